"""Room: storage. The directory of units (单位名录) and what was decided of printed names."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m003_units(db: "Database") -> None:
    """Units with their flags, years and successors (by name); names that mean a group, or no unit."""
    db.executescript("""
CREATE TABLE unit (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  aliases TEXT NOT NULL,
  flags TEXT NOT NULL,
  since INTEGER,
  until INTEGER,
  successors TEXT NOT NULL,
  contact TEXT NOT NULL,
  phone TEXT NOT NULL
) STRICT;

CREATE TABLE name_meaning (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  meaning TEXT NOT NULL,
  members TEXT NOT NULL
) STRICT;
""")
