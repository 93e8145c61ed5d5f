"""The program as PyInstaller packs it, on this Linux: a cheap look for what a package could lack.

Builds the folder from the last commit, starts it with --smoke, fills and converts the sample with its console program, and
compares its start with the start from source (the best of three each; to be at most 1.3 times as long).
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT)]

import build  # noqa: E402

SLOWEST = 1.3
RUNS = 3
SAMPLE = "云岭县2026年政务公开工作要点任务落实台账（填报版）.docx"


def shown_after(*words: str | Path) -> tuple[float, dict[str, object]]:
    """Seconds from the start of the process to the window on the screen; and what --smoke tells."""
    began = time.time()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([*words, "--smoke"], capture_output=True, text=True, env=environment, check=False)
    facts = json.loads(done.stdout.splitlines()[-1]) if done.stdout else {"faults": [done.stderr[-500:]]}
    return float(facts.get("shown_at", 0)) - began, facts


def chain(console: Path, samples: Path, desk: Path) -> list[str]:
    """What went wrong, nothing where the chain holds."""
    desk.mkdir(parents=True, exist_ok=True)
    progress = next((samples / "progress").glob("*.xlsx"))
    steps = (
        ("show", samples / SAMPLE, "--json"),
        ("fill", samples / SAMPLE, "--unit", "云岭镇人民政府", "--progress", progress, "--format", "docx,ofd,pdf", "-o", desk),
        ("convert", samples / SAMPLE, "-o", desk / "再转 一次.ofd"),
        ("check", desk / "再转 一次.ofd", "--json"),
    )  # fmt: skip
    faults = []
    for step in steps:
        done = subprocess.run([console, *step], capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1):
            faults.append(f"{step[0]} ended with {done.returncode}: {done.stderr[-300:]}")
    return faults


def main() -> int:
    asked = build.arguments(sys.argv[1:])
    commit = build.git("rev-parse", asked.commit).decode().strip()
    work = asked.work.absolute() / "linux"
    job = build.Job(work, asked.out, commit, True, None, None, None)
    folder = build.build_linux(job)
    python = work / "native" / "venv" / "bin" / "python"
    packed = [shown_after(folder / "Mingzhang") for _ in range(RUNS)]
    source = [shown_after(python, job.source / "main.py") for _ in range(RUNS)]
    faults = [str(f) for _, facts in (*packed, *source) for f in facts.get("faults", [])]
    faults += chain(folder / "mingzhang-cli", folder / "_internal" / "resources" / "samples", work / "桌面 （一）")
    size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink())
    ratio = min(s for s, _ in packed) / min(s for s, _ in source)
    print(json.dumps(packed[0][1], ensure_ascii=False))
    print(
        f"packed: {size / 1e6:.1f} MB; window after {min(s for s, _ in packed):.2f} s, {ratio:.2f} times the source's"
    )
    if ratio > SLOWEST:
        faults.append(f"the packed program starts {ratio:.2f} times as slow as the source")
    for fault in faults:
        print(f"FAILED  {fault}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
