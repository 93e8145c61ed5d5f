"""Room: core. The narrative's figures against the tables (N1–N6): warnings, hints where two readings are possible."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.finding import Finding, Severity
from core.report.figures import Told, figures
from core.report.form import Rule
from core.report.passages import Sentence, sentences
from core.report.report import AnnualReport, repealed_unread
from core.report.unit_kind import UnitKind

_OFFICES = (UnitKind.DEPARTMENT, UnitKind.TOWN, UnitKind.SUBDISTRICT)


def sentences_of(report: AnnualReport, kind: UnitKind, *numbers: int) -> list[Sentence]:
    """The sentences of those sections, in order."""
    office = kind in _OFFICES
    return [
        s
        for section in report.sections
        if section.number in numbers
        for s in sentences(section.text, section.number, report.year, office)
    ]


def figure_findings(report: AnnualReport, spoken: Sequence[Sentence]) -> list[Finding]:
    """N1–N6 over what is told of the year, and 六 as hints: what it tells is often of the office alone."""
    found: list[Finding] = []
    parts = _parts_told(spoken)
    for sentence in (s for s in spoken if s.section != 5):
        for told in figures(sentence):
            finding = _finding(report, sentence, told)
            explained = sentence.section == 6 and told.value in parts
            if finding and not explained:
                found.append(replace(finding, severity=Severity.HINT) if sentence.section == 6 else finding)
        found += normative_findings(report, sentence)
    return found


def named_figures(report: AnnualReport) -> set[int]:
    """All figures with 件 and the like that section 一 names: leads for a repair."""
    return {int(n) for n in re.findall(r"(\d+)\s*[件项宗份起]", report.text_of(1))}


def _parts_told(spoken: Sequence[Sentence]) -> set[int]:
    """Figures told of a part of the unit (区本级13项)."""
    numbers = ((s, m) for s in spoken for m in re.finditer(r"\d+", s.text))
    return {int(m[0]) for s, m in numbers if s.narrower(m.start())}


def _sum(report: AnnualReport, cells: Sequence[str]) -> int | None:
    """The cells' sum; None where one is not in the form, unread or unreadable."""
    numbers = [report.number(c) for c in cells if c not in report.asked and c.split(".")[0] not in report.absent]
    if len(numbers) != len(cells) or any(n is None or n != int(n) for n in numbers):
        return None
    return sum(int(n or 0) for n in numbers)


def _finding(report: AnnualReport, sentence: Sentence, told: Told) -> Finding | None:
    rule = report.form.rule(told.rule)
    sums = [s for cells in told.readings if (s := _sum(report, cells)) is not None]
    if not rule or not sums or told.value == sums[0]:
        return None
    names = "、".join(_short_name(report, told.readings[0]))
    message = f"正文“{sentence.quote(told.place)}”：{told.said}{told.value}件，而{names}为{sums[0]}件。"
    severity = Severity.HINT if told.soft else rule.severity
    if told.value in sums[1:]:
        severity = Severity.HINT
        message += _other_reading(report, told, sums)
    where = (*told.readings[0], f"section:{sentence.section}")
    return Finding(severity, rule.rule_id, message, where, sums[0], told.value, rule.source)


def _short_name(report: AnnualReport, cells: Sequence[str]) -> list[str]:
    if len(cells) > 3:
        first = report.form.names[cells[0]].split("“")[0]
        return [f"{first}相应{len(cells)}格之和"]
    return [report.form.names[c] for c in cells]


def _other_reading(report: AnnualReport, told: Told, sums: Sequence[int]) -> str:
    cells = told.readings[sums.index(told.value)]
    return f"{told.value}等于{'、'.join(_short_name(report, cells))}之和，请确认说的是不是这个数。"


