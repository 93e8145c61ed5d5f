"""Tables 三 and 四 are the counted entries, and they balance by themselves."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.registers.derive_requests import derive_requests
from core.registers.request import Request
from tests.core.registers.samples import FORM, REQUESTS, request

KINDS = [c.key for c in REQUESTS.field("applicant_kind").choices]
RESULTS = [c.key for c in REQUESTS.field("result").choices]
OUTCOMES = [c.key for c in REQUESTS.field("review_result").choices if c.key != "pending"]
DAYS = st.dates(date(2024, 6, 1), date(2026, 6, 30))


@st.composite
def told_requests(draw: st.DrawFn) -> list[Request]:
    made: list[Request] = []
    for number in range(1, draw(st.integers(0, 40)) + 1):
        arrived = draw(DAYS)
        values = {
            "channel": "in_person",
            "arrived_on": arrived.isoformat(),
            "applicant_kind": draw(st.sampled_from(KINDS)),
        }
        if draw(st.booleans()):
            answered = arrived + timedelta(days=draw(st.integers(0, 200)))
            values |= {"answered_on": answered.isoformat(), "result": draw(st.sampled_from(RESULTS))}
            if draw(st.booleans()):
                values["suit_filed_on"] = (answered + timedelta(days=30)).isoformat()
        if draw(st.booleans()):
            filed = arrived + timedelta(days=draw(st.integers(0, 90)))
            values["review_filed_on"] = filed.isoformat()
            if draw(st.booleans()):
                ended = filed + timedelta(days=draw(st.integers(0, 300)))
                values |= {"review_ended_on": ended.isoformat(), "review_result": draw(st.sampled_from(OUTCOMES))}
        made.append(request(number, **values))
    return made


@given(told_requests(), st.sampled_from([2024, 2025, 2026]))
def test_every_figure_is_the_number_of_its_entries_and_every_sum_rule_holds(made: list[Request], year: int) -> None:
    derived = derive_requests(made, FORM, year)
    for cell, figure in derived.figures.items():
        assert figure == len(set(derived.entries.get(cell, ())))
    for rule in FORM.sums:
        if not rule.left[0].startswith("2."):
            assert sum(derived.figures[c] for c in rule.left) == sum(derived.figures[c] for c in rule.right), rule.place


@given(told_requests())
def test_what_one_year_carries_out_the_next_carries_in(made: list[Request]) -> None:
    this, following = derive_requests(made, FORM, 2025).figures, derive_requests(made, FORM, 2026).figures
    assert all(this[f"3.carried_out.{k}"] == following[f"3.carried_in.{k}"] for k in (*KINDS, "total"))


def test_results_are_named_as_the_form_prints_them_and_found_by_short_names() -> None:
    field = REQUESTS.field("result")
    assert len(field.choices) == 21
    assert field.taken("予以公开", 2025) == "grant"
    assert field.taken("（三）不予公开 1.属于国家秘密", 2025) == "deny_secret"
    assert field.taken("重复申请", 2025) == "skip_repeat"
    assert field.shown("partial").startswith("（二）部分公开")
