"""Room: gui. From a file that was chosen or dropped to its preview, and from 确认导入 to the ledger."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.actions.correcting import take_correction
from core.actions.importing import Imported, import_ledger, revise_ledger, update_from_word
from core.actions.previewing import Preview, preview
from core.actions.touched import Touched
from core.errors import LedgerError
from core.intake.correction import Correction, read_correction
from core.ledger.readback import ReadBack
from core.ledger.revise import Revision
from core.progress import Progress
from core.report.read import looks_like_report
from core.settings import UserRole
from gui.exporting.renewing import renew_after_read_back
from gui.imports.preview_page import PreviewPage, Way
from gui.report.flow import take_report

if TYPE_CHECKING:
    from gui.work_window import WorkArea


class ImportFlow(QObject):
    def __init__(self, area: "WorkArea", place: str, read_back: bool = False) -> None:
        super().__init__(area)
        self._area, self._bench, self._place = area, area.bench, place
        self._wanted = Way.READ_BACK if read_back else None

    def start(self) -> None:
        documents, place = self._bench.services.documents, self._place

        def job(progress: Progress) -> Preview:
            return preview(documents, place, progress)

        self._bench.worker.run(job, self._show, self._tell)

    def _show(self, found: Preview) -> None:
        self._bench.store.settings.remember("import_folder", found.place[: -len(found.name)].rstrip("/\\"))
        if looks_like_report(found.document, self._bench.services.forms(self._bench.store.folder)):
            take_report(self._area, found.place)
            return
        if correction := read_correction(found.document):
            self._take(correction)
            return
        if found.header is None and found.ledger is None and self._is_for_office():
            self._take_plan()
            return
        if found.header is None and found.ledger is None:
            self._tell(LedgerError(f"“{found.name}”里没有表格，没有导入。请核对是否选错了文件。"))
            return
        page = PreviewPage(self._bench, found, self._area.theme, self._wanted)
        page.import_confirmed.connect(self._import)
        page.revision_confirmed.connect(self._revise)
        page.readback_confirmed.connect(self._read_back)
        page.cancelled.connect(lambda: self._area.open_page("ledger"))
        self._area.show_inner(page)

    def _is_for_office(self) -> bool:
        return self._bench.settings.role is not UserRole.UNIT and self._wanted is None

    def _take_plan(self) -> None:
        """Prose that an office opens anywhere is a 工作要点, or says there that it is none."""
        from gui.plan.page import PlanPage

        page = self._area.open_page("plan")
        assert isinstance(page, PlanPage)
        page.read(self._place)

    def _tell(self, error: LedgerError) -> None:
        self._bench.failed.emit(error.message)

    def _take(self, correction: Correction) -> None:
        """A 退回修改单 of the office: its points go to their tasks."""
        book, unit = self._bench.book, self._bench.unit
        if book is None:
            self._tell(LedgerError("这是退回修改单，还没有台账可以对应，没有导入。请先导入本单位的台账。"))
            return
        strange = correction.unit and unit and unit not in correction.unit and correction.unit not in unit
        asked = f"这份退回修改单是给“{correction.unit}”的，本单位是“{unit}”，要登记到本单位的台账吗？"
        if strange and not self._area.dialogs.confirm(asked, "意见会标到对应的任务上，可以撤销。", "仍要登记"):
            return
        words = (
            f"已登记退回修改单，{len(correction.points)} 条意见已标到任务上，请逐项填写整改情况。按 Ctrl+Z 可以撤销。"
        )
        on = self._bench.today
        if self._bench.do(lambda s, now: take_correction(s, book.book_id, correction, on, now), words):
            self._area.open_page("ledger")

    def _import(self, found: Preview) -> None:
        form = found.form
        if form is None:
            return
        done: list[Imported] = []

        def run() -> Touched:
            imported = import_ledger(self._bench.store, form, found.place, self._bench.now)
            done.append(imported)
            return imported.touched

        if self._bench.attempt(run) is None:
            return
        self._bench.read_books(done[0].book_id)
        self._bench.saved.emit()
        self._area.open_page("ledger")
        if done[0].already:
            self._bench.told.emit("这份文件已经导入过，没有改动任何内容，已打开原来的台账。")
        else:
            self._bench.told.emit(f"已导入 {len(form.rows)} 项任务，原文件已留存。按 Ctrl+Z 可以撤销。")

    def _revise(self, found: Preview, revision: Revision) -> None:
        form, book = found.form, self._bench.book
        if form is None or book is None:
            return
        words = f"已按修订后的台账更新：新增 {len(revision.new)} 项，改动 {len(revision.changed)} 项，取消 {len(revision.dropped)} 项，已填的进展都保留。"
        if self._bench.do(lambda s, now: revise_ledger(s, book.book_id, form, revision, found.place, now), words):
            self._area.open_page("ledger")

    def _read_back(self, found: Preview, changes: ReadBack) -> None:
        book = self._bench.book
        if book is None:
            return
        words = f"已读回 {len(changes.texts)} 项进展的改动。按 Ctrl+Z 可以撤销。"
        if self._bench.do(lambda s, now: update_from_word(s, book.book_id, changes, found.place, now), words):
            self._area.open_page("ledger")
            renew_after_read_back(self._bench, found.place)
