"""Room: core. The words of a 通报 part by part: as the facts suggest them, and as a person wrote them instead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.days import shown_day
from core.intake.returned import Intake, UnitReturn
from core.notice.case import CaseState, ScoreCase
from core.notice.rectification import Rectification, still_open
from core.notice.rules import Event


class Part(StrEnum):
    TITLE = "title"
    RETURNS = "returns"
    PRAISE = "praise"
    PROBLEMS = "problems"
    DEMANDS = "demands"


PART_LABELS = {
    Part.TITLE: "标题",
    Part.RETURNS: "报送情况",
    Part.PRAISE: "表扬",
    Part.PROBLEMS: "问题",
    Part.DEMANDS: "整改要求",
}


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """`written`: the parts a person wrote; "" leaves that part out. Parts not in it follow the facts.

    `mend_by`: the last day for 整改. `dated_on` None and `issuer` "" leave their places open.
    """

    book_id: int
    round: str
    written: Mapping[Part, str] = field(default_factory=dict[Part, str])
    issuer: str = ""
    dated_on: date | None = None
    mend_by: date | None = None
    with_scores: bool = True
    draft_id: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What a 通报 of one round is drafted from. `intake` None where nothing was collected in this program."""

    year: int | None
    round: str
    intake: Intake | None = None
    cases: Sequence[ScoreCase] = ()
    items: Sequence[Rectification] = ()

    @property
    def confirmed(self) -> tuple[ScoreCase, ...]:
        return tuple(c for c in self.cases if c.state is CaseState.CONFIRMED)

    @property
    def waiting(self) -> tuple[ScoreCase, ...]:
        return tuple(c for c in self.cases if c.state is CaseState.PROPOSED and c.holds)


def suggested(facts: Facts, mend_by: date | None) -> dict[Part, str]:
    """Every part as the facts have it, one paragraph a line; "" where there is nothing to say."""
    year = f"{facts.year}年" if facts.year else ""
    texts = {
        Part.TITLE: [f"关于{year}{facts.round}政务公开任务落实台账报送情况的通报"],
        Part.RETURNS: _returns(facts.intake) if facts.intake else (),
        Part.PRAISE: _praise(facts),
        Part.PROBLEMS: _problems(facts),
        Part.DEMANDS: _demands(facts, mend_by),
    }
    return {part: "\n".join(lines) for part, lines in texts.items()}


def texts_of(draft: NoticeDraft, facts: Facts) -> dict[Part, str]:
    """What the 通报 says: a person's words where there are any."""
    return {**suggested(facts, draft.mend_by), **draft.written}


def _returns(intake: Intake) -> Iterator[str]:
    due = f"报送期限为{shown_day(intake.terms.due_on)}。" if intake.terms.due_on else ""
    yield f"{due}应报送单位{len(intake.units)}个，已报送{len(intake.back)}个，未报送{len(intake.missing)}个。"


def _praise(facts: Facts) -> Iterator[str]:
    """Those on time with every task told, and points that were added; whether it is worth praise a person decides."""
    off = _let_off(facts.cases)
    back = facts.intake.back if facts.intake else ()
    good = [u.name for u in back if _complete(u) and (u.name, Event.COMPLETE, 0) not in off]
    if good:
        yield f"按时报送且应报任务均已填写：{'、'.join(good)}。"
    for case in facts.confirmed:
        if case.rule.points > 0 and case.rule.event is not Event.COMPLETE:
            yield f"{case.unit}：{case.happened}。"


def _complete(unit: UnitReturn) -> bool:
    return bool(unit.on_time and unit.read and unit.due and not unit.blank)


def _problems(facts: Facts) -> Iterator[str]:
    """A unit that a person has let off by 不予采用 or 免 is not named for that; what only waits is told as a fact."""
    if facts.intake:
        yield from _shortfalls(facts.intake, _let_off(facts.cases))
    for case in facts.confirmed:
        if case.rule.points < 0 and case.rule.event is Event.NONE:
            yield f"{case.unit}：{case.happened}。"


def _let_off(cases: Sequence[ScoreCase]) -> frozenset[tuple[str, Event, int]]:
    off = (CaseState.DROPPED, CaseState.WAIVED)
    return frozenset((c.unit, c.rule.event, c.task_number) for c in cases if c.state in off)


def _shortfalls(intake: Intake, let_off: frozenset[tuple[str, Event, int]]) -> Iterator[str]:
    missing = [u for u in intake.missing if (u.name, Event.MISSING, 0) not in let_off]
    late = [u.name for u in intake.back if u.on_time is False and (u.name, Event.LATE, 0) not in let_off]
    for names, said in (
        ([u.name for u in missing if not u.arrived], "未报送"),
        ([u.name for u in missing if u.arrived], "收到的文件不是台账或无法读取、待重报"),
        (late, "逾期报送"),
    ):
        if names:
            yield f"{said}{len(names)}个：{'、'.join(names)}。"
    for unit in intake.back:
        numbers = [intake.plan.tasks[p].number for p in unit.blank]
        told = [str(n) for n in numbers if (unit.name, Event.UNFILLED, n) not in let_off]
        if told:
            yield f"{unit.name}应报任务没有填写进展{len(told)}项：第{'、'.join(told)}项。"


def _demands(facts: Facts, mend_by: date | None) -> Iterator[str]:
    day = shown_day(mend_by) or "　　年　　月　　日"
    yield f"请有关单位于{day}前完成补报和整改，并将整改情况书面报送。"
    for item in still_open([i for i in facts.items if i.round == facts.round]):
        by = f"（{shown_day(item.due_on)}前）" if item.due_on else ""
        yield f"{item.unit}：{item.what}{by}。"
