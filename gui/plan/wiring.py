"""Room: gui. The page 要点与任务 tied to the window: its inner pages, and where confirming leads."""

from typing import TYPE_CHECKING

from core.plan.review import PlanReview
from gui.plan.confirm_page import ConfirmPage
from gui.plan.flow import PastePage, begin
from gui.plan.page import PlanPage
from gui.signals import on, on_any

if TYPE_CHECKING:
    from gui.work_window import WorkArea


def make_plan_page(area: "WorkArea") -> PlanPage:
    bench = area.bench
    page = PlanPage(bench, area.theme, area.dialogs)

    def back() -> None:
        area.open_page("plan")

    def paste() -> None:
        inner = PastePage(bench)
        on(inner.read, PlanReview, take)
        inner.cancelled.connect(back)
        area.show_inner(inner)

    def take(review: PlanReview) -> None:
        back()
        begin(bench, review, "", page.open_plan)

    def confirm(review: PlanReview) -> None:
        inner = ConfirmPage(bench, review, area.theme)
        inner.cancelled.connect(back)
        on_any(inner.confirmed, confirmed)
        area.show_inner(inner)

    def confirmed() -> None:
        back()
        count = len(page.review.tasks)
        words = f"已确认为本年度台账，共 {count} 项任务；可以到“下发”给各单位生成台账。按 Ctrl+Z 可以撤销。"
        bench.told.emit(words)

    page.paste_asked.connect(paste)
    on(page.confirm_asked, PlanReview, confirm)
    page.last_year_asked.connect(page.years.start)
    page.context_changed.connect(area.show_frame)
    return page
