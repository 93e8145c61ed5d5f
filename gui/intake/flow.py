"""Room: gui. From the page 收件 to a file's original beside its reading, and to its columns; and back."""

from functools import partial
from typing import TYPE_CHECKING

from core.actions.documents import Documents
from core.actions.previewing import Preview, understood
from core.document import Document
from core.errors import LedgerError
from core.intake.correction import returned_for_correction
from core.progress import Progress
from gui.intake.chosen import read_rows
from gui.intake.columns_page import ColumnsPage
from gui.intake.desk import IntakeDesk
from gui.intake.page import IntakePage
from gui.intake.reading import ReadingPage
from gui.intake.send_back_page import SendBackPage
from gui.preview.flow import show_preview
from gui.preview.laying_out import MakeDocument
from gui.signals import on, on_any
from gui.verify.flow import FOLDER as VERIFY_FOLDER
from gui.viewed import copy_to_view

if TYPE_CHECKING:
    from gui.work_window import WorkArea


def make_intake_page(area: "WorkArea") -> IntakePage:
    page = IntakePage(area.bench, area.theme, area.dialogs)
    page.import_asked.connect(area.import_file)
    page.context_changed.connect(area.show_frame)
    on(page.original_asked, str, lambda key: show_original(area, page, key))
    on(page.columns_asked, str, lambda key: ask_columns(area, page, key))
    on(page.verify_asked, str, lambda key: verify_part(area, page.desk, key))
    on(page.send_back_asked, str, lambda unit: ask_points(area, page, unit))
    return page


def show_original(area: "WorkArea", page: IntakePage, key: str) -> ReadingPage | None:
    """What was read of the file beside its pages."""
    row = page.desk.row(key)
    part = next((p for p in row.parts if p.key == key), None) if row else None
    if part is None:
        return None
    readable = not part.picture and (part.is_ledger or bool(part.kind))
    make = _original(area, page.desk, key) if readable else None
    reading = ReadingPage(area.bench, area.theme, part.name, read_rows(key, page.desk), make)
    reading.back_asked.connect(lambda: area.open_page("intake"))
    reading.show_asked.connect(lambda: _open_outside(area, page.desk, key))
    area.show_inner(reading)
    reading.start_here.setFocus()
    return reading


def _original(area: "WorkArea", desk: IntakeDesk, key: str) -> MakeDocument | None:
    """How the file's document is read again, with its look."""
    documents, stored = area.bench.services.documents, desk.stored(key)
    if stored is not None:
        return partial(_read, documents, area.bench.store.kept.place(stored.sha256), "")
    if desk.read is None:
        return None
    file = desk.read.file(key)
    return partial(_read, documents, file.place, file.inside)


def _read(documents: Documents, place: str, inside: str, progress: Progress) -> Document:
    return documents.opened(place, inside).document() if inside else documents.read(place, look=True)


def _open_outside(area: "WorkArea", desk: IntakeDesk, key: str) -> None:
    """With the system's own program; of what is kept, a copy under its own name."""
    if place := _place_of(area, desk, key):
        area.dialogs.show(place)


def verify_part(area: "WorkArea", desk: IntakeDesk, key: str) -> None:
    """The page 验章 on the sealed file; where the user looked for files to verify before is not forgotten."""
    settings = area.bench.store.settings
    before = settings.recall(VERIFY_FOLDER)
    if place := _place_of(area, desk, key):
        area.verify_file(place)
        settings.remember(VERIFY_FOLDER, before)


def _place_of(area: "WorkArea", desk: IntakeDesk, key: str) -> str:
    stored = desk.stored(key)
    if stored is not None:
        return copy_to_view(area.bench.store.kept, stored.evidence)
    return desk.read.file(key).place if desk.read is not None else ""


def ask_columns(area: "WorkArea", page: IntakePage, key: str) -> None:
    """Open the file again and let its columns be chosen; nothing is stored."""
    if page.desk.read is None:
        return
    file, documents, bench = page.desk.read.file(key), area.bench.services.documents, area.bench

    def job(progress: Progress) -> Preview:
        document = documents.opened(file.place, file.inside).document()
        return understood(file.place, file.name, file.sha256, document, file.mending)

    def show(found: Preview) -> None:
        if found.header is None:
            bench.failed.emit(f"「{file.name}」里没有表格，不能逐列指定。请看原文，或请报送单位重报。")
            return
        asked = ColumnsPage(found)
        asked.back_asked.connect(lambda: area.open_page("intake"))
        asked.mended.connect(partial(page.mender.choose_columns, key))
        on_any(asked.mended, lambda: area.open_page("intake"))
        area.show_inner(asked)

    def failed(error: LedgerError) -> None:
        bench.failed.emit(error.message)

    bench.worker.run(job, show, failed)


def ask_points(area: "WorkArea", page: IntakePage, unit: str) -> None:
    """退回修改单 of one unit: what goes into it is chosen first."""
    found, intake = page.out.unit_to_mend(unit), page.desk.intake
    if found is None or intake is None:
        return
    asked = SendBackPage(found, area.bench.year)
    asked.back_asked.connect(lambda: area.open_page("intake"))
    asked.write_asked.connect(lambda: page.out.send_back(found, asked.points, asked.day))

    def preview_it() -> None:
        points, day = asked.points, asked.day
        show_preview(
            area, f"退回修改单（{unit}）", lambda progress: returned_for_correction(found, intake, points, day)
        )

    asked.preview_asked.connect(preview_it)
    area.show_inner(asked)
    asked.start_here.setFocus()
