"""Pictures of the window from the sample county, the same on every run: the manual's in docs/pictures.

.venv/bin/python tools/screenshots.py               those of the manual
.venv/bin/python tools/screenshots.py FOLDER        all, to be looked at: light and dark, 1366×768, 1093×614 at 125 %
QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1366x768x24" .venv/bin/python tools/screenshots.py FOLDER
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from core.actions.ports import Store
    from gui.main_window import MainWindow
    from gui.services import Services

NOW = datetime(2026, 7, 6, 10, 32)
PICTURES = ROOT / "docs" / "pictures"
REPORTS = ROOT / "resources" / "samples" / "annual_report"
MANUAL = (
    "first-start",
    "import",
    "ledger",
    "export",
    "report",
    "report-words",
    "report-repair",
    "rollup",
    "intake",
    "summary",
    "notice",
    "units",
    "units-decisions",
    "dispatch",
    "home",
    "registers",
    "registers-term",
    "handover",
)
WIDE, SMALL = (1366, 768), (1093, 614)
TEXTS = {
    4: "3月2日在县政府门户网站“基础教育”专题公开本镇小学招生范围和报名条件2条，4月20日更新随迁子女入学流程1条，共公开3条，咨询电话接听41次。",
    5: "2026年5月18日，在县政府门户网站发布医保参保缴费、门诊慢特病待遇政策12条，其中图解4条、视频3条，村务公开栏张贴28份。",
    6: "2025年4月16日在县政府门户网站“惠民补贴”专栏公开耕地地力保护补贴发放结果，共28户，其中一组12户、二组15户。",
    9: "每季度公开《政府工作报告》重点任务进展1次，已公开2次，转办群众意见5件，全部答复。",
}


def fill(store: "Store") -> None:
    """Half a year's work of 云岭镇: texts, entries, a status or two, a round that is due."""
    from core.actions.entries import add_entry
    from core.actions.recording import Assignment, assign, record_progress, set_not_applicable, set_status
    from core.actions.rounds import start_round
    from core.ledger.entry import Figure, ProgressEntry
    from core.ledger.state import Status

    book = store.books.all()[0]
    ids = {t.number: t.task_id for t in store.tasks.of(book.book_id)}
    for number, text in TEXTS.items():
        record_progress(store, ids[number], text, NOW)
    set_status(store, [ids[4], ids[7]], Status.ONGOING, NOW)
    set_status(store, [ids[9]], Status.DONE, NOW)
    set_not_applicable(store, [ids[1]], "本镇不编制专项规划", NOW)
    assign(store, [ids[5]], Assignment("社会事务办", "王丽", date(2026, 9, 15)), NOW)
    for day, text, figures in (
        (date(2026, 3, 12), "召开参保政策宣讲会", (Figure("参加", "46", "人"),)),
        (date(2026, 5, 18), "门户网站公开参保缴费、慢特病政策", (Figure("公开", "12", "条"),)),
    ):
        add_entry(store, ProgressEntry(ids[5], day, text, figures, ("https://www.example.gov.cn/ylz/1",)), NOW)
    start_round(store, book.book_id, "第一期", date(2026, 7, 10), NOW)


class Camera:
    def __init__(self, app: "QApplication", folder: Path, suffix: str) -> None:
        self._app, self._folder, self._suffix = app, folder, suffix

    def settle(self, window: "MainWindow", until: Callable[[], bool] = lambda: True) -> None:
        """Until nothing is read or checked any more and the last event has been painted."""
        end = time.monotonic() + 30
        quiet = 0
        while quiet < 20 and time.monotonic() < end:
            self._app.processEvents()
            busy = window.bench is not None and (window.bench.checking or window.bench.worker.busy)
            quiet = 0 if busy or not until() else quiet + 1
            time.sleep(0.005)

    def take(self, window: "MainWindow", name: str, part: "QWidget | None" = None) -> None:
        """The window, or only `part` of it."""
        from PySide6.QtGui import QImage

        self.settle(window)
        picture = (part or window).grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        picture.save(str(self._folder / f"{name}{self._suffix}.png"), "PNG", 0)  # type: ignore[call-overload]
        print(f"{name}{self._suffix}.png")


