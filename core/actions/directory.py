"""Room: core. The directory of units (单位名录): joined with the standard names, proposed, added to, mended."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from core.actions.ports import Store
from core.actions.touched import Touched
from core.actions.unit_mentions import rename_mentions, renamed_in_directory
from core.clauses import Responsibility
from core.errors import LedgerError
from core.plan.decisions import name_decisions, propose_units
from core.unit_list import ListChange
from core.unit_years import in_force
from core.units import Unit, UnitDirectory, usual_flags

_FORMAL = {"town": ("镇", "乡"), "street": ("街道",)}
_BEHIND = {"town": "人民政府", "street": "办事处"}


def directory_with(store: Store, base: UnitDirectory, year: int = 0) -> UnitDirectory:
    """The standard bodies and groups of `base` with the store's units of that year (0 = today's) and decisions."""
    return replace(base, units=in_force(store.units.all(), year), meanings=store.units.meanings())


def proposed_units(tasks: Sequence[Responsibility], directory: UnitDirectory, place: str = "") -> tuple[Unit, ...]:
    """Units that the tasks name and the directory has not yet, in full (云岭县财政局, 云岭镇人民政府).

    A name nearly the same as another is left to its decision (name_decisions).
    """
    open_names = {d.name for d in name_decisions(tasks, directory) if d.choices}
    asked = [Responsibility((), tuple(n for n in t.names if n not in open_names)) for t in tasks]
    found = [_formal(u, place) for u in propose_units(asked, directory, place)]
    kept: list[Unit] = []
    # 行政审批局 may be one of two bodies: it is no second unit where 行政审批服务局 is printed too.
    for unit in sorted(found, key=lambda u: len(directory.bodies.parse(u.name).bodies)):
        if not is_there(directory, unit.name) and not is_there(replace(directory, units=tuple(kept)), unit.name):
            kept.append(unit)
    return tuple(replace(u, flags=usual_flags(u.kind)) for u in found if u in kept)


def _formal(unit: Unit, place: str) -> Unit:
    name = unit.name.removeprefix(place)
    if unit.kind in _FORMAL and name.endswith(_FORMAL[unit.kind]) and len(name) > 2:
        return replace(unit, name=name + _BEHIND[unit.kind])
    return unit


def is_there(directory: UnitDirectory, name: str) -> bool:
    """Whether a unit of the directory is meant by this full name."""
    own = directory.bodies.parse(name)
    return any(
        u.name == name or name in u.aliases or own.same_as(directory.bodies.parse(u.name)) for u in directory.units
    )


def add_units(store: Store, units: Iterable[Unit], now: datetime) -> Touched:
    """Add those that are not there yet by name, with the kind that each has or gets later by its name."""
    with store.step("添加单位", now) as work:
        taken = _names(work.units.all())
        for unit in units:
            if unit.name not in taken:
                work.units.add(replace(unit, unit_id=0))
                taken[unit.name] = unit.name
    return work.touched


def take_list(store: Store, changes: Sequence[ListChange], now: datetime) -> Touched:
    """Take over what was confirmed of a list, as one step: new units behind the others, told fields of the known."""
    with store.step(f"从名单导入{len(changes)}个单位", now) as work:
        for change in changes:
            unit = tidy(change.after)
            check_names(work.units.all(), unit)
            if change.before is None:
                work.units.add(replace(unit, unit_id=0))
            else:
                work.units.put(unit)
    return work.touched


def change_unit(store: Store, unit: Unit, now: datetime) -> Touched:
    """Store what was edited in the table. Raises LedgerError for a blank or a taken name; nothing is changed then."""
    return change_units(store, [unit], now)


def change_units(store: Store, units: Sequence[Unit], now: datetime) -> Touched:
    """Several at once, as one step (a tick for all that are selected)."""
    with store.step("修改单位", now) as work:
        for unit in units:
            before = work.units.get(unit.unit_id)
            unit = tidy(unit)
            check_names(work.units.all(), unit)
            work.units.put(unit)
            if unit.name != before.name:
                rename_mentions(work, before.name, unit.name)
    return work.touched


def remove_units(store: Store, unit_ids: Sequence[int], now: datetime) -> Touched:
    """Take them out altogether: they were entered by mistake. One that ceased to exist is merged or split instead."""
    with store.step(f"删除{len(unit_ids)}个单位", now) as work:
        for unit_id in unit_ids:
            name = work.units.get(unit_id).name
            work.units.remove(unit_id)
            renamed_in_directory(work, name, "")
    return work.touched


def move_units(store: Store, unit_ids: Sequence[int], down: bool, now: datetime) -> Touched:
    """One place up or down, together; the order is that of the files that are handed out."""
    order = [u.unit_id for u in store.units.all()]
    chosen = set(unit_ids)
    if down:
        order.reverse()
    for at in range(1, len(order)):
        if order[at] in chosen and order[at - 1] not in chosen:
            order[at - 1], order[at] = order[at], order[at - 1]
    if down:
        order.reverse()
    return put_in_order(store, order, now)


def put_in_order(store: Store, unit_ids: Sequence[int], now: datetime) -> Touched:
    with store.step("调整单位顺序", now) as work:
        work.units.order(unit_ids)
    return work.touched


# ---- rules that every change keeps ----------------------------------------------------------------------------------


def tidy(unit: Unit) -> Unit:
    """Without white space in names, and no alias twice or the name itself among them."""
    name = "".join(unit.name.split())
    aliases = tuple(dict.fromkeys(a for alias in unit.aliases if (a := "".join(alias.split())) and a != name))
    return replace(unit, name=name, aliases=aliases, contact=unit.contact.strip(), phone=unit.phone.strip())


def check_names(units: Iterable[Unit], unit: Unit) -> None:
    if not unit.name:
        raise LedgerError("单位名称不能为空，没有改动。要去掉这个单位，请选中它再按“删除”。")
    others = [u for u in units if u.unit_id != unit.unit_id and u.until is None and unit.until is None]
    taken = _names(others)
    if unit.name in (u.name for u in others):
        raise LedgerError(f"名录中已经有“{unit.name}”，没有改动。如果两者是同一单位，请用“合并”。")
    for alias in unit.aliases:
        if alias in taken:
            raise LedgerError(f"简称“{alias}”已经属于“{taken[alias]}”，没有改动。一个简称只能属于一个单位。")


def _names(units: Iterable[Unit]) -> dict[str, str]:
    """Every name and alias → the unit that bears it."""
    units = tuple(units)
    return {a: u.name for u in units for a in u.aliases} | {u.name: u.name for u in units}
