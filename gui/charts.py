"""Room: gui. Charts painted with Qt in the theme's few colours; the same painting goes into a PNG or an SVG."""

from datetime import date

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.chart import BarChart, Chart, StepChart, Tone, in_words
from core.days import shown_day
from gui.theme import LIGHT, Colours, Theme

EDGE, GAP = 16.0, 8.0
BAR_EM, ROW_EM, NAME_EM = 0.85, 1.9, 17  # of a letter: a bar's height, a row's, the longest name
STEPS_HIGH = 300
SAVED_WIDE, SAVED_SCALE = 1000, 2


def colour_of(tone: Tone, c: Colours) -> str:
    return {
        Tone.MAIN: c.accent_fill,
        Tone.GOOD: c.good,
        Tone.SOON: c.soon,
        Tone.LATE: c.late,
        Tone.REST: c.strong_line,
    }[tone]


class ChartPainter:
    """Paints one chart; `height` is what it needs at a width."""

    def __init__(self, chart: Chart, theme: Theme, colours: Colours) -> None:
        self._chart, self._colours = chart, colours
        self._font, self._small = theme.font(), theme.font(theme.small_px)
        self._bold = theme.font(theme.base_px + 1, bold=True)
        self._em = float(theme.base_px)

    @property
    def _top(self) -> float:
        """Where the bars begin: below the title and the legend."""
        legend = 2.0 * self._em if isinstance(self._chart, BarChart) else 0.6 * self._em
        return EDGE + 1.8 * self._em + legend

    def height(self) -> int:
        if isinstance(self._chart, StepChart):
            return STEPS_HIGH
        return round(self._top + len(self._chart.bars) * ROW_EM * self._em + EDGE)

    def paint(self, painter: QPainter, width: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._text(painter, QRectF(EDGE, EDGE, width - 2 * EDGE, 1.6 * self._em), self._chart.title, bold=True)
        if isinstance(self._chart, BarChart):
            self._legend(painter, self._chart)
            self._bars(painter, self._chart, width)
        else:
            self._steps(painter, self._chart, width)

    # -- bars --------------------------------------------------------------------------------------------------------

    def _legend(self, painter: QPainter, chart: BarChart) -> None:
        x, y, metrics = EDGE, EDGE + 2.0 * self._em, QFontMetricsF(self._small)
        for tone, words in chart.legend:
            box = QRectF(x, y + 0.2 * self._em, 0.8 * self._em, 0.8 * self._em)
            painter.fillRect(box, QColor(colour_of(tone, self._colours)))
            room = metrics.horizontalAdvance(words) + 4
            self._text(painter, QRectF(box.right() + 5, y, room, 1.2 * self._em), words, small=True)
            x = box.right() + 5 + room + 2 * GAP

    def _bars(self, painter: QPainter, chart: BarChart, width: float) -> None:
        metrics, small = QFontMetricsF(self._font), QFontMetricsF(self._small)
        names = min(max((metrics.horizontalAdvance(b.name) for b in chart.bars), default=0) + 2, NAME_EM * self._em)
        told = max((small.horizontalAdvance(b.told) for b in chart.bars), default=0) + 4
        left = EDGE + names + GAP
        room = max(width - left - told - GAP - EDGE, 4 * self._em)
        for at, bar in enumerate(chart.bars):
            y, high = self._top + at * ROW_EM * self._em, ROW_EM * self._em
            shown = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, names)
            self._text(painter, QRectF(EDGE, y, names + 2, high), shown)
            x, thick = left, BAR_EM * self._em
            for tone, amount in bar.parts:
                long = room * amount / chart.most if chart.most else 0.0
                painter.fillRect(QRectF(x, y + (high - thick) / 2, long, thick), QColor(colour_of(tone, self._colours)))
                x += long
            self._text(painter, QRectF(x + GAP, y, told + 2, high), bar.told, small=True)

    # -- steps -------------------------------------------------------------------------------------------------------

    def _steps(self, painter: QPainter, chart: StepChart, width: float) -> None:
        plot = QRectF(EDGE + 2.6 * self._em, self._top + 0.8 * self._em, 0, 0)
        plot.setRight(width - EDGE - 3 * self._em)
        plot.setBottom(STEPS_HIGH - EDGE - 1.6 * self._em)
        days = [day for day, _ in chart.steps] + ([chart.due_on] if chart.due_on else [])
        first, last = min(days), max(days)
        span = max((last - first).days, 1)

        def x_of(day: date) -> float:
            return plot.left() + plot.width() * (day - first).days / span

        def y_of(count: float) -> float:
            return plot.bottom() - plot.height() * count / max(chart.total, 1)

        self._ground(painter, plot, chart.total)
        if chart.due_on:
            self._due(painter, plot, x_of(chart.due_on), chart.due_on)
        points = [QPointF(x_of(day), y_of(n)) for day, n in chart.steps]
        self._line(painter, points, plot)
        self._days(painter, chart, plot, points)

    def _ground(self, painter: QPainter, plot: QRectF, total: int) -> None:
        painter.setPen(QPen(QColor(self._colours.line), 1))
        for share in (0.0, 0.5, 1.0):
            y = plot.bottom() - plot.height() * share
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            box = QRectF(EDGE, y - self._em, plot.left() - EDGE - 6, 2 * self._em)
            self._text(painter, box, f"{round(total * share)}", small=True, right=True)
            painter.setPen(QPen(QColor(self._colours.line), 1))

    def _due(self, painter: QPainter, plot: QRectF, x: float, day: date) -> None:
        painter.setPen(QPen(QColor(self._colours.soon), 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, plot.top() - 4), QPointF(x, plot.bottom()))
        words = f"报送期限 {shown_day(day, day.year)}"
        wide = QFontMetricsF(self._small).horizontalAdvance(words) + 4
        left = min(max(x - wide / 2, EDGE), plot.right() + 2 * self._em - wide)
        self._text(painter, QRectF(left, plot.top() - 4 - 1.4 * self._em, wide, 1.4 * self._em), words, small=True)

    def _line(self, painter: QPainter, points: list[QPointF], plot: QRectF) -> None:
        painter.setPen(QPen(QColor(self._colours.accent_fill), 2))
        here = plot.bottomLeft()
        for point in [*points, QPointF(plot.right(), points[-1].y())]:
            corner = QPointF(point.x(), here.y())
            painter.drawLine(here, corner)
            painter.drawLine(corner, point)
            here = point

    def _days(self, painter: QPainter, chart: StepChart, plot: QRectF, points: list[QPointF]) -> None:
        """The count above each step and its day below, where there is room for the words."""
        year, free = chart.steps[0][0].year, -1e9
        wide = 4.6 * self._em
        for (day, count), point in zip(chart.steps, points, strict=True):
            x, y = point.x(), point.y()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colours.accent_fill))
            painter.drawEllipse(point, 3.2, 3.2)
            if x - free < wide:
                continue
            free = x
            self._text(painter, QRectF(x + 5, y - 1.5 * self._em, 3 * self._em, 1.4 * self._em), str(count), small=True)
            left = min(max(x - wide / 2, EDGE), plot.right() + 3 * self._em - wide)
            box = QRectF(left, plot.bottom() + 4, wide, 1.5 * self._em)
            self._text(painter, box, shown_day(day, year), small=True, middle=True)

    def _text(
        self,
        painter: QPainter,
        box: QRectF,
        words: str,
        *,
        small: bool = False,
        bold: bool = False,
        right: bool = False,
        middle: bool = False,
    ) -> None:
        painter.setFont(self._bold if bold else self._small if small else self._font)  # pyright: ignore[reportUnknownMemberType]
        painter.setPen(QColor(self._colours.secondary if small else self._colours.text))
        across = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        across = Qt.AlignmentFlag.AlignHCenter if middle else across
        painter.drawText(box, int(across | Qt.AlignmentFlag.AlignVCenter), words)


