"""Room: storage. Whatever outlives the process: the database, and documents read and written."""
