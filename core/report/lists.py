"""Room: core. N7: 其中-lists must add up to their total. N8: percentages must follow from the figures beside them.

A list is judged only when it can be read whole: every piece is a label and one figure in a counting unit. Brackets
hold finer parts and are left out. A list may be meant as a selection, so a sum far below the total is no finding.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.finding import Finding, Severity
from core.report.form import Rule
from core.report.passages import Sentence, clause_around
from core.report.report import AnnualReport

_UNITS = "条|件|项|个|篇|期|份|部|则|幅|张|例|宗|起|批|场|家|次|人次|篇次"
_FIGURE = re.compile(rf"(\d+)(余|多)?(篇次|人次|{_UNITS})(?!以上)")
_OPENING = re.compile(r"(?:，|：|。|；)?(?:其中|包括|包含|分别为|分别是|具体为|内容涉及)[：，]?")
_PIECE = re.compile(rf"(?P<label>[^\d]{{1,28}}?)(?P<n>\d+)(?P<unit>人次|篇次|{_UNITS})(?P<tail>[^\d]{{0,6}})")
_BREAKS = re.compile(
    r"其中|包括|较|同比|比上年|增加|减少|增长|下降|浏览|点击|阅读|累计|总|共|合计|人次|分享|转发|粉丝|关注|培训|此外|另外?|同时|召开|组织|约|近|超"
)
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


@dataclass(frozen=True, slots=True)
class Listed:
    """A total and the items that follow it: (label, figure) each, and where the list begins in the sentence."""

    total: int
    items: tuple[tuple[str, int], ...]
    whole: bool  # read to its end, not broken off at something else
    place: int
    others: tuple[int, ...]  # further figures before the list that it may as well divide


def lists_in(text: str) -> Iterator[Listed]:
    """The lists of one sentence or paragraph, brackets left out."""
    plain = _BRACKETS.sub("", text)
    for opening in _OPENING.finditer(plain):
        before = [m for m in _FIGURE.finditer(plain[: opening.start()]) if m[3] != "人次"]
        if not before or before[-1][2] or re.search(r"(?:近|约|超过?|逾)$", plain[: before[-1].start()]):
            continue
        items, whole = _items(plain[opening.end() :])
        if len(items) >= 2:
            numbers = [int(m[1]) for m in before]
            yield Listed(numbers[-1], tuple(items), whole, before[-1].start(), tuple(numbers[:-1]))


def _items(text: str) -> tuple[list[tuple[str, int]], bool]:
    """Label and figure of each piece up to the first that is something else, and whether none was.

    A 、 inside a label (教育、医疗信息20条) belongs to it. A ； ends a list whose first items are parted otherwise.
    """
    items: list[tuple[str, int]] = []
    label, parted = "", ""
    for piece, stop in re.findall(r"([^、，；]+)([、，；]?)", re.split("。", text)[0]):
        if not re.search(r"\d", piece) and stop == "、":
            label += piece + "、"
            continue
        found = _PIECE.fullmatch((label + piece).strip("：和及"))
        if not found or found["unit"] in ("人次", "次") or "中" in found["tail"] or _BREAKS.search(label + piece):
            return items, False
        items.append((found["label"], int(found["n"])))
        label, parted = "", parted or stop
        if stop == "；" != parted:
            break
    return items, not label


def list_findings(report: AnnualReport, spoken: Sequence[Sentence]) -> list[Finding]:
    """Lists are looked for in whole paragraphs: “共218条。其中…” goes over a stop."""
    rule = report.form.rule("N7")
    paragraphs = dict.fromkeys((s.paragraph.text, s.section) for s in spoken)
    found = [(text, number, listed) for text, number in paragraphs for listed in lists_in(text)]
    return [f for text, number, listed in found if rule and (f := _judge(rule, text, number, listed))]


def _judge(rule: Rule, text: str, section: int, listed: Listed) -> Finding | None:
    """A sum that misses the total; softer where the list may overlap or be a selection."""
    added = sum(n for _, n in listed.items)
    if added == listed.total or added in listed.others or _divides_earlier(listed, added):
        return None
    selection = added < listed.total * 0.95 or len(listed.items) < 3 or not listed.whole
    if added < listed.total and selection:
        return None
    close = abs(added - listed.total) <= max(5, listed.total * 0.1)
    working = "+".join(str(n) for _, n in listed.items)
    quote = clause_around(_BRACKETS.sub("", text), listed.place)
    message = f"正文“{quote}”：总数写{listed.total}，所列各项相加 {working}={added}，相差{abs(added - listed.total)}。"
    if not close:
        message += "各项若有交叉或总数另有所指，请写清。"
    severity = rule.severity if close else Severity.HINT
    return Finding(severity, rule.rule_id, message, (f"section:{section}",), added, listed.total, rule.source)


def _divides_earlier(listed: Listed, added: int) -> bool:
    """Whether the first items alone make the total (what follows then starts anew)."""
    running = 0
    for _, number in listed.items:
        running += number
        if running == listed.total:
            return True
    return added == listed.total


_SHARE = re.compile(
    rf"(?P<n>\d+)(?P<unit>{_UNITS})[^\d。；，、]{{0,6}}?[，、（(]?(?:约|大约)?占(?:比|总数|总量|全部|全年|收到|受理|申请|新收|办结|办理|答复|的|了|为|约|达|到|以上|总|数|量|件|比例|比重|政府信息公开|依申请公开){{0,8}}(?P<p>\d+(?:\.\d+)?)%"
)


def share_findings(report: AnnualReport, spoken: Sequence[Sentence]) -> list[Finding]:
    """N8: “n件，占p%” against the totals of its own sentence and, for requests, those of table 三."""
    rule = report.form.rule("N8")
    if not rule:
        return []
    found: list[Finding] = []
    for sentence in spoken:
        for match in _SHARE.finditer(sentence.text):
            if not sentence.narrower(match.start()) and not sentence.another_time(match.start()):
                found += _share(report, rule, sentence, match)
    return found


def _share(report: AnnualReport, rule: Rule, sentence: Sentence, match: re.Match[str]) -> Iterator[Finding]:
    part, told = int(match["n"]), match["p"]
    totals = {int(n) for n in re.findall(rf"(\d+)(?:{match['unit']})", sentence.text)}
    if sentence.about_requests(match.start()):
        totals |= {int(report.number(f"3.{row}.total") or 0) for row in ("new", "done")}
        totals.add(sum(int(report.number(f"3.{row}.total") or 0) for row in ("new", "carried_in")))
    totals = {t for t in totals if t > part or (t == part and told.startswith("100"))}
    if not totals or any(_rounds_to(part, t, told) for t in totals):
        return
    nearest = min(totals, key=lambda t: abs(part / t * 100 - float(told)))
    decimals = len(told.partition(".")[2])
    right = f"{part / nearest * 100:.{max(decimals, 1)}f}%"
    message = f"正文“{sentence.quote(match.start('p'))}”：{part}÷{nearest}={right}，写的是{told}%。"
    yield Finding(
        rule.severity, rule.rule_id, message, (f"section:{sentence.section}",), right, f"{told}%", rule.source
    )


def _rounds_to(part: int, whole: int, told: str) -> bool:
    """Whether part/whole in percent is `told` within one unit of its last digit (rounding either way)."""
    step = 10.0 ** -len(told.partition(".")[2])
    return abs(part / whole * 100 - float(told)) < step
