"""Room: storage. Layout: a Document becomes pages."""
