"""Room: core. What the sum rules make of the other cells: shown beside what was typed, never in its place."""

from collections.abc import Mapping

from core.report.report import AnnualReport
from core.report.values import Number


def computed_totals(report: AnnualReport) -> Mapping[str, Number]:
    """Each cell that a rule computes (a total), from its parts as they stand. Unreadable parts leave it out.

    The grand total of a table has two ways; that over the row (R3) is the one given, R1 and R2 judge the other.
    """
    found: dict[str, Number] = {}
    for rule in report.form.sums:
        numbers = [report.number(c) for c in rule.right]
        if len(rule.left) == 1 and None not in numbers:
            found[rule.left[0]] = sum(n or 0 for n in numbers)
    return found


def blanks(report: AnnualReport) -> tuple[str, ...]:
    """Cells with nothing in them: what 「确认无数据的填 0」 asks about. Those unread are not among them."""
    return tuple(c for c, v in report.cells.items() if v is None and c not in report.asked)
