"""fill on forms in every format: in place where the format can be kept, else in its layout, with the reason told."""

import json
from pathlib import Path

import pytest

import main
from core.document import Document, grid_of, tables_of
from core.ledger.ledger import Ledger
from core.ledger.read import read_ledger
from storage.documents.open import read_document
from tests.storage.legacy_sources import ledger_document
from tests.storage.workbooks import workbook

LEGACY = Path(__file__).resolve().parents[1] / "data" / "legacy"
UNIT = "云岭镇人民政府"
SAID = {1: "已发布12条。", 3: "第一次会议。\n第二次会议。"}
FORMS = {
    "表.xlsx": ("xlsx", ""),
    "表.doc": ("docx", "Word 97—2003"),
    "表.wps": ("docx", "WPS 文字"),
    "表.xls": ("xlsx", "Excel 97—2003"),
    "表.et": ("xlsx", "WPS 表格"),
}


def form(name: str) -> bytes:
    """The same form in the format of the ending."""
    if name.endswith(".xlsx"):
        return workbook(ledger_document())
    return (LEGACY / ("ledger.doc" if name.endswith((".doc", ".wps")) else "ledger.xls")).read_bytes()


def ledger(document: Document) -> Ledger:
    found = read_ledger(document)
    assert found is not None
    return found


def shape(document: Document) -> list[list[tuple[str, int, int]]]:
    """Where the cells stand, and what they say but for the progress and the head."""
    (table, *_) = tables_of(document.blocks)
    rows = grid_of(table)
    header = next(r for r, row in enumerate(rows) if row[0] and row[0].cell.text == "序号")
    return [[(p.cell.text, p.row, p.col) for p in row[:-1] if p] for row in rows[header:]]


@pytest.fixture
def filled(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def run(name: str, *options: str) -> tuple[Path, list[Path], str]:
        place, progress, out = tmp_path / name, tmp_path / "进展.json", tmp_path / "结果"
        place.write_bytes(form(name))
        progress.write_text(json.dumps(SAID, ensure_ascii=False), "utf-8")
        call = ["fill", str(place), "--unit", UNIT, "--progress", str(progress), *options, "-o", str(out)]
        assert main.main(call) == 0
        return place, sorted(out.iterdir()), capsys.readouterr().err

    return run


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_filled_in_its_own_format_or_in_its_layout(name: str, filled) -> None:
    ending, why = FORMS[name]
    before = form(name)
    place, (made,), told = filled(name)
    assert made.suffix == f".{ending}"
    after = read_document(made)
    assert {t.number: t.progress for t in ledger(after).tasks if t.progress} == SAID
    assert ledger(after).unit == UNIT
    assert shape(after) == shape(read_document(place))
    assert place.read_bytes() == before
    assert (why in told and "原文件没有改动" in told) if why else "另写" not in told


def test_a_workbook_is_given_as_word_where_that_is_asked_for(filled) -> None:
    _, made, _ = filled("表.xlsx", "--format", "docx,xlsx")
    assert [file.suffix for file in made] == [".docx", ".xlsx"]
    for file in made:
        assert {t.number: t.progress for t in ledger(read_document(file)).tasks if t.progress} == SAID
