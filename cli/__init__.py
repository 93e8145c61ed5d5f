"""Room: cli. The commands; shows and asks, knows core only (no SQL, no file format)."""
