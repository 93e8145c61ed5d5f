"""Room: gui. The report's page in the window, with the pages that it opens: taking in a file, checking and exporting."""

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from core.actions.previewing_report import ReportPreview, preview_report
from core.actions.reporting import Reported, add_report, replace_report
from core.actions.touched import Touched
from core.progress import Progress
from core.report.compose import compose_report
from core.report.record import same_report
from core.report.report import AnnualReport
from gui.preview.flow import show_preview, warm_fonts_soon
from gui.report.export_page import ReportExportPage
from gui.report.import_page import ReportImportPage
from gui.report.page import ReportPage
from gui.report.rollup_page import Asked, RollUpPage
from gui.signals import on

if TYPE_CHECKING:
    from gui.work_window import WorkArea


def make_report_page(area: "WorkArea") -> ReportPage:
    page = ReportPage(area.bench, area.theme, area.dialogs)
    page.import_asked.connect(lambda: _choose(area, page))
    page.export_asked.connect(lambda: _export(area, page))
    return page


def make_roll_up_page(area: "WorkArea") -> RollUpPage:
    page = RollUpPage(area.bench, area.theme, area.dialogs)
    page.report_made.connect(lambda: area.open_page("report"))
    on(page.report_asked, object, lambda asked: _open_unit(area, cast("Asked", asked)))
    return page


def _open_unit(area: "WorkArea", asked: Asked) -> None:
    """A unit's report out of the roll-up: the one that is kept here, else its file taken in to be looked at."""
    page = area.open_page("report")
    if not isinstance(page, ReportPage):
        return
    desk = page.desk
    kept = same_report(asked.report.unit or asked.unit, asked.report.year, desk.store.reports.all())
    report_id = kept.report_id if kept else 0
    if not report_id:
        made: list[Reported] = []

        def take() -> Touched:
            whole = replace(asked.report, unit=asked.report.unit or asked.unit)
            made.append(add_report(desk.store, whole, asked.place, area.bench.now, reference=True))
            return made[0].touched

        if not desk.attempt(take):
            return
        report_id = made[0].report_id
    desk.read(report_id)
    if asked.finding is not None:
        page.show_finding(asked.finding)
    elif asked.cell:
        page.show_cell(asked.cell)
    area.bench.told.emit(f"已打开{asked.unit}的年度报告" + ("。" if kept else "（已从文件收入，只供对照查看）。"))


def _choose(area: "WorkArea", page: ReportPage) -> None:
    place = area.dialogs.open_file("选择年度报告", area.bench.store.settings.recall("import_folder"))
    if place:
        read_report_file(area, page, place)


def take_report(area: "WorkArea", place: str) -> None:
    """An annual report that was dropped into the window, or chosen where a ledger was asked for."""
    page = area.open_page("report")
    if isinstance(page, ReportPage):
        read_report_file(area, page, place)


def read_report_file(area: "WorkArea", page: ReportPage, place: str) -> None:
    """Read off the GUI thread, then show what was understood. Nothing is stored by this."""
    documents, forms = area.bench.services.documents, page.desk.forms

    def job(progress: Progress) -> ReportPreview:
        return preview_report(documents, forms, place, progress)

    area.bench.worker.run(job, lambda found: _show(area, page, found), page.desk.tell)


def _show(area: "WorkArea", page: ReportPage, found: ReportPreview) -> None:
    area.bench.store.settings.remember("import_folder", found.place[: -len(found.name)].rstrip("/\\"))
    shown = ReportImportPage(page.desk, found)

    def take(report: AnnualReport, replaced: int) -> None:
        _take(area, page, found, report, replaced)

    shown.confirmed.connect(take)
    shown.cancelled.connect(lambda: area.open_page("report"))
    area.show_inner(shown)


def _take(area: "WorkArea", page: ReportPage, found: ReportPreview, report: AnnualReport, replaced: int) -> None:
    desk, now = page.desk, area.bench.now
    made: list[Reported] = []

    def take() -> Touched:
        if replaced:
            made.append(Reported(replaced, replace_report(desk.store, replaced, report, found.place, now)))
        else:
            made.append(add_report(desk.store, report, found.place, now))
        return made[0].touched

    if desk.attempt(take):
        desk.read(made[0].report_id)
        area.open_page("report")
        area.bench.told.emit(f"已导入《{report.title or found.name}》，原文件已留存。按 Ctrl+Z 可以撤销。")


def _export(area: "WorkArea", page: ReportPage) -> None:
    page.commit_typing()
    if page.desk.report is None:
        return
    shown = ReportExportPage(page.desk, area.dialogs)

    def locate(finding: object) -> None:
        from core.finding import Finding

        area.open_page("report")
        if isinstance(finding, Finding):
            page.show_finding(finding)

    def preview() -> None:
        report = page.desk.report
        if report is not None:
            look = show_preview(area, report.title, lambda progress: compose_report(report))
            look.back_asked.connect(lambda: _export(area, page))

    shown.located.connect(locate)
    shown.preview_asked.connect(preview)
    shown.left.connect(lambda: area.open_page("report"))
    warm_fonts_soon(area.bench, shown)
    area.show_inner(shown)
