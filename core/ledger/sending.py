"""Room: core. The papers beside a form that is sent: 报送清单 (what to whom by when) and 送审单 (who signs)."""

from collections.abc import Sequence
from datetime import date

from core.days import shown_day
from core.document import (
    Align,
    Block,
    Cell,
    Document,
    ParagraphLook,
    Role,
    Row,
    Section,
    Table,
    TextLook,
    VAlign,
    paragraph,
)
from core.ledger.record import LedgerBook
from core.ledger.round import Round

BODY = TextLook("仿宋_GB2312", 14)
NARROW_MM, WIDE_MM = 38.0, 118.0
TITLE_LOOK = ParagraphLook(align=Align.CENTER, after_pt=16)
NOTE_LOOK = ParagraphLook(before_pt=8)
SIGN_ROWS_MM = 22.0


def sending_list(
    book: LedgerBook, round_: Round, unit: str, channel: str, files: Sequence[str], code: str, on: date, review: bool
) -> Document:
    """What is sent to whom by when, its 版本码, and the steps that are still to be done by hand."""
    steps = [
        *(["送审：连同送审单送分管领导签发"] if review else []),
        "盖章：在导出的文件上盖单位公章",
        "报送：在期限前报主管部门",
        "登记：在本程序“报送与导出”里登记报送日期和方式",
    ]
    rows = [
        ("台账", book.title),
        ("填报单位", unit),
        ("期次", round_.name),
        ("报送期限", f"{shown_day(round_.due_on)}前" if round_.due_on else "未填写"),
        ("报送方式", channel or "按主管部门要求"),
        ("报送文件", "\n".join(files)),
        ("版本码", code),
        ("导出日期", shown_day(on)),
        ("还要做的", "\n".join(f"□ {step}" for step in steps)),
    ]
    note = "版本码由文件中看得见的文字算出，盖章件、纸质件与本表版本码一致即为同一版本。"
    return _page("报送清单", rows, note)


def review_sheet(book: LedgerBook, round_: Round, unit: str, files: Sequence[str], code: str, on: date) -> Document:
    """One page for the leader's signature; the boxes stay empty."""
    rows = [
        ("材料", f"{book.title}{f'（{round_.name}）' if round_.name else ''}"),
        ("填报单位", unit),
        ("文件", "\n".join(files)),
        ("版本", f"{code}（{shown_day(on)}导出）"),
        ("报送期限", f"{shown_day(round_.due_on)}前" if round_.due_on else ""),
        ("拟稿", ""),
        ("股室负责人", ""),
        ("保密审查意见", ""),
        ("分管领导签发", ""),
    ]
    return _page("送审单", rows, "签发后如有改动，请重新导出并核对版本码。")


def _page(title: str, rows: Sequence[tuple[str, str]], note: str) -> Document:
    table = Table(
        tuple(Row((_cell(name, center=True), _cell(value)), 0 if value else SIGN_ROWS_MM) for name, value in rows),
        (NARROW_MM, WIDE_MM),
    )
    blocks: tuple[Block, ...] = (
        paragraph(title, Role.TITLE, TITLE_LOOK),
        table,
        paragraph(note, look=NOTE_LOOK, font=TextLook("仿宋_GB2312", 12)),
    )
    return Document((Section(blocks),), numbered=True)


def _cell(text: str, center: bool = False) -> Cell:
    look = ParagraphLook(align=Align.CENTER if center else Align.LEFT, line_pt=24)
    return Cell(tuple(paragraph(line, look=look, font=BODY) for line in text.split("\n")), valign=VAlign.CENTER)
