"""Room: gui. Taking files in: what was understood, mended by hand, confirmed."""
