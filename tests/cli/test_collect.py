"""collect on a folder of more than forty files, each untidy in its own way: whose it is, which version, what is said."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

import main
from core.document import Document
from core.ledger.ledger import Ledger
from storage.documents.convert import write_document
from storage.documents.fonts import FontFinder
from storage.documents.writers.docx import write_docx
from storage.documents.writers.html import write_html
from tests.docx_builder import docx, p
from tests.pdf_builder import scan_pdf
from tests.returned_files import FORM, SAMPLES, blank_form, returned, sealed, told
from tests.storage.sealed_ofd import pack, unpack

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(64)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'


@dataclass(frozen=True)
class Case:
    """A file, what is wrong with it, and what the program has to say: unit, status, and the rules of its findings."""

    name: str
    wrong: str
    make: Callable[["County"], bytes]
    unit: str
    status: str
    rules: tuple[str, ...] = ()
    without: tuple[str, ...] = ()  # rules that must not be told of this file


class County:
    """Makes the files; forms short enough that laying out OFDs takes little time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.form: Ledger = blank_form()
        self.fonts = FontFinder()

    def document(self, unit: str, head: str | None = None, *, more: str = "", rows: int = 22, **rest) -> Document:
        tasks = self.form.tasks[:rows]
        return returned(self.form, unit if head is None else head, told(unit, tasks, more=more), tasks=tasks, **rest)

    def word(self, unit: str, head: str | None = None, **rest) -> bytes:
        return write_docx(self.document(unit, head, **rest), "台账")

    def some(self, unit: str, count: int) -> bytes:
        """Only the first tasks are filled in."""
        return write_docx(returned(self.form, unit, told(unit, self.form.tasks[:count])), "台账")

    def ofd(self, document: Document) -> bytes:
        place = self.folder / "made.ofd"
        write_document(document, place, None, self.fonts)
        return place.read_bytes()

    def sealed(self, unit: str, seal: str = "", time: str = "20260708090000", **rest) -> bytes:
        return sealed(self.ofd(self.document(unit, rows=5, **rest)), seal or unit, time)

    def changed(self, unit: str, change: Callable[[Ledger], tuple]) -> bytes:
        """The form with other rows."""
        tasks = change(self.form)
        said = {t.number: text for t, text in zip(tasks, told(unit, self.form.tasks).values(), strict=False)}
        return write_docx(returned(self.form, unit, said, tasks=tasks), "台账")


def renumbered(form: Ledger) -> tuple:
    """In another order and numbered anew."""
    return tuple(replace(t, number=n) for n, t in enumerate(reversed(form.tasks), 1))


def reworded(form: Ledger) -> tuple:
    return tuple(replace(t, content=t.content.replace("不少于7天", "不少于5天")) for t in form.tasks)


def with_extra(form: Ledger) -> tuple:
    strange = replace(
        form.tasks[-1], number=99, content="本单位自选动作：编印反诈骗小册子并进村入户。", topic="自选", subtopic=""
    )
    return (strange, *form.tasks)


