"""Room: core. The 下发清单 that goes with blank forms: who gets which file, with how many tasks, due when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.document import Align, Cell, Document, ParagraphLook, Role, Row, Section, Table, TextLook, VAlign, paragraph
from core.ledger.standard_form import CROSSWISE

HEADINGS = (
    ("序号", 1.0),
    ("单位", 5.0),
    ("文件", 6.0),
    ("任务数", 1.4),
    ("其中牵头", 1.6),
    ("报送期限", 2.6),
    ("联系人", 1.7),
    ("联系电话", 2.6),
    ("签收", 2.0),
)
_LEFT = (1, 2)  # columns whose texts are no figures or short words
CENTER, PLAIN = ParagraphLook(align=Align.CENTER), ParagraphLook()


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One unit's form. `leads`: how many of its tasks the unit leads."""

    unit: str
    file: str
    tasks: int
    leads: int
    contact: str = ""
    phone: str = ""


def cover_list(lines: Sequence[CoverLine], title: str, round_name: str, due_on: date | None, made_on: date) -> Document:
    """As Word or as a workbook, by the ending that it is written under."""
    head = f"{title or '政务公开任务台账'}下发清单" + (f"（{round_name}）" if round_name else "")
    due = day_in_full(due_on) if due_on else ""
    rows = [_row([words for words, _ in HEADINGS], TextLook("黑体", 10.5))]
    for number, line in enumerate(lines, 1):
        figures = (str(line.tasks), str(line.leads))
        texts = (str(number), line.unit, line.file, *figures, due, line.contact, line.phone, "")
        rows.append(_row(texts, TextLook("仿宋_GB2312", 10.5)))
    total = f"共 {len(lines)} 个单位，{day_in_full(made_on)}下发。"
    room = CROSSWISE.width_mm - CROSSWISE.left_mm - CROSSWISE.right_mm
    whole = sum(share for _, share in HEADINGS)
    table = Table(tuple(rows), tuple(round(room * share / whole, 1) for _, share in HEADINGS), header_rows=1)
    blocks = (paragraph(head, Role.TITLE, CENTER), table, paragraph(total, font=TextLook("仿宋_GB2312", 14)))
    return Document((Section(blocks, CROSSWISE),), title=head, numbered=True)


def day_in_full(day: date) -> str:
    """2026年8月10日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _row(texts: Iterable[str], look: TextLook) -> Row:
    cells = (
        Cell((paragraph(text, look=PLAIN if at in _LEFT else CENTER, font=look),), valign=VAlign.CENTER)
        for at, text in enumerate(texts)
    )
    return Row(tuple(cells))
