"""Room: core. Pieces of a draft in the manner of GB/T 9704-2012: title, headings, body, a ruled table."""

from collections.abc import Iterable, Sequence

from core.document import (
    Align,
    Block,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    ParagraphLook,
    Role,
    Row,
    Section,
    Table,
    TextLook,
    VAlign,
    mm,
    paragraph,
)

LINE_PT = 29  # 225 mm over 22 lines
BODY = ParagraphLook(Align.JUSTIFY, first_line_pt=32, line_pt=LINE_PT)  # two characters of 3号
_TITLE = ParagraphLook(Align.CENTER, after_pt=LINE_PT)
_HEADING = ParagraphLook(Align.LEFT, first_line_pt=32, line_pt=LINE_PT, keep_with_next=True)
_MARK = ParagraphLook(Align.RIGHT, line_pt=LINE_PT)
_SIGNED = ParagraphLook(Align.RIGHT, right_pt=64, line_pt=LINE_PT)
_CENTRED = ParagraphLook(Align.CENTER)
_IN_TABLE = TextLook(size_pt=10.5)
_TABLE_HEAD = TextLook("黑体", 10.5)


def draft(blocks: Iterable[Block], title: str, page: PageSetup | None = None) -> Document:
    return Document((Section(tuple(blocks), page or PageSetup()),), title=title, numbered=True)


def title(text: str) -> Paragraph:
    return paragraph(text, Role.TITLE, _TITLE)


def heading(text: str, role: Role = Role.HEADING_1) -> Paragraph:
    return paragraph(text, role, _HEADING)


def body(text: str) -> Paragraph:
    return paragraph(text, look=BODY)


def mark(text: str) -> Paragraph:
    """A line at the right margin: 送审稿."""
    return paragraph(text, look=_MARK)


def signed(text: str) -> Paragraph:
    return paragraph(text, look=_SIGNED)


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[float], page: PageSetup | None = None
) -> Table:
    """`shares` of the width between the margins."""
    paper = page or PageSetup()
    room = paper.width_mm - paper.left_mm - paper.right_mm
    head = Row(tuple(_cell(text, _TABLE_HEAD, _CENTRED) for text in heads))
    made = [Row(tuple(_cell(text, _IN_TABLE, ParagraphLook()) for text in row)) for row in rows]
    widths = tuple(mm(room * share / sum(shares)) for share in shares)
    return Table((head, *made), widths, header_rows=1)


def _cell(text: str, look: TextLook, stand: ParagraphLook) -> Cell:
    return Cell(tuple(paragraph(line, look=stand, font=look) for line in text.split("\n")), valign=VAlign.CENTER)
