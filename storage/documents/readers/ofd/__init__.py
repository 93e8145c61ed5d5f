"""Room: storage. Reads an OFD, our own or any other software's, into the neutral Document (docs/formats/ofd.md).

An OFD knows only where characters and lines stand. What is unsure stays a paragraph; no text is ever left out.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from core.document import Block, Document, PageSetup, Section, mm
from core.errors import LedgerError
from storage.documents.ofd_package import OfdDocument, child_text, open_ofd
from storage.documents.package import SAFE
from storage.documents.readers.ofd.blocks import PageTable, flow_of
from storage.documents.readers.ofd.joined import joined_tables
from storage.documents.readers.ofd.lines import Line, paragraphs_in, usual_right
from storage.documents.readers.ofd.margins import without_margins
from storage.documents.readers.ofd.page import PageContent, PageReader

Flow = list[Line | PageTable]
Size = tuple[float, float]


NO_TEXT = f"该 OFD 中没有可读取的文字，可能是扫描件。{SAFE}请向发送方索取可编辑的文件。"


class NoText(LedgerError):
    """The OFD opens, but shows pictures only."""


def read_ofd(data: bytes | Path) -> Document:
    """Read an OFD. LedgerError when it cannot be opened or is hostile, NoText when it is a scanned picture."""
    document, _ = read_pages(data)
    if not document.blocks:
        raise NoText(NO_TEXT)
    return document


def read_pages(data: bytes | Path) -> tuple[Document, tuple[int, ...]]:
    """The document, without blocks where no page has text, and the pages that are pictures, from 1."""
    _, documents = open_ofd(data)
    pages: list[PageContent] = []
    sections: list[Section] = []
    for document in documents:
        reader = PageReader(document)
        read = [reader.read(page) for page in document.pages]
        sections += sections_of(read)
        pages += read
    return Document(tuple(sections), title=_title(documents[0])), scanned_pages(pages)


def scanned_pages(pages: Iterable[PageContent]) -> tuple[int, ...]:
    """Pages that show pictures only: what stands there was not read."""
    return tuple(number for number, page in enumerate(pages, 1) if page.scanned)


def sections_of(pages: Iterable[PageContent]) -> Iterator[Section]:
    """What any fixed layout shows, as blocks. Neighbouring pages of one size are a section."""
    for size, group in groupby(enumerate(pages), key=lambda page: (page[1].width, page[1].height)):
        yield _section(size, list(group))


def _section(size: Size, pages: list[tuple[int, PageContent]]) -> Section:
    flows = [flow_of(content, number) for number, content in pages]
    flows, margins = without_margins(flows, size[1])
    lines = [item for flow in flows for item in flow if isinstance(item, Line)]
    left, right = _edges(lines, size[0])
    items = joined_tables([item for flow in flows for item in flow])
    blocks: list[Block] = []
    for is_line, group in groupby(items, key=lambda item: isinstance(item, Line)):
        if is_line:
            blocks += paragraphs_in([item for item in group if isinstance(item, Line)], left, right)
        else:
            blocks += (item for item in group if not isinstance(item, Line))
    return Section(tuple(blocks), _setup(size, flows, left, right), margins.header, margins.footer)


def _edges(lines: list[Line], page_width: float) -> tuple[float, float]:
    if not lines:
        return 0.0, page_width
    return min(line.left for line in lines), usual_right(lines, page_width)


def _setup(size: Size, flows: list[Flow], left: float, right: float) -> PageSetup:
    """Paper and the margins that the content leaves free."""
    tables = [item for flow in flows for item in flow if isinstance(item, PageTable)]
    first = min((left, *(t.xs[0] for t in tables)))
    last = max((right if left else 0.0, *(t.xs[-1] for t in tables)))
    tops = [item.top if isinstance(item, PageTable) else item.pieces[0].top for flow in flows for item in flow[:1]]
    default = PageSetup()
    return PageSetup(
        mm(size[0]),
        mm(size[1]),
        top_mm=mm(max(min(tops, default=default.top_mm), 5)),
        right_mm=mm(min(max(size[0] - last, 5), size[0] / 3)) if last else default.right_mm,
        bottom_mm=default.bottom_mm if size[1] >= size[0] else default.right_mm,
        left_mm=mm(min(max(first, 5), size[0] / 3)) if first else default.left_mm,
    )


def _title(document: OfdDocument) -> str:
    info = next(document.body.iterchildren("{*}DocInfo"), None)
    return child_text(info, "Title") if info is not None else ""
