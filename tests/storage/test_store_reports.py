"""Annual reports in a real store: what was typed comes back as typed, each action is one step, versions stay."""

from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from core.actions.ports import Store
from core.actions.reporting import (
    accept_in_report,
    add_report,
    apply_repair,
    compare_with,
    fill_zeros,
    hold_against_plan,
    keep_roll_up,
    publish,
    remove_report,
    replace_report,
    set_cell,
    set_cells,
    start_report,
    take_back_in_report,
    write_section,
)
from core.backup import BackupReason
from core.errors import LedgerError
from core.finding import Change, Finding, Severity
from core.report.form import Form
from core.report.form_build import form_from
from core.report.record import (
    NOTHING_COMPARED,
    NoteKind,
    RepairReason,
    ReportHead,
    beside,
    compared,
    report_of,
    same_report,
    version_report,
)
from core.report.report import AnnualReport, ReportSection
from storage.database.migrations import STEPS
from storage.database.opening import NAME, open_file
from storage.database.store import open_store
from storage.resources import load
from tests.storage.ledgers import NOW

UNIT = "云岭镇人民政府"


@pytest.fixture(scope="module")
def form() -> Form:
    return form_from(load("forms/annual_report_2021"))


@pytest.fixture
def report(store: Store, form: Form) -> int:
    return start_report(store, form, 2025, UNIT, NOW).report_id


def held(store: Store, report: int, form: Form) -> AnnualReport:
    return report_of(store.reports.get(report), store.reports.content(report), form)


def test_a_new_report_is_blank_and_not_zero(store: Store, report: int, form: Form) -> None:
    kept = held(store, report, form)
    assert set(kept.cells.values()) == {None}
    assert kept.title == "云岭镇人民政府2025年政府信息公开工作年度报告"
    assert [s.number for s in kept.sections] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("text", ["0", "/", "5062.90", "55（含自然失效29件）", "１２", "1,234"])
def test_a_cell_keeps_what_was_typed_over_a_restart(store: Store, report: int, data: Path, text: str) -> None:
    set_cell(store, report, "2.fee", text, "收费", NOW)
    store.close()
    again = open_store(data, NOW)
    assert again.reports.content(report).cells == {"2.fee": text}
    again.close()


def test_typing_in_one_cell_is_one_step_and_in_two_cells_two(store: Store, report: int) -> None:
    for text, cell, seconds in (("4", "3.new.person", 0), ("44", "3.new.person", 5), ("3", "3.new.business", 9)):
        set_cell(store, report, cell, text, cell, NOW + timedelta(seconds=seconds))
    touched = store.undo(NOW)
    assert store.reports.content(report).cells == {"3.new.person": "44"}
    assert touched.reports == {report}
    store.undo(NOW)
    assert store.reports.content(report).cells == {}
    store.redo(NOW)
    assert store.reports.content(report).cells == {"3.new.person": "44"}


def test_a_paste_is_one_step_and_emptied_cells_are_blank_again(store: Store, report: int) -> None:
    set_cells(store, report, {"3.new.person": "1", "3.new.business": "2"}, "粘贴", NOW)
    assert store.undo_name == "粘贴（2格）"
    set_cells(store, report, {"3.new.person": "", "3.new.business": ""}, "清除", NOW)
    assert store.reports.content(report).cells == {}
    store.undo(NOW)
    assert store.reports.content(report).cells == {"3.new.person": "1", "3.new.business": "2"}


def test_zeros_are_filled_only_where_nothing_stands_and_who_said_so_is_kept(store: Store, report: int) -> None:
    set_cell(store, report, "3.new.person", "44", "新收", NOW)
    with pytest.raises(LedgerError):
        fill_zeros(store, report, ["3.new.person", "3.new.business"], "张某", NOW)
    fill_zeros(store, report, ["3.new.business", "3.new.legal"], "张某", NOW)
    (note,) = store.reports.notes(report)
    assert (note.kind, note.who, note.noted_at) == (NoteKind.ZEROS, "张某", NOW)
    assert [c.cell for c in note.changes] == ["3.new.business", "3.new.legal"]
    assert store.reports.content(report).cells["3.new.legal"] == "0"
    store.undo(NOW)
    assert store.reports.notes(report) == ()
    assert store.reports.content(report).cells == {"3.new.person": "44"}


