"""A plan in prose becomes tasks: on plans made awkward, on the four real ones, and without losing a character."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import Document, Section, Table, paragraph, text_cell
from core.document import Row as TableRow
from core.plan.front import PART_LABELS, Part
from core.plan.plan import Plan, PlanTask
from core.plan.read import read_plan, read_plan_text
from core.plan.show import plan_json
from storage.documents.readers.docx import read_docx
from tests.core.plan.awkward import (
    ALL,
    LEVELS_NOT_UNIFORM,
    SQUARE_BRACKETS,
    UNITS_PER_SENTENCE_AND_INHERITED,
    WEB_PAGE_WITH_NOTICE,
)


def read(text: str) -> Plan:
    plan = read_plan_text(text)
    assert plan is not None
    return plan


def real(folder: Path, name: str) -> Plan:
    plan = read_plan(read_docx(folder / name))
    assert plan is not None
    return plan


def told(task: PlanTask) -> str:
    row = task.row
    deadlines = "|".join(d.text for d in row.deadlines)
    who = f"{row.label} = {'|'.join(row.units.lead)} > {'|'.join(row.units.responsible)}"
    return " ".join(f"{who} @ {deadlines}".split()) if deadlines else " ".join(who.split())


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def assert_nothing_is_lost(plan: Plan) -> None:
    """Pieces cover the source; a task's own pieces are its content, its number and its clauses."""
    assert "".join(plan.text_of(p) for p in plan.pieces) == plan.source
    assert Part.BODY not in {p.kind for p in plan.pieces}
    for position, task in enumerate(plan.tasks):
        printed = bare("".join(plan.text_of(p) for p in plan.pieces if p.position == position))
        clauses = bare("".join(plan.source[c.start : c.end] for c in task.clauses))
        kept = bare(task.row.label + task.row.content) + clauses
        assert not set(printed) - set(kept) - set("。；;.")
        assert len(printed) - len(kept) <= 2


@pytest.mark.parametrize("name", ALL)
def test_an_awkward_plan_gives_its_tasks(name: str) -> None:
    expected = ALL[name]
    plan = read(expected.text)
    assert [told(t) for t in plan.tasks] == [" ".join(t.split()) for t in expected.tasks]
    assert (plan.metadata.title, len(plan.sections), len(plan.topics)) == (
        expected.title,
        expected.sections,
        expected.topics,
    )


@pytest.mark.parametrize("name", ALL)
def test_no_character_of_an_awkward_plan_is_lost(name: str) -> None:
    assert_nothing_is_lost(read(ALL[name].text))


def test_what_stands_around_a_plan_is_metadata() -> None:
    told = read(WEB_PAGE_WITH_NOTICE.text).metadata
    assert (told.year, told.number, told.issued_on) == (2024, "云政办发〔2024〕9号", date(2024, 4, 12))
    assert told.issuer == "云岭县人民政府办公室"
    assert told.addressees == "各乡镇人民政府、街道办事处，县政府各部门、各直属机构"
    assert told.attachments == "附件：2024年政务公开重点任务分工表"
    assert told.introduction.startswith("为做好2024年政务公开工作")


def test_a_web_pages_chrome_and_the_closing_words_are_told_apart() -> None:
    plan = read(WEB_PAGE_WITH_NOTICE.text)
    parts = {p.kind: "" for p in plan.pieces} | {}
    for piece in plan.pieces:
        parts[piece.kind] += plan.text_of(piece)
    assert "扫一扫" in parts[Part.CHROME]
    assert "首页" in parts[Part.CHROME]
    assert "指导思想" in parts[Part.INTRODUCTION]
    assert parts[Part.CLOSING] == "各乡镇、各部门于每季度最后一个月20日前报送进展情况。"
    assert "现印发给你们" in parts[Part.NOTICE]


