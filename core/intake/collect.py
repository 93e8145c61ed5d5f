"""Room: core. Returned files → who returned what, in which version, and what is to be said of it (收件)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from core.actions.dispatching import place_of
from core.finding import Finding
from core.intake.across import across_findings
from core.intake.arrived import Arrived, FileResult, FileStatus
from core.intake.identify import BY_HAND, UNTOLD, Whose, by_twin, given, whose
from core.intake.once import Once
from core.intake.returned import Intake, Terms, UnitReturn
from core.intake.roster import Roster
from core.intake.unit_checks import (
    Common,
    advice_findings,
    late_findings,
    remark_findings,
    row_findings,
    sealing_findings,
    unread_finding,
    year_finding,
)
from core.intake.versions import UNDECIDED, Compare, Decided, Versions, judge_versions
from core.ledger.ledger import Ledger
from core.plan.decisions import propose_units
from core.plan.dispatch import SENT
from core.units import Flag, Unit, UnitDirectory

ONCE = Once()
NO_UNIT = "，请指定单位"


def collect(
    plan: Ledger,
    arrived: Sequence[Arrived],
    directory: UnitDirectory,
    terms: Terms,
    compare: Compare,
    decided: Decided = UNDECIDED,
) -> Intake:
    """Judge all files together. `compare` as of judge_versions. Nothing is stored."""
    return collect_versions(plan, arrived, directory, terms, compare, decided)[0]


def collect_versions(
    plan: Ledger,
    arrived: Sequence[Arrived],
    directory: UnitDirectory,
    terms: Terms,
    compare: Compare,
    decided: Decided = UNDECIDED,
) -> tuple[Intake, dict[str, Versions]]:
    """The same with each unit's versions."""
    place = place_of(plan.title)
    named = propose_units([t.units for t in plan.tasks], directory, place)
    known = replace(directory, units=directory.units or _in_their_words(named, arrived, directory))
    roster = Roster(known, known.units, place, plan.title)
    owners = _owners(arrived, roster, decided)
    groups: dict[str, list[Arrived]] = defaultdict(list)
    for file in arrived:
        if unit := owners[file.name].unit:
            groups[unit].append(file)
    versions = {unit: _versions(unit, files, plan, compare, decided) for unit, files in groups.items()}
    common = _common(versions.values(), plan)
    units = [_unit(v, groups[u], plan, known, terms, common) for u, v in versions.items()]
    units = [replace(u, findings=(*_owner_findings(groups[u.name], owners), *u.findings)) for u in units]
    back = [u for u in units if u.returned]
    silent = [u for u in units if not u.returned]
    # Who was sent no form owes none.
    asked = (u for u in known.units if u.name not in groups and Flag.LEDGER in u.flags)
    others = [UnitReturn(u.name, due=_due(u.name, plan, known)) for u in asked]
    general = [unread_finding("", f, f"{w.reason}{NO_UNIT}") for f in arrived if not (w := owners[f.name]).unit]
    intake = Intake(
        plan,
        terms,
        tuple(_result(file, owners[file.name], versions) for file in arrived),
        (*back, *silent, *others),
        (*general, *across_findings(back, plan)),
    )
    return intake, versions


def _in_their_words(named: Sequence[Unit], arrived: Sequence[Arrived], directory: UnitDirectory) -> tuple[Unit, ...]:
    """Units that the plan abbreviates, under the full name that they give themselves in their heads."""
    units = list(named)
    for file in arrived:
        printed = "".join(file.head.get("unit", "").split())
        parsed = directory.bodies.parse(printed)
        full = len(parsed.scope) > 1 and any(printed.endswith(b) for b in parsed.bodies & directory.bodies.kinds.keys())
        for i, unit in enumerate(units if full else ()):
            own = directory.bodies.parse(unit.name)
            if unit.name != printed and (own.same_as(parsed) or parsed.same_as(own)) and unit in named:
                units[i] = replace(unit, name=printed, aliases=(unit.name, *unit.aliases))
    merged: dict[str, Unit] = {}
    for unit in units:
        before = merged.get(unit.name)
        merged[unit.name] = replace(before, aliases=(*before.aliases, *unit.aliases)) if before else unit
    return tuple(merged.values())


def _owners(arrived: Sequence[Arrived], roster: Roster, decided: Decided) -> dict[str, Whose]:
    """As a person said, by themselves, and then by a file of the same name."""
    owners: dict[str, Whose] = {}
    for file in arrived:
        unit, how = decided.owners.get(file.name, ("", ""))
        if file.name in decided.owners:
            owners[file.name] = given(file, unit, how, roster, BY_HAND in how) if unit else Whose("", UNTOLD)
        else:
            owners[file.name] = whose(file, roster)
    for name, (unit, how) in decided.otherwise.items():
        if not owners[name].unit:
            owners[name] = Whose(unit, how)
    told = [(name, w.unit) for name, w in owners.items()]
    for file in arrived:
        open_ = not owners[file.name].unit and file.name not in decided.owners
        if open_ and (unit := by_twin(file, told)):
            owners[file.name] = Whose(unit, "与同名文件是同一单位")
    return owners


