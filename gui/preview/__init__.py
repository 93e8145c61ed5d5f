"""Room: gui. The very pages on the screen and on paper."""
