"""Room: gui. Light and dark: one table of colours each, set as palette roles; fonts, sizes, the little that needs QSS."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

# The first that is installed; 微软雅黑 on Windows, Noto on Linux.
FAMILIES = [
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "微软雅黑",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "SimHei",
]
SMALLEST_PT, LARGEST_PT, USUAL_PT = 9, 16, 10
SMALLEST_TEXT_PX = 11
ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour the window uses, as #RRGGBB. Text colours keep a contrast of 4.5 on every ground they stand on."""

    ground: str
    surface: str
    heading: str  # ground of table headings and section rows
    line: str
    strong_line: str
    text: str
    secondary: str
    muted: str
    accent: str
    accent_fill: str
    on_fill: str
    selected: str
    brand: str
    brand_fill: str
    good: str
    soon: str
    late: str
    soft_soon: str
    soft_late: str
    soft_hint: str


LIGHT = Colours(
    ground="#F5F6F8",
    surface="#FFFFFF",
    heading="#F1F4F7",
    line="#E3E7EC",
    strong_line="#CBD5DF",
    text="#1F2933",
    secondary="#52606D",
    muted="#5F6C79",
    accent="#1F5F99",
    accent_fill="#1F5F99",
    on_fill="#FFFFFF",
    selected="#EAF2FA",
    brand="#17324D",
    brand_fill="#17324D",
    good="#2A7242",
    soon="#935400",
    late="#B3261E",
    soft_soon="#FFF8EA",
    soft_late="#FDF0EF",
    soft_hint="#EEF4FA",
)
DARK = Colours(
    ground="#14181D",
    surface="#1B2026",
    heading="#222830",
    line="#2D343C",
    strong_line="#46505B",
    text="#E6EAEE",
    secondary="#B7C0CA",
    muted="#9BA6B2",
    accent="#7DB8EF",
    accent_fill="#2B6DAA",
    on_fill="#FFFFFF",
    selected="#23364A",
    brand="#DCE7F2",
    brand_fill="#35607F",
    good="#6CC58A",
    soon="#E2AC52",
    late="#F2938C",
    soft_soon="#332A17",
    soft_late="#3A2220",
    soft_hint="#1F2C39",
)


class Theme(QObject):
    """The window's look. Painted widgets ask for `colours` and sizes when they paint; `changed` tells them to."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dark = False
        self.size_pt = USUAL_PT

    @property
    def colours(self) -> Colours:
        return DARK if self.dark else LIGHT

    @property
    def base_px(self) -> int:
        return max(12, round(self.size_pt * 4 / 3))

    @property
    def small_px(self) -> int:
        return max(SMALLEST_TEXT_PX, self.base_px - 1)

    def font(self, px: int = 0, bold: bool = False) -> QFont:
        font = QFont()
        font.setFamilies(FAMILIES)  # pyright: ignore[reportUnknownMemberType]
        font.setPixelSize(px or self.base_px)
        font.setBold(bold)
        font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
        return font

    def set_look(self, *, dark: bool | None = None, size_pt: int | None = None) -> None:
        self.dark = self.dark if dark is None else dark
        self.size_pt = max(SMALLEST_PT, min(LARGEST_PT, size_pt or self.size_pt))
        self.apply()

    def apply(self) -> None:
        """Dress the whole application. Fusion, so that every PC shows the same."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if app.style().objectName() != "fusion":
            app.setStyle("Fusion")
        app.setFont(self.font())  # pyright: ignore[reportUnknownMemberType]
        app.setPalette(palette(self.colours))
        shade = "dark" if self.dark else "light"
        app.setStyleSheet(style_sheet(self.colours, self.base_px, self.small_px, shade))
        self.changed.emit()


def palette(c: Colours) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: c.ground,
        role.WindowText: c.text,
        role.Base: c.surface,
        role.AlternateBase: c.heading,
        role.Text: c.text,
        role.Button: c.surface,
        role.ButtonText: c.text,
        role.ToolTipBase: c.surface,
        role.ToolTipText: c.text,
        role.PlaceholderText: c.muted,
        role.BrightText: c.late,
        role.Highlight: c.accent_fill,
        role.HighlightedText: c.on_fill,
        role.Link: c.accent,
        role.LinkVisited: c.accent,
        role.Light: c.surface,
        role.Midlight: c.line,
        role.Mid: c.strong_line,
        role.Dark: c.strong_line,
        role.Shadow: c.strong_line,
    }.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(c.muted))
    return made


