"""Room: storage. The registers (登记簿): every entry's values as one JSON object under the keys of its register's fields."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m007_registers(db: "Database") -> None:
    """Fields are data that a user may change: a column each would break with the next file."""
    db.executescript("""
CREATE TABLE register_entry (
  id INTEGER PRIMARY KEY,
  register TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE INDEX entry_of_register ON register_entry (register);
""")
