"""Room: tools. One process that damages and reads, a line a case to its parent; watched for writes, network, time and memory.

The rules hold inside the process: an audit hook sees every opening for writing, every rename and every socket.
"""

import json
import os
import resource
import shutil
import sys
import time
import traceback
from pathlib import Path
from random import Random

from tools.fuzzing.doors import go_through
from tools.fuzzing.mutate import SECRET, mutated
from tools.fuzzing.sources import make_sources

MOST_MB, MOST_S, CEILING = 300, 10, 3 << 30
WEIGHTS = {".docx": 7, ".doc": 4, ".xlsx": 4, ".xls": 4, ".ofd": 4, ".pdf": 2, ".html": 2, ".toml": 2}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
MOVES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "shutil.move")
NEVER = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "webbrowser.open",
)


class Watch:
    """What was done that no file may cause. `folder` is where writing is allowed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.seen, self.on = str(folder), list[str](), False
        sys.addaudithook(self._hear)

    def _hear(self, event: str, args: tuple[object, ...]) -> None:
        if not self.on:
            return
        if event in NEVER:
            self.seen.append(f"{event} {args!r}")
        elif event == "open" and isinstance(args[2], int) and args[2] & WRITES:
            self._place(event, args[0])
        elif event in MOVES:
            self._place(
                event, args[0], *(a for a in args[1:] if isinstance(a, int) and event in ("os.remove", "os.rmdir"))
            )

    def _place(self, event: str, place: object, beside: int = -1) -> None:
        if isinstance(place, (str, bytes, os.PathLike)):
            root = Path(f"/proc/self/fd/{beside}").readlink() if beside >= 0 else Path()
            told = os.path.realpath(root / os.fsdecode(place))
            if not told.startswith(self.folder) and not told.startswith("/dev/") and not told.endswith(".pyc"):
                self.seen.append(f"{event} {told}")


def peak_mb() -> float:
    """Of this process alone: on Linux ru_maxrss begins with what the parent had held."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)


class Fuzzer:
    def __init__(self, folder: Path, real: bool = True) -> None:
        self.folder, self.out = folder.resolve(), folder.resolve() / "out"
        self.sources = make_sources(self.folder / "sources", real)
        self.kinds = sorted({p.suffix.lower() for p in self.sources})
        self.bytes = {p: p.read_bytes() for p in self.sources}
        self.secret = self.folder / "secret.txt"
        self.secret.write_text(SECRET, "utf-8")
        self.watch = Watch(self.folder)

    def damaged(self, seed: int) -> Path:
        """The file of that seed, written where the case is tried."""
        chance = Random(seed)
        kind = chance.choices(self.kinds, [WEIGHTS.get(k, 1) for k in self.kinds])[0]
        source = chance.choice([p for p in self.sources if p.suffix.lower() == kind])
        target = self.folder / f"case@{source.parent.name}{source.suffix.lower()}"
        target.write_bytes(mutated(self.bytes[source], chance, self.secret.as_uri()))
        return target

    def case(self, seed: int) -> dict[str, object]:
        """What happened: `faults` is empty where all is well."""
        file, faults = self.damaged(seed), list[str]()
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()
        before = file.read_bytes()
        self.watch.seen, self.watch.on, start = [], True, time.process_time()
        try:
            if SECRET in go_through(file, self.out, Random(seed)):
                faults.append("an entity was expanded")
        except Exception:
            faults.append(traceback.format_exc())
        self.watch.on, spent = False, time.process_time() - start
        faults += self.watch.seen
        if before != file.read_bytes():
            faults.append("the file itself was changed")
        if spent > MOST_S:
            faults.append(f"{spent:.1f} s")
        if peak_mb() > MOST_MB:
            faults.append(f"{peak_mb():.0f} MB")
        file.unlink()
        return {"seed": seed, "kind": file.name, "s": round(spent, 3), "mb": round(peak_mb()), "faults": faults}


def main(folder: str, first: int, count: int) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (CEILING, CEILING))
    fuzzer = Fuzzer(Path(folder))
    for seed in range(first, first + count):
        print(json.dumps({"at": seed}), flush=True)
        told = fuzzer.case(seed)
        print(json.dumps(told, ensure_ascii=False), flush=True)
        if peak_mb() > MOST_MB:
            return 0  # a new process begins anew
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
