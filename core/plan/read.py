"""Room: core. Reads a 工作要点 in prose into a Plan: which level carries the tasks is found, not assumed."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from core.clauses import Responsibility
from core.deadline import Deadline, find_deadlines
from core.document import Document
from core.ledger.ledger import LedgerTask
from core.plan.checks import check_plan
from core.plan.clauses import Clause, ClauseKind, find_clauses
from core.plan.front import Front, Part, find_front
from core.plan.headings import with_bullets, with_headings
from core.plan.lines import Line, Mark, lines_of, source_of
from core.plan.metadata import Metadata, read_metadata
from core.plan.outline import Found, Node, build_outline, full_text, own_text, task_nodes
from core.plan.pieces import paint_pieces
from core.plan.plan import Plan, PlanTask
from core.plan.targets import find_targets

_FIRST_LEADS = re.compile("(?:排|列)(?:名)?(?:在)?(?:第一|首)(?:位)?[^。；]{0,8}牵头")
_COUNTED = re.compile("[0-9０-９①-⑳⑴-⒇⒈-⒛]|任务|条")
_LEADS_IN = re.compile("如下|^\\s*(?:现将|现就|为)|(?:制定|提出)[^。]{0,12}[。：:]\\s*$")
_TERM = re.compile("(?:时限|期限|完成时间|时间节点)(?:要求)?\\s*[:：]")
_TO_ALL = re.compile(
    "(?:各|请|县|区|市|本要点|以上)[^。]{0,40}(?:要|请|应|纳入|报送|上报|报[县区市省]|落实|执行|解释|负责)"
)

MOST_LETTERS = 1_000_000  # some thirty times the longest plan known; a file beyond was made to fill memory


def read_plan(document: Document) -> Plan | None:
    """The plan in `document`; None where no task can be told in its text."""
    source = source_of(document)
    if len(source) > MOST_LETTERS:
        return None
    return _read(source, with_headings(with_bullets(lines_of(source)), document))


def read_plan_text(source: str) -> Plan | None:
    """The same from plain or pasted text."""
    return _read(source, with_bullets(lines_of(source))) if len(source) <= MOST_LETTERS else None


def _read(source: str, lines: Sequence[Line]) -> Plan | None:
    front = find_front(lines)
    metadata = read_metadata(lines, front)
    reading = _without_chrome(source, lines, front)
    first_leads = bool(_FIRST_LEADS.search(source))
    nodes, loose = build_outline(reading, lines, front, first_leads=first_leads)
    if not nodes:
        nodes = _unnumbered(reading, loose, first_leads)
    found = task_nodes(nodes)
    if not found:
        return None
    found, closing = _without_closing(reading, found)
    numbers, through = _numbers(found)
    flat = all(not above for _, above in found)
    tasks = tuple(
        _task(reading, node, above, number, metadata, flat=flat)
        for (node, above), number in zip(found, numbers, strict=True)
    )
    sections = {section.start for node, above in found if (section := _section_of(node, above)) and not flat}
    plan = Plan(
        metadata=metadata,
        source=source,
        sections=tuple(_title(reading, n) for n in nodes if n.start in sections),
        tasks=tasks,
        pieces=paint_pieces(source, lines, front, nodes, found, tasks, closing),
        numbered_through=through,
    )
    return check_plan(plan, nodes)


def told_around(source: str) -> Metadata:
    """What a text tells of itself around its tasks, whatever form these have."""
    lines = lines_of(source)
    return read_metadata(lines, find_front(lines))


def _without_chrome(source: str, lines: Sequence[Line], front: Front) -> str:
    """The source with page numbers blanked out, every other character where it was."""
    chars = list(source)
    for line, part in zip(lines, front.parts, strict=True):
        if part is Part.CHROME:
            chars[line.start : line.end] = " " * len(line.text)
    return "".join(chars)


def _unnumbered(source: str, loose: Sequence[tuple[int, int]], first_leads: bool) -> list[Node]:
    """A plan without any numbers: a paragraph that names its units, or has them on the line below, is a task."""
    nodes: list[Node] = []
    for start, end in loose:
        clauses = find_clauses(source, start, end, first_leads=first_leads)
        alone = bool(clauses) and sum(c.end - c.start for c in clauses) >= len(source[start:end].strip())
        if not nodes and (alone or _LEADS_IN.search(source[start:end])):
            continue
        if not alone:
            nodes.append(Node(Mark(3, len(nodes) + 1, "", 0), start))
        nodes[-1].paragraphs.append((start, end))
        nodes[-1].clauses += clauses
        nodes[-1].end = end
    return nodes if any(node.names_units for node in nodes) else []


def _without_closing(source: str, found: Found) -> tuple[Found, tuple[int, int] | None]:
    """Take the plan's last words to all offices (各乡镇、各部门贯彻落实本要点的情况…) off the last task."""
    node, above = found[-1]
    others = [len(_prose(n)) for n, _ in found[:-1]]
    prose = _prose(node)
    several = bool(others) and max(others) > 1 and not node.clauses
    if node.children or len(prose) < 2 or node.level == 1 or several:
        return found, None
    start, end = node.paragraphs[-1]
    assigned = any(start <= c.start < end and c.kind is ClauseKind.UNITS for c in node.clauses)
    if assigned or (start, end) != prose[-1] or not _TO_ALL.match(source[start:end].strip()):
        return found, None
    clauses = [c for c in node.clauses if c.start < start]
    last = replace(node, paragraphs=node.paragraphs[:-1], clauses=clauses, end=start)
    return [*found[:-1], (last, above)], (start, end)


