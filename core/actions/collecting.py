"""Room: core. A folder of returned files read one by one on the ports, judged together, and the drafts written."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from core.actions.documents import Documents, Opened
from core.actions.reading import understand
from core.compare_documents import compare_documents
from core.document import Document, paragraphs_of
from core.errors import LedgerError
from core.intake.arrived import FIXED, Arrived
from core.intake.collect import collect
from core.intake.returned import Intake, Terms
from core.intake.rows import place_rows
from core.ledger.ledger import Head, Ledger
from core.ledger.read import read_ledger
from core.plan.plan import ledger_of_plan
from core.progress import Progress
from core.report.form import Form
from core.units import UnitDirectory
from core.version_code import document_code

NO_TABLE = "没有找到任务表（应有“重点工作”“主要内容”“责任单位”等表头），不是任务落实台账。请核对，原文件没有改动。"
NOT_OURS = "台账中没有一项任务与要点对得上，可能是其他工作的台账。请核对，原文件没有改动。"
SCAN = "是扫描件或照片，文字无法读取。"
FEW_LETTERS = 30  # fewer in a whole file: what is seen of it is a picture
PICTURES = frozenset({"image"})
OFD = "ofd"


def read_for_collecting(documents: Documents, place: str, forms: Sequence[Form]) -> tuple[Ledger, date | None]:
    """The plan, or the ledger as it was handed out, and the plan's 印发日期. Raises LedgerError for anything else."""
    understood = understand(documents.read(place), forms)
    if understood.ledger:
        return understood.ledger, None
    if understood.plan is None:
        raise LedgerError("年度报告不能用来核对台账，没有写入任何文件。请选择工作要点或下发的任务落实台账。")
    return ledger_of_plan(understood.plan), understood.plan.metadata.issued_on


def collect_folder(
    documents: Documents,
    folder: str,
    plan: Ledger,
    directory: UnitDirectory,
    terms: Terms,
    *,
    leave_out: str = "",
    progress: Progress | None = None,
) -> Intake:
    """Every file below `folder`, but those below `leave_out` (where the results go). A broken one stops none."""
    places = [p for p in documents.files(folder) if not (leave_out and _below(p, leave_out))]
    found: dict[str, tuple[str, str]] = {}
    arrived: list[Arrived] = []
    for done, place in enumerate(places):
        name = _name(place, folder)
        if progress:
            progress.step(done, len(places), name)
        for told, file in files_at(documents, place, name):
            found[told] = place, told[len(name) + 1 :]
            arrived.append(read_opened(file, told, plan))

    def compare(fixed: str, word: str) -> tuple[str, ...] | None:
        return _compare(documents.opened(*found[fixed]), documents.opened(*found[word]))

    return collect(plan, arrived, directory, terms, compare)


def files_at(documents: Documents, place: str, name: str) -> Iterator[tuple[str, Opened]]:
    """(name, file): the file itself, or where it is a .zip those in it, named like 报送.zip/青石镇.docx.

    Raises nothing: a .zip that cannot be opened is a file that cannot be read.
    """
    file = documents.opened(place)
    try:
        inside = file.inside
    except Exception:  # whatever it is, reading the file will say it
        inside = ()
    if not inside:
        yield name, file
    for path in inside:
        yield f"{name}/{path}", file.file(path)


def read_arrived(documents: Documents, place: str, name: str, plan: Ledger) -> Arrived:
    """The file at `place` by itself; of a .zip see `files_at`."""
    return read_opened(documents.opened(place), name, plan)


def read_opened(file: Opened, name: str, plan: Ledger) -> Arrived:
    """One file, whatever it holds. Only its facts are kept, so that a thousand files fit into memory."""
    kind = ""
    try:
        kind = file.kind
        if kind in PICTURES:
            return Arrived(name, kind, SCAN, picture=True)
        return _with_seals(file, _read(file, name, kind, plan))
    except LedgerError as e:
        return Arrived(name, kind, e.message)
    except Exception as e:  # a hostile file must not stop the other sixty, whatever it makes a library do
        return Arrived(name, kind, f"无法读取，可能已损坏（{type(e).__name__}）。原文件没有改动，请让报送单位重发。")


def _read(file: Opened, name: str, kind: str, plan: Ledger) -> Arrived:
    try:
        document = file.document()
    except LedgerError as e:
        if not file.pictured:
            raise
        return Arrived(name, kind, e.message, told_unit=file.told_unit(), picture=True)
    arrived = _arrived(name, kind, document, plan, file.pictured)
    remarks = (*_pages_not_read(file), *file.remarks()) if arrived.rows else ()
    return replace(arrived, told_unit=file.told_unit(), remarks=remarks)


def _arrived(name: str, kind: str, document: Document, plan: Ledger, pictured: Sequence[int]) -> Arrived:
    ledger = read_ledger(document, judge=False)
    if ledger is None:
        scan = bool(pictured) or (kind in FIXED and _letters(document) < FEW_LETTERS)
        return Arrived(name, kind, SCAN if scan else NO_TABLE, picture=scan)
    rows = place_rows(plan.tasks, ledger.tasks)
    return Arrived(
        name=name,
        kind=kind,
        problem="" if rows.on else NOT_OURS,
        code=document_code(document),
        head=dict(_head(ledger.head)),
        title=ledger.title,
        year=ledger.year,
        rows=rows if rows.on else None,
    )


def _pages_not_read(file: Opened) -> Iterator[str]:
    if file.pictured:
        pages = "、".join(map(str, file.pictured))
        yield f"第{pages}页只有图片，这几页的文字没有读到，请对照原文件核对。"


def _with_seals(file: Opened, arrived: Arrived) -> Arrived:
    if arrived.kind != OFD:
        return arrived
    verdict = file.verdict()
    told = verdict.findings if verdict.sealed else ()
    return replace(arrived, sealed=verdict.sealed, seals=verdict.seals, seal_findings=told)


def _compare(fixed: Opened, word: Opened) -> tuple[str, ...] | None:
    """Where the laid-out file differs from the Word; None where that cannot be told."""
    try:
        return compare_documents(fixed.document(), word.document())
    except LedgerError:
        return None


def _head(head: Head) -> Iterator[tuple[str, str]]:
    for key, slot in (("unit", head.unit), ("contact", head.contact), ("phone", head.phone)):
        if slot:
            yield key, slot.value


def _letters(document: Document) -> int:
    return sum(len("".join(p.text.split())) for p in paragraphs_of(document.blocks))


def _name(place: str, folder: str) -> str:
    """The path below the folder, with "/"."""
    path, root = _parts(place), _parts(folder)
    return "/".join(path[len(root) :] if path[: len(root)] == root else path[-1:])


def _below(place: str, folder: str) -> bool:
    path, root = _parts(place), _parts(folder)
    return len(path) > len(root) and path[: len(root)] == root


def _parts(path: str) -> list[str]:
    """Windows and Linux alike: ./in/a.docx, in\\a.docx."""
    return [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")]
