"""Room: storage. One page as OFD: a text line of one font is one TextObject with one TextCode and one CGTransform."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape

from core.pages import Box, Line, Page, PageFont, Rectangle, TextRun
from storage.documents.writers.info import InkBox, number


class Ids:
    """One counter for everything in the document."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        self.last += 1
        return self.last


class PageWriter:
    """`fonts`: the display list's number → (OFD id, font); `first` has the document's size."""

    def __init__(self, fonts: dict[int, tuple[int, PageFont]], ids: Ids, first: Page) -> None:
        self._ids = ids
        self._size = (first.width_mm, first.height_mm)
        self._fonts = fonts
        self._boxes = {n: InkBox(font) for n, (_, font) in fonts.items()}
        self._glyphs = {n: {c: str(g) for c, g in font.glyphs.items()} for n, (_, font) in fonts.items()}

    def content(self, page: Page) -> str:
        layer = self._ids.next()
        objects = "".join([*map(self._text, page.all_runs), *map(self._rectangle, page.rectangles), *self._rules(page)])
        return f'{self._area(page)}<ofd:Content><ofd:Layer ID="{layer}" Type="Body">{objects}</ofd:Layer></ofd:Content>'

    def _area(self, page: Page) -> str:
        """Said only where the page is not of the document's own size."""
        if (page.width_mm, page.height_mm) == self._size:
            return ""
        box = f"0 0 {number(page.width_mm)} {number(page.height_mm)}"
        return f"<ofd:Area><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:Area>"

    def _text(self, run: TextRun) -> str:
        identifier, font = self._fonts[run.font]
        box = self._boxes[run.font](run)
        deltas = f' DeltaX="{delta_text(run.advances[:-1])}"' if len(run.text) > 1 else ""
        glyphs = self._transform(run) if font.data else ""
        return (
            f'<ofd:TextObject ID="{self._ids.next()}" Boundary="{_boundary(box)}" Font="{identifier}" '
            f'Size="{number(run.size_mm)}">{glyphs}'
            f'<ofd:TextCode X="{number(run.x - box.x)}" Y="{number(run.y - box.y)}"{deltas}>{escape(run.text)}'
            "</ofd:TextCode></ofd:TextObject>"
        )

    def _transform(self, run: TextRun) -> str:
        count = len(run.text)
        ids = " ".join(map(self._glyphs[run.font].__getitem__, run.text))
        return (
            f'<ofd:CGTransform CodePosition="0" CodeCount="{count}" GlyphCount="{count}">'
            f"<ofd:Glyphs>{ids}</ofd:Glyphs></ofd:CGTransform>"
        )

    def _rules(self, page: Page) -> Iterator[str]:
        """All rules of one strength are one path."""
        for strength, group in groupby(sorted(page.lines, key=_strength), key=_strength):
            rules = list(group)
            half = strength / 2
            x, y = max(min(r.x1 for r in rules) - half, 0), max(min(r.y1 for r in rules) - half, 0)
            right = min(max(r.x2 for r in rules) + half, page.width_mm)
            bottom = min(max(r.y2 for r in rules) + half, page.height_mm)
            path = " ".join(
                f"M {number(r.x1 - x)} {number(r.y1 - y)} L {number(r.x2 - x)} {number(r.y2 - y)}" for r in rules
            )
            yield self._path(Box(x, y, right - x, bottom - y), f'LineWidth="{number(strength)}"', path)

    def _rectangle(self, rectangle: Rectangle) -> str:
        box, filled = rectangle.box, rectangle.fill is not None
        w, h = number(box.width), number(box.height)
        look = 'Stroke="false" Fill="true"' if filled else f'LineWidth="{number(rectangle.line_mm)}"'
        grey = round(255 * (rectangle.fill or 0))
        colour = f'<ofd:FillColor Value="{grey} {grey} {grey}"/>' if filled else ""
        return self._path(box, look, f"M 0 0 L {w} 0 L {w} {h} L 0 {h} C", colour)

    def _path(self, box: Box, look: str, path: str, colour: str = "") -> str:
        return (
            f'<ofd:PathObject ID="{self._ids.next()}" Boundary="{_boundary(box)}" {look}>{colour}'
            f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>"
        )


def _strength(line: Line) -> float:
    return line.width_mm


def _boundary(box: Box) -> str:
    return f"{number(box.x)} {number(box.y)} {number(box.width)} {number(box.height)}"


def delta_text(advances: Iterable[float]) -> str:
    """Advances as DeltaX: three or more equal ones are written "g count value"."""
    parts: list[str] = []
    for advance, group in groupby(advances):
        count, text = sum(1 for _ in group), number(advance)
        parts += [f"g {count} {text}"] if count > 2 else [text] * count
    return " ".join(parts)
