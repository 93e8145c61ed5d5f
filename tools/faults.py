"""make faults: work killed (SIGKILL) at random moments, then looked at. ARGS="--kills 200 --seed 1".

Ends with 1 where anything acknowledged was lost, or a store, a backup or an export was there in half. A kill shows that
an action is all or nothing; what a power cut leaves of the log is replayed by tests/storage/test_store_kill.py.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

from tools.faulting.jobs import JOBS, Job

LONGEST_S = {"editing": 0.5, "intake": 1.2, "export": 1.0, "backup": 0.6, "restore": 0.8, "migration": 0.08}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(argv)
    folder = Path(tempfile.mkdtemp(prefix="mingzhang-faults-"))
    try:
        return _all(folder, asked.kills, Random(asked.seed))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _all(folder: Path, kills: int, chance: Random) -> int:
    """A line a job: kills, faults, and what they had caught."""
    ready: dict[str, Path] = {}
    for job in JOBS:
        ready[job.name] = folder / f"ready-{job.name}"
        ready[job.name].mkdir()
        job.prepare(ready[job.name])
    faults, tried, caught = Counter[str](), Counter[str](), dict[str, Counter[str]]()
    for number in range(kills):
        job = JOBS[number % len(JOBS)]
        place = folder / "now"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(ready[job.name], place)
        tried[job.name] += 1
        try:
            caught.setdefault(job.name, Counter())[kill(job, place, chance.random() * LONGEST_S[job.name])] += 1
        except Exception:
            faults[job.name] += 1
            print(f"{job.name}, kill {number}: {traceback.format_exc()}", flush=True)
    for name, count in tried.items():
        print(
            f"{name}: {count} kills, {faults[name]} faults; {'; '.join(f'{n}× {w}' for w, n in caught[name].most_common(6))}"
        )
    return 1 if faults else 0


def kill(job: Job, folder: Path, after_s: float) -> str:
    """Let a child work for a time counted from its first line (a migration's: its start), kill it, and look."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _work(job, folder, writing)
    os.close(writing)
    with os.fdopen(reading) as lines:
        lines.readline()
        time.sleep(after_s)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said = lines.read().split("\n")[:-1]  # a line that was cut off was not acknowledged
    assert not any(line.startswith("FAULT") for line in said), said[-1]
    return job.look(folder, said)


def _work(job: Job, folder: Path, writing: int) -> None:
    def say(line: object) -> None:
        os.write(writing, f"{line}\n".encode())

    try:
        say("begun")
        job.work(folder, say)
        time.sleep(60)
    except BaseException as e:
        say(f"FAULT {e!r} {traceback.format_exc()!r}")
    finally:
        os._exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
