"""Room: storage. The SQLite store: one folder of data, opened by one window at a time."""
