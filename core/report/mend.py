"""Room: core. Repairs of a report, ranked: which figures to look up in the original register first (核对线索).

The order is a guess from how slips happen: a total not brought up to date, digits swapped, a nought too many, a
figure the text names. Source of the sum rules: the form; of the ranking: this program's advice.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from core.finding import Change
from core.report.form import Form
from core.report.narrative import named_figures
from core.report.repair import Equation, Stop, smallest_repairs
from core.report.report import AnnualReport, plain


@dataclass(frozen=True, slots=True)
class Repair:
    """One smallest set of changes; `reasons` say in Chinese why it ranks where it does."""

    changes: tuple[Change, ...]
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repairs:
    """`complete` is False when the search ran out of its time: then `ranked` is empty and the broken rules stand alone."""

    ranked: tuple[Repair, ...]
    complete: bool


def never() -> bool:
    """No time limit."""
    return False


def repairs(report: AnnualReport, stop: Stop = never, named: Collection[int] = ()) -> Repairs:
    """All smallest repairs over tables 三 and 四 together, best lead first.

    `stop` is asked often and ends the search when True. `named` are figures that the narrative names.
    """
    ids = list(report.cells)
    values, equations = _system(report, ids)
    outcome = smallest_repairs(values, equations, stop)
    ranked = [_rank(report, {ids[i]: new for i, new in found.items()}, named) for found in outcome.repairs]
    ranked.sort(key=lambda r: (-r.score, _distance(r), [c.cell for c in r.changes]))
    return Repairs(tuple(ranked), outcome.complete)


def named_repairs(report: AnnualReport, stop: Stop = never) -> Repairs:
    """`repairs` with the figures that the report's own text names as leads."""
    return repairs(report, stop, named_figures(report))


def _system(report: AnnualReport, ids: list[str]) -> tuple[list[int], list[Equation]]:
    """Whole numbers of every cell, and the sum rules whose cells can all be read as such."""
    place = {cell: i for i, cell in enumerate(ids)}
    numbers = [report.number(c) for c in ids]
    readable = {c for c, n in zip(ids, numbers, strict=True) if n is not None and n == int(n) and c not in report.asked}
    equations = [
        Equation(tuple([(place[c], 1) for c in s.left] + [(place[c], -1) for c in s.right]))
        for s in report.form.sums
        if readable.issuperset(s.left + s.right) and s.left[0].split(".")[0] not in report.absent
    ]
    return [int(n) if n is not None and n == int(n) else 0 for n in numbers], equations


def _distance(repair: Repair) -> int:
    return sum(abs(int(str(c.after)) - _whole(c.before)) for c in repair.changes)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _rank(report: AnnualReport, changes: Mapping[str, int], named: Collection[int]) -> Repair:
    score, reasons = 0.0, list[str]()
    for cell, after in changes.items():
        for points, reason in _signs(report.form, cell, _whole(report.number(cell)), after, named):
            score += points
            if reason:
                reasons.append(f"{report.form.names[cell]}：{reason}")
    if _exchanged(report, changes):
        score += 3 * len(changes)
        reasons.append("两格的数字互换（错行或错列）")
    order = sorted(changes, key=list(report.cells).index)
    return Repair(
        tuple(Change(c, plain(report.cells[c]), changes[c]) for c in order), score / len(changes), tuple(reasons)
    )


def _signs(form: Form, cell: str, before: int, after: int, named: Collection[int]) -> list[tuple[float, str]]:
    """How the change may have come about, with points; a change from or to 0 is less likely and says nothing."""
    found: list[tuple[float, str]] = []
    old, new = str(before), str(after)
    if len(old) > 1 and before != after and sorted(old) == sorted(new):
        found.append((4, "数字前后颠倒"))
    elif before and after and (before == after * 10 or after == before * 10):
        found.append((4, "多写或少写一个0"))
    elif len(old) > 1 and _one_digit(old, new):
        found.append((2, "多写、少写或写错一位数字"))
    elif (before - after) % 9 == 0 and before > 9:
        found.append((1, "差数是9的倍数，像是颠倒"))
    if after in named and after > 1:
        found.append((3, "与正文所写数字相同"))
    if before == 0 or after == 0:
        found.append((-0.5, ""))
    if _is_total(form, cell):
        found.append((1.5, "合计可能没有更新"))
    return found


def _one_digit(old: str, new: str) -> bool:
    if len(old) == len(new):
        return sum(a != b for a, b in zip(old, new, strict=True)) == 1
    longer, shorter = (old, new) if len(old) > len(new) else (new, old)
    return len(longer) == len(shorter) + 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def _is_total(form: Form, cell: str) -> bool:
    """Whether a rule computes the cell from others: it stands alone on a sum rule's side."""
    return any(s.left == (cell,) for s in form.sums)


def _exchanged(report: AnnualReport, changes: Mapping[str, int]) -> bool:
    if len(changes) != 2:
        return False
    (one, to_one), (two, to_two) = changes.items()
    return report.number(one) == to_two and report.number(two) == to_one


def repairs_json(mended: Repairs) -> list[list[dict[str, object]]]:
    """As `check --json` prints them: one list of changes a repair, the best first."""
    return [[{"cell": c.cell, "from": c.before, "to": c.after} for c in r.changes] for r in mended.ranked]
