"""A clerk at the annual report: types, pastes and looks as a person would."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from core.report.record import ReportHead
from core.report.report import AnnualReport
from gui.report.desk import ReportDesk
from gui.report.page import ReportPage
from gui.report.sheet import GridView
from gui.report.sheet_model import Mark
from tests.gui.conftest import Clerk

REPORTS = Path(__file__).resolve().parents[2] / "resources" / "samples" / "annual_report"
KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Tab": Qt.Key.Key_Tab,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "Delete": Qt.Key.Key_Delete,
    "=": Qt.Key.Key_Equal,
}


class ReportClerk:
    def __init__(self, clerk: Clerk) -> None:
        self.clerk, self.qtbot = clerk, clerk.qtbot
        page = clerk.work.open_page("report")
        assert isinstance(page, ReportPage)
        self.page = page

    @property
    def desk(self) -> ReportDesk:
        return self.page.desk

    @property
    def report(self) -> AnnualReport:
        assert self.desk.report is not None
        return self.desk.report

    @property
    def stored(self) -> dict[str, str]:
        """The texts of the open report's cells as the store holds them."""
        return dict(self.clerk.bench.store.reports.content(self.head.report_id).cells)

    @property
    def head(self) -> ReportHead:
        assert self.desk.head is not None
        return self.desk.head

    @property
    def last_year_of(self) -> int | None:
        return self.desk.last_head.year if self.desk.last_head else None

    @property
    def told(self) -> str:
        return self.clerk.work.notice.text.text()

    def start(self) -> "ReportClerk":
        self.clerk.press("newReportButton")
        return self

    def take_in(self, name: str) -> "ReportClerk":
        """Import one of the invented county's reports."""
        self.choose_file(name)
        self.clerk.press("confirmReportImport")
        self.settle()
        return self

    def choose_file(self, name: str) -> None:
        self.clerk.work.open_page("report")
        (place,) = [p for p in REPORTS.glob("*.docx") if name in p.name]
        self.clerk.dialogs.files.append(str(place))
        self.page.import_asked.emit()
        self.clerk.wait(lambda: self.clerk.there(QWidget, "reportImportPage"))

    def settle(self) -> None:
        self.clerk.settle()
        self.clerk.wait(lambda: not self.desk.searching)
        self.page.panel.refresh()
        QApplication.processEvents()

    # -- the sheet ---------------------------------------------------------------------------------------------------

    def sheet(self, number: int) -> GridView:
        self.page.show_section(number)
        return self.table(number)

    def table(self, number: int) -> GridView:
        """The sheet as it is, without going there."""
        sheet = self.page.views[number].sheet
        assert sheet is not None
        return sheet.body

    def at(self, cell: str) -> GridView:
        """Put the cursor there."""
        self.page.show_cell(cell)
        return self.sheet(self.page.section)

    def type(self, cell: str, *texts: str) -> None:
        """Type from that cell on; names of KEYS are keys."""
        view = self.at(cell)
        for text in texts:
            place = view.editor or view
            if text in KEYS:
                self.qtbot.keyClick(place, KEYS[text])
            else:
                self.qtbot.keyClicks(place, text[:1])
                assert view.editor is not None
                self.qtbot.keyClicks(view.editor, text[1:])
            QApplication.processEvents()

    def paste(self, cell: str, text: str = "", html: str = "") -> None:
        data = QMimeData()
        if text:
            data.setText(text)
        if html:
            data.setHtml(html)
        QApplication.clipboard().setMimeData(data)
        self.qtbot.keyClick(self.at(cell), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def mark(self, cell: str) -> Mark:
        return max(
            self.desk.state.marks.get(cell, Mark.NONE), Mark.LEAD if cell in self.desk.state.leads else Mark.NONE
        )

    def messages(self) -> list[str]:
        """What the cards on the right say, as far as it is shown."""
        self.page.panel.refresh()
        return [w.text() for w in self.page.panel.findChildren(QLabel, "findingMessage") if w.isVisible()]
