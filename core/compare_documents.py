"""Room: core. Whether two versions of a document say the same (一致性核对), and where they do not.

A layout breaks lines and pages, repeats header rows and continues merged cells: paragraphs are compared as texts
(core/compare.py), and so is what is left of tables. Where both tables have a cell in one place it is compared there,
so that two figures that changed places are found too.
"""

from collections.abc import Iterable
from typing import TypeAlias

from core.compare import OFD_AND_WORD, Sides, compare_texts, differ, excerpt, normalised
from core.document import Cell, Document, Paragraph, Table, grid_of

Place: TypeAlias = tuple[int, int, int, int]  # row and column where a cell starts, its rows and columns


def compare_documents(left: Document, right: Document, sides: Sides = OFD_AND_WORD) -> tuple[str, ...]:
    """Differences in Chinese between two documents, () when they say the same. Headers and footers do not count.

    `left` is the laid-out one (OFD, PDF), which may repeat header rows and merged cells of `right` on later pages.
    """
    ours, theirs = _tables(left), _tables(right)
    pairs = list(zip(ours, theirs, strict=True)) if len(ours) == len(theirs) else []
    shared = [_shared_places(a, b) for a, b in pairs] or [frozenset[Place]()] * max(len(ours), len(theirs))
    in_cells = (_compare_cells(n, a, b, shared[n - 1], sides) for n, (a, b) in enumerate(pairs, 1))
    in_text = compare_texts(
        [*_paragraphs(left), *_cell_texts(ours, shared)],
        [*_paragraphs(right), *_cell_texts(theirs, shared)],
        sides,
        frozenset(_repeatable(theirs)),
    )
    return (*in_text, *(line for lines in in_cells for line in lines))


def _shared_places(ours: Table, theirs: Table) -> frozenset[Place]:
    """Where both tables, of the same rows and columns, have a cell of the same size."""
    a, b = grid_of(ours), grid_of(theirs)
    if (len(a), len(a[0]) if a else 0) != (len(b), len(b[0]) if b else 0):
        return frozenset()
    return frozenset(_cells(ours).keys() & _cells(theirs).keys())


def _compare_cells(number: int, ours: Table, theirs: Table, shared: frozenset[Place], sides: Sides) -> Iterable[str]:
    left, right = _cells(ours), _cells(theirs)
    for place in sorted(shared):
        a, b = normalised(left[place].text), normalised(right[place].text)
        if a != b:
            said = differ(a, b, sides) if a and b else _one_side(a, b, sides)
            yield f"表{number}第{place[0] + 1}行第{place[1] + 1}列{said}"


def _one_side(a: str, b: str, sides: Sides) -> str:
    return f"内容不一致：{sides.left}为「{excerpt(a) or '空白'}」，{sides.right}为「{excerpt(b) or '空白'}」。"


def _cells(table: Table) -> dict[Place, Cell]:
    """The table's cells by where they start in its grid and their spans."""
    grid = grid_of(table)
    return {
        (r, c, placed.cell.row_span, placed.cell.col_span): placed.cell
        for r, row in enumerate(grid)
        for c, placed in enumerate(row)
        if placed and (placed.row, placed.col) == (r, c)
    }


def _tables(document: Document) -> list[Table]:
    """The outermost tables."""
    return [block for block in document.blocks if isinstance(block, Table)]


def _paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def _cell_texts(tables: list[Table], done: list[frozenset[Place]]) -> Iterable[str]:
    """Cells that were not compared where they stand, without what is nested in them, and then that."""
    for table, compared in zip(tables, done, strict=False):
        for place, cell in _cells(table).items():
            if place not in compared:
                yield from _block_texts(cell)


def _block_texts(cell: Cell) -> Iterable[str]:
    yield "".join(b.text for b in cell.blocks if isinstance(b, Paragraph))
    for table in cell.blocks:
        if isinstance(table, Table):
            for inner in _cells(table).values():
                yield from _block_texts(inner)


def _repeatable(tables: Iterable[Table]) -> Iterable[str]:
    """Header rows, and cells over several rows: a layout may print these again on the next page."""
    for table in tables:
        for number, row in enumerate(table.rows):
            for cell in row.cells:
                if number < table.header_rows or cell.row_span > 1:
                    yield normalised(cell.text)
