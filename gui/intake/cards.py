"""Room: gui. How the round stands, in three cards: units by standing with a bar, pairs that agree, sealed ones."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from core.intake.tally import STANDING_LABELS, Tally, UnitStanding
from gui.theme import Colours, Theme
from gui.widgets import BETWEEN, column, frame, label, line

BAR_PX = 14


def colour_of(standing: UnitStanding, c: Colours) -> str:
    return {
        UnitStanding.ON_TIME: c.good,
        UnitStanding.LATE: c.soon,
        UnitStanding.UNDATED: c.accent_fill,
        UnitStanding.TO_DO: c.late,
        UnitStanding.MISSING: c.strong_line,
    }[standing]


class StandingBar(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._standing: Mapping[UnitStanding, int] = {}
        self.setObjectName("standingBar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_standing(self, standing: Mapping[UnitStanding, int]) -> None:
        self._standing = standing
        self.setAccessibleName(in_words(standing))
        self.setToolTip(in_words(standing))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, BAR_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c, total = self._theme.colours, sum(self._standing.values())
        painter.setPen(Qt.PenStyle.NoPen)
        x, wide = 0.0, float(self.width())
        for standing in UnitStanding:
            part = wide * self._standing.get(standing, 0) / total if total else 0.0
            painter.fillRect(QRectF(x, 0, max(part - 1, 0), self.height()), QColor(colour_of(standing, c)))
            x += part
        painter.end()


def in_words(standing: Mapping[UnitStanding, int]) -> str:
    """按时 30 · 迟报 4 · 需处理 2 · 未报 2; what nobody has is left out, but for 未报."""
    shown = [s for s in UnitStanding if standing.get(s) or s is UnitStanding.MISSING]
    return " · ".join(f"{STANDING_LABELS[s]} {standing.get(s, 0)}" for s in shown)


class IntakeCards(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("intakeCards")
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(BETWEEN)
        first = frame("card", "standingCard")
        box = column(first, (14, 8, 14, 8), 5)
        self.units = label(look="label", name="unitsDue")
        self.bar = StandingBar(theme)
        self.standing = label(look="small", name="standingWords", wrap=True)
        self.standing.setTextFormat(Qt.TextFormat.RichText)
        for part in (self.units, self.bar, self.standing):
            box.addWidget(part)
        row.addWidget(first, 50)
        self.alike = self._figure(row, "Word 与 OFD 一致", "alikeCard")
        self.sealed = self._figure(row, "已盖章", "sealedCard")
        theme.changed.connect(self._colour)
        self._tally: Tally | None = None

    def _figure(self, row: QHBoxLayout, words: str, name: str) -> tuple[QFrame, QLabel, QLabel]:
        card = frame("card", name)
        box = column(card, (14, 8, 14, 8), 2)
        box.addWidget(label(words, "label"))
        figure, of = label(look="figure"), label(look="muted")
        both = line(figure, of, 1, spacing=4)
        both.setAlignment(of, Qt.AlignmentFlag.AlignBottom)
        of.setContentsMargins(0, 0, 0, 3)
        box.addLayout(both)
        box.addStretch(1)
        row.addWidget(card, 25)
        return card, figure, of

    def show_tally(self, tally: Tally, dated: bool = True) -> None:
        """`dated`: a last day is set, so that on time and late can be told apart."""
        self._tally = tally
        undated = "" if dated else "。没有填报送期限，不判断是否按时"
        self.units.setText(f"应报 {tally.units} 个单位，已报 {tally.returned} 个{undated}")
        self.bar.show_standing(tally.standing)
        self._put(self.alike, tally.alike, tally.paired, "两样都报的单位中，Word 与 OFD 内容一致的")
        self._put(self.sealed, tally.sealed, tally.returned, "已报的单位中，电子印章核验无误的")
        self._colour()

    def _put(self, card: tuple[QFrame, QLabel, QLabel], figure: int, of: int, hint: str) -> None:
        card[1].setText(str(figure))
        card[2].setText(f"/ {of}")
        card[0].setToolTip(hint)
        card[0].setAccessibleName(f"{hint}：{figure} / {of}")

    def _colour(self) -> None:
        """A square of its colour before each word, so that the bar can be read."""
        if self._tally is None:
            return
        c, standing = self._theme.colours, self._tally.standing
        shown = [s for s in UnitStanding if standing.get(s) or s is UnitStanding.MISSING]
        words = [
            f'<span style="color:{colour_of(s, c)}">■</span>&nbsp;{STANDING_LABELS[s]}&nbsp;{standing.get(s, 0)}'
            for s in shown
        ]
        self.standing.setText("&nbsp;&nbsp;&nbsp; ".join(words))
