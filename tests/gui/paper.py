"""What the tests of pages share: fonts that the tests make, a printer that prints into a PDF, documents to look at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from core.document import Block, Document, PageSetup, Role, Row, Section, Table, paragraph, text_cell
from storage.documents.desk import LocalDocuments
from storage.documents.fonts import FontFinder
from tests.gui.conftest import FakeDialogs
from tests.storage.made_font import make_font

UPRIGHT, LYING = PageSetup(), PageSetup(width_mm=297, height_mm=210)


@dataclass
class PrintingDialogs(FakeDialogs):
    """`set_up` is what the user does in the system's print dialog; None is 取消."""

    set_up: Callable[[QPrinter], object] | None = None
    pages_offered: list[int] = field(default_factory=list[int])

    def choose_printer(self, printer: object, pages: int) -> bool:
        assert isinstance(printer, QPrinter)
        self.pages_offered.append(pages)
        if self.set_up is not None:
            self.set_up(printer)
        return self.set_up is not None


def documents_in_made_fonts(folder: Path) -> LocalDocuments:
    make_font(folder / "YunLing.ttf")
    return LocalDocuments(FontFinder([folder]))


def report(pages: int = 4) -> Document:
    """An upright section of one page, then lying ones of one page each."""
    first = Section((paragraph("云岭县2026年政务公开工作报告", role=Role.TITLE), paragraph("总体情况良好。")), UPRIGHT)
    return Document((first, *(Section(table(n), LYING) for n in range(1, pages))))


def table(number: int) -> tuple[Block, ...]:
    rows = (
        Row((text_cell("序号"), text_cell("任务"))),
        Row((text_cell(str(number)), text_cell(f"第{number}项，公开率"))),
    )
    return (paragraph(f"附表{number}"), Table(rows, header_rows=1))
