"""Room: core. Returned files: whose they are, which version, what they say of which task; the summary of all."""
