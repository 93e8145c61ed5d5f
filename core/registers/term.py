"""Room: core. When a request must be answered, in working days, each day of the count explained.

条例 (国务院令第711号) 30条 (补正: the term starts afresh), 31条 (收到之日), 32条 (third party: 15 working days), 33条 (20 working
days, once up to 20 more, 征求意见 not counted), 35条 (大量反复: a 合理延迟期限 told to the applicant); 国办函〔2020〕109号 (after payment the term starts afresh; 20 working days to pay).
Day 0 is the day from which a term counts, day 1 the next working day. Nothing is computed across a year without a notice.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from core.calendar import CountedDay, WorkCalendar
from core.registers.request import Request

ANSWER_DAYS, MOST_EXTENSION, CORRECTION_NOTICE_DAYS, OPINION_DAYS, PAY_DAYS = 20, 20, 7, 15, 20
ONE_DAY = timedelta(days=1)
PAUSED = "征求意见期间，不计入答复期限"


class Waiting(StrEnum):
    """What a request that is not answered waits for."""

    ANSWER = "answer"
    CONFIRMATION = "confirmation"
    CORRECTION = "correction"
    OPINION = "opinion"
    PAYMENT = "payment"
    NOTHING = "nothing"


WAITING_LABELS = {
    Waiting.ANSWER: "待答复",
    Waiting.CONFIRMATION: "待双方确认",
    Waiting.CORRECTION: "待申请人补正",
    Waiting.OPINION: "正在征求意见",
    Waiting.PAYMENT: "待申请人缴费",
    Waiting.NOTHING: "已答复",
}


@dataclass(frozen=True, slots=True)
class Term:
    """`due`: last day to answer, None while it cannot be told; `unknown_year`: the year whose holidays are not known.

    `start` is day 0 and `because` why it is. `days`: every day after it up to the last one that could be counted.
    `other_due`: last day of what is waited for (补正, 意见, 缴费), None where nothing tells it. `delayed`: `due` is the
    day of 35条 that was told to the applicant, later than the days counted.
    """

    waiting: Waiting
    start: date | None = None
    because: str = ""
    length: int = ANSWER_DAYS
    due: date | None = None
    unknown_year: int | None = None
    days: tuple[CountedDay, ...] = ()
    other_due: date | None = None
    delayed: bool = False

    def days_left(self, today: date) -> int | None:
        """Calendar days to the last day, negative once it is over."""
        return (self.due - today).days if self.due else None


def answer_term(request: Request, calendar: WorkCalendar) -> Term:
    """With every day of the count; `due_term` tells the same last day quicker, for lists."""
    term = due_term(request, calendar)
    if term.start is None or (term.due is None and term.unknown_year is None):
        return term
    return replace(term, days=_count(request, calendar, term.start, term.length)[0])


def due_term(request: Request, calendar: WorkCalendar) -> Term:
    """`days` is left empty."""
    start, because = _start(request)
    waiting, other_due = _waiting(request, calendar)
    length = ANSWER_DAYS + min(request.extended_days, MOST_EXTENSION)
    if start is None or waiting in (Waiting.CORRECTION, Waiting.PAYMENT, Waiting.OPINION):
        return Term(waiting, start, because, length, other_due=other_due)
    due, later = _due(request, calendar, start, length), request.delayed_until
    unknown = None if due else _count(request, calendar, start, length)[1]
    if due and later and later > due:
        return Term(waiting, start, because, length, later, None, (), other_due, delayed=True)
    return Term(waiting, start, because, length, due, unknown, (), other_due)


def _due(request: Request, calendar: WorkCalendar, start: date, length: int) -> date | None:
    """Working days of a time for opinions that began before the last day are added to the term."""
    due, sent, back = calendar.add(start, length), request.opinion_sent_on, request.opinion_back_on
    first = max(start, sent) if sent else start
    if due is None or sent is None or back is None or back <= first or due <= first:
        return due
    paused = calendar.between(first, back)
    return None if paused is None else calendar.add(start, length + paused)


def first_due(request: Request, calendar: WorkCalendar) -> date | None:
    """The last day without any extension: by then the applicant must have been told of it (33条)."""
    return due_term(replace(request, extended_days=0, delayed_until=None), calendar).due


def _start(request: Request) -> tuple[date | None, str]:
    """Day 0: 收到之日, or the day the 补正 or the payment arrived, whichever is last."""
    reasons = (
        (request.received_on, "收到之日"),
        (request.correction_back_on, "收到补正之日，答复期限重新计算（条例第三十条）"),
        (request.fee_paid_on, "申请人完成缴费之日，答复期限重新计算（国办函〔2020〕109号）"),
    )
    if request.received_on is None:
        return None, ""
    return max(((day, why) for day, why in reasons if day), key=lambda reason: reason[0])


def _waiting(request: Request, calendar: WorkCalendar) -> tuple[Waiting, date | None]:
    if not request.open:
        return Waiting.NOTHING, None
    if request.received_on is None:
        return Waiting.CONFIRMATION, None
    if request.fee_notice_on and request.fee_paid_on is None:
        return Waiting.PAYMENT, calendar.add(request.fee_notice_on, PAY_DAYS)
    if request.correction_sent_on and request.correction_back_on is None:
        return Waiting.CORRECTION, request.correction_due_on
    if request.opinion_sent_on and request.opinion_back_on is None:
        return Waiting.OPINION, calendar.add(request.opinion_sent_on, OPINION_DAYS)
    return Waiting.ANSWER, None


def _count(
    request: Request, calendar: WorkCalendar, start: date, length: int
) -> tuple[tuple[CountedDay, ...], int | None]:
    """Days after `start` up to working day `length`, and the unknown year that stopped the count, if one did."""
    days: list[CountedDay] = []
    number, day = 0, start
    while number < length:
        day += ONE_DAY
        told = next(calendar.explain(day - ONE_DAY, 1))
        if told is None:
            return tuple(days), day.year
        if told.number and _paused(request, day):
            told = CountedDay(day, 0, PAUSED)
        number += bool(told.number)
        days.append(CountedDay(day, number if told.number else 0, told.why))
    return tuple(days), None


def _paused(request: Request, day: date) -> bool:
    sent, back = request.opinion_sent_on, request.opinion_back_on
    return sent is not None and back is not None and sent < day <= back


def explanation(term: Term) -> tuple[str, ...]:
    """The count in lines: 10月8日（周二） 第6个工作日; runs of days off in one line."""
    lines = [f"{_named(term.start)}　{term.because}，当日不计入"] if term.start else []
    rest: list[CountedDay] = []
    for counted in term.days:
        if counted.number:
            lines += _run(rest)
            rest = []
            extra = f"（{counted.why}）" if counted.why != "工作日" else ""
            lines.append(f"{_named(counted.day)}　第{counted.number}个工作日{extra}")
        elif rest and rest[-1].why != counted.why:
            lines += _run(rest)
            rest = [counted]
        else:
            rest.append(counted)
    lines += _run(rest)
    if term.delayed and term.due:
        lines.append(f"{_named(term.due)}　已告知申请人的合理延迟期限（条例第三十五条）")
    if term.unknown_year:
        lines.append(f"{term.unknown_year}年的放假安排还没有登记，暂不能算到最后一天。")
    return tuple(lines)


def _run(days: list[CountedDay]) -> list[str]:
    if not days:
        return []
    span = _named(days[0].day) if len(days) == 1 else f"{_named(days[0].day)}至{_named(days[-1].day)}"
    return [f"{span}　{days[0].why}"]


def _named(day: date) -> str:
    return f"{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）"