def test_a_repair_says_why_and_undo_takes_back_both(store: Store, report: int) -> None:
    set_cell(store, report, "3.grant.person", "21", "予以公开", NOW)
    change = [Change("3.grant.person", 21, 20)]
    with pytest.raises(LedgerError, match="原因"):
        apply_repair(store, report, change, RepairReason.OTHER, " ", "张某", NOW)
    assert store.reports.content(report).cells == {"3.grant.person": "21"}
    apply_repair(store, report, change, RepairReason.TYPING, "", "张某", NOW)
    assert store.reports.content(report).cells == {"3.grant.person": "20"}
    assert store.reports.notes(report)[0].reason == "录入错误"
    store.undo(NOW)
    assert store.reports.content(report).cells == {"3.grant.person": "21"}
    assert store.reports.notes(report) == ()


def test_an_accepted_finding_can_be_taken_back_and_belongs_to_its_report_alone(
    store: Store, report: int, book: int
) -> None:
    finding = Finding(Severity.WARNING, "R7", "说明", ("2.normative.valid",), 32, 24)
    accept_in_report(store, report, finding, "清理", NOW)
    accept_in_report(store, report, finding, "清理时失效8件", NOW)
    (accepted,) = store.reports.acceptances(report)
    assert accepted.covers(finding)
    assert accepted.reason == "清理时失效8件"
    assert store.acceptances.of(report) == ()
    take_back_in_report(store, accepted.accepted_id, NOW)
    assert store.reports.acceptances(report) == ()


def test_a_section_is_written_in_one_step_while_it_is_typed(store: Store, report: int) -> None:
    for text in ("一", "一是", "一是审核。"):
        write_section(store, report, ReportSection(1, "一、总体情况", text), NOW)
    store.undo(NOW)
    assert store.reports.content(report).sections[0].text == ""


def test_a_published_version_stays_as_it_was_and_the_next_needs_words(store: Store, report: int, form: Form) -> None:
    set_cell(store, report, "3.new.person", "44", "新收", NOW)
    publish(store, report, date(2026, 1, 20), "", "ABC", NOW)
    with pytest.raises(LedgerError, match="完全一样"):
        publish(store, report, date(2026, 2, 1), "更正", "ABC", NOW)
    set_cell(store, report, "3.new.person", "45", "新收", NOW + timedelta(hours=1))
    with pytest.raises(LedgerError, match="更正说明"):
        publish(store, report, date(2026, 2, 1), "", "DEF", NOW)
    publish(store, report, date(2026, 2, 1), "1.表三新收由“44”更正为“45”。", "DEF", NOW)
    first, second = store.reports.versions(report)
    assert (first.number, second.number, second.published_on) == (1, 2, date(2026, 2, 1))
    assert version_report(store.reports.get(report), first, form).cells["3.new.person"] == 44
    store.undo(NOW)
    assert len(store.reports.versions(report)) == 1


def test_a_file_taken_in_replaces_what_was_there_in_one_step(
    store: Store, report: int, form: Form, tmp_path: Path
) -> None:
    set_cell(store, report, "3.new.person", "44", "新收", NOW)
    place = tmp_path / "报告.docx"
    place.write_bytes(b"as it came")
    read = held(store, report, form).with_cells({"3.new.person": None, "3.new.legal": 2})
    replace_report(store, report, read, str(place), NOW)
    assert store.reports.content(report).cells == {"3.new.legal": "2"}
    assert store.kept.read(store.reports.get(report).original) == b"as it came"
    store.undo(NOW)
    assert store.reports.content(report).cells == {"3.new.person": "44"}


def test_a_removed_report_comes_back_whole(store: Store, report: int) -> None:
    set_cell(store, report, "3.new.person", "44", "新收", NOW)
    fill_zeros(store, report, ["3.new.legal"], "", NOW)
    publish(store, report, date(2026, 1, 20), "", "", NOW)
    before = (store.reports.content(report), store.reports.notes(report), store.reports.versions(report))
    remove_report(store, report, NOW)
    assert store.reports.all() == ()
    store.undo(NOW)
    assert (store.reports.content(report), store.reports.notes(report), store.reports.versions(report)) == before


