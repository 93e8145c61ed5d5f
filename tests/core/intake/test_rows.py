"""Returned rows on the plan's rows; digest figures; the summary and its drafts."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.document import paragraphs_of
from core.intake.across import across_findings
from core.intake.digest import figure_sums
from core.intake.drafts import by_task_document, reminder_document
from core.intake.returned import Intake, Terms, UnitReturn
from core.intake.rows import place_rows
from core.intake.summary import MATRIX, summary_of
from core.ledger.ledger import Declared, Head, Ledger, LedgerTask

CONTENTS = (
    "及时公开惠企政策和办事指南，编制政策清单并按季度更新。",
    "公开财政预决算和三公经费，口径与报表一致。",
    "按时公布义务教育招生范围和咨询方式。",
    "发布医疗保障待遇政策和异地就医流程。",
    "规范政府网站专栏建设，删除空白栏目。",
    "举办政府开放日活动，邀请群众代表参加。",
)
PLAN = tuple(LedgerTask(n, content=text) for n, text in enumerate(CONTENTS, 1))


@given(st.permutations(range(len(PLAN))), st.lists(st.booleans(), min_size=6, max_size=6))
def test_rows_find_their_task_in_any_order_number_and_selection(order: list[int], kept: list[bool]) -> None:
    mine = [PLAN[i] for i in order if kept[i]]
    returned = [LedgerTask(n, content=t.content, progress=f"第{t.number}项已办") for n, t in enumerate(mine, 1)]
    found = place_rows(PLAN, returned)
    assert {p: row.progress for p, row in found.on.items()} == {i: f"第{i + 1}项已办" for i in range(6) if kept[i]}
    assert (found.altered, found.unsure, found.extra) == ((), (), ())


def test_a_reworded_task_is_placed_and_told_and_a_strange_one_is_neither() -> None:
    changed = LedgerTask(2, content=CONTENTS[1].replace("三公经费", "“三公”经费预算"), progress="已公开")
    strange = LedgerTask(9, content="组织职工运动会和消防演练。", progress="已举办")
    found = place_rows(PLAN, [changed, strange])
    assert found.altered == (1,)
    assert [r.number for r in found.extra] == [9]
    assert set(found.on) == {1}


def test_a_row_that_may_be_two_tasks_is_not_guessed() -> None:
    plan = (
        LedgerTask(1, content="公开上半年义务教育招生情况和名单"),
        LedgerTask(2, content="公开下半年义务教育招生情况和名单"),
    )
    found = place_rows(plan, [LedgerTask(7, content="公开全年义务教育招生情况和名单", progress="已公开")])
    assert not found.on
    assert set(found.unsure[0][1]) == {0, 1}


def intake(*units: UnitReturn) -> Intake:
    return Intake(
        Ledger("云岭县2026年台账", 2026, Head(), Declared(), (), PLAN, frozenset()), Terms("上半年"), (), units
    )


def back(name: str, **said: str) -> UnitReturn:
    return UnitReturn(name, True, True, said={int(k[1:]): v for k, v in said.items()}, due=(0, 1))


def test_figures_of_the_same_words_are_summed_and_others_are_not() -> None:
    found = figure_sums(
        intake(
            back("云岭镇人民政府", t0="截至目前，已发布政策解读12条，召开会议3次。"),
            back("松溪乡人民政府", t0="累计发布政策解读5条；走访企业8家。"),
        ),
        0,
    )
    assert [(s.name, s.total, s.measure) for s in found] == [("发布政策解读", Decimal(17), "条")]
    assert "云岭镇人民政府12、松溪乡人民政府5" in found[0].shown


def test_the_same_words_from_two_units_are_told_with_the_share_and_excuses_are_not() -> None:
    text = "镇政务公开领导小组每月召开一次调度会，逐项检查公开目录更新情况{}。"
    units = (
        back("云岭镇人民政府", t0=text.format(""), t1="不涉及：本镇没有义务教育阶段的招生任务和相关事项"),
        back("松溪乡人民政府", t0=text.format("，已整改"), t1="不涉及：本镇没有义务教育阶段的招生任务和相关事项"),
    )
    (found,) = across_findings(units, intake(*units).plan)
    assert (found.where, found.expected) == (("unit:松溪乡人民政府", "task:1"), "云岭镇人民政府")
    assert 90 <= int(str(found.found)) < 100


def test_the_summary_has_a_line_a_task_and_a_column_a_unit_that_returned() -> None:
    made = summary_of(intake(back("云岭镇人民政府", t0="甲"), UnitReturn("松溪乡人民政府", due=(1,))))
    matrix = next(s for s in made.sheets if s.name == MATRIX)
    assert len(matrix.rows) == len(PLAN)
    assert matrix.heads[-1] == "云岭镇人民政府"
    assert [row[-1] for row in matrix.rows] == ["甲", "", "", "", "", ""]
    assert all(len(s.heads) == len(s.widths) and all(len(r) == len(s.heads) for r in s.rows) for s in made.sheets)


def test_drafts_hold_every_text_and_every_silent_unit() -> None:
    collected = intake(back("云岭镇人民政府", t0="甲已办结"), UnitReturn("松溪乡人民政府", due=(1,)))
    told = "\n".join(p.text for p in paragraphs_of(by_task_document(collected).blocks))
    assert "甲已办结" in told
    assert all(text in told for text in CONTENTS)
    assert "松溪乡人民政府" in "\n".join(p.text for p in paragraphs_of(reminder_document(collected).blocks))
