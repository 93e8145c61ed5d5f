"""Every rule has a report that breaks it and one that keeps it (tests/data/report_rules.toml)."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from core.finding import Severity
from core.report.check import check_report
from core.report.rules import impossible
from tests.core.report.sheets import base_cells, consistent, form, report

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).resolve().parents[2] / "data" / "report_rules.toml").read_text("utf-8")
)["case"]
LAST = {"3.carried_out.person": 2, "3.carried_out.total": 2, "2.normative.valid": 18}


def findings_of(case: dict[str, Any]) -> list[Any]:
    cells = dict(case.get("cells", {}))
    if case.get("zero_requests"):
        cells |= {c: v for c, v in consistent({}, {}, {("review", "upheld"): 1}).items() if v != base_cells()[c]}
    words = {int(k): v for k, v in case.get("words", {}).items()}
    if "long" in case:
        words[1] = "公" * case["long"]
    if case.get("same_words"):
        words[5] = "一是公开的及时性还不够，二是解读形式单一，三是培训不足。" * 8
    year = case.get("year", 2023)
    mine = report(cells, words, unit=case.get("unit", "云岭县"), year=year, preamble=case.get("preamble", ""))
    same = words if case.get("same_words") else {1: "另写的总体情况。", 5: "另写的问题。"}
    last = (
        report(LAST | case.get("last", {}), same, year=year - 1) if "last" in case or case.get("same_words") else None
    )
    return [f for f in check_report(mine, last_year=last, plan=case.get("plan")) if f.rule == case["rule"]]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['rule']}-{'fires' if c['fires'] else 'quiet'}")
def test_a_rule_fires_where_it_is_broken_and_only_there(case: dict[str, Any]) -> None:
    found = findings_of(case)
    assert bool(found) is case["fires"], [f.message for f in found]
    if "severity" in case:
        assert {f.severity for f in found} == {Severity(case["severity"])}


@pytest.mark.parametrize("case", [c for c in CASES if c["fires"]], ids=lambda c: c["rule"])
def test_a_finding_says_where_it_is_and_what_it_found(case: dict[str, Any]) -> None:
    for finding in findings_of(case):
        assert finding.message.endswith(("。", "？")), finding.message
        assert finding.where
        assert "{" not in finding.message


def test_every_rule_of_the_form_has_a_case_of_each_kind() -> None:
    elsewhere = {"R11", "S1", "S6"}  # roll-up and reading have tests of their own
    for fires in (True, False):
        covered = {c["rule"] for c in CASES if c["fires"] is fires}
        assert {r.rule_id for r in form().rules} - elsewhere <= covered


def test_the_base_report_of_the_cases_has_no_finding() -> None:
    assert [f.message for f in check_report(report())] == []


@pytest.mark.parametrize(("told", "fault"), [("+1", ""), ("增2", ""), ("减少3项", ""), ("不详", "不是数字。")])
def test_the_trial_forms_change_may_bear_its_sign(told: str, fault: str) -> None:
    assert impossible("signed", told) == fault
