"""make bench: every measurement, each against a floor or a peer in the same run. Ratios count, not milliseconds.

python tools/bench.py [NAME …]      NAME of a bench_NAME.py beside this file; without: all
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(wanted: list[str]) -> int:
    names = sorted(p.stem.removeprefix("bench_") for p in (ROOT / "tools").glob("bench_*.py"))
    unknown = set(wanted) - set(names)
    if unknown:
        print(f"没有这些测量：{'、'.join(sorted(unknown))}；可选 {'、'.join(names)}", file=sys.stderr)
        return 2
    code = 0
    for name in wanted or names:
        print(f"== {name}", flush=True)
        code |= subprocess.run([sys.executable, "-m", f"tools.bench_{name}"], cwd=ROOT).returncode
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
