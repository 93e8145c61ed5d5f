"""The office's own blank form: the table filled row by row, placeholders, what is wrong with it told in Chinese."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.actions.dispatching import DispatchWish, dispatch_forms, template_findings
from core.clauses import Responsibility
from core.document import grid_of, paragraphs_of, tables_of
from core.errors import LedgerError, NotYetSupported
from core.ledger.ledger import Declared, Head, Ledger, LedgerTask
from core.ledger.read import read_ledger
from core.ledger.template import PLACEHOLDERS, read_template
from core.units import Unit
from main import TEMPLATE
from storage.documents.desk import LocalDocuments
from storage.documents.docx_template import DocxTemplate
from storage.documents.readers.docx import read_docx
from tests.core.plan.directory import directory
from tests.docx_builder import SPAN, docx, p, r, sdt, tbl, tc, tr

TASKS = (
    LedgerTask(1, "1", "一、公开", "政策", "", "公开惠企政策", units=Responsibility(("县财政局",), ("各乡镇",))),
    LedgerTask(2, "2", "一、公开", "政策", "", "公开财政预决算", units=Responsibility((), ("县财政局",))),
    LedgerTask(3, "3", "二、保障", "培训", "", "年内培训1次"),
)
LEDGER = Ledger("云岭县2026年政务公开台账", 2026, Head(), Declared(), ("一、公开", "二、保障"), TASKS, frozenset())
UNITS = (Unit("云岭县财政局", contact="周宁", phone="0999-1"), Unit("云岭镇人民政府"))
HEADINGS = ("序号", "重点工作", "主要内容", "责任单位", "进展落实情况", "备注")
KAI = '<w:rFonts w:eastAsia="楷体_GB2312"/><w:sz w:val="21"/>'
MODEL = tr(
    *(tc(p("", inner=r(" ", KAI))) for _ in HEADINGS[:-1]),
    tc("附佐证"),
    properties='<w:trHeight w:val="600" w:hRule="exact"/>',
)


def blank(*rows: str, before: str = "", after: str = "", headings: tuple[str, ...] = HEADINGS) -> bytes:
    header = tr(*(tc(p(h)) for h in headings))
    return docx(before + tbl(header, *rows, widths=(1,) * len(headings)) + after)


def made(data: bytes, whole: bool = True, unit: int = 0) -> bytes:
    template = DocxTemplate(data)
    wish = DispatchWish(whole, "第一期", None, read_template(template.document))
    form = dispatch_forms(LEDGER, directory(), UNITS, wish).forms[unit]
    assert form.edits is not None
    return template.filled(form.edits)


def texts(data: bytes) -> list[list[str]]:
    (table,) = tables_of(read_docx(data).blocks)
    return [[placed.cell.text if placed else "" for placed in row] for row in grid_of(table)]


def lines(data: bytes) -> list[str]:
    return [x.text for x in paragraphs_of(read_docx(data).blocks)]


def test_every_task_gets_a_row_like_the_model_row() -> None:
    rows = texts(made(blank(MODEL)))
    assert [row[0] for row in rows] == ["序号", "一、公开", "1", "2", "二、保障", "3"]
    assert rows[2] == ["1", "政策", "公开惠企政策", "牵头单位：县财政局；责任单位：各乡镇", "", "附佐证"]
    assert set(rows[1]) == {"一、公开"}, "a section stands over the whole width"
    assert [row[1] for row in rows[2:4]] == ["政策", "政策"], "rows of one topic share its cell"


def test_the_form_reads_back_as_the_ledger_it_was_made_of() -> None:
    read = read_ledger(read_docx(made(blank(MODEL, before=p("{标题}") + p("填报单位（盖章）：      联系人：    ")))))
    assert read is not None
    assert (read.title, read.unit, read.year) == (LEDGER.title, "云岭县财政局", 2026)
    assert [(t.number, t.section, t.topic, t.content, t.progress) for t in read.tasks] == [
        (t.number, t.section, t.topic, t.content, "") for t in TASKS
    ]
    assert read.tasks[0].units == TASKS[0].units


def test_text_is_typed_as_in_the_model_row_and_a_fixed_height_may_grow() -> None:
    xml = ZipFile(BytesIO(made(blank(MODEL)))).read("word/document.xml").decode()
    assert xml.count("楷体_GB2312") >= 15
    assert 'w:hRule="exact"' not in xml
    assert 'w:hRule="atLeast"' in xml


def test_placeholders_are_filled_outside_the_table_and_in_cells_of_other_tables() -> None:
    before = (
        p("{标题}")
        + p("", inner=r("{单") + r("位}报") + r("｛期次｝"))
        + p("联系人{ 联系人 }，共{任务数}项，牵头{牵头数}项")
    )
    told = lines(made(blank(MODEL, before=before, after=p("{年份}年 {联系电话} {报送期限}止"))))
    assert told[:3] == ["云岭县2026年政务公开台账", "云岭县财政局报第一期", "联系人周宁，共2项，牵头1项"]
    assert told[-1] == "2026年 0999-1 止"


def test_only_its_own_tasks_and_those_that_name_nobody_where_the_office_wants_so() -> None:
    rows = texts(made(blank(MODEL), whole=False, unit=1))
    assert [row[0] for row in rows if row[0].isdigit()] == ["1", "3"]


def test_a_column_for_it_says_what_a_task_means_for_the_unit() -> None:
    headings = ("序号", "主要内容", "是否涉及本单位", "进展情况")
    model = tr(*(tc(p(" ")) for _ in headings))
    rows = texts(made(blank(model, headings=headings)))
    assert [row[2] for row in rows if row[0].isdigit()] == ["牵头", "责任单位", "待确认"]


def test_numbered_blank_rows_go_and_the_offices_note_stays() -> None:
    numbered = tr(*(tc(p(t)) for t in ("2", "", "", "", "", "")))
    note = tr(tc(p("注：请于月底前报送"), SPAN.format(6)))
    rows = texts(made(blank(MODEL, numbered, note)))
    assert [row[0] for row in rows][-2:] == ["3", "注：请于月底前报送"]
    assert len(rows) == 7


def test_a_section_row_of_the_offices_own_is_used() -> None:
    section = tr(tc(p("", inner=r("{板块}", "<w:b/>")), SPAN.format(6)))
    data = made(blank(section, MODEL))
    assert [row[0] for row in texts(data)] == ["序号", "一、公开", "1", "2", "二、保障", "3"]
    assert ZipFile(BytesIO(data)).read("word/document.xml").decode().count("<w:b/>") == 2


def test_a_model_row_inside_content_controls_is_filled_too() -> None:
    model = tr(*(tc(sdt(p("", inner=r("单击输入", KAI)), "<w:showingPlcHdr/>")) for _ in HEADINGS))
    rows = texts(made(blank(model)))
    assert rows[2][:3] == ["1", "政策", "公开惠企政策"]


def test_every_other_part_is_byte_for_byte_the_templates() -> None:
    data = TEMPLATE.read_bytes()
    before, after = ZipFile(BytesIO(data)), ZipFile(BytesIO(made(data)))
    assert before.namelist() == after.namelist()
    differing = [n for n in before.namelist() if before.read(n) != after.read(n)]
    assert differing == ["word/document.xml"]


def test_the_example_has_every_column_and_says_whose_it_is() -> None:
    template = read_template(DocxTemplate(TEMPLATE.read_bytes()).document)
    assert template.names_unit
    assert {place.text for place in template.places} >= {"标题", "单位", "期次", "报送期限"}
    read = read_ledger(read_docx(made(TEMPLATE.read_bytes())))
    assert read is not None
    assert (read.unit, len(read.tasks)) == ("云岭县财政局", 3)


WRONG = [
    (docx(p("只有文字")), "没有找到任务表"),
    (blank(headings=HEADINGS), "空白行"),
    (blank(tr(*(tc() for _ in range(3))), headings=("序号", "重点工作", "责任单位")), "进展落实情况"),
    (blank(MODEL, before=p("{单位名}")), "{单位名}"),
    (docx(tbl(tr(*(tc(p(h)) for h in HEADINGS)), MODEL) + tbl(tr(*(tc(p(h)) for h in HEADINGS)), MODEL)), "2 个"),
]


@pytest.mark.parametrize(("data", "told"), WRONG)
def test_what_is_wrong_with_a_template_is_told_with_what_to_do(data: bytes, told: str) -> None:
    with pytest.raises(LedgerError) as error:
        read_template(DocxTemplate(data).document)
    assert told in error.value.message
    assert "没有写入任何文件" in error.value.message


def test_a_template_that_says_nothing_of_the_unit_is_remarked_upon() -> None:
    (finding,) = template_findings(read_template(DocxTemplate(blank(MODEL)).document))
    assert "{单位}" in finding.message
    assert not template_findings(read_template(DocxTemplate(blank(MODEL, before=p("{单位}"))).document))


def test_a_template_that_is_no_docx_is_refused(tmp_path: Path) -> None:
    (tmp_path / "模板.txt").write_text("序号", "utf-8")
    with pytest.raises(NotYetSupported):
        LocalDocuments().open_template(str(tmp_path / "模板.txt"))


@given(st.lists(st.sampled_from(PLACEHOLDERS), min_size=1, max_size=6), st.integers(0, 4))
def test_no_placeholder_is_left_wherever_it_stands(places: list[str], gap: int) -> None:
    line = (" " * gap).join(f"{{{place}}}" for place in places)
    data = made(blank(MODEL, before=p(line) + tbl(tr(tc(p(line)), tc(p("甲"))))))
    text = "\n".join(lines(data))
    assert "{" not in text
    assert "}" not in text
