"""Room: gui. Our own shapes (resources/icons), tinted with the theme's colours and drawn sharp at any scale."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from core.ledger.outlook import Urgency
from core.ledger.state import Status
from gui.theme import Colours

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"
SHAPE_OF_STATUS = {
    Status.NOT_STARTED: "ring",
    Status.UNDER_WAY: "disc",
    Status.ONGOING: "half",
    Status.DONE: "check",
    Status.NOT_APPLICABLE: "dash",
}
SHAPE_OF_URGENCY = {Urgency.SOON: "diamond", Urgency.LATE: "triangle"}


def colour_of_status(status: Status, c: Colours) -> str:
    return {Status.UNDER_WAY: c.accent, Status.ONGOING: c.accent, Status.DONE: c.good}.get(status, c.muted)


def colour_of_urgency(urgency: Urgency, c: Colours) -> str:
    return {Urgency.SOON: c.soon, Urgency.LATE: c.late}.get(urgency, c.muted)


@lru_cache(maxsize=256)
def pixmap(shape: str, colour: str, size: int, scale: float = 1.0) -> QPixmap:
    """The shape `size` logical pixels wide, for a screen of `scale`."""
    svg = (FOLDER / f"{shape}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    drawn = QPixmap(round(size * scale), round(size * scale))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn


def icon(shape: str, colour: str, size: int = 16, scale: float = 2.0) -> QIcon:
    return QIcon(pixmap(shape, colour, size, scale))


def app_icon() -> QIcon:
    return QIcon(str(FOLDER / "mingzhang.svg"))
