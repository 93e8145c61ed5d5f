"""Room: storage. Readers: a file becomes a Document."""