def _prose(node: Node) -> list[tuple[int, int]]:
    """Paragraphs that are more than a clause."""
    whole = {(c.start, c.end) for c in node.clauses}
    return [
        p
        for p in node.paragraphs
        if p not in whole and not any(c.start <= p[0] and p[1] <= c.end for c in node.clauses)
    ]


def _numbers(found: Found) -> tuple[list[int], bool]:
    """(numbers, whether the printed ones run through the document), else 1…n. （一） among them goes on counting."""
    numbers: list[int] = []
    for node, _ in found:
        before = numbers[-1] if numbers else 0
        numbers.append(node.mark.number if _is_arabic(node) else before + 1)
    arabic = [_is_arabic(node) for node, _ in found]
    repeats = sum(a == b for a, b in pairwise(numbers))
    runs = all(a <= b for a, b in pairwise(numbers)) and sum(arabic) * 2 >= len(found)
    through = runs and (repeats * 10 <= len(found) if all(arabic) else not repeats)
    return (numbers if through else list(range(1, len(found) + 1))), through


def _is_arabic(node: Node) -> bool:
    return node.level >= 3 and bool(_COUNTED.search(node.mark.label))


def _title(source: str, node: Node) -> str:
    """A section's heading as printed, number included."""
    gap = " " if node.mark.label.endswith("部分") else ""
    return node.mark.label + gap + "".join(own_text(source, node).split("\n")[0].split()).rstrip("。")


def _section_of(node: Node, above: tuple[Node, ...]) -> Node | None:
    """The section a task stands in; a section that is a task itself heads itself where it has a heading of its own."""
    top = above[0] if above else node
    return top if top.level == 1 and (above or len(_prose(node)) > 1) else None


def _task(source: str, node: Node, above: tuple[Node, ...], number: int, metadata: Metadata, *, flat: bool) -> PlanTask:
    clauses = tuple(c for n in node.walk() for c in n.clauses if node.start <= c.start < node.end)
    units = _units(clauses)
    donor = next((n for n in reversed(above) if not units.names and _units(n.clauses).names), None)
    own = [c for c in clauses if c.kind is ClauseKind.UNITS]
    printed = own or [c for c in (donor.clauses if donor else ()) if c.kind is ClauseKind.UNITS]
    start = node.start + node.mark.size
    deadlines = tuple(_shift(d, start) for d in find_deadlines(source[start : node.end], metadata.year, column=False))
    if not deadlines:
        deadlines = _deadlines_above(source, above, metadata.year)
    targets = tuple(find_targets(source, start, node.end))
    told = [c.text.split("：")[-1].split(":")[-1] for c in clauses if c.kind is ClauseKind.INDICATOR]
    middle = [n for n in above if n.level > 1]
    section = None if flat else _section_of(node, above)
    row = LedgerTask(
        number=number,
        label=node.mark.label,
        section=_title(source, section) if section else "",
        topic=middle[0].heading if middle else "",
        subtopic="；".join(n.heading for n in middle[1:]),
        content=full_text(source, node),
        indicator="；".join(told or dict.fromkeys(t.text for t in targets)),
        units=_units(donor.clauses) if donor else units,
        responsibility_text="\n".join(c.text for c in printed),
        deadlines=deadlines,
    )
    return PlanTask(row, node.start, node.end, clauses, deadlines, targets, donor is not None)


def _deadlines_above(source: str, above: Sequence[Node], year: int | None) -> tuple[Deadline, ...]:
    """The term that the nearest heading sets for all under it （完成时限：10月底前）."""
    for node in reversed(above):
        for clause in node.clauses:
            told = source[clause.start : clause.end]
            if clause.kind is ClauseKind.DEADLINE or _TERM.search(told):
                return tuple(_shift(d, clause.start) for d in find_deadlines(told, year, column=False))
    return ()


def _units(clauses: Sequence[Clause]) -> Responsibility:
    return sum((c.units for c in clauses if c.kind is ClauseKind.UNITS), Responsibility())


def _shift(deadline: Deadline, by: int) -> Deadline:
    return replace(deadline, start=deadline.start + by, end=deadline.end + by)
