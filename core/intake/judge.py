"""Room: core. An intake judged against the store: every file's unit, version and counts, and what is to be said of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from core.days import shown_day
from core.finding import Finding
from core.intake.arrived import Arrived, FileResult, FileStatus
from core.intake.beside import earlier_findings, last_year_findings, report_findings
from core.intake.collect import collect_versions
from core.intake.identify import BY_HAND
from core.intake.memory import recalled_unit
from core.intake.rebuilt import arrived_again, names_of, with_placed
from core.intake.record import FileState, ReturnedFile
from core.intake.returned import Intake, UnitReturn
from core.intake.rows import PlacedRows
from core.intake.taken import Before, FileLine, ReadFile, ReadIntake, TaskChange
from core.intake.versions import Decided, Versions
from core.ledger.ledger import Ledger
from core.ledger.matching import plain


def judge(read: ReadIntake) -> ReadIntake:
    """`lines` and `judged` anew, after reading and after every mending. Nothing is read or stored."""
    known = {f.sha256: f for f in read.before.files}
    fresh = [f for f in read.files if f.sha256 not in known and not f.left_out]
    names = names_of(read.before.files, frozenset(f.name for f in read.files))
    old = [arrived_again(f, names[f.file_id], read.plan, read.task_ids) for f in read.before.files]
    new = [_as_mended(f, read) for f in fresh]
    decided = _decided(read, fresh, names)

    def compare(fixed: str, word: str) -> tuple[str, ...] | None:
        return read.compared.get((fixed, word))

    intake, versions = collect_versions(read.plan, [*old, *new], read.directory, read.terms, compare, decided)
    intake = with_what_is_known(intake, read.before)
    intake = replace(intake, general=(*intake.general, *_sent_before(intake, fresh, read.before)))
    results = {r.name: r for r in intake.files}
    arrived = {f.name: f for f in (*old, *new)}
    said = _by_place(intake.findings)
    lines = [_line(f, results, versions, arrived, intake, said, read) for f in fresh]
    lines += [_known_line(f, known[f.sha256], read) for f in read.files if f.sha256 in known]
    lines += [_left_line(f, read) for f in read.files if f.left_out and f.sha256 not in known]
    order = {f.name: i for i, f in enumerate(read.files)}
    return replace(read, lines=tuple(sorted(lines, key=lambda line: order[line.name])), judged=intake)


def with_what_is_known(intake: Intake, before: Before) -> Intake:
    """With last year's returns and the annual reports beside every unit's texts."""
    return replace(intake, units=tuple(_beside(unit, intake.plan, before) for unit in intake.units))


def _beside(unit: UnitReturn, plan: Ledger, before: Before) -> UnitReturn:
    found = [*unit.findings, *last_year_findings(unit, plan, before.last_year.get(unit.name, {}))]
    if report := before.reports.get(unit.name):
        found += report_findings(unit, plan, report)
    return replace(unit, findings=tuple(found))


def wanted_comparisons(read: ReadIntake) -> Iterator[tuple[str, str]]:
    """(fixed-layout file, Word) of one unit that say otherwise by their rows and were not yet compared as documents."""
    if not any(f.arrived.fixed and f.arrived.rows for f in read.files):
        return
    judged = judge(read)
    by_unit: dict[str, list[FileLine]] = {}
    for line in judged.lines:
        if line.file.arrived.rows and line.unit:
            by_unit.setdefault(line.unit, []).append(line)
    stored = {f.unit: f for f in read.before.files if f.state is FileState.CURRENT and f.is_ledger}
    names = names_of(read.before.files, frozenset(f.name for f in read.files))
    for unit, lines in by_unit.items():
        words = [line.name for line in lines if not line.file.arrived.fixed and line.state is FileState.CURRENT]
        if not words and unit in stored and stored[unit].kind not in ("ofd", "pdf"):
            words = [names[stored[unit].file_id]]
        for line in lines:
            if line.file.arrived.fixed and line.status is FileStatus.CONFLICT and words:
                yield line.name, words[0]


def rows_of(file: ReadFile, plan: Ledger) -> PlacedRows | None:
    """Its rows with those that a person put on a task; None where it is no ledger."""
    rows = file.arrived.rows
    return with_placed(rows, plan, file.placed) if rows and file.placed else rows


def _as_mended(file: ReadFile, read: ReadIntake) -> Arrived:
    return replace(file.arrived, rows=rows_of(file, read.plan), received_on=file.received_on)


def _decided(read: ReadIntake, fresh: Sequence[ReadFile], names: Mapping[int, str]) -> Decided:
    owners = {names[f.file_id]: (f.unit, f.unit_reason) for f in read.before.files}
    otherwise: dict[str, tuple[str, str]] = {}
    for file in fresh:
        unit, how, above = recalled_unit(file.arrived, file.sha256, read.before.remembered)
        if file.unit:
            owners[file.name] = (file.unit, BY_HAND)
        elif unit:
            (owners if above else otherwise)[file.name] = (unit, how)
    settled = {names[f.file_id] for f in read.before.files if f.decided} | read.settled
    return Decided(
        owners,
        otherwise,
        {names[f.file_id]: (f.status, f.reason) for f in read.before.files},
        {unit: tuple(names[f.file_id] for f in chain) for unit, chain in chains_of(read.before.files).items()},
        read.chosen,
        frozenset(settled),
    )


def chains_of(files: Sequence[ReturnedFile]) -> dict[str, list[ReturnedFile]]:
    """Unit → its versions, oldest first: the one that counts and those that it replaced, one after another."""
    by_id = {f.file_id: f for f in files}
    chains: dict[str, list[ReturnedFile]] = {}
    for file in files:
        if file.state is FileState.CURRENT:
            chain = [file]
            while (before := by_id.get(chain[0].replaced)) and before not in chain and before.unit == file.unit:
                chain.insert(0, before)
            chains[file.unit] = chain
    return chains


def _line(
    file: ReadFile,
    results: Mapping[str, FileResult],
    versions: Mapping[str, Versions],
    arrived: Mapping[str, Arrived],
    intake: Intake,
    said: Mapping[str, Sequence[Finding]],
    read: ReadIntake,
) -> FileLine:
    result = results[file.name]
    judged = versions.get(result.unit)
    told, _, reason = result.reason.partition("；") if result.unit else ("", "", result.reason)
    rows = arrived[file.name].rows or PlacedRows()
    unit = next((u for u in intake.units if u.name == result.unit), None)
    due = set(unit.due) if unit else set[int]()
    gaps = tuple(sorted(due - rows.on.keys())) if rows.on else ()
    against = _against(arrived[file.name], judged) if judged else None
    state = _state(file.name, judged)
    counts = state is FileState.CURRENT
    return FileLine(
        file=file,
        unit=result.unit,
        unit_reason=told.removeprefix("单位依据："),
        status=result.status,
        reason=reason,
        state=state,
        received_on=file.received_on or read.terms.received_on,
        total=len(due | rows.on.keys()) if rows.on else 0,
        matched=len(rows.on),
        altered=len(rows.altered),
        missing=len(gaps),
        gaps=gaps,
        unsure=len(rows.unsure),
        extra=len(rows.extra),
        filled=len(rows.filled),
        against=against.name if against else "",
        changes=changes_between(against.rows, rows, read.plan) if against and against.rows and rows.on else (),
        findings=(*said.get(f"file:{file.name}", ()), *(said.get(f"unit:{result.unit}", ()) if counts else ())),
    )


def _state(name: str, judged: Versions | None) -> FileState:
    if judged is None or judged.current is None:
        return FileState.BESIDE
    if judged.current.name == name:
        return FileState.CURRENT
    names = [f.name for f in judged.chain]
    newest = names.index(judged.current.name) if judged.current.name in names else len(names)
    return FileState.SUPERSEDED if name in names[:newest] else FileState.BESIDE


def _against(file: Arrived, judged: Versions) -> Arrived | None:
    """The version that this one is held against: the one before it, or the one that counts."""
    names = [f.name for f in judged.chain]
    if file.name in names:
        at = names.index(file.name)
        return judged.chain[at - 1] if at else None
    if not file.rows or judged.status.get(file.name) is FileStatus.SAME:
        return None
    return judged.chain[-1] if judged.chain else None


def changes_between(old: PlacedRows, new: PlacedRows, plan: Ledger) -> tuple[TaskChange, ...]:
    """Tasks of which the two say otherwise, white space and full width apart."""
    places = (p for p in sorted({*old.on, *new.on}) if plain(old.said(p)) != plain(new.said(p)))
    return tuple(TaskChange(p, plan.tasks[p].number, old.said(p), new.said(p)) for p in places)


def _by_place(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """file:NAME → what names the file; unit:NAME → what names the unit and no file."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        files = [w for w in finding.where if w.startswith("file:")]
        for place in files or [w for w in finding.where if w.startswith("unit:")]:
            found[place].append(finding)
    return found


