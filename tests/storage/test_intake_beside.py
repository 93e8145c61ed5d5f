"""What is said across: last year's returns, the unit's annual report, a seal that came later than its Word."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.actions.directory import add_units
from core.actions.importing import import_ledger
from core.actions.intaking import read_intake, stored_intake
from core.actions.ports import Store
from core.actions.unit_changes import merge_units
from core.finding import Finding
from core.intake.arrived import FileStatus
from core.intake.record import FileState
from core.intake.taken import ReadIntake
from core.ledger.form import form_of
from core.progress import Progress
from core.report.record import ReportContent, ReportHead
from core.units import Unit
from main import forms
from storage.documents.convert import write_document
from storage.documents.fonts import FontFinder
from tests.returned_files import returned, sealed
from tests.storage.intake_folder import DOCUMENTS, TOWN, VILLAGE, Office, known, plan, terms
from tests.storage.ledgers import NOW

COPIED = "组织力量对全镇十二个村的村务公开栏逐一检查，更换破损的八处，并在镇门户网站公布检查结果。"
OWN = "今年起改由政务大厅窗口每周三集中受理群众查询，配备专人讲解，已接待来访群众若干批次。"


def of_rule(read: ReadIntake, rule: str) -> list[Finding]:
    assert read.judged
    return [f for f in read.judged.findings if f.rule == rule]


@pytest.fixture
def office(store: Store, tmp_path: Path) -> Office:
    return Office(store, tmp_path / "来件")


def test_what_was_said_a_year_ago_in_the_same_words_is_told_with_its_share(store: Store, tmp_path: Path) -> None:
    last = replace(plan(), year=2025, title=plan().title.replace("2026", "2025"), tasks=plan().tasks[::-1])
    before = Office(store, tmp_path / "去年", form=last)
    before.put("a.docx", TOWN, {1: COPIED, 2: OWN}, last)
    before.take("第二期")
    office = Office(store, tmp_path / "来件", book=import_ledger(store, form_of(plan()), "", NOW).book_id)
    office.put("a.docx", TOWN, {1: COPIED, 2: "与去年不同的一段话，讲今年第一次做的三件事情和结果。"})
    office.put("b.docx", VILLAGE, {1: COPIED})
    (found,) = of_rule(office.read(), "intake.like_last_year")
    assert f"“{TOWN}”第1项与本单位上年所报相似100%" in found.message
    office.take()
    again = stored_intake(store, office.book, "第一期", known())
    assert [f.rule for f in again.findings].count("intake.like_last_year") == 1


def test_figures_are_held_against_the_units_own_annual_report(office: Office) -> None:
    (form, *_) = forms()
    cells = dict.fromkeys(form.cell_ids, "0")
    row = next(c for c in form.cell_ids if c.endswith(".total") and "new" in c)
    head = ReportHead(0, 2026, TOWN, form.form_id, "年度报告")
    with office.store.step("报告", NOW) as work:
        work.reports.add(head, ReportContent({**cells, row: "7"}))
    office.put("a.docx", TOWN, {1: "2026年共收到政府信息公开申请9件，均已按期答复。", 2: "新收政府信息公开申请7件。"})
    office.put("b.docx", VILLAGE, {1: "2026年共收到政府信息公开申请9件，均已按期答复。"})
    read = read_intake(
        office.store, DOCUMENTS, [str(office.folder)], office.book, known(), terms(), Progress(), forms()
    )
    found = of_rule(read, "intake.report_figures")
    assert {f.where for f in found} == {(f"unit:{TOWN}", "file:a.docx", "task:1")}
    assert (found[0].expected, found[0].found) == (7, 9)
    assert not of_rule(office.read(), "intake.report_figures")


def test_a_seal_that_comes_later_than_its_word_is_one_return_with_it(office: Office, tmp_path: Path) -> None:
    fonts = FontFinder()

    def ofd(name: str, said: dict[int, str]) -> None:
        place = tmp_path / "made.ofd"
        write_document(returned(office.form, TOWN, said, contact=""), place, None, fonts)
        (office.folder / name).write_bytes(sealed(place.read_bytes(), TOWN))

    office.put("a.docx", TOWN, {1: "甲"})
    office.take()
    office.clear()
    ofd("同.ofd", {1: "甲"})
    ofd("异.ofd", {1: "乙"})
    read = office.take()
    told = {line.name: (line.status, line.state) for line in read.lines}
    assert told["同.ofd"] == (FileStatus.FIRST, FileState.BESIDE)
    assert told["异.ofd"] == (FileStatus.CONFLICT, FileState.BESIDE)
    (found,) = of_rule(read, "intake.word_fixed")
    assert "共1处" in found.message
    again = stored_intake(office.store, office.book, "第一期", known())
    assert [f.message for f in again.findings if f.rule == "intake.word_fixed"] == [found.message]
    assert office.said()[TOWN] == {1: "甲"}


def test_a_word_that_comes_later_than_its_seal_takes_its_place(office: Office, tmp_path: Path) -> None:
    place = tmp_path / "made.ofd"
    write_document(returned(office.form, TOWN, {1: "甲"}, contact=""), place, None, FontFinder())
    (office.folder / "a.ofd").write_bytes(sealed(place.read_bytes(), TOWN))
    office.take()
    office.put("a.docx", TOWN, {1: "甲"})
    office.take()
    states = {f.name: f.state for f in office.store.intake.files(office.book)}
    assert states["a.docx"] is FileState.CURRENT
    again = stored_intake(office.store, office.book, "第一期", known())
    assert not {f.rule for f in again.findings} & {"intake.word_only", "intake.no_word", "intake.conflict"}


def test_last_years_words_of_a_unit_that_was_merged_are_held_against_the_one_that_goes_on(
    store: Store, tmp_path: Path
) -> None:
    add_units(store, [Unit(TOWN), Unit(VILLAGE)], NOW)
    last = replace(plan(), year=2025, title=plan().title.replace("2026", "2025"))
    before = Office(store, tmp_path / "去年", form=last)
    before.put("a.docx", TOWN, {1: OWN}, last)
    before.put("b.docx", VILLAGE, {1: COPIED}, last)
    before.take("第二期")
    merge_units(store, [u.unit_id for u in store.units.all()], "云岭松溪镇人民政府", 2026, NOW)
    office = Office(store, tmp_path / "来件", book=import_ledger(store, form_of(plan()), "", NOW).book_id)
    office.put("c.docx", "云岭松溪镇人民政府", {1: COPIED})
    (found,) = of_rule(office.read(), "intake.like_last_year")
    assert "“云岭松溪镇人民政府”第1项与本单位上年所报相似100%" in found.message
