"""Room: core. What a draft of 六（一） is made from: the year's ledger kept here, or a ledger's file (last year's, returned)."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.actions.documents import Documents
from core.actions.ports import Store
from core.actions.reading import understand
from core.errors import LedgerError
from core.ledger.state import Status, says_something
from core.report.form import Form
from core.report.plan_progress import Progress, draft_progress


@dataclass(frozen=True, slots=True)
class Draft:
    """`source` names the ledger; `recorded` of its `tasks` have something to tell. `year` None: the ledger does not say."""

    source: str
    year: int | None
    tasks: int
    recorded: int
    text: str


def draft_from_store(store: Store, year: int | None) -> Draft | None:
    """From the ledger of that year that is kept here, the one with most to tell; None where there is none."""
    drafts: list[Draft] = []
    for book in store.books.all():
        if book.year != year:
            continue
        states = store.states.of(book.book_id)
        told = [
            Progress(task.topic, states[task.task_id].progress)
            for task in store.tasks.of(book.book_id)
            if states[task.task_id].status is not Status.NOT_APPLICABLE
        ]
        drafts.append(_draft(f"本程序里的《{book.title or book.original_name}》", book.year, told))
    return max(drafts, key=lambda d: d.recorded, default=None)


def draft_from_file(documents: Documents, forms: Sequence[Form], place: str, year: int | None) -> Draft:
    """From a ledger's file. LedgerError where it is none, or holds no progress."""
    name = place.replace("\\", "/").rpartition("/")[2]
    ledger = understand(documents.read(place), forms).ledger
    if ledger is None:
        raise LedgerError(f"“{name}”不是任务落实台账，没有起草。请选择填好进展的台账文件。")
    told = [Progress(task.topic, task.progress) for task in ledger.tasks]
    draft = _draft(f"文件“{name}”", ledger.year, told, year)
    if not draft.recorded:
        raise LedgerError(f"“{name}”里没有进展可用，没有起草。请选择填好进展的台账文件。")
    return draft


def _draft(source: str, of_year: int | None, told: Sequence[Progress], year: int | None = None) -> Draft:
    recorded = [p for p in told if says_something(p.progress) and not p.progress.strip().startswith("不涉及")]
    return Draft(source, of_year, len(told), len(recorded), draft_progress(recorded, of_year or year))