def style_sheet(c: Colours, base: int, small: int, shade: str) -> str:
    """What no palette role can say, by the `look` property; widgets without one keep Fusion's own look."""
    arrows = ICONS.as_posix()
    return f"""
QToolTip {{ border: 1px solid {c.strong_line}; padding: 4px; }}
QToolTip, QMessageBox QLabel, QInputDialog QLabel {{ qproperty-textFormat: PlainText; }}
QPushButton {{ background: {c.surface}; border: 1px solid {c.strong_line}; border-radius: 5px; padding: 5px 12px;
    min-height: {base + 7}px; }}
QPushButton:hover {{ border-color: {c.accent}; }}
QPushButton:pressed {{ background: {c.selected}; }}
QPushButton:focus {{ border: 2px solid {c.accent}; padding: 4px 11px; }}
QPushButton:disabled {{ color: {c.muted}; background: {c.heading}; border-color: {c.line}; }}
QPushButton[look="primary"] {{ background: {c.accent_fill}; border-color: {c.accent_fill}; color: {c.on_fill}; }}
QPushButton[look="primary"]:focus {{ border-color: {c.brand}; }}
QPushButton[look="primary"]:disabled {{ background: {c.heading}; border-color: {c.line}; color: {c.muted}; }}
QPushButton[look="link"] {{ background: transparent; border: 1px solid transparent; color: {c.accent};
    padding: 1px 3px; min-height: {base + 3}px; }}
QPushButton[look="link"]:hover {{ text-decoration: underline; }}
QPushButton[look="link"]:focus {{ border: 1px solid {c.accent}; padding: 1px 3px; border-radius: 3px; }}
QPushButton[look="link"]:disabled {{ color: {c.muted}; background: transparent; border-color: transparent; }}
QPushButton[look="chip"] {{ border: 1px solid {c.line}; border-radius: {(base + 13) // 2}px; padding: 2px 12px;
    min-height: {base + 7}px; color: {c.secondary}; }}
QPushButton[look="chip"]:checked {{ background: {c.brand_fill}; border-color: {c.brand_fill}; color: {c.on_fill}; }}
QPushButton[look="chip"]:focus {{ border: 1px solid {c.accent}; }}
QPushButton[look="chip"]:checked:focus {{ border: 2px solid {c.accent}; padding: 1px 11px; }}
QPushButton[look="page"] {{ border: 1px solid transparent; border-radius: 5px; text-align: left; padding: 5px 10px;
    background: transparent; color: {c.text}; }}
QPushButton[look="page"]:hover {{ background: {c.heading}; }}
QPushButton[look="page"]:checked {{ background: {c.selected}; font-weight: bold; }}
QPushButton[look="page"]:focus {{ border: 1px solid {c.accent}; }}
QPushButton[look="page"]:disabled {{ background: transparent; }}
QPushButton[look="month"] {{ border: 1px solid {c.line}; border-radius: 5px; padding: 4px 2px; color: {c.secondary};
    min-height: {2 * base + 14}px; }}
QPushButton[look="month"][state="now"] {{ border-color: {c.accent}; color: {c.text}; }}
QPushButton[look="month"][state="late"] {{ color: {c.late}; }}
QPushButton[look="month"]:checked {{ background: {c.selected}; border-color: {c.accent}; font-weight: bold; }}
QPushButton[look="month"]:focus {{ border: 2px solid {c.accent}; }}
QLineEdit, QPlainTextEdit, QTextEdit {{ background: {c.surface}; border: 1px solid {c.strong_line}; border-radius: 5px;
    padding: 3px 7px; selection-background-color: {c.accent_fill}; selection-color: {c.on_fill}; }}
QLineEdit {{ min-height: {base + 9}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 1px solid {c.accent}; }}
QComboBox, QSpinBox {{ background: {c.surface}; border: 1px solid {c.strong_line}; border-radius: 5px;
    padding: 2px 7px; min-height: {base + 7}px; }}
QComboBox:focus, QSpinBox:focus {{ border: 1px solid {c.accent}; }}
QComboBox::drop-down {{ border: 0; width: 22px; }}
QComboBox::down-arrow {{ image: url("{arrows}/arrow-down-{shade}.svg"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.strong_line};
    selection-background-color: {c.selected}; selection-color: {c.text}; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: 0; width: 20px; background: transparent; }}
QSpinBox::up-arrow {{ image: url("{arrows}/arrow-up-{shade}.svg"); width: 10px; height: 10px; }}
QSpinBox::down-arrow {{ image: url("{arrows}/arrow-down-{shade}.svg"); width: 10px; height: 10px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {c.muted};
    background: {c.surface}; }}
QCheckBox::indicator {{ border-radius: 3px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:checked {{ background: {c.accent_fill}; border-color: {c.accent_fill};
    image: url("{arrows}/tick.svg"); }}
QRadioButton::indicator:checked {{ border: 4px solid {c.accent_fill}; width: 8px; height: 8px; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {c.strong_line}; }}
QCheckBox::indicator:checked:disabled {{ background: {c.muted}; border-color: {c.muted}; }}
QAbstractItemView::indicator {{ width: 14px; height: 14px; border: 1px solid {c.muted}; border-radius: 3px;
    background: {c.surface}; }}
QAbstractItemView::indicator:checked {{ background: {c.accent_fill}; border-color: {c.accent_fill};
    image: url("{arrows}/tick.svg"); }}
QCheckBox:focus, QRadioButton:focus {{ color: {c.accent}; text-decoration: underline; }}
QListWidget {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 6px; outline: 0; }}
QListWidget::item {{ padding: 5px 8px; }}
QListWidget::item:selected {{ background: {c.selected}; color: {c.text}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {c.strong_line}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {c.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QLineEdit[wrong="true"] {{ border: 1px solid {c.late}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {c.heading}; color: {c.muted}; }}
QLabel[look="title"] {{ font-size: {base + 4}px; font-weight: bold; }}
QLabel[look="panel"] {{ font-size: {base + 2}px; font-weight: bold; }}
QLabel[look="brand"] {{ font-size: {base + 6}px; font-weight: bold; color: {c.brand}; }}
QLabel[look="label"] {{ font-size: {small}px; color: {c.muted}; }}
QLabel[look="muted"] {{ color: {c.muted}; }}
QLabel[look="small"] {{ font-size: {small}px; color: {c.muted}; }}
QLabel[look="bold"] {{ font-weight: bold; }}
QLabel[look="figure"] {{ font-size: {base + 11}px; font-weight: bold; }}
QLabel[look="tag"] {{ font-size: {small}px; border: 1px solid {c.strong_line}; border-radius: 3px; padding: 1px 5px;
    color: {c.secondary}; }}
QLabel[look="tag-strong"] {{ font-size: {small}px; border: 1px solid {c.accent}; border-radius: 3px; padding: 1px 5px;
    color: {c.accent}; background: {c.selected}; }}
QLabel[look="tag-late"] {{ font-size: {small}px; border: 1px solid {c.late}; border-radius: 3px; padding: 1px 5px;
    color: {c.late}; background: {c.soft_late}; }}
QLabel[look="tag-soon"] {{ font-size: {small}px; border: 1px solid {c.soon}; border-radius: 3px; padding: 1px 5px;
    color: {c.soon}; background: {c.soft_soon}; }}
QFrame[look="rail"] {{ background: {c.surface}; border: 0; border-right: 1px solid {c.line}; }}
QFrame[look="top"] {{ background: {c.surface}; border: 0; border-bottom: 1px solid {c.line}; }}
QFrame[look="foot"] {{ background: {c.surface}; border: 0; border-top: 1px solid {c.line}; }}
QFrame[look="card"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 6px; }}
QFrame[look="unit"] {{ background: {c.heading}; border: 1px solid {c.line}; border-radius: 6px; }}
QFrame[look="error"] {{ background: {c.soft_late}; border: 0; border-left: 3px solid {c.late}; }}
QFrame[look="warning"] {{ background: {c.soft_soon}; border: 0; border-left: 3px solid {c.soon}; }}
QFrame[look="hint"] {{ background: {c.soft_hint}; border: 0; border-left: 3px solid {c.muted}; }}
QFrame[look="notice"] {{ background: {c.soft_hint}; border: 0; border-bottom: 1px solid {c.line}; }}
QFrame[look="notice-bad"] {{ background: {c.soft_late}; border: 0; border-bottom: 1px solid {c.late}; }}
QFrame[look="rule"] {{ background: {c.line}; border: 0; max-height: 1px; min-height: 1px; }}
QWidget[look="surface"] {{ background: {c.surface}; }}
QScrollArea {{ border: 0; background: transparent; }}
QTableView {{ border: 1px solid {c.line}; border-radius: 6px; background: {c.surface}; gridline-color: {c.line};
    selection-background-color: {c.selected}; selection-color: {c.text}; }}
QTableView::item {{ padding: 2px 8px; }}
QHeaderView {{ background: {c.heading}; border: 0; }}
QHeaderView::section {{ background: {c.heading}; color: {c.secondary}; border: 0; border-bottom: 1px solid {c.line};
    padding: 6px 8px; font-weight: bold; }}
QProgressBar {{ border: 0; background: {c.line}; max-height: 3px; min-height: 3px; }}
QProgressBar::chunk {{ background: {c.accent_fill}; }}
QSplitter::handle {{ background: transparent; }}
"""
