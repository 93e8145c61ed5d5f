"""Room: core. A file looked at before anything is stored: what it is, what was understood, which ledger it may revise."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from core.actions.documents import Documents
from core.document import Document
from core.ledger.form import form_of
from core.ledger.ledger import Ledger
from core.ledger.matching import plain
from core.ledger.mending import HeaderSeen, Mending, header_seen, mended
from core.ledger.read import read_ledger
from core.ledger.record import LedgerBook, LedgerForm, TaskRecord
from core.progress import Progress


@dataclass(frozen=True, slots=True)
class Preview:
    """`ledger` is None where no ledger's table was found; `header` None where the file has no table at all."""

    place: str
    name: str
    sha256: str
    document: Document
    mending: Mending | None
    ledger: Ledger | None
    header: HeaderSeen | None

    @property
    def form(self) -> LedgerForm | None:
        if self.ledger is None:
            return None
        return form_of(self.ledger, self.sha256, self.name, self.mending.as_text() if self.mending else "")


def preview(documents: Documents, place: str, progress: Progress) -> Preview:
    name = place.replace("\\", "/").rsplit("/", 1)[-1]
    progress.step(0, 2, f"正在读取 {name}")
    sha256 = hashlib.sha256(documents.read_bytes(place)).hexdigest()
    document = documents.read(place)
    progress.step(1, 2, f"正在理解 {name}")
    return understood(place, name, sha256, document, None)


def understood(place: str, name: str, sha256: str, document: Document, mending: Mending | None) -> Preview:
    """What the document says, with its columns mended as the user says. Raises nothing."""
    pointed = (mending.table, mending.row) if mending else (None, None)
    ledger = read_ledger(mended(document, mending))
    return Preview(place, name, sha256, document, mending, ledger, header_seen(document, *pointed))


def mend(before: Preview, mending: Mending | None) -> Preview:
    return understood(before.place, before.name, before.sha256, before.document, mending)


def share_kept(kept: Sequence[TaskRecord], form: LedgerForm) -> float:
    """How much of a ledger's tasks the form has word for word, 0 to 1: tells a revised form from another ledger."""
    if not kept:
        return 0.0
    texts = {plain(r.task.topic + r.task.content) for r in form.rows}
    return sum(plain(t.topic + t.content) in texts for t in kept) / len(kept)


def is_same_year(book: LedgerBook, form: LedgerForm) -> bool:
    return form.book.year is None or book.year == form.book.year
