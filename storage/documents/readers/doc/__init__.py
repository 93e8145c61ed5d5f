"""Room: storage. Reads Word 97-2003 documents (.doc) and Kingsoft's .wps into the neutral Document (docs/formats/doc.md)."""

from dataclasses import replace
from pathlib import Path

from core.document import Block, Document, Paragraph, Section
from storage.documents.readers.doc.sections import margin_stories, parts_of
from storage.documents.readers.doc.stories import Stories
from storage.documents.readers.doc.streams import open_doc


def read_doc(source: bytes | Path, look: bool = False) -> Document:
    """Body, tables with their spans, nested tables, text boxes, automatic numbers, headers and footers.

    Deleted and hidden text is left out. `look` as of read_docx. Raises LedgerError for what cannot be read.
    """
    streams = open_doc(source)
    stories = Stories(streams, look)
    sections: list[Section] = []
    header: tuple[Block, ...] = ()
    footer: tuple[Block, ...] = ()
    for number, part in enumerate(parts_of(streams, streams.story(0)[1])):
        blocks = stories.blocks(part.start, part.end)
        above, below = margin_stories(streams, number)
        header = _margin(stories, above) if above[0] < above[1] else header
        footer = _margin(stories, below) if below[0] < below[1] else footer
        if sections and not part.begins_page and sections[-1].page == part.page:
            sections[-1] = replace(sections[-1], blocks=sections[-1].blocks + blocks)
        else:
            sections.append(Section(blocks, part.page, header, footer))
    return Document(tuple(sections))


def _margin(stories: Stories, place: tuple[int, int]) -> tuple[Block, ...]:
    """A header or footer; () where it shows nothing. Its story ends with a mark that belongs to no paragraph."""
    blocks = stories.blocks(place[0], place[1] - 1)
    return blocks if any(not isinstance(b, Paragraph) or b.runs for b in blocks) else ()
