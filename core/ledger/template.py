"""Room: core. The office's own blank form (模板): where its table, its model row and its {placeholders} are.

docs/formats/台账模板.md tells the office how to make one. Every fault is told in Chinese, with what to do.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.document import Block, Cell, Document, Paragraph, Placed, Table, grid_of
from core.errors import LedgerError
from core.ledger.columns import INTEGER, Columns, cells_of, is_header, read_columns
from core.ledger.fill import LineEdit
from core.ledger.head import head_of
from core.ledger.headings import Column, bare
from core.ledger.ledger import Head
from core.ledger.standard_form import MARK_HEADING

PLACEHOLDERS = ("标题", "单位", "年份", "期次", "报送期限", "联系人", "联系电话", "任务数", "牵头数", "文件序号")
_PLACE = re.compile(r"[{｛]\s*([^{}｛｝\n]{1,16}?)\s*[}｝]")
_MARKS = frozenset((MARK_HEADING, "涉及本单位", "是否涉及", "涉及情况", "与本单位关系"))


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A copy of the model row: (origin of its cell, text, whether the cell goes on the one above). `section`: one cell
    over the whole width."""

    cells: tuple[tuple[object, str, bool], ...]
    section: bool = False


@dataclass(frozen=True, slots=True)
class TemplateEdits:
    """What makes one unit's form of a template: lines to fill, the rows that take the model row's place."""

    lines: tuple[LineEdit, ...]
    rows: tuple[TemplateRow, ...]
    model: object  # origin of a cell of the model row
    section_model: object = None  # origin of the cell of the row that shows {板块}
    dropped: tuple[object, ...] = ()  # origins of cells whose rows go: blank rows under the model row


@dataclass(frozen=True, slots=True)
class ModelCell:
    """A cell of the model row: its origin, what its column means, its own text (kept in columns that are not ours)."""

    origin: object
    meaning: Column | None
    marks: bool
    text: str


@dataclass(frozen=True, slots=True)
class FormTemplate:
    """`places`: where each placeholder stands, as edits whose text is its name."""

    model: tuple[ModelCell, ...]
    section_model: object
    dropped: tuple[object, ...]
    places: tuple[LineEdit, ...]
    head: Head

    @property
    def names_unit(self) -> bool:
        """Whether a form made of it tells whose it is."""
        return any(p.text == "单位" for p in self.places) or self.head.unit is not None

    def lines(self, values: Mapping[str, str]) -> Iterator[LineEdit]:
        """Edits that put the values in their places; the head's 填报单位 where no place asks for the unit."""
        for place in self.places:
            yield replace(place, text=values[place.text])
        slot = self.head.unit
        if slot and not any(p.text == "单位" for p in self.places):
            yield LineEdit(values["单位"], slot.start, slot.end, slot.line, slot.paragraph, slot.cell)


def read_template(document: Document) -> FormTemplate:
    """Raises LedgerError where it cannot be filled: no table, no blank row, no place for the progress, a wrong {…}."""
    table, at = _table_of(document.blocks)
    grid = grid_of(table)
    columns = read_columns(grid, at, [], None)
    if not columns.of(Column.PROGRESS):
        raise _fault("表格没有“进展落实情况”一列，单位没有地方填写。请在表头加上这一列")
    start = at + columns.header_rows
    under = [grid[r] for r in range(start, len(grid))]
    model_at = next((i for i, row in enumerate(under) if len(cells_of(row)) > 1), None)
    if model_at is None:
        raise _fault("表头下面没有空白行。请在表头下面留一行空白行，程序照它的边框和字体填写每项任务")
    section = next((c[0] for row in under[:model_at] if len(c := cells_of(row)) == 1), None)
    extra = [cells_of(row)[0].origin for row in under[model_at + 1 :] if _is_blank(row)]
    model = tuple(_model_cells(under[model_at], columns, grid[at:start]))
    inside = {c.origin for c in (*cells_of(under[model_at]), *((section,) if section else ()))}
    places = tuple(_places(document.blocks, inside))
    return FormTemplate(
        model, section.origin if section else None, tuple(extra), places, head_of(document.blocks, [table])
    )


def _fault(what: str) -> LedgerError:
    return LedgerError(f"模板不能用：{what}。没有写入任何文件；模板的写法见手册“下发”一节，可以从示例模板改起。")


def _table_of(blocks: Sequence[Block]) -> tuple[Table, int]:
    found = [(b, r) for b in blocks if isinstance(b, Table) for r, row in enumerate(grid_of(b)) if is_header(row)]
    if not found:
        raise _fault("没有找到任务表（表头要有“重点工作”或“主要内容”，还要有“进展落实情况”）")
    if len(found) > 1:
        raise _fault(f"里面有 {len(found)} 个任务表头，不知道填哪一个。请只留一张表、一行表头")
    return found[0]


def _is_blank(row: Sequence[Placed | None]) -> bool:
    """Blank, or only numbered: such rows stand for tasks. A row with words (注：…) is the office's own."""
    return all(not (text := c.text.strip()) or bool(INTEGER.fullmatch(text)) for c in cells_of(row))


def _model_cells(
    row: Sequence[Placed | None], columns: Columns, header: Sequence[Sequence[Placed | None]]
) -> Iterator[ModelCell]:
    seen: set[int] = set()
    for col, placed in enumerate(row):
        if placed is None or id(placed) in seen:
            continue
        seen.add(id(placed))
        headings = {bare(p.cell.text) for line in header if col < len(line) and (p := line[col])}
        yield ModelCell(placed.cell.origin, columns.meaning.get(col), bool(headings & _MARKS), placed.cell.text)


def _places(blocks: Sequence[Block], inside: set[object]) -> Iterator[LineEdit]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _in_line(block, 0, None)
            continue
        for row in block.rows:
            for cell in row.cells:
                if cell.origin not in inside:
                    yield from _in_cell(cell)


def _in_cell(cell: Cell) -> Iterator[LineEdit]:
    lines = [b for b in cell.blocks if isinstance(b, Paragraph)]
    for number, line in enumerate(lines):
        yield from _in_line(line, number, cell.origin)
    yield from _places([b for b in cell.blocks if isinstance(b, Table)], set())


def _in_line(paragraph: Paragraph, number: int, cell: object) -> Iterator[LineEdit]:
    for m in _PLACE.finditer(paragraph.text):
        name = "".join(m[1].split())
        if name not in PLACEHOLDERS:
            known = "".join(f"{{{p}}}" for p in PLACEHOLDERS)
            raise _fault(f"“{m[0]}”不是程序认识的占位，可用的有{known}。请改正，或删去大括号")
        origin = None if cell is not None else paragraph.origin
        yield LineEdit(name, m.start(), m.end(), number, origin, cell)
