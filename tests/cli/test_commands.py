"""The command line as scripts use it: what it prints, what it writes, how it exits."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import main
from tests.docx_builder import docx, p, tbl, tc, tr
from tests.gbk import gbk_pipe

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
FORM = SAMPLES / "云岭县2026年政务公开工作要点任务落实台账（填报版）.docx"
UNIT = "云岭县医疗保障局"
TASK_KEYS = [
    "number", "label", "section", "topic", "subtopic", "content", "indicator", "lead_units", "responsible_units", "responsibility_text", "deadlines", "progress",
]  # fmt: skip


def run(*argv: object) -> int:
    return main.main([str(a) for a in argv])


def shown(capsys: pytest.CaptureFixture[str], path: Path) -> dict:
    assert run("show", path, "--json") == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def progress(tmp_path: Path) -> Path:
    path = tmp_path / "进展.json"
    path.write_text(json.dumps({"1": "已发布12条。", "3": "召开会议2次。\n培训1场。"}, ensure_ascii=False), "utf-8")
    return path


def test_show_prints_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    found = shown(capsys, FORM)
    assert list(found) == [
        "kind",
        "title",
        "year",
        "unit",
        "contact",
        "phone",
        "declared",
        "sections",
        "tasks",
        "findings",
    ]
    assert (found["kind"], found["year"], found["unit"]) == ("ledger", 2026, "")
    assert all(list(task) == TASK_KEYS for task in found["tasks"])
    assert {"severity", "rule", "source", "message", "where", "expected", "found", "repairs"} == set(
        found["findings"][0]
    )


def test_show_for_people_says_what_was_understood(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", FORM) == 0
    said = capsys.readouterr().out
    assert "任务落实台账：云岭县" in said
    assert "需要核对：" in said


def test_fill_writes_one_file_named_unit_year_ledger(
    tmp_path: Path, progress: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "新建" / "文件夹"
    assert (
        run("fill", FORM, "--unit", UNIT, "--progress", progress, "--contact", "李某", "--phone", "0999-1", "-o", out)
        == 0
    )
    written = list(out.iterdir())
    assert [f.name for f in written] == [f"{UNIT}2026年政务公开工作要点任务落实台账（填报版）.docx"]
    capsys.readouterr()
    found = shown(capsys, written[0])
    assert (found["unit"], found["contact"], found["phone"]) == (UNIT, "李某", "0999-1")
    assert {t["number"]: t["progress"] for t in found["tasks"] if t["progress"]} == {
        1: "已发布12条。",
        3: "召开会议2次。\n培训1场。",
    }


def test_fill_tells_what_it_could_not_write_and_still_writes_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"1": "已办", "999": "无此项"}', "utf-8")
    assert run("fill", FORM, "--unit", UNIT, "--progress", path, "-o", tmp_path / "out") == 0
    said = capsys.readouterr()
    assert "999" in said.err
    assert "999" not in said.out


def test_a_form_without_a_progress_column_becomes_the_standard_form(
    tmp_path: Path, progress: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [tr(*(tc(p(t)) for t in ("一、财政公开", f"{n}.公开预算", "财务科"))) for n in (1, 2, 3)]
    form = tmp_path / "分工表.docx"
    form.write_bytes(
        docx(p("2026年政务公开任务分工表") + tbl(tr(*(tc(p(h)) for h in ("工作任务", "具体要求", "责任部门"))), *rows))
    )
    assert run("fill", form, "--unit", UNIT, "--progress", progress, "-o", tmp_path / "out") == 0
    assert "标准格式" in capsys.readouterr().err
    found = shown(capsys, next((tmp_path / "out").iterdir()))
    assert [(t["number"], t["topic"], t["content"], t["progress"]) for t in found["tasks"]] == [
        (1, "一、财政公开", "公开预算", "已发布12条。"), (2, "一、财政公开", "公开预算", ""), (3, "一、财政公开", "公开预算", "召开会议2次。\n培训1场。"),
    ]  # fmt: skip
    assert found["unit"] == UNIT


@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_convert_keeps_the_ledger_readable(tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"台账{ending}"
    assert run("convert", FORM, "-o", out) == 0
    capsys.readouterr()
    before, after = shown(capsys, FORM), shown(capsys, out)
    assert before["tasks"] == after["tasks"]
    assert before["title"] == after["title"]


def test_convert_never_writes_over_the_original(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "台账.docx"
    place.write_bytes(FORM.read_bytes())
    assert run("convert", place, "-o", place) == 2
    assert "原文件" in capsys.readouterr().err
    assert place.read_bytes() == FORM.read_bytes()


def test_demo_runs_the_chain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("demo", tmp_path / "demo") == 0
    said = capsys.readouterr()
    assert "内部错误" not in said.err
    assert said.out.count("== ") == 9
    assert {f.suffix for f in (tmp_path / "demo").rglob("*")} >= {".docx", ".ofd", ".html", ".xlsx"}


BAD_CALLS = {
    "an unknown command": ["melt", "a.docx"],
    "no file": ["show"],
    "a missing file": ["show", "没有这个文件.docx"],
    "an unknown option": ["show", str(FORM), "--fast"],
    "an unknown kind": ["show", str(FORM), "--as", "poem"],
    "a format not known": ["fill", str(FORM), "--unit", UNIT, "--progress", "x.json", "--format", "wps", "-o", "out"],
    "missing progress": ["fill", str(FORM), "--unit", UNIT, "--progress", "没有.json", "-o", "out"],
    "a bad date": ["convert", str(FORM), "-o", "a.html", "--date", "8月"],
    "an ending not known": ["convert", str(FORM), "-o", "a.xyz"],
    "a folder for a file": ["show", str(SAMPLES)],
    "no ledger in it": ["show", str(ROOT / "LICENSE"), "--as", "ledger"],
    "nothing known in it": ["show", str(ROOT / "LICENSE")],
}


@pytest.mark.parametrize("argv", BAD_CALLS.values(), ids=BAD_CALLS.keys())
def test_what_cannot_be_used_exits_2_with_one_chinese_line(
    argv: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*argv) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert any("\u4e00" <= c <= "\u9fff" for c in said.err)
    assert "Traceback" not in said.err
    assert list(tmp_path.iterdir()) == []


PROGRESS_FILES = {
    "no JSON": b"{",
    "a list": b"[]",
    "text for a number": '{"一": "x"}'.encode(),
    "a number for text": b'{"1": 5}',
    "not UTF-8": '{"1": "已办"}'.encode("gbk"),
    "a zip that is no workbook": b"PK\x03\x04xxxx",
    "deep nesting": b"[" * 100_000,
}


@pytest.mark.parametrize("data", PROGRESS_FILES.values(), ids=PROGRESS_FILES.keys())
def test_a_progress_file_that_cannot_be_read_writes_nothing(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "进展"
    path.write_bytes(data)
    assert run("fill", FORM, "--unit", UNIT, "--progress", path, "-o", tmp_path / "out") == 2
    assert not (tmp_path / "out").exists()
    assert "没有写入" in capsys.readouterr().err


def test_progress_from_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import xlsxwriter

    path = tmp_path / "进展.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for i, row in enumerate(
            [
                ("云岭县进展",),
                ("序号", "重点工作", "进展落实情况"),
                (1, "甲", "已发布12条。"),
                ("3.", "乙", "已培训。"),
                (4, "丙", ""),
            ]
        ):
            sheet.write_row(i, 0, row)
    assert run("fill", FORM, "--unit", UNIT, "--progress", path, "-o", tmp_path / "out") == 0
    capsys.readouterr()
    found = shown(capsys, next((tmp_path / "out").iterdir()))
    assert {t["number"]: t["progress"] for t in found["tasks"] if t["progress"]} == {1: "已发布12条。", 3: "已培训。"}


def test_a_check_without_errors_exits_0_and_with_one_exits_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", FORM) == 0
    path = tmp_path / "a.json"
    path.write_text('{"1": "经办人身份证号11010519491231002X"}', "utf-8")
    assert run("fill", FORM, "--unit", UNIT, "--progress", path, "-o", tmp_path / "out") == 0
    capsys.readouterr()
    assert run("check", next((tmp_path / "out").iterdir()), "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"findings", "repairs"}
    assert "error" in {f["severity"] for f in found["findings"]}


def test_output_is_utf8_even_through_a_gbk_pipe() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "show", str(FORM), "--json"],
        capture_output=True,
        env=gbk_pipe(),
        check=True,
    )
    assert json.loads(done.stdout.decode("utf-8"))["kind"] == "ledger"


def test_the_real_ledger_reads_as_the_issue_says(shared_fixtures: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = shown(capsys, shared_fixtures / "xingqing-2023-ledger-returned.docx")
    assert (len(found["tasks"]), len(found["sections"]), found["declared"]["topics"]) == (33, 4, 16)
    assert len({(t["section"], t["topic"]) for t in found["tasks"]}) == 17
    assert [t["number"] for t in found["tasks"] if t["progress"]] == [1, 3, 6, 12, 13, 14, 15, 22, 25, 29]
    told = {f["rule"] for f in found["findings"]}
    assert told == {
        "ledger.declared",
        "ledger.heading.inferred",
        "ledger.deadline.earlier",
        "ledger.reporting.contradicts",
    }
