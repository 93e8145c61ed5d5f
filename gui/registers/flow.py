"""Room: gui. Importing a table into a register: read off the GUI thread, shown, mapped by hand once, then stored."""

from functools import partial
from typing import TYPE_CHECKING

from core.actions.registering import ImportPlan, import_entries, plan_import
from core.document import Document
from core.errors import LedgerError
from core.progress import Progress
from core.registers.register import Register
from core.registers.table import ReadEntries, read_entries
from gui.registers.importing import ImportEntriesPage
from gui.signals import on, on_any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.work_window import WorkArea


class ImportEntries:
    """One import, from the file to 导入 or 取消."""

    def __init__(self, area: "WorkArea", register: Register, place: str) -> None:
        self._area, self._register, self._place = area, register, place
        self._bench = area.bench
        self._document = Document(())
        self._planned: ImportPlan | None = None
        self._mapping = remembered(area, register)
        self._page: ImportEntriesPage | None = None

    def start(self) -> None:
        documents, place = self._bench.services.documents, self._place

        def job(progress: Progress) -> Document:
            progress.step(0, 1, "正在读取")
            return documents.read(place)

        self._bench.worker.run(job, self._take, self._tell)

    def _take(self, document: Document) -> None:
        self._document = document
        try:
            read = self._read()
        except LedgerError as e:
            self._tell(e)
            return
        page = self._page = ImportEntriesPage(self._register, self._place.replace("\\", "/").rsplit("/", 1)[-1])
        on(page.mapped, dict, self._remap)
        on_any(page.agreed, self._store)
        on_any(page.cancelled, lambda: self._area.open_page("registers"))
        self._show(read)
        self._area.show_inner(page)

    def _read(self) -> ReadEntries:
        return read_entries(self._document, self._register, self._bench.year, self._mapping)

    def _show(self, read: ReadEntries) -> None:
        self._planned = plan_import(self._bench.store, self._register, read)
        if self._page:
            self._page.show_read(read, self._planned, _samples(read))

    def _remap(self, mapping: dict[str, str]) -> None:
        self._mapping = mapping
        self._show(self._read())

    def _store(self) -> None:
        planned, register = self._planned, self._register
        if planned is None:
            return
        said = f"已导入{register.title}{len(planned.new) + len(planned.changed)}{register.item}，可以撤销。"
        if self._bench.do(lambda store, now: import_entries(store, register, planned, now), said):
            self._bench.store.settings.remember(
                _key(register), "\n".join(f"{key}\t{heading}" for heading, key in self._mapping.items())
            )
            self._area.open_page("registers")

    def _tell(self, error: LedgerError) -> None:
        self._bench.failed.emit(error.message)


def _key(register: Register) -> str:
    return f"register_columns_{register.register_id}"


def remembered(area: "WorkArea", register: Register) -> dict[str, str]:
    """Heading → field key as mapped by hand before."""
    lines = [line.split("\t", 1) for line in area.bench.store.settings.recall(_key(register)).split("\n") if line]
    return {heading: key for key, heading in lines}


def _samples(read: ReadEntries) -> dict[int, str]:
    return {at: " ".join(text.split()) for at, text in enumerate(read.sample)}


def make_registers_page(area: "WorkArea") -> "QWidget":
    """The page with its ways out: importing, the holidays of a new year, figures into the report."""
    from core.actions.holidays import keep_notice, with_kept_notices
    from core.holiday_notice import HolidayNotice
    from gui.registers.holidays import HolidaysPage
    from gui.registers.kit import kit_of
    from gui.registers.page import RegistersPage

    bench = area.bench
    kit = kit_of(bench)
    assert kit is not None
    page = RegistersPage(bench, area.theme, area.dialogs, kit)
    flows: list[ImportEntries] = []

    def ask_import(register: Register) -> None:
        place = area.dialogs.open_file(
            f"选择要导入的{register.title}表格", bench.store.settings.recall("import_folder")
        )
        if place:
            flows[:] = [ImportEntries(area, register, place)]
            flows[0].start()

    def keep(notice: HolidayNotice) -> None:
        keep_notice(bench.store, notice)
        page.kit = page.kit.with_calendar(with_kept_notices(bench.store, page.kit.calendar))
        area.open_page("registers")
        bench.told.emit(f"已登记 {notice.year} 年放假安排，未答复的申请已重新计算期限。")

    def show_holidays() -> None:
        shown = HolidaysPage(page.kit.calendar)
        on(shown.kept, HolidayNotice, keep)
        on_any(shown.left, lambda: area.open_page("registers"))
        area.show_inner(shown)

    on(page.import_asked, Register, ask_import)
    on_any(page.holidays_asked, show_holidays)
    on_any(page.context_changed, area.show_frame)
    on(page.report_asked, dict, partial(_into_report, area))
    return page


def _into_report(area: "WorkArea", figures: dict[str, str]) -> None:
    """Into the year's own report, which is opened; what was typed there before is overwritten only after asking."""
    from core.actions.reporting import set_cells

    bench = area.bench
    own = [h for h in bench.store.reports.all() if h.year == bench.year and not h.reference]
    if not own:
        bench.failed.emit(f"还没有{bench.year}年的年度报告，没有填入。请先在“年度报告”里新建或导入。")
        area.open_page("report")
        return
    head = own[0]
    typed = bench.store.reports.content(head.report_id).cells
    other = [c for c, text in figures.items() if typed.get(c, "") not in ("", text)]
    asked = f"报告中有 {len(other)} 格已填了别的数"
    if other and not area.dialogs.confirm(f"{asked}，用登记簿的数替换吗？", "替换后可以撤销。", "替换"):
        return
    changed = {c: t for c, t in figures.items() if typed.get(c, "") != t}
    said = f"已把登记簿的 {len(changed)} 个数填入年度报告，可以撤销。" if changed else ""
    bench.do(lambda store, now: set_cells(store, head.report_id, changed, "由登记簿填入", now), said)
    area.open_page("report")