def rules_of(plan: Plan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in plan.findings:
        found.setdefault(finding.rule, []).append(finding.message)
    return found


def test_doubtful_places_are_findings() -> None:
    found = rules_of(read(WEB_PAGE_WITH_NOTICE.text))
    assert "共9项任务，实际读到7项" in found["plan.declared"][0]
    assert len(found["plan.declared"]) == 1  # 4个方面 counts 总体要求
    assert "第4项之后是第6项，缺少5" in found["plan.number.skipped"][0]
    assert "第8项要求“3月底前”，而文件2024-04-12才印发" in found["plan.deadline.before_issue"][0]
    assert "一处要求“11月30日前”，另一处要求“每季度最后一个月20日前”" in found["plan.reporting.contradicts"][0]
    assert len(found["plan.units.none"]) == 3


def test_a_day_that_does_not_exist_and_sections_out_of_order_are_findings() -> None:
    found = rules_of(read(LEVELS_NOT_UNIFORM.text.replace("2．加强会商", "3．加强会商")))
    assert "“规范依申请公开”下，1．之后是3．，应为2." in found["plan.outline.skipped"][-1]
    assert "11月31日前" in found["plan.deadline.no_such_day"][0]
    assert "二、之后是四、，应为三、" in found["plan.outline.skipped"][0]


def test_running_numbers_are_kept_and_a_gap_in_them_is_a_finding() -> None:
    text = "2024年云岭县政务公开工作要点\n一、公开\n1.公开预算。（县财政局）\n2.公开决算。（县财政局）\n二、解读\n4.解读政策。（各部门）"
    plan = read(text)
    assert [row.number for row in plan.rows] == [1, 2, 4]
    assert "缺少3" in rules_of(plan)["plan.number.skipped"][0]
    assert "plan.outline.skipped" not in rules_of(plan)


def test_restarting_numbers_are_counted_and_the_printed_one_kept() -> None:
    rows = read(LEVELS_NOT_UNIFORM.text).rows
    assert [(row.number, row.label) for row in rows][:4] == [(1, "1．"), (2, "2．"), (3, "（二）"), (4, "1．")]


def test_a_heading_in_chinese_numerals_goes_on_counting_after_running_numbers() -> None:
    plan = read(SQUARE_BRACKETS.text.replace("2.聚焦", "3.聚焦").replace("3.聚焦减税", "4.聚焦减税"))
    assert [(row.number, row.label) for row in plan.rows] == [(1, "1."), (3, "3."), (4, "4."), (5, "(一)"), (6, "(二)")]
    assert "缺少2" in rules_of(plan)["plan.number.skipped"][0]


def test_units_of_a_heading_are_inherited_and_marked() -> None:
    inherited = [t.inherited for t in read(UNITS_PER_SENTENCE_AND_INHERITED.text).tasks]
    assert inherited == [False, False, False, True, False]


def test_clauses_and_deadlines_tell_their_place() -> None:
    plan = read(WEB_PAGE_WITH_NOTICE.text)
    first = plan.tasks[0]
    assert plan.source[first.clauses[0].start : first.clauses[0].end] == "（牵头单位：县财政局；责任单位：各预算单位）"
    assert plan.source[first.deadlines[0].start : first.deadlines[0].end] == "6月底前"
    assert [t.text for t in first.targets] == ["公开率达到100%"]
    assert plan.source[first.targets[0].start : first.targets[0].end] == "公开率达到100%"


def test_paragraphs_broken_by_a_page_are_joined() -> None:
    text = (
        "2024年云岭县政务公开工作要点\n一、公开\n1.深入推进劳动者权益保护、\n劳务中介组织奖补等政策公开。\n责任单位：县人社局\n"
        "2.全面推广村务公开试点经验，做到全县铺开、整体推进；云岭镇、松溪乡\n发挥试点引领作用。\n责任单位：各乡镇"
    )
    first, second = read(text).rows
    assert first.content == "深入推进劳动者权益保护、劳务中介组织奖补等政策公开。"
    assert second.content.endswith("云岭镇、松溪乡发挥试点引领作用。")


def test_the_first_unit_leads_where_the_plan_says_so_once() -> None:
    text = (
        "2024年云岭县政务公开工作要点\n（列第一位的为牵头单位）\n一、公开\n1.公开预算。（县财政局、县审计局）\n"
        "2.公开审计结果。（县审计局）"
    )
    assert [t.units.lead for t in read(text).rows] == [("县财政局",), ("县审计局",)]


def test_a_layout_tables_text_is_read_too() -> None:
    cell = "2024年云岭县政务公开工作要点\n一、公开\n（一）公开预算。（县财政局负责）\n（二）公开决算。（县财政局负责）"
    table = Table((TableRow((text_cell(cell),)),))
    plan = read_plan(Document((Section((paragraph("首页 > 政务公开"), table)),)))
    assert plan is not None
    assert len(plan.tasks) == 2


@pytest.mark.parametrize(
    "text", ["", "\n\n", "云岭县人民政府办公室", "关于召开会议的通知\n各乡镇：\n现定于5月召开会议。"]
)
def test_what_holds_no_task_is_no_plan(text: str) -> None:
    assert read_plan_text(text) is None


def test_every_part_has_a_label() -> None:
    assert set(PART_LABELS) == set(Part)


def test_show_gives_the_contracts_keys() -> None:
    shown = plan_json(read(WEB_PAGE_WITH_NOTICE.text))
    assert list(shown) == "kind title year unit contact phone declared sections tasks findings".split()
    assert shown["kind"] == "plan"
    assert shown["declared"] == {"sections": 4, "topics": None, "tasks": 9}


def test_hongsibu_has_31_tasks_under_15_topics_with_units_on_every_one(shared_fixtures: Path) -> None:
    plan = real(shared_fixtures, "hongsibu-2023-plan.docx")
    assert (len(plan.sections), len(plan.topics), len(plan.tasks)) == (4, 15, 31)
    assert [row.number for row in plan.rows] == list(range(1, 32))
    first, second = plan.rows[0].units, plan.rows[1].units
    assert (first.lead, len(first.responsible)) == (("政府办公室",), 6)
    assert (second.lead, len(second.responsible)) == ((), 3)
    assert all(row.units.names for row in plan.rows)
    assert "劳动者权益保护、劳务中介" in plan.rows[1].content
    assert plan.rows[15].units.responsible == ("各乡镇（街道）", "各部门（单位）")
    assert [(d.text, d.date) for d in plan.rows[15].deadlines] == [("3 月 31 日前", date(2023, 3, 31))]
    assert_nothing_is_lost(plan)


def test_litong_has_23_tasks_and_its_broken_brackets_are_read(shared_fixtures: Path) -> None:
    plan = real(shared_fixtures, "litong-2020-plan.docx")
    assert (len(plan.sections), len(plan.topics), len(plan.tasks)) == (6, 0, 23)
    assert plan.rows[1].units.lead == ("吴忠市市场监督管理局利通分局",)
    assert plan.rows[2].units.lead == ("区审批服务管理局<政务服务中心>",)
    assert plan.rows[4].units.lead == ("卫健局", "应急管理局")
    assert plan.rows[11].units.responsible == ("区政府办公室",)
    assert all(row.units.names for row in plan.rows[:20])
    assert not any(row.units.names for row in plan.rows[20:])
    assert (plan.metadata.number, plan.metadata.issued_on) == ("吴利政办发〔2020〕60号", date(2020, 9, 17))
    assert_nothing_is_lost(plan)


def test_luojiang_has_16_tasks_without_units(shared_fixtures: Path) -> None:
    plan = real(shared_fixtures, "luojiang-2023-plan.docx")
    assert (len(plan.sections), len(plan.tasks)) == (4, 16)
    assert not any(row.units.names for row in plan.rows)
    assert {d.text for row in plan.rows for d in row.deadlines} == {"9月底前", "2023年底前", "1个月内"}
    assert_nothing_is_lost(plan)


LINES = st.sampled_from(
    [
        "2024年云岭县政务公开工作要点",
        "一、总体要求",
        "一、深化公开",
        "二、加强解读",
        "（一）推进财政公开。",
        "(二)推进决策公开。6月底前公布目录。（县司法局牵头，各部门配合）",
        "1.公开预算",
        "2．公开决算，公开率达到100%。（县财政局",
        "① 公开惠民补贴（财政所负责）",
        "责任单位：县财政局、各乡镇（街道）",
        "牵头单位：",
        "县教育局、县民政局",
        "各部门要高度重视，11月30日前报送进展情况。",
        "附件：任务分工表",
        "云岭县人民政府办公室",
        "2024年3月1日",
        "— 3 —",
        "扫一扫在手机打开当前页",
        "",
        "（长期坚持）",
        "相关的具体条款和审批事项，要组织要点拆分",
    ]
)


@given(st.lists(LINES, max_size=24))
def test_any_mixture_of_lines_is_read_without_loss(lines: list[str]) -> None:
    plan = read_plan_text("\n".join(lines))
    if plan is None:
        return
    assert_nothing_is_lost(plan)
    assert [p.start for p in plan.pieces[1:]] == [p.end for p in plan.pieces[:-1]]
    assert len({t.start for t in plan.tasks}) == len(plan.tasks)
    plan_json(plan)
