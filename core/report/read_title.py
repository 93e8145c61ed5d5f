"""Room: core. A report's title as printed, and the unit and the year that it, or the text, tells."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from core.report.values import fold

_TITLE = r"(?:政府信息公开|政务公开|信息公开).{0,8}(?:年度报告|年报|报告)(?:[（(].{1,12}[)）])?$"
_GOES_ON = re.compile(
    r"(?:政府|局|委|会|办公室|镇|乡|街道|办事处|县|区|市|厅|处|中心|年|关于|[政信息公开工作度报])$"
)  # how a line ends that a title is broken after
_YEAR = re.compile(r"(20\d\d)年")
_SPELT_YEAR = re.compile(r"二[〇○零0Oo]([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])年")
_SPELT = {"〇": 0, "○": 0, "零": 0} | {c: i for i, c in enumerate("一二三四五六七八九", 1)}
_ANY_YEAR = re.compile(rf"(?:20\d\d|{_SPELT_YEAR.pattern[:-1]})(?:年度?)?")
_PERIOD = re.compile(r"(20\d\d)年?1月1日.{0,8}?12月31日")
_BODY = "政府|办公室|局|委员会|街道办事处|委|厅|处|中心"
_MADE_BY = re.compile(rf"(?:本报告由|本年报由|由)([^，,。由]{{2,30}}?(?:{_BODY}))[^，,。]{{0,60}}编制")
_ALONE = re.compile(r"(?:政府|局|委|委员会|办公室|镇|乡|街道|县|区|市|厅|处|中心)(?:20\d\d年度?)?$")


def title_of(lines: Sequence[str]) -> tuple[str, int]:
    """The title, joined over up to three lines, and the number of lines before its end; ("", 0) if there is none.

    Of several (a page's navigation names the report too) the first that has unit and year is taken.
    """
    found = list(_titles(lines))
    if not found:
        return "", 0
    return max(found, key=lambda f: (bool(_unit_in(f[0])), _year_in(f[0]) is not None, -f[1]))


def _titles(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    for start in range(min(len(lines), 60)):
        if re.match("[一二三四五六]、", fold(lines[start])):
            return
        for size in (1, 2, 3):
            parts = [_squeezed(line) for line in lines[start : start + size]]
            if not all(_GOES_ON.search(part) for part in parts[:-1]):
                break
            text = "".join(parts)
            # a title ends with the word; a list of contents, a sentence or a path (首页>…) does not
            if len(text) <= 60 and re.search(_TITLE, text) and not re.search("[。>＞»›|]|首页|当前位置", text):
                first = _first_line(lines, start, text)
                yield "".join(" ".join(line.split()) for line in lines[first : start + size]), start + size
                break


def _first_line(lines: Sequence[str], start: int, text: str) -> int:
    """The line before, too, where the unit's name stands alone above the rest of the title."""
    before = _squeezed(lines[start - 1]) if start else ""
    alone = 2 <= len(before) <= 25 and _ALONE.search(before)
    return start - 1 if alone and not _unit_in(text) else start


def year_of(title: str, lines: Sequence[str]) -> int | None:
    """The report's year: from the title, else the period of its figures, else the year its text names most."""
    if (year := _year_in(title)) is not None:
        return year
    text = "\n".join(fold(line) for line in lines)
    if found := _PERIOD.search(text):
        return int(found[1])
    years = Counter(_YEAR.findall(text[:3000])).most_common(1)
    return int(years[0][0]) if years else None


def _year_in(title: str) -> int | None:
    plain = fold(title)
    if found := _YEAR.search(plain) or re.search(r"(20\d\d)", plain):
        return int(found[1])
    spelt = _SPELT_YEAR.search(plain)
    return 2000 + 10 * _SPELT[spelt[1]] + _SPELT[spelt[2]] if spelt else None


def unit_of(title: str, lines: Sequence[str]) -> str:
    """The unit as the title prints it, else as the preface names who made the report; "" when neither does."""
    if unit := _unit_in(title):
        return unit
    found = _MADE_BY.search("\n".join(_squeezed(line) for line in lines[:30]))
    return found[1] if found else ""


def _unit_in(title: str) -> str:
    before = re.split(r"政府信息公开|政务公开|信息公开", _squeezed(title), maxsplit=1)[0]
    return re.sub(r"^关于|关于(?:印发|发布|公布)?$", "", _ANY_YEAR.sub("", before)).strip("的《<〈")


def _squeezed(text: str) -> str:
    """Without white space; full-width digits folded, all else as printed."""
    return "".join(text.split()).translate({0xFF10 + i: str(i) for i in range(10)})
