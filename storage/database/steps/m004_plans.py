"""Room: storage. Plans (工作要点): a draft under review, or what was confirmed as a year's ledger; its tasks a row each."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m004_plans(db: "Database") -> None:
    """One row a task, so that undoing one edit costs one row and not the whole text."""
    db.executescript("""
CREATE TABLE plan (
  id INTEGER PRIMARY KEY,
  year INTEGER,
  title TEXT NOT NULL,
  issued_on TEXT,
  head TEXT NOT NULL,
  source TEXT NOT NULL,
  marks TEXT NOT NULL,
  rounds TEXT NOT NULL,
  reading TEXT NOT NULL,
  original TEXT REFERENCES kept_file (sha256),
  original_name TEXT NOT NULL,
  book_id INTEGER REFERENCES book (id),
  version INTEGER NOT NULL,
  confirmed_at TEXT,
  changes TEXT NOT NULL,
  last_book_id INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_of_book ON plan (book_id, version);

CREATE TABLE plan_task (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plan (id),
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,
  content TEXT NOT NULL,
  told TEXT NOT NULL,
  places TEXT NOT NULL
) STRICT;
CREATE INDEX task_of_plan ON plan_task (plan_id, position);
""")
