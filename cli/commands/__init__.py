"""Room: cli. One module a command."""
