"""Room: core. The files of an intake read one by one: facts, hash, and columns as a person chose them."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from core.actions.collecting import files_at, read_opened
from core.actions.documents import Documents, Opened
from core.compare_documents import compare_documents
from core.document import Document
from core.errors import LedgerError
from core.intake.arrived import Arrived
from core.intake.memory import header_key
from core.intake.record import Remembered
from core.intake.taken import ReadFile
from core.ledger.ledger import Ledger
from core.ledger.mending import Mending, header_seen, mended, mending_from_text
from core.progress import Progress
from core.seal import Verdict

REMEMBERED = "按以前指定的列读取"
CHOSEN = "按人工指定的列读取"


class Mended:
    """An opened file whose document is mended before it is understood."""

    def __init__(self, file: Opened, prepare: Callable[[Document], Document]) -> None:
        self._file, self._prepare = file, prepare

    @property
    def name(self) -> str:
        return self._file.name

    @property
    def data(self) -> bytes:
        return self._file.data

    @property
    def kind(self) -> str:
        return self._file.kind

    @property
    def inside(self) -> tuple[str, ...]:
        return self._file.inside

    def file(self, inside: str) -> Opened:
        return self._file.file(inside)

    def document(self) -> Document:
        return self._prepare(self._file.document())

    @property
    def pictured(self) -> tuple[int, ...]:
        return self._file.pictured

    def remarks(self) -> tuple[str, ...]:
        return self._file.remarks()

    def told_unit(self) -> str:
        return self._file.told_unit()

    def verdict(self) -> Verdict:
        return self._file.verdict()


def places_of(documents: Documents, places: Sequence[str]) -> dict[str, str]:
    """Name (path below the folder that was given) → place, in order. A name that two folders have is told apart."""
    found: dict[str, str] = {}
    for place in places:
        for file, name in _below(documents, place):
            wanted, count = name, 1
            while name in found and found[name] != file:
                count += 1
                name = f"{wanted}（{count}）"
            found[name] = file
    if not found:
        raise LedgerError("选择的文件夹里没有文件，没有收件。请核对是不是选错了文件夹。")
    return found


def _below(documents: Documents, place: str) -> Iterator[tuple[str, str]]:
    root = place.replace("\\", "/").rstrip("/")
    try:
        files = documents.files(place)
    except LedgerError:  # no folder: a file that was dropped
        yield place, root.rpartition("/")[2]
        return
    for file in files:
        plain = file.replace("\\", "/")
        yield file, plain.removeprefix(root).lstrip("/") if plain.startswith(root) else plain.rpartition("/")[2]


def read_files(
    documents: Documents, names: dict[str, str], plan: Ledger, remembered: Remembered, progress: Progress
) -> Iterator[ReadFile]:
    """Every file, those inside archives among them; a broken one is a file with its problem."""
    for done, (name, place) in enumerate(names.items()):
        progress.step(done, len(names), f"正在读取 {name}")
        for told, file in files_at(documents, place, name):
            yield read_one(file, place, told, told[len(name) + 1 :], plan, remembered)


def read_one(file: Opened, place: str, name: str, inside: str, plan: Ledger, remembered: Remembered) -> ReadFile:
    recalled: list[Mending] = []

    def prepare(document: Document) -> Document:
        mending = _recalled(document, remembered)
        recalled.extend([mending] if mending else [])
        return mended(document, mending)

    arrived = read_opened(Mended(file, prepare) if remembered.columns else file, name, plan)
    sha256, size = _hashed(file)
    read = ReadFile(place, sha256, size, arrived, inside)
    return replace(read, mending=recalled[0], mending_told=REMEMBERED) if recalled else read


def read_with_columns(file: Opened, before: ReadFile, plan: Ledger, mending: Mending | None) -> ReadFile:
    """The file again, its columns as a person chose them (None = as the program sees them)."""
    keys: list[str] = []

    def prepare(document: Document) -> Document:
        if mending:
            seen = header_seen(document, mending.table, mending.row)
            keys.extend([header_key(seen)] if seen else [])
        return mended(document, mending)

    arrived: Arrived = read_opened(Mended(file, prepare), before.name, plan)
    told, header = (CHOSEN, "".join(keys[:1])) if mending else ("", "")
    return replace(before, arrived=arrived, mending=mending, mending_told=told, header=header, placed={})


def compared(documents: Documents, fixed: tuple[str, str], word: tuple[str, str]) -> tuple[str, ...] | None:
    """Where a laid-out file differs from a Word, both as (place, inside); None where that cannot be told."""
    try:
        return compare_documents(documents.opened(*fixed).document(), documents.opened(*word).document())
    except Exception:  # LedgerError, and what a hostile file makes a library do: it must not stop the others
        return None


def _recalled(document: Document, remembered: Remembered) -> Mending | None:
    """Columns chosen for a header of the same headings, put on where this document's header stands."""
    seen = header_seen(document)
    mending = mending_from_text(remembered.columns.get(header_key(seen), "")) if seen else None
    if not (seen and mending):
        return None
    return replace(mending, table=seen.table, row=seen.row, header_rows=seen.header_rows)


def _hashed(file: Opened) -> tuple[str, int]:
    """ "" for what cannot be read from the disk or out of its .zip: nothing is stored of it, and reading it tells why."""
    try:
        return hashlib.sha256(file.data).hexdigest(), len(file.data)
    except Exception:  # a damaged .zip raises many things; it must not stop the others
        return "", 0
