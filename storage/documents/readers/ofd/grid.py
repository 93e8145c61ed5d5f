"""Room: storage. Tables found again in the rules of a page: a grid with merged cells, or none where that is unsure."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from storage.documents.readers.ofd.rules import Rule

NEAR = 0.8  # mm: rules this close are one rule; no row or column is so narrow
TOUCH = 1.0  # mm by which rules may miss each other at a corner
BEYOND = 3.0  # mm by which rules stick out of a table that is open at its side
MAX_CELLS = 50_000
MAX_PAIRS = 4_000_000


@dataclass(frozen=True, slots=True)
class Region:
    """A cell: its place and span in the grid."""

    row: int
    col: int
    rows: int
    cols: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Column and row edges in mm, and the cells between them in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def box(self, region: Region) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a cell in mm."""
        return (
            self.xs[region.col],
            self.ys[region.row],
            self.xs[region.col + region.cols],
            self.ys[region.row + region.rows],
        )

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the elementary cell that holds the point."""
        row, col = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        return (row, col) if 0 <= row < len(self.ys) - 1 and 0 <= col < len(self.xs) - 1 else None


def grids_of(rules: Iterable[Rule]) -> list[Grid]:
    """The tables that the rules draw, larger ones first. A frame round one cell is no table."""
    rules = list(rules)
    flat = _merged([r for r in rules if r.flat])
    upright = _merged([r for r in rules if not r.flat])
    if len(flat) * len(upright) > MAX_PAIRS:
        return []
    grids = (_grid(group) for group in _components(flat, upright))
    return sorted((g for g in grids if g is not None), key=lambda g: -g.area)


def _merged(rules: list[Rule]) -> list[Rule]:
    """Rules of one direction: put on common lines, overlapping ones joined."""
    places = _snap(r.at for r in rules)
    ordered = sorted(rules, key=lambda r: (places[r.at], r.start))
    merged: list[Rule] = []
    for at, line in groupby(ordered, key=lambda r: places[r.at]):
        start, end = 0.0, float("-inf")
        for rule in line:
            if rule.start > end + TOUCH:
                merged += [Rule(rule.flat, at, start, end)] if end > start else []
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        merged.append(Rule(rules[0].flat, at, start, end))
    return merged


def _snap(values: Iterable[float]) -> dict[float, float]:
    """Each value → the mean of its neighbourhood."""
    snapped: dict[float, float] = {}
    group: list[float] = []
    for value in (*sorted(set(values)), float("inf")):
        if group and value - group[0] > NEAR:
            mean = sum(group) / len(group)
            snapped |= dict.fromkeys(group, mean)
            group = []
        group.append(value)
    return snapped


def _components(flat: list[Rule], upright: list[Rule]) -> list[list[Rule]]:
    """Groups of rules that hang together."""
    rules = flat + upright
    leader = list(range(len(rules)))

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for i, h in enumerate(flat):
        for j, v in enumerate(upright, len(flat)):
            if _touches(h, v):
                leader[find(i)] = find(j)
    groups: dict[int, list[Rule]] = {}
    for i, rule in enumerate(rules):
        groups.setdefault(find(i), []).append(rule)
    return list(groups.values())


def _touches(h: Rule, v: Rule) -> bool:
    return h.start - TOUCH <= v.at <= h.end + TOUCH and v.start - TOUCH <= h.at <= v.end + TOUCH


def _grid(rules: list[Rule]) -> Grid | None:
    flat, upright = [r for r in rules if r.flat], [r for r in rules if not r.flat]
    xs, ys = _edges(upright, flat), _edges(flat, upright)
    cells = (len(xs) - 1) * (len(ys) - 1)
    if len(xs) < 2 or len(ys) < 2 or not 2 <= cells <= MAX_CELLS:
        return None
    regions = _regions(xs, ys, flat, upright)
    return Grid(tuple(xs), tuple(ys), tuple(regions)) if regions and len(regions) > 1 else None


def _edges(along: list[Rule], across: list[Rule]) -> list[float]:
    """The places of the rules of one direction, and where those across stick out (a table open at its side)."""
    edges = sorted({r.at for r in along})
    if not edges or not across:
        return []
    first, last = min(r.start for r in across), max(r.end for r in across)
    before = [first] if first < edges[0] - BEYOND else []
    return before + edges + ([last] if last > edges[-1] + BEYOND else [])


def _regions(xs: list[float], ys: list[float], flat: list[Rule], upright: list[Rule]) -> list[Region] | None:
    """Elementary cells joined where no rule stands between them; None when a join is no rectangle."""
    beside = _walls(xs, ys, upright)  # beside[col, row]: a rule on the left of the column
    above = _walls(ys, xs, flat)
    rows, cols = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    regions: list[Region] = []
    for row in range(rows):
        for col in range(cols):
            if (row, col) in taken:
                continue
            joined = _flood(row, col, rows, cols, beside, above)
            region = _rectangle(joined)
            if region is None:
                return None
            taken |= joined
            regions.append(region)
    return regions


def _walls(edges: list[float], steps: list[float], rules: list[Rule]) -> set[tuple[int, int]]:
    """(edge, step) pairs where a rule runs along that edge through the middle of that step."""
    index = {edge: i for i, edge in enumerate(edges)}
    middles = [(a + b) / 2 for a, b in pairwise(steps)]
    found: set[tuple[int, int]] = set()
    for rule in rules:
        if rule.at in index:
            low, high = bisect_right(middles, rule.start - TOUCH), bisect_right(middles, rule.end + TOUCH)
            found |= {(index[rule.at], step) for step in range(low, high)}
    return found


def _flood(
    row: int, col: int, rows: int, cols: int, beside: set[tuple[int, int]], above: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    joined, todo = {(row, col)}, [(row, col)]
    while todo:
        r, c = todo.pop()
        around = (
            ((r, c - 1), c > 0 and (c, r) not in beside),
            ((r, c + 1), c + 1 < cols and (c + 1, r) not in beside),
            ((r - 1, c), r > 0 and (r, c) not in above),
            ((r + 1, c), r + 1 < rows and (r + 1, c) not in above),
        )
        for place, is_open in around:
            if is_open and place not in joined:
                joined.add(place)
                todo.append(place)
    return joined


def _rectangle(places: set[tuple[int, int]]) -> Region | None:
    row, col = min(r for r, _ in places), min(c for _, c in places)
    rows, cols = max(r for r, _ in places) - row + 1, max(c for _, c in places) - col + 1
    return Region(row, col, rows, cols) if rows * cols == len(places) else None