class ChartView(QWidget):
    """One chart, as high as it needs to be. Its words stand in the accessible description."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.chart: Chart | None = None
        self.setObjectName("chartView")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self._again)

    def show_chart(self, chart: Chart) -> None:
        self.chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(in_words(chart))
        self._again()

    def _again(self) -> None:
        if self.chart is not None:
            self.setFixedHeight(self._painter(self.chart).height())
        self.update()

    def _painter(self, chart: Chart) -> ChartPainter:
        return ChartPainter(chart, self._theme, self._theme.colours)

    def sizeHint(self) -> QSize:
        return QSize(600, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.colours.surface))
        if self.chart is not None:
            self._painter(self.chart).paint(painter, self.width())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.colours.accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


def as_png(chart: Chart, theme: Theme) -> bytes:
    """On white paper, whatever the window looks like: it goes into a document."""
    made = ChartPainter(chart, theme, LIGHT)
    image = QImage(SAVED_WIDE * SAVED_SCALE, made.height() * SAVED_SCALE, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    painter.scale(SAVED_SCALE, SAVED_SCALE)
    made.paint(painter, SAVED_WIDE)
    painter.end()
    buffer = _buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def as_svg(chart: Chart, theme: Theme) -> bytes:
    made = ChartPainter(chart, theme, LIGHT)
    buffer, size = _buffer(), QSize(SAVED_WIDE, made.height())
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(chart.title)
    painter = QPainter(generator)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), QColor(LIGHT.surface))
    made.paint(painter, SAVED_WIDE)
    painter.end()
    return bytes(buffer.data().data())


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
