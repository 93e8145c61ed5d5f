"""Times the annual report: the full check after reading, and the smallest repair of one to four wrong cells,
and in the window a cell from Enter to checked.

Prints medians in milliseconds, each also as a ratio to one pass over the sum rules on the same machine and sheet.
Run: .venv/bin/python tools/bench_report.py [REPORT.docx]   (without a file: an invented county's sheet)
"""

import random
import statistics
import sys
import time
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.report.check import check_report  # noqa: E402
from core.report.form import Form  # noqa: E402
from core.report.form_build import form_from  # noqa: E402
from core.report.mend import repairs  # noqa: E402
from core.report.read import read_report  # noqa: E402
from core.report.report import AnnualReport, ReportSection  # noqa: E402
from core.report.rules import sum_findings  # noqa: E402

WORDS = (
    "（一）主动公开。2023年，通过县政府网站公开信息{n}条，其中政策文件120条、工作动态380条。\n"
    "（二）依申请公开。全年新收政府信息公开申请{n}件，均按期答复，因政府信息公开引起行政复议2件、行政诉讼1件。\n"
    "（三）政府信息管理。制发行政规范性文件3件，废止1件，现行有效20件，占比15%。一是审核。二是清理。三是更新。\n"
)


def forms() -> list[Form]:
    folder = ROOT / "resources" / "forms"
    return [form_from(tomllib.loads(p.read_text("utf-8"))) for p in sorted(folder.glob("annual_report_*.toml"))]


def invented(form: Form) -> AnnualReport:
    """A sheet that balances: every request granted, counts of a county's size."""
    dice = random.Random(2023)
    cells: dict[str, int | float | str | None] = dict.fromkeys(form.cell_ids, 0)
    for column in ("person", "business", "legal"):
        for row in ("grant", "partial", "none_held", "skip_petition"):
            cells[f"3.{row}.{column}"] = dice.randrange(1, 900)
        cells[f"3.done.{column}"] = sum(
            int(cells[f"3.{r}.{column}"] or 0) for r in ("grant", "partial", "none_held", "skip_petition")
        )
        cells[f"3.new.{column}"] = cells[f"3.done.{column}"]
    for row in ("new", "done", "grant", "partial", "none_held", "skip_petition"):
        cells[f"3.{row}.total"] = sum(int(cells[f"3.{row}.{c}"] or 0) for c in ("person", "business", "legal"))
    sections = tuple(
        ReportSection(s.number, s.title, WORDS.format(n=500) * (3 if s.number in (1, 6) else 1)) for s in form.sections
    )
    return AnnualReport(form, "云岭县2023年政府信息公开工作年度报告", 2023, "云岭县", cells, sections)  # type: ignore[arg-type]


def median_ms(job: Callable[[], object], rounds: int) -> float:
    times: list[float] = []
    for _ in range(rounds):
        start = time.perf_counter()
        job()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def planted(report: AnnualReport, count: int, dice: random.Random) -> AnnualReport:
    cells = dice.sample([c for c in report.cells if c[0] in "34"], count)
    return report.with_cells({c: int(report.number(c) or 0) + dice.choice((1, 2, 9, 10, 27)) for c in cells})


def typing_ms() -> tuple[float, float]:
    """From Enter in a cell of the window to stored and checked (the sheet asked to paint), and to painted; medians.

    On a real store on this disk, last year's report beside it.
    """
    import os
    import tempfile

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from core.actions.reporting import add_report
    from gui.dialogs import QtDialogs
    from gui.report.page import ReportPage
    from gui.theme import Theme
    from gui.workbench import Workbench
    from gui.worker import Worker
    from tools.demo_window import services

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme(app)
    theme.apply()
    with tempfile.TemporaryDirectory() as folder:
        made = services(Path(folder) / "pointer.txt")
        store = made.stores.open(folder, datetime(2026, 1, 5))
        report = invented(made.forms(folder)[0])
        for year in (2022, 2023):
            add_report(store, replace(report, year=year), "", datetime(2026, 1, 5))
        worker = Worker()
        page = ReportPage(Workbench(store, made, worker), theme, QtDialogs())
        page.resize(1180, 680)
        page.show()
        page.show_section(3)
        app.processEvents()
        sheet = page.views[3].sheet
        assert sheet is not None
        checked: list[float] = []
        painted: list[float] = []
        for number in range(60):
            cell = sheet.body.sheet.grid.cells_in_order()[number]
            index = sheet.body.sheet.index_of(cell)
            start = time.perf_counter()
            sheet.body.sheet.setData(index, str(1000 + number))
            checked.append((time.perf_counter() - start) * 1000)
            sheet.body.viewport().repaint()
            painted.append((time.perf_counter() - start) * 1000)
            app.processEvents()
        worker.close()
        page.deleteLater()
        store.close()
    return statistics.median(checked), statistics.median(painted)


def main() -> None:
    known = forms()
    report = invented(known[-1])
    if len(sys.argv) > 1:
        from storage.documents.readers.docx import read_docx

        document = read_docx(Path(sys.argv[1]))
        print(f"understand the document      {median_ms(lambda: read_report(document, known), 20):8.2f} ms")
        report, _ = read_report(document, known)
    floor = median_ms(lambda: sum_findings(report), 50)
    print(f"one pass over the sum rules  {floor:8.2f} ms   1.0")
    full = median_ms(lambda: check_report(report), 50)
    print(f"full check                   {full:8.2f} ms {full / floor:5.1f}   wanted: 5 ms or less")
    for count in (1, 2, 3, 4):
        dice = random.Random(count)
        sheets = iter([planted(report, count, dice) for _ in range(40)])
        took = median_ms(lambda sheets=sheets: repairs(next(sheets)), 40)
        wanted = "   wanted: 50 ms or less" if count == 3 else ""
        print(f"smallest repair, {count} wrong     {took:8.2f} ms {took / floor:5.1f}{wanted}")
    checked, painted = typing_ms()
    print(f"typed to stored and checked  {checked:8.2f} ms {checked / floor:5.1f}   wanted: 16 ms or less")
    print(f"typed to painted             {painted:8.2f} ms {painted / floor:5.1f}")


if __name__ == "__main__":
    main()
