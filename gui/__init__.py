"""Room: gui. The window; shows and asks, knows core only (no SQL, no file format)."""
