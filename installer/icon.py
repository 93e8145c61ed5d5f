"""resources/icons/mingzhang.svg as a Windows icon, each size drawn for itself, and as setup's side picture.

python installer/icon.py OUT.ico OUT.bmp
"""

import os
import struct
import sys
from pathlib import Path

SVG = Path(__file__).resolve().parent.parent / "resources" / "icons" / "mingzhang.svg"
SIDE, GROUND = (164, 314), "#17324D"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def png(size: int) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SVG)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore
    return bytes(data.data())


def icon(pictures: dict[int, bytes]) -> bytes:
    """An .ico file of PNG pictures (which Windows takes since Vista), by their width."""
    head, body = struct.pack("<3H", 0, 1, len(pictures)), b""
    start = len(head) + 16 * len(pictures)
    for size, data in pictures.items():
        edge = size % 256  # 256 is written as 0
        head += struct.pack("<4B2H2I", edge, edge, 0, 0, 1, 32, len(data), start + len(body))
        body += data
    return head + body


def side(place: str) -> None:
    """Our colour with the shape on it, of the size that NSIS takes for its first and last page. No text: no font."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(*SIDE, QImage.Format.Format_RGB888)
    image.fill(QColor(GROUND))
    painter = QPainter(image)
    QSvgRenderer(str(SVG)).render(painter, QRectF(34, 56, 96, 96))
    painter.end()
    image.save(place, "BMP")  # pyright: ignore


def main(place: str, side_place: str = "") -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    QGuiApplication.instance() or QGuiApplication([])
    Path(place).write_bytes(icon({size: png(size) for size in SIZES}))
    if side_place:
        side(side_place)


if __name__ == "__main__":
    main(*sys.argv[1:])