def data_folder(made: "Services", place: Path, full: bool) -> None:
    from core.actions.importing import import_ledger
    from core.actions.previewing import preview
    from core.progress import Progress
    from core.settings import Settings

    store = made.stores.open(str(place), NOW)
    store.settings.put(
        Settings(unit_name="云岭镇人民政府", unit_kind="town", year=2026, channel="政务OA", asked=True), NOW
    )
    if full:
        sample = made.samples[0].place
        form = preview(made.documents, sample, Progress()).form
        assert form is not None
        import_ledger(store, form, sample, NOW)
        fill(store)
        add_reports(made, store)
    store.close()


def add_reports(made: "Services", store: "Store") -> None:
    """云岭镇's annual reports of two years."""
    from core.actions.previewing_report import preview_report
    from core.actions.reporting import add_report
    from core.progress import Progress

    forms = made.forms(store.folder)
    for place in sorted(REPORTS.glob("云岭镇*.docx")):
        add_report(store, preview_report(made.documents, forms, str(place), Progress()).report, str(place), NOW)


def shoot_reports(camera: "Camera", window: "MainWindow") -> None:
    """The sheet with what does not add up, the words, the leads; and the roll-up."""
    from PySide6.QtWidgets import QPushButton

    from core.actions.rolling_up import gather
    from core.progress import Progress
    from core.settings import UserRole
    from gui.report.page import ReportPage
    from gui.report.rollup_page import RollUpPage

    work = window.work
    assert work is not None
    page = work.open_page("report")
    assert isinstance(page, ReportPage)

    def found() -> bool:
        return not page.desk.searching

    for number, name in ((1, "report-words"), (3, "report")):
        page.show_section(number)
        camera.settle(window, found)
        camera.take(window, name)
    page.show_cell("3.done.total")
    for why in page.panel.findChildren(QPushButton, "repairButton"):
        why.click()
    camera.settle(window, found)
    camera.take(window, "report-repair")
    of_2025 = Path(work.bench.store.folder).parent / "各单位年度报告"
    of_2025.mkdir()
    for place in REPORTS.glob("*2025*.docx"):
        shutil.copyfile(place, of_2025 / place.name)
    work.bench.change_settings(replace(work.bench.settings, role=UserRole.BOTH))
    roll_up = work.open_page("rollup")
    assert isinstance(roll_up, RollUpPage)
    forms = work.bench.services.forms(work.bench.store.folder)
    roll_up.take(gather(work.bench.services.documents, forms, str(of_2025), Progress()))
    camera.take(window, "rollup")


def shoot_intake(camera: Camera, window: "MainWindow", scratch: Path) -> None:
    """The office takes in a folder of more than forty files, each untidy in its own way (tests/cli/test_collect.py)."""
    from PySide6.QtWidgets import QPushButton

    from core.settings import UserRole
    from gui.intake.page import IntakePage
    from tests.cli.test_collect import CASES, County

    work, bench = window.work, window.bench
    assert work is not None
    assert bench is not None
    office = "云岭县人民政府办公室"
    bench.change_settings(replace(bench.settings, role=UserRole.OFFICE, unit_name=office, unit_kind="department"))
    county, returned = County(scratch), scratch / "来件"
    for case in CASES:
        place = returned / case.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(case.make(county))
    page = work.open_page("intake")
    assert isinstance(page, IntakePage)
    camera.take(window, "intake-empty")
    page.desk.change_terms(date(2026, 7, 10), date(2026, 7, 9))
    page.take_dropped([str(returned)])
    camera.settle(window, lambda: page.desk.read is not None)
    page.table.choose("双桥镇（补充）.docx")
    camera.take(window, "intake")
    page.chips.choose("charts")
    camera.take(window, "intake-charts")
    page.chips.choose("")
    page.original_asked.emit("云岭镇/台账.docx")
    camera.take(window, "intake-original")
    work.open_page("intake")
    page.desk.confirm()
    camera.settle(window, lambda: page.desk.read is None)
    camera.take(window, "intake-stored")
    page.send_back_asked.emit("青坪镇人民政府")
    camera.settle(window, lambda: any(b.isVisible() for b in window.findChildren(QPushButton, "writeSendBackButton")))
    camera.take(window, "intake-send-back")


