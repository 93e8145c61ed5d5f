"""Room: core. The work plan's targets beside what the report says: P1 dates, P2 percentages and counts.

A target is put beside the report's sentence that shares its words; where none does, one hint lists what is not told.
A share (占比) that the report does not state is worked out from its own list of items.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from core.document import Document
from core.finding import Finding, Severity
from core.report.form import Rule
from core.report.lists import Listed, lists_in
from core.report.passages import joined_lines
from core.report.plan_targets import PlanText, Target, TargetKind, plan_text, targets
from core.report.report import AnnualReport

_DAY = re.compile(r"(?:(20\d\d)年)?(1[0-2]|[1-9])月(?:(3[01]|[12]\d|[1-9])日|(底|末))?(?!份?至|—|-)")
_COMMON = frozenset(
    ("公开", "政府", "信息", "工作", "政务", "单位", "开展", "推进", "进行", "通过", "及时", "各部", "部门")
)


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of the report, and its section."""

    text: str
    section: int


def plan_findings(report: AnnualReport, plan: Document | str) -> list[Finding]:
    """Findings in the plan's order, then one hint for all that the report does not tell."""
    text = plan_text(plan, report.year)
    if report.year and text.years and report.year not in text.years:
        return _another_year(report, max(text.years))
    said = list(_said(report))
    found: list[Finding] = []
    untold: list[Target] = []
    for target in targets(text):
        rule = report.form.rule("P1" if target.kind is TargetKind.DATE else "P2")
        if not rule:
            continue
        result = _beside(rule, target, said, text, report.year)
        if result is None:
            untold.append(target)
        else:
            found += result
    return found + list(_untold(report, untold))


def _another_year(report: AnnualReport, year: int) -> list[Finding]:
    rule = report.form.rule("P1")
    message = f"对照的工作要点是{year}年的，不是{report.year}年的，没有对照。"
    return [Finding(rule.severity, "P1", message, ("head:year",), report.year, year, rule.source)] if rule else []


def _said(report: AnnualReport) -> Iterator[Said]:
    for section in report.sections:
        for line in joined_lines(section.text):
            for sentence in re.findall(r"[^。；]+", line):
                yield Said(sentence, section.number)


def _beside(rule: Rule, target: Target, said: Sequence[Said], plan: PlanText, year: int | None) -> list[Finding] | None:
    """Findings for one target ([] when it is met), None when the report says nothing of it."""
    if target.kind is TargetKind.DATE:
        return _date(rule, target, said, plan, year)
    if target.kind is TargetKind.PERCENT:
        stated = _percent(rule, target, said)
        return stated if stated is not None else _worked_out(rule, target, said)
    return _count(rule, target, said)


def _date(rule: Rule, target: Target, said: Sequence[Said], plan: PlanText, year: int | None) -> list[Finding] | None:
    near = _nearest(target.sentence, [s for s in said if _DAY.search(s.text)])
    days = [d for m in _DAY.finditer(near[0].text) if (d := _day(m, year))] if near else []
    if not near or not days or target.due is None:
        return None
    told = min(days, key=lambda d: abs((d - _due(target)).days))
    if told <= target.due:
        return []
    late = (told - target.due).days
    message = f"要点{target.task}“{_short(target.what)}”，报告写“{_short(near[0].text)}”：{_spelt(told)}比{_spelt(target.due)}晚{late}天。"
    severity = rule.severity
    if plan.issued is None:
        message += "要点上没有印发日期，请核对时限是否早于印发。"
    elif plan.issued > target.due:
        message += f"要点{_spelt(plan.issued)}印发，时限早于印发，不能算作逾期。"
        severity = Severity.HINT
    else:
        message += f"要点{_spelt(plan.issued)}印发。"
    where = (f"section:{near[0].section}",)
    return [Finding(severity, rule.rule_id, message, where, target.due.isoformat(), told.isoformat(), rule.source)]


def _due(target: Target) -> date:
    return target.due or date.max


def _day(match: re.Match[str], year: int | None) -> date | None:
    """The date told; a month alone counts from its first day, its end (底) from the 28th: never later than meant."""
    which = int(match[1]) if match[1] else year
    if which is None:
        return None
    try:
        return date(which, int(match[2]), int(match[3]) if match[3] else 28 if match[4] else 1)
    except ValueError:
        return None


