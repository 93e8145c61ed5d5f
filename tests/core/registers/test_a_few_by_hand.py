"""Ten requests whose rows of tables 三 and 四 were written down by hand, and what is said of doubtful steps."""

from datetime import date

import pytest

from core.document import Cell, Document, Paragraph, Row, Run, Section, Table
from core.finding import Severity
from core.registers.derive_requests import derive_requests
from core.registers.register import Entry, register_from
from core.registers.request_checks import check_requests
from core.registers.table import read_entries
from tests.core.registers.samples import CALENDAR, FORM, REQUESTS, load, request

TEN = [
    # carried in from 2024 (imported with last year's register), answered in January
    {"applicant_kind": "person", "channel": "in_person", "arrived_on": "2024-12-20", "answered_on": "2025-01-10", "result": "grant"},
    # answered in 2024 already: not in 2025 at all
    {"applicant_kind": "person", "channel": "in_person", "arrived_on": "2024-11-01", "answered_on": "2024-11-20", "result": "grant"},
    # handed in on the web at the year's end, confirmed in the new one: received in 2025
    {"applicant_kind": "business", "channel": "online", "arrived_on": "2024-12-31", "confirmed_on": "2025-01-02", "answered_on": "2025-01-20", "result": "partial"},
    # fee never paid
    {"applicant_kind": "legal", "channel": "in_person", "arrived_on": "2025-02-10", "fee_notice_on": "2025-02-20", "answered_on": "2025-03-25", "result": "other_unpaid"},
    # 补正 never came
    {"applicant_kind": "person", "channel": "in_person", "arrived_on": "2025-03-03", "correction_sent_on": "2025-03-05", "correction_due_on": "2025-03-20", "answered_on": "2025-03-24", "result": "other_uncorrected"},
    # withdrawn
    {"applicant_kind": "person", "channel": "in_person", "arrived_on": "2025-04-01", "answered_on": "2025-04-08", "result": "other_rest"},
    # refused; reviewed and mended, answered anew, reviewed again and then sued: three cases of one request
    {"applicant_kind": "person", "channel": "in_person", "arrived_on": "2025-01-06", "answered_on": "2025-01-24", "result": "deny_third",
     "review_filed_on": "2025-02-10", "review_ended_on": "2025-04-01", "review_result": "corrected",
     "review2_filed_on": "2025-05-06", "review2_ended_on": "2025-07-01", "review2_result": "upheld", "suit_filed_on": "2025-07-10"},
    # sued at once
    {"applicant_kind": "other", "channel": "signed_mail", "arrived_on": "2025-05-12", "answered_on": "2025-05-30", "result": "none_held",
     "suit_filed_on": "2025-08-01", "suit_ended_on": "2025-12-01", "suit_result": "upheld"},
    # too many: reasons asked for, a longer term
    {"applicant_kind": "person", "channel": "in_person", "arrived_on": "2025-06-03", "reason_asked_on": "2025-06-05", "delayed_until": "2025-09-30", "answered_on": "2025-09-20", "result": "grant"},
    # open at the year's end
    {"applicant_kind": "person", "channel": "in_person", "arrived_on": "2025-12-22"},
]  # fmt: skip


def test_the_rows_of_the_year_are_those_written_down_by_hand() -> None:
    figures = derive_requests([request(n, **v) for n, v in enumerate(TEN, 1)], FORM, 2025).figures
    told = {cell: figure for cell, figure in figures.items() if figure and cell.endswith((".total", ".person"))}
    assert told == {
        "3.new.person": 5, "3.new.total": 8, "3.carried_in.person": 1, "3.carried_in.total": 1,
        "3.grant.person": 2, "3.grant.total": 2, "3.partial.total": 1, "3.deny_third.person": 1,
        "3.deny_third.total": 1, "3.none_held.total": 1, "3.other_uncorrected.person": 1,
        "3.other_uncorrected.total": 1, "3.other_unpaid.total": 1, "3.other_rest.person": 1, "3.other_rest.total": 1,
        "3.done.person": 5, "3.done.total": 8, "3.carried_out.person": 1, "3.carried_out.total": 1,
        "4.review.total": 2, "4.suit.total": 1, "4.suit_after.total": 1,
    }  # fmt: skip
    assert (figures["4.review.corrected"], figures["4.review.upheld"], figures["4.suit_after.pending"]) == (1, 1, 1)
    following = derive_requests([request(n, **v) for n, v in enumerate(TEN, 1)], FORM, 2026).figures
    assert (following["3.carried_in.total"], following["4.suit_after.pending"], following["4.review.total"]) == (
        1,
        1,
        0,
    )


def rules(**values: str) -> set[str]:
    found = check_requests([request(applicant_kind="person", **values)], REQUESTS, CALENDAR, date(2025, 12, 31))
    return {f.rule.removeprefix("request.") for f in found}


