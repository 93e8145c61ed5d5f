"""What the tests of the intake share: an office's store with one short plan, and folders of what units return."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from core.actions.importing import import_ledger
from core.actions.intaking import confirm_intake, read_intake
from core.actions.ports import Store
from core.actions.touched import Touched
from core.intake.returned import Terms
from core.intake.taken import ReadIntake
from core.ledger.form import form_of
from core.ledger.ledger import Ledger
from core.progress import Progress
from core.units import UnitDirectory
from main import directory
from storage.documents.desk import LocalDocuments
from storage.documents.writers.docx import write_docx
from tests.returned_files import blank_form, returned
from tests.storage.ledgers import NOW

DOCUMENTS = LocalDocuments()
DUE, CAME = date(2026, 7, 10), date(2026, 7, 8)
TOWN, VILLAGE, BUREAU = "云岭镇人民政府", "松溪乡人民政府", "云岭县司法局"


@cache
def known() -> UnitDirectory:
    return directory()


@cache
def plan(tasks: int = 5) -> Ledger:
    form = blank_form()
    return replace(form, tasks=form.tasks[:tasks])


def terms(round_: str = "第一期", received: date | None = CAME) -> Terms:
    return Terms(round_, DUE, received)


@dataclass
class Office:
    """An office's store and a folder in which files arrive."""

    store: Store
    folder: Path
    book: int = 0
    form: Ledger = field(default_factory=plan)

    def __post_init__(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.book = self.book or import_ledger(self.store, form_of(self.form), "", NOW).book_id

    def put(self, name: str, unit: str, said: Mapping[int, str], form: Ledger | None = None) -> Path:
        """A returned ledger with those texts by number; unit "" leaves the head blank."""
        place = self.folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(write_docx(returned(form or self.form, unit, said, contact=""), "台账"))
        return place

    def read(self, round_: str = "第一期", **kwargs: object) -> ReadIntake:
        told = terms(round_, **kwargs)  # type: ignore[arg-type]
        return read_intake(self.store, DOCUMENTS, [str(self.folder)], self.book, known(), told, Progress())

    def confirm(self, read: ReadIntake) -> Touched:
        return confirm_intake(self.store, DOCUMENTS, read, NOW, Progress())

    def take(self, round_: str = "第一期") -> ReadIntake:
        """Read and confirm at once."""
        read = self.read(round_)
        self.confirm(read)
        return read

    def clear(self) -> None:
        for place in [p for p in self.folder.rglob("*") if p.is_file()]:
            place.unlink()

    @property
    def shelf(self) -> tuple[object, ...]:
        """All that is stored of intakes, to compare."""
        return self.store.intake.files(self.book), self.store.intake.intakes(self.book), self.store.intake.remembered()

    def said(self, round_: str = "第一期") -> dict[str, dict[int, str]]:
        """Unit → number → text of the file that counts."""
        number = {t.task_id: t.number for t in self.store.tasks.of(self.book)}
        counted = self.store.intake.current(self.book, round_)
        return {unit: {number[i]: text for i, text in file.said.items()} for unit, file in counted.items()}
