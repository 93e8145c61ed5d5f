"""Room: storage. Step 9: sources of the sentences in the 综合稿, and what it said when a round's work on it began."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m009_summary(db: "Database") -> None:
    db.executescript("""
CREATE TABLE digest_source (
  id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL,
  round TEXT NOT NULL,
  unit TEXT NOT NULL,
  sentence TEXT NOT NULL,
  said TEXT NOT NULL,
  file_id INTEGER NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX source_of_task ON digest_source (task_id);

CREATE TABLE digest_begun (
  id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL,
  round TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (task_id, round)
) STRICT;
""")
