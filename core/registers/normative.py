"""Room: core. 行政规范性文件: figures of table 二 counted from the register, answers to R7, and what is late or missing.

解读 within 3 and 公报 within 5 working days of 印发 are what plans of counties ask for; both can be set.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.calendar import WorkCalendar
from core.days import shown_day
from core.finding import Finding, Severity, Source
from core.registers.derive_requests import Derived
from core.registers.register import YES, Entry

REGISTER = "normative"
MADE, REPEALED, VALID = "2.normative.made", "2.normative.repealed", "2.normative.valid"
ENDED = frozenset({"repealed", "lapsed"})


@dataclass(frozen=True, slots=True)
class NormativeTerms:
    """Working days after 印发."""

    interpretation: int = 3
    gazette: int = 5


def derive_normative(entries: Iterable[Entry], year: int) -> Derived:
    """本年制发, 本年废止 (宣布失效 included, as most offices count it) and 现行有效 at the end of `year`."""
    counted: dict[str, list[int]] = defaultdict(list)
    for entry in entries:
        for cell in _cells(entry, year):
            counted[cell].append(entry.entry_id)
    cells = (MADE, REPEALED, VALID)
    return Derived(year, {c: len(counted[c]) for c in cells}, {c: tuple(counted[c]) for c in cells if counted[c]})


def _cells(entry: Entry, year: int) -> Iterator[str]:
    issued, ended = entry.day("issued_on"), entry.day("ended_on")
    if issued is None or issued.year > year:
        return
    if issued.year == year and entry.text("before_count") != YES:
        yield MADE
    if entry.text("state") in ENDED and ended and ended.year == year:
        yield REPEALED
    if not (entry.text("state") in ENDED and (ended is None or ended.year <= year)):
        yield VALID


def told_balance(derived: Derived, before: int | None) -> str:
    """The answer to R7: last year's 现行有效, what was made and ended, and where the difference comes from."""
    if before is None:
        return ""
    made, ended, valid = (derived.figures[c] for c in (MADE, REPEALED, VALID))
    due = before + made - ended
    words = f"上年现行有效{before}件，本年制发{made}件、废止和失效{ended}件，应为{due}件，台账现有{valid}件"
    return f"{words}，相符。" if due == valid else f"{words}，相差{abs(valid - due)}件，可能是补登或漏登，请核对。"


def check_normative(
    entries: Sequence[Entry], calendar: WorkCalendar, today: date, terms: NormativeTerms | None = None
) -> tuple[Finding, ...]:
    terms = terms or NormativeTerms()
    found: list[Finding] = []
    for entry in entries:
        found += (*_states(entry, today), *_terms(entry, calendar, today, terms))
    return (*found, *_doubled(entries))


def _states(entry: Entry, today: date) -> Iterator[Finding]:
    state, until = entry.text("state"), entry.day("valid_until")
    if entry.day("issued_on") is None:
        yield _finding(entry, Severity.ERROR, "normative.issued", "没有印发日期，无法计入年度。", "issued_on")
    if not state:
        yield _finding(entry, Severity.WARNING, "normative.state", "未标注有效性，暂按有效计。", "state")
    if state in ENDED and entry.day("ended_on") is None:
        message = "已标注废止或失效，但没有日期，无法计入本年废止件数。"
        yield _finding(entry, Severity.ERROR, "normative.ended", message, "ended_on")
    if until and until < today and state not in ENDED:
        message = f"有效期至{shown_day(until)}，已到期，还没有清理（延续、修订或宣布失效）。"
        yield _finding(entry, Severity.WARNING, "normative.expired", message, "valid_until", "", shown_day(until))
    if not entry.text("url") and state not in ENDED:
        yield _finding(entry, Severity.HINT, "normative.url", "没有登记公开网址。", "url")


def _terms(entry: Entry, calendar: WorkCalendar, today: date, terms: NormativeTerms) -> Iterator[Finding]:
    issued = entry.day("issued_on")
    if issued is None or issued.year < today.year - 1 or entry.text("before_count") == YES:
        return  # what was late years ago is no work of today's
    for key, name, days in (
        ("interpreted_on", "解读", terms.interpretation),
        ("gazette_on", "报送公报", terms.gazette),
    ):
        last, done = calendar.add(issued, days), entry.day(key)
        if last and (done or today) > last:
            told = f"{name}在{shown_day(done)}" if done else f"还没有登记{name}"
            message = f"印发后{days}个工作日内（{shown_day(last)}前）应{name}，{told}。"
            yield _finding(entry, Severity.WARNING, f"normative.{key}", message, key, shown_day(last), shown_day(done))


def _doubled(entries: Iterable[Entry]) -> Iterator[Finding]:
    same: Mapping[str, list[int]] = defaultdict(list)
    for entry in entries:
        if number := "".join(entry.text("number").split()):
            same[number].append(entry.entry_id)
    for number, ids in same.items():
        if len(ids) > 1:
            where = tuple(f"entry:{i}" for i in ids)
            message = f"文号“{number}”有{len(ids)}件，请核对是否重复登记。"
            yield Finding(Severity.WARNING, "normative.number", message, where, 1, len(ids))


def _finding(
    entry: Entry,
    severity: Severity,
    rule: str,
    message: str,
    key: str,
    expected: object = "",
    found: object = "",
) -> Finding:
    return Finding(severity, rule, message, (f"entry:{entry.entry_id}.{key}",), expected, found, Source.OFFICE)
