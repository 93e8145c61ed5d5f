"""Room: core. The version, in one place: pyproject.toml, the program and the installer all read it here."""

VERSION = "0.1.0"
