"""Totals shown beside what was typed, the 核对表, the correction note, the questions for each section."""

from core.report.check import check_report
from core.report.checklist import Result, changed_cells, checklist, correction_lines, questions
from core.report.totals import blanks, computed_totals
from tests.core.report.sheets import form, report


def test_totals_are_computed_from_the_parts_and_change_nothing() -> None:
    wrong = report({"3.new.total": 99})
    assert computed_totals(wrong)["3.new.total"] == 12
    assert wrong.cells["3.new.total"] == 99


def test_an_unreadable_part_leaves_its_total_out() -> None:
    assert "4.review.total" not in computed_totals(report({"4.review.upheld": "不详"}))


def test_only_empty_cells_are_offered_for_nought() -> None:
    assert blanks(report({"2.licence": None, "2.penalty": "/", "2.coercion": 0})) == ("2.licence",)


def test_every_rule_has_a_line_with_its_result() -> None:
    bad = report({"4.review.total": 9})
    findings = check_report(bad)
    lines = {x.rule.rule_id: x for x in checklist(bad, findings)}
    assert list(lines) == [r.rule_id for r in form().rules]
    assert lines["R4"].result is Result.BROKEN
    assert lines["R1"].result is Result.KEPT
    assert (lines["R6"].result, lines["R6"].why) == (Result.UNCHECKED, "没有上年报告")
    accepted = dict.fromkeys(findings, "已核对原始登记")
    assert {x.rule.rule_id: x for x in checklist(bad, findings, accepted=accepted)}["R4"].result is Result.ACCEPTED


def test_a_correction_names_each_changed_cell() -> None:
    before, after = report({"2.licence": None}), report({"2.licence": 300, "4.review.total": 3})
    lines = list(correction_lines(after, changed_cells(before, after)))
    assert lines == ["1.表二“行政许可”由“空白”更正为“300”。", "2.表四“行政复议”·总计由“2”更正为“3”。"]


def test_questions_carry_the_figures() -> None:
    told = questions(report(), 1)
    assert any("新收12件" in q and "结转下年度1件" in q for q in told)
    assert not any("{" in q for n in range(1, 7) for q in questions(report(), n))
