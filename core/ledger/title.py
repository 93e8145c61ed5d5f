"""Room: core. What a form says of itself before its rows: title, year, declared counts."""

import re
from collections.abc import Sequence

from core.ledger.ledger import Declared
from core.squeezed import FOLD

_TITLE = re.compile(
    r"台账|一览表|分工表|分解表|任务表|责任表|推进表|清单|情况表|统计表|汇总表|安排表|进度表|明细表|工作要点|任务分工|任务分解|工作方案"
)
_NO_TITLE = re.compile(
    r"^\s*附\s*件|[。；;！？]\s*$|^\s*(?:填报|报送|联系|说明|注|备注|单位)[^\n]{0,8}[:：]|^\s*[（(]?[一二三四五六七八九十]+[）)、]"
)
_FORM = re.compile(r"(?:台账|[\u4e00-\u9fff]表|清单)(?:[（(〔【].{1,20})?$")
_OPEN = re.compile(r"(?:工作要点|工作方案|任务|工作)$")
_BEGINS = re.compile(r"(?:政府|办公室|局|[委联]员?会|街道|办事处|中心|开发区|园区|高新区|镇|乡|公司)$|年$|关于")
_DAY = re.compile(r"[日号]\s*[）)]?$")
_TAIL = re.compile(r"^\s*[（(〔【][^）)]{1,20}[）)〕】]\s*$")
_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*年?度?")
_YEAR_SURE = re.compile(r"(?<!\d)(20\d{2})\s*年")
_CHINESE_YEAR = re.compile(r"二[〇○零Ｏ0]([〇○零一二三四五六七八九]{2})年")
_DIGITS = {"〇": 0, "○": 0, "零": 0, **{c: i for i, c in enumerate("一二三四五六七八九", 1)}}
_COUNT = r"(\d{1,3}|[一二三四五六七八九十百]+)\s*"
_DECLARED = {
    "sections": re.compile(_COUNT + r"(?:个|大|个大)(?:板块|部分|方面|章节|领域)"),
    "topics": re.compile(
        _COUNT + r"(?:个|项|个大|大)(?:大项|项重点工作|重点工作(?!任务)|主要任务|项(?![\u4e00-\u9fff]))"
    ),
    "tasks": re.compile(_COUNT + r"(?:项|条|个)(?:具体|重点|工作|主要|细化|目标|公开)*(?:任务|事项|举措|措施)"),
}
MAX_TITLE = 70


def find_title(lines: Sequence[str]) -> str:
    """The title among the lines before the table, its （填报版） and the line above that it continues included."""
    plain = [" ".join(line.split()) for line in lines]
    at = next((i for i, line in enumerate(plain) if _TITLE.search(line) and _may_be(line)), None)
    if at is None:
        at = next((i for i, line in enumerate(plain) if line and _may_be(line)), None)
        if at is None:
            return ""
    title = _with_line_before(plain, at)
    after = next((line for line in plain[at + 1 : at + 3] if line), "")
    if _OPEN.search(title) and _FORM.search(after) and _may_be(after) and not _YEAR.search(after):
        return title + after  # …2023年政务公开工作要点 / 任务落实台账（填报版）
    return title + after if _TAIL.match(after) else title


def _with_line_before(plain: Sequence[str], at: int) -> str:
    title, before = plain[at], plain[at - 1] if at else ""
    if not before or not _may_be(before) or _TITLE.search(before) or _DAY.search(before):
        return title
    opens = _BEGINS.search(before) or (_YEAR_SURE.search(before) and not _YEAR.search(title))
    return before + title if opens else title


def _may_be(line: str) -> bool:
    return 4 <= len(line) <= MAX_TITLE and not _NO_TITLE.search(line)


def find_year(title: str, lines: Sequence[str]) -> int | None:
    """The year of the title, else the first that the text before the table tells; None where neither does."""
    if year := _year_in(title, _YEAR):
        return year
    return next((year for line in lines if (year := _year_in(line, _YEAR_SURE))), None)


def _year_in(text: str, pattern: re.Pattern[str]) -> int | None:
    compact = re.sub(r"(?<=\d)\s+(?=\d)|\s+(?=年)", "", text.translate(FOLD))
    if m := pattern.search(compact):
        return int(m[1])
    if m := _CHINESE_YEAR.search(compact):
        return 2000 + 10 * _DIGITS[m[1][0]] + _DIGITS[m[1][1]]
    return None


def find_declared(lines: Sequence[str]) -> Declared:
    """Counts as in 共4个板块、16个大项、33项重点任务, from the line that holds most of them."""
    best: dict[str, int] = {}
    for line in lines:
        found = {name: number for name, pattern in _DECLARED.items() if (number := _count(pattern, line)) is not None}
        if len(found) > len(best):
            best = found
    return Declared(best.get("sections"), best.get("topics"), best.get("tasks"))


def _count(pattern: re.Pattern[str], line: str) -> int | None:
    m = pattern.search(line)
    return chinese_number(m[1]) if m else None


def chinese_number(text: str) -> int:
    """三十三 or 33 → 33 (below a thousand); 0 where it is no number."""
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for c in text:
        if c in "十百":
            total += (digit or 1) * (10 if c == "十" else 100)
            digit = 0
        elif c in _DIGITS:
            digit = _DIGITS[c]
        else:
            return 0
    return total + digit
