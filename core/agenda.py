"""Room: core. What is due in a year, and the one next step: tasks, rounds, requests, the annual report (首页)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.days import shown_day
from core.ledger.listing import ListedTask, Quick
from core.ledger.outlook import Urgency
from core.ledger.round import Round
from core.office_round import NextStep, OfficeFacts, first_office_step, office_steps
from core.settings import UserRole

SOON = timedelta(days=14)
REQUEST_SOON = timedelta(days=5)
REPORT_SEASON = timedelta(days=45)  # before the last day of the annual report
SETTLED = frozenset({Urgency.SETTLED, Urgency.NONE})


class AgendaKind(StrEnum):
    TASK = "task"
    ROUND = "round"
    REQUEST = "request"
    REPORT = "report"


AGENDA_LABELS = {
    AgendaKind.TASK: "任务",
    AgendaKind.ROUND: "报送",
    AgendaKind.REQUEST: "依申请公开",
    AgendaKind.REPORT: "年度报告",
}


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """`target`: task:12 (its id), entry:3, page:export, quick:late."""

    day: date
    kind: AgendaKind
    words: str
    target: str
    done: bool = False

    def late(self, today: date) -> bool:
        return not self.done and self.day < today


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """`due` None while it cannot be told."""

    entry_id: int
    number: str
    due: date | None


@dataclass(frozen=True, slots=True)
class ReportDay:
    """A last day of the annual report: (month, day) of the year after; for whom."""

    month: int
    day: int
    words: str
    roles: frozenset[UserRole] = frozenset(UserRole)

    def in_year(self, year: int) -> date:
        return date(year, self.month, self.day)


# 条例第四十九条; 县、市级汇总 by 国办公开办函〔2021〕30号. Places set earlier inner dates, so the settings may replace them.
REPORT_DAYS = (
    ReportDay(1, 31, "报送并公布上一年度的政府信息公开工作年度报告"),
    ReportDay(2, 20, "县级汇总报上级主管部门", frozenset({UserRole.OFFICE, UserRole.BOTH})),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the desk holds. `published`: years whose own report is published, `begun`: those that are being written."""

    today: date
    role: UserRole
    year: int
    rows: Sequence[ListedTask] = ()
    rounds: Sequence[Round] = ()
    requests: Sequence[OpenRequest] = ()
    published: frozenset[int] = frozenset()
    begun: frozenset[int] = frozenset()
    has_book: bool = False
    report_days: Sequence[ReportDay] = REPORT_DAYS
    office: OfficeFacts | None = None  # of whoever collects from others


def agenda(facts: Facts) -> tuple[AgendaItem, ...]:
    """Everything with a day in the facts' year, by day."""
    items = [*_tasks(facts.rows), *_rounds(facts.rounds), *_requests(facts.requests), *_reports(facts)]
    return tuple(sorted((i for i in items if i.day.year == facts.year), key=lambda i: (i.day, i.kind)))


def by_month(items: Iterable[AgendaItem]) -> Mapping[int, Sequence[AgendaItem]]:
    months: dict[int, list[AgendaItem]] = {month: [] for month in range(1, 13)}
    for item in items:
        months[item.day.month].append(item)
    return months


def _tasks(rows: Sequence[ListedTask]) -> Iterator[AgendaItem]:
    for row in rows:
        if row.mine:
            words = f"第{row.label}项　{row.topic or row.task.content[:24]}"
            done = row.outlook.urgency in SETTLED
            for day in dict.fromkeys(due.on for due in row.task.deadlines if due.on):
                yield AgendaItem(day, AgendaKind.TASK, words, f"task:{row.task.task_id}", done)


def _rounds(rounds: Sequence[Round]) -> Iterator[AgendaItem]:
    for each in rounds:
        if each.due_on:
            yield AgendaItem(each.due_on, AgendaKind.ROUND, f"{each.name}台账报送", "page:export", not each.open)


def _requests(requests: Sequence[OpenRequest]) -> Iterator[AgendaItem]:
    for request in requests:
        if request.due:
            words = f"{request.number or '申请'}　答复期限届满"
            yield AgendaItem(request.due, AgendaKind.REQUEST, words, f"entry:{request.entry_id}")


def _reports(facts: Facts) -> Iterator[AgendaItem]:
    for each in facts.report_days:
        if facts.role in each.roles:
            day, about = each.in_year(facts.year), facts.year - 1
            elsewhere = (
                day < facts.today and about not in facts.begun
            )  # it was done without this program, or not at all
            done = about in facts.published or elsewhere
            yield AgendaItem(day, AgendaKind.REPORT, each.words, "page:report", done)


def next_step(facts: Facts) -> NextStep:
    """The first of these that holds: nothing there yet, a request, what is collected, a round, late tasks, the report's season, blanks."""
    if not facts.has_book:
        return _first(facts)
    return next(_steps(facts), NextStep("涉及本单位的任务都写了进展。", "检查并导出", "page:export"))


def _first(facts: Facts) -> NextStep:
    if facts.role is UserRole.OFFICE:
        return first_office_step(facts.office)
    return NextStep("先导入主管部门发来的任务落实台账。", "导入台账…", "page:import")


def _steps(facts: Facts) -> Iterator[NextStep]:
    today = facts.today
    near = [r for r in facts.requests if r.due and r.due - today <= REQUEST_SOON]
    if near:
        first = min(near, key=lambda r: r.due or today)
        words = f"有 {len(near)} 件政府信息公开申请快到或已过答复期限，最早{shown_day(first.due, facts.year)}。"
        yield NextStep(words, "去登记簿办理", f"entry:{first.entry_id}", urgent=True)
    if facts.office is not None:
        yield from office_steps(facts.office, today, facts.year)
    yield from _round_step(facts)
    late = sum(1 for r in facts.rows if r.mine and r.outlook.urgency is Urgency.LATE)
    if late:
        yield NextStep(f"有 {late} 项任务已过时限，还没有标为完成。", "看逾期任务", f"quick:{Quick.LATE}", urgent=True)
    last = facts.report_days[0].in_year(today.year) if facts.report_days else None
    if last and timedelta() <= last - today <= REPORT_SEASON and today.year - 1 not in facts.published:
        words = f"{today.year - 1}年度报告应在{shown_day(last, today.year)}前报送并公布。"
        yield NextStep(words, "编年度报告", "page:report")
    blank = sum(1 for r in facts.rows if r.mine and r.blank)
    if blank:
        yield NextStep(f"还有 {blank} 项任务没有写进展。", "去填写", f"quick:{Quick.BLANK}")


def _round_step(facts: Facts) -> Iterator[NextStep]:
    current = next((r for r in facts.rounds if r.open and r.due_on), None)
    if current is None or current.due_on is None or current.due_on - facts.today > SOON:
        return
    over = current.due_on < facts.today
    when = f"{current.name}{shown_day(current.due_on, facts.year)}前报送" + ("，已过期限" if over else "")
    blank = sum(1 for r in facts.rows if r.mine and r.blank)
    if blank:
        yield NextStep(f"{when}，还有 {blank} 项没有写进展。", "去填写", f"quick:{Quick.BLANK}", urgent=True)
    else:
        yield NextStep(f"{when}，进展都已写好。", "检查并导出", "page:export", urgent=over)
