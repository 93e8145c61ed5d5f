"""Room: storage. Steps of the schema after the first two, one a file. One that was shipped is never edited."""
