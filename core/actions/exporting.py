"""Room: core. 检查并导出: the office's own form filled in, read again to be sure, and the papers that go with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.actions.documents import Documents
from core.actions.filling import FilledForm, fill_form
from core.actions.free_place import free_base
from core.actions.ports import Store
from core.actions.rounds import freeze_round
from core.actions.touched import Touched
from core.document import Document
from core.errors import LedgerError
from core.finding import Finding, Severity
from core.ledger.entry import Evidence
from core.ledger.fill import Filling, file_stem, safe_name
from core.ledger.matching import plain
from core.ledger.mending import mended, mending_from_text
from core.ledger.of_book import ledger_of_book
from core.ledger.read import read_ledger
from core.ledger.record import LedgerBook, TaskRecord
from core.ledger.round import FileKind, Round, RoundFile, SubmissionState
from core.ledger.sending import review_sheet, sending_list
from core.ledger.standard_form import standard_form
from core.ledger.state import TaskState
from core.progress import Progress
from core.settings import Settings
from core.version_code import document_code

OF_PLAN = "这份台账由文字要点确认而来，没有下发的表格，已按标准格式生成 Word 表格。上级另有表样的，请按上级的表样填写。"
KINDS = {".pdf": FileKind.PDF, ".ofd": FileKind.OFD}


@dataclass(frozen=True, slots=True)
class ExportWish:
    """`folder` and `scratch` are places; what is put into `scratch` may be thrown away afterwards.

    `more` are the endings of fixed-layout copies (.ofd, .pdf); `review`: a 送审单, too. `exists` tells of a place.
    `nameless`: the form's properties lose the names of people and firms; else it stays as the office made it.
    """

    folder: str
    scratch: str
    more: Sequence[str] = ()
    review: bool = False
    exists: Callable[[str], bool] = lambda place: False
    nameless: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written; nothing of it is in the store until `freeze_export`."""

    form: str
    files: tuple[tuple[FileKind, str], ...]
    version_code: str
    findings: tuple[Finding, ...]
    review: bool


def export_round(
    store: Store, documents: Documents, book_id: int, round_id: int, wish: ExportWish, now: datetime, progress: Progress
) -> Exported:
    """Write the filled form and its papers into a folder. No file that stands there is overwritten."""
    book, round_ = store.books.get(book_id), store.rounds.get(round_id)
    settings = store.settings.get()
    tasks, states = store.tasks.of(book_id), store.states.of(book_id)
    progress.step(0, 3, "正在填写原表")
    filled = _fill(store, documents, book, _filling(book, settings, tasks, states), wish.scratch)
    place = _free(wish, f"{filled.stem}（{round_.name}）" if round_.name else filled.stem, filled.ending, *wish.more)
    findings = list(filled.findings)
    if filled.data is not None:
        documents.write(place, documents.without_names(filled.data) if wish.nameless else filled.data)
    else:
        findings += documents.convert(filled.document or Document(()), place, now.date())
    progress.step(1, 3, "正在核对写出的内容")
    written = documents.read(place, look=True)
    findings += _differences(written, book, tasks, states)
    code = document_code(written)
    files = [(FileKind.FORM, place)]
    for ending in wish.more:
        copy = place.removesuffix(filled.ending) + ending
        findings += documents.convert(written, copy, now.date())
        files.append((KINDS.get(ending, FileKind.OTHER), copy))
    progress.step(2, 3, "正在写报送清单")
    files += papers(documents, book, round_, settings, files, code, wish, now)
    return Exported(place, tuple(files), code, tuple(findings), wish.review)


def drafted(store: Store, documents: Documents, book_id: int, scratch: str) -> Document:
    """What an export would write, to be looked at; no file is written but into `scratch`."""
    book, settings = store.books.get(book_id), store.settings.get()
    tasks, states = store.tasks.of(book_id), store.states.of(book_id)
    filled = _fill(store, documents, book, _filling(book, settings, tasks, states), scratch)
    if filled.data is not None:
        return documents.read_data(filled.data, filled.ending)
    return filled.document or Document(())


