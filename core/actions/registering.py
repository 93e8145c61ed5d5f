"""Room: core. Entering, changing, importing and exporting entries of a register."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.actions.documents import Documents
from core.actions.ports import Store
from core.actions.touched import Touched
from core.errors import LedgerError
from core.registers.register import Entry, Field, FieldKind, Register
from core.registers.table import ReadEntries, sheet_of

NOT_UNDERSTOOD = {
    FieldKind.DAY: "看不懂这个日期，没有保存。请写成 3月5日 或 2026-03-05。",
    FieldKind.CHOICE: "不在可选的名称里，没有保存。请从列表中选择。",
    FieldKind.COUNT: "请填整数，没有保存。",
}


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do, shown before it is done: entries that are there already are changed, the others are new."""

    new: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    same: int
    problems: tuple[str, ...]


def add_entry(store: Store, register: Register, values: Mapping[str, str], now: datetime) -> tuple[Touched, int]:
    with store.step(f"登记{register.title}", now) as work:
        entry_id = work.registers.add(Entry(register.register_id, dict(values)))
        return work.touched, entry_id


def change_value(store: Store, register: Register, entry_id: int, key: str, text: str, now: datetime) -> Touched:
    """Keep what was typed into one field. Raises LedgerError where it is not understood; the old value stays."""
    each = register.field(key)
    value = understood(each, text, now.year)
    with store.step(f"修改{each.label}", now, merge=f"entry:{entry_id}:{key}") as work:
        entry = work.registers.get(entry_id)
        values = {k: v for k, v in {**entry.values, key: value}.items() if v}
        work.registers.put(replace(entry, values=values))
        return work.touched


def understood(each: Field, text: str, year: int) -> str:
    try:
        return each.taken(text, year)
    except ValueError:
        raise LedgerError(
            f"“{each.label}”：{NOT_UNDERSTOOD.get(each.kind, '没有保存。')}", detail=f"{len(text)} characters"
        ) from None  # a name may stand there: it goes into no log


def remove_entries(store: Store, register: Register, entry_ids: Sequence[int], now: datetime) -> Touched:
    with store.step(f"删除{register.title}{len(entry_ids)}{register.item}", now) as work:
        for entry_id in entry_ids:
            work.registers.remove(entry_id)
        return work.touched


def plan_import(store: Store, register: Register, read: ReadEntries) -> ImportPlan:
    """A row that names one entry (the register's `same`) changes that entry's told fields; one that an entry holds word
    for word changes nothing; any other row is new."""
    entries = store.registers.of(register.register_id)
    known, times = _named(register, entries), Counter(_name(register, row.values) for row in read.rows)
    held = Counter(frozenset(e.values.items()) for e in entries)
    new: list[Entry] = []
    changed: list[Entry] = []
    same = 0
    for row in read.rows:
        name, whole = _name(register, row.values), frozenset(row.values.items())
        before = known.get(name) if times[name] == 1 else None
        if held[whole] > 0 or (before and all(before.text(k) == v for k, v in row.values.items())):
            held[whole] -= 1
            same += 1
        elif before is None:
            new.append(Entry(register.register_id, row.values))
        else:
            changed.append(replace(before, values={**before.values, **row.values}))
    problems = tuple(
        f"第{row.row}行“{label}”填的是“{text}”，没有看懂，按原文保留。"
        for row in read.rows
        for label, text in row.problems.items()
    )
    return ImportPlan(tuple(new), tuple(changed), same, problems)


def _name(register: Register, values: Mapping[str, str]) -> tuple[str, ...]:
    """What tells entries apart; () where the first of it is blank."""
    name = tuple(values.get(key, "") for key in register.same)
    return name if name and name[0] else ()


def _named(register: Register, entries: Iterable[Entry]) -> dict[tuple[str, ...], Entry]:
    """Entries that no other has the name of."""
    found = [(_name(register, e.values), e) for e in entries]
    times = Counter(name for name, _ in found)
    return {name: e for name, e in found if name and times[name] == 1}


def import_entries(store: Store, register: Register, planned: ImportPlan, now: datetime) -> Touched:
    """All of it in one step."""
    with store.step(f"导入{register.title}", now) as work:
        for entry in planned.new:
            work.registers.add(entry)
        for entry in planned.changed:
            work.registers.put(entry)
        return work.touched


def export_entries(
    documents: Documents, register: Register, entries: Sequence[Entry], place: str, *, private: bool = False
) -> None:
    documents.write_sheets((sheet_of(register, entries, private=private),), place)
