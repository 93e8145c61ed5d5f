"""Room: core. 整改销号 and 回头看: what a unit has to put right, until it is settled, and the later look at it."""

from dataclasses import replace
from datetime import date, datetime

from core.actions.ports import Store
from core.actions.touched import Touched
from core.errors import LedgerError
from core.notice.rectification import Rectification


def add_item(store: Store, item: Rectification, now: datetime) -> Touched:
    _check(item)
    with store.step(f"列入整改（{item.unit}）", now) as work:
        work.scores.add_item(replace(item, item_id=0))
    return work.touched


def item_from_case(store: Store, case_id: int, due_on: date | None, now: datetime) -> Touched:
    """What a case tells becomes something to put right. LedgerError where it is listed already."""
    case = store.scores.case(case_id)
    if case.rule.points > 0:
        raise LedgerError("加分事项不用整改，没有列入。")
    if any(i.case_id == case_id for i in store.scores.items(case.book_id)):
        raise LedgerError("这一条已经列入整改，见“整改销号”。")
    return add_item(
        store, Rectification(case.book_id, case.round, case.unit, case.happened, due_on, case_id=case_id), now
    )


def edit_item(store: Store, item: Rectification, now: datetime) -> Touched:
    """Words and days; typing in quick succession is undone together."""
    _check(item)
    with store.step(f"修改整改事项（{item.unit}）", now, merge=f"item:{item.item_id}") as work:
        work.scores.put_item(item)
    return work.touched


def close_out(store: Store, item_id: int, on: date, now: datetime) -> Touched:
    """销号."""
    item = store.scores.item(item_id)
    closed = item.close_out(on)
    with store.step(f"销号（{item.unit}，{item.what}）", now) as work:
        work.scores.put_item(closed)
    return work.touched


def open_again(store: Store, item_id: int, now: datetime) -> Touched:
    """取消销号."""
    item = store.scores.item(item_id)
    with store.step(f"取消销号（{item.unit}）", now) as work:
        work.scores.put_item(replace(item, closed_on=None))
    return work.touched


def look_back(store: Store, item_id: int, on: date, stays: bool, note: str, now: datetime) -> Touched:
    """回头看. What did not stay mended is open again."""
    item = store.scores.item(item_id)
    looked = item.look_back(on, stays, note)
    with store.step(f"回头看（{item.unit}）", now) as work:
        work.scores.put_item(looked)
    return work.touched


def remove_item(store: Store, item_id: int, now: datetime) -> Touched:
    item = store.scores.item(item_id)
    with store.step(f"删除整改事项（{item.unit}）", now) as work:
        work.scores.remove_item(item_id)
    return work.touched


def _check(item: Rectification) -> None:
    if not item.unit.strip() or not item.what.strip():
        raise LedgerError("请填写单位和整改事项。没有保存。")
