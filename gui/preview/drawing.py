"""Room: gui. Pages drawn with QPainter: the same fonts, glyphs and places as in the OFD and the PDF."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QGlyphRun, QPainter, QPen, QRawFont

from core.pages import Box, Page, PageFont, Pages, TextRun

PAPER, INK = "#FFFFFF", "#000000"
PREPARED_PAGES = 12  # glyph runs kept ready: the pages in sight and their neighbours
SIZES_KEPT = 64


@dataclass(frozen=True, slots=True)
class PlainText:
    """A run whose font may not be carried along: drawn with the installed font of that name."""

    font: QFont
    places: tuple[tuple[QPointF, str], ...]


class PageArtist:
    """Draws the pages at any scale (pixels a mm). The text is never scaled as a picture, so it stays sharp."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self._data = [QByteArray(font.data) for font in pages.fonts]
        self._raw: OrderedDict[tuple[int, float], QRawFont] = OrderedDict()
        self._prepared: OrderedDict[tuple[int, float], list[QGlyphRun | PlainText]] = OrderedDict()

    def draw(self, painter: QPainter, number: int, scale: float) -> None:
        """Draw page `number` (from 0) with its top left corner at the painter's origin. The paper is not painted."""
        page = self.pages.pages[number]
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        for rectangle in page.rectangles:
            self._rectangle(painter, scaled(rectangle.box, scale), rectangle.fill, rectangle.line_mm * scale)
        painter.setPen(QColor(INK))
        for run in self._runs(number, scale):
            _draw_run(painter, run)
        for width, lines in _by_width(page).items():
            painter.setPen(_pen(width * scale))
            drawn = [QLineF(x1 * scale, y1 * scale, x2 * scale, y2 * scale) for x1, y1, x2, y2 in lines]
            painter.drawLines(drawn)  # pyright: ignore[reportUnknownMemberType]

    def _runs(self, number: int, scale: float) -> "list[QGlyphRun | PlainText]":
        key = (number, scale)
        if key not in self._prepared:
            self._prepared[key] = [self._run(run, scale) for run in self.pages.pages[number].all_runs]
            if len(self._prepared) > PREPARED_PAGES:
                self._prepared.popitem(last=False)
        self._prepared.move_to_end(key)
        return self._prepared[key]

    def _run(self, run: TextRun, scale: float) -> "QGlyphRun | PlainText":
        font = self.pages.fonts[run.font]
        places = _places(run, scale)
        raw = self._font(run.font, run.size_mm * scale) if font.data else None
        if raw is None or not raw.isValid():
            return PlainText(_named(font, run.size_mm * scale), tuple(zip(places, run.text, strict=True)))
        made = QGlyphRun()
        made.setRawFont(raw)
        made.setGlyphIndexes([font.glyphs[char] for char in run.text])  # pyright: ignore[reportUnknownMemberType]
        made.setPositions(places)  # pyright: ignore[reportUnknownMemberType]
        return made

    def _font(self, number: int, size_px: float) -> QRawFont:
        key = (number, round(size_px, 3))
        if key not in self._raw:
            unhinted = QFont.HintingPreference.PreferNoHinting
            self._raw[key] = QRawFont(self._data[number], size_px, unhinted)
            if len(self._raw) > SIZES_KEPT:
                self._raw.popitem(last=False)
        self._raw.move_to_end(key)
        return self._raw[key]

    def _rectangle(self, painter: QPainter, box: QRectF, fill: float | None, line_px: float) -> None:
        if fill is not None:
            painter.fillRect(box, QColor.fromRgbF(fill, fill, fill))
            return
        painter.setPen(_pen(line_px))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)


def scaled(box: Box, scale: float) -> QRectF:
    return QRectF(box.x * scale, box.y * scale, box.width * scale, box.height * scale)


def page_size(page: Page, scale: float) -> QSizeF:
    return QSizeF(page.width_mm * scale, page.height_mm * scale)


def _places(run: TextRun, scale: float) -> list[QPointF]:
    places: list[QPointF] = []
    x, y = run.x * scale, run.y * scale
    for advance in run.advances:
        places.append(QPointF(x, y))
        x += advance * scale
    return places


def _draw_run(painter: QPainter, run: "QGlyphRun | PlainText") -> None:
    if isinstance(run, QGlyphRun):
        painter.drawGlyphRun(QPointF(), run)
        return
    painter.setFont(run.font)  # pyright: ignore[reportUnknownMemberType]
    for place, char in run.places:
        painter.drawText(place, char)


def _named(font: PageFont, size_px: float) -> QFont:
    made = QFont(font.family)
    made.setPixelSize(max(round(size_px), 1))
    made.setBold(font.bold)
    made.setItalic(font.italic)
    return made


def _by_width(page: Page) -> dict[float, list[tuple[float, float, float, float]]]:
    widths: dict[float, list[tuple[float, float, float, float]]] = {}
    for line in page.lines:
        widths.setdefault(line.width_mm, []).append((line.x1, line.y1, line.x2, line.y2))
    return widths


def _pen(width_px: float) -> QPen:
    """Thin rules stay visible on a screen, where they are less than a pixel wide."""
    pen = QPen(QColor(INK), max(width_px, 0.7))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
