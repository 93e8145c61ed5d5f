"""Filling an office's own form: only what was asked changes, and it is typed as its neighbours are."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from core.errors import LedgerError
from core.ledger.fill import CellEdit, Filling, FormEdits, plan_filling
from core.ledger.ledger import Ledger
from core.ledger.read import read_ledger
from storage.documents.docx_form import DocxForm
from storage.documents.readers.docx import read_docx
from tests.docx_builder import docx, p, r, tbl, tc, tr

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KAI = '<w:rFonts w:eastAsia="楷体_GB2312"/><w:sz w:val="21"/>'
HEADER = tr(*(tc(p(h)) for h in ("序号", "重点工作", "主要内容", "责任单位", "完成时限", "进展落实情况")))
HEAD = p("填报单位：                联系人：            联系电话：")


def row(number: int, progress: str) -> str:
    cells = (tc(p("", inner=r(text, KAI))) for text in (str(number), "政策", f"内容{number}", "各单位", "2026年10月"))
    return tr(*cells, progress)


def form(*progress: str, head: str = HEAD) -> bytes:
    rows = "".join(row(i, cell) for i, cell in enumerate(progress, 1))
    return docx(p("云岭县2026年政务公开任务落实台账") + head + tbl(HEADER + rows) + p("注：本表一式两份。"))


def read(data: bytes) -> Ledger:
    found = read_ledger(read_docx(data))
    assert found is not None
    return found


def fill(data: bytes, filling: Filling) -> bytes:
    made = DocxForm(data)
    ledger = read_ledger(made.document)
    assert ledger is not None
    return made.filled(plan_filling(ledger, filling))


def cells(data: bytes) -> list[etree._Element]:
    root = etree.fromstring(ZipFile(BytesIO(data)).read("word/document.xml"))
    return list(root.iter(f"{W}tc"))


BLANK = tc(p())
CONTROL = "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dataBinding w:xpath='/x' w:storeItemID='{0}'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
GREY = '<w:rStyle w:val="PlaceholderText"/>'
PROGRESS_CELLS = {
    "blank": BLANK,
    "a formatted empty run": tc(p("", inner=r("", KAI))),
    "old text": tc(p("旧文") + p("第二段")),
    "a content control inside": tc(CONTROL.replace("{}", p("", inner=r("单击此处输入文字", GREY)))),
    "a content control around the cell": CONTROL.replace("{}", tc(p("", inner=r("单击此处输入文字", GREY)))),
    "an inline content control": tc("<w:p>" + CONTROL.replace("{}", r("单击此处", GREY)) + "</w:p>"),
    "tracked changes": tc(f'<w:p><w:ins w:id="1" w:author="a">{r("新增")}</w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>'),
    "a nested table": tc(tbl(tr(tc(p("内表")))) + p()),
    "vertically centred": tc(p(), '<w:vAlign w:val="center"/>'),
}  # fmt: skip


@pytest.mark.parametrize("cell", PROGRESS_CELLS.values(), ids=PROGRESS_CELLS.keys())
def test_what_was_filled_is_read_back(cell: str) -> None:
    filled = fill(
        form(cell, BLANK),
        Filling("云岭镇人民政府", {1: "已发布12条。\n其中解读3条。", 2: "  首行缩进"}, "李某", "0999-1"),
    )
    found = read(filled)
    assert [t.progress for t in found.tasks] == ["已发布12条。\n其中解读3条。", "  首行缩进"]
    assert (found.unit, found.head.contact and found.head.contact.value) == ("云岭镇人民政府", "李某")


@pytest.mark.parametrize("cell", PROGRESS_CELLS.values(), ids=PROGRESS_CELLS.keys())
def test_no_placeholder_binding_or_revision_stays_in_a_filled_cell(cell: str) -> None:
    xml = ZipFile(BytesIO(fill(form(cell), Filling("", {1: "已办"})))).read("word/document.xml").decode()
    assert not [name for name in ("showingPlcHdr", "dataBinding", "PlaceholderText", "w:del ", "w:ins ") if name in xml]


def test_everything_else_stays_as_it_was() -> None:
    before = form(*PROGRESS_CELLS.values())
    after = fill(before, Filling("", {1: "已办"}))
    old, new = ZipFile(BytesIO(before)), ZipFile(BytesIO(after))
    assert old.namelist() == new.namelist()
    assert [n for n in old.namelist() if old.read(n) != new.read(n)] == ["word/document.xml"]
    changed = [
        i
        for i, (a, b) in enumerate(zip(cells(before), cells(after), strict=True))
        if etree.tostring(a) != etree.tostring(b)
    ]
    assert changed == [11]  # the first task's progress cell


def test_filling_nothing_changes_no_element() -> None:
    before = form(*PROGRESS_CELLS.values())
    after = DocxForm(before).filled(FormEdits((), ()))
    old, new = (etree.fromstring(ZipFile(BytesIO(d)).read("word/document.xml")) for d in (before, after))
    assert etree.tostring(old, method="c14n") == etree.tostring(new, method="c14n")


def test_the_typing_of_the_neighbouring_text_is_taken_over() -> None:
    filled = cells(fill(form(BLANK), Filling("", {1: "已办"})))[-1]
    assert filled.find(f".//{W}r/{W}rPr/{W}rFonts").get(f"{W}eastAsia") == "楷体_GB2312"


def test_a_cells_own_typing_comes_before_its_neighbours() -> None:
    own = tc(p("", inner=r("", '<w:rFonts w:eastAsia="仿宋"/>')))
    filled = cells(fill(form(own), Filling("", {1: "已办"})))[-1]
    assert filled.find(f".//{W}r/{W}rPr/{W}rFonts").get(f"{W}eastAsia") == "仿宋"


def test_cell_properties_stay() -> None:
    filled = cells(fill(form(PROGRESS_CELLS["vertically centred"]), Filling("", {1: "已办"})))[-1]
    assert filled.find(f"{W}tcPr/{W}vAlign").get(f"{W}val") == "center"


SPLIT = "<w:p>" + r("填报单", KAI) + r("位：") + r("        ", "<w:u/>") + r("联系") + r("人：", KAI) + "</w:p>"


def test_a_label_split_over_runs_is_filled_into_the_run_of_its_room() -> None:
    data = fill(form(BLANK, head=SPLIT), Filling("云岭镇人民政府", {}, "李某"))
    xml = ZipFile(BytesIO(data)).read("word/document.xml").decode()
    run = xml[xml.rfind("<w:r>", 0, xml.find("云岭镇人民政府")) : xml.find("云岭镇人民政府")]
    assert "<w:u/>" in run
    found = read(data)
    assert (found.unit, found.head.contact and found.head.contact.value) == ("云岭镇人民政府", "李某")


def test_an_old_head_is_replaced_and_the_line_hardly_moves() -> None:
    line = "填报单位：旧单位              联系人：王某    联系电话：0999-9999999"
    data = fill(form(BLANK, head=p(line)), Filling("云岭镇人民政府", {}, "李某", "0999-1"))
    text = next(b.text for b in read_docx(data).blocks if getattr(b, "text", "").startswith("填报"))  # type: ignore[union-attr]
    assert text == "填报单位：云岭镇人民政府      联系人：李某    联系电话：0999-1"


def test_a_head_in_cells_of_a_table_is_filled_there() -> None:
    head = tbl(tr(tc(p("填报单位（盖章）")), tc(p()), tc(p("联系人")), tc(p("王某"))))
    found = read(fill(form(BLANK, head=head), Filling("云岭镇人民政府", {}, "李某")))
    assert (found.unit, found.head.contact and found.head.contact.value) == ("云岭镇人民政府", "李某")


def test_two_tasks_that_share_one_merged_cell_both_keep_their_text() -> None:
    shared = row(1, tc(p(), '<w:vMerge w:val="restart"/>')) + row(2, tc(p(), "<w:vMerge/>"))
    data = docx(p("2026年台账") + tbl(HEADER + shared))
    assert read(fill(data, Filling("", {1: "甲", 2: "乙"}))).tasks[0].progress == "甲\n乙"


def test_an_edit_that_points_nowhere_is_refused() -> None:
    with pytest.raises(LedgerError, match="找不到"):
        DocxForm(form(BLANK)).filled(FormEdits((), (CellEdit(999, "x"),)))


def test_a_strict_document_stays_strict() -> None:
    plain = form(BLANK)
    source = ZipFile(BytesIO(plain))
    strict = BytesIO()
    with ZipFile(strict, "w") as target:
        for name in source.namelist():
            body = source.read(name)
            target.writestr(name, body.replace(W[1:-1].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"))
    filled = fill(strict.getvalue(), Filling("", {1: "已办"}))
    assert b"purl.oclc.org" in ZipFile(BytesIO(filled)).read("word/document.xml")
    assert read(filled).tasks[0].progress == "已办"


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40))
def test_any_text_without_control_letters_is_read_back_as_it_was(text: str) -> None:
    found = read(fill(form(BLANK), Filling("", {1: text})))
    assert found.tasks[0].progress == (text if text.strip() else "")


def test_the_real_form_gives_back_what_was_filled(shared_fixtures: Path) -> None:
    before = (shared_fixtures / "xingqing-2023-ledger-blank.docx").read_bytes()
    texts = {n: f"第{n}项进展。" for n in range(1, 34)}
    after = fill(before, Filling("云岭县医疗保障局", texts, "李某", "0999-1234567"))
    found = read(after)
    assert {t.number: t.progress for t in found.tasks} == texts
    assert (found.unit, found.title) == ("云岭县医疗保障局", read(before).title)
    old, new = ZipFile(BytesIO(before)), ZipFile(BytesIO(after))
    assert [n for n in old.namelist() if old.read(n) != new.read(n)] == ["word/document.xml"]
    same = [(a, b) for a, b in zip(cells(before), cells(after), strict=True) if etree.tostring(a) == etree.tostring(b)]
    assert len(cells(before)) - len(same) == 33
