"""Room: storage. One page being drawn: parts of the flow become runs, rules and marks in mm."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.pages import Line, TextRun
from storage.documents.layout.flow import Fragment
from storage.documents.layout.marks import LineRun, Mark, TextLine
from storage.documents.layout.table_parts import TableFragment

RULE_MM = 0.18  # half a point, Word's own


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark with its line's place on the page, in micrometres."""

    mark: Mark
    x: int
    top: int
    height: int


@dataclass(slots=True)
class Canvas:
    runs: list[TextRun] = field(default_factory=list)
    marks: list[PlacedMark] = field(default_factory=list)
    underlines: list[Line] = field(default_factory=list)
    across: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    down: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def draw(self, fragment: Fragment, x: int, y: int) -> None:
        for part_y, part in fragment.parts:
            if isinstance(part, TextLine):
                self._draw_line(part, x, y + part_y)
            else:
                self._draw_table(part, x, y + part_y)

    def lines(self) -> tuple[Line, ...]:
        """Underlines and table rules; rules that touch or overlap are one line."""
        across = (Line(a / 1000, y / 1000, b / 1000, y / 1000, RULE_MM) for y, a, b in _joined(self.across))
        down = (Line(x / 1000, a / 1000, x / 1000, b / 1000, RULE_MM) for x, a, b in _joined(self.down))
        return (*self.underlines, *across, *down)

    def _draw_line(self, line: TextLine, x: int, y: int) -> None:
        # Drawn on whole tenths of a millimetre, which no eye sees and which halves what positions cost in an OFD.
        baseline = _tenth(y + line.baseline)
        x += _tenth(x + line.start) - (x + line.start)
        for run in line.runs:
            if run.text:
                self._draw_run(run, x + run.x, baseline)
        self.marks += (PlacedMark(m, x + m.x, y, line.height) for m in line.marks)

    def _draw_run(self, run: LineRun, x: int, y: int) -> None:
        advances = tuple(a / 1000 for a in run.advances)
        self.runs.append(TextRun(run.font, run.size / 1000, x / 1000, y / 1000, run.text, advances))
        if run.underline:
            below = (y + run.size * 0.12) / 1000
            self.underlines.append(Line(x / 1000, below, (x + sum(run.advances)) / 1000, below, run.size * 5e-5))

    def _draw_table(self, table: TableFragment, x: int, y: int) -> None:
        for cell in table.cells:
            left, top = x + table.x + cell.x, y + cell.y
            self.draw(cell.text, left + cell.text_x, top + cell.text_y)
            if table.borders:
                self._draw_border(_tenth(left), _tenth(top), _tenth(left + cell.width), _tenth(top + cell.height))

    def _draw_border(self, x: int, y: int, right: int, bottom: int) -> None:
        for edge in (y, bottom):
            self.across.setdefault(edge, []).append((x, right))
        for edge in (x, right):
            self.down.setdefault(edge, []).append((y, bottom))


def _tenth(micrometres: int) -> int:
    return (micrometres + 50) // 100 * 100


def _joined(rules: dict[int, list[tuple[int, int]]]) -> Iterator[tuple[int, int, int]]:
    for place in sorted(rules):
        start, end = None, 0
        for a, b in sorted(rules[place]):
            if start is not None and a <= end:
                end = max(end, b)
                continue
            if start is not None:
                yield place, start, end
            start, end = a, b
        if start is not None:
            yield place, start, end
