"""Room: core. The 《内部任务分工表》: a unit's tasks by desk (股室、站所), handed round as Word or workbook and read back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.days import parse_day, shown_day
from core.document import (
    Align,
    Cell,
    Document,
    ParagraphLook,
    Role,
    Row,
    Section,
    Table,
    TextLook,
    VAlign,
    grid_of,
    paragraph,
    tables_of,
)
from core.finding import Finding, Severity
from core.ledger.headings import bare
from core.ledger.record import LedgerBook, TaskRecord
from core.ledger.standard_form import CROSSWISE
from core.ledger.state import TaskState

# (heading, share of the width); read back by the same words, also by those that desks type themselves.
HEADINGS = (
    ("序号", 1.0),
    ("重点工作", 3.0),
    ("主要内容", 6.5),
    ("完成时限", 2.2),
    ("承办股室", 2.2),
    ("承办人", 1.6),
    ("内部时限", 2.0),
    ("落实情况", 5.5),
)
_ALSO = {
    "责任科室": "承办股室",
    "责任股室": "承办股室",
    "承办科室": "承办股室",
    "责任站所": "承办股室",
    "责任人": "承办人",
    "进展落实情况": "落实情况",
    "进展情况": "落实情况",
    "完成情况": "落实情况",
}
_NUMBER = re.compile(r"\s*(\d{1,4})\s*[.．、]?\s*")
NO_DESK = "未分工"
CENTER = ParagraphLook(align=Align.CENTER)
PLAIN = ParagraphLook()


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One row as a desk returned it. `internal_due` None where blank; texts "" where blank."""

    number: int
    desk: str = ""
    handler: str = ""
    internal_due: date | None = None
    progress: str = ""


def desks(states: Iterable[TaskState]) -> tuple[str, ...]:
    """The desks that tasks are assigned to, in the form's order."""
    return tuple(dict.fromkeys(s.desk for s in states if s.desk))


def desk_table(
    book: LedgerBook, tasks: Sequence[TaskRecord], states: Mapping[int, TaskState], desk: str | None = None
) -> Document:
    """The table of one desk, or, where `desk` is None, of all with those not assigned yet."""
    wanted = [t for t in tasks if not t.dropped and (desk is None or states[t.task_id].desk == desk)]
    year = f"{book.year}年" if book.year else ""
    title = f"{book.reporting_unit}{year}政务公开内部任务分工表" + (f"（{desk}）" if desk else "")
    rows = [_row([h for h, _ in HEADINGS], TextLook("黑体", 10.5), [CENTER] * len(HEADINGS))]
    rows += [_task_row(t, states[t.task_id], book.year) for t in wanted]
    room = CROSSWISE.width_mm - CROSSWISE.left_mm - CROSSWISE.right_mm
    total = sum(share for _, share in HEADINGS)
    table = Table(tuple(rows), tuple(round(room * share / total, 1) for _, share in HEADINGS), header_rows=1)
    return Document((Section((paragraph(title, Role.TITLE, CENTER), table), CROSSWISE),), title=title, numbered=True)


def _task_row(task: TaskRecord, state: TaskState, year: int | None) -> Row:
    name = " · ".join(part for part in (task.topic, task.subtopic) if part)
    due = "、".join(d.text for d in task.deadlines)
    texts = [
        str(task.number),
        name,
        task.content,
        due,
        state.desk,
        state.handler,
        shown_day(state.internal_due, year),
        state.printed,
    ]
    looks = [CENTER, PLAIN, PLAIN, CENTER, CENTER, CENTER, CENTER, PLAIN]
    return _row(texts, TextLook("仿宋_GB2312", 10.5), looks)


def _row(texts: Sequence[str], look: TextLook, stands: Sequence[ParagraphLook]) -> Row:
    cells = zip(texts, stands, strict=True)
    return Row(
        tuple(
            Cell(tuple(paragraph(line, look=stand, font=look) for line in text.split("\n")), valign=VAlign.CENTER)
            for text, stand in cells
        )
    )


def read_desk_table(document: Document, year: int) -> tuple[tuple[DeskRow, ...], tuple[Finding, ...]]:
    """The rows of a returned table; a day that cannot be read is a finding and blank. `year` is for days without one."""
    rows: list[DeskRow] = []
    findings: list[Finding] = []
    for table in tables_of(document.blocks):
        columns: dict[str, int] = {}
        for line in grid_of(table):
            texts = [placed.cell.text.strip() if placed else "" for placed in line]
            found = {_known(text): i for i, text in enumerate(texts) if _known(text)}
            if "序号" in found and "承办股室" in found:
                columns = found
            elif columns and (m := _NUMBER.fullmatch(texts[columns["序号"]])):
                rows.append(_returned(int(m[1]), texts, columns, year, findings))
    return tuple(rows), tuple(findings)


def _known(text: str) -> str:
    word = bare(text)
    word = _ALSO.get(word, word)
    return word if any(word == heading for heading, _ in HEADINGS) else ""


def _returned(
    number: int, texts: Sequence[str], columns: Mapping[str, int], year: int, findings: list[Finding]
) -> DeskRow:
    def text(heading: str) -> str:
        return texts[columns[heading]] if heading in columns else ""

    due = None
    try:
        due = parse_day(text("内部时限"), year)
    except ValueError:
        message = f"第{number}项的内部时限“{text('内部时限')}”不是日期，没有读入，请改成“8月10日”这样。"
        findings.append(Finding(Severity.WARNING, "desk.due", message, (f"task:{number}",), "", text("内部时限")))
    return DeskRow(number, text("承办股室"), text("承办人"), due, text("落实情况"))
