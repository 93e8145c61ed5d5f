"""Plans written in other counties' habits are read all the same; a document in which look alone tells the outline, too."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import Document, Paragraph, Role, Run, Section, TextLook, paragraph
from core.plan.plan import Plan
from core.plan.read import read_plan, read_plan_text
from core.plan.review import review_of_plan
from core.plan.reviewing import findings_of
from tests.core.plan.habits import HABITS
from tests.core.plan.test_read_plan import assert_nothing_is_lost, told

PLANS = Path(__file__).resolve().parents[2] / "data" / "plans"


def read(text: str) -> Plan:
    plan = read_plan_text(text)
    assert plan is not None
    return plan


@pytest.mark.parametrize("name", HABITS)
def test_a_plan_of_another_habit_gives_its_tasks_and_loses_nothing(name: str) -> None:
    text, sections, tasks = HABITS[name]
    plan = read(text)
    assert len(plan.sections) == sections
    assert tuple(told(task) for task in plan.tasks) == tasks
    assert_nothing_is_lost(plan)


def test_one_and_two_inside_a_task_stay_inside() -> None:
    first, second, _ = read(HABITS["one_two_inside_a_task"][0]).rows
    assert first.content.endswith("三是公开绩效评价结果。")
    assert "一是公开补贴标准。\n二是公开发放结果" in second.content


def test_a_web_pages_buttons_are_no_part_of_a_task() -> None:
    plan = read(HABITS["web_page"][0])
    assert not any("打印" in row.content or "分享" in row.content for row in plan.rows)


def test_wrong_numbers_are_told_one_by_one() -> None:
    review = review_of_plan(read(HABITS["numbers_wrong"][0]))
    messages = [f.message for f in findings_of(review) if f.rule == "plan.outline.skipped"]
    assert len(messages) == 3
    assert "2.之后是2.，应为3." in messages[1]


@pytest.mark.parametrize(
    ("line", "number"),
    [("19.9月第三周举办开放周", 19), ("20.2026年底前完成改版", 20), ("3.15消费者权益日", None), ("2.3万户居民", None)],
)
def test_a_date_behind_a_number_does_not_hide_it(line: str, number: int | None) -> None:
    plan = read(f"云岭县2026年政务公开工作要点\n一、公开\n18.公开预算。（县财政局）\n{line}（县政府办公室）\n")
    assert [row.number for row in plan.rows] == ([18, number] if number else [18])


def bold(text: str) -> Paragraph:
    return Paragraph((Run(text, TextLook(bold=True)),))


def document(*paragraphs: Paragraph) -> Document:
    return Document((Section((bold("云岭县2026年政务公开工作要点"), *paragraphs)),))


def test_bold_headings_part_a_plan_without_any_number() -> None:
    plan = read_plan(
        document(
            paragraph("现提出如下要点。"),
            bold("深化主动公开"),
            paragraph("公开部门预算。（责任单位：县财政局）"),
            paragraph("公布招生政策。"),
            bold("加强政策解读"),
            paragraph("做好问答。（县政务服务中心）"),
        )
    )
    assert plan is not None
    assert plan.sections == ("深化主动公开", "加强政策解读")
    assert [row.content for row in plan.rows] == ["公开部门预算。", "公布招生政策。", "做好问答。"]
    assert_nothing_is_lost(plan)


def test_a_bold_beginning_makes_its_paragraph_a_task() -> None:
    def lead(opening: str, rest: str) -> Paragraph:
        return Paragraph((Run(opening, TextLook(bold=True)), Run(rest)))

    plan = read_plan(
        document(
            lead("推进财政公开。", "及时公开预决算。"),
            paragraph("责任单位：县财政局"),
            lead("推进教育公开。", "公布招生政策。"),
            paragraph("责任单位：县教育局"),
        )
    )
    assert plan is not None
    assert [row.units.responsible for row in plan.rows] == [("县财政局",), ("县教育局",)]


def test_styled_headings_head_the_automatic_numbers_under_them() -> None:
    heading = [Paragraph((Run(text),), Role.HEADING_1) for text in ("深化公开", "加强解读")]
    plan = read_plan(
        document(
            heading[0],
            paragraph("1. 公开预算。（县财政局）"),
            paragraph("2. 公布招生政策。（县教育局）"),
            heading[1],
            paragraph("3. 做好解读。（各部门）"),
        )
    )
    assert plan is not None
    assert [(row.number, row.section) for row in plan.rows] == [(1, "深化公开"), (2, "深化公开"), (3, "加强解读")]


PIECES = st.sampled_from(
    [
        "深化主动公开",
        "推进财政公开。6月底前完成。",
        "公布招生政策（县教育局）",
        "责任单位：县财政局 县审计局",
        "1.1 公开预算。",
        "1.2 公开决算。",
        "第一条 公开收费目录。",
        "★公开惠民补贴。",
        "——责任单位：县民政局",
        "一、加强解读（完成时限：10月底前）",
        "2.做好问答，",
        "云岭县人民政府办公室",
        "2026年3月27日",
        "",
    ]
)


@given(st.lists(st.tuples(PIECES, st.booleans()), max_size=16))
def test_no_mixture_of_looks_and_numbers_loses_text(pieces: list[tuple[str, bool]]) -> None:
    plan = read_plan(document(*(bold(text) if strong else paragraph(text) for text, strong in pieces)))
    if plan is not None:
        assert_nothing_is_lost(plan)
        assert [p.start for p in plan.pieces[1:]] == [p.end for p in plan.pieces[:-1]]
