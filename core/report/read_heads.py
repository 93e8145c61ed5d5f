"""Room: core. Where a report's six sections begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.report.form import Form, FormSection
from core.report.rows import label_key

_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"(?:第?([{_NUMERALS}])\s*(?:部分|[、.．,，：:])|([1-9])[、.．])\s*(.*)", re.S)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `block` is the number of the block it stands in."""

    text: str
    block: int


@dataclass(frozen=True, slots=True)
class Head:
    """A section's heading: line number, the heading as printed, text that follows it on the same line."""

    section: FormSection
    line: int
    title: str
    rest: str


def heads_of(lines: Sequence[Line], form: Form) -> list[Head]:
    """The headings of the sections, in order, at most one each; numbered ones first, bare ones fill the gaps."""
    labels = {label_key(text) for t in form.tables for line in t.lines for text in line.labels}
    words = [(i, x.text) for i, x in enumerate(lines) if "\t" not in x.text and label_key(x.text) not in labels]
    numbered = _chain([h for i, text in words for h in _numbered(i, text, form)])
    bare = [h for i, text in words for h in _bare(i, text, form)]
    chosen = {h.section.number: h for h in numbered}
    for head in bare:
        number = head.section.number
        before = max((h.line for n, h in chosen.items() if n < number), default=-1)
        after = min((h.line for n, h in chosen.items() if n > number), default=len(lines))
        if number not in chosen and before < head.line < after:
            chosen[number] = head
    return sorted(chosen.values(), key=lambda h: h.line)


def _numbered(index: int, text: str, form: Form) -> list[Head]:
    found = _NUMBERED.match(text.strip())
    if not found or not found[3]:
        return []
    number = _NUMERALS.index(found[1]) + 1 if found[1] else int(found[2])
    heads: list[Head] = []
    for section in form.sections:
        end = _head_end(found[3], section)
        if end is None and number == section.number and len(found[3]) <= 30 and found[1]:
            end = len(found[3]) if not re.search(r"[。；]", found[3]) else None
        if end is not None and (found[1] or number == section.number):
            title = text.strip()[: len(text.strip()) - len(found[3]) + end]
            heads.append(Head(section, index, title.strip(), found[3][end:].strip()))
    right = [h for h in heads if h.section.number == number]
    return right or heads[:1]


_BEFORE_HEAD = "行政机关|本机关|本单位|我[局镇县区市乡委]|政府信息公开工作|工作|因"


def _head_end(text: str, section: FormSection) -> int | None:
    """Where the section's heading ends in `text`, None when it does not begin with one."""
    for head in sorted(section.heads, key=len, reverse=True):
        spaced = r"[\s、，,]*".join(re.escape(c) for c in head if c not in "、，")
        found = re.match(rf"(?:{_BEFORE_HEAD})?\s*{spaced}(?:情况)?", text)
        if not found:
            continue
        rest = text[found.end() :]
        if not rest or re.match(r"[\s:：。]", rest):
            return found.end()
        if len(rest) <= 12:  # 及下一步工作打算
            return len(text)
    return None


def _bare(index: int, text: str, form: Form) -> list[Head]:
    plain = re.sub(r"[\s、，,：:]", "", text)
    for section in form.sections:
        names = {re.sub(r"[、，]", "", h) for h in (*section.heads, section.title[2:])}
        if plain in names or plain.removeprefix("行政机关") in names:
            return [Head(section, index, text.strip(), "")]
    return []


def _chain(heads: Sequence[Head]) -> list[Head]:
    """The longest run of headings whose section numbers rise; the last such run wins over a list of contents."""
    best: list[tuple[Head, ...]] = []
    for head in heads:
        before = [c for c in best if c[-1].section.number < head.section.number]
        best.append((*max(before, key=_reach, default=()), head))
    return list(max(best, key=_reach, default=()))


def _reach(chain: Sequence[Head]) -> tuple[int, list[int]]:
    return len(chain), [h.line for h in chain]
