"""Room: core. The fewest cells whose change makes every sum rule hold (error localisation, Fellegi and Holt 1976).

Rules are linear: A·x = 0. Each broken rule, reduced by the cells already chosen, is a certificate: one of its cells
must be chosen too. Branch on the shortest, deepen one cell at a time, list all repairs of the first size that has any.
Parts of the sheet that share no cell are searched apart and combined.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

Stop = Callable[[], bool]
Terms = dict[int, int]  # cell number → coefficient
Reduced = list[tuple[Terms, int]]  # rules with their residuals, whole numbers throughout
Chosen = list[tuple[int, Terms, int]]  # a chosen cell with the reduced rule that determines it

MOST_LISTED = 5000
_SPREAD = 60  # values tried where a repair leaves one figure free


@dataclass(frozen=True, slots=True)
class Equation:
    """left cells = right cells, as signed coefficients of cell numbers."""

    terms: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Search:
    """One connected part's state. `rows` are the reduced rules with their residuals."""

    values: Sequence[int]
    stop: Stop
    found: list[dict[int, int]] = field(default_factory=list[dict[int, int]])
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """All smallest repairs (cell number → new value). `complete` is False when the search was stopped before its end."""

    repairs: tuple[Mapping[int, int], ...]
    complete: bool


def smallest_repairs(values: Sequence[int], equations: Sequence[Equation], stop: Stop, most: int = 12) -> Outcome:
    """All repairs of the least size, at most `most` cells a part. A stopped part leaves no repair: nothing half done."""
    parts = [_part(values, group, stop, most) for group in _components(equations) if _broken(values, group)]
    if not parts:
        return Outcome((), True)
    complete = all(done for _, done in parts)
    if not all(repairs for repairs, _ in parts):
        return Outcome((), complete)
    merged: list[Mapping[int, int]] = []
    for combination in product(*(repairs for repairs, _ in parts)):
        merged.append({cell: value for repair in combination for cell, value in repair.items()})
        if len(merged) >= MOST_LISTED:
            break
    return Outcome(tuple(merged), complete)


def _components(equations: Sequence[Equation]) -> list[list[Equation]]:
    groups: list[tuple[set[int], list[Equation]]] = []
    for equation in equations:
        cells = {cell for cell, _ in equation.terms}
        members = [equation]
        apart: list[tuple[set[int], list[Equation]]] = []
        for group in groups:
            if group[0] & cells:
                cells |= group[0]
                members = group[1] + members
            else:
                apart.append(group)
        groups = [*apart, (cells, members)]
    return [members for _, members in groups]


def _residual(values: Sequence[int], equation: Equation) -> int:
    return sum(sign * values[cell] for cell, sign in equation.terms)


def _broken(values: Sequence[int], equations: Sequence[Equation]) -> bool:
    return any(_residual(values, e) for e in equations)


def _part(values: Sequence[int], equations: Sequence[Equation], stop: Stop, most: int) -> tuple[list[Terms], bool]:
    """(repairs, whether the search came to its end)."""
    rows = [(dict(e.terms), _residual(values, e)) for e in equations]
    for size in range(1, most + 1):
        search = Search(values, stop)
        _deepen(search, rows, [], frozenset(), size)
        if search.stopped:
            return [], False
        if search.found:
            return list({frozenset(r.items()): r for r in search.found}.values()), True
    return [], False


def _deepen(search: Search, rows: Reduced, chosen: Chosen, barred: frozenset[int], left: int) -> None:
    """Choose one more cell; those `barred` were tried by an earlier branch."""
    if search.stopped or search.stop():
        search.stopped = True
        return
    branch: list[int] | None = None
    broken: list[dict[int, int]] = []
    for row, residual in rows:
        if residual:
            broken.append(row)
            allowed = [c for c in row if c not in barred]
            if branch is None or len(allowed) < len(branch):
                branch = allowed
    if branch is None:
        _finish(search, rows, chosen, left)
        return
    if left == 0 or not branch or _needs(broken, barred) > left:
        return
    for i, cell in enumerate(branch):
        _deepen(search, *_choose(rows, chosen, cell), barred | frozenset(branch[:i]), left - 1)


def _needs(broken: Sequence[dict[int, int]], barred: frozenset[int]) -> int:
    """At least so many cells more: broken rules that share no cell that may still be chosen."""
    count = 0
    seen: set[int] = set()
    for row in sorted(broken, key=len):
        if seen.isdisjoint(row):
            count += 1
            seen.update(c for c in row if c not in barred)
    return count


def _choose(rows: Reduced, chosen: Chosen, cell: int) -> tuple[Reduced, Chosen]:
    """Eliminate `cell`: the shortest row holding it becomes its own, and is taken out of all others."""
    holding = [r for r in rows if cell in r[0]]
    pivot, residual = min(holding, key=lambda r: len(r[0]))
    lead = pivot[cell]
    reduced: Reduced = []
    for row, rest in rows:
        if row is pivot:
            continue
        factor = row.get(cell)
        reduced.append((row, rest) if factor is None else _minus(row, rest, pivot, residual, factor, lead))
    return reduced, [*chosen, (cell, pivot, residual)]


def _minus(row: Terms, rest: int, pivot: Terms, residual: int, factor: int, lead: int) -> tuple[Terms, int]:
    """lead·row − factor·pivot, which is free of the pivot's cell."""
    out = {c: lead * v for c, v in row.items()}
    for c, v in pivot.items():
        value = out.get(c, 0) - factor * v
        if value:
            out[c] = value
        else:
            out.pop(c, None)
    return out, lead * rest - factor * residual


def _finish(search: Search, rows: Reduced, chosen: Chosen, left: int) -> None:
    """Every rule can be met by the chosen cells: work out their values, or free one more cell when they go below 0."""
    deltas = _solve(chosen, {})
    if left == 0:
        if deltas and _possible(search, deltas):
            search.found.append({c: search.values[c] + d for c, d in deltas.items()})
        return
    if left == 1 and deltas is not None and not _possible(search, deltas):
        _loosen(search, rows, chosen)


def _solve(chosen: Chosen, given: Mapping[int, int]) -> dict[int, int] | None:
    """Changes of the chosen cells from the last to the first, other changes `given`; None when not whole numbers."""
    deltas = dict(given)
    for cell, row, residual in reversed(chosen):
        total = -residual - sum(v * deltas.get(c, 0) for c, v in row.items() if c != cell)
        if total % row[cell]:
            return None
        deltas[cell] = total // row[cell]
    return deltas


def _possible(search: Search, deltas: Mapping[int, int]) -> bool:
    return all(d and search.values[c] + d >= 0 for c, d in deltas.items())


def _loosen(search: Search, rows: Reduced, chosen: Chosen) -> None:
    """One cell more than the rules ask for, so that no figure falls below 0; it must lie in the chosen rows alone."""
    taken = {c for c, _, _ in chosen}
    outside = {c for row, _ in rows for c in row}
    for cell in sorted({c for _, row, _ in chosen for c in row} - taken - outside):
        for deltas in _line(search, chosen, cell):
            search.found.append({c: search.values[c] + d for c, d in deltas.items()})


def _line(search: Search, chosen: Chosen, cell: int) -> Iterator[dict[int, int]]:
    low = -min(search.values[cell], _SPREAD)
    for delta in range(low, _SPREAD + 1):
        deltas = _solve(chosen, {cell: delta})
        if deltas and _possible(search, deltas):
            yield deltas
