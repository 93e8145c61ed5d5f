"""Room: core. A round looked at task by task: who is due, who has said what, how far the office's own text has come."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.finding import Finding
from core.intake.returned import Intake, UnitReturn
from core.intake.source import ShownSource, by_sentence
from core.ledger.matching import plain
from core.ledger.record import TaskRecord
from core.ledger.state import Status, TaskState, says_something
from core.units import Concern, ConcernResult, UnitDirectory

SAME_WORDS, LAST_YEAR = "intake.same_words", "intake.like_last_year"
SHORT = 22  # characters of a task's name


class DigestState(StrEnum):
    """`CARRIED`: the last round's text, which nobody has touched in this one."""

    BLANK = "blank"
    CARRIED = "carried"
    WRITTEN = "written"
    NOT_APPLICABLE = "not_applicable"


DIGEST_LABELS = {
    DigestState.BLANK: "未写",
    DigestState.CARRIED: "沿用上期",
    DigestState.WRITTEN: "已写",
    DigestState.NOT_APPLICABLE: "不涉及",
}


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task of a round. Counts are units: `due` must report, `returned` of these sent anything, `filled` said
    something (due or not), `left_out` said 不涉及. `updated`: inserted sentences whose source has changed since.
    """

    task: TaskRecord
    place: int
    due: int
    returned: int
    filled: int
    left_out: int
    findings: tuple[Finding, ...]
    digest: DigestState
    updated: int = 0

    @property
    def name(self) -> str:
        text = " ".join((self.task.subtopic or self.task.topic or self.task.content).split())
        return text if len(text) <= SHORT else text[: SHORT - 1] + "…"

    @property
    def to_write(self) -> bool:
        """Units have said something, and the office has not."""
        return bool(self.filled) and self.digest in (DigestState.BLANK, DigestState.CARRIED)

    @property
    def short(self) -> bool:
        return self.filled + self.left_out < self.due


@dataclass(frozen=True, slots=True)
class UnitText:
    """What one unit says of a task. `before`: what it said in the round before, None where it said nothing then."""

    unit: str
    text: str
    role: str = ""
    before: str | None = None
    first_round: bool = False
    alike: tuple[Finding, ...] = ()

    @property
    def change(self) -> str:
        """Against the round before: 较上期有改动, 与上期相同, 本期新报; "" in the first round."""
        if self.first_round:
            return ""
        if self.before is None:
            return "本期新报"
        return "与上期相同" if plain(self.before) == plain(self.text) else "较上期有改动"

    @property
    def marks(self) -> tuple[str, ...]:
        """Likeness with another unit's text, or with last year's, in a few words."""
        return tuple(_likeness(self.unit, f) for f in self.alike)


@dataclass(frozen=True, slots=True)
class TaskTexts:
    """All that units say of one task, and those that must say something and did not."""

    texts: tuple[UnitText, ...] = ()
    blank: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


def list_by_task(
    intake: Intake,
    tasks: Sequence[TaskRecord],
    states: Mapping[int, TaskState],
    begun: Mapping[int, str],
    first_round: bool,
    sources: Mapping[int, Sequence[ShownSource]],
) -> tuple[TaskLine, ...]:
    """`begun`: task → its text when this round's work on it began; `sources`: task → those its text still has."""
    at_task: dict[int, list[Finding]] = defaultdict(list)
    for finding in intake.findings:
        for number in _numbers(finding):
            at_task[number].append(finding)
    return tuple(
        TaskLine(
            task,
            place,
            sum(place in u.due for u in intake.units),
            sum(place in u.due for u in intake.back),
            sum(_tells(u, place) for u in intake.back),
            sum(place in u.said and not _tells(u, place) for u in intake.back),
            tuple(at_task.get(task.number, ())),
            digest_state(states[task.task_id], task.task_id in begun or first_round),
            sum(bool(s.outdated) for s in by_sentence(sources.get(task.task_id, ()))),
        )
        for place, task in enumerate(tasks)
    )


def digest_state(state: TaskState, touched: bool) -> DigestState:
    if state.status is Status.NOT_APPLICABLE:
        return DigestState.NOT_APPLICABLE
    if not says_something(state.progress):
        return DigestState.BLANK
    return DigestState.WRITTEN if touched else DigestState.CARRIED


def texts_at(
    intake: Intake, place: int, directory: UnitDirectory | None, before: Mapping[str, str] | None = None
) -> TaskTexts:
    """`before`: unit → its text at this task in the round before; None in the first one."""
    task = intake.plan.tasks[place]
    alike = _alike_at(intake, task.number)
    known = before or {}
    texts = tuple(
        UnitText(
            u.name,
            u.said[place],
            role_of(directory.concern(u.name, task.units.lead, task.units.responsible) if directory else None),
            known.get(u.name),
            before is None,
            tuple(alike.get(u.name, ())),
        )
        for u in intake.back
        if place in u.said
    )
    order = {"牵头": 0, "责任": 1, "视情": 2, "": 3}
    return TaskTexts(
        tuple(sorted(texts, key=lambda t: (says_nothing(t.text), order[t.role]))),
        tuple(u.name for u in intake.back if u.read and place in u.due and place not in u.said),
        tuple(u.name for u in intake.units if not u.returned and place in u.due),
    )


def _alike_at(intake: Intake, number: int) -> Mapping[str, Sequence[Finding]]:
    """Unit → what is said of likeness at the task; two units with the same words are told at both."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in intake.findings:
        if finding.rule in (SAME_WORDS, LAST_YEAR) and number in _numbers(finding):
            for unit in (w[5:] for w in finding.where if w.startswith("unit:")):
                found[unit].append(finding)
            if finding.rule == SAME_WORDS:
                found[str(finding.expected)].append(finding)
    return found


def role_of(result: ConcernResult | None) -> str:
    """What the task means for a unit, as a word beside its name."""
    if result is None or result.concern in (Concern.NONE, Concern.UNASSIGNED):
        return ""
    if result.concern is Concern.CONDITIONAL:
        return "视情"
    return "牵头" if result.as_lead else "责任"


def _likeness(unit: str, found: Finding) -> str:
    if found.rule == LAST_YEAR:
        return f"与上年相似{found.message.partition('相似')[2].partition('%')[0]}%"
    others = [w[5:] for w in found.where if w.startswith("unit:")] + [str(found.expected)]
    return f"与{next((o for o in others if o != unit), '')}相似{found.found}%"


def says_nothing(said: str) -> bool:
    """不涉及, with or without its reason."""
    return TaskState().take(said).status is Status.NOT_APPLICABLE


def _tells(unit: UnitReturn, place: int) -> bool:
    said = unit.said.get(place, "")
    return bool(said) and not says_nothing(said)


def _numbers(finding: Finding) -> tuple[int, ...]:
    return tuple(int(w[5:]) for w in finding.where if w.startswith("task:") and w[5:].isdecimal())