def shoot(folder: Path, size: tuple[int, int], suffix: str, dark: bool) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

    from gui.main_window import show_frame
    from tools.demo_window import services
    from tools.screenshots_notice import shoot_notice
    from tools.screenshots_office import shoot_office
    from tools.screenshots_registers import shoot_registers
    from tools.screenshots_summary import shoot_summary

    app = QApplication([])
    camera = Camera(app, folder, suffix)
    scratch = Path(tempfile.gettempdir()) / "云岭镇"  # a place that may be seen in the pictures
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    made = replace(services(scratch / "pointer.txt"), clock=lambda: NOW)

    def opened(place: str) -> "MainWindow":
        window = show_frame(app)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(*size)
        window.start(made, place)
        window.theme.set_look(dark=dark)
        camera.settle(window)
        return window

    if not dark:
        first = opened("")
        folder_edit = first.findChild(QLineEdit, "folderEdit")
        assert isinstance(folder_edit, QLineEdit)
        folder_edit.setText("D:\\明账数据")
        camera.take(first, "first-start")
        first.close()
        data_folder(made, scratch / "空", full=False)
        empty = opened(str(scratch / "空"))
        camera.take(empty, "empty")
        assert empty.work is not None
        work = empty.work
        work.read_file(made.samples[0].place)
        camera.settle(empty, lambda: empty.findChild(QWidget, "previewPage") is not None)
        camera.take(empty, "import")
        empty.close()
    data_folder(made, scratch / "明账数据", full=True)
    full = opened(str(scratch / "明账数据"))
    work = full.work
    assert work is not None
    page = work.ledger_page()
    bench = full.bench
    assert bench is not None
    ids = {r.task.number: r.task.task_id for r in bench.rows}
    page.show_task(ids[6])
    camera.take(full, "ledger")
    page.show_task(ids[5])
    page.panel.area.verticalScrollBar().setValue(10_000)
    camera.take(full, "progress")
    for key, name in (("export", "export"), ("data", "backup"), ("settings", "settings")):
        work.open_page(key)
        camera.take(full, name)
    shoot_registers(camera, full)
    shoot_reports(camera, full)
    shoot_intake(camera, full, scratch)
    shoot_summary(camera, full)
    shoot_notice(camera, full)
    shoot_office(camera, full)
    full.close()


def main() -> int:
    if len(sys.argv) == 5:
        size = WIDE if sys.argv[2] == "wide" else SMALL
        shoot(Path(sys.argv[1]), size, sys.argv[3], sys.argv[4] == "dark")
        return 0
    if len(sys.argv) == 2:
        take_all(Path(sys.argv[1]))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        take_all(Path(scratch))
        PICTURES.mkdir(parents=True, exist_ok=True)
        for name in MANUAL:
            shutil.copyfile(Path(scratch) / f"{name}.png", PICTURES / f"{name}.png")
    return 0


def take_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for size, suffix, look, scale in (
        ("wide", "", "light", "1"),
        ("wide", "-dark", "dark", "1"),
        ("small", "-125", "light", "1.25"),
        ("small", "-125-dark", "dark", "1.25"),
    ):
        environment = {**os.environ, "QT_SCALE_FACTOR": scale}
        subprocess.run([sys.executable, __file__, str(folder), size, suffix, look], check=True, env=environment)


if __name__ == "__main__":
    sys.exit(main())
