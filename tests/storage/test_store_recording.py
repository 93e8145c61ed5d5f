"""What is recorded is there again after a restart, field by field."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from core.accepted import split
from core.actions.accepting import accept_finding, take_back_acceptance
from core.actions.entries import add_entry, attach_evidence, edit_entry, remove_entry
from core.actions.failures import Stale
from core.actions.importing import edit_head, import_ledger, remove_book, revise_ledger, update_from_word
from core.actions.ports import Store
from core.actions.recording import (
    Assignment,
    assign,
    assign_each,
    confirm_carried_over,
    edit_task,
    record_progress,
    set_counted_from,
    set_not_applicable,
    set_status,
    set_steps,
)
from core.actions.rounds import (
    answer_remark,
    changed_since,
    freeze_round,
    mark_accepted,
    mark_returned,
    mark_sent,
    start_round,
)
from core.errors import LedgerError
from core.finding import Finding, Severity
from core.ledger.entry import Figure, ProgressEntry
from core.ledger.readback import read_back
from core.ledger.record import FormRow, LedgerForm, TaskRecord
from core.ledger.revise import revise
from core.ledger.round import FileKind, Remark, RoundFile, SubmissionState
from core.ledger.state import Status, WorkStep
from core.settings import Settings, UserRole
from storage.database.store import open_store
from tests.storage.ledgers import NOW, form, snapshot


def task_ids(store: Store, book: int) -> list[int]:
    return [t.task_id for t in store.tasks.of(book)]


def test_an_imported_ledger_keeps_every_field_and_reads_its_progress(store: Store, book: int) -> None:
    wanted = [replace(r.task, task_id=i, book_id=book) for r, i in zip(form().rows, task_ids(store, book), strict=True)]
    assert list(store.tasks.of(book)) == wanted
    states = list(store.states.of(book).values())
    assert [s.status for s in states] == [Status.UNDER_WAY, Status.NOT_STARTED, Status.NOT_APPLICABLE]
    assert [s.printed for s in states] == [r.progress for r in form().rows]
    head = store.books.get(book)
    assert (head.year, head.reporting_unit, head.contact, head.imported_at) == (2026, "松溪乡人民政府", "张某", NOW)


def test_everything_recorded_is_there_after_a_restart(store: Store, book: int, data: Path, tmp_path: Path) -> None:
    one, two, three = task_ids(store, book)
    photo = tmp_path / "现场照片.png"
    photo.write_bytes(b"png")
    record_progress(store, two, "方案已印发。", NOW)
    set_status(store, [one], Status.DONE, NOW)
    set_not_applicable(store, [three], "本乡无此事项", NOW)
    assign(store, [one, two], Assignment("党政办", "李某", date(2026, 7, 1)), NOW)
    assign_each(store, {three: Assignment("财政所", "", None)}, NOW)
    set_counted_from(store, [two], date(2026, 5, 6), NOW)
    set_steps(store, two, [WorkStep("方案", date(2026, 5, 1), date(2026, 4, 28)), WorkStep("公告")], NOW)
    entry = ProgressEntry(one, date(2026, 5, 18), "目录公开", (Figure("目录", "4", "项"),), ("https://example.cn/1",))
    add_entry(store, entry, NOW, [str(photo)])
    start_round(store, book, "第一期", date(2026, 8, 10), NOW)
    settings = Settings(UserRole.OFFICE, "云岭县人民政府办公室", ("县政府办",), "department", 2026, book, asked=True)
    store.settings.put(settings, NOW)
    store.settings.remember("size", "13")
    before = snapshot(store)
    store.close()
    again = open_store(data, NOW)
    assert snapshot(again) == before
    assert again.states.get(two).steps[0] == WorkStep("方案", date(2026, 5, 1), date(2026, 4, 28))
    assert again.entries.of(one)[0].evidence[0].name == "现场照片.png"
    assert again.settings.get() == settings
    assert again.settings.recall("size") == "13"
    assert again.saved_at == NOW
    again.close()


def test_text_starts_a_task_and_ends_carried_over_but_the_same_text_changes_nothing(store: Store, book: int) -> None:
    two = task_ids(store, book)[1]
    assert record_progress(store, two, "方案已印发。", NOW).tasks == {two}
    assert store.states.get(two).status is Status.UNDER_WAY
    name = store.undo_name
    assert not record_progress(store, two, "方案已印发。", NOW)
    assert store.undo_name == name == "填写进展（第2项）"


def test_not_applicable_wants_its_reason_and_keeps_the_text_for_later(store: Store, book: int) -> None:
    one = task_ids(store, book)[0]
    text = store.states.get(one).progress
    with pytest.raises(LedgerError, match="理由"):
        set_status(store, [one], Status.NOT_APPLICABLE, NOW)
    set_not_applicable(store, [one], " 不属本乡职责 ", NOW)
    assert store.states.get(one).printed == "不涉及：不属本乡职责"
    set_status(store, [one], Status.ONGOING, NOW)
    assert store.states.get(one).printed == text


def test_a_row_that_is_gone_is_told_and_nothing_of_the_action_is_saved(store: Store, book: int) -> None:
    one = task_ids(store, book)[0]
    before = snapshot(store)
    with pytest.raises(Stale, match="没有保存"):
        set_status(store, [one, 999], Status.DONE, NOW)
    assert snapshot(store) == before


def test_evidence_is_kept_once_and_the_same_file_again_changes_nothing(store: Store, book: int, tmp_path: Path) -> None:
    one = task_ids(store, book)[0]
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"same")
    add_entry(store, ProgressEntry(one, date(2026, 5, 1), "公开"), NOW)
    entry = store.entries.of(one)[0]
    assert attach_evidence(store, entry.entry_id, [str(tmp_path / "a.pdf")], NOW)
    assert not attach_evidence(store, entry.entry_id, [str(tmp_path / "a.pdf")], NOW)
    assert not attach_evidence(store, entry.entry_id, [str(tmp_path / "b.pdf")], NOW)
    (kept,) = store.entries.get(entry.entry_id).evidence
    assert (kept.name, kept.size_bytes, store.kept.read(kept.sha256)) == ("a.pdf", 4, b"same")


def test_entries_are_edited_and_removed_and_evidence_taken_away(store: Store, book: int, tmp_path: Path) -> None:
    one = task_ids(store, book)[0]
    (tmp_path / "a.pdf").write_bytes(b"a")
    add_entry(store, ProgressEntry(one, date(2026, 5, 2), "后"), NOW, [str(tmp_path / "a.pdf")])
    add_entry(store, ProgressEntry(one, date(2026, 5, 1), "先"), NOW)
    assert [e.text for e in store.entries.of(one)] == ["先", "后"]
    later = store.entries.of(one)[1]
    edit_entry(store, replace(later, text="改", evidence=()), NOW)
    assert store.entries.get(later.entry_id) == replace(later, text="改", evidence=())
    remove_entry(store, later.entry_id, NOW)
    assert [e.text for e in store.entries.of(one)] == ["先"]
    assert set(store.entries.in_book(book)) == {one}


def test_two_chinese_characters_are_found_in_every_text_and_signs_mean_themselves(store: Store, book: int) -> None:
    one, two, three = task_ids(store, book)
    record_progress(store, two, "覆盖率100%，见 a_b", NOW)
    add_entry(store, ProgressEntry(three, date(2026, 5, 1), "会议纪要"), NOW)
    assign(store, [one], Assignment("党政办", "王某"), NOW)
    found = {
        words: store.tasks.search(book, words) for words in ("目录", "纪要", "党政", "0%", "a_b", "axb", "开放 方案")
    }
    wanted = {
        "目录": {one},
        "纪要": {three},
        "党政": {one},
        "0%": {two},
        "a_b": {two},
        "axb": set(),
        "开放 方案": {two},
    }
    assert found == wanted
    assert store.tasks.search(book, " ") == {one, two, three}
    assert store.tasks.search(book, "开放 目录") == set()


def test_a_round_freezes_what_was_sent_and_the_next_begins_with_carried_over_rows(store: Store, book: int) -> None:
    one, _, three = task_ids(store, book)
    start_round(store, book, "第一期", date(2026, 8, 10), NOW)
    assert not any(s.carried_over for s in store.states.of(book).values())
    first = store.rounds.of(book)[0]
    word = RoundFile(FileKind.FORM, store.kept.keep_bytes("台账.docx", b"docx"))
    freeze_round(store, first.round_id, SubmissionState.IN_REVIEW, [word], "ABC123DEF456", NOW)
    sent_text = store.states.get(one).printed
    record_progress(store, one, "又改了。", NOW)
    assert changed_since(store.rounds.frozen(first.round_id), store.states.of(book)) == (one,)
    mark_sent(store, first.round_id, date(2026, 8, 9), "OA", NOW)
    sent = store.rounds.get(first.round_id)
    assert (sent.state, sent.sent_on, sent.channel) == (SubmissionState.SENT, date(2026, 8, 9), "OA")
    assert (sent.files, sent.version_code, sent.frozen_at) == ((word,), "ABC123DEF456", NOW)
    assert store.rounds.frozen(first.round_id)[one].text == sent_text
    start_round(store, book, "第二期", None, NOW)
    assert [s.carried_over for s in store.states.of(book).values()] == [True, False, False]
    confirm_carried_over(store, [one], NOW)
    assert not store.states.get(one).carried_over
    assert three in store.rounds.frozen(first.round_id)


def test_only_one_round_is_open_and_states_move_as_offices_move_them(store: Store, book: int, tmp_path: Path) -> None:
    start_round(store, book, "第一期", None, NOW)
    with pytest.raises(LedgerError, match="第一期还是“草稿”"):
        start_round(store, book, "第二期", None, NOW)
    round_id = store.rounds.of(book)[0].round_id
    with pytest.raises(LedgerError, match="不能直接改为“已接收”"):
        mark_accepted(store, round_id, NOW)
    (tmp_path / "盖章.ofd").write_bytes(b"ofd")
    mark_sent(store, round_id, date(2026, 8, 9), "OA", NOW, [str(tmp_path / "盖章.ofd")])
    assert len(store.rounds.frozen(round_id)) == 3
    assert store.rounds.get(round_id).files[0].kind is FileKind.SEALED
    mark_accepted(store, round_id, NOW)
    assert store.rounds.get(round_id).state is SubmissionState.ACCEPTED


def test_remarks_of_the_office_are_answered_item_by_item(store: Store, book: int) -> None:
    one = task_ids(store, book)[0]
    start_round(store, book, "第一期", None, NOW)
    round_id = store.rounds.of(book)[0].round_id
    mark_sent(store, round_id, date(2026, 8, 9), "OA", NOW)
    remarks = [Remark(0, "缺公开网址", one, date(2026, 8, 12)), Remark(0, "联系人不清")]
    mark_returned(store, round_id, remarks, NOW)
    first, whole = store.rounds.remarks(book)
    assert (first.task_id, first.text, whole.task_id) == (one, "缺公开网址", None)
    answer_remark(store, first.remark_id, "已补充网址", date(2026, 8, 13), NOW)
    assert store.rounds.remark(first.remark_id).remedied_on == date(2026, 8, 13)
    assert store.rounds.get(round_id).state is SubmissionState.RETURNED


def test_an_accepted_finding_answers_only_the_same_figure_and_can_be_taken_back(store: Store, book: int) -> None:
    finding = Finding(Severity.HINT, "late_date", "公开日期晚于时限", ("task:1",), "3月31日前", "5月18日")
    with pytest.raises(LedgerError, match="请填写理由"):
        accept_finding(store, book, finding, "  ", NOW)
    accept_finding(store, book, finding, "经批准延期", NOW)
    accept_finding(store, book, finding, "经批准延期至5月", NOW)
    (accepted,) = store.acceptances.of(book)
    assert (accepted.reason, accepted.covers(finding)) == ("经批准延期至5月", True)
    assert split([finding, replace(finding, found="6月1日")], [accepted])[0] == [replace(finding, found="6月1日")]
    take_back_acceptance(store, accepted.accepted_id, NOW)
    assert store.acceptances.of(book) == ()


def test_the_same_original_is_not_imported_twice(store: Store, tmp_path: Path) -> None:
    original = tmp_path / "台账.docx"
    original.write_bytes(b"PK form")
    first = import_ledger(store, form(), str(original), NOW)
    again = import_ledger(store, form(), str(original), NOW)
    assert (again.book_id, again.already, bool(again.touched)) == (first.book_id, True, False)
    assert len(store.books.all()) == 1
    kept = store.books.get(first.book_id)
    assert (kept.original_name, store.kept.read(kept.original)) == ("台账.docx", b"PK form")


def test_the_form_it_was_made_from_revises_nothing_and_a_word_read_back_twice_changes_once(
    store: Store, tmp_path: Path
) -> None:
    original = tmp_path / "台账.docx"
    original.write_bytes(b"PK form")
    book = import_ledger(store, form(), str(original), NOW).book_id
    revision = revise(store.tasks.of(book), form())
    assert not revise_ledger(store, book, form(), revision, str(original), NOW)
    start_round(store, book, "第一期", None, NOW)
    read = LedgerForm(form().book, tuple(replace(r, progress="领导改过的话。") for r in form().rows))
    for changes_something in (True, False):
        changes = read_back(store.books.get(book), store.tasks.of(book), store.states.of(book), read)
        assert bool(update_from_word(store, book, changes, str(original), NOW)) is changes_something


def test_a_file_changed_after_its_preview_is_not_imported(store: Store, tmp_path: Path) -> None:
    original = tmp_path / "台账.docx"
    original.write_bytes(b"what was read")
    read = store.kept.keep(str(original)).sha256
    original.write_bytes(b"something else")
    with pytest.raises(LedgerError, match="预览之后又被改动"):
        import_ledger(store, LedgerForm(replace(form().book, original=read), form().rows), str(original), NOW)
    assert store.books.all() == ()


def test_a_revised_form_keeps_progress_and_puts_dropped_tasks_aside(store: Store, book: int) -> None:
    one, two, three = task_ids(store, book)
    rows = form().rows
    changed = replace(rows[0].task, position=0, number=2, label="2", content=rows[0].task.content + "公开率100%。")
    added = FormRow(TaskRecord(number=1, label="1", position=1, topic="政务新媒体", content="规范政务新媒体管理。"), "")
    kept = FormRow(replace(rows[1].task, position=2, number=3, label="3"), "方案已印发")
    new_form = LedgerForm(replace(form().book, title="修订", contact=""), (FormRow(changed), added, kept))
    revision = revise(store.tasks.of(book, dropped=True), new_form)
    assert [p.task.task_id for p in revision.changed] == [one, two]
    assert [t.task_id for t in revision.dropped] == [three]
    revise_ledger(store, book, new_form, revision, "", NOW)
    tasks = store.tasks.of(book)
    assert [t.task_id for t in tasks][0::2] == [one, two]
    assert tasks[0].content.endswith("公开率100%。")
    assert store.states.get(one).progress == rows[0].progress
    assert store.states.get(two).progress == "方案已印发"
    assert [t.task_id for t in store.tasks.of(book, dropped=True)][-1] == three
    assert (store.books.get(book).title, store.books.get(book).contact) == ("修订", "张某")
    back = revise(store.tasks.of(book, dropped=True), form())
    revise_ledger(store, book, form(), back, "", NOW)
    assert task_ids(store, book) == [one, two, three]


def test_a_revised_form_with_undecided_rows_is_refused(store: Store, book: int) -> None:
    tasks = store.tasks.of(book)
    doubtful = FormRow(
        replace(tasks[0], topic="决策目录", content="编制年度重大行政决策事项目录，及时公开。", number=9, label="9")
    )
    revision = revise(tasks, LedgerForm(form().book, (doubtful,)))
    assert revision.unsure
    with pytest.raises(LedgerError, match="还有 1 行"):
        revise_ledger(store, book, LedgerForm(form().book, (doubtful,)), revision, "", NOW)


def test_the_word_that_the_leader_changed_updates_texts_and_head(store: Store, book: int, tmp_path: Path) -> None:
    one, two, three = task_ids(store, book)
    start_round(store, book, "第一期", None, NOW)
    word = tmp_path / "领导改.docx"
    word.write_bytes(b"changed")
    rows = form().rows
    read = LedgerForm(
        replace(form().book, contact="李某"),
        (replace(rows[0], progress="不涉及：无决策事项"), replace(rows[1], progress="活动已举办。"), rows[2]),
    )
    changes = read_back(store.books.get(book), store.tasks.of(book), store.states.of(book), read)
    assert [(t.task_id, t.after) for t in changes.texts] == [(one, "不涉及：无决策事项"), (two, "活动已举办。")]
    update_from_word(store, book, changes, str(word), NOW)
    assert store.states.get(one).status is Status.NOT_APPLICABLE
    assert store.states.get(two).printed == "活动已举办。"
    assert store.books.get(book).contact == "李某"
    assert store.rounds.of(book)[0].files[0].evidence.name == "领导改.docx"
    again = read_back(store.books.get(book), store.tasks.of(book), store.states.of(book), read)
    assert again.changes_nothing
    assert three in store.states.of(book)


def test_head_and_task_are_mended_by_hand_and_a_book_is_removed_with_all_of_it(store: Store, book: int) -> None:
    one = task_ids(store, book)[0]
    edit_head(store, replace(store.books.get(book), phone="12345678901"), NOW)
    edit_task(store, replace(store.tasks.get(one), topic="改正"), NOW)
    assert (store.books.get(book).phone, store.tasks.get(one).topic) == ("12345678901", "改正")
    add_entry(store, ProgressEntry(one, date(2026, 5, 1), "公开"), NOW)
    start_round(store, book, "第一期", None, NOW)
    mark_sent(store, store.rounds.of(book)[0].round_id, date(2026, 8, 9), "OA", NOW)
    before = snapshot(store)
    remove_book(store, book, NOW)
    assert store.books.all() == ()
    store.undo(NOW)
    assert snapshot(store) == before


def test_the_moment_of_saving_is_known(store: Store, book: int) -> None:
    later = datetime(2026, 8, 10, 11, 5)
    record_progress(store, task_ids(store, book)[1], "活动已举办。", later)
    assert store.saved_at == later
