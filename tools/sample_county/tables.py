"""Word tables as WPS writes them: fixed layout, every cell with its width and borders, merges by gridSpan and vMerge."""

from collections.abc import Sequence
from dataclasses import dataclass

from .typist import CELL, FLUSH, Font, Stand, Typist, look

BORDERS = "".join(
    f'<w:{side} w:val="single" w:color="auto" w:sz="4" w:space="0"/>' for side in ("top", "left", "bottom", "right")
)
INSIDE = BORDERS + "".join(
    f'<w:{side} w:val="single" w:color="auto" w:sz="4" w:space="0"/>' for side in ("insideH", "insideV")
)
PROMPT = "单击或点击此处输入文字。"


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its paragraphs as XML, how many columns it takes, and its part in a merge downwards.

    `down` is "" (none), "restart" or "continue". `shade` is a fill colour.
    """

    body: str
    span: int = 1
    down: str = ""
    valign: str = "center"
    shade: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row; `height` in twips (0: what the text needs), `header` repeats it on every page."""

    boxes: Sequence[Box]
    height: int = 0
    header: bool = False


def box(typist: Typist, text: str, font: Font = CELL, stand: Stand = FLUSH, span: int = 1, down: str = "") -> Box:
    """A cell with one paragraph a line."""
    return Box(typist.lines(text, font, stand), span, down)


def table(typist: Typist, widths: Sequence[int], lines: Sequence[Line], *, nested: bool = False) -> str:
    """`widths` in twips, one a grid column."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(typist, widths, line) for line in lines)
    place = "" if nested else '<w:jc w:val="center"/>'
    properties = (
        f'<w:tblPr><w:tblStyle w:val="a5"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{place}'
        f'<w:tblBorders>{INSIDE}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
        '<w:right w:w="57" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
    )
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def prompt(typist: Typist, font: Font = CELL) -> str:
    """A paragraph that is an unfilled content control, inside a cell."""
    number = 100_000_000 + typist.next_id() * 7919
    shown = f'<w:r><w:rPr><w:rStyle w:val="a6"/><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>{PROMPT}</w:t></w:r>'
    control = (
        f'<w:sdt><w:sdtPr>{look(font)}<w:alias w:val="进展落实情况"/><w:tag w:val="progress"/><w:id w:val="{number}"/>'
        '<w:placeholder><w:docPart w:val="DefaultPlaceholder_-1854013440"/></w:placeholder><w:showingPlcHdr/><w:text w:multiLine="1"/>'
        f"</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>"
    )
    return typist.paragraph("", font).replace("</w:p>", control + "</w:p>")


def _row(typist: Typist, widths: Sequence[int], line: Line) -> str:
    cells: list[str] = []
    at = 0
    for one in line.boxes:
        cells.append(_cell(one, sum(widths[at : at + one.span])))
        at += one.span
    height = f'<w:trHeight w:val="{line.height}" w:hRule="atLeast"/>' if line.height else ""
    header = "<w:tblHeader/>" if line.header else ""
    rsid = typist.rsids[len(cells) % len(typist.rsids)]
    return f'<w:tr w:rsidR="{rsid}"><w:trPr><w:cantSplit/>{height}{header}<w:jc w:val="center"/></w:trPr>{"".join(cells)}</w:tr>'


def _cell(one: Box, width: int) -> str:
    span = f'<w:gridSpan w:val="{one.span}"/>' if one.span > 1 else ""
    down = {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}.get(one.down, "")
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{one.shade}"/>' if one.shade else ""
    valign = f'<w:vAlign w:val="{one.valign}"/>' if one.valign != "top" else ""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{down}<w:tcBorders>{BORDERS}</w:tcBorders>{shade}<w:noWrap w:val="0"/>{valign}'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{one.body}</w:tc>"