def _known_line(file: ReadFile, stored: ReturnedFile, read: ReadIntake) -> FileLine:
    on = f"（{shown_day(stored.received_on)}）" if stored.received_on else ""
    return FileLine(
        file=file,
        unit=stored.unit,
        unit_reason=stored.unit_reason,
        status=FileStatus.SAME,
        reason=f"本期已经收过这个文件{on}，不再重复保存" + ("" if stored.unit else "；单位请在已收的文件里指定"),
        state=stored.state,
        received_on=stored.received_on,
        known=True,
        total=stored.matched + len(stored.missing),
        matched=stored.matched,
        altered=stored.altered,
        missing=len(stored.missing),
        filled=len(stored.said),
    )


def _left_line(file: ReadFile, read: ReadIntake) -> FileLine:
    day = file.received_on or read.terms.received_on
    return FileLine(file, file.unit, "", FileStatus.UNKNOWN, "已选择不收这个文件", FileState.BESIDE, day)


def _sent_before(intake: Intake, fresh: Sequence[ReadFile], before: Before) -> Iterator[Finding]:
    units = {r.name: r.unit for r in intake.files}
    for file in fresh:
        if file.sha256 in before.earlier and units.get(file.name):
            yield earlier_findings(units[file.name], file.name, before.earlier[file.sha256])
