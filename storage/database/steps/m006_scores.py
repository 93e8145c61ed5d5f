"""Room: storage. Step 6: the office's scores, cases, 整改 items, drafts of the 通报 and its template."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m006_scores(db: "Database") -> None:
    db.executescript("""
CREATE TABLE score_table (
  id INTEGER PRIMARY KEY,
  book_id INTEGER NOT NULL REFERENCES book (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  published TEXT NOT NULL,
  source TEXT NOT NULL,
  base REAL NOT NULL,
  UNIQUE (book_id)
) STRICT;

CREATE TABLE score_rule (
  id INTEGER PRIMARY KEY,
  table_id INTEGER NOT NULL REFERENCES score_table (id),
  position INTEGER NOT NULL,
  rule TEXT NOT NULL
) STRICT;
CREATE INDEX rule_of_table ON score_rule (table_id);

CREATE TABLE score_case (
  id INTEGER PRIMARY KEY,
  book_id INTEGER NOT NULL REFERENCES book (id),
  round TEXT NOT NULL,
  unit TEXT NOT NULL,
  rule TEXT NOT NULL,
  basis TEXT NOT NULL,
  happened TEXT NOT NULL,
  evidence TEXT NOT NULL,
  key TEXT NOT NULL,
  task_id INTEGER NOT NULL,
  task_number INTEGER NOT NULL,
  file TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  reply TEXT NOT NULL,
  replied_on TEXT,
  by_hand INTEGER NOT NULL,
  holds INTEGER NOT NULL,
  decided_at TEXT
) STRICT;
CREATE INDEX case_of_book ON score_case (book_id);

CREATE TABLE rectification (
  id INTEGER PRIMARY KEY,
  book_id INTEGER NOT NULL REFERENCES book (id),
  round TEXT NOT NULL,
  unit TEXT NOT NULL,
  what TEXT NOT NULL,
  due_on TEXT,
  done_on TEXT,
  evidence TEXT NOT NULL,
  closed_on TEXT,
  look_backs TEXT NOT NULL,
  case_id INTEGER NOT NULL
) STRICT;
CREATE INDEX rectification_of_book ON rectification (book_id);

CREATE TABLE notice_draft (
  id INTEGER PRIMARY KEY,
  book_id INTEGER NOT NULL REFERENCES book (id),
  round TEXT NOT NULL,
  written TEXT NOT NULL,
  issuer TEXT NOT NULL,
  dated_on TEXT,
  mend_by TEXT,
  with_scores INTEGER NOT NULL,
  UNIQUE (book_id, round)
) STRICT;

CREATE TABLE notice_template (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL REFERENCES kept_file (sha256),
  name TEXT NOT NULL
) STRICT;
""")
