"""Room: storage. Which 工作要点 an annual report is held against."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m030_report_plan(db: "Database") -> None:
    """The plan's kept file ("" for none) and its name. Rows in the journal from before take the defaults."""
    db.executescript("""
ALTER TABLE report ADD COLUMN plan TEXT NOT NULL DEFAULT '';
ALTER TABLE report ADD COLUMN plan_name TEXT NOT NULL DEFAULT '';
""")
