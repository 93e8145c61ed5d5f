"""The bundled unit data as a directory, for the tests of plans."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from core.units import Unit, UnitDirectory

_FOLDER = Path(__file__).resolve().parents[3] / "resources" / "units"
_DATA = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.toml"))]


def directory(*names: str, units: Iterable[Unit] = ()) -> UnitDirectory:
    return UnitDirectory.from_mapping(*_DATA, units=[*(Unit(name) for name in names), *units])
