"""Room: core. One report against the unit's report of the year before: R6, R7, R12 over years, R13, R15."""

from collections.abc import Callable, Iterator

from core.finding import Finding, Severity, Source
from core.report.form import Rule
from core.report.report import AnnualReport, repealed_unread
from core.report.values import Number


def year_findings(report: AnnualReport, last: AnnualReport) -> list[Finding]:
    """Findings of the two years together; a report of another year is said to be so and not compared."""
    if report.year and last.year and last.year != report.year - 1:
        message = f"对照的报告是{last.year}年的，不是{report.year - 1}年的，没有进行跨年核对。"
        return [Finding(Severity.WARNING, "R6", message, ("head:year",), report.year - 1, last.year, Source.ADVICE)]
    jobs: dict[str, Callable[[AnnualReport, AnnualReport, Rule], Iterator[Finding]]] = {
        "carry": _carry,
        "stock": _stock,
        "jump": _jump,
        "yuan": _yuan,
    }
    return [f for rule in report.form.rules if rule.kind in jobs for f in jobs[rule.kind](report, last, rule)]


def _both(report: AnnualReport, last: AnnualReport, now: str, before: str) -> tuple[Number, Number] | None:
    """This year's and last year's figure, None where either was not there to read."""
    if now in report.asked or before in last.asked:
        return None
    if now.split(".")[0] in report.absent or before.split(".")[0] in last.absent:
        return None
    mine, theirs = report.number(now), last.number(before)
    return None if mine is None or theirs is None else (mine, theirs)


def _carry(report: AnnualReport, last: AnnualReport, rule: Rule) -> Iterator[Finding]:
    table = next(t for t in report.form.tables if t.table_id == rule.params["table"])
    for column, _ in table.columns:
        now, before = (f"{table.table_id}.{rule.params[k]}.{column}" for k in ("now", "before"))
        pair = _both(report, last, now, before)
        if pair and pair[0] != pair[1]:
            message = rule.message.format(place=report.form.names[now], found=pair[0], expected=pair[1])
            yield Finding(rule.severity, rule.rule_id, message, (now,), pair[1], pair[0], rule.source)


def _stock(report: AnnualReport, last: AnnualReport, rule: Rule) -> Iterator[Finding]:
    for item in rule.params["items"]:
        valid = f"{item}.valid"
        pair = _both(report, last, valid, valid)
        made, repealed = report.number(f"{item}.made"), report.number(f"{item}.repealed")
        if pair is None or made is None or repealed is None or repealed_unread(report):
            continue
        found, before = pair
        expected = before + made - repealed
        if found != expected:
            message = rule.message.format(
                place=report.form.names[valid],
                before=before,
                made=made,
                repealed=repealed,
                expected=expected,
                found=found,
            )
            yield Finding(rule.severity, rule.rule_id, message, (valid,), expected, found, rule.source)


def _jump(report: AnnualReport, last: AnnualReport, rule: Rule) -> Iterator[Finding]:
    times = rule.params["times"]
    for cell in rule.params["items"]:
        pair = _both(report, last, cell, cell)
        if not pair or pair[0] == pair[1] or _in_yuan(*pair):
            continue
        now, before = pair
        # a handful of cases more or less is no jump
        if max(now, before) >= 10 and (now > before * times or now * times < before):
            message = rule.message.format(place=report.form.names[cell], expected=before, found=now)
            yield Finding(rule.severity, rule.rule_id, message, (cell,), before, now, rule.source)


def _in_yuan(now: Number, before: Number) -> bool:
    return now > 0 and before > 0 and (2000 <= now / before <= 50000 or 2000 <= before / now <= 50000)


def _yuan(report: AnnualReport, last: AnnualReport, rule: Rule) -> Iterator[Finding]:
    for cell in rule.params["cells"]:
        pair = _both(report, last, cell, cell)
        if pair and _in_yuan(*pair):
            message = rule.message.format(place=report.form.names[cell], expected=pair[1], found=pair[0])
            yield Finding(rule.severity, rule.rule_id, message, (cell,), pair[1], pair[0], rule.source)


def all_zero(report: AnnualReport) -> bool:
    """Whether tables 三 and 四 hold nothing but zeros."""
    return not any(report.number(c) for c in report.cells if c[0] in "34")
