"""Room: core. A list of units as a document: one name a line, or a table with kinds, short names and telephones."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from core.clause_text import looks_like_unit
from core.document import Document, Paragraph, Row, Table, grid_of, text_cell
from core.sheets import Sheet
from core.units import FLAG_LABELS, KIND_LABELS, Flag, Unit, UnitDirectory, usual_flags

NAME, KIND, ALIASES, CONTACT, PHONE = "单位名称", "类别", "简称", "联系人", "联系电话"
WORDS = {
    NAME: "单位名称|单位|名称|单位全称|全称|部门名称|部门|责任单位|成员单位|填报单位|机构名称|机关名称|乡镇街道|镇街",
    KIND: "类别|单位类别|单位性质|性质|类型",
    ALIASES: "简称|单位简称|又称|别名|其他名称",
    CONTACT: "联系人|联络员|经办人|填报人|联系人姓名|信息员",
    PHONE: "联系电话|电话|手机|手机号码|办公电话|联系方式|电话号码",
} | {FLAG_LABELS[flag]: FLAG_LABELS[flag] for flag in Flag}
_KNOWN = {word: heading for heading, words in WORDS.items() for word in words.split("|")}
_NUMBERED = re.compile(r"^\s*(?:[（(]\d{1,3}[）)][.、．]?|\d{1,3}[.、．\s]|[一二三四五六七八九十]+、)\s*")
_BETWEEN = re.compile(r"[、，,；;\t\n/／]")
_YES = frozenset("✓√✔☑是有1yY对")
ALIKE = 84.0  # percent from which a new name is told to be like one that is there


@dataclass(frozen=True, slots=True)
class Listed:
    """One unit of a list; `told` are the headings whose cell said something (flags: whose column is there)."""

    unit: Unit
    told: frozenset[str] = frozenset({NAME})


@dataclass(frozen=True, slots=True)
class ListChange:
    """What taking over one line of a list would do. `before` None: a new unit, with the name most like it if any."""

    after: Unit
    before: Unit | None = None
    like: str = ""


def listed_units(document: Document) -> tuple[Listed, ...]:
    """The units of a list in any document; a table without a heading that we know gives its names alone."""
    found: dict[str, Listed] = {}
    for block in document.blocks:
        lines = _in_text(block.text) if isinstance(block, Paragraph) else _in_table(block)
        for listed in lines:
            found.setdefault(listed.unit.name, listed)
    return tuple(found.values())


def units_of(document: Document) -> tuple[Unit, ...]:
    """The same, the units alone."""
    return tuple(listed.unit for listed in listed_units(document))


def _in_text(text: str) -> list[Listed]:
    """One a line, or several with marks between them; numbers before the names are left out."""
    names = ("".join(_NUMBERED.sub("", part).split()) for part in _BETWEEN.split(text))
    return [Listed(Unit(name)) for name in names if looks_like_unit(name)]


def _in_table(table: Table) -> list[Listed]:
    found: list[Listed] = []
    columns: dict[str, int] = {}
    for row in grid_of(table):
        texts = [placed.cell.text.strip() if placed else "" for placed in row]
        headings = {_KNOWN[word]: i for i, t in enumerate(texts) if (word := "".join(t.split())) in _KNOWN}
        if NAME in headings and (len(headings) > 1 or not columns):
            columns = headings
        elif columns:
            found += _in_row(texts, columns)
        elif name := next((n for t in texts if looks_like_unit(n := _NUMBERED.sub("", "".join(t.split())))), ""):
            found.append(Listed(Unit(name)))
    return found


def _in_row(texts: Sequence[str], columns: Mapping[str, int]) -> list[Listed]:
    def text(heading: str) -> str:
        return texts[columns[heading]] if heading in columns else ""

    name = _NUMBERED.sub("", "".join(text(NAME).split()))
    if not 2 <= len(name) <= 40:
        return []
    flags = Unit(name).flags
    for flag, heading in FLAG_LABELS.items():
        if heading in columns:
            flags = flags | {flag} if text(heading)[:1] in _YES and text(heading) else flags - {flag}
    kind = next((k for k, label in KIND_LABELS.items() if label == text(KIND)), "")
    aliases = tuple(a.strip() for a in _BETWEEN.split(text(ALIASES)) if a.strip())
    unit = Unit(name, kind, aliases, flags, contact=text(CONTACT), phone=text(PHONE))
    ticks = set(FLAG_LABELS.values())
    return [Listed(unit, frozenset(h for h in columns if h in ticks or text(h)))]


def list_changes(listed: Iterable[Listed], units: Sequence[Unit], directory: UnitDirectory) -> tuple[ListChange, ...]:
    """What is new in a list and what it says otherwise; a cell that it leaves blank changes nothing."""
    there = [u for u in units if u.until is None]
    changes: list[ListChange] = []
    for one in listed:
        before = _known(one.unit.name, there, directory)
        if before is None:
            fresh = one.unit if one.told & set(FLAG_LABELS.values()) else _as_usual(one.unit, directory)
            changes.append(ListChange(fresh, like=_most_like(fresh.name, there, directory)))
        elif (after := _told(before, one, directory)) != before:
            changes.append(ListChange(after, before))
    return tuple(changes)


def _as_usual(unit: Unit, directory: UnitDirectory) -> Unit:
    return replace(unit, flags=usual_flags(unit.kind or directory.kind_of(unit.name)))


def _known(name: str, units: Sequence[Unit], directory: UnitDirectory) -> Unit | None:
    exact = next((u for u in units if u.name == name or name in u.aliases), None)
    own = directory.bodies.parse(name)
    return exact or next((u for u in units if directory.bodies.parse(u.name).same_as(own)), None)


def _most_like(name: str, units: Sequence[Unit], directory: UnitDirectory) -> str:
    """A name that may be the same one; two standard bodies and two towns are alike by accident."""
    known = directory.bodies.kinds.keys()
    if directory.bodies.parse(name).bodies & known or directory.kind_of(name) in ("town", "street", "village"):
        return ""
    best = process.extractOne(name, [u.name for u in units], scorer=fuzz.ratio, score_cutoff=ALIKE)
    return best[0] if best else ""


def _told(before: Unit, one: Listed, directory: UnitDirectory) -> Unit:
    said, told = one.unit, one.told
    kind = said.kind if said.kind != directory.kind_of(before.name) else before.kind
    flags = before.flags
    for flag, heading in FLAG_LABELS.items():
        if heading in told:
            flags = flags | {flag} if flag in said.flags else flags - {flag}
    aliases = tuple(dict.fromkeys((*before.aliases, *(a for a in said.aliases if a != before.name))))
    return replace(
        before,
        kind=kind or before.kind,
        aliases=aliases,
        flags=flags,
        contact=said.contact or before.contact,
        phone=said.phone or before.phone,
    )


def list_sheet(units: Iterable[Unit], directory: UnitDirectory) -> Sheet:
    """The directory as a sheet that `listed_units` reads back: those that still exist, in their order."""
    headings = ("序号", NAME, KIND, ALIASES, *FLAG_LABELS.values(), CONTACT, PHONE)
    rows = [_row(headings)]
    for number, unit in enumerate((u for u in units if u.until is None), 1):
        ticks = ("√" if flag in unit.flags else "" for flag in FLAG_LABELS)
        kind = KIND_LABELS.get(unit.kind or directory.kind_of(unit.name), "")
        cells = (str(number), unit.name, kind, "、".join(unit.aliases), *ticks, unit.contact, unit.phone)
        rows.append(_row(cells))
    widths = (12.0, 60.0, 26.0, 46.0, *(20.0 for _ in FLAG_LABELS), 22.0, 34.0)
    return Sheet("单位名录", Table(tuple(rows), widths, header_rows=1))


def _row(texts: Iterable[str]) -> Row:
    return Row(tuple(text_cell(text) for text in texts))
