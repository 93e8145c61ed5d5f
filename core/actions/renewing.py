"""Room: core. After 读回修改后的 Word: OFD, PDF and 报送清单 written anew, so that they match the Word again."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.actions.documents import Documents
from core.actions.exporting import KINDS, ExportWish, papers
from core.actions.free_place import free_base
from core.actions.ports import Store
from core.actions.rounds import freeze_round
from core.actions.touched import Touched
from core.errors import LedgerError
from core.finding import Finding
from core.ledger.round import FileKind, Round, RoundFile
from core.progress import Progress
from core.version_code import document_code

WORD_ENDINGS = (".docx", ".doc", ".wps")


@dataclass(frozen=True, slots=True)
class Renewed:
    """`copies` are the fixed-layout files; `beside` names earlier ones that were left as they are (sealed, changed)."""

    files: tuple[tuple[FileKind, str], ...]
    copies: tuple[str, ...]
    beside: tuple[str, ...]
    version_code: str
    findings: tuple[Finding, ...]


def endings_to_renew(round_: Round, word: str) -> tuple[str, ...]:
    """The endings of the copies that no longer match; none where the round was never exported, or this is no Word."""
    if not word.lower().endswith(WORD_ENDINGS):
        return ()
    return tuple(e for e, kind in KINDS.items() if any(f.kind is kind for f in round_.files))


def renew_copies(
    store: Store,
    documents: Documents,
    round_: Round,
    word: str,
    exists: Callable[[str], bool],
    now: datetime,
    progress: Progress,
) -> Renewed:
    """Write the round's copies from `word` again, beside it.

    Only a file that is still what this program wrote is replaced: a sealed OFD is left, and the new one stands next
    to it under another name.
    """
    endings = endings_to_renew(round_, word)
    ours = frozenset(f.evidence.sha256 for f in round_.files)
    progress.step(0, 2, "正在按修改后的 Word 重新写版式文件")
    written = documents.read(word, look=True)
    code, findings = document_code(written), list[Finding]()
    stem = word.rsplit(".", 1)[0]

    def taken(place: str) -> bool:
        return exists(place) and hashlib.sha256(documents.read_bytes(place)).hexdigest() not in ours

    place = free_base(stem, endings, taken)
    for ending in endings:
        findings += documents.convert(written, place + ending, now.date())
    progress.step(1, 2, "正在写报送清单")
    files = [(FileKind.FORM, word), *((KINDS[e], place + e) for e in endings)]
    wish = ExportWish(_folder(word), "", endings, any(f.kind is FileKind.OTHER for f in round_.files), taken)
    book, settings = store.books.get(round_.book_id), store.settings.get()
    files += papers(documents, book, round_, settings, files, code, wish, now)
    beside = tuple(_name(stem + e) for e in endings if place != stem and exists(stem + e))
    return Renewed(tuple(files), tuple(place + e for e in endings), beside, code, tuple(findings))


def freeze_renewed(store: Store, round_id: int, renewed: Renewed, now: datetime) -> Touched:
    """Keep the Word and its new copies as the round's files; the round stays where it was."""
    round_ = store.rounds.get(round_id)
    if not round_.open:
        raise LedgerError(f"{round_.name}已经报送，留存的文件没有改动；新写的版式文件在 Word 旁边。")
    files = [RoundFile(kind, store.kept.keep(place)) for kind, place in renewed.files]
    return freeze_round(store, round_id, round_.state, files, renewed.version_code, now)


def _folder(place: str) -> str:
    return _unix(place).rsplit("/", 1)[0]


def _name(place: str) -> str:
    return _unix(place).rsplit("/", 1)[-1]


def _unix(place: str) -> str:
    return place.replace("\\", "/")
