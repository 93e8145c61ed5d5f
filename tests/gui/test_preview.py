"""The preview: the very pages, found, zoomed, listed and printed; from the keyboard, too."""

from dataclasses import replace
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.document import Document, Section, paragraph
from core.errors import LedgerError
from core.finding import Severity
from core.pages import ink_box
from core.progress import Progress
from gui.preview.drawing import PageArtist
from gui.preview.flow import show_preview
from gui.preview.laying_out import MakeDocument
from gui.preview.page import PreviewPage
from gui.preview.view import LEVELS, Fit
from gui.services import Services
from storage.documents.desk import LocalDocuments
from storage.documents.fonts import FontFinder
from tests.gui.conftest import Clerk, part
from tests.gui.paper import PrintingDialogs, documents_in_made_fonts, report
from tests.storage.made_font import make_font


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> LocalDocuments:
    return documents_in_made_fonts(tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def made(made: Services, documents: LocalDocuments) -> Services:
    return replace(made, documents=documents)


@pytest.fixture
def dialogs() -> PrintingDialogs:
    return PrintingDialogs()


def show(clerk: Clerk, make: MakeDocument) -> PreviewPage:
    page = show_preview(clerk.work, "云岭县报告", make)
    clerk.wait(lambda: page.whole or page.stages.currentIndex() == 2)
    return page


@pytest.fixture
def page(empty: Clerk) -> PreviewPage:
    """Four pages: one upright, three lying."""
    return show(empty, lambda progress: report())


def type_words(page: PreviewPage, words: str, qtbot: QtBot) -> None:
    page.find_here()
    page.find_line.words.setText(words)
    qtbot.keyClick(page.find_line.words, Qt.Key.Key_Return)


def counted(page: PreviewPage) -> str:
    return part(page, QLabel, "findCount").text()


def test_all_pages_are_shown_after_the_first(page: PreviewPage) -> None:
    assert page.whole
    assert len(page.view.pages.pages) == 4
    assert part(page, QLabel, "pageTotal").text() == "页，共 4 页"
    assert page.list.model().rowCount() == 4


def test_the_first_page_stands_before_the_rest_is_laid_out(empty: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    documents = empty.bench.services.documents
    whole = documents.pages

    def pages(document: Document, first: int = 0):  # type: ignore[no-untyped-def]
        asked.append(first)
        return whole(document, first)

    monkeypatch.setattr(documents, "pages", pages)
    show(empty, lambda progress: report())
    assert asked == [1, 0]


def test_the_preview_paints_what_the_pdf_shows(page: PreviewPage, documents: LocalDocuments, tmp_path: Path) -> None:
    """But for the smoothing of edges, and for rules thinner than a dot."""
    documents.convert(report(), str(tmp_path / "报告.pdf"))
    scale = 5.0
    artist = page.view.artist
    for number, sheet in enumerate(artist.pages.pages[:2]):
        ours = QImage(round(sheet.width_mm * scale), round(sheet.height_mm * scale), QImage.Format.Format_Grayscale8)
        ours.fill(QColor("white"))
        painter = QPainter(ours)
        artist.draw(painter, number, scale)
        painter.end()
        with pypdfium2.PdfDocument(tmp_path / "报告.pdf") as pdf:
            drawn = pdf[number].render(scale=scale * 25.4 / 72, grayscale=True)  # type: ignore[arg-type]
            theirs = QImage(
                bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, QImage.Format.Format_Grayscale8
            )
            assert abs(darkness(ours) / darkness(theirs) - 1) < 0.1
            assert unlike(ours, theirs) < 0.002


def darkness(image: QImage) -> float:
    return sum(255 - value for row in range(image.height()) for value in dots(image, row))


def dots(image: QImage, row: int) -> bytes:
    line: Any = image.constScanLine(row)
    return bytes(line)[: image.width()]


def unlike(a: QImage, b: QImage) -> float:
    """The share of pixels that are black in one and white in the other."""
    width, height = min(a.width(), b.width()), min(a.height(), b.height())
    far = sum(
        abs(x - y) > 200
        for row in range(0, height, 2)
        for x, y in zip(dots(a, row)[:width], dots(b, row)[:width], strict=True)
    )
    return far * 2 / (width * height)


def test_only_pages_in_sight_are_painted(empty: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = show(empty, lambda progress: report(12))
    page.list.hide()
    painted: list[int] = []
    draw = PageArtist.draw

    def watched(self: PageArtist, painter: QPainter, number: int, scale: float) -> None:
        painted.append(number)
        draw(self, painter, number, scale)

    monkeypatch.setattr(PageArtist, "draw", watched)
    page.view.go_to(6)
    page.view.viewport().repaint()
    assert 6 in painted
    assert set(painted) <= {5, 6, 7}


# -- zoom --------------------------------------------------------------------------------------------------------------


def test_fit_width_fills_the_width_and_fit_page_shows_a_whole_page(page: PreviewPage) -> None:
    view = page.view
    widest = max(p.width_mm for p in view.pages.pages)
    view.set_fit(Fit.WIDTH)
    assert 0 <= view.viewport().width() - widest * view.scale <= 40
    view.set_fit(Fit.PAGE)
    tallest = max(p.height_mm for p in view.pages.pages)
    assert tallest * view.scale <= view.viewport().height()
    assert widest * view.scale <= view.viewport().width()


def test_a_fitted_page_stays_fitted_when_the_window_grows(page: PreviewPage, empty: Clerk) -> None:
    before = page.view.scale
    empty.window.resize(1700, 900)
    QApplication.processEvents()
    assert page.view.scale > before
    page.view.set_percent(100)
    empty.window.resize(1366, 728)
    QApplication.processEvents()
    assert page.view.percent == 100


def test_the_keys_zoom_and_ctrl_0_fits_again(page: PreviewPage, qtbot: QtBot) -> None:
    page.view.setFocus()
    page.view.set_percent(100)
    qtbot.keyClick(page.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert page.view.percent == 125
    qtbot.keyClick(page.view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert page.view.percent == 75
    assert page.zoom_line.box.currentText() == "75%"
    qtbot.keyClick(page.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert page.view.fit is Fit.WIDTH
    assert page.zoom_line.box.currentText().startswith("适合页宽")


def test_zoom_stays_between_its_ends(page: PreviewPage) -> None:
    for _ in range(20):
        page.view.step_zoom(1)
    assert page.view.percent == LEVELS[-1] == 400
    for _ in range(20):
        page.view.step_zoom(-1)
    assert page.view.percent == LEVELS[0] == 50


def test_ctrl_and_wheel_keep_the_place_under_the_pointer(page: PreviewPage) -> None:
    view = page.view
    view.set_percent(200)
    view.go_to(2)
    pointer = QPointF(300, 250)
    before = view.place_at(pointer)
    turn = QWheelEvent(
        pointer, view.viewport().mapToGlobal(pointer), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), turn)
    assert view.percent == 300
    after = view.place_at(pointer)
    assert after[0] == before[0]
    assert (after[1] - before[1]).manhattanLength() < 0.5  # mm


# -- pages -------------------------------------------------------------------------------------------------------------


def test_the_page_number_the_list_and_the_view_follow_one_another(page: PreviewPage) -> None:
    page.page_line.number.setValue(3)
    assert page.view.page == 2
    assert page.list.currentIndex().row() == 2
    page.list.setCurrentIndex(page.list.model().index(3, 0))
    assert page.view.page == 3
    assert page.page_line.number.value() == 4


def test_home_and_end_go_to_the_ends(page: PreviewPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.view, Qt.Key.Key_End)
    assert page.view.page == 3
    qtbot.keyClick(page.view, Qt.Key.Key_Home)
    assert page.view.page == 0


def test_a_blind_clerk_hears_the_page(page: PreviewPage) -> None:
    page.view.go_to(1)
    assert "第1项，公开率" in page.view.accessibleDescription()
    index = page.list.model().index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "第 2 页，共 4 页"


def test_the_list_draws_its_pictures(page: PreviewPage) -> None:
    page.list.viewport().repaint()
    picture = page.list.grab().toImage()
    assert picture.width() > 0
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(0, picture.height(), 3)}
    assert "#ffffff" in colours


# -- finding -----------------------------------------------------------------------------------------------------------


def test_ctrl_f_finds_on_the_pages_and_enter_goes_on(page: PreviewPage, empty: Clerk, qtbot: QtBot) -> None:
    empty.work.search()
    assert part(page, QLineEdit, "findEdit").hasFocus()
    type_words(page, "公开率", qtbot)
    assert counted(page) == "1/3"
    assert page.view.page == 1
    qtbot.keyClick(page.find_line.words, Qt.Key.Key_Return)
    assert counted(page) == "2/3"
    assert page.find_line.hits[1].page == 2
    qtbot.keyClick(page.find_line.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert counted(page) == "1/3"


def test_f3_goes_round(page: PreviewPage, qtbot: QtBot) -> None:
    type_words(page, "公开率", qtbot)
    page.view.setFocus()
    for wanted in ("2/3", "3/3", "1/3"):
        qtbot.keyClick(page.view, Qt.Key.Key_F3)
        assert counted(page) == wanted
    qtbot.keyClick(page.view, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert counted(page) == "3/3"


def test_the_hit_is_marked_and_in_sight(page: PreviewPage, qtbot: QtBot) -> None:
    page.view.set_percent(300)
    type_words(page, "第3项", qtbot)
    marked = page.view.viewport().grab().toImage()
    colours = {
        marked.pixelColor(x, y).name() for x in range(0, marked.width(), 2) for y in range(0, marked.height(), 2)
    }
    assert "#ffb454" in colours


def test_nothing_found_is_said(page: PreviewPage, qtbot: QtBot) -> None:
    type_words(page, "没有这几个字", qtbot)
    assert counted(page) == "没有找到"
    assert page.find_line.hits == ()


def test_escape_goes_from_the_words_to_the_pages_and_then_back(page: PreviewPage, empty: Clerk, qtbot: QtBot) -> None:
    page.find_here()
    qtbot.keyClick(page.find_line.words, Qt.Key.Key_Escape)
    assert page.view.hasFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert empty.work.stack.currentWidget() is not page


# -- what is told ------------------------------------------------------------------------------------------------------


def test_a_character_that_no_font_has_is_told_and_can_be_gone_to(empty: Clerk, qtbot: QtBot) -> None:
    document = Document((Section((paragraph("联系人：王"), paragraph("姓名含生僻字\U00020bb7。"))),))
    page = show(empty, lambda progress: document)
    assert "\U00020bb7" in page.told.words.whole
    assert page.told.cards.isVisible()
    finding = next(f for f in page.view.pages.findings if f.severity is Severity.ERROR)
    page.told.located.emit(finding)
    qtbot.keyClick(page.find_line.words, Qt.Key.Key_Return)
    assert counted(page) == "1/1"


def test_replaced_fonts_are_told_in_one_line(page: PreviewPage) -> None:
    assert page.told.isVisible()
    assert "已用相近的字体代替" in page.told.words.whole
    assert page.told.cards.isHidden()
    part(page, QPushButton, "openFindingsButton").click()
    assert page.told.cards.isVisible()


def test_a_file_that_cannot_be_read_is_told_and_tried_again(empty: Clerk) -> None:
    answers: list[Document | LedgerError] = [LedgerError("文件已损坏，无法读取。"), report()]

    def make(progress: Progress) -> Document:
        answer = answers.pop(0)
        if isinstance(answer, LedgerError):
            raise answer
        return answer

    page = show(empty, make)
    assert page.stages.currentIndex() == 2
    assert "文件已损坏" in page.failure.words.text()
    assert not page.print.isEnabled()
    empty.press("previewAgainButton")
    empty.wait(lambda: page.whole)
    assert page.stages.currentIndex() == 1


def test_leaving_before_the_pages_are_ready_breaks_nothing(empty: Clerk) -> None:
    page = show_preview(empty.work, "云岭县报告", lambda progress: report(30))
    empty.work.open_page("ledger")
    empty.wait(lambda: not empty.bench.worker.busy)
    assert not page.whole


# -- printing ----------------------------------------------------------------------------------------------------------


def into(place: Path, pages: str = "", order: QPrinter.PageOrder = QPrinter.PageOrder.FirstPageFirst):  # type: ignore[no-untyped-def]
    def set_up(printer: QPrinter) -> None:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(place))
        printer.setPageOrder(order)
        if pages:
            first, last = pages.split("-")
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
            printer.setFromTo(int(first), int(last))

    return set_up


def sizes(place: Path) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(place) as pdf:
        return [(round(p.get_width() / 72 * 25.4), round(p.get_height() / 72 * 25.4)) for p in pdf]


def print_into(page: PreviewPage, empty: Clerk, set_up) -> None:  # type: ignore[no-untyped-def]
    assert isinstance(empty.dialogs, PrintingDialogs)
    empty.dialogs.set_up = set_up
    page.print.ask()
    empty.wait(lambda: not page.print.printing)


def test_every_page_is_printed_lying_or_standing_as_it_is(page: PreviewPage, empty: Clerk, tmp_path: Path) -> None:
    print_into(page, empty, into(tmp_path / "纸.pdf"))
    assert sizes(tmp_path / "纸.pdf") == [(210, 297), (297, 210), (297, 210), (297, 210)]
    assert isinstance(empty.dialogs, PrintingDialogs)
    assert empty.dialogs.pages_offered == [4]
    assert "已送往打印机" in part(empty.work, QLabel, "noticeText").text()


def test_ink_falls_where_the_page_has_it(page: PreviewPage, empty: Clerk, tmp_path: Path) -> None:
    print_into(page, empty, into(tmp_path / "纸.pdf"))
    pages = page.view.pages
    boxes = [ink_box(run, pages.fonts[run.font]) for run in pages.pages[0].all_runs]
    scale = 4
    with pypdfium2.PdfDocument(tmp_path / "纸.pdf") as pdf:
        drawn = pdf[0].render(scale=scale * 25.4 / 72, grayscale=True)  # type: ignore[arg-type]
        rows = [n // drawn.stride for n, value in enumerate(bytes(drawn.buffer)) if value < 128]
    assert min(rows) / scale == pytest.approx(min(b.y for b in boxes), abs=0.6)
    assert max(rows) / scale == pytest.approx(max(b.bottom for b in boxes), abs=0.6)


def test_only_the_pages_asked_for_are_printed(page: PreviewPage, empty: Clerk, tmp_path: Path) -> None:
    print_into(page, empty, into(tmp_path / "纸.pdf", "1-2"))
    assert sizes(tmp_path / "纸.pdf") == [(210, 297), (297, 210)]


def test_the_last_page_comes_first_on_wish(page: PreviewPage, empty: Clerk, tmp_path: Path) -> None:
    print_into(page, empty, into(tmp_path / "纸.pdf", order=QPrinter.PageOrder.LastPageFirst))
    assert sizes(tmp_path / "纸.pdf")[-1] == (210, 297)


def test_a_print_that_was_called_off_prints_nothing(page: PreviewPage, empty: Clerk) -> None:
    print_into(page, empty, None)
    assert page.print.text() == "打印…"
    assert page.print.isEnabled()


def test_the_button_stops_a_print_that_goes_on(empty: Clerk, tmp_path: Path) -> None:
    page = show(empty, lambda progress: report(30))
    assert isinstance(empty.dialogs, PrintingDialogs)
    empty.dialogs.set_up = into(tmp_path / "纸.pdf")
    page.print.ask()
    empty.wait(lambda: page.print.text().startswith("停止打印"))
    page.print.ask()
    assert page.print.text() == "打印…"
    assert "已停止打印" in part(empty.work, QLabel, "noticeText").text()


def test_leaving_while_it_prints_breaks_nothing(page: PreviewPage, empty: Clerk, tmp_path: Path) -> None:
    assert isinstance(empty.dialogs, PrintingDialogs)
    empty.dialogs.set_up = into(tmp_path / "纸.pdf")
    page.print.ask()
    empty.work.open_page("ledger")
    empty.settle()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_does_not_answer_is_told(page: PreviewPage, empty: Clerk, tmp_path: Path) -> None:
    print_into(page, empty, into(tmp_path / "没有这个文件夹" / "纸.pdf"))
    assert "打印没有完成" in part(empty.work, QLabel, "noticeText").text()
    assert page.print.isEnabled()


# -- the ledger --------------------------------------------------------------------------------------------------------


def test_the_ledger_is_previewed_as_it_would_be_exported(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.choose(5)
    clerk.type_progress("5月18日公开参保政策12条。")
    clerk.panel.editor.commit()
    clerk.work.open_page("export")
    clerk.press("previewButton")
    page = clerk.work.stack.currentWidget()
    assert isinstance(page, PreviewPage)
    clerk.wait(lambda: page.whole)
    type_words(page, "5月18日公开参保政策12条", qtbot)
    assert counted(page) == "1/1"
    clerk.press("leavePreviewButton")
    assert clerk.work.page_shown == "export"


def test_calling_off_goes_back_to_where_it_was_asked(empty: Clerk) -> None:
    started = Event()

    def make(progress: Progress) -> Document:
        started.set()
        while True:
            progress.step(0, 0, "正在读取")
            sleep(0.01)

    empty.work.open_page("export")
    show_preview(empty.work, "云岭县报告", make)
    assert started.wait(10)
    empty.press("cancelWorkButton")
    empty.wait(lambda: empty.work.page_shown == "export" and not empty.there(PreviewPage, "pagesPreview"))


def test_a_font_that_may_not_be_carried_is_drawn_by_its_name(qapp: QApplication, tmp_path: Path) -> None:
    make_font(tmp_path / "YunLing.ttf", fs_type=2)
    pages = LocalDocuments(FontFinder([tmp_path])).pages(report(1))
    assert all(font.data == b"" for font in pages.fonts)
    sheet = pages.pages[0]
    drawn = QImage(round(sheet.width_mm), round(sheet.height_mm), QImage.Format.Format_Grayscale8)
    drawn.fill(QColor("white"))
    painter = QPainter(drawn)
    PageArtist(pages).draw(painter, 0, 1.0)
    painter.end()
    run = sheet.runs[0]
    assert any(dots(drawn, round(run.y - row))[round(run.x) :][: round(run.width)].strip(b"\xff") for row in range(6))
