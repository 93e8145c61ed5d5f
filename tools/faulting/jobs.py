"""Room: tools. One job a kind of work: prepared once, worked at by a child that says what it has finished, then looked at.

`work` says a line for what is acknowledged and never ends by itself; `look` raises AssertionError where something is
lost, and returns in a word what the kill had caught.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

from sqlite_utils import Database

from core.actions.documents import OutFile
from core.actions.entries import add_entry
from core.actions.importing import import_ledger
from core.actions.recording import record_progress
from core.backup import BackupReason
from core.ledger.entry import ProgressEntry
from core.ledger.standard_form import standard_form
from core.progress import Progress
from storage.database import opening
from storage.database.backup import check_copy
from storage.database.migrations import STEPS
from storage.database.opening import NAME, check_whole
from storage.database.session import connect
from storage.database.store import Store, open_store
from storage.documents.desk import LocalDocuments
from tests.returned_files import blank_form
from tests.storage.intake_folder import DOCUMENTS, Office, confirm_intake
from tests.storage.ledgers import NOW, form

Say = Callable[[object], None]
UNITS = ("云岭镇", "白石镇", "双桥镇", "青坪镇", "松溪乡", "麦田乡", "石门乡")


@dataclass(frozen=True, slots=True)
class Job:
    """`prepare` makes a folder that is copied for each kill."""

    name: str
    prepare: Callable[[Path], None]
    work: Callable[[Path, Say], None]
    look: Callable[[Path, list[str]], str]


def _store(folder: Path, now: datetime = NOW) -> Store:
    return open_store(folder / "data", now)


def _whole(folder: Path) -> None:
    with closing(connect(folder / "data" / NAME)) as conn:
        check_whole(conn)


def _ledger(folder: Path) -> None:
    store = _store(folder)
    import_ledger(store, form(), "", NOW)
    store.close()


# -- editing ---------------------------------------------------------------------------------------------------------


def _edit(folder: Path, say: Say) -> None:
    store = _store(folder)
    one, two, _ = (t.task_id for t in store.tasks.of(1))
    for n in count():
        evidence = store.kept.keep_bytes("材料.txt", str(n).encode())
        add_entry(store, ProgressEntry(one, date(2026, 5, 1), str(n), evidence=(evidence,)), NOW)
        record_progress(store, two, f"第{n}次", NOW)
        if n % 5 == 4:
            store.undo(NOW)
            store.redo(NOW)
        say(n)


def _edited(folder: Path, said: list[str]) -> str:
    done = int(said[-1]) if said else -1
    store = _store(folder)
    one, two, _ = (t.task_id for t in store.tasks.of(1))
    entries = store.entries.of(one)
    assert len(entries) > done, "an acknowledged entry is lost"
    assert [e.text for e in entries] == [str(i) for i in range(len(entries))]
    progress = store.states.get(two).progress
    assert not said or int(progress[1:-1]) >= done, "an acknowledged edit is lost"
    for entry in entries:
        assert store.kept.read(entry.evidence[0].sha256) == entry.text.encode()
    store.close()
    _whole(folder)
    return f"{done + 1} edits acknowledged"


# -- intake ----------------------------------------------------------------------------------------------------------


def _arrived(folder: Path) -> None:
    store = _store(folder)
    office = Office(store, folder / "came")
    for unit in UNITS:
        office.put(f"{unit}.docx", f"{unit}人民政府", {1: f"{unit}一", 2: f"{unit}二"})
    store.close()


def _sums(folder: Path) -> dict[str, str]:
    return {p.name: sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def _take(folder: Path, say: Say) -> None:
    store = _store(folder)
    office = Office(store, folder / "came", book=1)
    say("read")
    for _ in count():
        confirm_intake(store, DOCUMENTS, office.read(), NOW, Progress())
        say("taken")
        store.undo(NOW)
        say("undone")


def _taken(folder: Path, said: list[str]) -> str:
    before = _sums(folder / "came")
    store = _store(folder)
    office = Office(store, folder / "came", book=1)
    files = store.intake.files(1)
    assert all(len(f.said) == 2 and store.kept.read(f.sha256) for f in files), "a file is there in half"
    office.take()
    assert len(office.said()) == len(UNITS), "the next intake does not complete the round"
    store.close()
    assert _sums(folder / "came") == before, "an original was changed"
    _whole(folder)
    return f"{len(files)} of {len(UNITS)} files stored"


# -- export ----------------------------------------------------------------------------------------------------------


def _export(folder: Path, say: Say) -> None:
    documents, blank = LocalDocuments(), blank_form()
    out = folder / "out"
    for n in count():
        made = standard_form(blank, "松溪乡人民政府", "", "", {1: f"第{n}次"})
        for ending in (".docx", ".xlsx", ".html"):
            place = out / f"同一份{ending}"
            documents.convert(made, str(place))
            say(f"{n} {place}")
        files = [OutFile(f"{i}.docx", made) for i in range(3)]
        documents.write_folder(str(folder / f"folder{n}"), files, Progress())
        say(f"{n} {folder / f'folder{n}' / '2.docx'}")


def _exported(folder: Path, said: list[str]) -> str:
    documents = LocalDocuments()
    for line in said:
        assert Path(line.partition(" ")[2]).is_file(), "an acknowledged export is gone"
    found = [p for p in folder.rglob("*.*") if not any(part.startswith(".") for part in p.relative_to(folder).parts)]
    for place in (p for p in found if p.is_file()):
        assert documents.read(str(place)).blocks, f"{place.name} is there in half"
    for made in folder.glob("folder*"):
        assert len(list(made.iterdir())) == 3, "a folder is there in half"
    return f"{len(said)} exports acknowledged"


# -- backups, restoring ----------------------------------------------------------------------------------------------


def _back_up(folder: Path, say: Say) -> None:
    store = _store(folder)
    two = store.tasks.of(1)[1].task_id
    for n in count():
        record_progress(store, two, f"第{n}次", NOW)
        copy = store.backups.make(BackupReason.MANUAL, NOW + timedelta(seconds=n), str(folder / "copies"))
        assert copy
        say(copy.place)


def _backed_up(folder: Path, said: list[str]) -> str:
    for place in (folder / "copies").glob("*.mzbak"):
        check_copy(place)
    assert all(Path(p).is_file() for p in said[-5:]), "an acknowledged backup is gone"
    _store(folder).close()
    _whole(folder)
    return f"{len(said)} backups acknowledged"


def _two_copies(folder: Path) -> None:
    _ledger(folder)
    store = _store(folder)
    two = store.tasks.of(1)[1].task_id
    for n, word in enumerate(("甲", "乙")):
        record_progress(store, two, word, NOW)
        store.backups.make(BackupReason.MANUAL, NOW + timedelta(minutes=n), str(folder / "copies"))
    store.close()


def _restore(folder: Path, say: Say) -> None:
    store = _store(folder)
    places = sorted(str(p) for p in (folder / "copies").glob("*.mzbak"))
    for n in count():
        store.backups.restore(places[n % 2], NOW + timedelta(seconds=n))
        say("甲乙"[n % 2])


def _restored(folder: Path, said: list[str]) -> str:
    store = _store(folder)
    found = store.states.get(store.tasks.of(1)[1].task_id).progress
    assert found in ("甲", "乙"), f"neither the one nor the other: {found!r}"
    store.close()
    _whole(folder)
    for place in folder.rglob("*.mzbak"):
        check_copy(place)
    return f"{len(said)} restores acknowledged"


# -- migration -------------------------------------------------------------------------------------------------------


def _next_steps() -> tuple[Callable[[Database], None], ...]:
    """Steps of a later version that touch every row."""

    def rebuilt(number: int) -> Callable[[Database], None]:
        def step(db: Database) -> None:
            db.execute(f"CREATE TABLE next_{number} AS SELECT * FROM task")
            db.execute(f"INSERT INTO next_{number} SELECT * FROM next_{number}")

        step.__name__ = f"m9{number:02d}_next"
        return step

    return tuple(rebuilt(n) for n in range(30))


def _migrate(folder: Path, say: Say) -> None:
    opening.STEPS = (*STEPS, *_next_steps())
    _store(folder)
    say("migrated")


def _migrated(folder: Path, said: list[str]) -> str:
    kept, opening.STEPS = opening.STEPS, (*STEPS, *_next_steps())
    try:
        store = _store(folder)
        assert len(store.tasks.of(1)) == 3, "rows are lost"
        store.close()
        _whole(folder)
    finally:
        opening.STEPS = kept
    for place in folder.rglob("*.mzbak"):
        check_copy(place)
    return "after" if said else "before or during"


JOBS = (
    Job("editing", _ledger, _edit, _edited),
    Job("intake", _arrived, _take, _taken),
    Job("export", lambda folder: None, _export, _exported),
    Job("backup", _ledger, _back_up, _backed_up),
    Job("restore", _two_copies, _restore, _restored),
    Job("migration", _ledger, _migrate, _migrated),
)
