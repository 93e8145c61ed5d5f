"""Room: core. What was collected for a round, rebuilt from the store; stored files mended by hand afterwards."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from core.actions.intake_known import known_before
from core.actions.ports import Store, Work
from core.actions.touched import NOTHING, Touched
from core.errors import LedgerError
from core.intake.arrived import Arrived, FileStatus
from core.intake.collect import collect
from core.intake.identify import BY_HAND
from core.intake.judge import chains_of, with_what_is_known
from core.intake.memory import unit_keys
from core.intake.rebuilt import arrived_again, names_of
from core.intake.record import FileState, Matched, ReturnedFile
from core.intake.returned import Intake, Terms
from core.intake.versions import Decided
from core.ledger.of_book import ledger_of_book
from core.report.form import Form
from core.units import UnitDirectory


def stored_intake(
    store: Store, book_id: int, round_: str, directory: UnitDirectory, forms: Sequence[Form] = ()
) -> Intake:
    """Everything collected for the round, rebuilt from the store, for summary, 通报, 退回修改单 and drafts."""
    tasks = store.tasks.of(book_id)
    ids = tuple(t.task_id for t in tasks)
    plan = ledger_of_book(store.books.get(book_id), tasks)
    before = known_before(store, book_id, round_, forms)
    names = names_of(before.files, frozenset())
    arrived = [arrived_again(f, names[f.file_id], plan, ids) for f in before.files]
    shas = {names[f.file_id]: f.sha256 for f in before.files}
    told = {names[f.file_id]: f.compared for f in before.files}

    def compare(fixed: str, word: str) -> tuple[str, ...] | None:
        return told[fixed].get(shas[word])

    terms = terms_of(store, book_id, round_)
    intake = collect(plan, arrived, directory, terms, compare, _decided(before.files, names))
    return with_what_is_known(intake, before)


def terms_of(store: Store, book_id: int, round_: str) -> Terms:
    """As they were said at the round's last intake; the round alone where it has none."""
    held = [i for i in store.intake.intakes(book_id) if i.round == round_]
    last = held[-1] if held else None
    return Terms(round_, last.due_on, last.received_on, last.issued_on) if last else Terms(round_)


def _decided(files: Sequence[ReturnedFile], names: dict[int, str]) -> Decided:
    chains = chains_of(files)
    return Decided(
        owners={names[f.file_id]: (f.unit, f.unit_reason) for f in files},
        prior={names[f.file_id]: (f.status, f.reason) for f in files},
        chains={unit: tuple(names[f.file_id] for f in chain) for unit, chain in chains.items()},
        chosen={unit: names[chain[-1].file_id] for unit, chain in chains.items()},
        settled=frozenset(names[f.file_id] for f in files if f.decided),
    )


def move_returned(store: Store, file_id: int, unit: str, now: datetime) -> Touched:
    """Give a stored file to another unit, and remember it. It counts there where no other file does."""
    file = store.intake.file(file_id)
    unit = unit.strip()
    if not unit:
        raise LedgerError("请写明单位名称。数据没有改动。")
    if unit == file.unit:
        return NOTHING
    with store.step(f"改为{unit}的报送", now) as work:
        taken = work.intake.current(file.book_id, file.round).get(unit)
        if file.state is FileState.CURRENT:
            _count_before(work, file)
        counts = file.is_ledger and taken is None
        state = FileState.CURRENT if counts else FileState.BESIDE
        status = FileStatus.FIRST if counts or not file.is_ledger else FileStatus.CONFLICT
        moved = replace(file, unit=unit, unit_reason=BY_HAND, state=state, status=status, replaced=0, decided=False)
        work.intake.put_file(moved)
        for key in unit_keys(_as_arrived(file), file.sha256):
            work.intake.remember_unit(key, unit)
    return work.touched


def adopt_returned(store: Store, file_id: int, now: datetime) -> Touched:
    """采用 a stored version: it counts for its unit, and the one that did is an old one."""
    file = store.intake.file(file_id)
    if not file.is_ledger:
        raise LedgerError(f"「{file.name}」不是能计入的台账，数据没有改动。请选择另一份文件。")
    with store.step(f"采用「{file.evidence.name}」", now) as work:
        counted = work.intake.current(file.book_id, file.round).get(file.unit)
        if counted and counted.file_id != file_id:
            # Links between versions stay a chain: the one that is adopted is the newest now.
            replaced = file.replaced if counted.replaced == file_id else 0
            work.intake.put_file(replace(counted, state=FileState.SUPERSEDED, decided=True, replaced=replaced))
            work.intake.put_file(replace(file, state=FileState.CURRENT, decided=True, replaced=counted.file_id))
    return work.touched


def keep_returned(store: Store, file_id: int, now: datetime) -> Touched:
    """保留旧版: nothing is asked about this version any more; it stays beside the one that counts."""
    with store.step("保留旧版", now) as work:
        work.intake.put_file(replace(work.intake.file(file_id), decided=True))
    return work.touched


def redate_returned(store: Store, file_id: int, received_on: date | None, now: datetime) -> Touched:
    with store.step("修改收件日期", now) as work:
        work.intake.put_file(replace(work.intake.file(file_id), received_on=received_on))
    return work.touched


def place_returned(store: Store, file_id: int, row: int, task_id: int | None, now: datetime) -> Touched:
    """Put a row of a stored file (index into its rows) on a task, None = on none."""
    file = store.intake.file(file_id)
    if task_id is not None and any(r.task_id == task_id for i, r in enumerate(file.rows) if i != row):
        raise LedgerError("该任务在这份台账中已有对应的一行，数据没有改动。请先核对那一行。")
    how = Matched.EXTRA if task_id is None else Matched.BY_HAND
    rows = tuple(replace(r, task_id=task_id, how=how, maybe=()) if i == row else r for i, r in enumerate(file.rows))
    missing = tuple(t for t in file.missing if t != task_id)
    with store.step("指定对应的任务", now) as work:
        work.intake.put_file(replace(file, rows=rows, missing=missing))
    return work.touched


def _count_before(work: Work, file: ReturnedFile) -> None:
    if file.replaced:
        before = work.intake.file(file.replaced)
        if before.unit == file.unit:
            work.intake.put_file(replace(before, state=FileState.CURRENT))


def _as_arrived(file: ReturnedFile) -> Arrived:
    return Arrived(file.name, head=file.head)