def freeze_export(store: Store, round_id: int, exported: Exported, now: datetime) -> Touched:
    """Keep what was written, and every task's text, as this round's."""
    to = SubmissionState.IN_REVIEW if exported.review else SubmissionState.READY
    files = [RoundFile(kind, store.kept.keep(place)) for kind, place in exported.files]
    return freeze_round(store, round_id, to, files, exported.version_code, now)


def unit_of(book: LedgerBook, settings: Settings) -> str:
    return settings.unit_name or book.reporting_unit


def _filling(
    book: LedgerBook, settings: Settings, tasks: Sequence[TaskRecord], states: Mapping[int, TaskState]
) -> Filling:
    said: dict[int, str] = {}
    for task in tasks:
        text = states[task.task_id].printed
        if text.strip():
            said[task.number] = f"{said[task.number]}\n{text}" if task.number in said else text
    contact, phone = book.contact or settings.contact, book.phone or settings.phone
    return Filling(unit_of(book, settings), said, contact, phone)


def _fill(store: Store, documents: Documents, book: LedgerBook, filling: Filling, scratch: str) -> FilledForm:
    if not book.original and store.plans.of_book(book.book_id):
        ledger = ledger_of_book(book, store.tasks.of(book.book_id))
        document = standard_form(ledger, filling.unit, filling.contact, filling.phone, filling.progress)
        told = Finding(Severity.HINT, "fill.of_plan", OF_PLAN, ("head:form",))
        return FilledForm(file_stem(ledger, filling.unit), ".docx", None, document, (told,))
    if not book.original:
        raise LedgerError("这份台账没有留存原表，不能按原表导出。请重新导入主管部门发来的文件，已填的进展会保留。")
    place = store.kept.copy_out(Evidence(book.original, book.original_name), scratch)
    return fill_form(documents, place, filling, mending_from_text(book.reading))


def _differences(
    written: Document, book: LedgerBook, tasks: Sequence[TaskRecord], states: Mapping[int, TaskState]
) -> list[Finding]:
    """Every text that was to be written stands in the file that was written."""
    ledger = read_ledger(mended(written, mending_from_text(book.reading)))
    found = {t.number: plain(t.progress) for t in ledger.tasks} if ledger else {}
    findings: list[Finding] = []
    for task in tasks:
        text = states[task.task_id].printed
        if text.strip() and plain(text) not in found.get(task.number, ""):
            message = f"第{task.number}项的进展在写出的文件里没有读到，请打开文件核对这一项。"
            findings.append(Finding(Severity.ERROR, "export.not_written", message, (f"task:{task.number}",), text[:40]))
    return findings


def papers(
    documents: Documents,
    book: LedgerBook,
    round_: Round,
    settings: Settings,
    files: Sequence[tuple[FileKind, str]],
    code: str,
    wish: ExportWish,
    now: datetime,
) -> list[tuple[FileKind, str]]:
    """Write 报送清单 and, on wish, 送审单 beside the files that were written."""
    unit, names = unit_of(book, settings), [_name(place) for _, place in files]
    wanted = [
        (
            FileKind.LIST,
            "报送清单",
            sending_list(book, round_, unit, settings.channel, names, code, now.date(), wish.review),
        )
    ]
    if wish.review:
        wanted.append((FileKind.OTHER, "送审单", review_sheet(book, round_, unit, names, code, now.date())))
    written: list[tuple[FileKind, str]] = []
    for kind, title, document in wanted:
        place = _free(wish, f"{title}（{round_.name}）" if round_.name else title, ".docx")
        documents.convert(document, place, now.date())
        written.append((kind, place))
    return written


def _free(wish: ExportWish, stem: str, ending: str, *more: str) -> str:
    """A place that is not taken, nor are its copies: an earlier Word may have been changed, an earlier OFD sealed."""
    base = f"{wish.folder.rstrip('/')}/{safe_name(stem)}"
    return free_base(base, (ending, *more), wish.exists) + ending


def _name(place: str) -> str:
    return place.replace("\\", "/").rsplit("/", 1)[-1]
