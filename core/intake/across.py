"""Room: core. The same words from two units, task by task, with the share that is alike. A lead, never a verdict."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from core.advice.likeness import ALIKE, SHORT, own_words
from core.finding import Finding, Severity, Source
from core.intake.returned import UnitReturn
from core.intake.telling import tell
from core.ledger.ledger import Ledger
from core.ledger.state import Status, TaskState


def across_findings(units: Sequence[UnitReturn], plan: Ledger) -> Iterator[Finding]:
    """One finding a unit and task at most: the unit before it whose text is most alike."""
    for place, task in enumerate(plan.tasks):
        seen: dict[str, str] = {}
        for unit in units:
            words = _words(unit.said.get(place, ""))
            if len(words) < SHORT:
                continue
            best = process.extractOne(words, seen, scorer=fuzz.ratio, score_cutoff=ALIKE)
            if best:
                share, other = round(best[1]), best[2]
                message = f"第{task.number}项，“{unit.name}”与“{other}”的进展相似{share}%，请核实是否照抄。"
                yield tell(
                    Severity.HINT,
                    "intake.same_words",
                    message,
                    unit=unit.name,
                    tasks=(task.number,),
                    expected=other,
                    found=share,
                    source=Source.ADVICE,
                )
            seen[unit.name] = words


def _words(said: str) -> str:
    return "" if TaskState().take(said).status is Status.NOT_APPLICABLE else own_words(said)
