"""Room: gui. The list of pages at the left: small pictures, each drawn when it first comes into sight."""

from collections import OrderedDict
from typing import cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.pages import Pages
from gui.preview.drawing import PAPER, PageArtist, page_size
from gui.signals import on
from gui.theme import Theme

PICTURE_PX = 104  # the longer side at most
NUMBER_PX, AROUND_PX = 20, 8
PICTURES_KEPT = 200
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class PageList(QListView):
    page_chosen = Signal(int)  # from 0

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pageList")
        self.setAccessibleName("页面列表")
        self.setFixedWidth(PICTURE_PX + 4 * AROUND_PX + 12)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = _PageModel(self)
        self.setModel(self._model)
        self._pictures = _Pictures(theme, self)
        self.setItemDelegate(self._pictures)
        on(self.selectionModel().currentChanged, QModelIndex, self._choose)
        theme.changed.connect(self.viewport().update)

    def show_pages(self, artist: PageArtist) -> None:
        self._pictures.use(artist)
        self._model.count_pages(len(artist.pages.pages))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.page_chosen.emit(index.row())

    def follow(self, page: int) -> None:
        """Mark the page that is looked at, without asking to go there."""
        index = self._model.index(page, 0)
        if index.isValid() and index.row() != self.currentIndex().row():
            before = self.selectionModel().blockSignals(True)
            self.setCurrentIndex(index)
            self.selectionModel().blockSignals(before)
            self.scrollTo(index)
            self.viewport().update()


class _PageModel(QAbstractListModel):
    def __init__(self, parent: PageList) -> None:
        super().__init__(parent)
        self._count = 0

    def count_pages(self, count: int) -> None:
        self.beginResetModel()
        self._count = count
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"第 {index.row() + 1} 页，共 {self._count} 页"
        return None


class _Pictures(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: PageList) -> None:
        super().__init__(parent)
        self._theme = theme
        self._artist = PageArtist(Pages(()))
        self._kept: OrderedDict[tuple[int, float], QPixmap] = OrderedDict()
        self._tallest = float(PICTURE_PX)

    def use(self, artist: PageArtist) -> None:
        self._artist = artist
        self._kept.clear()
        pages = range(len(artist.pages.pages))
        self._tallest = max((self._size(n).height() for n in pages), default=PICTURE_PX)

    def _scale(self, number: int) -> float:
        page = self._artist.pages.pages[number]
        return PICTURE_PX / max(page.width_mm, page.height_mm)

    def _size(self, number: int) -> QSize:
        return page_size(self._artist.pages.pages[number], self._scale(number)).toSize()

    def _picture(self, number: int, ratio: float) -> QPixmap:
        if (number, ratio) not in self._kept:
            self._kept[number, ratio] = self._drawn(number, ratio)
            if len(self._kept) > PICTURES_KEPT:
                self._kept.popitem(last=False)
        return self._kept[number, ratio]

    def _drawn(self, number: int, ratio: float) -> QPixmap:
        drawn = QPixmap(self._size(number) * ratio)
        drawn.fill(QColor(PAPER))
        painter = QPainter(drawn)
        self._artist.draw(painter, number, self._scale(number) * ratio)
        painter.end()
        drawn.setDevicePixelRatio(ratio)
        return drawn

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        number, colours = index.row(), self._theme.colours
        rect = cast(QRect, option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        state = cast(QStyle.StateFlag, option.state)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        chosen, cell = bool(state & QStyle.StateFlag.State_Selected), QRectF(rect)
        if chosen:
            painter.fillRect(cell, QColor(colours.selected))
        size = self._size(number)
        corner = QPointF(cell.center().x() - size.width() / 2, cell.top() + AROUND_PX).toPoint()
        painter.drawPixmap(corner, self._picture(number, painter.device().devicePixelRatioF()))
        painter.setPen(QPen(QColor(colours.accent if chosen else colours.strong_line), 2 if chosen else 1))
        painter.drawRect(QRectF(corner, size))
        painter.setFont(self._theme.font(self._theme.small_px, bold=chosen))  # pyright: ignore[reportUnknownMemberType]
        painter.setPen(QColor(colours.text if chosen else colours.secondary))
        below = QRectF(cell.left(), cell.bottom() - NUMBER_PX, cell.width(), NUMBER_PX)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(number + 1))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(PICTURE_PX + 2 * AROUND_PX, round(self._tallest) + AROUND_PX + NUMBER_PX + 2)
