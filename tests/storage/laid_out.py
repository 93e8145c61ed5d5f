"""What must hold of every page that was laid out, and pages and their text from the test font."""

from collections.abc import Iterable

from core.document import Document, Paragraph, paragraphs_of
from core.pages import Box, Page, PageFont, Pages, TextRun, ink_box
from storage.documents.layout.shaping import clean

SLACK = 0.06  # mm: runs are drawn on whole tenths


def body_text(pages: Pages) -> str:
    return "".join(run.text for page in pages.pages for run in page.runs)


def source_text(document: Document) -> str:
    return "".join(shown_text(p) for section in document.sections for p in paragraphs_of(section.blocks))


def shown_text(paragraph: Paragraph) -> str:
    """As a page shows it: breaks are lines, tabs are spaces."""
    return clean(paragraph.text).replace("\n", "").replace("\t", " ")


def check_geometry(pages: Pages) -> None:
    for page in pages.pages:
        boxes = [occupied(run, pages.fonts[run.font]) for run in page.runs]
        for box, run in zip(boxes, page.runs, strict=True):
            assert inside(box, page.text_area), (run.text, box, page.text_area)
        check_apart([box for box, run in zip(boxes, page.runs, strict=True) if run.text.strip()])
        check_rules(page)


def occupied(run: TextRun, font: PageFont) -> Box:
    """Across, what the run advances (slanted letters may lean a little over it); down, what it paints."""
    ink = ink_box(run, font)
    return Box(run.x, ink.y, run.width, ink.height)


def inside(box: Box, area: Box) -> bool:
    return (
        box.x >= area.x - SLACK
        and box.y >= area.y - SLACK
        and box.right <= area.right + SLACK
        and box.bottom <= area.bottom + SLACK
    )


def check_apart(boxes: Iterable[Box]) -> None:
    seen: list[Box] = []
    for box in sorted(boxes, key=lambda b: b.y):
        seen = [s for s in seen if s.bottom > box.y + 2 * SLACK]
        for other in seen:
            assert box.x >= other.right - 2 * SLACK or other.x >= box.right - 2 * SLACK, (box, other)
        seen.append(box)


def check_rules(page: Page) -> None:
    area = page.text_area
    for line in page.lines[: len(page.lines) if not page.margin_runs else 0]:
        assert line.x1 >= area.x - SLACK
        assert line.x2 <= area.right + SLACK
        assert line.y1 >= area.y - SLACK
        assert line.y2 <= area.bottom + SLACK


def font_of(pages: Pages, family: str) -> PageFont:
    return next(f for f in pages.fonts if f.family == family and f.glyphs)
