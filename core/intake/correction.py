"""Room: core. 退回修改单: what a unit is to mend, as a Word that people read and that the unit's window reads again.

Nothing is hidden in it: the table that is printed is the data. Reading finds it by its headings, in any order and after
any office program has saved it anew, so that a form sent by WPS or copied into another document works as well.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from core.days import shown_day
from core.document import Document, Table, grid_of, paragraphs_of, tables_of
from core.drafting import body, draft, signed, table, title
from core.finding import SEVERITY_LABELS, SOURCE_LABELS, Finding, Severity
from core.intake.returned import Intake, UnitReturn, blank_title
from core.ledger.ledger import LedgerTask
from core.ledger.matching import plain
from core.ledger.standard_form import CROSSWISE

NAME = "政务公开任务落实台账退回修改单"
HEADS = ("序号", "任务", "程度", "问题和修改要求", "原文（应为）", "报来", "依据")
NO_NEED = frozenset({"intake.renumbered", "intake.word_only", "intake.scan"})  # nothing for the unit to mend
_TASK = re.compile(r"第\s*(\d{1,4})\s*项[　 ]*([^\n]*)")
_ROUND = re.compile(r"你单位(?P<round>[^，。]{0,30}?)报送的《(?P<title>[^》]{0,200})》")
_OPENING = "你单位{round}报送的《{title}》（{file}）已收到，下列{count}处请核对，修改或说明后{until}重新报送。"
_SHORT = 24  # characters of a task's name


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to mend. `tasks`: (number, name) as printed, () where it is about the whole form."""

    text: str
    tasks: tuple[tuple[int, str], ...] = ()
    expected: str = ""
    found: str = ""

    @property
    def shown(self) -> str:
        """With both texts, as it stands at the task."""
        parts = [self.text]
        if self.expected:
            parts.append(f"原文（应为）：{self.expected}")
        if self.found:
            parts.append(f"报来：{self.found}")
        return "\n".join(parts)


@dataclass(frozen=True, slots=True)
class Correction:
    """A 退回修改单 as read. `round` and `title` of what is sent back, "" where the paper does not tell them."""

    unit: str
    points: tuple[Point, ...]
    round: str = ""
    title: str = ""


def to_mend(unit: UnitReturn) -> tuple[Finding, ...]:
    """What the unit is asked to look at again, the gravest first."""
    order = list(Severity)
    found = [f for f in unit.findings if f.rule not in NO_NEED]
    return tuple(sorted(found, key=lambda f: order.index(f.severity)))


def returned_for_correction(
    unit: UnitReturn, intake: Intake, findings: Sequence[Finding] | None = None, until: date | None = None
) -> Document:
    """退回修改单 of one unit: what, where, both texts. `findings`: those that the office chose, None = all (to_mend)."""
    chosen = to_mend(unit) if findings is None else findings
    by_number = {t.number: t for t in intake.plan.tasks}
    rows = [_row(number, f, unit.name, by_number) for number, f in enumerate(chosen, 1)]
    opening = _OPENING.format(
        round=intake.terms.round,
        title=blank_title(intake.plan.title) or "任务落实台账",
        file=unit.file,
        count=len(rows),
        until=f"于{shown_day(until)}前" if until else "",
    )
    blocks = (
        title(NAME),
        body(f"{unit.name}："),
        body(opening),
        table(HEADS, rows, (0.8, 2.2, 1, 6, 3.3, 3.3, 1.8), CROSSWISE),
        signed("（主管部门）　　　　年　　月　　日"),
    )
    return draft(blocks, NAME, CROSSWISE)


def _row(number: int, found: Finding, unit: str, tasks: dict[int, LedgerTask]) -> tuple[str, ...]:
    """Both texts stand beside each other only where they are texts of the ledger."""
    numbers = [int(n) for w in found.where if w.startswith("task:") and (n := w.partition(":")[2]).isdecimal()]
    shown = "\n".join(f"第{n}项　{_name(tasks[n]) if n in tasks else ''}".rstrip("　") for n in numbers)
    both = isinstance(found.expected, str) and isinstance(found.found, str) and found.expected and found.found
    texts = (str(found.expected), str(found.found)) if both and numbers else ("", "")
    message = found.message.removeprefix(f"“{unit}”")
    return (str(number), shown, SEVERITY_LABELS[found.severity], message, *texts, SOURCE_LABELS[found.source])


def _name(task: LedgerTask) -> str:
    text = " ".join((task.subtopic or task.topic or task.content).split())
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"


def read_correction(document: Document) -> Correction | None:
    """The 退回修改单 in `document`; None where it is none."""
    lines = [text for p in paragraphs_of(document.blocks) if (text := p.text.strip())]
    if not any("退回修改单" in plain(line) for line in lines[:12]):
        return None
    points = [point for found in tables_of(document.blocks) for point in _points(found)]
    if not points:
        return None
    told = next((m for line in lines if (m := _ROUND.search(line))), None)
    unit = next((line.rstrip("：:").strip() for line in lines[:12] if line.rstrip().endswith(("：", ":"))), "")
    return Correction(unit, tuple(points), told["round"] if told else "", told["title"] if told else "")


def _points(found: Table) -> Iterator[Point]:
    columns: dict[str, int] = {}
    for row in grid_of(found):
        texts = ["" if placed is None else placed.cell.text.strip() for placed in row]
        heads = {plain(text): at for at, text in enumerate(texts)}
        if "问题和修改要求" in heads:
            columns = heads
        elif columns and (text := _at(texts, columns, "问题和修改要求")):
            tasks = tuple((int(m[1]), m[2].strip()) for m in _TASK.finditer(_at(texts, columns, "任务")))
            yield Point(text, tasks, _at(texts, columns, "原文(应为)"), _at(texts, columns, "报来"))


def _at(texts: Sequence[str], columns: dict[str, int], head: str) -> str:
    at = columns.get(head)
    return texts[at] if at is not None and at < len(texts) else ""
