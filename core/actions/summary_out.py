"""Room: core. What goes out of a round: 汇总台账.xlsx, all texts by task, the 综合稿, charts; all of it or nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from core.actions.documents import Documents, OutFile
from core.actions.ports import Store
from core.document import Document
from core.errors import LedgerError
from core.intake.digest_draft import digest_document, digest_title, written_tasks
from core.intake.drafts import by_task_document
from core.intake.returned import Intake
from core.intake.summary import Summary, summary_of
from core.ledger.fill import safe_name
from core.ledger.record import LedgerBook, TaskRecord
from core.ledger.state import TaskState
from core.notice.case import CaseState
from core.progress import Progress

FORMATS = {".docx": "Word", ".ofd": "OFD", ".pdf": "PDF"}
NOTHING_CHOSEN = "没有选择要写出的内容，没有写入任何文件。请先勾选。"
NOTHING_WRITTEN = "综合稿还没有写，没有写入任何文件。请先在右侧写出至少一项。"


@dataclass(frozen=True, slots=True)
class OwnTexts:
    """The office's own ledger of the year: its progress is the 综合稿."""

    book: LedgerBook
    tasks: Sequence[TaskRecord]
    states: Mapping[int, TaskState]

    @property
    def by_place(self) -> dict[int, str]:
        return {place: self.states[t.task_id].printed for place, t in enumerate(self.tasks)}


@dataclass(frozen=True, slots=True)
class SummaryWish:
    """`by_task`, `digest`: the endings wanted of each. `pictures`: (name, bytes), painted already. `exists` tells of a
    place: what stands there is never replaced, somebody may have changed it in Word.
    """

    folder: str
    workbook: bool = True
    by_task: Sequence[str] = ()
    digest: Sequence[str] = ()
    pictures: Sequence[tuple[str, bytes]] = ()
    exists: Callable[[str], bool] = lambda place: False
    deductions: Mapping[str, float] | None = None

    @property
    def files(self) -> int:
        return self.workbook + len(self.by_task) + len(self.digest) + len(self.pictures)


def write_summary_files(
    documents: Documents, intake: Intake, own: OwnTexts, wish: SummaryWish, progress: Progress
) -> tuple[str, ...]:
    """Returns the places. LedgerError or Cancelled: nothing was written."""
    if not wish.files:
        raise LedgerError(NOTHING_CHOSEN)
    if wish.digest and not written_tasks(own.tasks, own.states):
        raise LedgerError(NOTHING_WRITTEN)
    round_ = f"（{intake.terms.round}）" if intake.terms.round else ""

    def files() -> Iterator[OutFile]:
        for done, (name, make) in enumerate(_wanted(intake, own, wish, round_)):
            progress.step(done, wish.files, f"正在写 {name}")
            yield OutFile(_free(wish, name), make())

    return documents.write_folder(wish.folder, files(), progress)


def waiting_deductions(store: Store, book_id: int, round_: str) -> dict[str, float] | None:
    """Unit → points that wait for a person's decision, as a positive number; None where the office has no rules."""
    table = store.scores.table(book_id)
    if table is None or not table.in_force:
        return None
    sums: dict[str, float] = defaultdict(float)
    for case in store.scores.cases(book_id):
        if case.round == round_ and case.state is CaseState.PROPOSED and case.holds:
            sums[case.unit] += max(-case.rule.points, 0)
    return dict(sums)


def _wanted(
    intake: Intake, own: OwnTexts, wish: SummaryWish, round_: str
) -> Iterator[tuple[str, Callable[[], bytes | Document | Summary]]]:
    if wish.workbook:
        yield f"汇总台账{round_}.xlsx", lambda: summary_of(intake, wish.deductions, own.by_place)
    if wish.by_task:
        texts = by_task_document(intake)
        for ending in wish.by_task:
            yield f"汇总（按任务）{round_}{ending}", lambda: texts
    if wish.digest:
        digest = digest_of(own)
        for ending in wish.digest:
            yield f"{safe_name(digest_title(own.book))}{round_}{ending}", lambda: digest
    for name, data in wish.pictures:
        yield name, lambda data=data: data


def digest_of(own: OwnTexts) -> Document:
    return digest_document(own.book, own.tasks, own.states)


def _free(wish: SummaryWish, name: str) -> str:
    stem, _, ending = name.rpartition(".")
    numbered = (f"{stem}{f'-{n}' if n > 1 else ''}.{ending}" for n in count(1))
    return next(each for each in numbered if not wish.exists(f"{wish.folder.rstrip('/')}/{each}"))
