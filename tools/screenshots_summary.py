"""汇总台账 for the pictures: the round that the office has just confirmed, one task's 综合稿 put together from its units."""

from typing import TYPE_CHECKING

from tools.screenshots import Camera

if TYPE_CHECKING:
    from gui.main_window import MainWindow

NUMBER = 3  # a task on which many units report


def shoot_summary(camera: Camera, window: "MainWindow") -> None:
    """After an intake was confirmed."""
    from PySide6.QtCore import QUrl

    from gui.summary.page import SummaryPage

    work = window.work
    assert work is not None
    page = work.open_page("summary")
    assert isinstance(page, SummaryPage)
    camera.settle(window, lambda: bool(page.desk.lines))
    page.table.choose(next(r.task.task_id for r in page.desk.lines if r.task.number == NUMBER))
    camera.take(window, "summary-task")
    view = page.panel.texts
    whole = view.toPlainText()
    plain = [
        h for h, (start, _) in view.places.items() if whole[start] not in "=+-@"
    ]  # some returned files are hostile
    for kind, count in (("s/", 3), ("f/", 1)):
        for href in [h for h in plain if h.startswith(kind)][:count]:
            view.anchorClicked.emit(QUrl(href))
            camera.settle(window)
    page.table.setFocus()
    camera.take(window, "summary")
    page.export.click()
    camera.take(window, "summary-out")
    page.out.back_asked.emit()
