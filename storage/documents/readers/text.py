"""Room: storage. Reads plain text: a line is a paragraph, lines with tabs one below another are a table."""

import re
from collections.abc import Iterator
from itertools import groupby

from core.document import Block, Document, Row, Section, Table, paragraph, text_cell
from core.errors import LedgerError
from storage.documents.readers.encoding import decode_text

_LINE_END = re.compile("\r\n|\r|\n")


def read_text(data: bytes) -> Document:
    """UTF-8, UTF-16 or GB 18030. Raises LedgerError for what is no text."""
    text = decode_text(data)
    if text is None:
        raise LedgerError("该文件不是文本文件，或者已损坏，原文件未作任何改动。请确认文件类型，或向发送方重新索取。")
    lines = _LINE_END.split(text.replace("\f", ""))
    if lines[-1] == "":
        lines.pop()
    return Document((Section(tuple(_blocks(lines))),))


def _blocks(lines: list[str]) -> Iterator[Block]:
    for tabbed, group in groupby(lines, key=lambda line: "\t" in line):
        found = list(group)
        if tabbed and _is_table(found):
            yield _table(found)
        else:
            yield from map(paragraph, found)


def _is_table(lines: list[str]) -> bool:
    """Two lines or more, and not just text that is indented with tabs."""
    return len(lines) > 1 and any("\t" in line.strip("\t ") for line in lines)


def _table(lines: list[str]) -> Table:
    rows = [line.split("\t") for line in lines]
    width = max(map(len, rows))
    return Table(tuple(Row(tuple(text_cell(text) for text in row + [""] * (width - len(row)))) for row in rows))
