"""Room: storage. Writers: a Document becomes a file."""
