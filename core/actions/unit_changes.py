"""Room: core. Units over the years: renamed (更名), merged (合并), split (拆分). What was stays in the directory with its
last year, so that last year's figures find who goes on with them.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.actions.directory import check_names, tidy
from core.actions.ports import Store, Work
from core.actions.touched import Touched
from core.errors import LedgerError
from core.units import Unit


def rename_unit(store: Store, unit_id: int, name: str, year: int, now: datetime) -> Touched:
    """From `year` on it is called `name`; plans that still print the old name mean it."""
    with store.step("单位更名", now) as work:
        old = work.units.get(unit_id)
        fresh = tidy(replace(old, name=name, aliases=(*old.aliases, old.name), since=year, successors=(), unit_id=0))
        if fresh.name == old.name:
            raise LedgerError(f"新名称与原名称“{old.name}”相同，没有改动。")
        _end(work, old, (fresh.name,), year)
        check_names(work.units.all(), fresh)
        _add_behind(work, [fresh], old.unit_id)
    return work.touched


def merge_units(store: Store, unit_ids: Sequence[int], name: str, year: int, now: datetime) -> Touched:
    """From `year` on they are one unit called `name`: one of them, another of the directory, or a new one."""
    with store.step("合并单位", now) as work:
        merged = [work.units.get(i) for i in unit_ids]
        name = "".join(name.split())
        target = next((u for u in work.units.all() if u.name == name and u.until is None), None)
        gone = [u for u in merged if target is None or u.unit_id != target.unit_id]
        if not name or not gone or len(gone) + (target is not None) < 2:
            raise LedgerError("合并需要至少两个单位和合并后的名称，没有改动。")
        for unit in gone:
            _end(work, unit, (name,), year)
        names = tuple(n for u in gone for n in (u.name, *u.aliases))
        if target:
            work.units.put(tidy(replace(target, aliases=(*target.aliases, *names))))
        else:
            fresh = tidy(replace(gone[0], name=name, aliases=names, since=year, successors=(), unit_id=0))
            check_names(work.units.all(), fresh)
            _add_behind(work, [fresh], gone[0].unit_id)
    return work.touched


def split_unit(store: Store, unit_id: int, names: Sequence[str], year: int, now: datetime) -> Touched:
    """From `year` on there are these units in its place; where its own name is among them, it goes on beside them."""
    with store.step("拆分单位", now) as work:
        old = work.units.get(unit_id)
        wanted = tuple(dict.fromkeys("".join(n.split()) for n in names if n.strip()))
        if len(wanted) < 2:
            raise LedgerError("拆分需要至少两个单位名称（每行一个），没有改动。")
        others = tuple(n for n in wanted if n != old.name)
        if len(others) < len(wanted):
            work.units.put(replace(old, successors=tuple(dict.fromkeys((*old.successors, *others)))))
        else:
            _end(work, old, wanted, year)
        there = {u.name for u in work.units.all() if u.until is None}
        fresh = [Unit(n, flags=old.flags, since=year) for n in others if n not in there]
        _add_behind(work, fresh, old.unit_id)
    return work.touched


def _end(work: Work, unit: Unit, successors: tuple[str, ...], year: int) -> None:
    if unit.until is not None:
        raise LedgerError(f"“{unit.name}”到{unit.until}年已经撤并，没有改动。")
    if unit.since is not None and year <= unit.since:
        raise LedgerError(f"“{unit.name}”从{unit.since}年起才有，变动年份要晚于{unit.since}年，没有改动。")
    work.units.put(replace(unit, until=year - 1, successors=successors))


def _add_behind(work: Work, fresh: Sequence[Unit], unit_id: int) -> None:
    """New units stand in the list where the old one stands."""
    order = [u.unit_id for u in work.units.all()]
    added = [work.units.add(unit) for unit in fresh]
    at = order.index(unit_id) + 1
    work.units.order([*order[:at], *added, *order[at:]])
