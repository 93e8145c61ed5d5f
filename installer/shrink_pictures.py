"""The manual's pictures with 256 colours, a third of the size; for the copy that ships.   python shrink_pictures.py FOLDER"""

import os
import sys
from pathlib import Path


def shrink(place: Path) -> None:
    """In place; a picture that would not get smaller stays."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QImageWriter

    flags = Qt.ImageConversionFlag.AvoidDither | Qt.ImageConversionFlag.ThresholdDither
    small = place.with_suffix(".small")
    writer = QImageWriter(str(small), b"png")
    writer.setQuality(0)  # the most that zlib can
    writer.write(QImage(str(place)).convertToFormat(QImage.Format.Format_Indexed8, flags))
    if small.is_file() and 0 < small.stat().st_size < place.stat().st_size:
        small.replace(place)
    small.unlink(missing_ok=True)


def main(folder: str) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication([])
    for place in sorted(Path(folder).glob("*.png")):
        shrink(place)
    del app


if __name__ == "__main__":
    main(sys.argv[1])
