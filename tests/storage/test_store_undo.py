"""Undo takes back exactly one step, redo brings exactly it back, and both outlive a restart."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from core.accepted import AcceptedFinding
from core.actions.accepting import accept_finding, take_back_acceptance
from core.actions.entries import add_entry, edit_entry, remove_entry
from core.actions.importing import import_ledger, remove_book, revise_ledger
from core.actions.ports import Store
from core.actions.recording import Assignment, assign, record_progress, set_not_applicable, set_status
from core.actions.rounds import freeze_round, mark_returned, mark_sent, start_round
from core.finding import Finding, Severity
from core.ledger.entry import Evidence, Figure, ProgressEntry
from core.ledger.record import LedgerForm
from core.ledger.revise import revise
from core.ledger.round import FileKind, Remark, RoundFile, SubmissionState
from core.ledger.state import Status
from storage.database import journal
from storage.database.store import open_store
from tests.storage.ledgers import NOW, form, snapshot

DAY = date(2026, 5, 1)


def test_an_import_is_one_step(store: Store, book: int) -> None:
    assert store.undo_name == "导入《云岭县政务公开任务台账》"
    before = snapshot(store)
    assert book in store.undo(NOW).books
    assert store.books.all() == ()
    assert (store.undo_name, store.redo_name) == ("", "导入《云岭县政务公开任务台账》")
    store.redo(NOW)
    assert snapshot(store) == before


def test_undo_outlives_a_restart_and_tells_what_to_read_again(store: Store, book: int, data: Path) -> None:
    one = store.tasks.of(book)[0].task_id
    before = snapshot(store)
    record_progress(store, one, "改过的进展。", NOW)
    after = snapshot(store)
    store.close()
    second = open_store(data, NOW)
    assert second.undo_name == "填写进展（第1项）"
    assert second.undo(NOW).tasks == {one}
    assert snapshot(second) == before
    second.close()
    third = open_store(data, NOW)
    third.redo(NOW)
    assert snapshot(third) == after
    third.close()


def test_a_new_step_ends_what_could_be_redone(store: Store, book: int) -> None:
    one, two, _ = (t.task_id for t in store.tasks.of(book))
    record_progress(store, one, "甲", NOW)
    store.undo(NOW)
    record_progress(store, two, "乙", NOW)
    assert store.redo_name == ""
    assert not store.redo(NOW)
    assert store.states.get(two).progress == "乙"


def test_with_nothing_to_undo_nothing_happens(store: Store) -> None:
    assert not store.undo(NOW)
    assert not store.redo(NOW)
    assert store.saved_at is None


def test_typing_is_undone_together_and_a_pause_or_another_row_begins_anew(store: Store, book: int) -> None:
    one, two, _ = (t.task_id for t in store.tasks.of(book))
    typed = store.states.get(two)
    for second, text in enumerate(("方", "方案", "方案已")):
        record_progress(store, two, text, NOW + timedelta(seconds=second))
    record_progress(store, two, "方案已印发", NOW + timedelta(minutes=5))
    record_progress(store, one, "另一行", NOW + timedelta(minutes=5, seconds=1))
    store.undo(NOW)
    store.undo(NOW)
    assert store.states.get(two).progress == "方案已"
    store.undo(NOW)
    assert store.states.get(two) == typed
    store.redo(NOW)
    assert (store.states.get(two).progress, store.states.get(two).status) == ("方案已", Status.UNDER_WAY)


def test_typing_after_an_undo_does_not_join_an_older_step(store: Store, book: int) -> None:
    two = store.tasks.of(book)[1].task_id
    record_progress(store, two, "一", NOW)
    store.undo(NOW)
    record_progress(store, two, "二", NOW)
    store.undo(NOW)
    assert store.states.get(two).progress == ""


def test_the_last_two_hundred_steps_are_kept(store: Store, book: int) -> None:
    one = store.tasks.of(book)[0].task_id
    total = 2 * journal.LIMIT + 5
    for i in range(total):
        assign(store, [one], Assignment(desk=f"第{i}股"), NOW)
    undone = 0
    while store.undo_name:
        store.undo(NOW)
        undone += 1
    assert journal.LIMIT <= undone < journal.LIMIT + 20
    assert store.states.get(one).desk == f"第{total - undone - 1}股"


def test_names_from_the_journal_never_become_sql() -> None:
    with pytest.raises(ValueError, match="not a column"):
        journal._name("task; DROP TABLE book")  # pyright: ignore[reportPrivateUsage]


class Clerk(RuleBasedStateMachine):
    """Any sequence of actions, undos, redos and restarts, beside a plain list of what the store held after each."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.now = NOW
        self.store: Store = open_store(self.folder / "data", self.now)
        self.history = [snapshot(self.store)]
        self.at = 0

    @initialize()
    def begin_with_a_ledger(self) -> None:
        self.act(lambda now: import_ledger(self.store, form("甲"), "", now).touched)

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    def act(self, action: Callable[[datetime], Any]) -> None:
        """Do it; when it changed something, what could be redone is gone."""
        self.now += timedelta(minutes=3)
        if action(self.now):
            self.history[self.at + 1 :] = [snapshot(self.store)]
            self.at += 1

    def tasks(self) -> list[int]:
        return [t.task_id for b in self.store.books.all() for t in self.store.tasks.of(b.book_id)]

    def book(self, choice: int) -> int:
        books = self.store.books.all()
        return books[choice % len(books)].book_id if books else 0

    @rule(title=st.sampled_from("乙丙"))
    def import_another(self, title: str) -> None:
        self.act(lambda now: import_ledger(self.store, form(title), "", now).touched)

    @precondition(lambda self: self.book(0))
    @rule(choice=st.integers(0, 5))
    def remove(self, choice: int) -> None:
        self.act(lambda now: remove_book(self.store, self.book(choice), now))

    @precondition(lambda self: self.tasks())
    @rule(choice=st.integers(0, 9), text=st.sampled_from(["", "已公开。", "已公开，另行报送。\n第二行"]))
    def write(self, choice: int, text: str) -> None:
        self.act(lambda now: record_progress(self.store, self.tasks()[choice % len(self.tasks())], text, now))

    @precondition(lambda self: self.tasks())
    @rule(status=st.sampled_from([s for s in Status if s is not Status.NOT_APPLICABLE]), reason=st.booleans())
    def mark_all(self, status: Status, reason: bool) -> None:
        if reason:
            self.act(lambda now: set_not_applicable(self.store, self.tasks(), "本乡无此事项", now))
        else:
            self.act(lambda now: set_status(self.store, self.tasks(), status, now))

    @precondition(lambda self: self.tasks())
    @rule(choice=st.integers(0, 9), content=st.binary(max_size=3))
    def note(self, choice: int, content: bytes) -> None:
        evidence: Evidence = self.store.kept.keep_bytes("材料.pdf", content)
        entry = ProgressEntry(
            self.tasks()[choice % len(self.tasks())], DAY, "公开", (Figure("目录", "4", "项"),), (), (evidence,)
        )
        self.act(lambda now: add_entry(self.store, entry, now))

    @rule(choice=st.integers(0, 5), remove=st.booleans())
    def edit_note(self, choice: int, remove: bool) -> None:
        entries = [e for i in self.tasks() for e in self.store.entries.of(i)]
        if not entries:
            return
        entry = entries[choice % len(entries)]
        changed = replace(entry, text=entry.text + "。", evidence=entry.evidence[1:])
        self.act(
            lambda now: (
                remove_entry(self.store, entry.entry_id, now) if remove else edit_entry(self.store, changed, now)
            )
        )

    @precondition(lambda self: self.book(0))
    @rule(choice=st.integers(0, 5))
    def go_on_with_a_round(self, choice: int) -> None:
        book = self.book(choice)
        rounds = self.store.rounds.of(book)
        if not rounds or not rounds[-1].open:
            self.act(lambda now: start_round(self.store, book, f"第{len(rounds) + 1}期", DAY, now))
            return
        self.act(lambda now: mark_sent(self.store, rounds[-1].round_id, DAY, "OA", now))
        remark = Remark(0, "缺网址", next(iter(self.store.states.of(book))))
        if choice % 2:
            self.act(lambda now: mark_returned(self.store, rounds[-1].round_id, [remark], now))

    @precondition(lambda self: any(r.open for r in self.store.rounds.of(self.book(0))))
    @rule(code=st.sampled_from(["A", "B"]))
    def export(self, code: str) -> None:
        open_round = next(r for r in self.store.rounds.of(self.book(0)) if r.open)
        files = [RoundFile(FileKind.FORM, self.store.kept.keep_bytes(f"{code}.docx", code.encode()))]
        to = SubmissionState.READY
        self.act(lambda now: freeze_round(self.store, open_round.round_id, to, files, code, now))

    @precondition(lambda self: self.book(0))
    @rule(choice=st.integers(0, 5))
    def accept_or_take_back(self, choice: int) -> None:
        book = self.book(choice)
        accepted: tuple[AcceptedFinding, ...] = self.store.acceptances.of(book)
        finding = Finding(Severity.HINT, "rule", "提示", ("task:1",))
        if accepted:
            self.act(lambda now: take_back_acceptance(self.store, accepted[0].accepted_id, now))
        else:
            self.act(lambda now: accept_finding(self.store, book, finding, "已核实", now))

    @precondition(lambda self: self.book(0))
    @rule(choice=st.integers(0, 5), rows=st.integers(0, 3))
    def take_a_revised_form(self, choice: int, rows: int) -> None:
        book = self.book(choice)
        new = LedgerForm(replace(form().book, title="修订"), form().rows[:rows])
        revision = revise(self.store.tasks.of(book, dropped=True), new)
        self.act(lambda now: revise_ledger(self.store, book, new, revision, "", now))

    @rule()
    def undo(self) -> None:
        assert bool(self.store.undo_name) == (self.at > 0)
        self.store.undo(self.now)
        self.at = max(self.at - 1, 0)
        assert snapshot(self.store) == self.history[self.at]

    @rule()
    def redo(self) -> None:
        assert bool(self.store.redo_name) == (self.at + 1 < len(self.history))
        self.store.redo(self.now)
        self.at = min(self.at + 1, len(self.history) - 1)
        assert snapshot(self.store) == self.history[self.at]

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = open_store(self.folder / "data", self.now)
        assert snapshot(self.store) == self.history[self.at]


TestClerk = Clerk.TestCase
TestClerk.settings = settings(max_examples=20, stateful_step_count=25)


def test_undo_takes_back_the_last_change_of_a_row_first(store: Store, book: int) -> None:
    """An export over an earlier one deletes rows and writes new ones, which take over their ids."""
    start_round(store, book, "第一期", None, NOW)
    round_id = store.rounds.of(book)[0].round_id
    first, second = ([RoundFile(FileKind.FORM, store.kept.keep_bytes(f"{c}.docx", c.encode()))] for c in "AB")
    freeze_round(store, round_id, SubmissionState.READY, first, "A", NOW)
    before = snapshot(store)
    freeze_round(store, round_id, SubmissionState.READY, second, "B", NOW)
    after = snapshot(store)
    store.undo(NOW)
    assert snapshot(store) == before
    store.redo(NOW)
    assert snapshot(store) == after
