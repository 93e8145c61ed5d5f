"""Entries of the registers on a real store: what was derived from them follows every change, also when it is undone."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.actions.registering import add_entry, change_value, import_entries, plan_import, remove_entries
from core.document import Document, Section
from core.drafting import table
from core.errors import LedgerError
from core.registers.derive_requests import derive_requests
from core.registers.request import request_of
from core.registers.table import read_entries
from storage.database.store import Store, open_store
from tests.core.registers.samples import FORM, REQUESTS

NOW = datetime(2026, 1, 8, 9, 0)
VALUES = {"number": "1", "channel": "in_person", "applicant_kind": "person", "arrived_on": "2025-03-03"}


def figures(store: Store) -> dict[str, int]:
    derived = derive_requests(map(request_of, store.registers.of("requests")), FORM, 2025)
    for cell, figure in derived.figures.items():
        assert figure == len(derived.entries.get(cell, ()))
    return dict(derived.figures)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "资料", NOW)


def test_an_entry_is_kept_changed_and_undone_after_a_restart(tmp_path: Path) -> None:
    store = open_store(tmp_path / "资料", NOW)
    touched, entry_id = add_entry(store, REQUESTS, VALUES, NOW)
    assert touched.subjects == {"registers"}
    change_value(store, REQUESTS, entry_id, "answered_on", "3月28日", datetime(2025, 4, 1))
    change_value(store, REQUESTS, entry_id, "result", "予以公开", NOW)
    store.close()
    again = open_store(tmp_path / "资料", NOW)
    entry = again.registers.get(entry_id)
    assert (entry.day("answered_on"), entry.text("result")) == (date(2025, 3, 28), "grant")
    assert figures(again)["3.grant.person"] == 1
    again.undo(NOW)
    assert figures(again)["3.grant.person"] == 0
    assert figures(again)["3.done.total"] == 1
    again.close()


def test_what_is_not_understood_is_refused_and_the_old_value_stays(store: Store) -> None:
    _, entry_id = add_entry(store, REQUESTS, VALUES, NOW)
    with pytest.raises(LedgerError, match="看不懂这个日期"):
        change_value(store, REQUESTS, entry_id, "arrived_on", "上周三", NOW)
    assert store.registers.get(entry_id).text("arrived_on") == "2025-03-03"
    store.close()


def test_the_same_table_twice_changes_nothing_and_a_later_one_mends_by_number(store: Store) -> None:
    def read(answered: str) -> Document:
        rows = [["1", "公民", "2025-03-03", answered], ["2", "企业", "2025-04-01", ""]]
        return Document((Section((table(["登记编号", "申请人类别", "申请日期", "答复日期"], rows, [1] * 4),)),))

    first = plan_import(store, REQUESTS, read_entries(read(""), REQUESTS, 2025))
    assert (len(first.new), len(first.changed)) == (2, 0)
    import_entries(store, REQUESTS, first, NOW)
    again = plan_import(store, REQUESTS, read_entries(read(""), REQUESTS, 2025))
    assert (len(again.new), len(again.changed), again.same) == (0, 0, 2)
    assert not import_entries(store, REQUESTS, again, NOW)
    later = plan_import(store, REQUESTS, read_entries(read("2025-03-20"), REQUESTS, 2025))
    import_entries(store, REQUESTS, later, NOW)
    assert figures(store)["3.done.total"] == 1
    store.undo(NOW)
    store.undo(NOW)
    assert store.registers.of("requests") == ()
    store.close()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "kind", "answer", "remove", "undo", "redo"]),
        st.integers(0, 9),
        st.sampled_from([c.key for c in REQUESTS.field("applicant_kind").choices]),
        st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    ),
    max_size=15,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(STEPS)
def test_derived_figures_are_the_counted_entries_through_any_edits_and_undos(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, str, date]]
) -> None:
    store = open_store(tmp_path_factory.mktemp("登记"), NOW)
    for what, at, kind, day in steps:
        entries = store.registers.of("requests")
        if what == "add":
            add_entry(store, REQUESTS, {**VALUES, "applicant_kind": kind, "arrived_on": day.isoformat()}, NOW)
        elif what == "undo":
            store.undo(NOW)
        elif what == "redo":
            store.redo(NOW)
        elif entries:
            entry = entries[at % len(entries)]
            if what == "remove":
                remove_entries(store, REQUESTS, [entry.entry_id], NOW)
            elif what == "kind":
                change_value(store, REQUESTS, entry.entry_id, "applicant_kind", kind, NOW)
            else:
                change_value(store, REQUESTS, entry.entry_id, "answered_on", day.isoformat(), NOW)
        kept = store.registers.of("requests")
        told = figures(store)
        by_hand = sum(1 for e in kept if (e.day("arrived_on") or date.min).year == 2025)
        assert told["3.new.total"] == by_hand
    store.close()
