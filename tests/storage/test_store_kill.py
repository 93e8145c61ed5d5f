"""Killed while writing: every edit that was acknowledged is there, and the store is whole.

SIGKILL shows that an action is all or nothing. That a commit reaches the disk before it is acknowledged is SQLite's
promise for synchronous=FULL, which test_store_failures asserts; what a cut leaves of the log is replayed here.
"""

import os
import signal
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from core.actions.entries import add_entry
from core.actions.ports import Store
from core.ledger.entry import ProgressEntry
from storage.database.opening import NAME, check_whole
from storage.database.session import connect
from storage.database.store import open_store
from tests.storage.ledgers import NOW

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from datetime import date
from core.actions.entries import add_entry
from core.actions.recording import record_progress
from core.ledger.entry import ProgressEntry
from storage.database.store import open_store
from tests.storage.ledgers import NOW

store = open_store(sys.argv[1], NOW)
one, two, _ = (t.task_id for t in store.tasks.of(store.books.all()[0].book_id))
count = len(store.entries.of(one))
while True:
    evidence = store.kept.keep_bytes("材料.txt", str(count).encode())
    add_entry(store, ProgressEntry(one, date(2026, 5, 1), str(count), evidence=(evidence,)), NOW)
    record_progress(store, two, f"第{count}次", NOW)
    print(count, flush=True)
    count += 1
"""


def write_until_killed(data: Path, edits: int) -> int:
    """Let a child write, kill it some edits after the first, and return the last edit that it acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(data)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for _ in range(edits):
            assert child.stdout.readline()
        os.kill(child.pid, signal.SIGKILL)
        said = child.stdout.read().split("\n")
    return int(said[-2]) if len(said) > 1 else -1


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_every_acknowledged_edit_is_there_after_a_kill(store: Store, book: int, data: Path) -> None:
    one, two, _ = (t.task_id for t in store.tasks.of(book))
    store.close()
    for edits in (1, 3, 8, 15, 30):
        acknowledged = write_until_killed(data, edits)
        again = open_store(data, NOW)
        entries = again.entries.of(one)
        assert len(entries) > acknowledged
        assert [e.text for e in entries] == [str(i) for i in range(len(entries))]
        assert int(again.states.get(two).progress[1:-1]) >= acknowledged
        for entry in entries:
            assert again.kept.read(entry.evidence[0].sha256) == entry.text.encode()
        again.close()
        with closing(connect(data / NAME)) as conn:
            check_whole(conn)


def test_a_log_cut_off_anywhere_leaves_whole_edits_up_to_the_cut(store: Store, book: int, data: Path) -> None:
    """What a power cut leaves of the -wal: the edits before the cut, whole, and none of them twice or in half."""
    one = store.tasks.of(book)[0].task_id
    log = data / f"{NAME}-wal"
    ends: list[int] = []
    for i in range(6):
        add_entry(store, ProgressEntry(one, date(2026, 5, 1), str(i)), NOW)
        ends.append(log.stat().st_size)
    database, whole = (data / NAME).read_bytes(), log.read_bytes()
    start = ends[0]
    assert start < ends[-1] == len(whole)
    for cut in {*ends, *range(start, len(whole), 1499)}:
        folder = data.parent / f"cut-{cut}"
        folder.mkdir()
        (folder / NAME).write_bytes(database)
        (folder / f"{NAME}-wal").write_bytes(whole[:cut])
        after = open_store(folder, NOW)
        wanted = sum(end <= cut for end in ends)
        assert [e.text for e in after.entries.of(one)] == [str(i) for i in range(wanted)]
        assert after.undo_name == "记一条（第1项）"
        after.close()
