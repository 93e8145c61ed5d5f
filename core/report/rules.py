"""Room: core. The rules inside one report's tables: sums (R1–R4), what a cell may hold (R5), R8–R10, R12, R14, S6."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from core.finding import Finding
from core.report.form import Rule, SumRule
from core.report.report import AnnualReport, repealed_unread
from core.report.unit_kind import UnitKind, cannot_make_rules, kind_label
from core.report.values import Number, Value, has_remark, means_nothing, number_of, shown

_FEE_TOLD = re.compile(r"通知|缴费|缴纳|\d\s*万?元")


_CHANGE = re.compile(r"\s*(?:[+＋－]|[增减][加少]?)\s*\d+\s*[项件个]?\s*")  # 本年增/减


def sum_findings(report: AnnualReport) -> list[Finding]:
    """Every sum rule that does not hold, both sides worked out. Unreadable cells leave their rules unjudged."""
    return [f for s in report.form.sums if (f := _sum_finding(report, s))]


def _sum_finding(report: AnnualReport, rule: SumRule) -> Finding | None:
    cells = rule.left + rule.right
    numbers = {c: report.number(c) for c in cells}
    if any(n is None for n in numbers.values()) or _unread(report, cells):
        return None
    left, right = (sum(numbers[c] or 0 for c in side) for side in (rule.left, rule.right))
    if left == right:
        return None
    message = rule.rule.message.format(
        place=rule.place, left=left, right=right, gap=abs(left - right),
        left_working=_working(report, rule.left), right_working=_working(report, rule.right),
    )  # fmt: skip
    blank = [c for c in cells if not isinstance(report.cells[c], int | Decimal) and not has_remark(report.cells[c])]
    if blank:
        message += f"（其中{len(blank)}格空白或不是数字，试按0计。）"
    return Finding(rule.rule.severity, rule.rule.rule_id, message, cells, right, left, rule.rule.source)


def _unread(report: AnnualReport, cells: Sequence[str]) -> bool:
    """Cells that reading could not tell apart, or of a table that is not there: nothing to judge."""
    return any(c in report.asked for c in cells) or cells[0].split(".")[0] in report.absent


def _working(report: AnnualReport, cells: Sequence[str]) -> str:
    """The figures added up, zeros left out: 44+1=45; one figure alone stands for itself."""
    parts = [n for n in (report.number(c) for c in cells) if n]
    return f"{'+'.join(map(str, parts))}={sum(parts)}" if len(parts) > 1 else str(sum(parts))


def cell_findings(report: AnnualReport) -> list[Finding]:
    """R5: blanks, signs, words and impossible figures, one finding a kind and table, an impossible figure each."""
    rule = report.form.rule("R5")
    if not rule:
        return []
    return [f for table in report.form.tables for f in _table_cells(report, rule, table.table_id, table.name)]


def _table_cells(report: AnnualReport, rule: Rule, table_id: str, name: str) -> Iterator[Finding]:
    if table_id in report.absent:
        return
    cells = {c: v for c, v in report.cells.items() if c.startswith(f"{table_id}.") and c not in report.asked}
    yield from _grouped(rule, name, report, {c: v for c, v in cells.items() if v is None}, "空白，没有的请填0")
    signs = {c: v for c, v in cells.items() if means_nothing(v)}
    written = "".join(f"“{v}”" for v in dict.fromkeys(shown(v) for v in signs.values()))
    yield from _grouped(rule, name, report, signs, f"填的是{written}，没有的请填0")
    for cell, value in cells.items():
        if why := impossible(report.form.kinds[cell], value):
            message = f"{report.form.names[cell]}填“{shown(value)}”，{why}"
            yield Finding(rule.severity, rule.rule_id, message, (cell,), "", shown(value), rule.source)


def _grouped(rule: Rule, name: str, report: AnnualReport, cells: dict[str, Value], why: str) -> Iterator[Finding]:
    if not cells:
        return
    places = "、".join(report.form.names[c].removeprefix(name) for c in list(cells)[:3])
    more = f"等{len(cells)}格" if len(cells) > 3 else ""
    found = "、".join(dict.fromkeys(shown(v) for v in cells.values()))
    yield Finding(rule.severity, rule.rule_id, f"{name}{places}{more}{why}。", tuple(cells), 0, found, rule.source)


def impossible(kind: str, value: Value) -> str:
    """Why a written value cannot stand there, "" when it can. A remark beside the number is no fault."""
    if value is None or means_nothing(value) or has_remark(value):
        return ""
    number = number_of(value)
    if kind == "signed" and _CHANGE.fullmatch(shown(value)):
        return ""
    if number is None:
        return "不是数字。"
    if number < 0 and kind != "signed":
        return "不能小于0。"
    return "件数应为整数。" if kind != "money" and number != int(number) else ""


def other_findings(report: AnnualReport, kind: UnitKind) -> list[Finding]:
    """R8, R9, R10, R12, R14 and S6, as far as the form lists them."""
    jobs: dict[str, Callable[[AnnualReport, Rule], Iterator[Finding]]] = {
        "stock_floor": _stock_floor,
        "fee": _fee,
        "no_requests": _no_requests,
        "direct_suit": _direct_suit,
        "old_heads": _old_heads,
    }
    found = [f for rule in report.form.rules if rule.kind in jobs for f in jobs[rule.kind](report, rule)]
    no_rules = next((r for r in report.form.rules if r.kind == "no_rules"), None)
    return found + (list(_no_rules(report, no_rules, kind)) if no_rules else [])


def _figure(report: AnnualReport, cell: str) -> Number:
    return report.number(cell) or 0


def _stock_floor(report: AnnualReport, rule: Rule) -> Iterator[Finding]:
    for item in rule.params["items"]:
        made, repealed, valid = (_figure(report, f"{item}.{x}") for x in ("made", "repealed", "valid"))
        if valid < made and valid + repealed < made and item not in report.absent:
            place = report.form.names[f"{item}.valid"]
            message = rule.message.format(place=place, made=made, repealed=repealed, found=valid)
            yield Finding(rule.severity, rule.rule_id, message, (f"{item}.valid",), made, valid, rule.source)


def _no_rules(report: AnnualReport, rule: Rule, kind: UnitKind) -> Iterator[Finding]:
    if not cannot_make_rules(kind, report.unit):
        return
    for cell in rule.params["items"]:
        if number := _figure(report, cell):
            unit = f"{report.unit or '本单位'}（{kind_label(kind)}）"
            message = rule.message.format(place=report.form.names[cell], found=number, unit=unit)
            yield Finding(rule.severity, rule.rule_id, message, (cell,), 0, number, rule.source)


def _fee(report: AnnualReport, rule: Rule) -> Iterator[Finding]:
    """Requests dropped for unpaid fees mean that fee notices went out: section six must tell of them."""
    cell = "3.other_unpaid.total"
    number = _figure(report, cell)
    told = report.text_of(6)
    if number and told and not _FEE_TOLD.search(told):
        message = f"{report.form.names[cell]}为{number}件，说明发出过收费通知，第六部分没有写发出通知的件数和金额，请核实补充。"
        yield Finding(rule.severity, rule.rule_id, message, (cell, "section:6"), "", number, rule.source)


def _no_requests(report: AnnualReport, rule: Rule) -> Iterator[Finding]:
    cells = ("4.review.total", "4.suit.total", "4.suit_after.total")
    requests = _figure(report, "3.new.total") + _figure(report, "3.carried_in.total")
    cases = sum(_figure(report, c) for c in cells)
    if cases and not requests and not {"3", "4"} & set(report.absent) and not _unread(report, ("3.new.total",)):
        message = f"全年没有申请（新收、结转都是0），而表四有复议、诉讼{cases}件，请核实是否为往年案件或填错。"
        yield Finding(rule.severity, rule.rule_id, message, ("3.new.total", *cells), 0, cases, rule.source)


def _direct_suit(report: AnnualReport, rule: Rule) -> Iterator[Finding]:
    if report.year is None or report.year < rule.params["first_year"]:
        return
    for cell in rule.params["cells"]:
        if number := _figure(report, cell):
            message = rule.message.format(found=number)
            yield Finding(rule.severity, rule.rule_id, message, (cell,), 0, number, rule.source)


def _old_heads(report: AnnualReport, rule: Rule) -> Iterator[Finding]:
    found = [p for p in rule.params["phrases"] if p in report.heads]
    if found:
        where = tuple(c for c in report.cells if c.startswith("2."))[:1]
        message = rule.message.format(found="、".join(found))
        if repealed_unread(report):
            message += "“本年新公开数量”一列不是废止件数，与废止有关的规则没有核对。"
        yield Finding(rule.severity, rule.rule_id, message, where, "", "、".join(found), rule.source)
