"""Room: core. Entries out of any table whose headings are known or were mapped by hand, and back into a sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.document import Document, Table, grid_of, tables_of
from core.drafting import table
from core.errors import LedgerError
from core.registers.register import Entry, Field, FieldKind, Register, plain
from core.sheets import Sheet

HEAD_ROWS = 6  # headings stand in one of the first rows
FEWEST = 2  # known columns
NO_TABLE = "这份文件里没有表格，没有导入任何内容。请选择带列名的 .xlsx、.docx 等表格。"


@dataclass(frozen=True, slots=True)
class ReadRow:
    """`problems`: field label → the text that was not understood; it is kept as it is."""

    values: Mapping[str, str]
    problems: Mapping[str, str]
    row: int  # printed row of the table, from 1


@dataclass(frozen=True, slots=True)
class ReadEntries:
    """`headings`: one a column. `mapping`: column → field key; columns without one were not read. `sample`: the row below."""

    headings: tuple[str, ...]
    mapping: Mapping[int, str]
    rows: tuple[ReadRow, ...]
    sample: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    """Headings in one row, or in two whose upper one groups the lower; `at`: the last row of them."""

    headings: list[str]
    mapping: dict[int, str]
    grid: list[list[str]]
    at: int
    rows: int = 1

    @property
    def rank(self) -> tuple[int, int, int, int]:
        return len(self.mapping), -self.rows, sum(map(bool, self.headings)), -self.at


def read_entries(
    document: Document, register: Register, year: int, remembered: Mapping[str, str] | None = None
) -> ReadEntries:
    """`remembered`: heading without white space (`plain`) → field key ("" = leave out), as a person mapped this kind of file before.

    Without two known columns nothing is read: `headings` are then those of the fullest row, to be mapped by hand.
    Raises LedgerError where there is no table at all.
    """
    known = remembered or {}
    heads = [h for found in tables_of(document.blocks) for h in _heads(_texts(found), register, known)]
    if not heads:
        raise LedgerError(NO_TABLE)
    head = max(heads, key=lambda h: h.rank)
    grid, at, mapping = head.grid, head.at, head.mapping
    rows = tuple(
        _row(cells, register, mapping, year, number)
        for number, cells in enumerate(grid[at + 1 :], at + 2)
        if any(cells[c] for c in mapping if c < len(cells)) and not _is_head(cells, grid[at])
    )
    sample = tuple(grid[at + 1]) if at + 1 < len(grid) else ()
    return ReadEntries(tuple(head.headings), mapping, rows if len(mapping) >= FEWEST else (), sample)


def _heads(grid: list[list[str]], register: Register, known: Mapping[str, str]) -> Iterator[_Head]:
    names = {plain(n) for f in register.fields for n in (*f.alias, f.label)} | set(known)
    for at, row in enumerate(grid[:HEAD_ROWS]):
        yield _Head(row, map_columns(row, register, known), grid, at)
        if at:
            two = [_joined(upper, lower, names) for upper, lower in zip(grid[at - 1], row, strict=False)]
            yield _Head(two, map_columns(two, register, known), grid, at, 2)


def _joined(upper: str, lower: str, names: set[str]) -> str:
    """申请人 over 类型 is 申请人类型 where that is a heading, else the lower one; a blank lower one leaves the upper."""
    if not lower or upper == lower:
        return upper or lower
    both = f"{upper}{lower}"
    return both if plain(both) in names else lower


def map_columns(headings: Sequence[str], register: Register, remembered: Mapping[str, str]) -> dict[int, str]:
    """Each field once, the first heading that names it; a heading mapped by hand goes before all."""
    mapping: dict[int, str] = {}
    names = {plain(n): f.key for f in register.fields for n in (*f.alias, f.label)}
    for at, heading in enumerate(headings):
        if told := remembered.get(plain(heading)):
            mapping[at] = told
    for at, heading in enumerate(headings):
        key = names.get(plain(heading).rstrip("*:："), "")
        if plain(heading) not in remembered and key and key not in mapping.values():
            mapping[at] = key
    return dict(sorted(mapping.items()))


def _texts(found: Table) -> list[list[str]]:
    grid = grid_of(found)
    return [[placed.cell.text.strip() if placed else "" for placed in row] for row in grid]


def _is_head(cells: Sequence[str], heads: Sequence[str]) -> bool:
    """The headings again, on the next page."""
    return [plain(c) for c in cells] == [plain(h) for h in heads]


def _row(cells: Sequence[str], register: Register, mapping: Mapping[int, str], year: int, number: int) -> ReadRow:
    values: dict[str, str] = {}
    problems: dict[str, str] = {}
    if register.get("year") and "year" not in mapping.values():
        values["year"] = str(year)
    for at, key in mapping.items():
        each, text = register.get(key), cells[at] if at < len(cells) else ""
        if each is None or not text:
            continue
        try:
            taken = each.taken(text, year)
        except ValueError:
            taken = text
            problems[each.label] = text
        if taken:
            values[key] = taken
    return ReadRow(values, problems, number)


def sheet_of(register: Register, entries: Iterable[Entry], *, private: bool = False) -> Sheet:
    """Every field a column, named so that it can be imported again; private fields only where they are asked for."""
    fields = [f for f in register.fields if private or f.key not in register.private]
    rows = [[f.shown(entry.text(f.key)) for f in fields] for entry in entries]
    return Sheet(register.title, table([f.label for f in fields], rows, [_width(f) for f in fields]))


def _width(each: Field) -> float:
    return {FieldKind.LONG: 4.0, FieldKind.TEXT: 2.0, FieldKind.CHOICE: 2.0}.get(each.kind, 1.5)