IN_PERSON = {"channel": "in_person", "arrived_on": "2025-03-03"}
DONE = {**IN_PERSON, "answered_on": "2025-03-20", "result": "grant"}


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({**DONE, "extended_days": "10", "extension_told_on": "2025-04-01"}, "extension_late"),  # 31 March was the last
        ({**DONE, "extended_days": "10"}, "extension_told"),
        ({**DONE, "extended_days": "30", "extension_told_on": "2025-03-20"}, "extension"),
        ({**DONE, "correction_sent_on": "2025-03-04", "correction_times": "2"}, "corrections"),
        ({**DONE, "correction_sent_on": "2025-03-04", "correction_due_on": "2025-04-30"}, "correction_term"),
        ({**DONE, "correction_sent_on": "2025-03-13"}, "correction"),  # the seventh working day is 12 March
        ({**DONE, "result": "skip_excess"}, "excess"),
        ({**DONE, "delayed_until": "2025-05-01"}, "delayed"),
        ({**DONE, "result": "other_unpaid"}, "unpaid"),
        ({**DONE, "result": "other_unpaid", "fee_notice_on": "2025-03-05"}, "unpaid"),  # 2 April is the last day to pay
        ({**DONE, "result": "other_uncorrected"}, "uncorrected"),
        ({**DONE, "result": "deny_law", "suit_filed_on": "2025-04-10"}, "review_first"),
        ({**DONE, "review_filed_on": "2025-04-10", "review_result": "upheld"}, "dispute_day"),
        ({**DONE, "review_filed_on": "2025-04-10", "review_ended_on": "2025-05-10"}, "dispute"),
        ({**DONE, "channel": "online"}, "confirm"),
        ({**DONE, "channel": "online", "confirmed_on": "2025-03-25"}, "order"),  # answered before it was confirmed
        ({**IN_PERSON, "fee_notice_on": "2025-03-05"}, "waiting"),
    ],
)
def test_a_doubtful_step_is_told(values: dict[str, str], rule: str) -> None:
    assert rule in rules(**values)


def test_a_request_done_by_the_book_has_nothing_said_of_it() -> None:
    assert rules(**DONE) == set()
    assert rules(**DONE, extended_days="10", extension_told_on="2025-03-31") == set()
    assert rules(**DONE, correction_sent_on="2025-03-12", correction_due_on="2025-03-20", correction_back_on="2025-03-18") == set()  # fmt: skip


def test_a_late_extension_is_no_error_and_names_both_days() -> None:
    values = {**DONE, "extended_days": "10", "extension_told_on": "2025-04-01", "applicant_kind": "person"}
    found = check_requests([request(**values)], REQUESTS, CALENDAR, date(2025, 12, 31))
    late = next(f for f in found if f.rule == "request.extension_late")
    assert late.severity is Severity.WARNING
    assert (late.expected, late.found) == ("2025年3月31日", "2025年4月1日")


def cell(text: str, across: int = 1, down: int = 1) -> Cell:
    return Cell((Paragraph((Run(text),)),), col_span=across, row_span=down)


def test_a_platforms_export_with_a_title_two_rows_of_headings_and_days_of_a_workbook() -> None:
    table = Table(
        (
            Row((cell("云岭县依申请公开办理情况表", 7),)),
            Row((cell("登记编号", down=2), cell("申请人", 2), cell("申请", 2), cell("办理", 2))),
            Row((cell("类型"), cell("姓名"), cell("方式"), cell("时间"), cell("答复日期"), cell("答复结果"))),
            Row((cell("1"), cell("自然人/公民"), cell("某甲"), cell("当面申请"), cell("45721"), cell("2025-03-28 10:22:31"), cell("予以公开"))),
            Row((cell("2"), cell("法人/商业企业"), cell("某乙"), cell("网上申请"), cell("2025年3月5日 9时"), cell("20250401"), cell("部分公开"))),
        ),
        (1.0,) * 7,
    )  # fmt: skip
    read = read_entries(Document((Section((table,)),)), REQUESTS, 2025)
    assert read.rows[0].values == {
        "number": "1", "applicant_kind": "person", "applicant_name": "某甲", "channel": "in_person",
        "arrived_on": "2025-03-05", "answered_on": "2025-03-28", "result": "grant",
    }  # fmt: skip
    assert read.rows[1].values["applicant_kind"] == "business"
    assert (read.rows[1].values["arrived_on"], read.rows[1].values["answered_on"]) == ("2025-03-05", "2025-04-01")
    assert read.sample[0] == "1"


def test_the_first_row_of_entries_is_not_taken_for_a_second_row_of_headings() -> None:
    heads = ["编号", "申请人类型", "申请时间", ""]
    table = Table(
        tuple(Row(tuple(cell(t) for t in row)) for row in (heads, ["1", "公民", "2025-03-05", "甲"])), (1.0,) * 4
    )
    read = read_entries(Document((Section((table,)),)), REQUESTS, 2025)
    assert (read.headings, len(read.rows)) == (tuple(heads), 1)


@pytest.mark.parametrize("text", ["10", "10个工作日", "10.0", "10天"])
def test_a_count_with_its_unit(text: str) -> None:
    assert REQUESTS.field("extended_days").taken(text, 2025) == "10"


def test_a_register_of_the_users_own_may_leave_same_out() -> None:
    raw = {k: v for k, v in load("registers/4_staff").items() if k != "same"}
    assert register_from(raw, {}).same == ("number",)
    assert Entry("staff", {}).text("name") == ""
