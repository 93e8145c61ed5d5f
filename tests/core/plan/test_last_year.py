"""Starting from last year: what is taken over is shifted and marked, what was not done is listed."""

from datetime import date

from core.clauses import Responsibility
from core.ledger.ledger import LedgerTask
from core.ledger.record import Due, LedgerBook, TaskRecord
from core.ledger.state import Status, TaskState
from core.plan.last_year import (
    HEADINGS,
    cells_of,
    draft_from,
    look_back_document,
    look_back_rows,
    shifted,
    take_over,
    task_of_record,
)
from core.plan.metadata import Metadata
from core.plan.review import PlanReview, Proposed, ReviewTask
from core.plan.years import Change, compare_years

BOOK = LedgerBook(7, 2025, "云岭县2025年政务公开工作要点任务落实台账（填报版）")
LAST = (
    TaskRecord(
        1,
        7,
        0,
        1,
        content="推进财政预决算公开，2025年6月底前公开部门决算。",
        indicator="2025年公开率达到100%",
        lead_units=("县财政局",),
        responsible_units=("各预算单位",),
        deadlines=(Due("2025年6月底前", date(2025, 6, 30)),),
    ),
    TaskRecord(2, 7, 1, 2, content="推广村务公开试点经验，做到全县铺开、整体推进。"),
    TaskRecord(
        3, 7, 2, 3, content="编制公布年度重大行政决策事项目录。", deadlines=(Due("每季度末", None, "recurring"),)
    ),
)
ROWS = tuple(task_of_record(t) for t in LAST)


def this_year(*tasks: LedgerTask) -> PlanReview:
    return PlanReview(Metadata(title="今年", year=2026), tasks=tuple(ReviewTask(t) for t in tasks))


def test_years_are_moved_on_wherever_they_stand() -> None:
    assert shifted("2025年6月底前，比2024年提高", 1) == "2026年6月底前，比2025年提高"
    assert shifted("电话20251234", 1) == "电话20251234"


def test_a_draft_from_last_year_is_all_proposals() -> None:
    draft = draft_from(BOOK, LAST, 2026)
    assert (draft.metadata.title, draft.metadata.year) == ("云岭县2026年政务公开工作要点", 2026)
    first = draft.tasks[0]
    assert first.row.content == "推进财政预决算公开，2026年6月底前公开部门决算。"
    assert [(d.text, d.date) for d in first.row.deadlines] == [("2026年6月底前", date(2026, 6, 30))]
    assert first.proposed == frozenset(Proposed)
    assert draft.tasks[1].proposed == frozenset()


def test_only_what_is_missing_is_taken_over() -> None:
    ours = LedgerTask(
        1, content="推进财政预决算公开，2026年6月底前公开部门决算。", units=Responsibility((), ("县审计局",))
    )
    review = this_year(ours, LedgerTask(2, content="建设政策问答库。"))
    compared = compare_years(ROWS, review.rows)
    taken = take_over(review, compared, ROWS, 1, [0, 1])
    assert taken.rows[0].units == ours.units
    assert [d.date for d in taken.rows[0].deadlines] == [date(2026, 6, 30)]
    assert taken.rows[0].indicator == "2026年公开率达到100%"
    assert taken.tasks[0].proposed == {Proposed.DEADLINE, Proposed.INDICATOR}
    assert taken.tasks[1] == review.tasks[1]
    assert compared.pairs[1].change is Change.NEW


def test_looking_back_tells_what_this_year_goes_on_with() -> None:
    states = {
        1: TaskState(1, Status.UNDER_WAY, "公开了预算"),
        2: TaskState(2, Status.NOT_STARTED),
        3: TaskState(3, Status.DONE, "已公布"),
    }
    review = this_year(LedgerTask(4, content="推进财政预决算公开，2026年6月底前公开部门决算。"))
    rows = look_back_rows(LAST, states, compare_years(ROWS, review.rows), review.rows)
    assert [(r.task.number, r.status, r.continued) for r in rows] == [(1, "推进中", "第4项"), (2, "未启动", "")]
    assert cells_of(rows[1])[-1] == "本年要点未列"
    assert len(cells_of(rows[0])) == len(HEADINGS)
    table = look_back_document("回头看清单", rows).sections[0].blocks[1]
    assert len(table.rows) == 3  # type: ignore[union-attr]
