"""A year of 60 requests, from the register to a report that has no error in its tables."""

from datetime import date

from core.finding import Severity
from core.registers.derive_requests import derive_requests
from core.registers.request_checks import check_requests
from core.report.check import check_report
from core.report.report import AnnualReport
from core.report.values import parse_value
from tests.core.registers.samples import CALENDAR, FORM, REQUESTS, request
from tools.sample_county.requests import sixty


def test_sixty_requests_make_tables_three_and_four_without_an_error() -> None:
    made = [request(n, **values) for n, values in enumerate(sixty(CALENDAR), 1)]
    derived = derive_requests(made, FORM, 2025)
    assert derived.figures["3.new.total"] + derived.figures["3.carried_in.total"] >= 58
    assert derived.figures["4.review.total"] == 2
    texts = dict.fromkeys(FORM.cell_ids, "0") | {c: str(n) for c, n in derived.figures.items()}
    report = AnnualReport(FORM, "2025年度报告", 2025, "云岭镇人民政府", {c: parse_value(t) for c, t in texts.items()})
    errors = [f for f in check_report(report) if f.severity is Severity.ERROR and f.rule.startswith("R")]
    assert errors == []


def test_the_register_itself_has_nothing_wrong_at_the_years_end() -> None:
    made = [request(n, **values) for n, values in enumerate(sixty(CALENDAR), 1)]
    found = check_requests(made, REQUESTS, CALENDAR, date(2025, 12, 1))
    assert [f for f in found if f.severity is Severity.ERROR] == []
