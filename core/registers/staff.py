"""Room: core. 政务公开工作人员: who does it now, who came and went, and the 变更报备表."""

from collections.abc import Iterable, Sequence
from datetime import date

from core.days import shown_day
from core.document import Document
from core.drafting import body, draft, signed, table, title
from core.finding import Finding, Severity
from core.registers.register import Entry, Register

REGISTER = "staff"
ROLES = ("leader", "head", "clerk")


def in_office(entries: Iterable[Entry], day: date) -> tuple[Entry, ...]:
    """Who works on it that day; an entry without days always does."""
    return tuple(e for e in entries if _since(e) <= day and (e.day("until_on") or date.max) >= day)


def _since(entry: Entry) -> date:
    return entry.day("since_on") or date.min


def unreported(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Those who came or went since it was last reported."""
    changed: list[Entry] = []
    for entry in entries:
        days = [d for d in (entry.day("since_on"), entry.day("until_on")) if d]
        told = entry.day("reported_on")
        if days and (told is None or max(days) > told):
            changed.append(entry)
    return tuple(changed)


def change_form(register: Register, entries: Sequence[Entry], unit: str, today: date) -> Document:
    """政务公开工作人员变更报备表: who went, who came, and the roster as it stands; blanks are left to fill in."""
    changed = unreported(entries)
    name = "政务公开工作人员变更报备表"
    rows = [
        (
            "离岗" if e.day("until_on") else "到岗",
            e.text("name"),
            register.field("role").shown(e.text("role")),
            e.text("department"),
            e.text("post"),
            e.text("phone"),
            shown_day(e.day("until_on") or e.day("since_on")),
        )
        for e in changed
    ]
    now = [
        (
            register.field("role").shown(e.text("role")),
            e.text("name"),
            e.text("department"),
            e.text("post"),
            e.text("phone"),
        )
        for e in sorted(in_office(entries, today), key=lambda e: _rank(e))
    ]
    blocks = [
        title(name),
        body(f"单位（盖章）：{unit}"),
        body("一、本次变更" if rows else "一、本次变更：无。"),
        *(
            [
                table(
                    ("变动", "姓名", "分工", "股室", "职务", "办公电话", "日期"),
                    rows,
                    (1, 1.2, 1.5, 1.6, 1.3, 2.4, 2.6),
                )
            ]
            if rows
            else []
        ),
        body("二、变更后的工作人员"),
        table(("分工", "姓名", "股室", "职务", "办公电话"), now, (1.6, 1.3, 2, 1.6, 2)),
        body(""),
        signed(unit),
        signed(f"{today.year}年{today.month}月{today.day}日"),
    ]
    return draft(blocks, name)


def _rank(entry: Entry) -> int:
    role = entry.text("role")
    return ROLES.index(role) if role in ROLES else len(ROLES)


def check_staff(entries: Sequence[Entry], today: date) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for entry in unreported(entries):
        days = [d for d in (entry.day("since_on"), entry.day("until_on")) if d]
        message = f"“{entry.text('name')}”{shown_day(max(days))}有变动，还没有登记报备日期。"
        found.append(Finding(Severity.WARNING, "staff.report", message, (f"entry:{entry.entry_id}.reported_on",)))
    here = {e.text("role") for e in in_office(entries, today)}
    if entries and "clerk" not in here:
        found.append(Finding(Severity.WARNING, "staff.none", "名册里现在没有在岗的工作人员，请登记接手的人。"))
    return tuple(found)
