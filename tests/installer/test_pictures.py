"""What is drawn for the packaged program: the icon, setup's side, the manual's pictures made smaller."""

import struct
from pathlib import Path

from icon import SIDE, SIZES, icon, png, side
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from shrink_pictures import shrink


def test_the_icon_names_every_size_and_where_its_picture_lies(qapp: QApplication) -> None:
    data = icon({size: png(size) for size in SIZES})
    kind, count = struct.unpack_from("<HH", data, 2)
    assert (kind, count) == (1, len(SIZES))
    for n, size in enumerate(SIZES):
        edge = data[6 + 16 * n] or 256
        length, start = struct.unpack_from("<II", data, 6 + 16 * n + 8)
        picture = QImage.fromData(data[start : start + length])
        assert (edge, picture.width(), picture.height()) == (size, size, size)


def test_setups_side_has_the_size_that_nsis_takes(qapp: QApplication, tmp_path: Path) -> None:
    side(str(tmp_path / "side.bmp"))
    picture = QImage(str(tmp_path / "side.bmp"))
    assert (picture.width(), picture.height()) == SIDE


def test_a_picture_gets_smaller_and_looks_the_same(qapp: QApplication, tmp_path: Path) -> None:
    place = tmp_path / "window.png"
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    for x in range(300):
        for y in range(200):
            picture.setPixelColor(x, y, QColor("#17324D" if (x * 7 + y * 13) % 31 else "#F5F6F8"))
    picture.save(str(place))
    before = place.stat().st_size
    shrink(place)
    small = QImage(str(place))
    assert place.stat().st_size < before
    assert small.convertToFormat(QImage.Format.Format_RGB32) == picture
    assert list(tmp_path.iterdir()) == [place]
