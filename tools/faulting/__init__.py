"""Room: tools. Work that is killed at a random moment, and what must hold afterwards."""
