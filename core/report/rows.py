"""Room: core. Everything that may be a row of a table, in reading order: real tables and text laid out as one.

Text taken from web pages and PDFs holds tables as lines with tabs or bars, or with one value a line; both become the
same `Row` that a real table gives, so that one matcher reads them all.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.document import Block, Paragraph, Table, grid_of
from core.report.values import fold, looks_like_value

_PARTS = re.compile(r"\t+|[|｜]")
_PAGE_NUMBER = re.compile(r"[-—–·]{1,2}\s*\d{1,3}\s*[-—–·]{1,2}|第\s*\d+\s*页.*")
_STUCK = re.compile(r"(.*[\u4e00-\u9fff）)”])(\d{7,})")
_LONG = 120  # a cell longer than this is prose in a layout table, no label


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell of a row: grid column where it starts, and its text."""

    col: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """`table` numbers the physical table, -1 where the columns of text mean nothing. `line` is the block's number."""

    entries: tuple[Entry, ...]
    table: int
    line: int

    @property
    def filled(self) -> tuple[Entry, ...]:
        return tuple(e for e in self.entries if e.text.strip())


def flatten(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with layout tables (a nested table, or prose in a cell) opened into their contents."""
    for block in blocks:
        if isinstance(block, Table) and _is_layout(block):
            for row in block.rows:
                for cell in row.cells:
                    yield from flatten(cell.blocks)
        else:
            yield block


def _is_layout(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row.cells]
    nested = any(isinstance(b, Table) for cell in cells for b in cell.blocks)
    return nested or any(len(cell.text) > 400 for cell in cells)


def rows_of(blocks: Sequence[Block]) -> list[Row]:
    """All rows of real tables and of text that is laid out as one, in order. Blocks as `flatten` gives them."""
    rows: list[Row] = []
    text: list[tuple[int, str]] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            text += [(number, line) for line in block.text.split("\n")]
            continue
        rows += _text_rows(text)
        text = []
        rows += _table_rows(block, number)
    return rows + _text_rows(text)


def _table_rows(table: Table, number: int) -> Iterator[Row]:
    for r, line in enumerate(grid_of(table)):
        seen: set[int] = set()
        entries: list[Entry] = []
        for placed in line:
            if placed is None or id(placed) in seen or (placed.row != r and looks_like_value(placed.cell.text)):
                continue
            seen.add(id(placed))
            entries.append(Entry(placed.col, placed.cell.text))
        yield Row(tuple(entries), number, number)


def _text_rows(lines: Sequence[tuple[int, str]]) -> list[Row]:
    """Lines with tabs or bars are rows as they stand; single tokens are gathered: labels, then their values."""
    rows: list[Row] = []
    labels: list[str] = []
    values: list[str] = []
    last = -1

    def close() -> None:
        if values:
            texts = ["".join(labels), *values]
            rows.append(Row(tuple(Entry(i, t) for i, t in enumerate(texts)), -1, last))
            labels.clear()
            values.clear()

    for number, line in lines:
        if _PAGE_NUMBER.fullmatch(line.strip()):
            continue
        fields = _fields(line)
        if len(fields) > 3:
            close()
            labels.clear()
            rows.append(Row(tuple(Entry(i, t) for i, t in enumerate(fields)), -1, number))
            continue
        for token in _tokens(line):
            if looks_like_value(token):
                values.append(token)
            else:
                close()
                labels.append(token)
                if len(token) > _LONG or token.endswith("。"):
                    labels.clear()
            last = number
    close()
    return rows


def _fields(line: str) -> list[str]:
    """The line parted at tabs and bars; a tab stands for one column each, so blanks between stay."""
    if "\t" in line:
        return [f.strip() for f in line.split("\t")]
    parts = [f.strip() for f in re.split(r"[|｜]", re.sub(r"^[|｜]|[|｜]$", "", line.strip()))]
    return parts if len(parts) > 1 else [line]


def _tokens(line: str) -> list[str]:
    """The line's pieces: values that stand at its end are parted from the label before them."""
    tokens = [t for part in _PARTS.split(line) for t in _end_values(part.strip())]
    return [t for t in tokens if t]


def _end_values(part: str) -> list[str]:
    words = [w for word in part.split() for w in _parted(word)]
    end = len(words)
    while end and looks_like_value(words[end - 1]):
        end -= 1
    return [" ".join(words[:end]), *words[end:]]


def _parted(word: str) -> list[str]:
    """A label whose figures stick to it (1.属于国家秘密0000000): enough digits for a whole row, after a Chinese word."""
    stuck = _STUCK.fullmatch(word)
    return [stuck[1], stuck[2]] if stuck else [word]


def label_key(text: str) -> str:
    """What two spellings of a label share: no blanks, no punctuation, no number in front, no bracketed remark."""
    plain = re.sub(r"^[（(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）、.．:：]?(?=[^\d])", "", fold(text))
    plain = re.sub(r"[（(].*?[)）]", "", plain) or plain
    return re.sub(r"[^\w]", "", plain)