def _versions(unit: str, files: Sequence[Arrived], plan: Ledger, compare: Compare, decided: Decided) -> Versions:
    judged = judge_versions(unit, [f for f in files if f.rows], [t.number for t in plan.tasks], compare, decided)
    for file in files:
        if file.picture and judged.chain:
            judged.put(file, FileStatus.FIRST, "盖章件（扫描，未自动核验）")
        elif file.rows is None:
            judged.put(file, FileStatus.UNKNOWN, file.problem)
    return judged


def _common(versions: Iterable[Versions], plan: Ledger) -> Common:
    """Texts and numbers other than the plan's that more than half of at least two units return."""
    texts: dict[int, Counter[str]] = defaultdict(Counter)
    moved: dict[int, Counter[int]] = defaultdict(Counter)
    current = [v.current.rows for v in versions if v.current and v.current.rows]
    for rows in current:
        for place in rows.altered:
            texts[place][rows.on[place].text] += 1
        for place, row in rows.on.items():
            if row.number != plan.tasks[place].number:
                moved[place][row.number] += 1
    half = max(len(current) / 2, 1)
    return Common(
        {place: text for place, found in texts.items() for text, n in found.items() if n > half},
        {place: number for place, found in moved.items() for number, n in found.items() if n > half},
    )


def _unit(
    versions: Versions,
    files: Sequence[Arrived],
    plan: Ledger,
    directory: UnitDirectory,
    terms: Terms,
    common: Common,
) -> UnitReturn:
    name, current = versions.unit, versions.current
    seals = [f.sealed_on for f in files if f.sealed_on]
    sealed_on = min(seals, default=None)
    pictures = [f for f in files if f.picture]
    due = _due(name, plan, directory)
    findings = [unread_finding(name, f, "") for f in files if f.rows is None and not f.picture]
    findings += sealing_findings(name, files)
    findings += remark_findings(name, files)
    if current is None and not pictures:
        return UnitReturn(name, arrived=True, due=due, findings=tuple(findings))
    came = [day for f in files if (f.rows or f.picture) and (day := f.received_on or terms.received_on)]
    received_on = min(came, default=terms.received_on)  # what was mended later was returned in time all the same
    days = [d for d in (sealed_on, received_on) if d]
    findings += late_findings(name, replace(terms, received_on=received_on), sealed_on, (current or files[0]).name)
    if current and current.rows:
        findings += year_finding(name, current, plan)
        findings += row_findings(name, current, plan, due, common)
        if current.rows.filled:
            checked = current.rows, dict(current.head), plan, directory
            findings += ONCE.ask(
                ("advice", name, current.name), checked, lambda: tuple(advice_findings(name, current, plan, directory))
            )
    findings += versions.findings
    rows = current.rows if current else None
    return UnitReturn(
        name,
        returned=True,
        arrived=True,
        read=rows is not None,
        on_time=max(days) <= terms.due_on if days and terms.due_on else None,
        came_on=max(days, default=None),
        due=due,
        said={p: rows.said(p) for p in rows.filled} if rows else {},
        file=current.name if current else pictures[0].name,
        contact=current.head.get("contact", "") if current else "",
        phone=current.head.get("phone", "") if current else "",
        findings=tuple(findings),
    )


def _due(unit: str, plan: Ledger, directory: UnitDirectory) -> tuple[int, ...]:
    return ONCE.ask(("due", unit), (plan, directory), lambda: tuple(_concerned(unit, plan, directory)))


def _concerned(unit: str, plan: Ledger, directory: UnitDirectory) -> Iterator[int]:
    for place, task in enumerate(plan.tasks):
        if directory.concern(unit, task.units.lead, task.units.responsible).concern in SENT:
            yield place


def _owner_findings(files: Sequence[Arrived], owners: Mapping[str, Whose]) -> list[Finding]:
    return [f for file in files if file.rows for f in owners[file.name].findings]


def _result(file: Arrived, owner: Whose, versions: Mapping[str, Versions]) -> FileResult:
    if not owner.unit:
        return FileResult(file.name, "", FileStatus.UNKNOWN, f"{file.problem or owner.reason + NO_UNIT}")
    judged = versions[owner.unit]
    reason = "；".join(part for part in (f"单位依据：{owner.reason}", judged.reason.get(file.name, "")) if part)
    return FileResult(file.name, owner.unit, judged.status[file.name], reason)
