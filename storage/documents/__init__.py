"""Room: storage. Documents of every format: files become the neutral Document and back."""
