"""The shipped register and form, and short ways to make requests."""

import tomllib
from pathlib import Path

from core.calendar import WorkCalendar
from core.registers.register import Entry, Register, register_from
from core.registers.request import Request, choices_of, request_of
from core.report.form_build import form_from

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


def load(name: str) -> dict[str, object]:
    return tomllib.loads((RESOURCES / f"{name}.toml").read_text("utf-8"))


FORM = form_from(load("forms/annual_report_2021"))
CALENDAR = WorkCalendar.from_mappings(
    tomllib.loads(p.read_text("utf-8")) for p in (RESOURCES / "calendars").glob("*.toml")
)
REQUESTS: Register = register_from(load("registers/1_requests"), choices_of(FORM))


def request(entry_id: int = 1, **values: str) -> Request:
    return request_of(Entry("requests", values, entry_id))
