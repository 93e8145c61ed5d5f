"""Room: gui. What Qt found of itself in this copy of the program: plug-ins, words, fonts, printing. For --smoke."""

import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QRectF, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication, QImage, QImageReader, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QStyleFactory

from gui.icons import app_icon
from gui.main_window import MainWindow

PICTURES = frozenset({"png", "jpg", "svg", "ico", "gif", "bmp"})


def probe_window(window: MainWindow, scratch: Path) -> Mapping[str, object]:
    """What was found by using it; a fact that is empty or 0 is a fault. `scratch` takes files and keeps them."""
    known = {bytes(kind.data()).decode() for kind in QImageReader.supportedImageFormats()}
    return {
        "qt": qVersion(),
        "platform": QGuiApplication.platformName(),
        "styles": QStyleFactory.keys(),
        "pictures": sorted(PICTURES & known) if known >= PICTURES else [],
        "icon": not app_icon().pixmap(32, 32).isNull(),
        "qt_speaks_chinese": QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消",
        "printing": _prints(scratch / "打印.pdf"),
        "font_families": len(QFontDatabase.families()),
        "work_area_open": window.work is not None,
        "colours_drawn": _colours(window.grab().toImage()),
        "manual": bool(window.services and window.services.manual and Path(window.services.manual).is_file()),
    }


def _prints(place: Path) -> bool:
    """Printing through Qt to a file, and whether the system's printers can be asked for."""
    QPrinterInfo.availablePrinterNames()
    if sys.platform == "linux":
        plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "printsupport"
        if not any(plugins.glob("*.so")):
            return False
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(place))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter()
    if not painter.begin(printer):
        return False
    painter.drawText(QRectF(0, 0, 400, 100), "明账")
    painter.end()
    return place.read_bytes().startswith(b"%PDF")


def _colours(picture: QImage) -> int:
    """How many colours a coarse net of points shows; an empty window has a handful."""
    net = ((x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 3))
    return len({picture.pixel(x, y) for x, y in net}) - 1
