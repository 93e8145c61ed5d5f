"""Facts that a user wrote wrongly are told in Chinese: found by tools/fuzz.py as tracebacks."""

from collections.abc import Callable
from datetime import date

import pytest

from core.calendar import WorkCalendar
from core.errors import LedgerError
from core.report.form_build import form_from
from core.units import UnitDirectory


@pytest.mark.parametrize(
    "mapping",
    [
        {},
        {"year": "今年"},
        {"year": 2026, "holidays": [{"name": "春节"}]},
        {"year": 2026, "holidays": [{"off": []}]},
        {"year": 2026, "holidays": [{"name": "春节", "off": date(2026, 2, 16)}]},
        {"year": 2026, "holidays": [{"name": "春节", "off": "2026-02-16"}]},
        {"year": 2026, "holidays": 1},
    ],
)
def test_a_calendar_that_is_none_is_told(mapping: dict[str, object]) -> None:
    told(lambda: WorkCalendar.from_mappings([mapping]), "节假日安排")


@pytest.mark.parametrize(
    "mapping",
    [
        {"names": {"department": {"教育局": date(2026, 1, 1)}}},
        {"names": ["教育局"]},
        {"suffixes": [{"endings": ["局"]}]},
        {"groups": 1},
        {"groups": {"words": [1]}},
    ],
)
def test_units_that_are_none_are_told(mapping: dict[str, object]) -> None:
    told(lambda: UnitDirectory.from_mapping(mapping), "单位名称")


def test_a_report_form_whose_rule_names_no_table_is_told() -> None:
    rule = {"id": "r", "kind": "sum", "source": "official", "severity": "error", "message": "x", "table": "9"}
    raw: dict[str, object] = {"id": "自拟", "tables": [], "rules": [{**rule, "each": "rows", "left": [], "right": []}]}
    with pytest.raises(LedgerError, match="“自拟”有误"):
        form_from(raw)


def told(read: Callable[[], object], subject: str) -> None:
    with pytest.raises(LedgerError, match="资料文件写得不对") as caught:
        read()
    assert caught.value.message.startswith(subject)