_COUNT = r"(?P<n>\d+)[件部个份项]"
_STOPS = r"[^\d。；，、]{0,14}?"
_MADE = (
    rf"(?:制发|制定|出台|新制定|印发)(?:印发|发布|出台|了|并)*{_STOPS}规范性文件(?:共|为|计)?{_COUNT}",
    rf"(?:制发|制定|出台|印发)(?:印发|发布|了|并)*{_COUNT}{_STOPS}规范性文件",
    rf"规范性文件(?:本年)?(?:制发|制定|新制定)(?:件数|数量|数|了|为|共)*{_COUNT}",
)
_VALID = (rf"现行有效(?:的|行政)*(?:规范性文件)?(?:共|为|有|计|达)*{_COUNT}", rf"{_COUNT}(?:行政规范性文件)?现行有效")
_KEPT = (rf"(?:保留|继续有效)(?:了|的)?{_STOPS}{_COUNT}", rf"{_COUNT}(?:予以|继续)?(?:保留|有效)")
_REPEALED = (rf"废止(?!和|或|、|及)(?:了|的|行政|规范性文件|共)*{_COUNT}", rf"{_COUNT}(?:予以)?废止")
_LAPSED = (
    rf"(?<!和)(?<!或)(?<!、)(?:宣布)?失效(?:了|的|行政|规范性文件|共)*{_COUNT}",
    rf"{_COUNT}(?:予以)?(?:宣布)?失效",
)
_BOTH = (rf"废止(?:和|或|、|及)(?:宣布)?失效(?:了|的|行政|规范性文件|共)*{_COUNT}",)


def normative_findings(report: AnnualReport, sentence: Sentence) -> Iterator[Finding]:
    """N6: normative documents made, repealed and in force. A clean-up's own list is read as one thing."""
    rule = report.form.rule("N6")
    if not rule or "规范性文件" not in sentence.text or "2" in report.absent:
        return
    yield from _compare(report, rule, sentence, _MADE, "2.normative.made", "制发")
    kept = list(_numbers(sentence, _KEPT))
    cleaning = "清理" in sentence.text
    valid = _KEPT if kept and cleaning else () if cleaning else _VALID
    for finding in _compare(report, rule, sentence, valid, "2.normative.valid", "现行有效"):
        # what a clean-up keeps is not all that is in force: some was made later, some mended
        yield replace(finding, severity=Severity.HINT) if cleaning else finding
    yield from _repealed(report, rule, sentence)


def _numbers(sentence: Sentence, patterns: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(figure, place) of the comparable matches, each place once."""
    seen: set[int] = set()
    for pattern in patterns:
        for match in re.finditer(pattern, sentence.text):
            start, end = match.span("n")
            if start not in seen and sentence.comparable(start, end):
                seen.add(start)
                yield int(match["n"]), start


def _compare(
    report: AnnualReport, rule: Rule, sentence: Sentence, patterns: Sequence[str], cell: str, said: str
) -> Iterator[Finding]:
    expected = _sum(report, (cell,))
    for value, place in _numbers(sentence, patterns):
        if expected is not None and value != expected:
            message = f"正文“{sentence.quote(place)}”：{said}{value}件，而{report.form.names[cell]}为{expected}件。"
            where = (cell, f"section:{sentence.section}")
            # what was published or kept on a website may be less than what is in force
            severity = Severity.HINT if "公开" in sentence.clause_before(place) else rule.severity
            yield Finding(severity, rule.rule_id, message, where, expected, value, rule.source)


def _of_rules(sentence: Sentence, place: int) -> bool:
    """Whether 规章 and not 规范性文件 was named last before the figure."""
    before = sentence.text[:place]
    return before.rfind("规章") > before.rfind("规范性文件")


def _repealed(report: AnnualReport, rule: Rule, sentence: Sentence) -> Iterator[Finding]:
    cell = "2.normative.repealed"
    expected = _sum(report, (cell,))
    both = list(_numbers(sentence, _BOTH))
    repealed, lapsed = (
        [(v, at) for v, at in _numbers(sentence, p) if (v, at) not in both and not _of_rules(sentence, at)]
        for p in (_REPEALED, _LAPSED)
    )
    told = [v for v, _ in repealed + both]
    ended = sum(v for v, _ in lapsed)
    if expected is None or not (told or lapsed) or repealed_unread(report):
        return
    place = (repealed + both + lapsed)[0][1]
    where = (cell, f"section:{sentence.section}")
    if expected == sum(told):
        if ended:
            message = f"正文“废止{sum(told)}件”与表二一致，同句另有失效{ended}件。自然失效、宣布失效是否计入“本年废止件数”，请确认口径。"
            yield Finding(Severity.HINT, rule.rule_id, message, where, sum(told), ended, rule.source)
    elif expected != sum(told) + ended:
        message = f"正文“{sentence.quote(place)}”：废止（失效）{sum(told) + ended}件，而{report.form.names[cell]}为{expected}件。"
        yield Finding(rule.severity, rule.rule_id, message, where, expected, sum(told) + ended, rule.source)
