"""Room: gui. The internal division table: handed round by desk, and read back."""
