"""The year's figures beside the report's words, and units' exported figures summed."""

from decimal import Decimal

import pytest

from core.document import Document, Section
from core.finding import Severity, Source
from core.registers.figure_files import county_sums, figure_entries, figures_sheet, unit_in_name
from core.registers.figures import choices_of_figures, figures_from, sum_figures
from core.registers.kit import RegisterKit
from core.registers.register import Entry, register_from
from core.registers.table import sheet_of
from core.registers.told_figures import told_findings
from core.report.report import AnnualReport, ReportSection
from tests.core.registers.samples import CALENDAR, FORM, load

FIGURES = figures_from(load("registers/3_figures"))
YEARLY = register_from(load("registers/3_figures"), {"figures": choices_of_figures(FIGURES)})
KIT = RegisterKit((YEARLY,), FORM, CALENDAR, FIGURES)
ENTERED = {"published": "480", "wechat": "176", "explained": "9", "training": "3", "trained": "126", "visits": "15000"}
SUMS = sum_figures(
    [Entry("figures", {"figure": k, "year": "2025", "value": v}, n) for n, (k, v) in enumerate(ENTERED.items(), 1)],
    FIGURES,
    2025,
)


def told(text: str, section: int = 1) -> list[tuple[str, str, Severity]]:
    words = (ReportSection(section, "", text),)
    report = AnnualReport(FORM, "云岭镇人民政府2025年报告", 2025, "云岭镇人民政府", {}, words)
    found = told_findings(report, SUMS)
    assert all(f.source is Source.DERIVED and f.severity is not Severity.ERROR and f.rule == "N7" for f in found)
    assert all(str(f.expected) in f.message and str(f.found) in f.message for f in found)
    return [(str(f.expected), str(f.found), f.severity) for f in found]


@pytest.mark.parametrize(
    "text",
    [
        "2025年主动公开政府信息480条，其中微信公众号发布176条。",
        "发布政策解读9篇，举办培训3次，参训126人次。",
        "全年发布9篇政策解读材料。",
        "网站访问量1.5万次。",
        "较上年增加培训1次。",
        "2024年主动公开政府信息300条。",
        "主动公开政府信息约500条。",
        "共收到意见建议30条。",
    ],
)
def test_words_that_agree_or_speak_of_something_else_are_left_alone(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("主动公开政府信息481条。", ("480", "481", Severity.WARNING)),
        ("在微信公众号发布190条。", ("176", "190", Severity.WARNING)),
        ("发布政策解读12篇、举办培训3次。", ("9", "12", Severity.WARNING)),
        ("发布政策解读12条。", ("9", "12", Severity.HINT)),  # another unit: perhaps another count
        ("网站访问量1.2万次。", ("15000", "12000", Severity.WARNING)),
        ("培训村和社区信息员等业务骨干30次。", ("3", "30", Severity.HINT)),
    ],
)
def test_a_figure_that_differs_is_told_with_both(text: str, pair: tuple[str, str, Severity]) -> None:
    assert told(text) == [pair]
    assert told(text, 6) == [pair]
    assert told(text, 5) == []


def exported(entries: list[Entry]) -> Document:
    return Document((Section((sheet_of(YEARLY, entries).table,)),))


def entries_of(**values: str) -> list[Entry]:
    return [
        Entry("figures", {"figure": k, "year": "2025", "value": v}, n) for n, (k, v) in enumerate(values.items(), 1)
    ]


def test_units_exported_figures_are_recognised_and_summed_with_who_made_them() -> None:
    units = {
        "云岭镇人民政府": figure_entries(exported(entries_of(published="480", explained="9")), KIT),
        "松溪乡人民政府": figure_entries(exported(entries_of(published="1,020", explained="约十")), KIT),
        "云岭县财政局": figure_entries(exported(entries_of(training="2")), KIT),
    }
    sums = {s.figure.key: s for s in county_sums(units, KIT, 2025)}
    assert (sums["published"].value, list(sums["published"].shares)) == (1500, ["云岭镇人民政府", "松溪乡人民政府"])
    assert sums["explained"].value == Decimal(9)
    assert sums["visits"].value is None
    assert all(s.value == sum((x.value or 0 for x in s.shares.values()), Decimal(0)) for s in sums.values() if s.shares)
    sheet = figures_sheet(list(sums.values()), list(units))
    rows = [[c.text for c in row.cells] for row in sheet.table.rows]
    assert rows[0][:3] == ["指标", "计量单位", "各单位合计"]
    assert next(r for r in rows if r[0] == "主动公开政府信息") == ["主动公开政府信息", "条", "1500", "480", "1020", ""]


def test_a_workbook_of_something_else_is_none() -> None:
    assert figure_entries(Document((Section(()),)), KIT) == ()


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("云岭镇人民政府年度数据登记簿.xlsx", "云岭镇人民政府"),
        ("03-松溪乡人民政府2025年度数据.xlsx", "松溪乡人民政府"),
        ("云岭县财政局（2025年年度数据登记簿）.xlsx", "云岭县财政局"),
        ("年度数据登记簿.xlsx", "年度数据登记簿"),
    ],
)
def test_the_unit_stands_in_the_files_name(name: str, unit: str) -> None:
    assert unit_in_name(name) == unit
