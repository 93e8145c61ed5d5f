"""Room: storage. Tables of returned files: intakes, their files with rows by task, what was mended once (收件)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m005_intake(db: "Database") -> None:
    """A file's rows stand in one text (storage/database/returns_values.py): a file is one row and one commit."""
    db.executescript("""
CREATE TABLE intake (
  id INTEGER PRIMARY KEY,
  book_id INTEGER NOT NULL REFERENCES book (id),
  round TEXT NOT NULL,
  due_on TEXT,
  received_on TEXT,
  issued_on TEXT,
  folder TEXT NOT NULL,
  confirmed_at TEXT
) STRICT;
CREATE INDEX intake_of_book ON intake (book_id);

CREATE TABLE returned_file (
  id INTEGER PRIMARY KEY,
  intake_id INTEGER NOT NULL REFERENCES intake (id),
  book_id INTEGER NOT NULL REFERENCES book (id),
  round TEXT NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES kept_file (sha256),
  status TEXT NOT NULL,
  state TEXT NOT NULL,
  received_on TEXT,
  replaced INTEGER NOT NULL,
  decided INTEGER NOT NULL,
  facts TEXT NOT NULL,
  rows TEXT NOT NULL
) STRICT;
CREATE INDEX returned_of_book ON returned_file (book_id, round, unit);
CREATE INDEX returned_of_intake ON returned_file (intake_id);

CREATE TABLE intake_memory (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (kind, key)
) STRICT;
""")
