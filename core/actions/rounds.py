"""Room: core. Rounds: start one, freeze what is sent, mark it sent, take the office's answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from core.actions.ports import Store, Work
from core.actions.touched import Touched
from core.errors import LedgerError
from core.ledger.round import SUBMISSION_LABELS, FileKind, FrozenRow, Remark, Round, RoundFile, SubmissionState
from core.ledger.state import Status, TaskState, says_something


def start_round(store: Store, book_id: int, name: str, due_on: date | None, now: datetime) -> Touched:
    """Begin the next 期次. It starts from the last one's texts, marked 「沿用上次」 until somebody looks at them.

    The first round marks nothing, nor does 不涉及, which is said anew only when it changes.
    """
    before = store.rounds.of(book_id)
    unfinished = next((r for r in before if r.open), None)
    if unfinished:
        label = SUBMISSION_LABELS[unfinished.state]
        raise LedgerError(f"{unfinished.name}还是“{label}”，请先登记报送，再开始{name}。数据没有改动。")
    with store.step(f"开始{name}", now) as work:
        work.rounds.add(Round(book_id, name.strip(), due_on))
        if before:
            _carry_over(work, book_id)
    return work.touched


def edit_round(store: Store, round_id: int, name: str, due_on: date | None, now: datetime) -> Touched:
    with store.step("修改期次", now) as work:
        work.rounds.put(replace(work.rounds.get(round_id), name=name.strip(), due_on=due_on))
    return work.touched


def freeze_round(
    store: Store,
    round_id: int,
    to: SubmissionState,
    files: Sequence[RoundFile],
    version_code: str,
    now: datetime,
) -> Touched:
    """After an export: keep every task's text as printed, the files and the 版本码. `to` is 送审中 or 待盖章."""
    with store.step(f"导出{store.rounds.get(round_id).name}", now) as work:
        frozen = replace(work.rounds.get(round_id), version_code=version_code, frozen_at=now, files=tuple(files))
        work.rounds.put(frozen.move(to))
        _freeze(work, frozen)
    return work.touched


def move_round(store: Store, round_id: int, to: SubmissionState, now: datetime) -> Touched:
    """The steps between: 送审中 to 待盖章, back to 草稿."""
    if to is SubmissionState.SENT:
        raise LedgerError("登记报送需要填写报送日期和方式。数据没有改动。")
    with store.step(f"改为{SUBMISSION_LABELS[to]}", now) as work:
        work.rounds.put(work.rounds.get(round_id).move(to))
    return work.touched


def mark_sent(
    store: Store, round_id: int, on: date, channel: str, now: datetime, sealed: Sequence[str] = ()
) -> Touched:
    """登记报送: day, channel and, on wish, the sealed files. What was never exported is frozen as it stands now."""
    kept = tuple(RoundFile(FileKind.SEALED, store.kept.keep(place)) for place in sealed)
    with store.step(f"登记报送（{store.rounds.get(round_id).name}）", now) as work:
        sent = work.rounds.get(round_id).move(SubmissionState.SENT)
        if sent.frozen_at is None:
            sent = replace(sent, frozen_at=now)
            _freeze(work, sent)
        work.rounds.put(replace(sent, sent_on=on, channel=channel.strip(), files=sent.files + kept))
    return work.touched


def mark_accepted(store: Store, round_id: int, now: datetime) -> Touched:
    return move_round(store, round_id, SubmissionState.ACCEPTED, now)


def mark_returned(store: Store, round_id: int, remarks: Sequence[Remark], now: datetime) -> Touched:
    """The office sends it back with its points (退回修改单); each marks its task."""
    with store.step(f"退回修改（{store.rounds.get(round_id).name}）", now) as work:
        work.rounds.put(work.rounds.get(round_id).move(SubmissionState.RETURNED))
        for remark in remarks:
            work.rounds.add_remark(replace(remark, round_id=round_id))
    return work.touched


def answer_remark(store: Store, remark_id: int, remedy: str, on: date | None, now: datetime) -> Touched:
    """整改情况, item by item. A blank remedy opens the point again."""
    remedy = remedy.strip()
    with store.step("填写整改情况", now, merge=f"remedy:{remark_id}") as work:
        remark = work.rounds.remark(remark_id)
        work.rounds.put_remark(replace(remark, remedy=remedy, remedied_on=on if remedy else None))
    return work.touched


def changed_since(frozen: Mapping[int, FrozenRow], states: Mapping[int, TaskState]) -> tuple[int, ...]:
    """Tasks that no longer say what was frozen: export again before it is sent. Empty where nothing was frozen."""
    if not frozen:
        return ()
    return tuple(i for i, state in states.items() if i not in frozen or frozen[i].text != state.printed)


def _freeze(work: Work, round_: Round) -> None:
    states = work.states.of(round_.book_id)
    rows = (states[task.task_id] for task in work.tasks.of(round_.book_id))
    work.rounds.freeze(round_.round_id, [FrozenRow(s.task_id, s.status, s.printed) for s in rows])


def _carry_over(work: Work, book_id: int) -> None:
    for state in work.states.of(book_id).values():
        if state.status is not Status.NOT_APPLICABLE and says_something(state.progress):
            work.states.put(replace(state, carried_over=True))
