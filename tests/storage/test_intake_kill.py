"""Killed in the middle of 确认收件: whole files or none, and the next intake takes the rest."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from core.progress import Cancelled, Progress
from storage.database.opening import NAME, check_whole
from storage.database.session import connect
from storage.database.store import open_store
from tests.storage.intake_folder import DOCUMENTS, Office, confirm_intake
from tests.storage.ledgers import NOW

ROOT = Path(__file__).resolve().parents[2]
UNITS = ("云岭镇", "白石镇", "双桥镇", "青坪镇", "松溪乡", "麦田乡", "石门乡")
TAKER = """
import sys
from pathlib import Path
from core.progress import Progress
from storage.database.store import open_store
from tests.storage.intake_folder import DOCUMENTS, Office, confirm_intake
from tests.storage.ledgers import NOW

class Slow(Progress):
    def step(self, done, total, note=""):
        print(note, flush=True)
        sys.stdin.readline()

store = open_store(sys.argv[1], NOW)
office = Office(store, Path(sys.argv[2]), book=1)
confirm_intake(store, DOCUMENTS, office.read(), NOW, Slow())
print("完", flush=True)
"""


def made(folder: Path) -> tuple[Path, Path]:
    data, files = folder / "明账数据", folder / "来件"
    store = open_store(data, NOW)
    office = Office(store, files)
    for unit in UNITS:
        office.put(f"{unit}.docx", f"{unit}人民政府", {1: f"{unit}一", 2: f"{unit}二"})
    store.close()
    return data, files


def take_and_kill(data: Path, files: Path, steps: int) -> None:
    call = [sys.executable, "-c", TAKER, str(data), str(files)]
    with subprocess.Popen(call, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert child.stdin
        for _ in range(steps):
            assert child.stdout.readline().startswith("正在")
            child.stdin.write("\n")
            child.stdin.flush()
        assert child.stdout.readline().startswith("正在")
        os.kill(child.pid, signal.SIGKILL)


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
@pytest.mark.parametrize("stored", [0, 3, 6])
def test_whole_files_or_none_are_there_and_the_rest_follows(tmp_path: Path, stored: int) -> None:
    data, files = made(tmp_path)
    take_and_kill(data, files, len(UNITS) + stored)
    store = open_store(data, NOW)
    office = Office(store, files, book=1)
    kept = store.intake.files(1)
    assert len(kept) == stored
    assert all(len(f.said) == 2 and store.kept.read(f.sha256) for f in kept)
    office.take()
    assert len(office.said()) == len(UNITS)
    store.close()
    with closing(connect(data / NAME)) as conn:
        check_whole(conn)


def test_cancelled_before_the_first_file_nothing_is_stored(tmp_path: Path) -> None:
    data, files = made(tmp_path)
    store = open_store(data, NOW)
    office = Office(store, files, book=1)
    read, progress = office.read(), Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        confirm_intake(store, DOCUMENTS, read, NOW, progress)
    assert store.intake.files(1) == ()
    assert store.intake.intakes(1) == ()
    store.close()