def test_last_years_report_is_the_units_own_unless_another_is_chosen(store: Store, report: int, form: Form) -> None:
    last = start_report(store, form, 2024, UNIT, NOW).report_id
    start_report(store, form, 2024, "松溪乡人民政府", NOW)

    def now_compared() -> ReportHead | None:
        return compared(store.reports.get(report), store.reports.all())

    assert now_compared() == store.reports.get(last)
    other = add_report(store, held(store, last, form), "", NOW, last_year_of=report).report_id
    assert now_compared() == store.reports.get(other)
    store.undo(NOW)
    assert now_compared() == store.reports.get(last)
    store.redo(NOW)
    compare_with(store, report, last, NOW)
    assert now_compared() == store.reports.get(last)
    compare_with(store, report, NOTHING_COMPARED, NOW)
    assert now_compared() is None


def test_what_was_rolled_up_is_kept_by_year(store: Store) -> None:
    keep_roll_up(store, 2025, {"云岭镇": {"3.new.person": "1"}, "松溪乡": {}}, datetime(2026, 2, 1))
    keep_roll_up(store, 2025, {"云岭镇": {"3.new.person": "2"}}, datetime(2026, 2, 2))
    assert store.reports.rolled(2025) == {"云岭镇": {"3.new.person": "2"}}
    assert store.reports.rolled(2024) == {}


def test_a_store_from_before_the_reports_is_backed_up_and_brought_up_to_date(tmp_path: Path, form: Form) -> None:
    file = tmp_path / NAME
    with closing(open_file(file, lambda _: None, STEPS[:1])) as conn:
        conn.execute("INSERT INTO book VALUES (1, 2025, '台账', '云岭镇人民政府', '', '', NULL, '', '', NULL)")
    store = open_store(tmp_path, NOW)
    assert [b.title for b in store.books.all()] == ["台账"]
    assert start_report(store, form, 2025, UNIT, NOW).report_id == 1
    assert len(store.backups.copies()) == 1
    store.close()


def test_the_plan_is_kept_with_the_report_and_in_every_backup(store: Store, report: int, tmp_path: Path) -> None:
    place = tmp_path / "云岭县2025年工作要点.txt"
    place.write_text("1.公开率达到100%。", "utf-8")
    touched = hold_against_plan(store, report, str(place), NOW)
    head = store.reports.get(report)
    assert touched.reports == frozenset({report})
    assert (head.plan_name, store.kept.read(head.plan)) == (place.name, place.read_bytes())
    copy = store.backups.make(BackupReason.MANUAL, NOW)
    assert copy is not None
    assert list(Path(copy.place).parent.rglob(head.plan))
    hold_against_plan(store, report, "", NOW)
    assert store.reports.get(report).plan == ""
    store.undo(NOW)
    assert store.reports.get(report) == head


def test_a_report_taken_in_to_be_looked_at_is_found_by_unit_and_year(store: Store, report: int, form: Form) -> None:
    other = AnnualReport(form, "松溪乡2025年年度报告", 2025, "松溪乡人民政府", dict.fromkeys(form.cell_ids))
    other_id = add_report(store, other, "", NOW, reference=True).report_id
    heads = store.reports.all()
    mine = store.reports.get(report)
    assert store.reports.get(other_id).reference
    assert same_report("松溪乡人民政府", 2025, heads) == store.reports.get(other_id)
    assert {u: h.report_id for u, h in beside(mine, heads).items()} == {"松溪乡人民政府": other_id}
    assert compared(mine, heads) is None


def test_a_draft_put_in_is_a_step_of_its_own(store: Store, report: int) -> None:
    write_section(store, report, ReportSection(6, "六", "未收取。"), NOW)
    write_section(store, report, ReportSection(6, "六", "未收取。\n（一）进展。"), NOW, "放入台账进展")
    assert store.undo_name == "放入台账进展"
    store.undo(NOW)
    assert store.reports.content(report).sections[5].text == "未收取。"
