"""Room: storage. The tables, step by step. A step that was shipped is never edited; its name is what a store remembers.

The journal holds rows by column: a step that renames or drops a column of a journaled table empties undo_step.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from storage.database.steps.m003_units import m003_units
from storage.database.steps.m004_plans import m004_plans
from storage.database.steps.m005_intake import m005_intake
from storage.database.steps.m006_scores import m006_scores
from storage.database.steps.m007_registers import m007_registers
from storage.database.steps.m009_summary import m009_summary
from storage.database.steps.m030_report_plan import m030_report_plan

if TYPE_CHECKING:
    from sqlite_utils import Database

SET = "ledger"
Step = Callable[["Database"], None]


def m001_ledger(db: "Database") -> None:
    """Books, tasks, what was recorded on them, rounds, acceptances; the undo journal."""
    db.executescript("""
CREATE TABLE store_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version TEXT NOT NULL,
  saved_at TEXT
) STRICT;
INSERT INTO store_state VALUES (1, '', NULL);

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE remembered (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE kept_file (sha256 TEXT PRIMARY KEY, size_bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE undo_step (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  merge TEXT NOT NULL,
  done_at TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE undo_change (
  step_id INTEGER NOT NULL REFERENCES undo_step (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  owner TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (step_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE book (
  id INTEGER PRIMARY KEY,
  year INTEGER,
  title TEXT NOT NULL,
  reporting_unit TEXT NOT NULL,
  contact TEXT NOT NULL,
  phone TEXT NOT NULL,
  original TEXT REFERENCES kept_file (sha256),
  original_name TEXT NOT NULL,
  reading TEXT NOT NULL,
  imported_at TEXT
) STRICT;

CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  book_id INTEGER NOT NULL REFERENCES book (id),
  position INTEGER NOT NULL,
  number INTEGER NOT NULL,
  label TEXT NOT NULL,
  section TEXT NOT NULL,
  topic TEXT NOT NULL,
  subtopic TEXT NOT NULL,
  content TEXT NOT NULL,
  indicator TEXT NOT NULL,
  lead_units TEXT NOT NULL,
  responsible_units TEXT NOT NULL,
  responsibility_text TEXT NOT NULL,
  deadlines TEXT NOT NULL,
  dropped INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX task_of_book ON task (book_id, dropped, position);

CREATE TABLE state (
  id INTEGER PRIMARY KEY REFERENCES task (id),
  status TEXT NOT NULL,
  progress TEXT NOT NULL,
  carried_over INTEGER NOT NULL,
  not_applicable_reason TEXT NOT NULL,
  desk TEXT NOT NULL,
  handler TEXT NOT NULL,
  internal_due TEXT,
  counted_from TEXT,
  steps TEXT NOT NULL
) STRICT;

CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL REFERENCES task (id),
  on_day TEXT NOT NULL,
  text TEXT NOT NULL,
  figures TEXT NOT NULL,
  links TEXT NOT NULL
) STRICT;
CREATE INDEX entry_of_task ON entry (task_id, on_day);

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  sha256 TEXT NOT NULL REFERENCES kept_file (sha256),
  name TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_of_entry ON evidence (entry_id);

CREATE TABLE round (
  id INTEGER PRIMARY KEY,
  book_id INTEGER NOT NULL REFERENCES book (id),
  name TEXT NOT NULL,
  due_on TEXT,
  state TEXT NOT NULL,
  channel TEXT NOT NULL,
  sent_on TEXT,
  version_code TEXT NOT NULL,
  frozen_at TEXT
) STRICT;
CREATE INDEX round_of_book ON round (book_id);

CREATE TABLE round_file (
  id INTEGER PRIMARY KEY,
  round_id INTEGER NOT NULL REFERENCES round (id),
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES kept_file (sha256),
  name TEXT NOT NULL
) STRICT;
CREATE INDEX file_of_round ON round_file (round_id);

CREATE TABLE frozen (
  id INTEGER PRIMARY KEY,
  round_id INTEGER NOT NULL REFERENCES round (id),
  task_id INTEGER NOT NULL REFERENCES task (id),
  status TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX frozen_of_round ON frozen (round_id);
CREATE INDEX frozen_of_task ON frozen (task_id);

CREATE TABLE remark (
  id INTEGER PRIMARY KEY,
  round_id INTEGER NOT NULL REFERENCES round (id),
  task_id INTEGER REFERENCES task (id),
  text TEXT NOT NULL,
  received_on TEXT,
  remedy TEXT NOT NULL,
  remedied_on TEXT
) STRICT;
CREATE INDEX remark_of_round ON remark (round_id);
CREATE INDEX remark_of_task ON remark (task_id);

CREATE TABLE accepted (
  id INTEGER PRIMARY KEY,
  book_id INTEGER NOT NULL REFERENCES book (id),
  rule TEXT NOT NULL,
  places TEXT NOT NULL,
  found TEXT NOT NULL,
  reason TEXT NOT NULL,
  accepted_at TEXT
) STRICT;
CREATE INDEX accepted_of_book ON accepted (book_id);
""")


def m002_reports(db: "Database") -> None:
    """Annual reports: cells and sections as typed, accepted findings, notes, versions; the units of a roll-up."""
    db.executescript("""
CREATE TABLE report (
  id INTEGER PRIMARY KEY,
  year INTEGER,
  unit TEXT NOT NULL,
  form TEXT NOT NULL,
  title TEXT NOT NULL,
  preamble TEXT NOT NULL,
  original TEXT REFERENCES kept_file (sha256),
  original_name TEXT NOT NULL,
  imported_at TEXT,
  compared_with INTEGER NOT NULL DEFAULT 0,
  reference INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE report_cell (
  id INTEGER PRIMARY KEY,
  report_id INTEGER NOT NULL REFERENCES report (id),
  cell TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (report_id, cell)
) STRICT;

CREATE TABLE report_section (
  id INTEGER PRIMARY KEY,
  report_id INTEGER NOT NULL REFERENCES report (id),
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (report_id, number)
) STRICT;

CREATE TABLE report_accepted (
  id INTEGER PRIMARY KEY,
  report_id INTEGER NOT NULL REFERENCES report (id),
  rule TEXT NOT NULL,
  places TEXT NOT NULL,
  found TEXT NOT NULL,
  reason TEXT NOT NULL,
  accepted_at TEXT
) STRICT;
CREATE INDEX accepted_of_report ON report_accepted (report_id);

CREATE TABLE report_note (
  id INTEGER PRIMARY KEY,
  report_id INTEGER NOT NULL REFERENCES report (id),
  kind TEXT NOT NULL,
  changes TEXT NOT NULL,
  reason TEXT NOT NULL,
  who TEXT NOT NULL,
  noted_at TEXT NOT NULL
) STRICT;
CREATE INDEX note_of_report ON report_note (report_id);

CREATE TABLE report_version (
  id INTEGER PRIMARY KEY,
  report_id INTEGER NOT NULL REFERENCES report (id),
  number INTEGER NOT NULL,
  published_on TEXT NOT NULL,
  title TEXT NOT NULL,
  preamble TEXT NOT NULL,
  cells TEXT NOT NULL,
  sections TEXT NOT NULL,
  correction TEXT NOT NULL,
  version_code TEXT NOT NULL,
  UNIQUE (report_id, number)
) STRICT;

CREATE TABLE rolled_unit (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  unit TEXT NOT NULL,
  cells TEXT NOT NULL,
  UNIQUE (year, unit)
) STRICT;
""")


STEPS: tuple[Step, ...] = (
    m001_ledger,
    m002_reports,
    m003_units,
    m004_plans,
    m005_intake,
    m006_scores,
    m007_registers,
    m009_summary,
    m030_report_plan,
)


def applied(conn: sqlite3.Connection) -> tuple[str, ...]:
    """Names of the steps that this store has been through, () for a new file."""
    known = conn.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone()
    if not known:
        return ()
    rows = conn.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", [SET])
    return tuple(name for (name,) in rows)


def names(steps: Sequence[Step]) -> tuple[str, ...]:
    return tuple(step.__name__ for step in steps)


def migrate(conn: sqlite3.Connection, steps: Sequence[Step]) -> None:
    """Apply what is pending, all of it or nothing. Foreign keys must be off: rebuilding a table would cascade.

    sqlite_utils takes 140 ms to import, so only here, where a store is made or brought up to date.
    """
    from sqlite_utils import Database, Migrations

    migrations = Migrations(SET)
    for step in steps:
        migrations()(step)
    conn.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(conn, recursive_triggers=False, execute_plugins=False))
        broken = conn.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise sqlite3.IntegrityError(f"foreign keys broken by a migration: {broken[:5]}")
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
