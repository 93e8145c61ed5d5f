"""A year end to end as people live it: the office's plan to blank forms, three units fill and send, 收件, 通报, the report.

Files are dropped, texts pasted, keys pressed; what one clerk writes into a folder is what the next one picks up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from core.document import paragraphs_of
from core.ledger.read import read_ledger
from core.notice.rules import Event
from core.settings import Settings, UserRole
from gui.main_window import show_frame
from gui.report.sheet_model import Mark
from gui.services import Services
from storage.documents.desk import LocalDocuments
from tests.gui.conftest import SAMPLES, Clerk, FakeDialogs, part
from tests.gui.report_clerk import ReportClerk
from tools.demo_window import services

OFFICE = "云岭县人民政府办公室"
UNITS = ("云岭镇人民政府", "松溪乡人民政府", "云岭县司法局")
SENT = UNITS[:2]  # the third one never answers
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class County:
    """Who works where; `today` is what every clock shows."""

    app: QApplication
    qtbot: QtBot
    folder: Path
    today: datetime = datetime(2026, 4, 1, 9)

    def place(self, name: str) -> Path:
        made = self.folder / name
        made.mkdir(exist_ok=True)
        return made

    def services(self, name: str) -> Services:
        return replace(services(self.folder / f"{name}.txt"), clock=lambda: self.today)

    @contextmanager
    def at(self, name: str, role: UserRole = UserRole.UNIT) -> Iterator[Clerk]:
        """Open the window of that unit, in a data folder of its own; close it at the end."""
        made, data = self.services(name), str(self.folder / f"数据-{name}")
        store = made.stores.open(data, self.today)
        if not store.settings.get().asked:
            kind = "department" if name.endswith("局") else "town"
            store.settings.put(Settings(role, name, unit_kind=kind, year=2026, asked=True), self.today)
        store.close()
        dialogs = FakeDialogs()
        window = show_frame(self.app, dialogs)
        window.resize(1366, 728)
        window.start(made, data)
        clerk = Clerk(window, dialogs, self.qtbot)
        clerk.settle()
        try:
            yield clerk
        finally:
            window.close()
            window.deleteLater()
            self.app.processEvents()


def drop(clerk: Clerk, *places: Path) -> None:
    """Let files fall onto the window, as the file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(p)) for p in places])
    copy, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPointF(400, 300).toPoint(), copy, data, LEFT, keys)
    QApplication.sendEvent(clerk.window, over)
    assert over.isAccepted()
    QApplication.sendEvent(clerk.window, QDropEvent(QPointF(400, 300), copy, data, LEFT, keys))


def paste(clerk: Clerk, edit: QWidget, text: str) -> None:
    QApplication.clipboard().setText(text)
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_V, CTRL)


def write(edit: QLineEdit, text: str) -> None:
    """QTest types Latin letters only."""
    edit.setFocus()
    edit.selectAll()
    edit.insert(text)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def told(clerk: Clerk) -> str:
    return clerk.work.notice.text.text()


