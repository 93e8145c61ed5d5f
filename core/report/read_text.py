"""Room: core. The words of a report: its title, year and unit, and where its six sections begin."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.report.form import Form, FormSection
from core.report.rows import label_key
from core.report.values import fold

_TITLE = re.compile(r"(?:政府信息公开|政务公开|信息公开).{0,8}(?:年度报告|年报|报告)")
_TITLE_END = re.compile(_TITLE.pattern + r"(?:[（(].{1,12}[)）])?$")
_GOES_ON = re.compile(
    r"(?:政府|局|委|会|办公室|镇|乡|街道|办事处|县|区|市|厅|处|中心|年度?|工作|信息|公开|关于|年度报|报)$"
)  # how a line ends that a title is broken after
_YEAR = re.compile(r"(20\d\d)\s*年")
_PERIOD = re.compile(r"(20\d\d)年?1月1日.{0,8}?12月31日")
_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"(?:第?([{_NUMERALS}])\s*(?:部分|[、.．,，：:])|([1-9])[、.．])\s*(.*)", re.S)
_BODY = "政府|办公室|局|委员会|街道办事处|委|厅|处|中心"
_UNIT = re.compile(rf"(?:本报告由|本年报由|由)([^，。由]{{2,30}}?(?:{_BODY}))[^，。]{{0,60}}编制")


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


def title_of(lines: Sequence[Line]) -> tuple[str, int]:
    """The report's title, joined over up to three lines, and the number of lines it ends before; ("", 0) if none.

    Of several (a page's navigation names the report too) the first that has unit and year is taken.
    """
    found = list(_titles(lines))
    if not found:
        return "", 0
    title, end = max(found, key=lambda f: (bool(_unit_in(f[0])), bool(_YEAR.search(f[0])), -f[1]))
    return title, end


def _titles(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    for start in range(min(len(lines), 60)):
        if re.match(rf"[{_NUMERALS}]、", fold(lines[start].text)):
            return
        for size in (1, 2, 3):
            parts = [fold(x.text) for x in lines[start : start + size]]
            if not all(_GOES_ON.search(part) for part in parts[:-1]):
                break
            text = "".join(parts)
            # a title ends with the word; a list of contents, a sentence or a path (首页>…) does not
            if len(text) <= 60 and _TITLE_END.search(text) and not re.search("[。>»›|]|首页|当前位置", text):
                start, size = _back(lines, start, size)
                yield "".join(fold(x.text) for x in lines[start : start + size]), start + size
                break


def _back(lines: Sequence[Line], start: int, size: int) -> tuple[int, int]:
    """Take in the line before, where the unit's name stands alone above the rest of the title."""
    text = "".join(fold(x.text) for x in lines[start : start + size])
    before = fold(lines[start - 1].text) if start else ""
    alone = 2 <= len(before) <= 25 and re.search(
        r"(?:政府|局|委|委员会|办公室|镇|乡|街道|县|区|市|厅|处|中心)(?:20\d\d年度?)?$", before
    )
    return (start - 1, size + 1) if alone and not _unit_in(text) else (start, size)


def year_of(title: str, lines: Sequence[Line]) -> int | None:
    """The report's year: from the title, else the period of its figures, else the year its text names most."""
    if found := _YEAR.search(title) or re.search(r"(20\d\d)", title):
        return int(found[1])
    text = "\n".join(fold(x.text) for x in lines)
    if found := _PERIOD.search(text):
        return int(found[1])
    years = Counter(_YEAR.findall(text[:3000])).most_common(1)
    return int(years[0][0]) if years else None


def unit_of(title: str, lines: Sequence[Line]) -> str:
    """The unit as the title prints it, else as the preface names who made the report; "" when neither does."""
    if unit := _unit_in(title):
        return unit
    head = "\n".join(fold(x.text) for x in lines[:30])
    found = _UNIT.search(head)
    return found[1] if found else ""


def _unit_in(title: str) -> str:
    before = re.split(r"(?:政府信息公开|政务公开|信息公开)", title, maxsplit=1)[0]
    return re.sub(r"^关于|关于(?:印发|发布|公布)?$", "", re.sub(r"20\d\d(?:年度?)?", "", before)).strip("的《<")


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
