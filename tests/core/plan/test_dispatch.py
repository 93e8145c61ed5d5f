"""Which unit gets which task; whom an unassigned task speaks of; names that need a decision."""

from pathlib import Path

import pytest

from core.clauses import Responsibility
from core.plan.candidates import candidates, proposed
from core.plan.decisions import DOUBT_LABELS, Doubt, decide, name_decisions, printed_names, propose_units
from core.plan.dispatch import dispatch
from core.plan.read import read_plan
from core.units import Concern, Flag, Unit
from storage.documents.readers.docx import read_docx
from tests.core.plan.directory import directory

TASKS = [
    Responsibility(("政府办",), ("政府各部门",)),
    Responsibility((), ("财政局", "各乡镇街道")),
    Responsibility(),
    Responsibility(("司法局",), ("各起草单位",)),
    Responsibility((), ("县水利管护中心",)),
]
NAMES = ("云岭县人民政府办公室", "云岭县财政局", "云岭镇人民政府", "白石街道办事处")


def test_every_unit_gets_the_tasks_that_name_it_or_its_group() -> None:
    shared = dispatch(TASKS, directory(*NAMES))
    due = {share.unit.name: share.due for share in shared.shares}
    assert due == {
        "云岭县人民政府办公室": (0,),
        "云岭县财政局": (0, 1),
        "云岭镇人民政府": (1,),
        "白石街道办事处": (1,),
    }
    assert shared.shares[0].leads == (0,)


def test_a_task_that_concerns_a_unit_in_some_cases_is_listed_but_not_due() -> None:
    share = dispatch(TASKS, directory("云岭镇人民政府")).shares[0]
    assert {i: r.concern for i, r in share.tasks} == {1: Concern.ALL, 3: Concern.CONDITIONAL}
    assert share.due == (1,)


def test_tasks_without_units_and_names_without_a_unit_are_told() -> None:
    shared = dispatch(TASKS, directory(*NAMES))
    assert shared.unassigned == (2,)
    assert shared.unreached == ("司法局", "县水利管护中心")


def test_a_unit_that_gets_no_ledger_is_left_out_and_one_without_tasks_is_told() -> None:
    units = [Unit("云岭县财政局", flags=frozenset({Flag.REPORT})), Unit("云岭县气象局")]
    shared = dispatch(TASKS, directory(units=units))
    assert [s.unit.name for s in shared.shares] == ["云岭县气象局"]
    assert [u.name for u in shared.idle] == ["云岭县气象局"]


SPEAKS_OF: list[tuple[str, list[tuple[str, bool]]]] = [
    (
        "健全机制。各镇各部门要对照本要点统筹考虑。县政府办做好牵头工作，督促指导。",
        [("各镇各部门", False), ("县政府办", True)],
    ),
    ("县政府办会同县委目标办实时通报落实情况。", [("县政府办", False), ("县委目标办", False)]),
    ("各乡镇、各部门要高度重视政务公开工作。", [("各乡镇", False), ("各部门", False)]),
    ("卫生健康部门要依法发布信息;应急部门要加强预案公开。", [("卫生健康局", False), ("应急局", False)]),
    (
        "由县发改局牵头，县工信局、县商务局等部门配合，全面归集涉企政策。",
        [("县发改局", True), ("县工信局", False), ("县商务局", False)],
    ),
    ("县政府办公室将适时组织第三方评估。", [("县政府办公室", False)]),
    ("完善机制，加强部门配合。群众要积极参与。", []),
    ("深化公开，优化服务，让群众满意。", []),
    ("解读材料要与文件同步起草。", []),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKS_OF)
def test_candidates_come_from_the_tasks_own_sentences(text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(c.name, c.as_lead) for c in candidates(text, directory())] == expected


def test_a_candidate_tells_its_place_and_sentence() -> None:
    text = "健全机制。县 政府办做好牵头工作，督促指导。"
    (only,) = candidates(text, directory())
    assert text[only.start : only.end] == "县 政府办"
    assert only.sentence == "县 政府办做好牵头工作，督促指导。"
    assert proposed(text, directory()) == Responsibility(("县政府办",), ())


def test_the_units_of_luojiang_are_proposed_from_its_sentences(shared_fixtures: Path) -> None:
    plan = read_plan(read_docx(shared_fixtures / "luojiang-2023-plan.docx"))
    assert plan is not None
    found = {row.number: proposed(row.content, directory()) for row in plan.rows}
    assert found[14] == Responsibility(("区政府办",), ("各镇各部门",))
    assert found[9].responsible == ("各镇各部门",)
    assert found[1] == Responsibility()


TWO_WAYS = [
    Responsibility((), ("工业和信息化商务局", "财政局", "民政局")),
    Responsibility((), ("工业和信息化和商务局", "各部门（单位）", "民宗局")),
]


def test_nearly_identical_names_need_one_decision() -> None:
    (only,) = name_decisions(TWO_WAYS, directory())
    assert (only.name, only.doubt, only.choices) == ("工业和信息化商务局", Doubt.ALIKE, ("工业和信息化和商务局",))


def test_a_name_unknown_to_the_directory_needs_a_decision_and_a_group_does_not() -> None:
    own = directory("云岭县工业和信息化商务局", "云岭县财政局", "云岭县民政局", "云岭县民族宗教事务局")
    found = {d.name: (d.doubt, d.choices) for d in name_decisions([*TWO_WAYS, *TASKS], own)}
    assert found["工业和信息化和商务局"][0] is Doubt.ALIKE
    assert found["工业和信息化和商务局"][1][0] == "云岭县工业和信息化商务局"
    assert found["县水利管护中心"] == (Doubt.UNKNOWN, ())
    assert not {"财政局", "民政局", "民宗局", "各部门（单位）", "政府各部门"} & found.keys()


def test_a_decision_is_remembered_as_an_alias() -> None:
    units = decide([Unit("云岭县工业和信息化商务局")], "工业和信息化和商务局", "云岭县工业和信息化商务局")
    assert name_decisions(TWO_WAYS[1:], directory(units=units))[0].name != "工业和信息化和商务局"
    assert decide(units, "工业和信息化和商务局", "云岭县工业和信息化商务局") == units


@pytest.mark.parametrize("pair", ["财政局|民政局", "云岭镇|松岭镇", "司法局|司法所", "自然资源局|自然资源分局"])
def test_bodies_that_only_sound_alike_need_no_decision(pair: str) -> None:
    assert name_decisions([Responsibility((), tuple(pair.split("|")))], directory()) == ()


def test_a_first_directory_is_proposed_from_the_names_printed() -> None:
    tasks = [*TASKS, Responsibility((), ("医保局", "县医疗保障局", "云岭镇"))]
    proposed_units = {u.name: u.kind for u in propose_units(tasks, directory(), "云岭县")}
    assert proposed_units == {
        "云岭县人民政府办公室": "department",
        "云岭县财政局": "department",
        "云岭县司法局": "department",
        "云岭县水利管护中心": "institution",
        "云岭县医疗保障局": "department",
        "云岭县云岭镇": "town",
    }


def test_names_are_counted_in_printed_order_and_every_doubt_has_a_label() -> None:
    assert list(printed_names(TASKS))[:3] == ["政府办", "政府各部门", "财政局"]
    assert set(DOUBT_LABELS) == set(Doubt)
