"""What stands beside a report: the plan, other units, the ledger it is drafted from, its pages, the user's own form."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QSpinBox

from core.actions.reporting import add_report
from core.finding import Severity
from core.report.report import AnnualReport
from gui.main_window import show_frame
from gui.preview.page import PreviewPage
from gui.services import Services
from storage.resources import BUNDLED
from tests.gui.conftest import SAMPLES, Clerk, part
from tests.gui.report_clerk import ReportClerk

PLAN = next(SAMPLES.glob("*工作要点.docx"))
RETURNED = SAMPLES / "returned" / "云岭镇2026年政务公开台账(上半年).docx"


@pytest.fixture
def bureau(empty: Clerk) -> ReportClerk:
    return ReportClerk(empty).take_in("云岭县医疗保障局2025年")


@pytest.fixture
def of_2026(clerk: Clerk) -> ReportClerk:
    """A report of the year of the ledger, in which one task has progress."""
    clerk.choose(5)
    clerk.type_progress("5月18日公开参保政策12条。")
    clerk.panel.editor.commit()
    report = ReportClerk(clerk)
    part(report.page, QSpinBox, "newReportYear").setValue(2026)
    return report.start()


def say_the_same(one: AnnualReport, words: str) -> AnnualReport:
    return replace(one, sections=tuple(replace(s, text=words) if s.number == 5 else s for s in one.sections))


def test_the_plan_is_kept_with_the_report_over_a_restart(
    bureau: ReportClerk, made: Services, tmp_path: Path, qtbot
) -> None:  # type: ignore[no-untyped-def]
    bureau.clerk.dialogs.files.append(str(PLAN))
    bureau.clerk.press("planButton")
    bureau.settle()
    assert bureau.desk.plan is not None
    assert bureau.head.plan_name == PLAN.name
    told = [f for f in bureau.desk.standing.still if f.rule in ("P1", "P2")]
    bureau.clerk.window.close()
    store = made.stores.open(str(tmp_path / "data"), made.clock())
    (head,) = store.reports.all()
    assert store.kept.read(head.plan) == PLAN.read_bytes()
    store.close()
    again = ReportClerk(reopened(bureau.clerk, made, tmp_path))
    again.settle()
    assert again.desk.plan == bureau.desk.plan
    assert [f for f in again.desk.standing.still if f.rule in ("P1", "P2")] == told
    assert part(again.page, QLabel, "planWords").text() == f"工作要点：{PLAN.name}"


def test_the_plan_can_be_taken_away_and_that_undone(bureau: ReportClerk) -> None:
    bureau.clerk.dialogs.files.append(str(PLAN))
    bureau.clerk.press("planButton")
    bureau.settle()
    bureau.clerk.press("planButton")
    bureau.settle()
    assert (bureau.desk.plan, bureau.head.plan) == (None, "")
    bureau.clerk.window.undo()
    bureau.settle()
    assert bureau.desk.plan is not None


def test_words_that_another_unit_wrote_too_are_asked_about(bureau: ReportClerk) -> None:
    words = "一是公开的及时性还不够，部分重点领域信息更新慢于规定时限，个别栏目连续两个月没有更新。" * 4
    bureau.desk.write(5, words)
    assert "S5" not in {f.rule for f in bureau.desk.standing.still}
    other = replace(say_the_same(bureau.report, words), unit="松溪乡人民政府")
    add_report(bureau.desk.store, other, "", bureau.clerk.bench.now, reference=True)
    bureau.desk.read()
    (found,) = [f for f in bureau.desk.standing.still if f.rule == "S5" and f.where == ("section:5",)]
    assert "松溪乡人民政府的报告" in found.message
    assert found.severity is Severity.HINT
    assert [h.unit for h in bureau.desk.own] == ["云岭县医疗保障局"]


def test_what_the_ledger_would_put_in_is_seen_first_and_is_one_step(of_2026: ReportClerk) -> None:
    of_2026.page.show_section(6)
    of_2026.desk.write(6, "（二）信息处理费。未收取。")
    of_2026.clerk.press("draftButton")
    seen = part(of_2026.page, QPlainTextEdit, "draftText")
    assert "5月18日公开参保政策12条。" in seen.toPlainText()
    assert of_2026.report.text_of(6) == "（二）信息处理费。未收取。"
    of_2026.clerk.press("putDraftButton")
    assert of_2026.report.text_of(6) == f"（二）信息处理费。未收取。\n{seen.toPlainText()}"
    chosen = of_2026.page.views[6].words.editor.textCursor().selectedText()
    assert chosen.replace("\u2029", "\n") == seen.toPlainText()
    of_2026.clerk.window.undo()
    assert of_2026.report.text_of(6) == "（二）信息处理费。未收取。"
    assert of_2026.page.views[6].words.editor.toPlainText() == "（二）信息处理费。未收取。"


def test_a_draft_may_come_from_a_returned_ledger(bureau: ReportClerk) -> None:
    bureau.page.show_section(6)
    before = bureau.report.text_of(6)
    bureau.clerk.press("draftButton")
    assert "没有2025年度的台账" in part(bureau.page, QLabel, "draftTold").text()
    assert not part(bureau.page, QPushButton, "putDraftButton").isEnabled()
    bureau.clerk.dialogs.files.append(str(RETURNED))
    bureau.clerk.press("draftFileButton")
    bureau.clerk.wait(lambda: part(bureau.page, QPushButton, "putDraftButton").isEnabled())
    assert "这是2026年度的台账，报告是2025年度的" in part(bureau.page, QLabel, "draftTold").text()
    bureau.clerk.press("dropDraftButton")
    assert bureau.report.text_of(6) == before


def test_a_file_that_holds_no_progress_is_told_and_nothing_is_put_in(bureau: ReportClerk) -> None:
    bureau.page.show_section(6)
    bureau.clerk.press("draftButton")
    bureau.clerk.dialogs.files.append(str(next(SAMPLES.glob("*台账*.docx"))))
    bureau.clerk.press("draftFileButton")
    bureau.clerk.wait(lambda: "没有进展" in bureau.told)
    assert not part(bureau.page, QPushButton, "putDraftButton").isEnabled()


def test_all_ways_of_mending_can_be_listed(bureau: ReportClerk) -> None:
    bureau.desk.put_cells({"4.review.total": "9", "4.suit.total": "8", "3.carried_in.total": "1"}, "粘贴")
    bureau.settle()
    bureau.page.show_section(4)
    ways = len(bureau.desk.repairs.ranked)  # type: ignore[union-attr]
    assert ways == 25

    def listed() -> int:
        QApplication.processEvents()
        return len([w for w in bureau.page.panel.findChildren(QLabel, "repairText") if not w.isHidden()])

    assert listed() == 5
    for shown in (15, ways):
        bureau.clerk.press("moreRepairs")
        assert listed() == shown
    assert not bureau.clerk.there(QPushButton, "moreRepairs")


def test_the_pages_are_seen_before_they_are_written(bureau: ReportClerk) -> None:
    bureau.clerk.press("exportReportButton")
    bureau.clerk.press("previewReportButton")
    seen = bureau.clerk.work.stack.currentWidget()
    assert isinstance(seen, PreviewPage)
    bureau.clerk.settle()
    seen.back_asked.emit()
    assert bureau.clerk.there(QPushButton, "writeReportButton")


def test_the_users_own_form_is_found_in_the_data_folder(empty: Clerk) -> None:
    own = Path(empty.bench.store.folder) / "resources" / "forms"
    own.mkdir(parents=True)
    text = (BUNDLED / "forms" / "annual_report_2021.toml").read_text("utf-8")
    (own / "annual_report_2021.toml").write_text(text.replace("国办公开办函〔2021〕30号", "本县补充表样"), "utf-8")
    report = ReportClerk(empty).start()
    assert report.report.form.basis == "本县补充表样"


def test_a_form_with_a_fault_is_told_and_stops_no_other_file(clerk: Clerk) -> None:
    own = Path(clerk.bench.store.folder) / "resources" / "forms"
    own.mkdir(parents=True)
    (own / "annual_report_2021.toml").write_text("id = ", "utf-8")
    clerk.work.read_file(str(SAMPLES / "returned" / "清河街道.txt"))
    clerk.wait(lambda: "annual_report_2021.toml" in clerk.work.notice.text.text())


def reopened(clerk: Clerk, made: Services, tmp_path: Path) -> Clerk:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = show_frame(app, clerk.dialogs)
    clerk.qtbot.addWidget(window)
    window.start(made, str(tmp_path / "data"))
    again = Clerk(window, clerk.dialogs, clerk.qtbot)
    again.settle()
    return again
