"""Room: gui. Qt's own words (menus of text fields, dialogs for files and printing) in Chinese, whatever the system speaks."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

CHINESE = QLocale(QLocale.Language.Chinese, QLocale.Script.SimplifiedChineseScript, QLocale.Country.China)


def speak_chinese(app: QApplication) -> None:
    """Load qtbase_zh_CN where it is installed; without it Qt keeps English words."""
    QLocale.setDefault(CHINESE)
    translator = QTranslator(app)
    if translator.load(CHINESE, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