def _percent(rule: Rule, target: Target, said: Sequence[Said]) -> list[Finding] | None:
    """A percentage that the report states under the same words."""
    for sentence in said:
        for match in re.finditer(r"(?P<what>[^，。；、：\d]{2,30})(?P<n>\d+(?:\.\d+)?)%", sentence.text):
            if not _same_thing(target, match["what"], sentence.text):
                continue
            if float(match["n"]) >= target.value:
                return []
            message = f"要点{target.task}“{target.phrase}”，报告写“{_short(match[0])}”，没有达到。"
            where = (f"section:{sentence.section}",)
            expected, told = f"{target.value:g}%", f"{match['n']}%"
            return [Finding(rule.severity, rule.rule_id, message, where, expected, told, rule.source)]
    return None


def _same_thing(target: Target, what: str, sentence: str) -> bool:
    """Same words before the figure; a bare 公开率 also needs its sentence to be about the same matter."""
    shared = _pairs(target.what) & _pairs(what)
    if len(target.what) <= 5:
        return target.what[-3:] in what and len(_keys(target.sentence) & _keys(sentence)) >= 3
    return len(shared) * 2 >= len(_pairs(target.what))


def _worked_out(rule: Rule, target: Target, said: Sequence[Said]) -> list[Finding] | None:
    """A share from the report's own list: the items whose labels hold the target's words, over the list's total."""
    if "占" not in target.phrase and "比" not in target.phrase:
        return None
    what = re.sub("占比|比例|比重", "", target.what)
    words = _pairs(what) - _COMMON
    each = {what[i : i + 2] for i in range(0, len(what) - 1, 2)} - _COMMON  # 企业代表 is not any 企业
    for sentence in said:
        for listed in lists_in(sentence.text):
            parts = [(label, n) for label, n in listed.items if words & _pairs(label)]
            if parts and listed.total and each <= {p for label, _ in parts for p in _pairs(label)}:
                return [_share(rule, target, sentence, parts, listed)]
    return None


def _share(rule: Rule, target: Target, said: Said, parts: Sequence[tuple[str, int]], listed: Listed) -> Finding:
    added = sum(n for _, n in parts)
    share = added / listed.total * 100
    met = share >= target.value
    working = "＋".join(f"{_label(label)}{n}" for label, n in parts)
    message = (
        f"要点{target.task}“{target.phrase}”，报告未写占比，按所列（{working}）÷{listed.total}＝{share:.1f}%，"
        f"{'已达到' if met else '没有达到'}{target.value:g}%，请确认口径。"
    )
    severity = Severity.HINT if met else rule.severity
    where = (f"section:{said.section}",)
    return Finding(severity, rule.rule_id, message, where, f"{target.value:g}%", f"{share:.1f}%", rule.source)


def _label(label: str) -> str:
    return label[-8:]


def _count(rule: Rule, target: Target, said: Sequence[Said]) -> list[Finding] | None:
    for sentence in _nearest(target.what, said, least=2):
        for match in re.finditer(rf"(\d+)个?{target.unit}", sentence.text):
            if int(match[1]) >= target.value:
                return []
            message = f"要点{target.task}“{_short(target.phrase)}”，报告写“{_short(sentence.text)}”，没有达到。"
            where = (f"section:{sentence.section}",)
            expected, told = f"{target.value:g}{target.unit}", match[0]
            return [Finding(rule.severity, rule.rule_id, message, where, expected, told, rule.source)]
    return None


def _untold(report: AnnualReport, untold: Sequence[Target]) -> Iterator[Finding]:
    rule = report.form.rule("P2")
    if untold and rule:
        shown = "；".join(
            f"{t.task}“{_short(t.phrase if t.kind is not TargetKind.DATE else t.what)}”" for t in untold[:12]
        )
        more = f"等{len(untold)}项" if len(untold) > 12 else ""
        message = f"要点的这些时限、指标，报告里没有找到对应的说法：{shown}{more}。"
        yield Finding(Severity.HINT, rule.rule_id, message, ("section:6",), "", "", rule.source)


def _nearest(text: str, said: Sequence[Said], least: int = 5) -> list[Said]:
    """Sentences that share enough of the words, the nearest first."""
    keys = _keys(text)
    scored = [(len(keys & _keys(s.text)), i) for i, s in enumerate(said)]
    enough = [(score, i) for score, i in scored if score >= max(least, len(keys) * 0.15)]
    return [said[i] for _, i in sorted(enough, key=lambda x: (-x[0], x[1]))[:3]]


@lru_cache(maxsize=4096)
def _keys(text: str) -> frozenset[str]:
    """Runs of three characters that are not figures or stops: two texts sharing several speak of one matter."""
    plain = re.sub(r"[^\u4e00-\u9fff]", " ", text)
    return frozenset(plain[i : i + 3] for i in range(len(plain) - 2) if " " not in plain[i : i + 3])


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    plain = re.sub(r"[^\u4e00-\u9fff]", " ", text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1) if " " not in plain[i : i + 2])


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _spelt(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
