"""The 通报: words from facts until a person writes others, in a template the office can edit."""

from dataclasses import replace
from datetime import date

import pytest

from core.document import Cell, Document, Paragraph, ParagraphLook, Role, Row, Run, Section, Table, TextLook, paragraph
from core.finding import Severity
from core.intake.returned import UnitReturn
from core.notice.case import CaseState, ScoreCase
from core.notice.compose import compose_notice
from core.notice.draft import PART_LABELS, Facts, NoticeDraft, Part, suggested, texts_of
from core.notice.propose import see_cases
from core.notice.rectification import Rectification
from core.notice.template import check_template, fill_template
from tests.core.notice.returned import TABLE, UNIT, back, intake

OTHER = "松溪乡人民政府"
DAY = date(2026, 8, 1)


def facts(*states: CaseState) -> Facts:
    """One unit late with two tasks blank, another silent."""
    got = intake(back(on_time=False), UnitReturn(OTHER, due=(0,)))
    cases = [replace(c, case_id=i) for i, c in enumerate(see_cases(got, TABLE, 1), 1)]
    told = [replace(c, state=s, reason="…") for c, s in zip(cases, states, strict=False)]
    return Facts(2026, "第一期", got, [*told, *cases[len(told) :]])


def template() -> Document:
    heads = [p for name in ("报送情况", "表扬", "问题", "评分", "整改要求", "待确认") for p in part(name)]
    top = [paragraph("送审稿"), paragraph("文号："), paragraph("{{标题}}", Role.TITLE)]
    return Document((Section((*top, *heads, paragraph("{{发文机关}}"), paragraph("{{ 成文日期 }}"))),))


def part(name: str) -> tuple[Paragraph, Paragraph]:
    return paragraph(f"{{{{序号}}}}、{name}", Role.HEADING_1), paragraph(
        f"{{{{{name}}}}}", look=ParagraphLook(line_pt=29)
    )


def lines(document: Document) -> list[str]:
    return [b.text if isinstance(b, Paragraph) else "表" for b in document.blocks]


def test_facts_speak_until_a_person_writes_and_an_empty_text_leaves_the_part_out() -> None:
    told = suggested(facts(), DAY)
    assert told[Part.TITLE] == "关于2026年第一期政务公开任务落实台账报送情况的通报"
    assert told[Part.PRAISE] == ""
    assert "逾期报送1个：云岭镇人民政府。" in told[Part.PROBLEMS]
    assert "2026年8月1日前" in told[Part.DEMANDS]
    texts = texts_of(NoticeDraft(1, "第一期", {Part.PROBLEMS: ""}), facts())
    assert texts[Part.PROBLEMS] == ""
    assert "　　年　　月" in texts[Part.DEMANDS]
    assert set(PART_LABELS) == set(Part)


@pytest.mark.parametrize("state", [CaseState.DROPPED, CaseState.WAIVED])
def test_a_unit_that_was_let_off_is_not_named_for_it(state: CaseState) -> None:
    before, after = suggested(facts(), None)[Part.PROBLEMS], suggested(facts(state, state), None)[Part.PROBLEMS]
    assert "逾期报送" in before
    assert "逾期报送" not in after
    assert "第1、2、3、4、5项" in before
    assert "第2、3、4、5项" in after


def test_who_was_not_given_the_points_is_not_praised_for_them() -> None:
    full = intake(back(said=dict.fromkeys(range(6), "已办")))
    (case,) = see_cases(full, TABLE, 1)
    assert UNIT in suggested(Facts(2026, "第一期", full, [case]), None)[Part.PRAISE]
    dropped = replace(case, state=CaseState.DROPPED)
    assert suggested(Facts(2026, "第一期", full, [dropped]), None)[Part.PRAISE] == ""


def test_open_items_of_the_round_stand_among_the_demands_and_hand_made_cases_among_the_problems() -> None:
    by_hand = ScoreCase(1, "第一期", UNIT, TABLE.rules[3], TABLE.basis, "照抄", state=CaseState.CONFIRMED, by_hand=True)
    items = [Rectification(1, "第一期", UNIT, "补报", DAY), Rectification(1, "第二期", OTHER, "别的")]
    told = suggested(Facts(2026, "第一期", None, [by_hand], items), None)
    assert told[Part.PROBLEMS] == f"{UNIT}：照抄。"
    assert told[Part.DEMANDS].endswith(f"\n{UNIT}：补报（2026年8月1日前）。")
    assert told[Part.RETURNS] == ""


