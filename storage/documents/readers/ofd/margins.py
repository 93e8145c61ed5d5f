"""Room: storage. Page numbers and lines that every page repeats, taken out of the text and kept as header and footer."""

import re
from dataclasses import dataclass

from core.document import PageField, Paragraph, Run, paragraph
from storage.documents.readers.ofd.blocks import PageTable
from storage.documents.readers.ofd.lines import Line

EDGE = 0.16  # of the page's height: where headers and footers stand
MANY = 3  # pages that must repeat a line before it counts as header or footer
_PAGE_NUMBER = re.compile(
    r"[-—–－─·•\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?[-—–－─·•\s]*(?:[/，,]?\s*共?\s*(\d{1,4})\s*页?)?"
)

Flow = list[Line | PageTable]


@dataclass(frozen=True, slots=True)
class Margins:
    """What stands above and below the text of every page."""

    header: tuple[Paragraph, ...] = ()
    footer: tuple[Paragraph, ...] = ()


def without_margins(flows: list[Flow], height: float) -> tuple[list[Flow], Margins]:
    """The flows without page numbers and repeated lines at the edges of the page, and those as header and footer."""
    repeated = _repeated(flows, height)
    kept: list[Flow] = []
    header: dict[str, Paragraph] = {}
    footer: dict[str, Paragraph] = {}
    for flow in flows:
        rest: Flow = []
        for i, item in enumerate(flow):
            found = _margin(item, height, i in (0, len(flow) - 1), repeated) if isinstance(item, Line) else None
            if found is None:
                rest.append(item)
            else:
                side = header if isinstance(item, Line) and item.baseline < height / 2 else footer
                side.setdefault(_key(found), found)
        kept.append(rest)
    return kept, Margins(tuple(header.values()), tuple(footer.values()))


def _margin(line: Line, height: float, at_end: bool, repeated: set[tuple[str, int]]) -> Paragraph | None:
    if not _at_edge(line, height):
        return None
    match = _PAGE_NUMBER.fullmatch(line.text.strip()) if at_end else None
    if match:
        return _numbered(line.text.strip(), match)
    return paragraph(line.text) if _place(line) in repeated else None


def _numbered(text: str, match: re.Match[str]) -> Paragraph:
    """The page number as a field, so that another layout counts anew."""
    start, end = match.span(1)
    runs = [Run(text[:start]), Run(match[1], field=PageField.PAGE)]
    if match[2]:
        runs += [Run(text[end : match.start(2)]), Run(match[2], field=PageField.PAGES)]
        end = match.end(2)
    return Paragraph(tuple(run for run in (*runs, Run(text[end:])) if run.text))


def _key(found: Paragraph) -> str:
    return "".join("#" if run.field else run.text for run in found.runs)


def _repeated(flows: list[Flow], height: float) -> set[tuple[str, int]]:
    if len(flows) < MANY:
        return set()
    pages = [{_place(item) for item in flow if isinstance(item, Line) and _at_edge(item, height)} for flow in flows]
    return set.intersection(*pages)


def _place(line: Line) -> tuple[str, int]:
    return line.text, round(line.baseline / 2)


def _at_edge(line: Line, height: float) -> bool:
    return not EDGE * height < line.baseline < (1 - EDGE) * height
