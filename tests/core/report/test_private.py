"""Personal data and marks of secrecy in a report's words; the form's own words are none."""

import pytest

from core.report.private import private_findings
from core.report.report import AnnualReport, ReportSection
from tests.core.registers.samples import FORM


def found(text: str) -> list[tuple[str, tuple[str, ...], object]]:
    report = AnnualReport(FORM, "年度报告", 2025, "云岭县财政局", {}, (ReportSection(1, "一、总体情况", text),))
    return [(f.rule, f.where, f.found) for f in private_findings(report)]


def test_a_number_is_told_by_its_ends_and_its_section() -> None:
    assert found("申请人身份证号11010519491231002X。") == [("advice.personal_data", ("section:1",), "110…2X")]
    assert found("机密★") == [("advice.secrecy_mark", ("section:1",), "机密★")]


@pytest.mark.parametrize("text", ["因属于国家秘密不予公开1件。", "联系电话：13800000000。", "全年公开信息20250112条。"])
def test_the_forms_words_and_an_offices_telephone_are_none(text: str) -> None:
    assert found(text) == []
