"""Room: core. The outline of a plan's body: numbered nodes with their paragraphs, broken lines joined again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from core.plan.clauses import Clause, ClauseKind, ends_with_label, find_clauses, has_label, is_clause_line, wants_value
from core.plan.front import Front, Part
from core.plan.lines import Line, Mark, continues, ended, wrap_width

_AIMS = re.compile(
    "总体要求|指导思想|总体目标|工作目标|基本原则|总体思路|目标要求|工作原则|主要目标|目标任务$|基本要求"
)
_STEPS = re.compile("工作步骤|实施步骤|方法步骤|时间安排|进度安排|步骤安排|组织机构|领导小组")
_REMARKS = re.compile("工作要求|有关要求|几点要求|相关要求|附则|其他事项|说明")
_LEFT_OVER = re.compile("(?<=[。；;！？])[。；;]+$")  # the full stop behind a bracket that was taken out
_SHORT = 45


@dataclass(slots=True)
class Node:
    """A numbered place. `paragraphs` are its own, before its first child, as [start, end) of the source."""

    mark: Mark
    start: int
    end: int = 0
    paragraphs: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    clauses: list[Clause] = field(default_factory=list[Clause])
    children: list["Node"] = field(default_factory=list["Node"])
    heading: str = ""  # the first sentence, without its full stop
    length: int = 0  # characters of its own text, clauses left out

    @property
    def level(self) -> int:
        return self.mark.level

    @property
    def names_units(self) -> bool:
        return any(c.kind is ClauseKind.UNITS for c in self.clauses)

    @property
    def is_heading(self) -> bool:
        return self.length <= _SHORT

    @property
    def is_aims(self) -> bool:
        """总体要求 and its like: no task stands there."""
        return bool(_AIMS.search(self.heading)) and self.level <= 2 and len(self.heading) <= 16

    @property
    def is_remarks(self) -> bool:
        """工作步骤, 工作要求 and their like, where they charge nobody: words to all, and no task."""
        told = _STEPS.search(self.heading) or _REMARKS.search(self.heading)
        return bool(told) and self.level == 1 and len(self.heading) <= 16 and not self.all_names_units()

    def all_names_units(self) -> bool:
        return self.names_units or any(child.all_names_units() for child in self.children)

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()


Found: TypeAlias = Sequence[tuple[Node, tuple[Node, ...]]]  # tasks, each with the nodes above it, the outermost first


def build_outline(
    source: str, lines: Sequence[Line], front: Front, *, first_leads: bool
) -> tuple[list[Node], list[tuple[int, int]]]:
    """(top nodes, paragraphs before the first number). Ends are set: a node ends where the next one begins."""
    root = Node(Mark(0, 0, "", 0), 0)
    open_nodes = [root]
    width = wrap_width([line for line, part in zip(lines, front.parts, strict=True) if part is Part.BODY])
    before: Line | None = None
    for line, part in zip(lines, front.parts, strict=True):
        if part is not Part.BODY:
            continue
        if line.mark:
            _open(open_nodes, line)
        _add(open_nodes[-1], before, line, width)
        before = line
    stop = max((line.end for line, part in zip(lines, front.parts, strict=True) if part is Part.BODY), default=0)
    _finish(root, source, stop, first_leads)
    return root.children, root.paragraphs


def _open(open_nodes: list[Node], line: Line) -> None:
    assert line.mark is not None
    while open_nodes[-1].level >= line.mark.level:
        open_nodes.pop()
    node = Node(line.mark, line.start)
    open_nodes[-1].children.append(node)
    open_nodes.append(node)


def _add(node: Node, before: Line | None, line: Line, width: int) -> None:
    start = line.body_start
    inside = bool(node.paragraphs) and before is not None and node.paragraphs[-1][0] < before.start
    if before is not None and node.paragraphs and not line.mark and _goes_on(before, line, width, inside=inside):
        node.paragraphs[-1] = node.paragraphs[-1][0], line.end
    else:
        node.paragraphs.append((start, line.end))


def _goes_on(before: Line, line: Line, width: int, *, inside: bool) -> bool:
    """`inside`: `before` itself went on with a line above it, so that only its end can end the paragraph."""
    if wants_value(before.body):
        return True
    if is_clause_line(before.body):
        bare = is_clause_line(line.body) and not has_label(line.body)
        return bare or before.body.endswith(("、", "，", ","))
    if is_clause_line(line.body):
        return False
    if not width and ends_with_label(before.body) and not before.body.endswith(("、", "，", ",")):
        return False
    return continues(before, line, width) or (inside and not before.blank and not line.blank and not ended(before))


def _finish(node: Node, source: str, stop: int, first_leads: bool) -> None:
    node.end = stop
    for i, (start, end) in enumerate(node.paragraphs):
        numbered = i == 0 and bool(node.mark.label)
        node.clauses += find_clauses(source, start, end, first_leads=first_leads, numbered=numbered)
    text = own_text(source, node)
    node.length = len("".join(text.split()))
    first = "".join(text.split("\n")[0].split())
    node.heading = re.split("[。！？]", first)[0].rstrip("：:；;") if first else ""
    stops = [child.start for child in node.children[1:]] + [stop]
    for child, child_stop in zip(node.children, stops, strict=False):
        _finish(child, source, child_stop, first_leads)


def own_text(source: str, node: Node) -> str:
    """The node's own paragraphs, one a line, without its number and clauses."""
    return "\n".join(t for t in (_without(source, a, b, node.clauses) for a, b in node.paragraphs) if t)


