"""make fuzz: damaged and hostile files through every door. ARGS="--seed 1 --count 20000 --jobs 1"; `--one SEED` shows one.

Each seed is a file, a damage and a way in, the same on every run. A worker that hangs or grows past its bounds is ended
and its seed told; ends with 1 where anything at all was found.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

ROOT = Path(__file__).resolve().parent.parent
HANG_S = 120  # of the clock; the worker itself tells 10 s of its own time


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--one", type=int)
    asked = parser.parse_args(argv)
    if asked.one is not None:
        asked.seed, asked.count = asked.one, 1
    folder = Path(tempfile.mkdtemp(prefix="mingzhang-fuzz-"))
    try:
        told = run(folder, asked.seed, asked.count)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if told else 0


def run(folder: Path, seed: int, count: int) -> list[dict[str, object]]:
    """Try `count` seeds; returns the cases with faults, which are printed as they come."""
    at, end, bad = seed, seed + count, list[dict[str, object]]()
    kinds, slowest, largest = Counter[str](), 0.0, 0
    while at < end:
        for told in _lines(folder, at, end - at):
            at = int(str(told["seed"])) + 1
            kinds[str(told["kind"]).rpartition(".")[2]] += 1
            slowest, largest = max(slowest, float(str(told.get("s", 0)))), max(largest, int(str(told.get("mb", 0))))
            if told["faults"]:
                bad.append(told)
                print(json.dumps(told, ensure_ascii=False, indent=1), flush=True)
            if sum(kinds.values()) % 500 == 0:
                print(f"{sum(kinds.values())} cases, {len(bad)} bad", flush=True)
    print(f"{sum(kinds.values())} cases {dict(kinds)}; slowest {slowest:.1f} s, largest {largest} MB; {len(bad)} bad")
    return bad


def _lines(folder: Path, first: int, count: int):  # type: ignore[no-untyped-def]
    """The finished cases of one worker; the one during which it hung or died is told as a fault."""
    call = [sys.executable, "-m", "tools.fuzzing.worker", str(folder), str(first), str(count)]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    errors = folder / "stderr.txt"
    with (
        errors.open("w") as out,
        subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, stderr=out, text=True) as child,
    ):
        lines, at = Queue[str | None](), None
        Thread(target=_pour, args=(child.stdout, lines), daemon=True).start()
        try:
            while (line := lines.get(timeout=HANG_S)) is not None:
                told = json.loads(line)
                at = told.get("at")
                if at is None:
                    yield told
            fault = f"died with {child.wait()}"
        except Empty:
            child.kill()
            fault = f"hung for {HANG_S} s"
    words = errors.read_text()[-2000:]
    if at is None and child.returncode:
        raise SystemExit(f"the worker did not start: {words}")
    if at is not None:
        yield {"seed": at, "kind": "?", "faults": [fault, words]}


def _pour(stream, lines) -> None:  # type: ignore[no-untyped-def]
    with suppress(ValueError):  # closed while the last line was awaited
        for line in stream:
            lines.put(line)
    lines.put(None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
