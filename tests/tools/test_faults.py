"""Twelve kills, two a kind of work; `make faults` does as many as one likes."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif("sys.platform == 'win32'", reason="needs SIGKILL and fork")
def test_work_that_is_killed_loses_nothing_that_was_acknowledged() -> None:
    call = [sys.executable, "-m", "tools.faults", "--kills", "12", "--seed", "3"]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.split(",")[0] for line in done.stdout.splitlines()] == [
        f"{job}: 2 kills" for job in ("editing", "intake", "export", "backup", "restore", "migration")
    ]
