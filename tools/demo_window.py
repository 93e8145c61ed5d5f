"""Open the window on a data folder of its own, with the sample county ready to be tried.

.venv/bin/python tools/demo_window.py [FOLDER]     without a folder: one that is thrown away afterwards
"""

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from gui.services import Services


def services(pointer: Path) -> "Services":
    """The real store and documents; `pointer` remembers the last folder in place of the profile."""
    import main as program

    return program.services(pointer)


def main() -> int:
    from gui.main_window import WindowArgs, run_window

    with tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch:
        folder = sys.argv[1] if len(sys.argv) > 1 else ""
        return run_window(lambda: services(Path(scratch) / "pointer.txt"), WindowArgs(folder))


if __name__ == "__main__":
    sys.exit(main())
