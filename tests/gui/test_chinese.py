"""Qt's own words are Chinese, whatever language the system speaks."""

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from gui.chinese import speak_chinese


def test_menus_and_buttons_of_qt_are_chinese(qapp: QApplication) -> None:
    speak_chinese(qapp)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert QCoreApplication.translate("QWidgetTextControl", "&Copy").startswith("复制")
    assert QLocale().name() == "zh_CN"