def torn(form: Ledger) -> tuple:
    """A row that mixes the words of two tasks; it is near both and is neither."""
    a, b = form.tasks[3], form.tasks[4]
    half = a.content[: len(a.content) // 2] + b.content[len(b.content) // 2 :]
    return (replace(a, number=77, content=half), *form.tasks[5:])


def last_year(county: County) -> bytes:
    form = replace(county.form, title=county.form.title.replace("2026", "2025"), year=2025)
    return write_docx(returned(form, "云岭县住房和城乡建设局", told("县住建局", form.tasks)), "台账")


def tampered(county: County) -> bytes:
    parts = unpack(county.sealed("云岭县工业信息化和商务局"))
    page = next(name for name in parts if name.endswith("Content.xml"))
    return pack(parts | {page: parts[page].replace(b"</ofd:Page>", b" </ofd:Page>")})


def formula(county: County) -> bytes:
    said = told("县税务局", county.form.tasks) | {2: '=HYPERLINK("x","点我")', 3: "+1", 4: "@SUM(1)"}
    return write_docx(returned(county.form, "云岭县税务局", said), "台账")


def copied(county: County) -> bytes:
    """The words of 云岭镇 for one task, but for a figure."""
    said = told("云岭县档案局", county.form.tasks) | {1: told("云岭镇", county.form.tasks, more=LONG)[1] + "确已完成。"}
    return write_docx(returned(county.form, "云岭县档案局", said), "台账")


def bomb(county: County) -> bytes:
    files = {"word/document.xml": f'{BOMB}<w:document xmlns:w="x">&c;</w:document>', "[Content_Types].xml": "<x/>"}
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return target.getvalue()


LONG = "镇政务公开领导小组每月召开一次调度会，逐项检查公开目录更新情况。"
TOWN, HALL = "云岭镇人民政府", "云岭县人民政府办公室"
CASES = (
    Case("云岭镇/台账.docx", "无误", lambda c: c.word("云岭镇", TOWN, more=LONG, rows=5), TOWN, "first", (), ("intake.word_only",)),
    Case("云岭镇/台账.ofd", "无误，已盖章", lambda c: sealed(c.ofd(c.document("云岭镇", TOWN, more=LONG, rows=5)), TOWN), TOWN, "first", (), ("intake.no_seal", "intake.seal_name")),
    Case("白石镇政务公开台账.docx", "无误", lambda c: c.word("白石镇"), "白石镇人民政府", "first"),
    Case("白石镇政务公开台账(1).docx", "同一份发了两次", lambda c: c.word("白石镇"), "白石镇人民政府", "same"),
    Case("白石镇政务公开台账.html", "同一份另存为网页", lambda c: write_html(c.document("白石镇"), "台账"), "白石镇人民政府", "same"),
    Case("双桥镇.docx", "只填了一半", lambda c: c.some("双桥镇", 8), "双桥镇人民政府", "first"),
    Case("双桥镇（补充）.docx", "后来补齐", lambda c: c.some("双桥镇", 20), "双桥镇人民政府", "newer"),
    Case("青坪镇台账.docx", "第一份", lambda c: c.word("青坪镇"), "青坪镇人民政府", "first"),
    Case("青坪镇台账（改）.docx", "改了数字，没有增加", lambda c: write_docx(returned(c.form, "青坪镇", {1: "共3条。"}), "台账"), "青坪镇人民政府", "conflict", ("intake.conflict",)),
    Case("松溪乡台账.docx", "表头空着，看文件名", lambda c: c.word("松溪乡", ""), "松溪乡人民政府", "first", ("intake.no_unit_in_head",)),
    Case("松溪街道/新建 Microsoft Word 文档.docx", "表头空着，看文件夹名", lambda c: c.word("松溪街道", ""), "松溪街道办事处", "first"),
    Case("麦田乡.ofd", "只有 OFD，没有盖章", lambda c: c.ofd(c.document("麦田乡", rows=5)), "麦田乡人民政府", "first", ("intake.no_seal", "intake.no_word")),
    Case("石门乡/上报.docx", "盖章后又改了 Word", lambda c: c.word("石门乡", rows=5, more="另有3件正在办理。"), "石门乡人民政府", "first"),
    Case("石门乡/上报.ofd", "与 Word 不一致", lambda c: c.sealed("石门乡", "石门乡人民政府"), "石门乡人民政府", "conflict", ("intake.word_fixed",)),
    Case("清河街道.txt", "粘贴到记事本", lambda c: (SAMPLES / "returned" / "清河街道.txt").read_bytes(), "清河街道办事处", "first", ("advice.no_reason",)),
    Case("县医保局-任务落实台账（7.8改）.docx", "修订痕迹没有接受，名称是简称", lambda c: (SAMPLES / "returned" / "县医保局-任务落实台账（7.8改）.docx").read_bytes(), "云岭县医疗保障局", "first"),
    Case("县司法局任务落实台账.html", "从网页另存", lambda c: (SAMPLES / "returned" / "县司法局任务落实台账.html").read_bytes(), "云岭县司法局", "first"),
    Case("县财政局.docx", "Word", lambda c: c.word("云岭县财政局"), "云岭县财政局", "first"),
    Case("县财政局盖章.pdf", "盖章件是扫描的", lambda c: scan_pdf(), "云岭县财政局", "first", ("intake.scan",)),
    Case("县民政局.jpg", "只有手机拍的照片", lambda c: JPEG, "云岭县民政局", "unknown", ("intake.scan_only",)),
    Case("县林业局.docx", "传坏了", lambda c: c.word("云岭县林业局")[:3000], "云岭县林业局", "unknown", ("intake.unread",)),
    Case("新建.docx", "空文件", lambda c: b"", "", "unknown", ("intake.unread",)),
    Case("县水务局.doc", "其实是 RTF", lambda c: b"{\\rtf1\\ansi x}", "云岭县水务局", "unknown", ("intake.unread",)),
    Case("材料.rar", "压缩包", lambda c: b"Rar!\x1a\x07\x00" + bytes(32), "", "unknown", ("intake.unread",)),
    Case("说明.txt", "附言，不是台账", lambda c: "请查收，谢谢。".encode(), "", "unknown", ("intake.unread",)),
    Case("下发的表.docx", "把空表原样发回，没有写单位", lambda c: FORM.read_bytes(), "", "unknown", ("intake.unknown_unit",)),
    Case("年报.docx", "发来的是年度报告", lambda c: next((SAMPLES / "annual_report").glob("*2025*.docx")).read_bytes(), "", "unknown", ("intake.unread",)),
    Case("教体局.docx", "顺序倒过来并重新编号", lambda c: c.changed("云岭县教育体育局", renumbered), "云岭县教育体育局", "first", ("intake.renumbered",), ("intake.altered", "intake.extra_row", "intake.missing_rows")),
    Case("卫健局.docx", "删掉了大半", lambda c: c.word("云岭县卫生健康局", rows=6), "云岭县卫生健康局", "first", ("intake.missing_rows",)),
    Case("农业农村局.docx", "自己加了一行", lambda c: c.changed("云岭县农业农村局", with_extra), "云岭县农业农村局", "first", ("intake.extra_row",)),
    Case("发改局.docx", "改动了任务文字", lambda c: c.changed("云岭县发展和改革局", reworded), "云岭县发展和改革局", "first", ("intake.altered",)),
    Case("住建局.docx", "报的是去年的", last_year, "云岭县住房和城乡建设局", "first", ("intake.year",)),
    Case("融媒体中心.docx", "一项没填", lambda c: write_docx(returned(c.form, "云岭县融媒体中心"), "台账"), "云岭县融媒体中心", "first", ("intake.blank",)),
    Case("审批服务局.ofd", "盖了别人的章", lambda c: c.sealed("云岭县行政审批服务局", "云岭县林业局"), "云岭县行政审批服务局", "first", ("intake.seal_name",)),
    Case("工信商务局.ofd", "盖章后改过", tampered, "云岭县工业信息化和商务局", "first", ("seal.changed",)),
    Case("政府办.ofd", "盖章晚了四天", lambda c: c.sealed(HALL, time="20260714101010"), HALL, "first", ("intake.late",)),
    Case("人社局台账.docx", "文件名是一家，表头是另一家", lambda c: c.word("云岭县统计局"), "云岭县统计局", "first", ("intake.name_differs",)),
    Case("县税务局.docx", "进展里有公式样的文字", formula, "云岭县税务局", "first"),
    Case("档案局.docx", "抄了云岭镇的一段", copied, "云岭县档案局", "first"),
    Case("网信办.docx", "嵌套实体的恶意文件", bomb, "云岭县委网络安全和信息化委员会办公室", "unknown", ("intake.unread",)),
    Case("无名.docx", "哪里都没写单位", lambda c: c.word("某单位", "", contact=""), "", "unknown"),
    Case("县文旅局.doc", "其实是 .docx，后缀写错", lambda c: c.word("云岭县文化和旅游局"), "云岭县文化和旅游局", "first"),
    Case("供电公司.docx", "两项并作一项", lambda c: c.changed("国网云岭供电公司", torn), "国网云岭供电公司", "first", ("intake.unsure_row",), ("intake.name_differs",)),
    Case("县交通局/县交通局回执.docx", "是公函，不是台账", lambda c: docx(p("关于报送材料的函") + p("现将有关材料报上。")), "云岭县交通运输局", "unknown", ("intake.unread",)),
)  # fmt: skip


@dataclass(frozen=True)
class Collected:
    code: int
    told: dict
    out: Path

    def rules_of(self, name: str) -> set[str]:
        return {f["rule"] for f in self.told["findings"] if f"file:{name}" in f["where"]}


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Collected:
    base = tmp_path_factory.mktemp("collect")
    county = County(base)
    for case in CASES:
        place = base / "来件" / case.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(case.make(county))
    capture = pytest.MonkeyPatch()
    out = base / "结果"
    lines: list[str] = []
    capture.setattr("sys.stdout.write", lines.append)
    try:
        code = main.main(
            ["collect", str(base / "来件"), "--plan", str(FORM), "--due", "2026-07-10", "-o", str(out), "--json"]
        )
    finally:
        capture.undo()
    return Collected(code, json.loads("".join(lines)), out)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_each_untidy_file_is_understood_for_what_it_is(case: Case, collected: Collected) -> None:
    told = next(f for f in collected.told["files"] if f["file"] == case.name)
    assert (told["unit"], told["status"]) == (case.unit, case.status), (case.wrong, told["reason"])
    assert told["reason"]
    rules = collected.rules_of(case.name)
    assert set(case.rules) <= rules, case.wrong
    assert not set(case.without) & rules, case.wrong


def test_there_are_more_than_forty_files_and_none_is_lost(collected: Collected) -> None:
    assert len(CASES) > 40
    assert sorted(f["file"] for f in collected.told["files"]) == sorted(c.name for c in CASES)
    assert collected.code == 1


def test_a_unit_stands_once_and_those_who_returned_come_first(collected: Collected) -> None:
    names = [u["name"] for u in collected.told["units"]]
    assert len(names) == len(set(names))
    flags = [u["returned"] for u in collected.told["units"]]
    assert flags == sorted(flags, reverse=True)
    of_files = {f["unit"] for f in collected.told["files"] if f["unit"]}
    assert of_files <= set(names)
    assert "云岭县行政审批局" not in names  # the plan's other spelling of 云岭县行政审批服务局


def test_units_that_the_plan_names_and_that_sent_nothing_come_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = SAMPLES / "returned"
    assert main.main(["collect", str(folder), "--plan", str(FORM), "-o", str(tmp_path / "out"), "--json"]) == 0
    units = json.loads(capsys.readouterr().out)["units"]
    assert [u["returned"] for u in units[:5]] == [True, True, True, True, False]
    silent = next(u for u in units if u["name"] == "云岭县财政局")
    assert (silent["returned"], silent["on_time"], silent["tasks_filled"]) == (False, None, 0)
    assert silent["tasks_due"] > 0


def test_late_is_told_by_the_seal_and_nothing_is_said_without_one(collected: Collected) -> None:
    on_time = {u["name"]: u["on_time"] for u in collected.told["units"]}
    assert (on_time[HALL], on_time[TOWN], on_time["白石镇人民政府"]) == (False, True, None)


def test_filled_counts_rows_with_text_and_no_deduction_is_made_without_rules(collected: Collected) -> None:
    units = {u["name"]: u for u in collected.told["units"]}
    assert units["双桥镇人民政府"]["tasks_filled"] == 20
    assert units["云岭县融媒体中心"]["tasks_filled"] == 0
    assert units["云岭县教育体育局"]["tasks_filled"] == 22
    assert {u["deduction"] for u in units.values()} == {0}


def test_words_of_another_unit_are_told_with_the_share(collected: Collected) -> None:
    found = [
        f for f in collected.told["findings"] if f["rule"] == "intake.same_words" and "unit:云岭县档案局" in f["where"]
    ]
    assert any(f["expected"] == TOWN and 90 <= f["found"] < 100 and "task:1" in f["where"] for f in found)


def test_the_summary_is_one_workbook_that_runs_nothing(collected: Collected) -> None:
    (book,) = collected.out.glob("*.xlsx")
    assert {f.suffix for f in collected.out.iterdir()} == {".xlsx", ".docx"}
    with zipfile.ZipFile(book) as archive:
        sheets = [archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in s or "<f " in s for s in sheets)
    assert all("<pane " in s and "<autoFilter " in s and "<pageSetup " in s for s in sheets)
    rows = CalamineWorkbook.from_path(str(book)).get_sheet_by_name("汇总台账").to_python()
    heads, body = rows[1], rows[2:]
    tax = heads.index("国家税务总局云岭县税务局" if "国家税务总局云岭县税务局" in heads else "云岭县税务局")
    assert [r[tax] for r in body[1:4]] == ['=HYPERLINK("x","点我")', "+1", "@SUM(1)"]
    assert [r[0] for r in body] == [t.number for t in blank_form().tasks]


def test_problems_point_to_the_cell_they_are_about(collected: Collected) -> None:
    (book,) = collected.out.glob("*.xlsx")
    with zipfile.ZipFile(book) as archive:
        sheet = archive.read("xl/worksheets/sheet5.xml").decode()
    rows = CalamineWorkbook.from_path(str(book)).get_sheet_by_name("汇总台账").to_python()
    column = rows[1].index("云岭县发展和改革局")
    letters = chr(65 + column) if column < 26 else chr(64 + column // 26) + chr(65 + column % 26)
    assert f"汇总台账'!{letters}8" in sheet  # task 6: the eighth line, below title and heads


def test_drafts_name_what_is_to_be_mended_and_who_is_missing(
    collected: Collected, capsys: pytest.CaptureFixture
) -> None:
    names = {f.name for f in collected.out.glob("*.docx")}
    assert {"汇总（按任务）.docx", "通报（送审稿）.docx", "催报名单.docx", "退回修改单-青坪镇人民政府.docx"} <= names
    main.main(["convert", str(collected.out / "通报（送审稿）.docx"), "-o", str(collected.out.parent / "a.html")])
    text = (collected.out.parent / "a.html").read_text("utf-8")
    assert "送审稿" in text
    assert "云岭县林业局" in text
    assert "扣" not in text


def test_the_results_of_an_earlier_run_inside_the_folder_are_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    folder = tmp_path / "来件"
    folder.mkdir()
    (folder / "白石镇.docx").write_bytes(County(tmp_path).word("白石镇"))
    for _ in range(2):
        capsys.readouterr()
        main.main(["collect", str(folder), "--plan", str(FORM), "-o", str(folder / "汇总"), "--json"])
    assert [f["file"] for f in json.loads(capsys.readouterr().out)["files"]] == ["白石镇.docx"]


def test_a_relative_folder_tells_the_same_paths(
    tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    nested = tmp_path / "来件" / "乡镇"
    nested.mkdir(parents=True)
    (nested / "白石镇.docx").write_bytes(County(tmp_path).word("白石镇"))
    for where, folder in ((tmp_path, "./来件/"), (tmp_path / "来件", "."), (nested, "..")):
        monkeypatch.chdir(where)
        capsys.readouterr()
        main.main(["collect", folder, "--plan", str(FORM), "-o", str(tmp_path / "out"), "--json"])
        assert [f["file"] for f in json.loads(capsys.readouterr().out)["files"]] == ["乡镇/白石镇.docx"]


def test_results_cannot_go_into_the_folder_itself(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main.main(["collect", str(tmp_path), "--plan", str(FORM), "-o", f"{tmp_path}/."]) == 2
    assert "另给一个文件夹" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--due", "7月10日"], "2026-07-10"),
        (["--scores", "没有的"], "没有的"),
        (["--units", str(SAMPLES / "没有.txt")], "没有.txt"),
    ],
)
def test_a_wrong_option_writes_nothing(
    argv: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    folder = SAMPLES / "returned"
    assert main.main(["collect", str(folder), "--plan", str(FORM), *argv, "-o", str(tmp_path / "out")]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert not (tmp_path / "out").exists()
