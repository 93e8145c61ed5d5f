"""Room: gui. The pages of the rail, in its order: for whom each is, and how it is made when it is first opened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from core.settings import UserRole
from gui.signals import on

if TYPE_CHECKING:
    from gui.work_window import WorkArea

EVERYBODY = frozenset(UserRole)
OFFICE = frozenset({UserRole.OFFICE, UserRole.BOTH})


@dataclass(frozen=True, slots=True)
class PageEntry:
    """`key` is what the window remembers and buttons are named after; `title` stands in the rail."""

    key: str
    title: str
    make: Callable[["WorkArea"], QWidget]
    roles: frozenset[UserRole] = EVERYBODY


def _home(area: "WorkArea") -> QWidget:
    from gui.home.page import HomePage, go_to

    page = HomePage(area.bench, area.theme)
    on(page.asked, str, lambda target: go_to(area, target))
    return page


def _plan(area: "WorkArea") -> QWidget:
    from gui.plan.wiring import make_plan_page

    return make_plan_page(area)


def _dispatch(area: "WorkArea") -> QWidget:
    from gui.dispatch.page import DispatchPage
    from gui.preview.flow import show_preview
    from gui.preview.laying_out import MakeDocument

    def preview(heading: str, make: MakeDocument) -> None:
        show_preview(area, heading, make)

    page = DispatchPage(area.bench, area.theme, area.dialogs)
    page.preview_asked.connect(preview)
    page.units_asked.connect(lambda: area.open_page("units"))
    page.context_changed.connect(area.show_frame)
    return page


def _ledger(area: "WorkArea") -> QWidget:
    from gui.ledger.page import LedgerPage

    page = LedgerPage(area.bench, area.theme, area.dialogs)
    page.import_asked.connect(area.import_file)
    page.export_asked.connect(lambda: area.open_page("export"))
    page.context_changed.connect(area.show_frame)
    return page


def _export(area: "WorkArea") -> QWidget:
    from gui.exporting.page import ExportPage
    from gui.preview.flow import preview_export, warm_fonts_soon

    page = ExportPage(area.bench, area.dialogs)
    page.locate_asked.connect(area.show_finding)
    page.import_asked.connect(area.import_file)
    page.read_back_asked.connect(area.read_back_word)
    page.desks.read.connect(area.show_desks)
    page.preview_asked.connect(lambda: preview_export(area))
    warm_fonts_soon(area.bench, page)
    page.verify_asked.connect(lambda: area.verify_file())
    return page


def _intake(area: "WorkArea") -> QWidget:
    from gui.intake.flow import make_intake_page

    return make_intake_page(area)


def _report(area: "WorkArea") -> QWidget:
    from gui.report.flow import make_report_page

    page = make_report_page(area)
    page.context_changed.connect(area.show_frame)
    return page


def _roll_up(area: "WorkArea") -> QWidget:
    from gui.report.flow import make_roll_up_page

    return make_roll_up_page(area)


def _registers(area: "WorkArea") -> QWidget:
    from gui.registers.flow import make_registers_page

    return make_registers_page(area)


def _units(area: "WorkArea") -> QWidget:
    from gui.units.page import UnitsPage

    page = UnitsPage(area.bench, area.theme, area.dialogs)
    page.context_changed.connect(area.show_frame)
    return page


def _summary(area: "WorkArea") -> QWidget:
    from gui.summary.flow import make_summary_page

    return make_summary_page(area)


def _notice(area: "WorkArea") -> QWidget:
    from gui.notice.flow import make_notice_page

    return make_notice_page(area)


def _data(area: "WorkArea") -> QWidget:
    from gui.data_page import DataPage

    return DataPage(area.bench, area.dialogs)


def _settings(area: "WorkArea") -> QWidget:
    from gui.settings_page import SettingsPage

    return SettingsPage(area.bench, area.theme, area.dialogs)


PAGES = (
    PageEntry("home", "首页", _home),
    PageEntry("plan", "要点与任务", _plan, OFFICE),
    PageEntry("dispatch", "下发", _dispatch, OFFICE),
    PageEntry("intake", "收件", _intake, OFFICE),
    PageEntry("summary", "汇总台账", _summary, OFFICE),
    PageEntry("notice", "通报与评分", _notice, OFFICE),
    PageEntry("ledger", "任务台账", _ledger),
    PageEntry("export", "报送与导出", _export),
    PageEntry("report", "年度报告", _report),
    PageEntry("rollup", "年报汇总", _roll_up, OFFICE),
    PageEntry("registers", "登记簿", _registers),
    PageEntry("units", "单位名录", _units, OFFICE),
    PageEntry("data", "资料与备份", _data),
    PageEntry("settings", "设置", _settings),
)
