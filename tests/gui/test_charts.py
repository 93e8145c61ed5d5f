"""Charts: painted in the theme's colours, saved on white with their words as text."""

from datetime import date

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from core.chart import Bar, BarChart, Chart, StepChart, Tone
from gui.charts import SAVED_SCALE, SAVED_WIDE, ChartView, as_png, as_svg
from gui.theme import DARK, LIGHT, Theme

BARS = BarChart(
    "各单位填报情况（项）",
    ((Tone.MAIN, "已填"), (Tone.REST, "未填")),
    (
        Bar("云岭镇人民政府", ((Tone.MAIN, 20), (Tone.REST, 2)), "20 项，未填 2"),
        Bar("云岭县委网络安全和信息化委员会办公室", ((Tone.SOON, 3), (Tone.REST, 0)), "3 项，迟报"),
        Bar("松溪乡人民政府", ((Tone.REST, 9),), "未报送，应报 9 项"),
    ),
)
STEPS = StepChart(
    "报送进度", ((date(2026, 7, 1), 3), (date(2026, 7, 2), 4), (date(2026, 8, 9), 30)), 38, date(2026, 7, 10)
)
NOTHING = BarChart("空", (), (Bar("云岭镇", ((Tone.MAIN, 0),), "0 项"),))


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    return Theme()


def colours_in(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


@pytest.mark.parametrize("chart", [BARS, STEPS, NOTHING], ids=lambda c: c.title)
def test_a_chart_saved_as_a_picture_stands_on_white_and_is_not_empty(chart: Chart, theme: Theme) -> None:
    image = QImage.fromData(as_png(chart, theme))
    assert image.width() == SAVED_WIDE * SAVED_SCALE
    found = colours_in(image)
    assert image.pixelColor(1, 1) == QColor("#ffffff")
    assert len(found) > 3


def test_a_saved_picture_is_light_though_the_window_is_dark(theme: Theme) -> None:
    light = as_png(BARS, theme)
    theme.dark = True
    assert as_png(BARS, theme) == light


def test_an_svg_holds_the_words_as_text(theme: Theme) -> None:
    told = as_svg(BARS, theme).decode("utf-8")
    assert all(words in told for words in ("云岭镇人民政府", "20 项，未填 2", "各单位填报情况（项）"))
    assert "报送期限 7月10日" in as_svg(STEPS, theme).decode("utf-8")


def test_the_view_is_painted_in_the_windows_colours_and_can_be_read_aloud(theme: Theme, qtbot: QtBot) -> None:
    view = ChartView(theme)
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show_chart(BARS)
    assert LIGHT.accent_fill.lower() in colours_in(view.grab().toImage())
    theme.dark = True
    view.show_chart(BARS)
    dark = colours_in(view.grab().toImage())
    assert DARK.accent_fill.lower() in dark
    assert DARK.surface.lower() in dark
    assert view.accessibleDescription().startswith("各单位填报情况（项）：云岭镇人民政府 20 项，未填 2")


@pytest.mark.parametrize("width", [60, 240, 2400])
def test_a_chart_fits_any_width(width: int, theme: Theme, qtbot: QtBot) -> None:
    view = ChartView(theme)
    qtbot.addWidget(view)
    view.resize(width, 300)
    for chart in (BARS, STEPS):
        view.show_chart(chart)
        assert not view.grab().isNull()
