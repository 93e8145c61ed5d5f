"""Room: gui. 收件, for the office: returned files read, judged, mended by hand, confirmed."""
