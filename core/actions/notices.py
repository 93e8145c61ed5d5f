"""Room: core. The 通报 of a round: its stored words, its template, and its files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.actions.documents import Documents
from core.actions.free_place import free_place
from core.actions.ports import Store
from core.actions.touched import Touched
from core.document import Document
from core.errors import LedgerError
from core.finding import Finding, has_errors
from core.intake.returned import Intake
from core.intake.summary import Summary
from core.ledger.entry import Evidence
from core.ledger.fill import safe_name
from core.notice.compose import compose_notice
from core.notice.draft import Facts, NoticeDraft, Part, suggested
from core.notice.template import check_template
from core.progress import Progress

DOCX = ".docx"
FORMATS = {".docx": "Word", ".ofd": "OFD 版式文件", ".pdf": "PDF"}


@dataclass(frozen=True, slots=True)
class NoticeWish:
    """Where to, in which formats; `working` with the cases still to be confirmed. `exists` tells of a place."""

    folder: str
    endings: Sequence[str] = (DOCX,)
    working: bool = False
    exists: Callable[[str], bool] = lambda place: False


def facts_of(store: Store, book_id: int, round_: str, intake: Intake | None) -> Facts:
    """`intake` None where the round was not collected here: then only cases speak."""
    cases = [c for c in store.scores.cases(book_id) if c.round == round_]
    return Facts(store.books.get(book_id).year, round_, intake, cases, store.scores.items(book_id))


def write_part(store: Store, draft: NoticeDraft, facts: Facts, part: Part, text: str, now: datetime) -> Touched:
    """Keep a person's words; the same as the facts suggest is not kept, and follows them."""
    written = {p: t for p, t in draft.written.items() if p is not part}
    if text.strip() != suggested(facts, draft.mend_by)[part].strip():
        written[part] = text.strip()
    return put_draft(store, replace(draft, written=written), now)


def follow_facts(store: Store, draft: NoticeDraft, part: Part, now: datetime) -> Touched:
    """按数据重写: the words of this part are given up."""
    return put_draft(store, replace(draft, written={p: t for p, t in draft.written.items() if p is not part}), now)


def put_draft(store: Store, draft: NoticeDraft, now: datetime) -> Touched:
    name = f"修改{draft.round}通报稿"
    with store.step(name, now, merge=f"notice:{draft.book_id}:{draft.round}") as work:
        work.scores.put_draft(draft)
    return work.touched


def read_template(store: Store, documents: Documents, bundled: str) -> Document:
    """The office's own template, else the one at the place `bundled`."""
    own = store.scores.template()
    return documents.read_data(store.kept.read(own.sha256), DOCX) if own else documents.read(bundled, look=True)


def take_template(store: Store, documents: Documents, place: str, now: datetime) -> tuple[Touched, tuple[Finding, ...]]:
    """Use a .docx as the office's own template. LedgerError where a place in it cannot be filled; warnings come back."""
    if not place.lower().endswith(DOCX):
        raise LedgerError("模板须为 .docx。没有采用，请在 Word 或 WPS 中另存为 .docx 后再选。")
    told = check_template(documents.read(place, look=True))
    if has_errors(told):
        raise LedgerError(f"{told[0].message}模板没有采用，请改正后再选。")
    kept = store.kept.keep(place)
    with store.step("采用通报模板", now) as work:
        work.scores.put_template(kept)
    return work.touched, told


def usual_template(store: Store, now: datetime) -> Touched:
    """恢复自带模板."""
    with store.step("恢复自带通报模板", now) as work:
        work.scores.put_template(None)
    return work.touched


def template_out(store: Store, documents: Documents, bundled: str, place: str) -> None:
    """Write the template in use to `place`, to be edited in Word."""
    own: Evidence | None = store.scores.template()
    documents.write(place, store.kept.read(own.sha256) if own else documents.read_bytes(bundled))


def compose(
    store: Store, documents: Documents, bundled: str, draft: NoticeDraft, facts: Facts, working: bool = False
) -> Document:
    template = read_template(store, documents, bundled)
    return compose_notice(template, draft, facts, store.scores.cases(draft.book_id), working)


def write_notice(
    documents: Documents, document: Document, wish: NoticeWish, progress: Progress
) -> Mapping[str, tuple[Finding, ...]]:
    """Place → what differs in it. Each file whole or absent; nothing that is there is written over."""
    stem = (safe_name(document.title) or "通报") + ("（工作稿，含待确认）" if wish.working else "（送审稿）")
    written: dict[str, tuple[Finding, ...]] = {}
    documents.make_folder(wish.folder)
    for number, ending in enumerate(wish.endings):
        progress.step(number, len(wish.endings), f"正在写 {stem}{ending}")
        place = free_place(wish.folder, stem, ending, wish.exists)
        written[place] = documents.convert(document, place)
    return written


def write_year_scores(documents: Documents, summary: Summary, wish: NoticeWish) -> str:
    """The workbook of the year's scores; its place."""
    documents.make_folder(wish.folder)
    place = free_place(wish.folder, safe_name(summary.title), ".xlsx", wish.exists)
    documents.write_summary(summary, place)
    return place
