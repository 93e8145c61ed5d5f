"""Random counties: what each unit filled in comes out of the round again, word for word, and twice is once."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from core.report.compose import compose_report
from core.report.form_build import form_from
from core.report.read import read_report
from core.report.report import AnnualReport, ReportSection
from storage.database.store import open_store
from storage.documents.readers.docx import read_docx
from storage.documents.writers.docx import write_docx
from storage.resources import load
from tests.returned_files import TOWNS, returned
from tests.storage.intake_folder import Office, plan
from tests.storage.ledgers import NOW

TASKS = 5
FORM = form_from(load("forms/annual_report_2021"))
WORDS = (
    "已在门户网站公开",
    "12条",
    "=SUM(A1)",
    "<b>政策</b>",
    "&amp;",
    "“解读”",
    "（第3季度）",
    "堃喆赟",
    "2026年7月8日",
    "/",
)
_words = st.lists(st.sampled_from(WORDS), min_size=2, max_size=5).map("".join)
_texts = st.lists(_words, min_size=1, max_size=3).map("\n".join)


def counties() -> st.SearchStrategy[dict[str, dict[int, str]]]:
    said = st.dictionaries(st.integers(1, TASKS), _texts, min_size=1)
    return st.dictionaries(st.sampled_from([f"{town}人民政府" for town in TOWNS]), said, min_size=1, max_size=4)


@settings(max_examples=8)
@given(counties())
def test_what_was_filled_in_comes_back_and_an_intake_twice_is_one(county: dict[str, dict[int, str]]) -> None:
    with TemporaryDirectory() as scratch:
        store = open_store(Path(scratch) / "数据", NOW)
        office = Office(store, Path(scratch) / "来件", form=plan(TASKS))
        for unit, said in county.items():
            form = write_docx(returned(office.form, unit, said), "台账")
            (office.folder / f"{unit}.docx").write_bytes(form)
        office.take()
        assert office.said() == county
        before = office.shelf[0]
        office.take()
        assert office.said() == county
        assert len(office.shelf[0]) == len(before)
        store.close()
        again = open_store(Path(scratch) / "数据", NOW)
        assert Office(again, office.folder, book=office.book).said() == county
        again.close()


@settings(max_examples=15)
@given(st.lists(st.none() | st.integers(0, 99_999), min_size=40, max_size=40))
def test_a_report_written_as_word_reads_back_cell_for_cell(figures: list[int | None]) -> None:
    ids = FORM.cell_ids
    cells = {cell: figures[at % len(figures)] for at, cell in enumerate(ids)}
    parts = tuple(ReportSection(s.number, s.title, "本年度没有其他事项。") for s in FORM.sections)
    report = AnnualReport(FORM, "云岭镇人民政府2025年政府信息公开工作年度报告", 2025, "云岭镇人民政府", cells, parts)
    read, _ = read_report(read_docx(write_docx(compose_report(report), "报告")), [FORM])
    assert (read.unit, read.year, read.cells) == (report.unit, 2025, cells)
