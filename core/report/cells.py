"""Room: core. What reading the tables gives, and what it does with digits that ran together.

What cannot be told apart is left blank and asked about (finding T2, with the possible readings as its repairs);
nothing is guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.finding import Change, Finding, Severity, Source
from core.report.form import Form, FormTable, Line
from core.report.glued import Check, splits
from core.report.rows import Entry, Row
from core.report.values import Value, fold, parse_value


@dataclass(slots=True)
class Cells:
    """Values by cell id. `used` are the numbers of the blocks that held tables."""

    form: Form
    values: dict[str, Value]
    typed: dict[str, str] = field(default_factory=dict[str, str])
    findings: list[Finding] = field(default_factory=list[Finding])
    used: set[int] = field(default_factory=set[int])
    absent: tuple[str, ...] = ()
    asked: list[str] = field(default_factory=list[str])

    def put(self, ids: Sequence[str], texts: Sequence[str]) -> None:
        for cell, text in zip(ids, texts, strict=True):
            self.values[cell] = parse_value(text)
            self.typed[cell] = text.strip()

    def part(self, ids: Sequence[str], entries: Sequence[Entry], name: str, of_text: bool) -> None:
        """Settle digits that ran together, or a page number among them, where one way alone adds up; else ask."""
        tokens = [fold(e.text) for e in entries if e.text.strip()]
        ways = _ways(tokens, len(ids), adds_up(ids, self.form), of_text) if all(map(str.isdigit, tokens)) else []
        if len(ways) == 1:
            self.put(ids, [str(v) for v in ways[0]])
        else:
            self._ask(ids, name, " ".join(e.text.strip() for e in entries if e.text.strip()), ways)

    def _ask(self, ids: Sequence[str], name: str, text: str, ways: Sequence[Sequence[int]]) -> None:
        """Leave the cells blank and say what stood there."""
        shown = "；".join("，".join(map(str, way)) for way in ways)
        message = f"{name}读到“{text[-60:]}”，分不清各格是多少，请对照原文填写。"
        message += f"可能是：{shown}。" if shown else ""
        readings = tuple(tuple(Change(c, None, v) for c, v in zip(ids, way, strict=True)) for way in ways)
        self.findings.append(
            Finding(Severity.WARNING, "T2", message, tuple(ids), "", text[-60:], Source.ADVICE, readings)
        )
        self.asked += ids

    def miss(self, line: Line, name: str) -> None:
        message = f"没有找到{name}这一行，请对照原文填写。"
        self.findings.append(Finding(Severity.WARNING, "T1", message, line.cells, source=Source.OFFICIAL))
        self.asked += line.cells

    def use(self, row: Row) -> None:
        self.used.add(row.line)


def _ways(tokens: Sequence[str], count: int, fits: Check, of_text: bool) -> list[tuple[int, ...]]:
    if tokens and len(tokens) < count:
        return splits(tokens, count, fits)
    if len(tokens) == count + 1 and of_text:
        whole = tuple(int(t) for t in tokens)
        return [way for way in (whole[:-1], whole[1:]) if fits(way)]
    return []


def adds_up(ids: Sequence[str], form: Form) -> Check:
    """The sum rules that lie wholly inside these cells; none at all accepts nothing but a single way."""
    place = {cell: i for i, cell in enumerate(ids)}
    inside = [s for s in form.sums if all(c in place for c in s.left + s.right)]
    sides = [([place[c] for c in s.left], [place[c] for c in s.right]) for s in inside]
    return lambda way: all(sum(way[i] for i in left) == sum(way[i] for i in right) for left, right in sides)


def table_name(table: FormTable, line: Line) -> str:
    return f"{table.name}“{line.labels[-1]}”" if line.labels else table.name
