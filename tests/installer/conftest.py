"""installer/ is a folder of scripts, not a package: its modules are imported by their own names."""

import sys
from pathlib import Path

INSTALLER = Path(__file__).resolve().parents[2] / "installer"
for place in (str(INSTALLER), str(Path(__file__).resolve().parent)):
    if place not in sys.path:
        sys.path.append(place)
