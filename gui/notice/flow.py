"""Room: gui. The page of 通报与评分 tied to the window: previews, returned files, tasks of the ledger."""

from functools import partial
from typing import TYPE_CHECKING

from core.actions.touched import Touched
from gui.notice.page import NoticePage
from gui.preview.flow import show_preview
from gui.viewed import copy_to_view

if TYPE_CHECKING:
    from gui.work_window import WorkArea


def make_notice_page(area: "WorkArea") -> NoticePage:
    page = NoticePage(area.bench, area.theme, area.dialogs)
    page.preview_asked.connect(partial(show_preview, area))
    page.task_asked.connect(area.show_task)
    page.file_asked.connect(partial(open_returned, area))
    page.context_changed.connect(area.show_frame)
    return page


def open_returned(area: "WorkArea", round_: str, unit: str) -> None:
    """The file of that unit which counts, as it came: a copy, so that the kept original stays as it is."""
    bench = area.bench
    found = bench.store.intake.current(bench.book.book_id, round_).get(unit) if bench.book else None
    if found is None:
        bench.failed.emit(f"{round_}没有留存{unit}的来件，可能收件已撤销。评分事项没有改动。")
        return
    evidence = found.evidence

    def show() -> Touched:
        area.dialogs.show(copy_to_view(bench.store.kept, evidence))
        return Touched()

    bench.attempt(show)
