"""Nothing that reads or writes documents is imported before somebody needs it: it would cost the start."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = frozenset(
    "docx openpyxl lxml fontTools xlsxwriter python_calamine pypdfium2 olefile asn1crypto gmalg".split()
)
START = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from gui.main_window import show_frame
app = QApplication([])
window = show_frame(app)
framed = [*sys.modules]
from tools.demo_window import services
window.start(services(Path(sys.argv[1]).parent / "pointer.txt"), sys.argv[1])
app.processEvents()
for key in ("home", "ledger", "settings"):
    window.work.open_page(key)
print(json.dumps([framed, [*sys.modules]]))
window.close()
"""


def test_no_document_library_is_there_when_the_window_stands_with_its_first_pages(
    data_of_the_unit: Path, tmp_path: Path
) -> None:
    shutil.copytree(data_of_the_unit, tmp_path / "data")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", START, str(tmp_path / "data")]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    framed, opened = (frozenset(json.loads(done.stdout)[i]) for i in (0, 1))
    assert not LIBRARIES & opened
    assert not {name for name in framed if name.split(".")[0] in {"storage", "sqlite3", "rapidfuzz"}}
