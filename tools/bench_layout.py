"""Times the page layout and the OFD and PDF writers: `python tools/bench_layout.py`. Figures, not a test."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from core.document import (
    Align,
    Document,
    PageSetup,
    Paragraph,
    ParagraphLook,
    Role,
    Row,
    Run,
    Section,
    Table,
    TextLook,
    paragraph,
    text_cell,
)
from core.pages import Pages
from storage.documents.fonts import FontFinder, Look
from storage.documents.paging import COMPOSED, make_first_pages, make_pages
from storage.documents.writers.docx import write_docx
from storage.documents.writers.info import FileInfo
from storage.documents.writers.ofd import ofd_bytes
from storage.documents.writers.pdf import pdf_bytes

INFO = FileInfo(date(2026, 1, 2), "云岭县2023年政务公开工作要点任务落实台账")
SIZES = (33, 200, 2000, 10000)
HEADS = ("序号", "重点工作", "主要内容", "量化指标", "责任单位", "完成时限", "进展落实情况")
WIDTHS = (12.0, 30.0, 70.0, 40.0, 30.0, 20.0, 45.0)
CONTENT = (
    "及时公开生态保护、乡村振兴、优化营商环境等方面的政策法规、工作方案、典型案例和创新成果，做好重大项目落地、重大政策出台等关键节点"
    "的集中推介，第{n}项每季度更新不少于{m}次，解读材料与文件同步组织、同步审签、同步发布。"
)


def ledger(rows: int, font: str = "仿宋_GB2312") -> Document:
    """A filled ledger, three rows a topic."""
    look = TextLook(font, 10.5)
    made = [Row(tuple(_cell(h, look) for h in HEADS))]
    for n in range(1, rows + 1):
        texts = [str(n), CONTENT.format(n=n, m=n % 7), "查看门户网站和政务新媒体发布情况", "牵头部门：政府办，责任部门：各部门",
                 "2023年10月", f"已在门户网站公开信息{n}条，其中图解{n % 9}个。"]  # fmt: skip
        topic = f"（{n}）强化政策集中统一公开"
        cells = [_cell(t, look) for t in texts]
        if n % 3 == 1:
            cells.insert(1, _cell(topic, look, min(3, rows - n + 1)))
        made.append(Row(tuple(cells)))
    title = paragraph(INFO.title, Role.TITLE, ParagraphLook(Align.CENTER))
    table = Table(tuple(made), WIDTHS, header_rows=1)
    return Document(
        (Section((title, paragraph("填报单位（盖章）：松溪乡人民政府"), table), PageSetup(297, 210, 25, 25, 25, 25)),)
    )


def _cell(text: str, look: TextLook, rows: int = 1):
    cell = text_cell(text, row_span=rows)
    return type(cell)((Paragraph((Run(text, look),)),), row_span=rows)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def both(document: Document, finder: FontFinder) -> Pages:
    pages = make_pages(document, finder, COMPOSED)
    ofd_bytes(pages, INFO)
    pdf_bytes(pages, INFO)
    return pages


def curve(finder: FontFinder) -> dict[int, float]:
    both(ledger(5), finder)
    print("rows    OFD+PDF    pages    per row")
    taken = {}
    for rows in SIZES:
        document = ledger(rows)
        taken[rows] = min(seconds(lambda d=document: both(d, finder)) for _ in range(3 if rows < 3000 else 1))
        pages = len(make_pages(document, finder, COMPOSED).pages)
        print(f"{rows:6} {taken[rows]:8.2f} s {pages:8} {taken[rows] / rows * 1000:8.2f} ms")
    print(f"2,000 rows / 200 rows = {taken[2000] / taken[200]:.1f} (at most 11)")
    return taken


def first_page() -> None:
    document = ledger(2000)
    warm = FontFinder()
    cold_s = seconds(lambda: make_first_pages(document, warm, 1, COMPOSED))
    warm_s = min(seconds(lambda: make_first_pages(document, warm, 1, COMPOSED)) for _ in range(3))
    print(
        f"first page of 2,000 rows: {cold_s * 1000:.0f} ms with no font opened yet, then {warm_s * 1000:.0f} (at most 300)"
    )


def size(finder: FontFinder) -> None:
    for rows in (33, 2000):
        pages = make_pages(ledger(rows), finder, COMPOSED)
        fonts = sum(len(zlib.compress(f.data)) for f in pages.fonts if f.glyphs)
        characters = sum(len(r.text) for p in pages.pages for r in p.all_runs)
        packed = len(ofd_bytes(pages, INFO))
        ratio = packed / (fonts + 5 * characters)
        print(
            f"OFD of {rows} rows: {packed:,} bytes = {ratio:.2f} x (subsets {fonts:,} + 5 x {characters:,} characters)"
        )


def against_libreoffice() -> None:
    """Both from a cold start, a process each, with the same .docx; ours writes OFD and PDF, theirs PDF."""
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice is not installed: no comparison")
        return
    with tempfile.TemporaryDirectory() as folder:
        for kind, font in (("CFF", "Noto Serif CJK SC"), ("TrueType", "LXGW WenKai")):
            if FontFinder().match(Look(font)).own:
                _compare(office, Path(folder), kind, font)


def _compare(office: str, folder: Path, kind: str, font: str) -> None:
    source = folder / f"{kind}.docx"
    source.write_bytes(write_docx(ledger(33, font)))
    theirs = [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf",
              "--outdir", str(folder), str(source)]  # fmt: skip
    ours = [sys.executable, __file__, "--one", str(source)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": {**os.environ}}
    their_s = min(seconds(lambda: subprocess.run(theirs, check=True, **quiet)) for _ in range(3))
    our_s = min(seconds(lambda: subprocess.run(ours, check=True, **quiet)) for _ in range(3))
    print(f"33 rows, {kind}: ours {our_s:.2f} s, LibreOffice {their_s:.2f} s = {our_s / their_s:.2f}")


def one(path: str) -> None:
    from storage.documents.readers.docx import read_docx

    both(read_docx(Path(path), look=True), FontFinder())


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2])
    else:
        first_page()
        fonts_here = FontFinder()
        curve(fonts_here)
        size(fonts_here)
        against_libreoffice()
