"""The report as a document: what it says is what was typed, and it reads back as the same report."""

from core.document import Align, Paragraph, Role, paragraphs_of
from core.report.compose import compose_report
from core.report.form_build import form_from
from core.report.read import read_report
from core.report.report import AnnualReport, ReportSection
from storage.resources import load

FORM = form_from(load("forms/annual_report_2021"))
UNIT = "云岭镇人民政府"


def report(sections: dict[int, str] | None = None, unit: str = UNIT) -> AnnualReport:
    words = sections or {}
    parts = tuple(ReportSection(s.number, s.title, words.get(s.number, "")) for s in FORM.sections)
    title = f"{unit}2025年政府信息公开工作年度报告"
    return AnnualReport(FORM, title, 2025, unit, {**dict.fromkeys(FORM.cell_ids, 0), "2.licence": 41}, parts)


def texts(made: AnnualReport, role: Role) -> list[Paragraph]:
    return [p for p in paragraphs_of(compose_report(made).blocks) if p.role is role]


def test_a_long_title_is_broken_behind_the_units_name_and_read_back_whole() -> None:
    (title,) = texts(report(), Role.TITLE)
    assert title.text == "云岭镇人民政府\n2025年政府信息公开工作年度报告"
    again, _ = read_report(compose_report(report()), [FORM])
    assert (again.title, again.unit, again.year, again.cells) == (report().title, UNIT, 2025, report().cells)


def test_a_title_that_fits_its_line_is_not_broken() -> None:
    (title,) = texts(report(unit="县医保局"), Role.TITLE)
    assert "\n" not in title.text


def test_the_units_name_and_the_date_at_the_end_stand_to_the_right() -> None:
    words = {6: "本年度未收取信息处理费。\n没有其他事项。\n云岭镇人民政府\n2026年1月29日"}
    right = [p.text for p in texts(report(words), Role.BODY) if p.look.align is Align.RIGHT]
    assert right == ["云岭镇人民政府", "2026年1月29日"]


def test_a_sentence_before_a_date_is_no_signature() -> None:
    words = {6: "本年度未收取信息处理费。\n没有其他事项。\n数据截至下列日期。\n2025年12月31日"}
    assert not [p for p in texts(report(words), Role.BODY) if p.look.align is Align.RIGHT]


def test_row_labels_stand_left_and_headings_in_the_middle() -> None:
    looks = {p.text: p.look.align for p in paragraphs_of(compose_report(report()).blocks) if p.text}
    assert looks["1.属于国家秘密"] is looks["一、本年新收政府信息公开申请数量"] is Align.LEFT
    assert looks["本年收费金额（单位：万元）"] is looks["第二十条第（一）项"] is looks["自然人"] is Align.CENTER
