"""Room: core. Score cases: proposed from an intake, added by hand, and decided by a person alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.actions.failures import Stale
from core.actions.ports import Store
from core.actions.touched import NOTHING, Touched
from core.errors import LedgerError
from core.intake.returned import Intake
from core.notice.case import CASE_LABELS, CaseState, ScoreCase
from core.notice.propose import see_cases
from core.notice.reconcile import Reconciled, reconcile
from core.notice.rules import ScoreTable
from core.notice.tally import UnitScore, year_scores
from core.units import Flag, Unit, UnitDirectory

NOT_PUBLISHED = "评分表还没有登记印发依据，不能据此计分。请在“评分规则”里填写本单位印发的文件。"


def left_out_of(directory: UnitDirectory | None) -> frozenset[str]:
    """Units of the directory that take no part in scoring (参加考核 not ticked)."""
    return frozenset(u.name for u in directory.units if Flag.SCORED not in u.flags) if directory else frozenset()


def scored_units(directory: UnitDirectory | None) -> tuple[Unit, ...]:
    return tuple(u for u in directory.units if Flag.SCORED in u.flags) if directory else ()


def look_for_cases(store: Store, book_id: int, intake: Intake, left_out: frozenset[str]) -> Reconciled:
    """What an intake would bring now, beside what is stored of its round. Nothing is stored by this."""
    table = store.scores.table(book_id)
    ids = [t.task_id for t in store.tasks.of(book_id)]
    known = ids if len(ids) == len(intake.plan.tasks) else ()
    seen = see_cases(intake, table, book_id, left_out, known)
    stored = [c for c in store.scores.cases(book_id) if c.round == intake.terms.round]
    return reconcile(stored, seen)


def propose_cases(store: Store, book_id: int, intake: Intake, left_out: frozenset[str], now: datetime) -> Touched:
    """Store what is proposed, as one step; what a person decided stays as decided, and is marked where it fell."""
    found = look_for_cases(store, book_id, intake, left_out)
    if not found:
        return NOTHING
    with store.step(f"核对评分事项（{found.words}）", now) as work:
        for case in found.new:
            work.scores.add_case(case)
        for case in found.changed:
            work.scores.put_case(case)
    return work.touched


@dataclass(frozen=True, slots=True)
class SeenByHand:
    """A case that only a person can see. `rule_id` is one of the office's table."""

    round: str
    unit: str
    rule_id: str
    happened: str
    evidence: str
    task_number: int = 0
    file: str = ""


def add_case(store: Store, book_id: int, seen: SeenByHand, now: datetime) -> Touched:
    """It waits for confirmation as any other. LedgerError without unit, case or evidence, or without a published rule."""
    table = published_table(store, book_id)
    rule = table.rule(seen.rule_id)
    if rule is None:
        raise LedgerError("请选择评分表中的一条规则。没有添加。")
    for text, what in ((seen.unit, "单位"), (seen.happened, "事项"), (seen.evidence, "依据")):
        if not text.strip():
            raise LedgerError(f"请填写{what}。没有添加。")
    task = next((t for t in store.tasks.of(book_id) if t.number == seen.task_number), None)
    with store.step(f"添加评分事项（{seen.unit.strip()}）", now) as work:
        case = ScoreCase(
            book_id,
            seen.round,
            seen.unit.strip(),
            rule,
            table.basis,
            seen.happened.strip(),
            seen.evidence.strip(),
            task_id=task.task_id if task else 0,
            task_number=seen.task_number,
            file=seen.file,
            by_hand=True,
        )
        work.scores.add_case(case)
    return work.touched


def decide_cases(store: Store, case_ids: Sequence[int], state: CaseState, reason: str, now: datetime) -> Touched:
    """确认, 不采用, 免扣 (with a reason), or back to 待确认. A case is confirmed only under a rule still published."""
    with store.step(_named(store, CASE_LABELS[state], case_ids), now) as work:
        for case_id in case_ids:
            case = work.scores.case(case_id)
            if state is CaseState.CONFIRMED and not case.decided:
                table = published_table(store, case.book_id)
                if table.rule(case.rule.rule_id) is None:
                    raise LedgerError(f"评分表里已没有规则“{case.rule.rule_id}”，不能确认。这一条没有改动。")
                case = replace(case, basis=table.basis)
            work.scores.put_case(case.decide(state, reason, now))
    return work.touched


def record_reply(store: Store, case_id: int, reply: str, on: date | None, now: datetime) -> Touched:
    """What the unit answered."""
    with store.step(_named(store, "登记单位说明", [case_id]), now, merge=f"reply:{case_id}") as work:
        work.scores.put_case(replace(work.scores.case(case_id), reply=reply.strip(), replied_on=on))
    return work.touched


def remove_case(store: Store, case_id: int, now: datetime) -> Touched:
    """Only one that was added by hand; what the program proposed is 不采用, so that it does not come again."""
    case = store.scores.case(case_id)
    if not case.by_hand:
        raise LedgerError("程序提出的事项不能删除，可以“不采用”并写明理由，以后不会再提出。")
    with store.step(_named(store, "删除评分事项", [case_id]), now) as work:
        work.scores.remove_case(case_id)
    return work.touched


def scores_of(
    store: Store, book_id: int, directory: UnitDirectory | None, ranked: bool = False
) -> tuple[UnitScore, ...]:
    """The year's scores: units that take part, and any other with a case."""
    table = store.scores.table(book_id)
    names = [u.name for u in scored_units(directory)]
    return year_scores(names, store.scores.cases(book_id), table.base if table else 0, ranked)


def published_table(store: Store, book_id: int) -> ScoreTable:
    table = store.scores.table(book_id)
    if table is None or not table.in_force:
        raise LedgerError(NOT_PUBLISHED)
    return table


def _named(store: Store, what: str, case_ids: Sequence[int]) -> str:
    if not case_ids:
        raise Stale("没有选中评分事项。")
    if len(case_ids) > 1:
        return f"{what}（{len(case_ids)}条）"
    case = store.scores.case(case_ids[0])
    return f"{what}（{case.unit}，{case.happened}）"