def test_a_year_runs_from_the_plan_to_the_annual_report(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    county = County(qapp, qtbot, tmp_path)
    with county.at(OFFICE, UserRole.OFFICE) as office:
        _plan_becomes_the_years_ledger(office)
        _units_are_listed(office)
        forms = _forms_are_handed_out(office, county.place("下发"))
    assert len(forms) == len(UNITS)
    county.today = datetime(2026, 7, 6, 9)
    for unit in SENT:
        with county.at(unit) as clerk:
            _unit_fills_and_exports(clerk, next(f for f in forms if unit in f.name), county.place("各单位报来"))
    county.today = datetime(2026, 7, 12, 9)
    with county.at(OFFICE) as office:
        _folder_is_dropped_and_confirmed(office, county.place("各单位报来"))
        _texts_are_summed_up(office)
        _office_writes_its_notice(office, county.place("通报"))
    county.today = datetime(2027, 1, 12, 9)
    with county.at(SENT[0]) as clerk:
        _annual_report_is_written(clerk, county.place("年报"))


def _plan_becomes_the_years_ledger(office: Clerk) -> None:
    office.work.open_page("home")
    assert "工作要点" in part(office.window, QWidget, "nextStepWords").text()  # type: ignore[attr-defined]
    office.press("nextStepButton")
    assert office.work.page_shown == "plan"
    drop(office, SAMPLES / "云岭县2026年政务公开工作要点.docx")
    office.wait(lambda: office.there(QPushButton, "confirmPlan"))
    page = office.work.stack.currentWidget()
    assert len(page.review.tasks) == 22  # type: ignore[union-attr]
    page.tasks.table.setFocus()  # type: ignore[union-attr]
    QTest.keyClick(page.tasks.table, Qt.Key.Key_Down)  # type: ignore[union-attr]
    write(part(page, QLineEdit, "taskIndicator"), "每季度1次")  # type: ignore[arg-type]
    office.press("confirmPlan")
    office.press("confirmPlanButton")
    office.settle()
    assert len(office.bench.rows) == 22
    assert office.bench.rows[1].task.indicator == "每季度1次"


def _units_are_listed(office: Clerk) -> None:
    QTest.keyClick(office.window, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    office.work.open_page("units")
    office.press("addFirstUnits")
    paste(office, part(office.window, QPlainTextEdit, "pastedUnits"), "\n".join(UNITS))
    office.press("confirmUnits")
    assert [u.name for u in office.bench.store.units.all()] == list(UNITS)


def _forms_are_handed_out(office: Clerk, folder: Path) -> list[Path]:
    office.work.open_page("dispatch")
    office.settle()
    write(part(office.window, QLineEdit, "dispatchRound"), "第一期")
    write(part(office.window, QLineEdit, "dispatchDue"), "7月10日")
    office.settle()
    office.dialogs.folders = [str(folder)]
    office.press("dispatchWrite")
    office.settle()
    return [p for p in folder.rglob("*.docx") if "台账" in p.name]


def _unit_fills_and_exports(clerk: Clerk, form: Path, folder: Path) -> None:
    unit = clerk.bench.unit
    drop(clerk, form)
    clerk.press("confirmImportButton")
    clerk.settle()
    mine = [r for r in clerk.bench.rows if r.mine]
    assert mine
    for row in mine:
        clerk.work.show_task(row.task.task_id)
        QTest.keyClick(clerk.window, Qt.Key.Key_E, CTRL)
        words = f"{unit}2026年6月30日公开第{row.task.number}项信息{row.task.number + len(unit)}条。"
        paste(clerk, clerk.panel.editor, words)
    clerk.wait(lambda: all(not r.blank for r in clerk.bench.rows if r.mine))
    clerk.settle()
    sent = folder / unit
    sent.mkdir()
    clerk.work.open_page("export")
    clerk.dialogs.folders = [str(sent)]
    clerk.press("writeExportButton")
    clerk.wait(lambda: clerk.there(QWidget, "exportResult"))
    kinds = {p.suffix for p in sent.iterdir()}
    assert kinds == {".docx", ".ofd"}
    (word,) = [p for p in sent.glob("*.docx") if "台账" in p.name]
    ledger = read_ledger(LocalDocuments().read(str(word)))
    assert ledger
    assert all(t.progress for t in ledger.tasks if t.number in {r.task.number for r in mine})
    clerk.press("move_sent")
    write(part(clerk.window, QLineEdit, "sentChannel"), "政务OA")
    clerk.press("keepSentButton")
    assert "已登记第一期报送" in told(clerk)


def _folder_is_dropped_and_confirmed(office: Clerk, folder: Path) -> None:
    page = office.work.open_page("intake")
    assert page.desk.terms.round == "第一期" or page.desk.planned  # type: ignore[attr-defined]
    write(page.terms.due, "7月10日")  # type: ignore[attr-defined]
    drop(office, folder)
    office.wait(lambda: page.desk.read is not None and not office.bench.worker.busy)  # type: ignore[attr-defined]
    QTest.keyClick(page.table, Qt.Key.Key_Return, CTRL)  # type: ignore[attr-defined]
    office.wait(lambda: page.desk.read is None and not office.bench.worker.busy)  # type: ignore[attr-defined]
    book = office.bench.book
    assert book
    files = office.bench.store.intake.files(book.book_id, page.desk.terms.round)  # type: ignore[attr-defined]
    assert {f.unit for f in files} >= set(SENT)
    assert {u.name for u in page.desk.intake.missing} == {UNITS[2]}  # type: ignore[attr-defined]


def _texts_are_summed_up(office: Clerk) -> None:
    page = office.work.open_page("summary")
    office.wait(lambda: page.desk.intake is not None and not page.desk.reading)  # type: ignore[attr-defined]
    lines = {r.task.number: r for r in page.desk.lines}  # type: ignore[attr-defined]
    assert (lines[5].returned, lines[5].filled, lines[5].to_write) == (2, 2, True)


def _office_writes_its_notice(office: Clerk, folder: Path) -> None:
    page = office.work.open_page("notice")
    office.wait(lambda: page.desk.intake is not None and not page.desk.reading)  # type: ignore[attr-defined]
    office.press("toRulesButton")
    office.press("beginTable")
    office.press("addRule")
    panel = page.rules.panel  # type: ignore[attr-defined]
    paste(office, panel.what, "未报送台账")
    write(panel.points, "-5")
    panel.who.setCurrentIndex(panel.who.findData(Event.MISSING))
    panel.who.activated.emit(panel.who.currentIndex())
    write(page.rules.published, "云政办发〔2026〕9号")  # type: ignore[attr-defined]
    page.show_view(0)  # type: ignore[attr-defined]
    office.press("proposeCases")
    assert [c.unit for c in page.desk.cases] == [UNITS[2]]  # type: ignore[attr-defined]
    case = next(c for c in page.desk.cases if c.unit == UNITS[2])  # type: ignore[attr-defined]
    page.cases.lines.choose(case.case_id)  # type: ignore[attr-defined]
    office.press("confirmCase")
    office.dialogs.folders = [str(folder)]
    office.press("exportNotice")
    office.wait(lambda: any(folder.glob("*通报*.docx")))
    office.settle()
    (word,) = folder.glob("*通报*.docx")
    text = "\n".join(p.text for p in paragraphs_of(LocalDocuments().read(str(word)).blocks))
    assert UNITS[2] in text


def _annual_report_is_written(clerk: Clerk, folder: Path) -> None:
    report = ReportClerk(clerk)
    year = part(clerk.window, QSpinBox, "newReportYear")
    assert year.value() == 2026
    report.start()
    report.paste("3.new.person", "2\t0\t0\t0\t0\t0\t2")
    report.paste("3.grant.person", "1\t0\t0\t0\t0\t0\t2")
    report.settle()
    assert report.mark("3.grant.total") >= Mark.WARNING, report.messages()
    report.type("3.grant.total", "1", "Enter")
    report.settle()
    assert report.mark("3.grant.total") is Mark.NONE
    report.page.export_asked.emit()
    clerk.dialogs.folders = [str(folder)]
    clerk.press("writeReportButton")
    clerk.wait(lambda: clerk.there(QWidget, "reportExported"))
    (word,) = [p for p in folder.glob("*.docx") if "核对表" not in p.name]
    assert "2026年" in word.name
