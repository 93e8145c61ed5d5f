"""Room: tools. The public ways by which a stranger's file comes in. Each reads or raises LedgerError; nothing else."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from random import Random

from core.actions.reading import understand
from core.calendar import WorkCalendar
from core.document import Document, paragraphs_of
from core.errors import LedgerError
from core.intake.correction import read_correction
from core.ledger.fill import Filling
from core.notice.rules import score_table
from core.notice.template import check_template
from core.registers.kit import kit_from
from core.registers.table import read_entries
from core.report.form_build import forms_from
from core.unit_list import listed_units
from core.units import UnitDirectory
from storage.database import handover, restore
from storage.documents.desk import LocalDocuments
from storage.resources import load_file, load_folder

NOW = datetime(2026, 8, 10, 10, 32)
DOCUMENTS = LocalDocuments()
FORMS = forms_from(load_folder("forms"))
KIT = kit_from(load_folder("registers"), FORMS[0], WorkCalendar({}, frozenset(), frozenset()))
TRIES: tuple[Callable[[Document], object], ...] = (
    lambda d: understand(d, FORMS),
    lambda d: understand(d, FORMS, "plan"),
    lambda d: understand(d, FORMS, "ledger"),
    lambda d: understand(d, FORMS, "report"),
    read_correction,
    listed_units,
    check_template,
    lambda d: read_entries(d, KIT.registers[0], 2026),
)


def go_through(file: Path, out: Path, chance: Random) -> str:
    """Everything the program may do with the file; returns the text that was read. `out` is the only folder to write in."""
    said = ""
    for door in doors(file):
        with suppress(LedgerError):
            said += door(file, out, chance) or ""
    return said


def doors(file: Path) -> tuple[Callable[[Path, Path, Random], str | None], ...]:
    kind = file.suffix.lower()
    if kind == ".toml":
        return (_toml,)
    if kind in (".mzbak", ".mzjj"):
        return (_backup, _handover)
    shared = (_read, _opened)
    if kind == ".json":
        return (_progress, _opened)
    if kind in (".xlsx", ".xls", ".docx"):
        return (*shared, _progress, _form)
    return (*shared, _verify) if kind == ".ofd" else shared


def _read(file: Path, out: Path, chance: Random) -> str:
    document = DOCUMENTS.read(str(file), look=chance.random() < 0.5)
    for use in TRIES:
        with suppress(LedgerError):
            use(document)
    if chance.random() < 0.15:
        ending = chance.choice((".docx", ".html", ".xlsx"))
        DOCUMENTS.convert(document, str(out / f"again{ending}"), date(2026, 8, 10))
        DOCUMENTS.read(str(out / f"again{ending}"))
    return "".join(p.text for p in paragraphs_of(document.blocks))


def _opened(file: Path, out: Path, chance: Random) -> None:
    opened = DOCUMENTS.opened(str(file))
    for ask in (opened.remarks, opened.told_unit, opened.verdict, opened.document):
        with suppress(LedgerError):
            ask()
    with suppress(LedgerError):
        for name in opened.inside[:3]:
            with suppress(LedgerError):
                DOCUMENTS.opened(str(file), name).document()


def _form(file: Path, out: Path, chance: Random) -> None:
    from core.actions.filling import fill_form

    filled = fill_form(DOCUMENTS, str(file), Filling("松溪乡人民政府", {1: "=1+1", 2: "<w:t>二\x0b"}))
    del filled


def _verify(file: Path, out: Path, chance: Random) -> None:
    DOCUMENTS.verify(str(file))


def _progress(file: Path, out: Path, chance: Random) -> None:
    DOCUMENTS.read_progress(str(file))


def _toml(file: Path, out: Path, chance: Random) -> None:
    """A user's own facts, by the folder that they would lie in."""
    read = load_file(file)
    subject = file.stem.partition("@")[2]
    uses: dict[str, Callable[[], object]] = {
        "units": lambda: UnitDirectory.from_mapping(read),
        "forms": lambda: forms_from([read]),
        "calendars": lambda: WorkCalendar.from_mappings([read]),
        "registers": lambda: kit_from([read], FORMS[0], WorkCalendar({}, frozenset(), frozenset())),
        "scores": lambda: score_table(read),
    }
    if subject in uses:
        uses[subject]()


def _backup(file: Path, out: Path, chance: Random) -> None:
    restore.check(file)
    restore.put_back(out / "restored", file)


def _handover(file: Path, out: Path, chance: Random) -> None:
    shutil.rmtree(out / "taken", ignore_errors=True)
    handover.unpack(file, out / "taken", NOW)
