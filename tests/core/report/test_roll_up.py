"""Units' reports summed into the county's, and a given total held against the sum."""

from core.finding import Severity
from core.report.roll_up import roll_up, roll_up_json, rolled_report
from core.report.rules import sum_findings
from tests.core.report.sheets import base_cells, consistent, form, report

TOWN = report(unit="云岭镇人民政府")
VILLAGE = report(consistent({("grant", "person"): 9}, {}, {}), unit="松溪乡人民政府")
BUREAU = report({"2.licence": 7}, unit="云岭县教育局")
UNITS = {r.unit: r for r in (TOWN, VILLAGE, BUREAU)}


def total(**changes):
    cells = {c: sum(r.number(c) for r in UNITS.values()) for c in form().cell_ids}
    return report(cells | {k.replace("__", "."): v for k, v in changes.items()}, unit="云岭县")


def test_every_cell_is_the_sum_of_the_units():
    result = roll_up(UNITS, total())
    assert result.differences == ()
    assert result.cells["3.new.total"] == sum(r.cells["3.new.total"] for r in UNITS.values())
    assert sum_findings(rolled_report(result, form(), "云岭县2023年政府信息公开工作年度报告", 2023, "云岭县")) == []
    assert [f for f in result.findings if f.severity is Severity.ERROR] == []


def test_a_unit_left_out_of_the_total_is_named():
    without = {c: TOWN.number(c) + BUREAU.number(c) for c in form().cell_ids}
    result = roll_up(UNITS, report(without, unit="云岭县"))
    assert {d.units for d in result.differences} == {("松溪乡人民政府",)}


def test_a_unit_that_changed_and_no_longer_balances_is_behind_the_difference():
    changed = TOWN.with_cells({"3.none_held.person": 8})
    result = roll_up({**UNITS, TOWN.unit: changed}, total())
    (difference,) = result.differences
    assert (difference.cell, difference.total - difference.summed) == ("3.none_held.person", -5)
    assert difference.units == ("云岭镇人民政府",)
    assert any(f.rule in {"R2", "R3"} and "unit:云岭镇人民政府" in f.where for f in result.findings)


def test_a_difference_nobody_explains_lists_all_who_hold_figures_there():
    result = roll_up(UNITS, total(**{"2__licence": 1000}))
    assert set(result.differences[0].units) == set(UNITS)


def test_vertical_units_are_left_out_and_named():
    result = roll_up({**UNITS, "国家税务总局云岭县税务局": BUREAU}, total())
    assert result.left_out == ("国家税务总局云岭县税务局",)
    assert result.differences == ()
    assert any("税务局" in f.message and f.severity is Severity.HINT for f in result.findings)


def test_blank_cells_count_as_nought_and_are_said():
    result = roll_up({**UNITS, "云岭县档案馆": report({"2.licence": None, "2.fee": "/"})})
    assert result.cells["2.licence"] == 300 + 300 + 7
    assert any(f.rule == "R5" and "unit:云岭县档案馆" in f.where for f in result.findings)


def test_missing_changed_and_misdated_units_are_findings():
    other = report(unit="云岭县民政局", year=2022)
    result = roll_up(
        {**UNITS, other.unit: other}, expected=("云岭县财政局",), before={TOWN.unit: report({"2.penalty": 1})}
    )
    messages = " ".join(f.message for f in result.findings)
    assert "没有收到云岭县财政局" in messages
    assert "云岭镇人民政府自上次汇总后改了1格" in messages
    assert "云岭县民政局的报告是2022年度" in messages


def test_json_holds_plain_numbers():
    told = roll_up_json(roll_up(UNITS, total(**{"2__fee": 0})))
    assert told["differences"][0] == {"cell": "2.fee", "total": 0, "sum": 150, "units": list(UNITS)}
    assert len(told["cells"]) == len(base_cells())
