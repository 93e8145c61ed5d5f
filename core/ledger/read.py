"""Room: core. Reads a 任务落实台账 from a neutral Document, wherever its table is and however it is drawn."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.document import Block, Cell, Document, Paragraph, Placed, Table, grid_of, paragraphs_of, tables_of
from core.ledger.checks import check_reading
from core.ledger.columns import Columns, cells_of, names_columns, read_columns
from core.ledger.head import head_of
from core.ledger.headings import Column
from core.ledger.ledger import Ledger
from core.ledger.rows import RowReader
from core.ledger.title import find_declared, find_title, find_year

SECTION = re.compile(r"^\s*(?:第\s*)?[一二三四五六七八九十]{1,3}\s*(?:[、．.:：]|部分|板块|\s)\s*\S")
SUBSECTION = re.compile(r"^\s*[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]\s*\S")
FIRST_LEADS = re.compile("(?:排|列|名列|位列)[^，。；]{0,6}(?:第一|首位|最前)[^，。；]{0,6}(?:牵头|主办|主责)")
NOTE = re.compile(r"^\s*(?:注|备注|说明|填表说明|填报说明|填报要求)\s*[:：\d.、]")
ANNEX = re.compile(r"^\s*附\s*件\s*[0-9一二三四五六七八九十]{0,2}\s*(?:[:：]|$)")
NO_TASK = re.compile(
    r"^\s*(?:[合总小]\s*计\s*$|(?:填报|填表|审核|审签|经办|联系|负责|签发)人.{0,6}[:：]"
    r"|(?:填报单位|报送单位|单位负责人|主要领导|分管领导|填报日期|填表日期).{0,6}[:：])"
)
LABELLED = re.compile(r"[:：]\s*$|填报|报送单位|联系人|联系电话|审核|负责人|日期")


@dataclass(slots=True)
class _Place:
    """Where the reading stands: the section and, from full-width rows, the topic that following rows belong to."""

    section: str = ""
    topic: str = ""
    sections: list[str] = field(default_factory=list[str])

    def open_section(self, title: str) -> None:
        self.section, self.topic = title, ""
        self.sections.append(title)


@dataclass(slots=True)
class _Laid:
    """A table laid out once: its grid, and of each row the cells with their texts; `headers` are the rows of headings."""

    table: Table
    grid: list[list[Placed | None]]
    cells: list[list[Cell]]
    texts: list[list[str]]
    headers: list[int]

    @property
    def width(self) -> int:
        return len(self.grid[0]) if self.grid else 0


def _laid(table: Table) -> _Laid:
    grid = grid_of(table)
    cells = [cells_of(row) for row in grid]
    texts = [[cell.text for cell in row] for row in cells]
    return _Laid(table, grid, cells, texts, [r for r, row in enumerate(texts) if names_columns(row)])


def _ledger_tables(document: Document) -> list[_Laid]:
    """Tables with a ledger's header row, and those behind them that continue one without repeating it."""
    found: list[_Laid] = []
    width = 0
    for table in tables_of(document.blocks):
        laid = _laid(table)
        if laid.headers:
            found.append(laid)
            width = laid.width
        elif found and laid.width == width and any(len(cells) > 2 for cells in laid.cells):
            found.append(laid)
    return found


def read_ledger(document: Document, *, judge: bool = True) -> Ledger | None:
    """The ledger in `document`; None where it holds no table with a ledger's header and at least one task.

    Without `judge`, its findings are left out: what an office thinks of its own form is no news of a returned one.
    """
    laid = _ledger_tables(document)
    if not laid:
        return None
    tables = [one.table for one in laid]
    before = _lines_before(document.blocks, laid[0])
    title = find_title(before) or " ".join(document.title.split())
    year = find_year(title, before)
    place = _Place()
    reader = RowReader(year, first_leads=_first_leads(document))
    columns: Columns | None = None
    seen: list[Columns] = []
    for block in _in_order(document.blocks, tables):
        if isinstance(block, Paragraph):
            _paragraph_between(block, place, started=columns is not None or _is_section(block.text))
            continue
        columns = _read_table(next(one for one in laid if one.table is block), columns, place, reader, seen)
    tasks = reader.finished()
    if not tasks:
        return None
    ledger = Ledger(
        title=title,
        year=year,
        head=head_of(document.blocks, tables),
        declared=find_declared(before),
        sections=tuple(s for s in dict.fromkeys(place.sections) if any(t.section == s for t in tasks))
        or reader.sections,
        tasks=tasks,
        columns=frozenset(column for c in seen for column in c.meaning.values()),
    )
    return check_reading(ledger, seen, before, reader.short_rows) if judge else ledger