def test_only_confirmed_cases_stand_in_the_notice_and_waiting_ones_in_the_working_draft_alone() -> None:
    now = facts(CaseState.CONFIRMED)
    final = compose_notice(template(), NoticeDraft(1, "第一期"), now, now.cases)
    assert lines(final)[:4] == [
        "送审稿",
        "文号：",
        "关于2026年第一期政务公开任务落实台账报送情况的通报",
        "一、报送情况",
    ]
    assert not [line for line in lines(final) if "待确认" in line or "表扬" in line]
    (table,) = [b for b in final.blocks if isinstance(b, Table)]
    assert [r.cells[3].text for r in table.rows] == ["分值", "-2"]
    assert "四、整改要求" in lines(final)
    working = compose_notice(template(), NoticeDraft(1, "第一期"), now, now.cases, working=True)
    tables = [b for b in working.blocks if isinstance(b, Table)]
    assert [len(t.rows) for t in tables] == [2, 4]
    assert "五、待确认" in lines(working)


def test_scores_may_stay_out_and_the_places_of_the_end_stay_open() -> None:
    now = facts(CaseState.CONFIRMED)
    made = compose_notice(template(), NoticeDraft(1, "第一期", with_scores=False), now, now.cases)
    assert not [b for b in made.blocks if isinstance(b, Table)]
    assert lines(made)[-2:] == ["（发文机关）", "（成文日期）"]


def test_a_place_that_word_cut_into_runs_is_filled_in_the_look_of_its_first_character() -> None:
    bold = TextLook(bold=True)
    runs = (
        Run("关于{"),
        Run("{标", bold),
        Run("题}} 的"),
        Run(
            "页",
            TextLook(),
        ),
    )
    cut = Document((Section((Paragraph(runs),)),))
    filled = fill_template(cut, {"标题": "甲"}, {}).blocks[0]
    assert isinstance(filled, Paragraph)
    assert filled.text == "关于甲 的页"
    other = fill_template(
        Document(
            (
                Section(
                    (
                        Paragraph(
                            (Run("{{标题}}", bold), Run("完")),
                        ),
                    )
                ),
            )
        ),
        {"标题": "甲"},
        {},
    )
    assert other.blocks[0] == Paragraph((Run("甲", bold), Run("完")))


def test_the_rest_of_a_template_is_left_as_it_is_even_inside_a_table() -> None:
    table = Table((Row((Cell((paragraph("期次：{{期次}}"),)), Cell((paragraph("{{没有}}"),)))),))
    filled = fill_template(
        Document(
            (
                Section(
                    (table, paragraph("照旧")),
                ),
            )
        ),
        {"期次": "第一期"},
        {},
    )
    first, second = filled.blocks
    assert isinstance(first, Table)
    assert [c.text for c in first.rows[0].cells] == ["期次：第一期", "{{没有}}"]
    assert second == paragraph("照旧")


@pytest.mark.parametrize(
    ("words", "told", "severity"),
    [
        ("{{问提}}", "不认识", Severity.WARNING),
        ("其中{{问题}}", "单独成一段", Severity.ERROR),
        ("{{问题", "没有写完整", Severity.WARNING),
    ],
)
def test_what_is_wrong_in_a_template_is_told(words: str, told: str, severity: Severity) -> None:
    right = template().sections[0]
    found = check_template(Document((replace(right, blocks=(*right.blocks, paragraph(words))),)))
    assert [(f.severity, told in f.message) for f in found] == [(severity, True)]
    assert check_template(template()) == ()


def test_a_template_without_parts_or_the_draft_mark_is_told() -> None:
    found = check_template(Document((Section((paragraph("{{标题}}"),)),)))
    told = "".join(f.message for f in found)
    assert "{{问题}}" in told
    assert "送审稿" in told
