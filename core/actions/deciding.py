"""Room: core. One decision a printed name: this unit's, a new unit's, a group's, nobody's. Asked once, then remembered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.actions.directory import check_names, is_there, proposed_units, tidy
from core.actions.ports import Store
from core.actions.touched import Touched
from core.clauses import Responsibility
from core.unit_meanings import Meaning, NameMeaning
from core.units import Unit, UnitDirectory


def same_unit(store: Store, name: str, unit: str, now: datetime) -> Touched:
    """`name` is another name of `unit`, which is added where only the document knew it."""
    with store.step(f"「{name}」即「{unit}」", now) as work:
        work.units.forget(name)
        known = next((u for u in work.units.all() if u.name == unit and u.until is None), None)
        if known is None:
            work.units.add(tidy(Unit(unit, aliases=(name,))))
        else:
            fuller = tidy(replace(known, aliases=(*known.aliases, name)))
            check_names(work.units.all(), fuller)
            work.units.put(fuller)
    return work.touched


def new_unit(store: Store, name: str, full: str, now: datetime) -> Touched:
    """`name` is a unit of its own, entered as `full` (云岭县水利管护中心 for 县水利管护中心)."""
    with store.step(f"「{name}」列为单位", now) as work:
        work.units.forget(name)
        fresh = tidy(Unit(full or name, aliases=(name,)))
        check_names(work.units.all(), fresh)
        work.units.add(fresh)
    return work.touched


def a_group(store: Store, name: str, members: Sequence[str], now: datetime) -> Touched:
    """`name` means these units; without any it means whoever the case concerns (视情涉及)."""
    return _decide(store, NameMeaning(name, Meaning.GROUP, tuple(members)), now)


def not_a_unit(store: Store, name: str, now: datetime) -> Touched:
    """Nobody gets a ledger for `name`; a task that names nobody else counts as naming nobody."""
    return _decide(store, NameMeaning(name, Meaning.NOT_A_UNIT), now)


def ask_again(store: Store, name: str, now: datetime) -> Touched:
    """Take a decision on a group or a name that is no unit back."""
    with store.step(f"重新确定「{name}」", now) as work:
        work.units.forget(name)
    return work.touched


def full_name(name: str, directory: UnitDirectory, place: str) -> str:
    """How a printed name would stand in the directory: with the place, towns and streets in full."""
    if is_there(directory, name):
        return name
    found = proposed_units([Responsibility((), (name,))], replace(directory, units=()), place)
    return found[0].name if found else name


def _decide(store: Store, meaning: NameMeaning, now: datetime) -> Touched:
    with store.step(f"「{meaning.name}」的含义", now) as work:
        work.units.decide(meaning)
    return work.touched
