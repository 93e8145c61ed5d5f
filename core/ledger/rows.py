"""Room: core. The rows of a ledger's table, one task each, made from the columns that the header named."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from core.clauses import Responsibility, read_unit_columns, read_units
from core.deadline import Deadline, find_deadlines
from core.document import Cell, Placed
from core.ledger.columns import INTEGER, Columns
from core.ledger.headings import Column
from core.ledger.ledger import LedgerTask

Line = Sequence[Placed | None]
BLANK = dict.fromkeys(Column, "")
TOLD = (Column.NUMBER, Column.CONTENT, Column.INDICATOR, Column.LEAD, Column.UNITS, Column.HELP, Column.DEADLINE)
PREFIX = re.compile(
    r"^\s*(?P<label>(?P<number>\d{1,3})\s*(?:[、．]|\.(?!\d)|\.(?=\d{1,2}月))|[（(]\s*(?P<inner>\d{1,3})\s*[）)]|[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]"
    r"|(?P<circled>[①-⑳]))\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class _Raw:
    """A task before its number is settled."""

    task: LedgerTask
    printed: int | None


@dataclass(frozen=True, slots=True)
class _Told:
    """What the office's own cells of a row say; `topic` is the row's own, without its number."""

    label: str
    printed: int | None
    topic: str
    content: str
    units: Responsibility
    responsibility_text: str
    deadlines: tuple[Deadline, ...]
    column_deadlines: int


class RowReader:
    """Takes rows in order. `short_rows`: numbers of tasks (1…n) whose row ended before its progress cell."""

    def __init__(self, year: int | None, *, first_leads: bool = False) -> None:
        """`first_leads`: the document says that the unit named first leads."""
        self._year = year
        self._first_leads = first_leads
        self._raw: list[_Raw] = []
        self._above: Line = ()
        self._topic = ""
        self._section = ""
        self._columns: Columns | None = None
        self._places: dict[Column, list[int]] = {}
        self._several: dict[Column, list[int]] = {}
        self._single: list[tuple[Column, int]] = []
        self._sections: list[str] = []
        self.started = False
        self.short_rows: list[int] = []

    @property
    def sections(self) -> tuple[str, ...]:
        """Sections named in a column of their own (板块)."""
        return tuple(dict.fromkeys(self._sections))

    def new_header(self, columns: Columns) -> None:
        self.started = True
        self._look_up(columns)

    def _look_up(self, columns: Columns) -> None:
        """Where each column stands, worked out once a header."""
        self._columns = columns
        self._places = {column: columns.of(column) for column in columns.meaning.values()}
        self._several = {column: places for column, places in self._places.items() if len(places) > 1}
        self._single = [(column, places[0]) for column, places in self._places.items() if len(places) == 1]

    def new_section(self) -> None:
        self._topic, self._above = "", ()

    def take(self, row: Line, columns: Columns, section: str, topic: str) -> None:
        """Read one row; blank rows are passed over, and a row that only goes on with the one above is added to it."""
        if columns is not self._columns:
            self._look_up(columns)
        texts = BLANK.copy()
        for column, place in self._single:
            if place < len(row) and (placed := row[place]):
                texts[column] = placed.cell.text.strip()
        for column, places in self._several.items():
            texts[column] = _text(row, places)
        if not any(texts.values()):
            return
        if self._raw and self._continues(row, texts):
            self._extend(texts)
            return
        if texts[Column.SECTION]:
            section = _joined(texts[Column.SECTION])
            self._sections.append(section)
        if section != self._section:
            self._section, self._topic = section, ""
        self._raw.append(self._task(row, texts, section, topic))
        self._above = row

    def _task(self, row: Line, texts: dict[Column, str], section: str, topic: str) -> _Raw:
        places = self._places
        own, subtopic = self._topics(row)
        worded = Column.CONTENT in places or Column.NUMBER in places
        told = _told(*(texts[c] for c in TOLD), own, subtopic, worded, self._year, self._first_leads)
        self._topic = told.topic or self._topic or topic
        cell = self._progress_cell(row)
        if cell is None and Column.PROGRESS in places:
            self.short_rows.append(len(self._raw) + 1)
        task = LedgerTask(
            number=len(self._raw) + 1 if told.printed is None else told.printed,
            label=told.label,
            section=section,
            topic=self._topic,
            subtopic=subtopic,
            content=told.content,
            indicator=texts[Column.INDICATOR],
            units=told.units,
            responsibility_text=told.responsibility_text,
            deadlines=told.deadlines,
            column_deadlines=told.column_deadlines,
            progress=_written(cell),
            cell=cell.origin if cell else None,
        )
        return _Raw(task, told.printed)

    def _topics(self, row: Line) -> tuple[str, str]:
        """(topic, subtopic): a cell over both columns is a topic without a subtopic."""
        cells = [row[c] for c in self._places.get(Column.TOPIC, ()) if c < len(row)]
        if not cells or cells[0] is None:
            return "", ""
        first, last = cells[0], cells[-1]
        return _joined(first.cell.text), "" if last is None or last is first else _joined(last.cell.text)

    def _progress_cell(self, row: Line) -> Cell | None:
        """The row's progress cell; of several such columns the last that holds text, else the first."""
        cells = [p.cell for c in self._places.get(Column.PROGRESS, ()) if c < len(row) and (p := row[c])]
        return next((c for c in reversed(cells) if c.text.strip()), cells[0] if cells else None)

    def _continues(self, row: Line, texts: dict[Column, str]) -> bool:
        """Whether the row goes on with the one above: its work cell is that row's, or it has no work of its own."""
        places = self._places
        work = places.get(Column.CONTENT) or places.get(Column.TOPIC, [])
        here = [row[c] for c in work if c < len(row)]
        above = [self._above[c] for c in work if c < len(self._above)]
        if here and here[0] is not None and above and all(a is b for a, b in zip(here, above, strict=False)):
            return True
        own = texts[Column.CONTENT] or self._topics(row)[1]
        if Column.CONTENT in places:
            if own:
                broken = Column.NUMBER in places and not texts[Column.NUMBER]
                rest = (Column.UNITS, Column.LEAD, Column.HELP, Column.DEADLINE, Column.TOPIC, Column.INDICATOR)
                return bool(broken) and not any(texts[c] for c in rest)
            return not texts[Column.NUMBER] and not texts[Column.TOPIC]
        return not texts[Column.NUMBER] and not texts[Column.TOPIC] and not own

    def _extend(self, texts: dict[Column, str]) -> None:
        last = self._raw[-1]
        task = last.task
        named = texts[Column.LEAD], texts[Column.UNITS], texts[Column.HELP]
        units = task.units + _in_charge(*named, first_leads=False)
        more_text = _responsibility(*named)
        self._raw[-1] = replace(
            last,
            task=replace(
                task,
                content=_more(task.content, texts[Column.CONTENT]),
                indicator=_more(task.indicator, texts[Column.INDICATOR]),
                units=units,
                responsibility_text=_more(task.responsibility_text, more_text),
                progress=_more(task.progress, texts[Column.PROGRESS]),
            ),
        )

    def finished(self) -> tuple[LedgerTask, ...]:
        """The tasks with their numbers: the printed ones where they run through, else 1…n."""
        printed = [raw.printed for raw in self._raw]
        numbers = _settled(printed)
        tasks = zip((raw.task for raw in self._raw), numbers, strict=True)
        return tuple(task if task.number == n else replace(task, number=n) for task, n in tasks)


