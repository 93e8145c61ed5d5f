"""dispatch, rollup and verify, on the sample county."""

import json
from pathlib import Path

import pytest

import main
from core.document import paragraphs_of
from tests.docx_builder import docx, p, tbl, tc, tr

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
PLAN = SAMPLES / "云岭县2026年政务公开工作要点.docx"
REPORTS = SAMPLES / "annual_report"


def run(*argv: object) -> int:
    return main.main([str(a) for a in argv])


def units(tmp_path: Path, *names: str) -> Path:
    path = tmp_path / "名单.txt"
    path.write_text("\n".join(names), "utf-8")
    return path


def tasks_of(path: Path, capsys: pytest.CaptureFixture[str]) -> dict:
    capsys.readouterr()
    assert run("show", path, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_dispatch_writes_one_blank_form_for_each_unit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = units(tmp_path, "1. 云岭县司法局", "云岭镇人民政府", "", "3、松溪街道办事处")
    assert run("dispatch", PLAN, "--units", names, "-o", tmp_path / "out") == 0
    written = sorted(f.name for f in (tmp_path / "out").iterdir())
    assert written == ["1云岭县司法局台账.docx", "2云岭镇人民政府台账.docx", "3松溪街道办事处台账.docx"]
    plan = tasks_of(PLAN, capsys)
    form = tasks_of(tmp_path / "out" / written[1], capsys)
    assert (form["kind"], form["unit"], form["year"]) == ("ledger", "云岭镇人民政府", 2026)
    content = {t["number"]: t["content"] for t in plan["tasks"]}
    assert form["tasks"]
    assert all(content[t["number"]] == t["content"] and t["progress"] == "" for t in form["tasks"])


def test_tasks_that_name_nobody_go_to_everyone_and_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "要点.docx"
    lines = (
        "云岭县2026年政务公开工作要点",
        "一、主动公开",
        "（一）公开政策。及时公开惠企政策。",
        "（二）公开财政。公开预决算。",
        "二、保障",
        "（一）培训。年内培训1次。",
    )
    plan.write_bytes(docx("".join(p(line) for line in lines)))
    assert (
        run("dispatch", plan, "--units", units(tmp_path, "云岭县司法局", "云岭镇人民政府"), "-o", tmp_path / "out") == 0
    )
    assert "未列责任单位" in capsys.readouterr().err
    assert all(len(tasks_of(f, capsys)["tasks"]) == 3 for f in (tmp_path / "out").iterdir())


def test_a_plan_without_any_unit_needs_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [tr(*(tc(p(t)) for t in (str(n), "政策", "公开", ""))) for n in (1, 2)]
    form = tmp_path / "台账.docx"
    form.write_bytes(
        docx(
            p("云岭县2026年政务公开台账")
            + tbl(tr(*(tc(p(h)) for h in ("序号", "重点工作", "主要内容", "责任单位"))), *rows)
        )
    )
    assert run("dispatch", form, "-o", tmp_path / "out") == 2
    assert "--units" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_rollup_sums_the_reports_and_names_those_that_do_not_add_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for file in REPORTS.glob("*2024*.docx"):
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "说明.txt").write_text("请查收。", "utf-8")
    run("rollup", folder, "--json", "-o", tmp_path / "out")
    found = json.loads(capsys.readouterr().out)
    assert sorted(found["units"]) == ["云岭县医疗保障局", "云岭镇人民政府"]
    one = [tasks_of(f, capsys)["cells"]["2.licence"] or 0 for f in REPORTS.glob("*2024*.docx")]
    assert found["cells"]["2.licence"] == sum(one)
    assert [f["where"] for f in found["findings"] if f["rule"] == "rollup.unread"] == [["file:说明.txt"]]
    assert [f.suffix for f in (tmp_path / "out").iterdir()] == [".docx"]


def test_an_unsealed_ofd_is_told_as_such_and_compared_with_its_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word = tmp_path / "a.docx"
    word.write_bytes(docx(p("云岭县2026年台账") + p("已发布12条。")))
    ofd = tmp_path / "a.ofd"
    assert run("convert", word, "-o", ofd, "--date", "2026-08-10") == 0
    capsys.readouterr()
    run("verify", ofd, "--against", word, "--json")
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {
        "sealed",
        "intact",
        "signature_valid",
        "seals",
        "changed",
        "uncovered",
        "same_content",
        "differences",
    }
    assert (found["sealed"], found["same_content"]) == (False, True)
    word.write_bytes(docx(p("云岭县2026年台账") + p("已发布21条。")))
    assert run("verify", ofd, "--against", word, "--json") == 1
    assert json.loads(capsys.readouterr().out)["same_content"] is False


def test_a_word_is_no_ofd(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", PLAN) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_dispatch_fills_the_offices_own_template_and_writes_the_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = units(tmp_path, "云岭县司法局", "云岭镇人民政府")
    more = ("--template", main.TEMPLATE, "--whole", "--round", "第一期", "--due", "2026-07-10", "--list")
    assert run("dispatch", PLAN, "--units", names, *more, "-o", tmp_path / "out") == 0
    written = sorted(f.name for f in (tmp_path / "out").iterdir())
    assert written == ["1云岭县司法局台账.docx", "2云岭镇人民政府台账.docx", "下发清单.docx"]
    form = tasks_of(tmp_path / "out" / written[0], capsys)
    plan = tasks_of(PLAN, capsys)
    assert (form["unit"], form["year"]) == ("云岭县司法局", 2026)
    assert [t["number"] for t in form["tasks"]] == [t["number"] for t in plan["tasks"]]
    assert [t["lead_units"] for t in form["tasks"]] == [t["lead_units"] for t in plan["tasks"]]


@pytest.mark.parametrize("wrong", [("--template", PLAN), ("--template", ROOT / "pyproject.toml"), ("--due", "7月10日")])
def test_a_wrong_template_or_day_writes_nothing(
    wrong: tuple[object, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("dispatch", PLAN, *wrong, "-o", tmp_path / "out") == 2
    told = capsys.readouterr().err.strip()
    assert "没有写入任何文件" in told
    assert len(told.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_rollup_sums_the_units_exported_figures_beside_their_reports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from core.actions.registering import export_entries
    from core.registers.register import Entry
    from main import registers
    from storage.documents.desk import LocalDocuments

    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for file in REPORTS.glob("*2024*.docx"):
        (folder / file.name).write_bytes(file.read_bytes())
    register = registers().register("figures")
    for unit, value in (("云岭镇人民政府", "480"), ("云岭县医疗保障局", "20")):
        entry = Entry("figures", {"figure": "published", "year": "2024", "value": value}, 1)
        export_entries(LocalDocuments(), register, [entry], str(folder / f"{unit}年度数据登记簿.xlsx"))
    run("rollup", folder, "--json", "-o", out)
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"units", "cells", "differences", "findings"}
    assert not [f for f in found["findings"] if f["rule"].startswith("rollup.")]
    assert sorted(f.name for f in out.iterdir()) == ["年度报告汇总.docx", "年度报告汇总明细.xlsx"]
    texts = [p.text for p in paragraphs_of(LocalDocuments().read(str(out / "年度报告汇总明细.xlsx")).blocks)]
    at = texts.index("主动公开政府信息")
    assert texts[at + 1 : at + 5] == ["条", "500", "20", "480"]


def test_a_report_given_as_the_list_of_units_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = next(REPORTS.glob("*.docx"))
    assert run("dispatch", PLAN, "--units", report, "-o", tmp_path / "out") == 2
    assert "不是单位名单" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
