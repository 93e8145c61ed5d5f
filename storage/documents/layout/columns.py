"""Room: storage. How wide a table's columns are: as given, or from what stands in them, always inside the page."""

from dataclasses import dataclass

from core.document import Block, Paragraph, Placed, Role, Table, grid_of, own_look
from storage.documents.layout.lines import Column
from storage.documents.layout.shaping import Shaper
from storage.documents.layout.style import points, size_of, um

PADDING = um(1.9)  # left and right, Word's own
_LEAST_PADDING = um(0.2)
_LOOKED_AT = 200  # rows that decide widths where the document gives none
_LONGEST = 28  # characters: longer text does not ask for more width


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in micrometres; `scale` < 1 where even single characters would not fit side by side."""

    widths: tuple[int, ...]
    padding: int
    scale: float


def fit_columns(table: Table, grid: list[list[Placed | None]], column: Column, shaper: Shaper) -> Columns:
    """`grid` is the table's own."""
    count = len(grid[0]) if grid else 0
    least = _least_widths(grid, count, column, shaper)
    padding, scale = _squeeze(sum(least), count, column.width)
    least = [round(w * scale) + 2 * padding for w in least]
    wanted = [um(w) for w in table.widths_mm] or _wishes(grid, count)
    wanted += [sum(wanted) // len(wanted)] * (count - len(wanted))
    target = min(sum(wanted), column.width) if table.widths_mm else column.width
    return Columns(tuple(_share(wanted, least, max(target, sum(least)))), padding, scale * column.scale)


def _squeeze(text: int, count: int, room: int) -> tuple[int, float]:
    """(padding, scale) so that one character a column fits: less padding first, then smaller text."""
    padding = max(min(PADDING, (room - text) // (2 * max(count, 1))), _LEAST_PADDING)
    free = max(room - 2 * padding * count, room // 2)
    return min(padding, room // (4 * max(count, 1))), min(1.0, free / max(text, 1))


def _share(wanted: list[int], least: list[int], target: int) -> list[int]:
    """Widths in the proportions wanted, none below its least, target in all."""
    widths = list(wanted)
    fixed: set[int] = set()
    while True:
        free = target - sum(least[i] for i in fixed)
        asked = sum(w for i, w in enumerate(wanted) if i not in fixed) or 1
        widths = [least[i] if i in fixed else w * free // asked for i, w in enumerate(wanted)]
        short = {i for i, w in enumerate(widths) if i not in fixed and w < least[i]}
        if not short:
            return widths
        fixed |= short


def _least_widths(grid: list[list[Placed | None]], count: int, column: Column, shaper: Shaper) -> list[int]:
    """The widest single character of each column, before scaling."""
    least = [um(0.5)] * count
    spans: list[tuple[int, int, int]] = []
    for r, row in enumerate(grid):
        for c, placed in enumerate(row):
            if placed is None or (placed.row, placed.col) != (r, c):
                continue
            need = _least(placed.cell.blocks, column, shaper)
            end = _span_end(row, c)
            if end == c + 1:
                least[c] = max(least[c], need)
            else:
                spans.append((c, end, need))
    for start, end, need in spans:
        least[end - 1] += max(0, need - sum(least[start:end]))
    return least


def _span_end(row: list[Placed | None], col: int) -> int:
    end = col
    while end < len(row) and row[end] is row[col]:
        end += 1
    return end


def _least(blocks: tuple[Block, ...], column: Column, shaper: Shaper) -> int:
    need = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            for run in block.runs:
                size = size_of(run, block.role, True) * column.scale
                need = max(need, round(min(size, shaper.largest)))
        else:
            inner = grid_of(block)
            count = len(inner[0]) if inner else 0
            need = max(need, sum(_least_widths(inner, count, column, shaper)) + 2 * _LEAST_PADDING * count)
    return need


def _wishes(grid: list[list[Placed | None]], count: int) -> list[int]:
    """From the content: a short column gets what its longest line needs, a long one its share."""
    wishes = [3.0] * count
    for r, row in enumerate(grid[:_LOOKED_AT]):
        for c, placed in enumerate(row):
            if placed and (placed.row, placed.col) == (r, c) and _span_end(row, c) == c + 1:
                wishes[c] = max(wishes[c], min(_ems(placed.cell.text) + 1, _LONGEST))
    return [points(w * own_look(Role.BODY, in_table=True).size_pt) for w in wishes]


def _ems(text: str) -> float:
    return max((sum(1 if ord(c) > 0x2E7F else 0.55 for c in line) for line in text.split("\n")), default=0)