def _settled(printed: list[int | None]) -> list[int]:
    """Printed numbers that run through the document are kept, skips and repeats included; a forgotten one is filled in.

    Where they start anew, or few rows have one, or one number stands for many rows, rows are counted.
    """
    known = [n for n in printed if n is not None]
    restarts = any(b < a for a, b in pairwise(known))
    repeats = len(known) - len(set(known))
    if not known or restarts or len(known) * 2 < len(printed) or repeats * 4 > len(known):
        return list(range(1, len(printed) + 1))
    numbers: list[int] = []
    for n in printed:
        numbers.append(n if n is not None else (numbers[-1] + 1 if numbers else 1))
    if any(n is None for n in printed) and len(set(numbers)) < len(numbers) and not repeats:
        return list(range(1, len(printed) + 1))
    return numbers


def _text(row: Line, places: Sequence[int]) -> str:
    """The text of several columns of one meaning (责任单位 over two): all texts, each cell once."""
    cells = {id(p): p.cell for c in places if c < len(row) and (p := row[c])}
    return "\n".join(text for cell in cells.values() if (text := cell.text.strip()))


def _number(cell: str, content: str) -> tuple[str, int | None, str]:
    """(label as printed, its number or None, the content without it)."""
    if cell:
        digits = re.search(r"\d+", cell)
        return "".join(cell.split()), int(digits[0]) if digits and INTEGER.fullmatch(cell) else None, content
    if m := PREFIX.match(content):
        number = int(m["number"]) if m["number"] else None
        return "".join(m["label"].split()), number, content[m.end() :]
    return "", None, content


# Sixty units return the same form: its rows are read once.
@lru_cache(maxsize=2048)
def _told(
    number: str, content: str, indicator: str, lead: str, units: str, help_: str, deadline: str,
    topic: str, subtopic: str, worded: bool, year: int | None, first_leads: bool,
) -> _Told:  # fmt: skip
    """`worded`: the form has a column for content or for numbers, so that a topic's number is its own text."""
    label, printed, content = _number(number, content)
    if not worded:
        label, printed, topic = _number("", topic)
    in_column = tuple(find_deadlines(deadline, year, column=True))
    deadlines = in_column
    for text in dict.fromkeys((content, indicator, subtopic or topic)):
        deadlines += tuple(find_deadlines(text, year, column=False))
    in_charge = _in_charge(lead, units, help_, first_leads=first_leads)
    responsibility = _responsibility(lead, units, help_)
    return _Told(label, printed, topic, content, in_charge, responsibility, deadlines, len(in_column))


def _in_charge(lead: str, units: str, help_: str, *, first_leads: bool) -> Responsibility:
    found = read_unit_columns(lead, help_) if lead or help_ else Responsibility()
    if not units:
        return found
    # 责任单位 beside 配合单位 is still 责任单位; beside 牵头单位 it is responsible too.
    return (
        Responsibility(found.lead, ())
        + read_units(units, first_leads=first_leads and not found.lead)
        + Responsibility((), found.responsible)
    )


def _responsibility(lead: str, units: str, help_: str) -> str:
    parts = [part for part in (("牵头单位：", lead), ("", units), ("配合单位：", help_)) if part[1]]
    if len(parts) == 1 and parts[0][0] == "":
        return parts[0][1]
    return "；".join((text if "：" in text[:8] else (label or "责任单位：") + text) for label, text in parts)


def _written(cell: Cell | None) -> str:
    """What stands in a progress cell, first-line blanks included; "" where there are only blanks."""
    return cell.text if cell and cell.text.strip() else ""


def _joined(text: str) -> str:
    """A heading's lines are one line: breaks in it are the layout's."""
    return "".join(line.strip() for line in text.split("\n"))


def _more(text: str, more: str) -> str:
    return text if not more or more == text else f"{text}\n{more}".strip("\n")
