"""Room: gui. Breaks texts into the few lines a table cell has room for, and remembers how."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

REMEMBERED = 6000


class LineBreaker:
    """Lines of one font. The last line that has no room for the rest ends in ….

    Texts are broken once: a table repaints far more often than its texts change.
    """

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.em = max(1, font.pixelSize())
        self.metrics = QFontMetricsF(font)
        self.height = round(self.metrics.height() * 1.08)
        self._known: dict[tuple[str, int, int], tuple[str, ...]] = {}

    def broken(self, text: str, width: int, most: int) -> tuple[str, ...]:
        key = (text, width, most)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            found = self._known[key] = self._break(" ".join(text.split()), width, most)
        return found

    def _break(self, text: str, width: int, most: int) -> tuple[str, ...]:
        layout = QTextLayout(text, self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        lines: list[str] = []
        while len(lines) < most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width, 1))
            start, length = line.textStart(), line.textLength()
            last = len(lines) == most - 1 and start + length < len(text)
            lines.append(self._cut(text[start:], width) if last else text[start : start + length].rstrip())
        layout.endLayout()
        return tuple(lines)

    def _cut(self, text: str, width: int) -> str:
        return self.metrics.elidedText(text[: width // 4 + 8], Qt.TextElideMode.ElideRight, width)
