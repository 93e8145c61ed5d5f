"""Room: gui. Paints a task's cells: several lines, a tag, a day with what is left, a state as shape, word and colour."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.ledger.listing import ListedTask
from core.ledger.outlook import Urgency
from core.ledger.state import STATUS_LABELS
from gui.icons import SHAPE_OF_STATUS, SHAPE_OF_URGENCY, colour_of_status, colour_of_urgency, pixmap
from gui.ledger.lines import LineBreaker
from gui.ledger.table_model import CONCERN, CONTENT, DUE, NUMBER, STATUS, TOPIC, Index, TableRow, concern_text
from gui.theme import Theme

MOST_LINES = 3
MEASURED_ROWS = 300  # longer lists count letters: Chinese ones are square, so that is nearly exact
PAD, GAP = 8, 4


class LedgerDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.forget)
        self.forget()

    def forget(self) -> None:
        """Measure anew: the theme's fonts have changed."""
        self.body = LineBreaker(self._theme.font())
        self.small = LineBreaker(self._theme.font(self._theme.small_px))
        self.bold = LineBreaker(self._theme.font(bold=True))

    @property
    def section_height(self) -> int:
        return self.body.height + 12

    def heights(self, rows: Sequence[TableRow], topic_width: int, content_width: int) -> list[int]:
        """Exact for a list that people have; counted letters for thousands of rows."""
        lines = self._guessed if len(rows) > MEASURED_ROWS else self._measured
        topic, content = topic_width - 2 * PAD, content_width - 2 * PAD
        most, section = MOST_LINES, self.section_height
        high = {
            n: max(n * self.body.height, self.body.height + self.small.height) + 2 * PAD for n in range(1, most + 1)
        }
        return [section if isinstance(r, str) else high[min(most, lines(r, topic, content))] for r in rows]

    def _measured(self, row: ListedTask, topic: int, content: int) -> int:
        body = self.body
        return max(
            1, len(body.broken(row.topic, topic, MOST_LINES)), len(body.broken(row.content, content, MOST_LINES))
        )

    def _guessed(self, row: ListedTask, topic: int, content: int) -> int:
        em = self.body.em
        return max(1, -(-len(row.topic) // max(1, topic // em - 1)), -(-len(row.content) // max(1, content // em - 1)))

    def tag_width(self, rows: Sequence[TableRow]) -> int:
        """Room for the widest tag of 涉及 that is shown."""
        widest = max((len(concern_text(r)) for r in rows if not isinstance(r, str)), default=2)
        return max(widest * self.small.font.pixelSize() + 11 + 2 * PAD, 4 * self.body.font.pixelSize())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        colours = self._theme.colours
        rect = cast(QRect, option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        state = cast(QStyle.StateFlag, option.state)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        painter.save()
        if isinstance(row, str):
            painter.fillRect(rect, QColor(colours.heading))
            self._line(painter, self.bold, row, rect.adjusted(PAD, 0, -PAD, 0), colours.secondary, middle=True)
        elif isinstance(row, ListedTask):
            selected = bool(state & QStyle.StateFlag.State_Selected)
            painter.fillRect(rect, QColor(colours.selected if selected else colours.surface))
            if selected and index.column() == 0:
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
            self._cell(painter, rect.adjusted(PAD, PAD, -PAD, -PAD), row, index.column())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(QColor(colours.line)))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _cell(self, painter: QPainter, rect: QRect, row: ListedTask, column: int) -> None:
        c = self._theme.colours
        if column == NUMBER:
            self._line(painter, self.body, row.label, rect, c.secondary)
        elif column == TOPIC:
            self._lines(painter, row.topic, rect, c.text)
        elif column == CONTENT:
            self._lines(painter, row.content, rect, c.text)
        elif column == CONCERN:
            self._tag(painter, rect, concern_text(row), strong=row.concern.as_lead, faint=not row.mine)
        elif column == DUE:
            self._due(painter, rect, row)
        elif column == STATUS:
            self._state(painter, rect, row)

    def _lines(self, painter: QPainter, text: str, rect: QRect, colour: str) -> None:
        most = max(1, min(MOST_LINES, rect.height() // self.body.height))
        top = rect.top()
        for words in self.body.broken(text, rect.width(), most):
            self._line(painter, self.body, words, QRect(rect.left(), top, rect.width(), self.body.height), colour)
            top += self.body.height

    def _line(
        self, painter: QPainter, lines: LineBreaker, text: str, rect: QRect, colour: str, middle: bool = False
    ) -> None:
        painter.setFont(lines.font)  # pyright: ignore[reportUnknownMemberType]
        painter.setPen(QColor(colour))
        shown = lines.metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        height = rect.height() if middle else lines.height
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRect(rect.left(), rect.top(), rect.width() + 2, height), int(flags), shown)

    def _tag(self, painter: QPainter, rect: QRect, text: str, strong: bool, faint: bool) -> None:
        c = self._theme.colours
        width = min(rect.width(), round(self.small.metrics.horizontalAdvance(text)) + 11)
        box = QRect(rect.left(), rect.top(), width, self.small.height + 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(c.accent if strong else c.line if faint else c.strong_line)))
        painter.setBrush(QColor(c.selected) if strong else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        colour = c.accent if strong else c.muted if faint else c.secondary
        self._line(painter, self.small, text, box.adjusted(5, 1, -4, 0), colour)

    def _due(self, painter: QPainter, rect: QRect, row: ListedTask) -> None:
        c, out = self._theme.colours, row.outlook
        if not out.words:
            self._lines(painter, out.text, rect, c.text)
            return
        self._line(painter, self.body, out.short_text, rect, c.text)
        below = QRect(rect.left(), rect.top() + self.body.height, rect.width(), self.small.height)
        words = f"临期 {out.words}" if out.urgency is Urgency.SOON else out.words
        self._marked(painter, below, SHAPE_OF_URGENCY.get(out.urgency, ""), words, colour_of_urgency(out.urgency, c))

    def _state(self, painter: QPainter, rect: QRect, row: ListedTask) -> None:
        c, status = self._theme.colours, row.state.status
        first = QRect(rect.left(), rect.top(), rect.width(), self.body.height)
        self._marked(painter, first, SHAPE_OF_STATUS[status], STATUS_LABELS[status], colour_of_status(status, c))
        below = first.translated(0, self.body.height)
        if row.state.carried_over:
            self._line(painter, self.small, "沿用上次", below, c.soon)
        elif row.findings:
            self._line(painter, self.small, f"{len(row.findings)} 条提示", below, c.soon)

    def _marked(self, painter: QPainter, rect: QRect, shape: str, words: str, colour: str) -> None:
        """Shape, word and colour together: none of them alone carries the meaning."""
        if shape and words:
            size = self.small.font.pixelSize()
            scale = painter.device().devicePixelRatioF() if painter.device() else 1.0
            drawn = pixmap(shape, colour, size, scale)
            painter.drawPixmap(rect.left(), rect.top() + (self.small.height - size) // 2 + 1, drawn)
            rect = rect.adjusted(size + GAP, 0, 0, 0)
        self._line(painter, self.small, words, rect, colour)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, 2 * self.body.height + 2 * PAD)