def _first_leads(document: Document) -> bool:
    """A note such as 责任单位排在第一位的为牵头单位."""
    for block in document.blocks:
        texts = [block.text] if isinstance(block, Paragraph) else [c.text for row in block.rows for c in row.cells]
        if any(FIRST_LEADS.search(t) for t in texts if "第一" in t or "首位" in t or "最前" in t):
            return True
    return False


def _lines_before(blocks: Sequence[Block], first: _Laid) -> list[str]:
    """Lines before the first row of headings, those inside other tables and above the header row included."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Table) and any(t is first.table for t in tables_of([block])):
            for texts in first.texts[: first.headers[0]]:
                lines += texts
            break
        lines += [p.text for p in paragraphs_of([block])]
    return lines


def _in_order(blocks: Sequence[Block], tables: Sequence[Table]) -> Iterator[Block]:
    """The ledger's tables and the paragraphs around them; a table that only lays a page out is looked into."""
    for block in blocks:
        if isinstance(block, Paragraph) or any(block is t for t in tables):
            yield block
        elif any(t is inner for inner in tables_of([block]) for t in tables):
            for row in block.rows:
                for cell in row.cells:
                    yield from _in_order(cell.blocks, tables)


def _paragraph_between(paragraph: Paragraph, place: _Place, *, started: bool) -> None:
    text = " ".join(paragraph.text.split())
    if ANNEX.match(text):  # the prose before it has sections of its own
        place.section, place.topic = "", ""
    elif started and _is_section(text):
        place.open_section(text)
    elif started and place.section and SUBSECTION.match(text) and len(text) <= 60:
        place.topic = text


def _is_section(text: str) -> bool:
    return bool(SECTION.match(text)) and len(text) <= 60 and not text.rstrip().endswith(("：", ":"))


def _read_table(
    laid: _Laid, columns: Columns | None, place: _Place, reader: RowReader, seen: list[Columns]
) -> Columns | None:
    grid, headers = laid.grid, laid.headers
    skip = 0
    for r, row in enumerate(grid):
        if skip:
            skip -= 1
        elif r in headers:
            end = next((h for h in headers if h > r), len(grid))
            body = [grid[i] for i in range(r + 1, end) if not _is_wide(laid, i)]
            columns = read_columns(grid, r, body, columns)
            seen.append(columns)
            skip = columns.header_rows - 1
            reader.new_header(columns)
        elif _is_wide(laid, r):
            _full_width(laid.texts[r][0], place, reader)
        elif columns is not None and not _no_task(laid, r) and not _section_row(laid, r, columns, place, reader):
            reader.take(row, columns, place.section, place.topic)
    return columns


def _no_task(laid: _Laid, row: int) -> bool:
    """A sum, or the line of names and dates below the tasks."""
    return bool(NO_TASK.match(next((text for text in laid.texts[row] if text.strip()), "")))


def _is_wide(laid: _Laid, row: int) -> bool:
    """Whether the row has one cell only."""
    return len(laid.cells[row]) == 1 and laid.width > 1


def _full_width(told: str, place: _Place, reader: RowReader) -> None:
    text = " ".join(told.split())
    if not text or NOTE.match(text):
        return
    if SUBSECTION.match(text) and place.section:
        place.topic = text
    elif _is_section(text) or (reader.started and not LABELLED.search(text) and len(text) <= 60):
        place.open_section(text)
        reader.new_section()


def _section_row(laid: _Laid, row: int, columns: Columns, place: _Place, reader: RowReader) -> bool:
    """A section's title typed into the first cells of an unmerged row, or merged over all but a few columns."""
    first, *rest = laid.texts[row] or [""]
    if any(text.strip() for text in rest) or not _is_section(first):
        return False
    if columns.of(Column.TOPIC, Column.CONTENT)[:1] == [0] and laid.cells[row][0].col_span == 1:
        return False  # the first column is the work itself: 一、… there is a topic
    place.open_section(" ".join(first.split()))
    reader.new_section()
    return True
