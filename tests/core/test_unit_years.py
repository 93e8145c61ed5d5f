"""Units over the years: who exists when, who goes on with whose figures."""

from hypothesis import given
from hypothesis import strategies as st

from core.unit_years import exists_in, forebears, heirs, history_of, in_force
from core.units import Unit

UNITS = (
    Unit("扶贫办", until=2020, successors=("乡村振兴局",), unit_id=1),
    Unit("乡村振兴局", since=2021, until=2023, successors=("农业农村局",), aliases=("扶贫办",), unit_id=2),
    Unit("农业农村局", aliases=("乡村振兴局", "农业局"), unit_id=3),
    Unit("教体局", until=2024, successors=("教育局", "体育局"), unit_id=4),
    Unit("教育局", since=2025, unit_id=5),
    Unit("体育局", since=2025, unit_id=6),
)


def names(units: tuple[Unit, ...]) -> list[str]:
    return [u.name for u in units]


def test_each_year_has_its_own_units() -> None:
    assert names(in_force(UNITS, 2022)) == ["乡村振兴局", "农业农村局", "教体局"]
    assert names(in_force(UNITS, 2025)) == ["农业农村局", "教育局", "体育局"]
    assert names(in_force(UNITS)) == ["农业农村局", "教育局", "体育局"]


def test_a_name_is_an_alias_only_when_nobody_bears_it_himself() -> None:
    assert next(u for u in in_force(UNITS, 2022) if u.name == "农业农村局").aliases == ("农业局",)
    assert "乡村振兴局" in next(u for u in in_force(UNITS, 2025) if u.name == "农业农村局").aliases


def test_last_years_figures_follow_the_successors() -> None:
    assert names(heirs(UNITS, "扶贫办", 2022)) == ["乡村振兴局"]
    assert names(heirs(UNITS, "扶贫办", 2025)) == ["农业农村局"]
    assert names(heirs(UNITS, "教体局", 2025)) == ["教育局", "体育局"]
    assert names(heirs(UNITS, "教体局", 2024)) == ["教体局"]
    assert heirs(UNITS, "没有的局", 2025) == ()


def test_a_unit_goes_on_with_the_figures_of_those_before_it() -> None:
    assert names(forebears(UNITS, "农业农村局", 2023)) == ["乡村振兴局", "农业农村局"]
    assert names(forebears(UNITS, "体育局", 2024)) == ["教体局"]


def test_a_circle_of_successors_ends() -> None:
    circle = (Unit("甲", until=2020, successors=("乙",)), Unit("乙", until=2021, successors=("甲",)))
    assert heirs(circle, "甲", 2025) == ()
    assert names(forebears(circle, "乙", 2020)) == ["甲", "乙"]


def test_the_history_is_told_in_words() -> None:
    assert history_of(UNITS, UNITS[1]) == ("2021年，由“扶贫办”更名", "到2023年底为止，以后由“农业农村局”承接")
    assert history_of(UNITS, UNITS[2]) == ("2024年，“乡村振兴局”并入",)
    assert history_of(UNITS, UNITS[4]) == ("2025年，从“教体局”分出",)
    assert history_of(UNITS, Unit("新局")) == ()


@given(st.integers(2015, 2030), st.sampled_from(UNITS))
def test_an_heir_exists_in_the_year_asked_for(year: int, unit: Unit) -> None:
    assert all(exists_in(h, year) for h in heirs(UNITS, unit.name, year))
