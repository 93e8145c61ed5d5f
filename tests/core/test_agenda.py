"""The year's days in order, and one next step that fits what the desk holds."""

from datetime import date

import pytest

from core.agenda import AgendaKind, Facts, OpenRequest, agenda, by_month, next_step
from core.intake.tally import UnitStanding
from core.ledger.listing import list_tasks
from core.ledger.record import Due, TaskRecord
from core.ledger.round import Round, SubmissionState
from core.ledger.state import Status, TaskState
from core.office_round import OfficeFacts, RoundStand, UnitStand
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


def stand(*units: tuple[str, UnitStanding]) -> RoundStand:
    return RoundStand("第一期", date(2026, 7, 10), tuple(UnitStand(n, s, 3, 5) for n, s in units))


GONE, HERE, ASKS = UnitStanding.MISSING, UnitStanding.ON_TIME, UnitStanding.TO_DO


@pytest.mark.parametrize(
    ("office", "target", "said"),
    [
        (OfficeFacts(), "page:dispatch", "还没有下发"),
        (OfficeFacts(handed_out=True, round=stand()), "page:intake", "第一期7月10日前报送，还没有收件"),
        (
            OfficeFacts(round=stand(("松溪乡", GONE), ("云岭镇", HERE))),
            "page:intake",
            "2 个单位已报 1 个，还有 1 个没有报",
        ),
        (OfficeFacts(round=stand(("松溪乡", ASKS), ("云岭镇", GONE))), "page:intake", "1 个单位的来件需要处理"),
        (OfficeFacts(round=stand(("云岭镇", HERE)), unwritten=4), "page:summary", "4 项任务没有写综合稿"),
        (OfficeFacts(round=stand(("云岭镇", HERE))), "page:export", "都写了进展"),
    ],
)
def test_the_offices_next_step_follows_its_year(office: OfficeFacts, target: str, said: str) -> None:
    step = next_step(Facts(TODAY, UserRole.OFFICE, 2026, WRITTEN, has_book=True, office=office))
    assert step.target == target
    assert said in step.words


def test_a_plan_under_review_comes_before_another_import() -> None:
    step = next_step(Facts(TODAY, UserRole.OFFICE, 2026, office=OfficeFacts(drafts=1)))
    assert (step.verb, step.target) == ("继续核对", "page:plan")


def test_a_round_far_off_leaves_room_for_other_work() -> None:
    later = RoundStand("第二期", date(2026, 12, 1))
    step = next_step(
        Facts(TODAY, UserRole.OFFICE, 2026, BLANK, has_book=True, office=OfficeFacts(handed_out=True, round=later))
    )
    assert step.target == "quick:blank"
