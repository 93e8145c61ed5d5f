"""Room: core. What is late, missing or impossible in the register of requests. Places: entry:12 (field after a dot)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from core.calendar import WorkCalendar
from core.days import shown_day
from core.finding import Finding, Severity, Source
from core.registers.register import Register
from core.registers.request import CONFIRMED, Request
from core.registers.term import (
    CORRECTION_NOTICE_DAYS,
    MOST_EXTENSION,
    WAITING_LABELS,
    Term,
    Waiting,
    answer_term,
)

SOON_DAYS = 5
IDENTITY = re.compile(r"(?<![0-9])[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9])")
_ORDER = (
    ("correction_sent_on", "correction_back_on"),
    ("opinion_sent_on", "opinion_back_on"),
    ("fee_notice_on", "fee_paid_on"),
    ("arrived_on", "confirmed_on"),
    ("review_filed_on", "review_ended_on"),
    ("suit_filed_on", "suit_ended_on"),
    ("arrived_on", "answered_on"),
)


def check_requests(
    requests: Sequence[Request], register: Register, calendar: WorkCalendar, today: date
) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for request in requests:
        found += _check_one(request, register, calendar, today)
    return (*found, *_doubled(requests))


def _check_one(request: Request, register: Register, calendar: WorkCalendar, today: date) -> Iterator[Finding]:
    term = answer_term(request, calendar)
    yield from _missing(request)
    yield from _order(request, register)
    yield from _term(request, term, calendar, today)
    yield from _extension(request, calendar)
    if any(IDENTITY.search(text) for text in request.entry.values.values()):
        message = "登记内容里像有身份证号。登记簿不需要证件号码，请删去。"
        yield _finding(request, Severity.ERROR, "request.identity", message)


def _missing(request: Request) -> Iterator[Finding]:
    if not request.applicant_kind:
        yield _finding(
            request, Severity.ERROR, "request.kind", "没有选择申请人类别，无法计入表三的列。", "applicant_kind"
        )
    if request.arrived_on is None:
        yield _finding(request, Severity.ERROR, "request.arrived", "没有送达或提交日期，无法计入年度。", "arrived_on")
    elif request.channel in CONFIRMED and request.confirmed_on is None:
        message = "还没有与申请人确认收到，答复期限从双方确认之日起算（条例第三十一条），请确认后登记。"
        yield _finding(request, Severity.WARNING, "request.confirm", message, "confirmed_on")
    if not request.channel:
        message = "没有选择收到方式，暂按送达、提交日期为收到之日。"
        yield _finding(request, Severity.WARNING, "request.channel", message, "channel")
    if request.answered_on and not request.result:
        yield _finding(
            request, Severity.ERROR, "request.result", "已答复，但没有选择办理结果，无法计入表三。", "result"
        )
    if request.result and not request.answered_on:
        yield _finding(request, Severity.ERROR, "request.answered", "有办理结果，但没有答复日期。", "answered_on")
    for dispute in request.disputes:
        if dispute.ended_on and not dispute.result:
            yield _finding(
                request, Severity.ERROR, "request.dispute", "复议或诉讼已审结，但没有选择结果，暂计入“其他结果”。"
            )


def _order(request: Request, register: Register) -> Iterator[Finding]:
    for first, second in _ORDER:
        one, other = request.entry.day(first), request.entry.day(second)
        if one and other and other < one:
            names = register.field(second).label, register.field(first).label
            message = f"“{names[0]}”{shown_day(other)}早于“{names[1]}”{shown_day(one)}，请核对。"
            yield _finding(request, Severity.ERROR, "request.order", message, second, shown_day(one), shown_day(other))
    for each in register.fields:
        text = request.entry.text(each.key)
        if text and each.kind == "day" and request.entry.day(each.key) is None:
            message = f"“{each.label}”填的是“{text}”，看不懂是哪一天，没有用于计算。"
            yield _finding(request, Severity.ERROR, "request.day", message, each.key, "", text)
        if text and each.kind == "choice" and text not in {c.key for c in each.choices}:
            message = f"“{each.label}”填的是“{text}”，不在可选的名称里，请重新选择。"
            yield _finding(request, Severity.ERROR, "request.choice", message, each.key, "", text)


def _term(request: Request, term: Term, calendar: WorkCalendar, today: date) -> Iterator[Finding]:
    last = shown_day(term.due)
    if term.due and request.answered_on and request.answered_on > term.due:
        message = f"{shown_day(request.answered_on)}答复，答复期限届满日是{last}，已超期。"
        yield _finding(
            request, Severity.WARNING, "request.late", message, "answered_on", last, shown_day(request.answered_on)
        )
    elif term.due and request.open and today > term.due:
        message = f"答复期限{last}已过{(today - term.due).days}天，还没有答复。"
        yield _finding(request, Severity.ERROR, "request.overdue", message, "answered_on", last)
    elif term.due and request.open and (term.due - today).days <= SOON_DAYS:
        message = f"答复期限届满日是{last}，还有{(term.due - today).days}天。"
        yield _finding(request, Severity.HINT, "request.soon", message, "answered_on", last)
    if term.unknown_year and request.open:
        message = f"答复期限跨到{term.unknown_year}年，该年放假安排还没有登记，暂不计算届满日。请在放假安排公布后登记。"
        yield _finding(request, Severity.WARNING, "request.unknown_year", message)
    if request.open and term.other_due and today > term.other_due:
        yield _finding(request, Severity.WARNING, "request.waiting", _waited(term), "", shown_day(term.other_due))
    notice = request.correction_sent_on
    latest = calendar.add(request.received_on, CORRECTION_NOTICE_DAYS) if request.received_on else None
    if notice and latest and notice > latest:
        message = f"{shown_day(notice)}告知补正，应在收到之日起7个工作日内（{shown_day(latest)}前）一次性告知（条例第三十条）。"
        yield _finding(
            request,
            Severity.WARNING,
            "request.correction",
            message,
            "correction_sent_on",
            shown_day(latest),
            shown_day(notice),
        )


def _waited(term: Term) -> str:
    what = f"{WAITING_LABELS[term.waiting]}，期限{shown_day(term.other_due)}已过。"
    next_step = {
        Waiting.CORRECTION: "申请人无正当理由逾期不补正的，可按“逾期不补正、不再处理”登记结果。",
        Waiting.PAYMENT: "申请人逾期未缴费的，可按“逾期未缴费、不再处理”登记结果。",
        Waiting.OPINION: "第三方逾期未提出意见的，由本机关决定是否公开，请登记收到意见日期或决定之日。",
    }
    return what + next_step.get(term.waiting, "")


def _extension(request: Request, calendar: WorkCalendar) -> Iterator[Finding]:
    if request.extended_days > MOST_EXTENSION:
        message = f"延长了{request.extended_days}个工作日，最多可延长20个工作日（条例第三十三条），按20个计算。"
        yield _finding(
            request, Severity.ERROR, "request.extension", message, "extended_days", 20, request.extended_days
        )
    if request.extended_days and request.extension_told_on is None:
        message = "延长了答复期限，但没有登记告知申请人的日期。延长须经机构负责人同意并告知申请人（条例第三十三条）。"
        yield _finding(request, Severity.WARNING, "request.extension_told", message, "extension_told_on")


def _doubled(requests: Sequence[Request]) -> Iterator[Finding]:
    numbers = Counter(r.entry.text("number") for r in requests)
    for number, times in numbers.items():
        if number and times > 1:
            where = tuple(f"entry:{r.entry.entry_id}" for r in requests if r.entry.text("number") == number)
            message = f"登记编号“{number}”有{times}件，请核对是否重复登记。"
            yield Finding(Severity.WARNING, "request.number", message, where, 1, times)


def _finding(
    request: Request,
    severity: Severity,
    rule: str,
    message: str,
    key: str = "",
    expected: object = "",
    found: object = "",
) -> Finding:
    place = f"entry:{request.entry.entry_id}"
    return Finding(severity, rule, message, (f"{place}.{key}" if key else place,), expected, found, Source.OFFICIAL)
