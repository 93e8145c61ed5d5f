"""要点与任务 for the pictures: the invented county's plan beside last year's ledger, reviewed and about to be confirmed.

.venv/bin/python tools/screenshots_plan.py               those of the manual
.venv/bin/python tools/screenshots_plan.py FOLDER        all, to be looked at
"""

import sys
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.screenshots import PICTURES, SMALL, WIDE, Camera  # noqa: E402

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.plan.page import PlanPage

PLAN = ROOT / "resources" / "samples" / "云岭县2026年政务公开工作要点.docx"
MANUAL = ("plan", "plan-years")
NOW = datetime(2026, 3, 30, 9, 12)


def shoot_plan(camera: Camera, window: "MainWindow", scratch: Path) -> None:
    """Last year's ledger comes out of the same plan, a year older and not quite the same."""
    from gui.plan.page import INFO, LOOK_BACK, REVIEW, YEARS, PlanPage

    assert window.work is not None
    page = window.work.open_page("plan")
    assert isinstance(page, PlanPage)
    camera.take(window, "plan-empty")
    last_year(camera, window, page, scratch)
    page.read(str(PLAN))
    camera.settle(window, lambda: page.review.metadata.year == 2026)
    page.tasks.choose([9])
    camera.take(window, "plan")
    page.tasks.choose([3, 4, 5])
    camera.take(window, "plan-many")
    for view, name in ((INFO, "info"), (YEARS, "years"), (LOOK_BACK, "look-back")):
        page.show_view(view)
        camera.take(window, f"plan-{name}")
    page.show_view(REVIEW)
    page.confirm.click()
    camera.take(window, "plan-confirm")
    window.work.open_page("plan")


def last_year(camera: Camera, window: "MainWindow", page: "PlanPage", scratch: Path) -> None:
    """Confirmed as the ledger of 2025, most of it done."""
    from core.actions.planning import confirm_as_new
    from core.actions.recording import record_progress, set_status
    from core.ledger.state import Status
    from core.plan.lines import source_of

    bench = window.bench
    assert bench is not None
    text = source_of(bench.services.documents.read(str(PLAN))).replace("2026", "2025")
    for now, before in (("营商", "招商"), ("9月第三周集中举办“走进政府看云岭”", "8月集中举办"), ("高山蔬菜、", "")):
        text = text.replace(now, before)
    place = scratch / "上年要点.txt"
    place.write_text(text.replace("“局长说政策”", "“政策面对面”"), encoding="utf-8")
    page.read(str(place))
    camera.settle(window, lambda: bool(page.review.plan_id))
    bench.do(lambda store, now: confirm_as_new(store, page.review, now)[1])
    store = bench.store
    ids = [t.task_id for t in store.tasks.of(page.review.book_id)]
    set_status(store, ids[:16], Status.DONE, NOW)
    record_progress(store, ids[16], "县长信箱全年答复183件，其余12件正在办理。", NOW)


def main() -> int:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from core.settings import Settings, UserRole
    from gui.main_window import show_frame
    from tools.demo_window import services

    app = QApplication([])
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for size, suffix in ((WIDE, ""), (SMALL, "-125")):
            scratch = Path(temporary) / f"data{suffix}"
            scratch.mkdir()
            made = replace(services(scratch / "pointer.txt"), clock=lambda: NOW)
            store = made.stores.open(str(scratch / "明账数据"), NOW)
            office = "云岭县人民政府办公室"
            store.settings.put(Settings(UserRole.OFFICE, office, unit_kind="department", year=2026, asked=True), NOW)
            store.close()
            window = show_frame(app)
            window.setWindowState(Qt.WindowState.WindowNoState)
            window.resize(*size)
            window.start(made, str(scratch / "明账数据"))
            camera = Camera(app, folder, suffix)
            camera.settle(window)
            shoot_plan(camera, window, scratch)
            window.close()
        if len(sys.argv) == 1:
            for name in MANUAL:
                (PICTURES / f"{name}.png").write_bytes((folder / f"{name}.png").read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
