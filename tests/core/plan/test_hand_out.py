"""Blank forms of a ledger: own tasks or the whole with marks, the note under the title, the cover list."""

from datetime import date

import pytest

from core.actions.dispatching import BlankForm, DispatchWish, cover_of, dispatch_forms
from core.clauses import Responsibility
from core.document import Document, grid_of, paragraphs_of, tables_of
from core.errors import LedgerError
from core.ledger.ledger import Declared, Head, Ledger, LedgerTask
from core.ledger.read import read_ledger
from core.units import Concern, Flag, Unit, UnitDirectory
from tests.core.plan.directory import directory

TASKS = (
    LedgerTask(1, "1", "一、公开", "政策", "", "公开惠企政策", units=Responsibility(("县财政局",), ("各乡镇",))),
    LedgerTask(2, "2", "一、公开", "财政", "", "公开预决算", units=Responsibility((), ("县财政局", "各起草单位"))),
    LedgerTask(3, "3", "二、保障", "培训", "", "年内培训1次"),
)
LEDGER = Ledger("云岭县2026年政务公开台账", 2026, Head(), Declared(), ("一、公开", "二、保障"), TASKS, frozenset())
UNITS = (
    Unit("云岭县财政局", contact="周宁", phone="0999-6020418"),
    Unit("云岭镇人民政府"),
    Unit("云岭县档案馆", flags=frozenset({Flag.REPORT})),
)


def forms(wish: DispatchWish = DispatchWish(), ledger: Ledger = LEDGER) -> tuple[BlankForm, ...]:  # noqa: B008
    return dispatch_forms(ledger, directory(), UNITS, wish).forms


def rows(document: Document) -> list[list[str]]:
    (table,) = tables_of(document.blocks)
    return [[placed.cell.text if placed else "" for placed in row] for row in grid_of(table)]


def test_each_unit_that_gets_a_ledger_gets_its_own_tasks_and_those_of_nobody() -> None:
    first, second = forms()
    assert (first.stem, second.stem) == ("1云岭县财政局台账", "2云岭镇人民政府台账")
    assert (first.tasks, first.due, first.leads, first.unassigned) == (3, 2, 1, 1)
    assert [(i, r.concern) for i, r in second.results] == [
        (0, Concern.ALL),
        (1, Concern.CONDITIONAL),
        (2, Concern.UNASSIGNED),
    ]


def test_the_whole_ledger_marks_what_each_task_means_for_the_unit() -> None:
    two = (*TASKS, LedgerTask(4, "4", "二、保障", "考核", "", "组织考核", units=Responsibility((), ("县司法局",))))
    ledger = Ledger(LEDGER.title, 2026, Head(), Declared(), LEDGER.sections, two, frozenset())
    first, second = forms(DispatchWish(whole=True), ledger)
    assert [row[-2] for row in rows(first.document) if row[0].isdigit()] == ["牵头", "责任单位", "待确认", ""]
    assert [row[-2] for row in rows(second.document) if row[0].isdigit()] == ["涉及", "视情涉及", "待确认", ""]


def test_the_round_and_its_last_day_stand_under_the_title_and_do_not_disturb_reading() -> None:
    (first, _) = forms(DispatchWish(whole=True, round_name="第一期", due_on=date(2026, 7, 10)))
    said = [p.text for p in paragraphs_of(first.document.blocks)]
    assert said[1] == "第一期　　报送期限：2026年7月10日"
    read = read_ledger(first.document)
    assert read is not None
    assert (read.title, read.unit, [t.number for t in read.tasks]) == (LEDGER.title, "云岭县财政局", [1, 2, 3])
    assert all(t.progress == "" for t in read.tasks)


def test_a_unit_that_reads_its_form_sees_a_task_of_nobody_as_to_be_confirmed() -> None:
    (first, _) = forms()
    read = read_ledger(first.document)
    assert read is not None
    known: UnitDirectory = directory()
    found = [known.concern(read.unit or "", t.units.lead, t.units.responsible).concern for t in read.tasks]
    assert found == [Concern.NAMED, Concern.NAMED, Concern.UNASSIGNED]


def test_the_cover_list_tells_who_gets_which_file() -> None:
    wish = DispatchWish(round_name="第一期", due_on=date(2026, 7, 10))
    made = dispatch_forms(LEDGER, directory(), UNITS, wish)
    out = cover_of(made, LEDGER.title, wish, date(2026, 4, 1), ".xlsx")
    assert out.name == "下发清单.xlsx"
    assert isinstance(out.content, Document)
    assert rows(out.content)[1] == [
        "1",
        "云岭县财政局",
        "1云岭县财政局台账.docx",
        "3",
        "1",
        "2026年7月10日",
        "周宁",
        "0999-6020418",
        "",
    ]
    assert "共 2 个单位，2026年4月1日下发。" in [p.text for p in paragraphs_of(out.content.blocks)]


def test_nobody_to_send_to_is_an_error_that_says_what_to_do() -> None:
    nobody = Ledger("台账", 2026, Head(), Declared(), (), (LedgerTask(1, content="公开"),), frozenset())
    with pytest.raises(LedgerError) as error:
        dispatch_forms(nobody, directory())
    assert "责任单位" in error.value.message


def test_two_spellings_of_what_may_be_one_unit_are_told_where_no_list_settles_them() -> None:
    names = ("工业和信息化商务局", "工业和信息化和商务局")
    tasks = tuple(LedgerTask(n, content="公开", units=Responsibility((), (name,))) for n, name in enumerate(names, 1))
    ledger = Ledger("云岭县2026年政务公开台账", 2026, Head(), Declared(), (), tasks, frozenset())
    (finding,) = dispatch_forms(ledger, directory()).findings
    assert (finding.rule, finding.found, finding.expected) == ("dispatch.alike", *names)
    assert "出现1次" in finding.message
    assert dispatch_forms(ledger, directory(), [Unit("云岭县" + n) for n in names]).findings == ()
