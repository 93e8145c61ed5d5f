"""Small files that would cost much: each is read or refused in a child that may hold 300 MB and work 10 seconds."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docx_builder import docx, p, tbl, tc, tr

ROOT = Path(__file__).resolve().parents[2]
READER = """
import resource, sys
from core.actions.reading import understand
from core.errors import LedgerError
from storage.documents.desk import LocalDocuments
try:
    understand(LocalDocuments().read(sys.argv[1]), [])
    said = "read"
except LedgerError as e:
    said = e.message
used = resource.getrusage(resource.RUSAGE_SELF)
told = [line.split() for line in open("/proc/self/status") if line.startswith("VmHWM")]  # ru_maxrss keeps the parent's
print(int(told[0][1]) // 1024, round(used.ru_utime + used.ru_stime, 1), said)
"""
CRAFTED: dict[str, Callable[[], bytes]] = {
    "a million cells.docx": lambda: docx(tbl(*[tr(*[tc(p())] * 1000)] * 1000)),
    "a million columns.docx": lambda: docx(tbl(*[tr(tc(p("甲"), '<w:gridSpan w:val="1000000"/>'))] * 50)),
    "80 tables in one another.docx": lambda: docx(
        "<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80
    ),
    "5000 tables in one another.docx": lambda: docx(
        "<w:tbl><w:tr><w:tc>" * 5000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 5000
    ),
    "a paragraph without end.docx": lambda: docx(p("，政务公开于2026年3月31日前" * 200_000)),
    "a million cells.html": lambda: ("<table>" + ("<tr>" + "<td>1" * 1000) * 1000).encode(),
    "spans without end.html": lambda: (
        "<table>" + "<tr><td colspan=1000000 rowspan=1000000>政务公开</td></tr>" * 30
    ).encode(),
    "a hundred thousand boxes.html": lambda: ("<div>" * 100_000 + "政务公开").encode(),
    "a line without end.txt": lambda: ("政务公开，" * 1_000_000).encode(),
}


@pytest.mark.skipif("sys.platform != 'linux'", reason="measured in /proc")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", CRAFTED)
def test_a_small_file_costs_little(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    place.write_bytes(CRAFTED[name]())
    call = [sys.executable, "-c", READER, str(place)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    megabytes, seconds, said = done.stdout.split(maxsplit=2)
    assert int(megabytes) <= 300
    assert float(seconds) <= 10
    assert said == "read\n" or "原文件未作任何改动" in said or "未作任何改动" in said