def _without(source: str, start: int, end: int, clauses: Sequence[Clause]) -> str:
    kept: list[str] = []
    at = start
    for clause in clauses:
        if start <= clause.start < end:
            kept.append(source[at : clause.start])
            at = clause.end
    kept.append(source[at:end])
    text = re.sub(r"\s*\n\s*", "", "".join(kept)).strip()
    text = _LEFT_OVER.sub("", text)
    return "" if re.fullmatch("[。；;—–-]+", text) else text


def full_text(source: str, node: Node) -> str:
    """The text of a node and of all under it; numbers of what is under it stay."""
    parts = [own_text(source, node)]
    parts += [f"{child.mark.label}{full_text(source, child)}" for child in node.children]
    return "\n".join(part for part in parts if part)


def task_nodes(sections: Sequence[Node]) -> list[tuple[Node, tuple[Node, ...]]]:
    """Nodes that are tasks, each with those above it, the outermost first. 总体要求 and remarks hold none."""
    level = _task_level(sections)
    flat = all(not s.children for s in sections if not s.is_aims)
    found: list[tuple[Node, tuple[Node, ...]]] = []
    for section in sections:
        if not section.is_aims:
            found += _tasks_in(section, (), level, flat)
    return found


def _tasks_in(
    node: Node, above: tuple[Node, ...], level: int | None, flat: bool
) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    if node.is_aims or node.is_remarks:
        return
    if not node.children:
        if _is_leaf_task(node, flat):
            yield node, above
    elif _descends(node, level):
        for child in node.children:
            yield from _tasks_in(child, (*above, node), level, flat)
    else:
        yield node, above


def _is_leaf_task(node: Node, flat: bool) -> bool:
    """A section without anything numbered under it is a task only where it says more than its heading."""
    if node.level > 1 or flat or node.names_units:
        return True
    return len(node.paragraphs) > 1 and not _REMARKS.search(node.heading)


def _descends(node: Node, level: int | None) -> bool:
    below = sum(child.all_names_units() for child in node.children)
    if level is None:
        return node.level == 1 or (node.level == 2 and node.is_heading)
    if node.level < level:
        return node.is_heading or below > 0 or not node.names_units
    return node.level == level and below > 1 and not node.names_units


def _task_level(sections: Sequence[Node]) -> int | None:
    """The level at which units are named most often; None where they are not, and form alone must tell."""
    votes: Counter[int] = Counter()
    for section in sections:
        for node in section.walk():
            votes.update(_votes(node))
    return max(votes, key=lambda v: (votes[v], v)) if votes else None


def _votes(node: Node) -> Iterator[int]:
    """One vote a clause; one that only the last of several children has counts for all of them."""
    named = [child for child in node.children if child.names_units]
    leaves = all(not child.children for child in node.children)
    if len(node.children) > 1 and leaves and named == node.children[-1:] and node.level > 1:
        yield node.level
    else:
        yield from (child.level for child in named)
    if node.level == 1 and node.names_units and not node.children:
        yield 1
