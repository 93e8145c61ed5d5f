"""An intake as charts: every unit and task stands there once, and the words say the figures."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.chart import Tone, in_words
from core.intake.charting import by_task, by_unit, intake_charts, over_time
from core.intake.returned import Intake, Terms, UnitReturn
from core.ledger.ledger import Declared, Head, Ledger, LedgerTask

TASKS = tuple(LedgerTask(n, topic=f"任务{n}") for n in range(1, 5))
PLAN = Ledger("台账", 2026, Head(), Declared(), (), TASKS, frozenset())


def intake(*units: UnitReturn, due_on: date | None = date(2026, 7, 10)) -> Intake:
    return Intake(PLAN, Terms("第一期", due_on), (), units)


def unit(name: str, said: tuple[int, ...], day: int = 0, on_time: bool | None = True, **rest) -> UnitReturn:
    texts = dict.fromkeys(said, "已公开。")
    came = date(2026, 7, day) if day else None
    return UnitReturn(name, True, True, True, on_time, came, (0, 1, 2), texts, **rest)


def test_a_units_bar_tells_filled_blank_and_late_in_words_too() -> None:
    late, silent = unit("甲镇", (0, 1), 12, on_time=False), UnitReturn("乙镇", due=(0, 1))
    bars = {b.name: b for b in by_unit(intake(late, silent)).bars}
    assert bars["甲镇"].parts == ((Tone.SOON, 2), (Tone.REST, 1))
    assert bars["甲镇"].told == "2 项，未填 1，迟报"
    assert bars["乙镇"].told == "未报送，应报 2 项"


def test_a_tasks_bar_counts_those_that_said_something_and_those_that_must() -> None:
    bars = by_task(intake(unit("甲镇", (0, 3)), unit("乙镇", (0,)))).bars
    assert [b.told for b in bars] == [
        "2 个单位，应报 2",
        "0 个单位，应报 2",
        "0 个单位，应报 2",
        "1 个单位，应报 0",
    ]


def test_charts_without_anything_to_show_are_left_out() -> None:
    assert [c.title for c in intake_charts(intake(UnitReturn("乙镇", due=(0,))))] == [
        "第一期各单位填报情况（项）",
        "第一期各项任务填报情况（单位数）",
    ]


@given(days=st.lists(st.integers(0, 28), max_size=20))
def test_the_count_only_grows_and_ends_with_all_that_have_a_day(days: list[int]) -> None:
    chart = over_time(intake(*(unit(f"第{n}镇", (0,), day) for n, day in enumerate(days))))
    counts = [count for _, count in chart.steps]
    assert counts == sorted(set(counts))
    assert (counts[-1] if counts else 0) == sum(day > 0 for day in days)
    assert [day for day, _ in chart.steps] == sorted({date(2026, 7, day) for day in days if day})


def test_a_chart_can_be_read_aloud() -> None:
    made = intake(unit("甲镇", (0, 1, 2), 8), unit("乙镇", (0,), 9))
    assert in_words(over_time(made)) == (
        "第一期报送进度（累计单位数）（共 2 个单位，报送期限2026年7月10日）：7月8日 1个单位；7月9日 2个单位"
    )
    assert "甲镇 3 项" in in_words(by_unit(made))
