"""Last year's report follows a unit that was renamed; merged units are added up; a split takes nothing along."""

from core.report.record import ReportHead, compared, merged_from
from core.unit_years import called_before
from core.units import Unit

RENAMED = (Unit("云岭县扶贫办", until=2024, successors=("云岭县乡村振兴局",)), Unit("云岭县乡村振兴局", since=2025))
MERGED = (
    Unit("云岭县文化局", until=2024, successors=("云岭县文化和旅游局",)),
    Unit("云岭县旅游局", until=2024, successors=("云岭县文化和旅游局",)),
    Unit("云岭县文化和旅游局", since=2025),
)
SPLIT = (
    Unit("云岭县卫生计生局", until=2024, successors=("云岭县卫生健康局", "云岭县医疗保障局")),
    Unit("云岭县卫生健康局", since=2025),
    Unit("云岭县医疗保障局", since=2025),
)


def heads(*units: str) -> list[ReportHead]:
    return [ReportHead(i, 2024, unit) for i, unit in enumerate(units, 1)]


def now(unit: str) -> ReportHead:
    return ReportHead(9, 2025, unit)


def test_a_renamed_unit_is_compared_with_its_report_under_the_old_name() -> None:
    names = called_before(RENAMED, "云岭县乡村振兴局", 2024)
    assert names == ("云岭县扶贫办",)
    last = compared(now("云岭县乡村振兴局"), heads("云岭县财政局", "云岭县扶贫办"), names)
    assert last is not None
    assert last.unit == "云岭县扶贫办"


def test_of_merged_units_all_reports_or_none_are_taken() -> None:
    names = called_before(MERGED, "云岭县文化和旅游局", 2024)
    head = now("云岭县文化和旅游局")
    assert compared(head, heads("云岭县文化局", "云岭县旅游局"), names) is None
    assert [h.unit for h in merged_from(head, heads("云岭县文化局", "云岭县旅游局"), names)] == list(names)
    assert merged_from(head, heads("云岭县文化局"), names) == ()


def test_a_unit_split_off_takes_no_figures_of_the_whole() -> None:
    assert called_before(SPLIT, "云岭县医疗保障局", 2024) == ()
