"""Room: core. A plan whose headings are told by bold type, a style or a bullet instead of a number: the marks they stand for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from core.document import Document, Paragraph, Role, paragraphs_of
from core.plan.clauses import is_clause_line
from core.plan.front import Front, Part, find_front
from core.plan.lines import Line, Mark, ended

_BULLET = re.compile(r"\s*(?P<label>[★☆●○■□◆◇▲△▪•▶➢※])\s*(?=\S)")
_LEVELS = {Role.HEADING_1: 1, Role.HEADING_2: 2, Role.HEADING_3: 3, Role.HEADING_4: 4}
_LONGEST = 45
_FEW = 2  # so many headings make an outline; so many numbered lines may stand in a document without one


def with_bullets(lines: Sequence[Line]) -> list[Line]:
    """Lines that a bullet opens are counted, where one bullet opens several."""
    found = {i: m for i, line in enumerate(lines) if not line.mark and (m := _BULLET.match(line.text))}
    if len(found) < _FEW:
        return list(lines)
    marks = {i: Mark(5, n, m["label"], m.end()) for n, (i, m) in enumerate(found.items(), 1)}
    return [replace(line, mark=marks.get(i, line.mark)) for i, line in enumerate(lines)]


def with_headings(lines: Sequence[Line], document: Document) -> list[Line]:
    """Where no section is numbered: headings by style or bold type; without any numbers the paragraphs under them, too."""
    if any(line.mark is not None and line.mark.level <= 2 for line in lines):
        return list(lines)
    numbered = sum(line.mark is not None for line in lines) > _FEW
    title_at = find_front(lines).title_at
    looks = _looks(document)
    marked = [
        replace(line, mark=_mark(level, line))
        if 0 < level <= (2 if numbered else 4) and i > (title_at or 0) and not line.mark
        else line
        for i, (line, level) in enumerate(zip(lines, looks, strict=True))
    ]
    headings = sum(line.mark is not None and line.mark.level <= 2 for line in marked)
    leads = sum(line.mark is not None and line.mark.level > 2 for line in marked)
    if headings + leads < _FEW or (numbered and headings < _FEW):
        return list(lines)
    return marked if numbered or leads >= _FEW else _with_paragraphs(marked, headings)


def _mark(level: int, line: Line) -> Mark:
    return Mark(level, 0, "", len(line.text) - len(line.text.lstrip()))


def _looks(document: Document) -> list[int]:
    """One a line of the source: the level its look stands for, 0 for running text."""
    found: list[int] = []
    for paragraph in paragraphs_of(document.blocks):
        count = paragraph.text.replace("\r", "\n").count("\n") + 1
        found += [_level(paragraph) if count == 1 else 0] + [0] * (count - 1)
    return found or [0]  # no paragraph at all is one blank line


def _level(paragraph: Paragraph) -> int:
    text = paragraph.text.strip()
    if not text or is_clause_line(text):
        return 0
    short = len(text) <= _LONGEST and not text.endswith(("。", "；", "，"))
    if short and paragraph.role in _LEVELS:
        return _LEVELS[paragraph.role]
    runs = [run for run in paragraph.runs if run.text.strip()]
    if short and all(run.look.bold for run in runs):
        return 1
    bold = next((i for i, run in enumerate(runs) if not run.look.bold), len(runs))
    opening = "".join(run.text for run in runs[:bold]).strip()
    return 3 if 0 < bold < len(runs) and 4 <= len(opening) <= _LONGEST and opening[-1] in "。：:．." else 0


def _with_paragraphs(lines: list[Line], headings: int) -> list[Line]:
    """Under headings that hold several paragraphs each, every paragraph is a place of its own."""
    front = find_front(lines)
    prose = [i for i in range(len(lines)) if _begins_paragraph(lines, front, i)]
    if len(prose) < headings * 1.5:
        return lines
    return [replace(line, mark=_mark(3, line)) if i in prose else line for i, line in enumerate(lines)]


def _begins_paragraph(lines: Sequence[Line], front: Front, i: int) -> bool:
    line, before = lines[i], lines[i - 1] if i else None
    if front.parts[i] is not Part.BODY or line.mark or is_clause_line(line.text):
        return False
    return before is None or before.blank or before.mark is not None or ended(before) or is_clause_line(before.text)
