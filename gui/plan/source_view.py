"""Room: gui. The plan's own text, with what was understood of it marked in place; the chosen task stands out."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from core.plan.review import MARK_LABELS, MarkKind, PlanReview
from gui.plan.text_places import TextPlaces
from gui.theme import Colours, Theme
from gui.widgets import label, line

SHOWN_IN_LEGEND = (MarkKind.UNITS, MarkKind.DEADLINE, MarkKind.INDICATOR)


def mark_format(kind: MarkKind, c: Colours) -> QTextCharFormat:
    """Ground and line tell the kind apart, not colour alone."""
    made = QTextCharFormat()
    style = QTextCharFormat.UnderlineStyle
    if kind is MarkKind.UNITS:
        made.setForeground(QColor(c.accent))
        made.setUnderlineStyle(style.SingleUnderline)
    elif kind is MarkKind.DEADLINE:
        made.setForeground(QColor(c.soon))
        made.setUnderlineStyle(style.WaveUnderline)
        made.setUnderlineColor(QColor(c.soon))
    elif kind is MarkKind.INDICATOR:
        made.setForeground(QColor(c.good))
        made.setUnderlineStyle(style.DashUnderline)
    elif kind is MarkKind.PERSON:
        made.setForeground(QColor(c.muted))
    else:
        made.setBackground(QColor(c.heading))
        made.setForeground(QColor(c.brand))
    return made


class SourceView(QPlainTextEdit):
    place_chosen = Signal(int)  # character of the source where the cursor was put

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("planSource")
        self.setAccessibleName("要点原文")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setPlaceholderText("这份要点没有原文：任务取自上年台账，或者是手工添加的。")
        self._theme = theme
        self._review = PlanReview()
        self._places = TextPlaces("")
        self._chosen: tuple[int, ...] = ()
        self._moving = False
        self.cursorPositionChanged.connect(self._tell_place)
        theme.changed.connect(self._mark)

    def show_review(self, review: PlanReview, chosen: Collection[int]) -> None:
        if review.source != self._review.source or not self.toPlainText():
            self._moving = True
            self.setPlainText(review.source)
            self._places = TextPlaces(review.source)
            self._moving = False
        self._review = review
        self.show_chosen(chosen, scroll=False)

    def show_chosen(self, chosen: Collection[int], scroll: bool = True) -> None:
        self._chosen = tuple(sorted(i for i in chosen if i < len(self._review.tasks)))
        self._mark()
        if scroll and self._chosen:
            self._scroll_to(self._chosen[0])

    @property
    def place(self) -> int:
        return self._places.from_qt(self.textCursor().position())

    def put_cursor(self, place: int) -> None:
        """As a click there would."""
        cursor = self.textCursor()
        cursor.setPosition(self._in_qt(place))
        self.setTextCursor(cursor)

    def _in_qt(self, place: int) -> int:
        return self._places.to_qt(min(place, self._places.length))

    def _scroll_to(self, position: int) -> None:
        """The whole task in sight, from its beginning; a cursor that stands in it already stays."""
        places = self._review.tasks[position].places
        if not places:
            return
        here = self.place
        start, end = places[0]
        self._moving = True
        self.put_cursor(end - 1)
        self.ensureCursorVisible()
        self.put_cursor(start)
        self.ensureCursorVisible()
        if any(a <= here < b for a, b in places):
            self.put_cursor(here)
        self._moving = False

    def _tell_place(self) -> None:
        if not self._moving:
            self.place_chosen.emit(self.place)

    def _mark(self) -> None:
        c = self._theme.colours
        found = [self._selection(m.start, m.end, mark_format(m.kind, c)) for m in self._review.marks]
        found += self._numbers(c)
        ground = QTextCharFormat()
        ground.setBackground(QColor(c.selected))
        ground.setProperty(QTextFormat.Property.FullWidthSelection, True)  # pyright: ignore[reportUnknownMemberType]
        lines: list[QTextEdit.ExtraSelection] = []
        for position in self._chosen:
            for start, end in self._review.tasks[position].places:
                lines += self._blocks(start, end, ground)
        self.setExtraSelections([*lines, *found])  # pyright: ignore[reportUnknownMemberType]

    def _numbers(self, c: Colours) -> list[QTextEdit.ExtraSelection]:
        """Where each task begins: its printed number, filled."""
        look = QTextCharFormat()
        look.setBackground(QColor(c.brand_fill))
        look.setForeground(QColor(c.on_fill))
        found: list[QTextEdit.ExtraSelection] = []
        for task in self._review.tasks:
            for start, _ in task.places[:1]:
                printed = self._review.source[start : start + len(task.row.label) + 4]
                at = printed.find(task.row.label) if task.row.label else -1
                if at >= 0:
                    found.append(self._selection(start + at, start + at + len(task.row.label), look))
        return found

    def _blocks(self, start: int, end: int, look: QTextCharFormat) -> list[QTextEdit.ExtraSelection]:
        """One a line: a ground that is as wide as the page goes by lines."""
        found: list[QTextEdit.ExtraSelection] = []
        block = self.document().findBlock(self._in_qt(start))
        while block.isValid() and (begins := self._places.from_qt(block.position())) < end:
            if block.text().strip():
                stops = self._places.from_qt(block.position() + block.length() - 1)
                first = max(start, begins)
                found.append(self._selection(first, max(first, min(end, stops)), look))
            block = block.next()
        return found

    def _selection(self, start: int, end: int, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._in_qt(start))
        cursor.setPosition(self._in_qt(end), QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor  # type: ignore[attr-defined]
        made.format = look  # type: ignore[attr-defined]
        return made


class Legend(QWidget):
    """What the marks mean, in the marks' own look."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = {kind: label(MARK_LABELS[kind], "small") for kind in SHOWN_IN_LEGEND}
        self.setLayout(line(*self._words.values(), spacing=12))
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        c = self._theme.colours
        colours = {MarkKind.UNITS: c.accent, MarkKind.DEADLINE: c.soon, MarkKind.INDICATOR: c.good}
        lines = {MarkKind.UNITS: "solid", MarkKind.DEADLINE: "dotted", MarkKind.INDICATOR: "dashed"}
        for kind, words in self._words.items():
            words.setStyleSheet(f"color: {colours[kind]}; border-bottom: 1px {lines[kind]} {colours[kind]};")
