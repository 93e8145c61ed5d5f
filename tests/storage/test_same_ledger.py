"""One ledger in every format: what is read of it is the same, of a PDF the same but for spaces."""

from datetime import date
from pathlib import Path

import pytest

from core.document import Document
from core.ledger.ledger import Ledger
from core.ledger.read import read_ledger
from storage.documents.convert import write_document
from storage.documents.open import read_document
from tests.returned_files import blank_form, returned, told
from tests.storage.legacy_sources import ledger_document

LEGACY = Path(__file__).resolve().parents[1] / "data" / "legacy"
DAY = date(2026, 7, 8)
PLAN = blank_form()
SHORT = ledger_document()
LONG = returned(PLAN, "云岭镇人民政府", told("云岭镇", PLAN.tasks, more="其中第2季度公开12条，\n另有3件正在办理。"))


def said(ledger: Ledger | None, *, spaces: bool = True) -> tuple:
    """All that the intake asks of a ledger."""
    assert ledger is not None

    def plain(text: str | None) -> str | None:
        return text if spaces or text is None else "".join(text.split())

    rows = [
        (t.number, t.label, *map(plain, (t.section, t.topic, t.subtopic, t.content, t.indicator, t.progress)), t.units)
        for t in ledger.tasks
    ]
    head = [plain(slot.value) if slot else None for slot in (ledger.head.unit, ledger.head.contact, ledger.head.phone)]
    return plain(ledger.title), ledger.year, head, [plain(s) for s in ledger.sections], rows


def read_back(document: Document, place: Path) -> Ledger | None:
    write_document(document, place, DAY)
    return read_ledger(read_document(place))


@pytest.mark.parametrize("document", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("ending", ["docx", "xlsx", "html", "ofd"])
def test_the_same_ledger_comes_out_of_every_format(document: Document, ending: str, tmp_path: Path) -> None:
    assert said(read_back(document, tmp_path / f"a.{ending}")) == said(read_ledger(document))


@pytest.mark.parametrize("document", [SHORT, LONG], ids=["short", "long"])
def test_of_a_pdf_it_is_the_same_but_for_spaces(document: Document, tmp_path: Path) -> None:
    assert said(read_back(document, tmp_path / "a.pdf"), spaces=False) == said(read_ledger(document), spaces=False)


@pytest.mark.parametrize("name", ["ledger.doc", "ledger.xls"])
def test_the_same_ledger_comes_out_of_old_formats(name: str) -> None:
    assert said(read_ledger(read_document(LEGACY / name))) == said(read_ledger(SHORT))
