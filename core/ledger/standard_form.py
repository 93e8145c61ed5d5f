"""Room: core. A ledger composed as a document of our own: A4 crosswise, in the manner of GB/T 9704-2012.

Used where the office's form is no file that can be filled, and for blank forms that the office hands out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from core.document import (
    Align,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    ParagraphLook,
    Role,
    Row,
    Run,
    Section,
    Table,
    TextLook,
    VAlign,
    paragraph,
)
from core.ledger.headings import Column
from core.ledger.ledger import Ledger, LedgerTask

# GB/T 9704: the margins of the upright page, turned with the paper (the binding margin comes to the top).
CROSSWISE = PageSetup(width_mm=297, height_mm=210, top_mm=28, right_mm=35, bottom_mm=26, left_mm=37)
BODY = TextLook("仿宋_GB2312", 10.5)
HEADING = TextLook("黑体", 10.5)
HEAD_LINE = TextLook("楷体_GB2312", 14)
CENTER = ParagraphLook(align=Align.CENTER)
PLAIN_LINE = ParagraphLook()
BEFORE_TABLE = ParagraphLook(before_pt=6, after_pt=6, keep_with_next=True)
MARK_HEADING = "是否涉及本单位"  # Column.OTHER to whoever reads the form
NUMBER_SHARE, TOPIC_SHARE, PROGRESS_SHARE = 1.0, 2.2, 5.5


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    share: float  # of the table's width
    text: Callable[[LedgerTask], str]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which columns this ledger needs: the topic's in none, one or two."""

    columns: tuple[_Column, ...]
    topic_columns: int

    @property
    def shares(self) -> tuple[float, ...]:
        topics = (TOPIC_SHARE,) * self.topic_columns
        return (NUMBER_SHARE, *topics, *(c.share for c in self.columns), PROGRESS_SHARE)


def responsibility_of(task: LedgerTask) -> str:
    """The 责任单位 cell: as printed where it was printed, else put together from the names."""
    if task.responsibility_text:
        return task.responsibility_text
    parts = (("牵头单位：", task.units.lead), ("责任单位：", task.units.responsible))
    return "；".join(label + "、".join(names) for label, names in parts if names)


def deadline_of(task: LedgerTask) -> str:
    """The 完成时限 cell; where the document had no such column, the terms that the task's own text sets."""
    shown = task.deadlines[: task.column_deadlines] or task.deadlines
    return "、".join(dict.fromkeys(d.text for d in shown))


_BETWEEN = (
    (Column.CONTENT, _Column("主要内容", 6, lambda t: t.content)),
    (Column.INDICATOR, _Column("量化指标", 3.5, lambda t: t.indicator)),
    (Column.UNITS, _Column("责任单位", 3, responsibility_of)),
    (Column.DEADLINE, _Column("完成时限", 2, deadline_of)),
)


def standard_form(
    ledger: Ledger,
    unit: str = "",
    contact: str = "",
    phone: str = "",
    progress: Mapping[int, str] | None = None,
    marks: Mapping[int, str] | None = None,
    note: str = "",
) -> Document:
    """The whole form. `progress` is laid over what the ledger holds; blank head values leave room to be filled by hand.

    `marks`: what each task means for the unit, by number, in a column of its own. `note` stands under the title.
    """
    texts = {t.number: t.progress for t in ledger.tasks} | dict(progress or {})
    told = (paragraph(note, look=CENTER, font=HEAD_LINE),) if note else ()
    blocks = (
        paragraph(ledger.title or "任务落实台账（填报版）", Role.TITLE, CENTER),
        *told,
        _head_line(unit or ledger.unit or "", contact, phone),
        _table(ledger, texts, marks),
    )
    return Document((Section(blocks, CROSSWISE),), title=ledger.title, numbered=True)


def _head_line(unit: str, contact: str, phone: str) -> Paragraph:
    parts = (("填报单位（盖章）：", unit, 16), ("联系人：", contact, 8), ("联系电话：", phone, 8))
    text = "    ".join(label + value + "\u3000" * max(room - len(value), 0) for label, value, room in parts)
    return Paragraph((Run(text.rstrip("\u3000"), HEAD_LINE),), look=BEFORE_TABLE)


def _layout(ledger: Ledger, marks: Mapping[int, str] | None) -> _Layout:
    between = tuple(c for kind, c in _BETWEEN if kind in ledger.columns or any(c.text(t) for t in ledger.tasks))
    if marks is not None:
        between += (_Column(MARK_HEADING, 1.6, lambda t: marks.get(t.number, "")),)
    topics = any(t.topic for t in ledger.tasks) + any(t.subtopic for t in ledger.tasks)
    return _Layout(between, topics)


def _table(ledger: Ledger, texts: Mapping[int, str], marks: Mapping[int, str] | None) -> Table:
    layout = _layout(ledger, marks)
    topic = [_cell("重点工作", HEADING, CENTER, layout.topic_columns)] if layout.topic_columns else []
    between = [_cell(c.heading, HEADING, CENTER) for c in layout.columns]
    header = [_cell("序号", HEADING, CENTER), *topic, *between, _cell("进展落实情况", HEADING, CENTER)]
    rows = [Row(tuple(header))]
    for section, tasks in groupby(ledger.tasks, key=lambda t: t.section):
        if section:
            rows.append(Row((_cell(section, HEADING, PLAIN_LINE, len(layout.shares)),)))
        for same, topic_tasks in groupby(tasks, key=lambda t: t.topic):
            rows += _topic_rows(same, list(topic_tasks), layout, texts)
    return Table(tuple(rows), _widths(layout.shares), header_rows=1)


def _topic_rows(topic: str, tasks: Sequence[LedgerTask], layout: _Layout, texts: Mapping[int, str]) -> Iterator[Row]:
    """One row a task; the topic that they share is one merged cell, over both columns where none has a subtopic."""
    wide = layout.topic_columns == 2 and not any(t.subtopic for t in tasks)
    for i, task in enumerate(tasks):
        cells = [_cell(str(task.number), BODY, CENTER)]
        if layout.topic_columns and i == 0:
            cells.append(_cell(topic, BODY, CENTER, 2 if wide else 1, len(tasks)))
        if layout.topic_columns == 2 and not wide:
            cells.append(_cell(task.subtopic, BODY, CENTER))
        cells += [_cell(c.text(task), BODY, PLAIN_LINE) for c in layout.columns]
        cells.append(_cell(texts.get(task.number, ""), BODY, PLAIN_LINE))
        yield Row(tuple(cells))


def _cell(text: str, look: TextLook, stand: ParagraphLook, col_span: int = 1, row_span: int = 1) -> Cell:
    lines = tuple(paragraph(line, look=stand, font=look) for line in text.split("\n"))
    return Cell(lines, col_span, row_span, VAlign.CENTER)


def _widths(shares: Sequence[float]) -> tuple[float, ...]:
    room = CROSSWISE.width_mm - CROSSWISE.left_mm - CROSSWISE.right_mm
    return tuple(round(room * share / sum(shares), 1) for share in shares)
