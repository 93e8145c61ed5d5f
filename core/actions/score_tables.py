"""Room: core. The office's own table of scores for a year: begun from an example, last year's or nothing, then edited."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from core.actions.ports import Store
from core.actions.touched import Touched
from core.errors import LedgerError
from core.notice.rules import ScoreRule, ScoreTable, score_table, wrong_in

BLANK = ScoreTable("own", "政务公开工作考核办法", "", "")


def starting_tables(
    store: Store, book_id: int, bundled: Sequence[Mapping[str, object]]
) -> tuple[tuple[str, ScoreTable], ...]:
    """(words, table) of what a year can start from: an empty one, other years' own ones, the examples."""
    own = [(f"沿用《{t.name}》", t) for other, t in store.scores.tables() if other != book_id]
    examples = [(f"从例子开始：{t.name}", t) for raw in bundled if (t := score_table(raw)).rules]
    return (("从空表开始", BLANK), *own, *examples)


def begin_table(store: Store, book_id: int, start: ScoreTable, now: datetime) -> Touched:
    """The year's own table. It is not published until a person says under which document; nothing is proposed before."""
    name = start.name.split("（例子")[0] or BLANK.name
    with store.step("建立评分表", now) as work:
        work.scores.put_table(book_id, replace(start, table_id=f"own-{book_id}", name=name, published=""))
    return work.touched


def edit_head(store: Store, book_id: int, name: str, published: str, base: float, now: datetime) -> Touched:
    """Name, under which document it was published (云政办发〔2026〕1号), base points.

    LedgerError where it is to be published while a rule cannot be used.
    """
    table = _table(store, book_id)
    wrong = wrong_in(table.rules)
    if published.strip() and not table.in_force and (wrong or not table.rules):
        why = "".join(wrong[:3]) or "还没有一条规则。"
        raise LedgerError(f"评分表还不能登记印发依据：{why}请先改正规则，其余内容没有改动。")
    with store.step("修改评分表", now) as work:
        head = replace(table, name=name.strip() or table.name, published=published.strip(), base=base)
        work.scores.put_table(book_id, head)
    return work.touched


def put_rule(store: Store, book_id: int, at: int, rule: ScoreRule, now: datetime) -> Touched:
    """Change the rule at place `at`, or add it behind the others. A case that was decided keeps the rule it had."""
    table = _table(store, book_id)
    rules = [*table.rules]
    name = f"修改规则 {rule.rule_id}" if at < len(rules) else "添加规则"
    rules[at : at + 1] = [rule]
    _check(table, rules)
    with store.step(name, now) as work:
        work.scores.put_table(book_id, replace(table, rules=tuple(rules)))
    return work.touched


def remove_rule(store: Store, book_id: int, at: int, now: datetime) -> Touched:
    table = _table(store, book_id)
    rules = [r for i, r in enumerate(table.rules) if i != at]
    if table.in_force and not rules:
        raise LedgerError("已印发的评分表至少要有一条规则。如果不再使用，请先清空印发依据。规则没有删除。")
    with store.step(f"删除规则 {table.rules[at].rule_id}", now) as work:
        work.scores.put_table(book_id, replace(table, rules=tuple(rules)))
    return work.touched


def move_rule(store: Store, book_id: int, at: int, to: int, now: datetime) -> Touched:
    table = _table(store, book_id)
    rules = [*table.rules]
    rules.insert(max(0, min(to, len(rules) - 1)), rules.pop(at))
    with store.step("调整规则顺序", now) as work:
        work.scores.put_table(book_id, replace(table, rules=tuple(rules)))
    return work.touched


def next_number(table: ScoreTable) -> str:
    """A number for a new rule that no other has."""
    taken = {r.rule_id for r in table.rules}
    return next(str(n) for n in range(len(taken) + 1, 2 * len(taken) + 3) if str(n) not in taken)


def _check(table: ScoreTable, rules: Sequence[ScoreRule]) -> None:
    """A table in force stays usable; one that is being written may be wrong in the meantime, but for double numbers."""
    numbers = [r.rule_id for r in rules]
    wrong = wrong_in(rules) if table.in_force or len(set(numbers)) < len(numbers) else ()
    if wrong:
        raise LedgerError(f"{wrong[0]}规则没有改动。")


def _table(store: Store, book_id: int) -> ScoreTable:
    table = store.scores.table(book_id)
    if table is None:
        raise LedgerError("本年还没有评分表，请先在“评分规则”里建立。")
    return table
