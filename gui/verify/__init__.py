"""Room: gui. 验章: what a sealed OFD says, step by step."""
