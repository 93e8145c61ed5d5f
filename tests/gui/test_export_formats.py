"""Blank forms that came as workbook or in an old format go back in their layout, and the clerk reads why."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from core.ledger.read import read_ledger
from storage.documents.open import read_document
from tests.gui.conftest import Clerk
from tests.gui.test_exporting import export, fill
from tests.storage.legacy_sources import ledger_document
from tests.storage.workbooks import workbook

LEGACY = Path(__file__).resolve().parents[1] / "data" / "legacy"
TEXT = "5月18日公开参保政策12条。"


@pytest.mark.parametrize(
    ("name", "ending", "why"),
    [("表.xlsx", "xlsx", ""), ("表.doc", "docx", "Word 97—2003"), ("表.xls", "xlsx", "Excel 97—2003")],
)
def test_the_form_goes_back_in_its_layout(empty: Clerk, tmp_path: Path, name: str, ending: str, why: str) -> None:
    place, out = tmp_path / name, tmp_path / "导出"
    old = LEGACY / f"ledger{place.suffix}"
    place.write_bytes(old.read_bytes() if why else workbook(ledger_document()))
    empty.read_file(place)
    empty.press("confirmImportButton")
    empty.settle()
    fill(empty, 5, TEXT)
    export(empty, out)
    (form,) = [p for p in out.iterdir() if "台账" in p.name]
    assert form.suffix == f".{ending}"
    ledger = read_ledger(read_document(form))
    assert ledger is not None
    assert ({t.number: t.progress for t in ledger.tasks if t.progress}, ledger.unit) == ({5: TEXT}, "云岭镇人民政府")
    told = [w.text() for w in empty.window.findChildren(QLabel) if "这种格式不能原样写回" in w.text()]
    assert any(why in text for text in told) if why else not told
