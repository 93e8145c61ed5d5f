"""退回修改单: what the office writes is what the unit's window reads, from the printed table alone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from core.actions.correcting import take_correction
from core.actions.importing import import_ledger
from core.actions.ports import Store
from core.actions.rounds import mark_sent, start_round
from core.document import Document, Table
from core.finding import Finding, Severity, Source
from core.intake.correction import read_correction, returned_for_correction
from core.intake.returned import Intake, Terms, UnitReturn
from core.ledger.form import form_of
from core.ledger.ledger import Ledger
from core.ledger.round import SubmissionState
from storage.documents.convert import write_document
from storage.documents.open import read_document
from tests.returned_files import blank_form
from tests.storage.ledgers import NOW

UNIT = "松溪乡人民政府"


def sheet(plan: Ledger) -> Document:
    found = (
        Finding(
            Severity.WARNING,
            "intake.altered",
            f"“{UNIT}”改动了第3项的任务文字。",
            ("task:3",),
            "原文甲",
            "报来乙",
            Source.DERIVED,
        ),
        Finding(Severity.ERROR, "intake.missing_rows", f"“{UNIT}”缺少第5、7项。", ("task:5", "task:7"), "", 2),
        Finding(Severity.WARNING, "intake.no_seal", f"“{UNIT}”的 OFD 没有电子印章。", ("unit:x",)),
    )
    unit = UnitReturn(UNIT, returned=True, file="台账.docx", findings=found)
    return returned_for_correction(unit, Intake(plan, Terms("第一期"), (), (unit,)), until=date(2026, 7, 20))


def test_the_sheet_is_read_again_from_its_file(tmp_path: Path) -> None:
    plan = blank_form()
    write_document(sheet(plan), tmp_path / "退回修改单.docx", None, None)
    read = read_correction(read_document(tmp_path / "退回修改单.docx"))
    assert read
    assert (read.unit, read.round) == (UNIT, "第一期")
    assert [[n for n, _ in p.tasks] for p in read.points] == [[5, 7], [3], []]
    assert read.points[1].shown == "改动了第3项的任务文字。\n原文（应为）：原文甲\n报来：报来乙"


def test_columns_in_another_order_are_read_all_the_same() -> None:
    made = sheet(blank_form())
    (section,) = made.sections
    turned = tuple(
        replace(b, rows=tuple(replace(r, cells=tuple(reversed(r.cells))) for r in b.rows))
        if isinstance(b, Table)
        else b
        for b in section.blocks
    )
    assert read_correction(Document((replace(section, blocks=turned),))) == read_correction(made)


def test_a_ledger_is_no_correction_sheet() -> None:
    from tests.returned_files import returned, told

    form = blank_form()
    assert read_correction(returned(form, UNIT, told(UNIT, form.tasks))) is None


def test_points_stand_at_their_tasks_and_the_same_sheet_twice_adds_nothing(store: Store) -> None:
    plan = blank_form()
    book = import_ledger(store, form_of(plan), "", NOW).book_id
    start_round(store, book, "第一期", None, NOW)
    round_id = store.rounds.of(book)[0].round_id
    mark_sent(store, round_id, date(2026, 7, 8), "OA", NOW)
    read = read_correction(sheet(plan))
    assert read
    assert take_correction(store, book, read, date(2026, 7, 15), NOW)
    number = {t.task_id: t.number for t in store.tasks.of(book)}
    remarks = store.rounds.remarks(book)
    assert [number.get(m.task_id or 0) for m in remarks] == [5, 7, 3, None]
    assert store.rounds.get(round_id).state is SubmissionState.RETURNED
    assert not take_correction(store, book, read, date(2026, 7, 16), NOW)
    assert store.rounds.remarks(book) == remarks
    store.undo(NOW)
    assert not store.rounds.remarks(book)


def test_a_form_that_counts_otherwise_gets_its_points_by_the_tasks_name(store: Store) -> None:
    plan = blank_form()
    own = replace(plan, tasks=tuple(replace(t, number=t.number + 100) for t in plan.tasks))
    book = import_ledger(store, form_of(own), "", NOW).book_id
    read = read_correction(sheet(plan))
    assert read
    take_correction(store, book, read, None, NOW)
    number = {t.task_id: t.number for t in store.tasks.of(book)}
    wanted = {n for p in read.points for n, name in p.tasks if _alone(plan, name)}
    assert wanted
    assert {number[m.task_id] - 100 for m in store.rounds.remarks(book) if m.task_id} == wanted


def _alone(plan: Ledger, name: str) -> bool:
    return sum((t.subtopic or t.topic or t.content).startswith(name.rstrip("…")) for t in plan.tasks) == 1
