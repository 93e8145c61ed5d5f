"""The year's days in order, and one next step that fits what the desk holds."""

from datetime import date

import pytest

from core.agenda import AgendaKind, Facts, OpenRequest, agenda, by_month, next_step
from core.ledger.listing import list_tasks
from core.ledger.record import Due, TaskRecord
from core.ledger.round import Round, SubmissionState
from core.ledger.state import Status, TaskState
from core.settings import UserRole

TODAY = date(2026, 7, 6)


def rows(*tasks: tuple[str, date | None, Status, str]):  # type: ignore[no-untyped-def]
    records = [
        TaskRecord(task_id=i, number=i, label=str(i), topic=topic, deadlines=(Due("", on),) if on else ())
        for i, (topic, on, _, _) in enumerate(tasks, 1)
    ]
    states = {i: TaskState(i, status, text) for i, (_, _, status, text) in enumerate(tasks, 1)}
    return list_tasks(records, states, TODAY)


WRITTEN = rows(("招生", date(2026, 9, 15), Status.UNDER_WAY, "已公开2条"))
BLANK = rows(("招生", date(2026, 9, 15), Status.NOT_STARTED, ""))
LATE = rows(("目录", date(2026, 3, 31), Status.NOT_STARTED, "已写"))


def test_the_years_days_stand_in_order_and_lead_to_their_places() -> None:
    facts = Facts(
        TODAY,
        UserRole.UNIT,
        2026,
        [*LATE, *WRITTEN],
        [Round(1, "第一期", date(2026, 8, 10))],
        [OpenRequest(7, "2026-001", date(2026, 7, 9))],
    )
    items = agenda(facts)
    assert [(i.day.month, i.kind, i.target) for i in items] == [
        (1, AgendaKind.REPORT, "page:report"),
        (3, AgendaKind.TASK, "task:1"),
        (7, AgendaKind.REQUEST, "entry:7"),
        (8, AgendaKind.ROUND, "page:export"),
        (9, AgendaKind.TASK, "task:1"),
    ]
    assert [i.late(TODAY) for i in items] == [False, True, False, False, False]
    assert len(by_month(items)[7]) == 1


def test_only_the_office_has_the_countys_day() -> None:
    days = [i.day for i in agenda(Facts(TODAY, UserRole.BOTH, 2026))]
    assert days == [date(2026, 1, 31), date(2026, 2, 20)]


@pytest.mark.parametrize(
    ("facts", "target", "said"),
    [
        (Facts(TODAY, UserRole.UNIT, 2026), "page:import", "先导入主管部门发来的"),
        (Facts(TODAY, UserRole.OFFICE, 2026), "page:plan", "工作要点"),
        (
            Facts(TODAY, UserRole.UNIT, 2026, BLANK, requests=[OpenRequest(7, "", date(2026, 7, 9))], has_book=True),
            "entry:7",
            "1 件政府信息公开申请",
        ),
        (
            Facts(TODAY, UserRole.UNIT, 2026, BLANK, [Round(1, "第一期", date(2026, 7, 10))], has_book=True),
            "quick:blank",
            "第一期7月10日前报送，还有 1 项",
        ),
        (
            Facts(TODAY, UserRole.UNIT, 2026, WRITTEN, [Round(1, "第一期", date(2026, 7, 1))], has_book=True),
            "page:export",
            "已过期限",
        ),
        (Facts(TODAY, UserRole.UNIT, 2026, LATE, has_book=True), "quick:late", "1 项任务已过时限"),
        (Facts(TODAY, UserRole.UNIT, 2026, BLANK, has_book=True), "quick:blank", "还有 1 项"),
        (Facts(TODAY, UserRole.UNIT, 2026, WRITTEN, has_book=True), "page:export", "都写了进展"),
        (Facts(date(2026, 1, 5), UserRole.UNIT, 2026, WRITTEN, has_book=True), "page:report", "2025年度报告"),
    ],
)
def test_one_next_step_fits_what_is_there(facts: Facts, target: str, said: str) -> None:
    step = next_step(facts)
    assert step.target == target
    assert said in step.words


def test_a_round_that_was_sent_is_no_step_any_more() -> None:
    sent = Round(1, "第一期", date(2026, 7, 10), SubmissionState.SENT)
    assert next_step(Facts(TODAY, UserRole.UNIT, 2026, WRITTEN, [sent], has_book=True)).target == "page:export"
    assert agenda(Facts(TODAY, UserRole.UNIT, 2026, rounds=[sent]))[-1].done


def test_last_years_report_is_late_only_where_it_was_begun_here() -> None:
    assert not agenda(Facts(TODAY, UserRole.UNIT, 2026))[0].late(TODAY)
    assert agenda(Facts(TODAY, UserRole.UNIT, 2026, begun=frozenset({2025})))[0].late(TODAY)
