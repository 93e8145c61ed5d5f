"""Room: core. The steps between receipt and answer: extension (33条), 补正 (30条), 大量反复 (35条), the fee, the ways of redress.

What JS (江苏规范, passed on by 国办) only advises, and what two readings allow, is a hint.
"""

from collections.abc import Iterator
from datetime import date

from core.calendar import WorkCalendar
from core.days import shown_day
from core.finding import Finding, Severity
from core.registers.findings_of_request import finding
from core.registers.request import Request
from core.registers.term import MOST_EXTENSION, PAY_DAYS, first_due

FAIR_CORRECTION_DAYS = 15
REVIEW_FIRST = date(2024, 1, 1)  # 行政复议法 (2023) 23条: 不予公开 goes to 复议 before any suit


def extension_findings(request: Request, calendar: WorkCalendar) -> Iterator[Finding]:
    if not request.extended_days:
        return
    if request.extended_days > MOST_EXTENSION:
        message = f"延长了{request.extended_days}个工作日，最多可延长20个工作日（条例第三十三条），按20个计算。"
        yield finding(request, Severity.ERROR, "request.extension", message, "extended_days", 20, request.extended_days)
    told, last = request.extension_told_on, first_due(request, calendar)
    if told is None:
        message = "延长了答复期限，但没有登记告知申请人的日期。延长须经机构负责人同意并告知申请人（条例第三十三条）。"
        yield finding(request, Severity.WARNING, "request.extension_told", message, "extension_told_on")
    elif last and told > last:
        message = f"{shown_day(told)}才告知延期，原答复期限{shown_day(last)}已过，延期应在原期限届满前告知申请人（条例第三十三条）。"
        where = "extension_told_on"
        yield finding(
            request, Severity.WARNING, "request.extension_late", message, where, shown_day(last), shown_day(told)
        )


def step_findings(request: Request, calendar: WorkCalendar) -> Iterator[Finding]:
    yield from _corrections(request, calendar)
    yield from _excess(request)
    yield from _unpaid(request, calendar)
    yield from _redress(request)


def _corrections(request: Request, calendar: WorkCalendar) -> Iterator[Finding]:
    times = request.entry.count("correction_times")
    if times > 1:
        message = f"告知补正{times}次。补正应一次性告知（条例第三十条），再次告知不重新起算期限，请核对是否确有必要。"
        yield finding(request, Severity.WARNING, "request.corrections", message, "correction_times", 1, times)
    sent, due = request.correction_sent_on, request.correction_due_on
    latest = calendar.add(sent, FAIR_CORRECTION_DAYS) if sent else None
    if due and latest and due > latest:
        message = f"补正期限到{shown_day(due)}，一般不超过15个工作日（{shown_day(latest)}）。"
        yield finding(request, Severity.HINT, "request.correction_term", message, "correction_due_on")
    if request.result != "other_uncorrected":
        return
    if sent is None:
        message = "办理结果是“逾期不补正”，但没有登记补正告知日期。"
        yield finding(request, Severity.WARNING, "request.uncorrected", message, "correction_sent_on")
    elif request.correction_back_on:
        message = "办理结果是“逾期不补正”，但登记了收到补正日期，请核对。补正后内容仍不明确的属于“无法提供”。"
        yield finding(request, Severity.WARNING, "request.uncorrected", message, "correction_back_on")
    elif due and request.answered_on and request.answered_on <= due:
        message = f"补正期限{shown_day(due)}还没有届满，就按“逾期不补正”办结，请核对。"
        yield finding(request, Severity.WARNING, "request.uncorrected", message, "answered_on")


def _excess(request: Request) -> Iterator[Finding]:
    """35条: the reasons are asked for first; a longer term is one of the answers to them."""
    asked = request.reason_asked_on
    if request.result == "skip_excess" and asked is None:
        message = (
            "按“无正当理由大量反复申请”不予处理，应先要求申请人说明理由（条例第三十五条），请登记要求说明理由日期。"
        )
        yield finding(request, Severity.WARNING, "request.excess", message, "reason_asked_on")
    if request.delayed_until and asked is None:
        message = "登记了合理延迟期限，但没有要求说明理由日期。延迟答复只适用于申请数量、频次明显超过合理范围的（条例第三十五条）。"
        yield finding(request, Severity.WARNING, "request.delayed", message, "reason_asked_on")


def _unpaid(request: Request, calendar: WorkCalendar) -> Iterator[Finding]:
    if request.result != "other_unpaid":
        return
    told = request.fee_notice_on
    if told is None:
        message = "办理结果是“逾期未缴费”，但没有登记收费通知日期。"
        yield finding(request, Severity.WARNING, "request.unpaid", message, "fee_notice_on")
        return
    last = calendar.add(told, PAY_DAYS)
    if request.fee_paid_on:
        message = "办理结果是“逾期未缴费”，但登记了缴费日期，请核对。"
        yield finding(request, Severity.WARNING, "request.unpaid", message, "fee_paid_on")
    elif last and request.answered_on and request.answered_on <= last:
        message = f"缴费期限{shown_day(last)}还没有届满，就按“逾期未缴费”办结，请核对（国办函〔2020〕109号）。"
        yield finding(request, Severity.WARNING, "request.unpaid", message, "answered_on", shown_day(last))


def _redress(request: Request) -> Iterator[Finding]:
    if not request.result.startswith("deny_"):
        return
    for dispute in request.disputes:
        if dispute.group == "suit" and dispute.filed_on >= REVIEW_FIRST:
            message = "对不予公开未经复议直接起诉。2024年起这类案件一般应先申请行政复议（行政复议法第二十三条），请核对是否漏登了复议。"
            yield finding(request, Severity.HINT, "request.review_first", message, f"{dispute.key}_filed_on")
