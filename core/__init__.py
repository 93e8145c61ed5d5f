"""Room: core. Decides; knows no Qt, no SQL, no file format and no clock of its own."""
