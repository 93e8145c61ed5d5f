"""Room: core. Scores by rules as data, proposed and never given; the draft of a 通报."""
