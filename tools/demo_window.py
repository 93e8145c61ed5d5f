"""Open the window on a data folder of its own, with the sample county ready to be tried.

.venv/bin/python tools/demo_window.py [FOLDER]     without a folder: one that is thrown away afterwards
"""

import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from core.report.form import Form
    from gui.services import Services


def services(pointer: Path) -> "Services":
    """The real store and documents; `pointer` remembers the last folder in place of the profile."""
    from core.calendar import WorkCalendar
    from core.report.form_build import forms_from
    from core.units import UnitDirectory
    from gui.checking import check_before_sending
    from gui.services import Sample, Services
    from storage.database.stores import LocalStores
    from storage.documents.desk import LocalDocuments
    from storage.resources import load_folder

    def forms(folder: str) -> "Sequence[Form]":
        return forms_from(load_folder("forms", Path(folder) / "resources"))

    samples = sorted((ROOT / "resources" / "samples").glob("*台账*.docx"))
    calendar = WorkCalendar.from_mappings(load_folder("calendars"))
    directory = UnitDirectory.from_mapping(*load_folder("units"))
    return Services(
        LocalStores(pointer),
        LocalDocuments(),
        datetime.now,
        directory=directory,
        check=check_before_sending(directory),
        add_working_days=calendar.add,
        working_days_between=calendar.between,
        forms=forms,
        samples=[Sample(p.stem, str(p)) for p in samples],
    )


def main() -> int:
    from gui.main_window import WindowArgs, run_window

    with tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch:
        folder = sys.argv[1] if len(sys.argv) > 1 else ""
        return run_window(lambda: services(Path(scratch) / "pointer.txt"), WindowArgs(folder))


if __name__ == "__main__":
    sys.exit(main())
