"""Room: gui. Checking, exporting, and the rounds that are sent."""
