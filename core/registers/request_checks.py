"""Room: core. What is late, missing or impossible in the register of requests. Places: entry:12 (field after a dot)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from core.calendar import WorkCalendar
from core.days import shown_day
from core.finding import Finding, Severity
from core.registers.findings_of_request import finding
from core.registers.register import Register
from core.registers.request import CONFIRMED, PENDING, Request
from core.registers.step_checks import extension_findings, step_findings
from core.registers.term import (
    CORRECTION_NOTICE_DAYS,
    WAITING_LABELS,
    Term,
    Waiting,
    due_term,
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
    ("review2_filed_on", "review2_ended_on"),
    ("suit2_filed_on", "suit2_ended_on"),
    ("arrived_on", "answered_on"),
    ("confirmed_on", "answered_on"),
)


def check_requests(
    requests: Sequence[Request], register: Register, calendar: WorkCalendar, today: date
) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for request in requests:
        found += check_request(request, register, calendar, today)
    return (*found, *doubled(requests))


def check_request(request: Request, register: Register, calendar: WorkCalendar, today: date) -> Iterator[Finding]:
    term = due_term(request, calendar)
    yield from _missing(request)
    yield from _order(request, register)
    yield from _term(request, term, calendar, today)
    yield from extension_findings(request, calendar)
    yield from step_findings(request, calendar)
    if IDENTITY.search("\n".join(request.entry.values.values())):
        message = "登记内容里像有身份证号。登记簿不需要证件号码，请删去。"
        yield finding(request, Severity.ERROR, "request.identity", message)


def _missing(request: Request) -> Iterator[Finding]:
    if not request.applicant_kind:
        yield finding(
            request, Severity.ERROR, "request.kind", "没有选择申请人类别，无法计入表三的列。", "applicant_kind"
        )
    if request.arrived_on is None:
        yield finding(request, Severity.ERROR, "request.arrived", "没有送达或提交日期，无法计入年度。", "arrived_on")
    elif request.channel in CONFIRMED and request.confirmed_on is None:
        message = "还没有与申请人确认收到，答复期限从双方确认之日起算（条例第三十一条），请确认后登记。"
        if request.answered_on:
            message = "已答复，但没有登记双方确认日期，无法核对是否按期，暂按提交日期计入年度。"
        yield finding(request, Severity.WARNING, "request.confirm", message, "confirmed_on")
    if not request.channel:
        message = "没有选择收到方式，暂按送达、提交日期为收到之日。"
        yield finding(request, Severity.WARNING, "request.channel", message, "channel")
    if request.answered_on and not request.result:
        yield finding(request, Severity.ERROR, "request.result", "已答复，但没有选择办理结果，无法计入表三。", "result")
    if request.result and not request.answered_on:
        yield finding(request, Severity.ERROR, "request.answered", "有办理结果，但没有答复日期。", "answered_on")
    for dispute in request.disputes:
        if dispute.ended_on and dispute.result in ("", PENDING):
            message = "复议或诉讼已审结，但没有选择结果，暂计入“其他结果”。"
            yield finding(request, Severity.ERROR, "request.dispute", message, f"{dispute.key}_result")
        if dispute.result not in ("", PENDING) and dispute.ended_on is None:
            message = "复议或诉讼有结果，但没有审结日期，暂计入“尚未审结”。"
            yield finding(request, Severity.ERROR, "request.dispute_day", message, f"{dispute.key}_ended_on")


def _order(request: Request, register: Register) -> Iterator[Finding]:
    for first, second in _ORDER:
        before, after = request.entry.text(first), request.entry.text(second)
        if not before or not after or after >= before:  # kept days sort as texts
            continue
        one, other = request.entry.day(first), request.entry.day(second)
        if one and other:
            names = register.field(second).label, register.field(first).label
            message = f"“{names[0]}”{shown_day(other)}早于“{names[1]}”{shown_day(one)}，请核对。"
            yield finding(request, Severity.ERROR, "request.order", message, second, shown_day(one), shown_day(other))
    for key, text in request.entry.values.items():
        each = register.get(key)
        if each is None:
            continue
        if text and each.kind == "day" and request.entry.day(each.key) is None:
            message = f"“{each.label}”填的是“{text}”，看不懂是哪一天，没有用于计算。"
            yield finding(request, Severity.ERROR, "request.day", message, each.key, "", text)
        if text and each.kind == "choice" and text not in {c.key for c in each.choices}:
            message = f"“{each.label}”填的是“{text}”，不在可选的名称里，请重新选择。"
            yield finding(request, Severity.ERROR, "request.choice", message, each.key, "", text)


def _term(request: Request, term: Term, calendar: WorkCalendar, today: date) -> Iterator[Finding]:
    last = shown_day(term.due)
    if term.due and request.answered_on and request.answered_on > term.due:
        message = f"{shown_day(request.answered_on)}答复，答复期限届满日是{last}，已超期。"
        yield finding(
            request, Severity.WARNING, "request.late", message, "answered_on", last, shown_day(request.answered_on)
        )
    elif term.due and request.open and today > term.due:
        message = f"答复期限{last}已过{(today - term.due).days}天，还没有答复。"
        yield finding(request, Severity.ERROR, "request.overdue", message, "answered_on", last)
    elif term.due and request.open and (term.due - today).days <= SOON_DAYS:
        message = f"答复期限届满日是{last}，还有{(term.due - today).days}天。"
        yield finding(request, Severity.HINT, "request.soon", message, "answered_on", last)
    if term.unknown_year and request.open:
        message = f"答复期限跨到{term.unknown_year}年，该年放假安排还没有登记，暂不计算届满日。请在放假安排公布后登记。"
        yield finding(request, Severity.WARNING, "request.unknown_year", message)
    if request.open and term.other_due and today > term.other_due:
        yield finding(request, Severity.WARNING, "request.waiting", _waited(term), "", shown_day(term.other_due))
    notice = request.correction_sent_on
    latest = calendar.add(request.received_on, CORRECTION_NOTICE_DAYS) if request.received_on else None
    if notice and latest and notice > latest:
        message = f"{shown_day(notice)}告知补正，应在收到之日起7个工作日内（{shown_day(latest)}前）一次性告知（条例第三十条）。"
        yield finding(
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


def doubled(requests: Sequence[Request]) -> Iterator[Finding]:
    numbers = Counter(r.entry.text("number") for r in requests)
    for number, times in numbers.items():
        if number and times > 1:
            where = tuple(f"entry:{r.entry.entry_id}" for r in requests if r.entry.text("number") == number)
            message = f"登记编号“{number}”有{times}件，请核对是否重复登记。"
            yield Finding(Severity.WARNING, "request.number", message, where, 1, times)
