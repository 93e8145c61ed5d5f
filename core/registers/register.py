"""Room: core. One manner for every register: fields as data (resources/registers), entries as texts under field keys.

An entry keeps what was typed or imported as text, so that nothing is lost where a day or a choice is not understood;
a day is kept as 2026-03-05 and a choice by its key once it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, cast

from core.days import parse_day
from core.errors import LedgerError
from core.squeezed import FOLD

Raw = Mapping[str, Any]
YES = "1"
_PARTED = re.compile(r"[/、,;|]|--?|—")
_TIME = re.compile(r"(?:[\sT]+\d{1,2}|(?<=日)\d{1,2})[:：时].*$")
_SERIAL = re.compile(r"[34]\d{4}(?:\.\d+)?")  # 1982 to 2036
_RUN = re.compile(r"(?:19|20)\d{6}")
_WORKBOOK_DAY_0 = date(1899, 12, 30)
_COUNT = re.compile(r"(\d+)(?:\.0+)?\s*(?:个?工作日|个|天|日|次|月份?|年度?)?")
_YES_WORDS = frozenset({"1", "是", "√", "✓", "有", "y", "yes", "true"})


class FieldKind(StrEnum):
    TEXT = "text"
    LONG = "long"
    DAY = "day"
    CHOICE = "choice"
    COUNT = "count"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    label: str
    alias: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """`alias`: headings of imported tables that mean it. `hint` stands under it in the window."""

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    alias: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    hint: str = ""

    def shown(self, value: str) -> str:
        """As a person reads it; a value that was never understood stays as it is."""
        if self.kind is FieldKind.CHOICE:
            return next((c.label for c in self.choices if c.key == value), value)
        if self.kind is FieldKind.TICK:
            return "是" if value == YES else value
        day = day_in(value) if self.kind is FieldKind.DAY else None
        return f"{day.year}年{day.month}月{day.day}日" if day else value

    def taken(self, text: str, year: int) -> str:
        """What is kept of a typed or imported text; `year` completes 3月5日. ValueError where it is not understood."""
        plain = text.strip()
        if not plain:
            return ""
        if self.kind is FieldKind.CHOICE:
            return self._choice(plain)
        if self.kind is FieldKind.DAY:
            return _day_of(plain, year).isoformat()
        if self.kind is FieldKind.COUNT:
            return str(_count_of(plain))
        if self.kind is FieldKind.TICK:
            return YES if plain.casefold() in _YES_WORDS else ""
        return plain

    def _choice(self, text: str) -> str:
        """By name; else the one choice whose name stands in the text, or in whose name the text stands."""
        wanted = plain(text)
        names = {c.key: [plain(n) for n in (c.key, c.label, *c.alias)] for c in self.choices}
        parts = {wanted, *_PARTED.split(wanted)}  # 自然人/公民
        exact = [key for key, known in names.items() if wanted in known] or [
            key for key, known in names.items() if parts.intersection(known)
        ]
        part = [key for key, known in names.items() if any(_within(n, wanted) or _within(wanted, n) for n in known)]
        found = exact or part
        if len(found) != 1:
            raise ValueError(text)
        return found[0]


@dataclass(frozen=True, slots=True)
class Register:
    """`shown`: columns of the list. `private`: fields that no export, embedded data or diagnostics ever holds.

    `same`: an imported row with these values is the entry that has them already.
    """

    register_id: str
    title: str
    item: str  # 件, 人
    fields: tuple[Field, ...]
    shown: tuple[str, ...]
    private: frozenset[str] = frozenset()
    notice: str = ""
    same: tuple[str, ...] = ("number",)
    _by_key: dict[str, Field] = field(default_factory=dict[str, Field], compare=False, repr=False)

    def field(self, key: str) -> Field:
        return self._fields[key]

    def get(self, key: str) -> Field | None:
        return self._fields.get(key)

    @property
    def _fields(self) -> dict[str, Field]:
        if not self._by_key:  # asked for many thousand times by a long list
            self._by_key.update({f.key: f for f in self.fields})
        return self._by_key


@dataclass(frozen=True, slots=True)
class Entry:
    """`values`: field key → kept text; a key without a value is left out. `entry_id` is 0 until stored."""

    register: str
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    entry_id: int = 0

    def text(self, key: str) -> str:
        return self.values.get(key, "")

    def day(self, key: str) -> date | None:
        """None where it is blank or no day."""
        return day_in(self.text(key))

    def count(self, key: str) -> int:
        text = self.text(key)
        return int(text) if text.isascii() and text.isdigit() else 0


def plain(text: str) -> str:
    """Without white space and with half-width letters, digits and brackets: to compare headings and names."""
    return "".join(text.split()).translate(FOLD)


def _day_of(text: str, year: int) -> date:
    """A typed day, one with a time of day (2025-03-05 10:22:31), 20250305, or a workbook's number of a day (45721)."""
    bare = _TIME.sub("", text.replace("／", "/")).strip()
    if _SERIAL.fullmatch(bare):
        return _WORKBOOK_DAY_0 + timedelta(days=int(bare.split(".")[0]))
    if _RUN.fullmatch(bare):
        return date(int(bare[:4]), int(bare[4:6]), int(bare[6:]))
    day = parse_day(bare, year)
    if day is None:
        raise ValueError(text)
    return day


def _count_of(text: str) -> int:
    """10, 10个工作日, 3月, 2025.0."""
    found = _COUNT.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return int(found[1])


def _within(name: str, text: str) -> bool:
    return len(name) > 2 and name in text


def day_in(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


def register_from(raw: Raw, choices: Mapping[str, Sequence[Choice]]) -> Register:
    """From the plain mapping of a TOML file; `choices` by the word that a field's `choices_from` names.

    Raises LedgerError where the file (a user's own) is not understood.
    """
    try:
        fields = tuple(_field(f, choices) for f in cast("Sequence[Raw]", raw["fields"]))
        keys = {f.key for f in fields}
        return Register(
            str(raw["id"]),
            str(raw["title"]),
            str(raw.get("item", "条")),
            fields,
            tuple(k for k in cast("Sequence[str]", raw.get("shown", ())) if k in keys),
            frozenset(cast("Sequence[str]", raw.get("private", ()))),
            str(raw.get("notice", "")),
            tuple(map(str, raw.get("same", ("number",)))),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as e:
        name = raw.get("title") or raw.get("id") or ""
        message = f"登记簿“{name}”的栏目文件写得不对，没有采用；已登记的内容不受影响。每个栏目要有 key 和 label。"
        raise LedgerError(message, detail=repr(e)) from e


def _field(raw: Raw, choices: Mapping[str, Sequence[Choice]]) -> Field:
    own = tuple(
        Choice(str(c["key"]), str(c["label"]), tuple(map(str, c.get("alias", ()))))
        for c in cast("Sequence[Raw]", raw.get("choices", ()))
    )
    given = tuple(choices.get(str(raw.get("choices_from", "")), ()))
    return Field(
        str(raw["key"]),
        str(raw["label"]),
        FieldKind(raw.get("kind", "text")),
        tuple(map(str, raw.get("alias", ()))),
        own or given,
        str(raw.get("hint", "")),
    )
