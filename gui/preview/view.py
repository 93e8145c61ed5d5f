"""Room: gui. The pages one below another: only what is in sight is painted, sharp at every zoom."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from core.page_search import Hit, page_text
from core.pages import Box, Pages
from gui.preview.drawing import PAPER, PageArtist, page_size, scaled
from gui.preview.stack import GAP_PX, PageStack, fitting_scale
from gui.theme import Theme

LEVELS = (50, 75, 100, 125, 150, 200, 300, 400)
FOUND, FOUND_NOW, SEAL_RING = "#FFE99A", "#FFB454", "#B3261E"  # on white paper in both looks
MM_AN_INCH = 25.4


class Fit(Enum):
    WIDTH = "适合页宽"
    PAGE = "适合整页"


class PageView(QAbstractScrollArea):
    page_changed = Signal(int)  # from 0
    zoom_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pageView")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("页面")
        self.setCornerWidget(QWidget())
        self._theme = theme
        self.artist = PageArtist(Pages(()))
        self.fit: Fit | None = Fit.WIDTH
        self.percent = 100.0
        self.show_seals = False
        self._hits: Sequence[Hit] = ()
        self._hit = -1
        self._stack = PageStack()
        self._page = 0
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._scrolled)
        theme.changed.connect(self.viewport().update)

    @property
    def pages(self) -> Pages:
        return self.artist.pages

    @property
    def page(self) -> int:
        """The page that is looked at, from 0."""
        return self._page

    @property
    def scale(self) -> float:
        """Pixels a millimetre."""
        return self._full_scale() * self.percent / 100

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_pages(self, artist: PageArtist) -> None:
        """Show these pages at the place that was looked at before."""
        at = self.verticalScrollBar().value()
        self.artist, self._hits, self._hit = artist, (), -1
        self._arrange()
        self.verticalScrollBar().setValue(at)
        self._tell_page(again=True)
        self.zoom_changed.emit()

    def show_hits(self, hits: Sequence[Hit], now: int) -> None:
        """Mark what was found and bring hit `now` into sight."""
        self._hits, self._hit = hits, now
        if 0 <= now < len(hits):
            self.show_box(hits[now].page, hits[now].boxes[0])
        self.viewport().update()

    def show_box(self, page: int, box: Box) -> None:
        """Scroll so that the box stands in the middle, unless it is in sight already."""
        place = scaled(box, self.scale).translated(self._origin(page))
        if not QRectF(self.viewport().rect()).adjusted(8, 8, -8, -8).contains(place):
            across, down = self.horizontalScrollBar(), self.verticalScrollBar()
            across.setValue(round(across.value() + place.center().x() - self.viewport().width() / 2))
            down.setValue(round(down.value() + place.center().y() - self.viewport().height() / 2))

    def go_to(self, page: int) -> None:
        if 0 <= page < len(self._stack.tops):
            self.verticalScrollBar().setValue(round(self._stack.tops[page] - GAP_PX / 2))
            self._tell_page(page)

    def mark_seals(self, on: bool) -> None:
        self.show_seals = on
        self.viewport().update()

    # -- zoom --------------------------------------------------------------------------------------------------------

    def set_fit(self, fit: Fit) -> None:
        self.fit = fit
        self._zoom_around(QPointF(self.viewport().rect().center()), None)

    def set_percent(self, percent: float, around: QPointF | None = None) -> None:
        self.fit = None
        self._zoom_around(around or QPointF(self.viewport().rect().center()), percent)

    def step_zoom(self, by: int, around: QPointF | None = None) -> None:
        """To the next of the usual steps, up or down."""
        levels = [n for n in LEVELS if (n > self.percent + 0.5 if by > 0 else n < self.percent - 0.5)]
        if levels:
            self.set_percent(levels[0] if by > 0 else levels[-1], around)

    def _zoom_around(self, point: QPointF, percent: float | None) -> None:
        """What stands at `point` stays there."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        page, held = self.place_at(point)
        if percent is not None:
            self.percent = float(min(max(percent, LEVELS[0]), LEVELS[-1]))
        self._arrange()
        if self._stack.tops:
            moved = self._origin(page) + held * self.scale - point
            across.setValue(round(across.value() + moved.x()))
            down.setValue(round(down.value() + moved.y()))
        self.zoom_changed.emit()
        self.viewport().update()

    def _full_scale(self) -> float:
        return self.logicalDpiX() / MM_AN_INCH

    def _fitted(self) -> float:
        """The percentage at which the widest page fits."""
        room = self.viewport().size()
        height = room.height() if self.fit is Fit.PAGE else None
        percent = fitting_scale(self.pages.pages, room.width(), height) / self._full_scale() * 100
        return min(max(percent, 20.0), float(LEVELS[-1]))

    # -- places ------------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        pages, room = self.pages.pages, self.viewport().size()
        if self.fit and pages:
            self.percent = self._fitted()
        self._stack = PageStack.of(pages, self.scale)
        for bar, length, seen in (
            (self.verticalScrollBar(), self._stack.height, room.height()),
            (self.horizontalScrollBar(), self._stack.width, room.width()),
        ):
            bar.setRange(0, max(0, round(length - seen)))
            bar.setPageStep(seen)
            bar.setSingleStep(40)

    def _origin(self, page: int) -> QPointF:
        """The page's top left corner on the viewport."""
        if not self._stack.tops:
            return QPointF()
        width = self.pages.pages[page].width_mm * self.scale
        room = max(self.viewport().width(), self.horizontalScrollBar().maximum() + self.viewport().width())
        x = round((room - width) / 2) - self.horizontalScrollBar().value()
        return QPointF(x, round(self._stack.tops[page]) - self.verticalScrollBar().value())

    def place_at(self, point: QPointF) -> tuple[int, QPointF]:
        """The page at a point of the viewport, and the place on it in mm."""
        page = self._page_at(point.y())
        return page, (point - self._origin(page)) * (1 / self.scale)

    def _page_at(self, y: float) -> int:
        """The page at or above this height of the viewport."""
        return self._stack.page_at(y + self.verticalScrollBar().value())

    def _scrolled(self) -> None:
        self._tell_page()
        self.viewport().update()

    def _tell_page(self, page: int | None = None, again: bool = False) -> None:
        page = self._page_at(self.viewport().height() / 3) if page is None else page
        if page != self._page or again:
            self._page = page
            shown = self.pages.pages
            self.setAccessibleDescription(page_text(shown[page]) if page < len(shown) else "")
            self.page_changed.emit(page)

    # -- painting ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.colours.ground))
        down = self.verticalScrollBar().value()
        for number in self._stack.in_sight(event.rect().top() + down, event.rect().bottom() + down):
            self._paint_page(painter, number)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.colours.accent), 1))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def _paint_page(self, painter: QPainter, number: int) -> None:
        painter.save()
        painter.translate(self._origin(number))
        sheet = QRectF(QPointF(), page_size(self.pages.pages[number], self.scale))
        painter.fillRect(sheet, QColor(PAPER))
        painter.setClipRect(sheet)
        self._paint_hits(painter, number)
        self.artist.draw(painter, number, self.scale)
        if self.show_seals:
            self._paint_seals(painter, number)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QColor(self._theme.colours.strong_line))
        painter.drawRect(sheet)
        painter.restore()

    def _paint_hits(self, painter: QPainter, number: int) -> None:
        for at, hit in enumerate(self._hits):
            if hit.page == number:
                for box in hit.boxes:
                    painter.fillRect(scaled(box, self.scale), QColor(FOUND_NOW if at == self._hit else FOUND))

    def _paint_seals(self, painter: QPainter, number: int) -> None:
        """A dashed ring that is not on the paper: where the unit's seal belongs."""
        painter.setPen(QPen(QColor(SEAL_RING), 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for seal in self.pages.seals:
            if seal.page == number:
                ring = scaled(seal.box, self.scale)
                painter.drawEllipse(ring)
                painter.setFont(self._theme.font(self._theme.small_px))  # pyright: ignore[reportUnknownMemberType]
                painter.drawText(
                    ring.adjusted(0, 5, 0, 0), Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, "盖章处"
                )

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            down.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            down.setValue(down.maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._zoom_around(QPointF(), None)
