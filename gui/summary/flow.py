"""Room: gui. The page 汇总台账 tied to the window: previews, 收件, 报送与导出."""

from functools import partial
from typing import TYPE_CHECKING

from gui.preview.flow import show_preview
from gui.summary.page import SummaryPage

if TYPE_CHECKING:
    from gui.work_window import WorkArea


def make_summary_page(area: "WorkArea") -> SummaryPage:
    page = SummaryPage(area.bench, area.theme, area.dialogs)
    page.preview_asked.connect(partial(show_preview, area))
    page.intake_asked.connect(lambda: area.open_page("intake"))
    page.export_asked.connect(lambda: area.open_page("export"))
    page.context_changed.connect(area.show_frame)
    return page
