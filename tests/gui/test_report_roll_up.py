"""年报汇总 for the office: a folder's reports summed, who is missing, what is behind a figure."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from core.actions.rolling_up import county_report
from core.finding import Severity
from core.report.compose import compose_report
from core.settings import UserRole
from gui.finding_card import FindingCard
from gui.report.page import ReportPage
from gui.report.rollup_page import RollUpPage
from tests.gui.conftest import Clerk
from tests.gui.report_clerk import REPORTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "各单位"
    made.mkdir()
    for place in REPORTS.glob("*2025*.docx"):
        shutil.copy(place, made)
    (made / "通知.txt").write_text("请各单位按时报送。", encoding="utf-8")
    return made


@pytest.fixture
def page(empty: Clerk, folder: Path) -> RollUpPage:
    empty.bench.change_settings(replace(empty.bench.settings, role=UserRole.OFFICE, unit_name="云岭县人民政府办公室"))
    opened = empty.work.open_page("rollup")
    assert isinstance(opened, RollUpPage)
    empty.dialogs.folders.append(str(folder))
    empty.press("rollUpFirst")
    empty.wait(lambda: opened.result is not None)
    return opened


def statuses(page: RollUpPage) -> dict[str, str]:
    table = page.units
    model = table.model()
    return {str(model.index(r, 0).data()): str(model.index(r, 5).data()) for r in range(table.rowCount())}


def test_the_page_is_the_offices_alone(empty: Clerk) -> None:
    assert not empty.work.page_buttons["rollup"].isVisible()
    empty.bench.change_settings(replace(empty.bench.settings, role=UserRole.OFFICE))
    assert empty.work.page_buttons["rollup"].isVisible()


def test_every_unit_says_whether_it_balances_and_strange_files_do_not_stop_it(page: RollUpPage) -> None:
    assert statuses(page) == {
        "云岭县人民政府办公室": "✓ 已计入",
        "云岭县医疗保障局": "✗ 不平",
        "云岭镇人民政府": "✗ 不平",
    }
    assert any("通知.txt" in f.message for f in page.findings)


def test_a_unit_on_the_list_that_sent_nothing_is_missing(page: RollUpPage, empty: Clerk) -> None:
    page.expected.setPlainText("云岭镇人民政府\n松溪乡人民政府")
    empty.press("rollUpAgain")
    assert statuses(page)["松溪乡人民政府"] == "✗ 未报"
    assert any("没有收到松溪乡人民政府" in f.message for f in page.findings)


def test_a_figure_opens_into_the_units_that_make_it(page: RollUpPage, empty: Clerk) -> None:
    empty.press("rollUpChip2")
    page.show_cell("3.new.total")
    QApplication.processEvents()
    shares = {u: r.number("3.new.total") for u, r in page.gathered.reports.items()}
    (said,) = [w.text() for w in empty.window.findChildren(QLabel, "shareSum") if not w.isHidden()]
    assert said == f"各单位相加 {sum(int(n or 0) for n in shares.values())}"
    units = [b.text() for b in page.findChildren(QPushButton, "shareUnit") if not b.isHidden()]
    assert units == sorted((u for u, n in shares.items() if n), key=lambda u: -int(shares[u] or 0))


def share(page: RollUpPage, unit: str) -> QPushButton:
    QApplication.processEvents()
    return next(b for b in page.findChildren(QPushButton, "shareUnit") if b.text() == unit and not b.isHidden())


def test_a_unit_is_opened_at_the_figure_and_kept_only_to_be_looked_at(page: RollUpPage, empty: Clerk) -> None:
    empty.press("rollUpChip2")
    page.show_cell("3.new.total")
    QApplication.processEvents()
    share(page, "云岭镇人民政府").click()
    report = empty.work.stack.currentWidget()
    assert isinstance(report, ReportPage)
    assert (report.desk.head.unit, report.desk.head.reference) == ("云岭镇人民政府", True)  # type: ignore[union-attr]
    assert report.views[3].sheet.body.cell == "3.new.total"  # type: ignore[union-attr]
    assert "云岭镇人民政府" in report.chooser.currentText()
    (head,) = empty.bench.store.reports.all()
    assert head.original
    empty.work.open_page("rollup")
    page.show_cell("3.new.total")
    share(page, "云岭镇人民政府").click()
    assert empty.bench.store.reports.all() == (head,)


def test_a_units_finding_leads_into_its_report(page: RollUpPage, empty: Clerk) -> None:
    finding = next(f for f in page.findings if "unit:云岭县医疗保障局" in f.where and f.severity is Severity.ERROR)
    card = next(c for c in page.findChildren(FindingCard) if c.finding == finding)
    empty.press("locateButton", card)
    report = empty.work.stack.currentWidget()
    assert isinstance(report, ReportPage)
    assert report.desk.head.unit == "云岭县医疗保障局"  # type: ignore[union-attr]
    assert report.views[report.section].sheet is not None


def test_units_that_wrote_alike_are_named_both(page: RollUpPage, empty: Clerk, folder: Path) -> None:
    one, other = (page.gathered.reports[u] for u in ("云岭县医疗保障局", "云岭镇人民政府"))
    words = "一是公开的及时性还不够，部分重点领域信息更新慢于规定时限，个别栏目连续两个月没有更新。" * 4
    for report in (one, other):
        same = [replace(s, text=words) if s.number == 5 else s for s in report.sections]
        (place,) = folder.glob(f"{report.unit}*")
        empty.bench.services.documents.convert(compose_report(replace(report, sections=tuple(same))), str(place))
    empty.dialogs.folders.append(str(folder))
    before = page.result
    empty.press("rollUpFolder")
    empty.wait(lambda: page.result is not before)
    (finding,) = [f for f in page.findings if f.rule == "S5"]
    assert {"unit:云岭县医疗保障局", "unit:云岭镇人民政府"} <= set(finding.where)
    assert finding.severity is Severity.HINT


def test_a_given_total_that_differs_is_shown_with_the_units_behind_it(
    page: RollUpPage, empty: Clerk, tmp_path: Path
) -> None:
    assert page.result is not None
    total = county_report(page.gathered, page.result, "云岭县")
    total = total.with_cells({"2.licence": int(total.number("2.licence") or 0) + 3})
    place = tmp_path / "云岭县.docx"
    empty.bench.services.documents.convert(compose_report(total), str(place))
    empty.dialogs.files.append(str(place))
    empty.press("rollUpTotal")
    empty.wait(lambda: page.total is not None)
    assert [(d.cell, d.total - d.summed) for d in page.result.differences] == [("2.licence", 3)]
    page.show_cell("2.licence")
    assert page.findChild(QLabel, "shareSum")
    assert any("相差 3" in w.text() for w in page.findChildren(QLabel))


def test_what_goes_out_reads_back_and_the_next_roll_up_tells_who_changed(
    page: RollUpPage, empty: Clerk, tmp_path: Path, folder: Path
) -> None:
    out = tmp_path / "汇总"
    empty.dialogs.folders.append(str(out))
    empty.press("rollUpExport")
    empty.wait(lambda: "已写出" in empty.work.notice.text.text())
    assert {p.name for p in out.iterdir()} == {"年度报告汇总.docx", "年度报告汇总明细.xlsx"}
    (place,) = folder.glob("云岭镇*")
    report = page.gathered.reports["云岭镇人民政府"].with_cells({"2.licence": 999})
    empty.bench.services.documents.convert(compose_report(report), str(place))
    empty.dialogs.folders.append(str(folder))
    before = page.result
    empty.press("rollUpFolder")
    empty.wait(lambda: page.result is not before)
    assert any("云岭镇人民政府自上次汇总后改了1格" in f.message for f in page.findings)


def test_the_sums_become_the_countys_own_report(page: RollUpPage, empty: Clerk) -> None:
    empty.press("rollUpKeep")
    assert empty.work.title.text() == "年度报告"
    (head,) = empty.bench.store.reports.all()
    assert (head.year, head.unit) == (2025, "云岭县人民政府办公室")
    assert page.result is not None
    assert empty.bench.store.reports.content(head.report_id).cells["3.new.total"] == str(
        page.result.cells["3.new.total"]
    )


def test_units_year_figures_in_the_folder_are_summed_and_go_out_with_the_details(
    empty: Clerk, folder: Path, tmp_path: Path
) -> None:
    from core.actions.registering import export_entries
    from core.document import paragraphs_of
    from core.registers.register import Entry

    documents, kit = empty.bench.services.documents, empty.bench.services.registers("")  # type: ignore[misc]
    for unit, value in (("云岭镇人民政府", "480"), ("云岭县医疗保障局", "20")):
        entry = Entry("figures", {"figure": "published", "year": "2025", "value": value}, 1)
        export_entries(documents, kit.register("figures"), [entry], str(folder / f"{unit}年度数据登记簿.xlsx"))
    empty.bench.change_settings(replace(empty.bench.settings, role=UserRole.OFFICE, unit_name="云岭县人民政府办公室"))
    page = empty.work.open_page("rollup")
    assert isinstance(page, RollUpPage)
    empty.dialogs.folders.append(str(folder))
    empty.press("rollUpFirst")
    empty.wait(lambda: page.result is not None)
    empty.press("rollUpChip4")  # after 单位 and the three tables
    assert [(s.figure.key, s.text) for s in page.figure_sums.sums] == [("published", "500")]
    QApplication.processEvents()
    said = [w.text() for w in page.findChildren(QLabel) if w.isVisible()]
    assert {"各单位相加 500条", "云岭镇人民政府", "480", "云岭县医疗保障局", "20"} <= set(said)
    assert any("1个单位没有交年度数据" in f.message for f in page.findings)
    out = tmp_path / "汇总"
    out.mkdir()
    empty.dialogs.folders.append(str(out))
    empty.press("rollUpExport")
    empty.wait(lambda: (out / "年度报告汇总明细.xlsx").is_file() and not empty.bench.worker.busy)
    texts = [p.text for p in paragraphs_of(documents.read(str(out / "年度报告汇总明细.xlsx")).blocks)]
    assert texts[texts.index("主动公开政府信息") + 2] == "500"
