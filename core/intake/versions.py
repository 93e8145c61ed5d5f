"""Room: core. Several files of one unit: which is the first, which the same again, which adds, which contradicts.

A file is an update only where it clearly adds: everything an earlier one says stands in it, and more. What was mended
otherwise is a conflict until a person decides; no time of the file's own is ever looked at.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.compare import Sides, differ, excerpt
from core.finding import Finding, Severity
from core.intake.arrived import Arrived, FileStatus
from core.intake.rows import PlacedRows
from core.intake.telling import tell
from core.ledger.matching import plain

Compare = Callable[[str, str], tuple[str, ...] | None]
_STOPS = "。；;.，,、"
SHOWN = 3
TAKEN = "（已收）"  # behind the name of a stored file that a new one shares


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided and what the store knows, where an intake is judged against one.

    `owners`: file → (unit, by what), above what the file tells; unit "": it was taken in as nobody's. `otherwise`: where
    it tells nothing. `prior`: file taken in earlier → its status and reason. `chains`: unit → its stored versions,
    oldest first, the last counts. `chosen`: unit → the file that a person chose to count. `settled`: files of which a
    person decided, so that nothing is asked about them again.
    """

    owners: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, "tuple[str, str]"])
    otherwise: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, "tuple[str, str]"])
    prior: Mapping[str, tuple[FileStatus, str]] = field(default_factory=dict[str, "tuple[FileStatus, str]"])
    chains: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, "tuple[str, ...]"])
    chosen: Mapping[str, str] = field(default_factory=dict[str, str])
    settled: frozenset[str] = frozenset()


UNDECIDED = Decided()


@dataclass(slots=True)
class Versions:
    """`chain`: the unit's versions, each adding to the one before; the last is what counts. `doubtful`: `chain` is
    contradicted by another file."""

    unit: str
    status: dict[str, FileStatus] = field(default_factory=dict[str, FileStatus])
    reason: dict[str, str] = field(default_factory=dict[str, str])
    chain: list[Arrived] = field(default_factory=list[Arrived])
    findings: list[Finding] = field(default_factory=list[Finding])
    chosen: Arrived | None = None

    @property
    def current(self) -> Arrived | None:
        return self.chosen or (self.chain[-1] if self.chain else None)

    def put(self, file: Arrived, status: FileStatus, reason: str = "") -> None:
        self.status[file.name], self.reason[file.name] = status, reason


def judge_versions(
    unit: str, files: Sequence[Arrived], numbers: Sequence[int], compare: Compare, decided: Decided = UNDECIDED
) -> Versions:
    """`files` hold rows; `numbers` are those of the plan's tasks. `compare`: differences of a fixed-layout file and a
    Word, None where they cannot be compared."""
    judged = Versions(unit)
    files = sorted(files, key=_plainest_first)
    words = [f for f in files if not f.fixed]
    pool = words or files
    judged.chain += _stored_chain(unit, pool, decided)
    for file in pool:
        if file.stored:
            _as_stored(judged, file, numbers, decided)
    base = len(judged.chain)
    for file in pool:
        if not file.stored:
            _into_chain(judged, file, numbers, decided, [f for f in pool if f.stored], base)
    _name_chain(judged, base)
    judged.chosen = next((f for f in pool if f.name == decided.chosen.get(unit)), None)
    for file in files if words else ():
        if file.fixed:
            _beside_word(judged, file, words, compare)
    return judged


def _stored_chain(unit: str, pool: Sequence[Arrived], decided: Decided) -> Iterator[Arrived]:
    by_name = {f.name: f for f in pool if f.stored}
    return (by_name[name] for name in decided.chains.get(unit, ()) if name in by_name)


def _as_stored(judged: Versions, file: Arrived, numbers: Sequence[int], decided: Decided) -> None:
    judged.put(file, *decided.prior.get(file.name, (FileStatus.FIRST, "")))
    open_ = judged.status[file.name] is FileStatus.CONFLICT and file.name not in decided.settled
    if open_ and file not in judged.chain and judged.chain:
        judged.findings.append(_conflict(judged.unit, judged.chain[-1], file, numbers))


def _plainest_first(file: Arrived) -> tuple[int, str]:
    """台账.docx before 台账(1).docx and 台账（改）.docx: with nothing else to go by, the shorter name came first."""
    stem = file.name.rpartition("/")[2].rpartition(".")[0]
    return len(stem), file.name


def same_content(one: Arrived, other: Arrived) -> bool:
    """By 版本码, else by what the rows and the head say."""
    if one.code and one.code == other.code:
        return True
    return _content(one) == _content(other)


def _content(file: Arrived) -> tuple[frozenset[tuple[str, str]], str, str]:
    rows = file.rows.content if file.rows else frozenset[tuple[str, str]]()
    return rows, plain(file.head.get("contact", "")), plain(file.head.get("phone", ""))


def adds(old: PlacedRows, new: PlacedRows) -> bool:
    """Whether `new` says all that `old` says, and more."""
    before = {place: _bare(old.said(place)) for place in old.filled}
    if any(text not in _bare(new.said(place)) for place, text in before.items()):
        return False
    loose = {plain(row.progress) for row, _ in old.unsure} | {plain(row.progress) for row in old.extra}
    told = [_bare(new.said(place)) for place in new.filled]
    if any(not any(_bare(text) in said for said in told) for text in loose if text):
        return False
    return sum(map(len, told)) > sum(map(len, before.values()))


def _bare(text: str) -> str:
    return plain(text).rstrip(_STOPS)


def _into_chain(
    judged: Versions, file: Arrived, numbers: Sequence[int], decided: Decided, stored: Sequence[Arrived], base: int
) -> None:
    """`base`: so many versions of the chain are stored; what says less than they do is asked about."""
    twin = next((f for f in (*judged.chain, *stored) if same_content(f, file)), None)
    if twin:
        judged.put(file, FileStatus.SAME, f"与{_already(twin)}「{twin.name}」内容相同")
        return
    place = _place_in(judged.chain, file)
    if place is not None and place >= base:
        judged.chain.insert(place, file)
        return
    current = judged.chain[-1]
    how = "内容不一致" if place is None else "相比少了内容，可能是旧版"
    settled = "；已由人工决定" if file.name in decided.settled else ""
    judged.put(file, FileStatus.CONFLICT, f"与{_already(current)}「{current.name}」{how}{settled}")
    if not settled:
        judged.findings.append(_conflict(judged.unit, current, file, numbers))


def _already(file: Arrived) -> str:
    return "已收的" if file.stored and not file.name.endswith(TAKEN) else ""


def _place_in(chain: Sequence[Arrived], file: Arrived) -> int | None:
    """Where the file stands among versions that each add to the one before; None where it contradicts."""
    for place in range(len(chain), -1, -1):
        after_it = place == len(chain) or _adds(file, chain[place])
        if after_it and (place == 0 or _adds(chain[place - 1], file)):
            return place
    return None


def _adds(old: Arrived, new: Arrived) -> bool:
    return bool(old.rows and new.rows and adds(old.rows, new.rows))


def _name_chain(judged: Versions, base: int) -> None:
    for number, file in enumerate(judged.chain[base:], base):
        before = judged.chain[number - 1]
        if number:
            judged.put(file, FileStatus.NEWER, f"在{_already(before)}「{before.name}」之上有增加")
        else:
            judged.put(file, FileStatus.FIRST)


def _conflict(unit: str, current: Arrived, file: Arrived, numbers: Sequence[int]) -> Finding:
    places = list(_differing(current, file))
    told = [f"第{numbers[p]}项{_two_texts(current, file, p)}" for p in places[:SHOWN]]
    more = f"等{len(places)}项" if len(places) > SHOWN else ""
    said = f"{'；'.join(told) or '表头或表外内容不同'}{more}。"
    message = f"“{unit}”报来两份内容不一致的台账：「{current.name}」与「{file.name}」，{said}汇总暂按前一份，请确认以哪份为准。"
    return tell(
        Severity.ERROR,
        "intake.conflict",
        message,
        unit=unit,
        files=(current.name, file.name),
        tasks=[numbers[p] for p in places],
        expected=current.name,
        found=file.name,
    )


def _differing(one: Arrived, other: Arrived) -> Iterator[int]:
    a, b = one.rows or PlacedRows(), other.rows or PlacedRows()
    return (p for p in sorted({*a.on, *b.on}) if plain(a.said(p)) != plain(b.said(p)))


def _two_texts(one: Arrived, other: Arrived, place: int) -> str:
    a, b = ((f.rows or PlacedRows()).said(place) for f in (one, other))
    if not a or not b:
        return f"只有{'后' if b else '前'}一份填了「{excerpt(' '.join((a or b).split()))}」"
    return differ(" ".join(a.split()), " ".join(b.split()), Sides("前一份", "后一份")).rstrip("。")


def _beside_word(judged: Versions, file: Arrived, words: Sequence[Arrived], compare: Compare) -> None:
    """A sealed file is one return with the Word that says the same."""
    kind = file.kind.upper()
    twin = next((w for w in reversed(judged.chain) if same_content(w, file)), None)
    current = judged.current
    differences = () if twin else compare(file.name, current.name) if current else None
    if twin is None and differences == ():
        twin = current
    if twin:
        judged.put(file, judged.status[twin.name], f"与「{twin.name}」是同一次报送（{kind}）")
        if twin is not current and current:
            message = f"“{judged.unit}”的 {kind}「{file.name}」与较早的「{twin.name}」一致，与最新的「{current.name}」不一致，请补盖章件。"
            judged.findings.append(
                tell(Severity.ERROR, "intake.older_fixed", message, unit=judged.unit, files=(file.name, current.name))
            )
        return
    judged.put(file, FileStatus.CONFLICT, f"与「{words[0].name}」内容不一致（{kind} 与 Word）")
    if current:
        judged.findings.append(_fixed_differs(judged.unit, file, current, differences))


def _fixed_differs(unit: str, file: Arrived, word: Arrived, differences: tuple[str, ...] | None) -> Finding:
    kind = file.kind.upper()
    told = "".join((differences or ())[:SHOWN])
    message = f"“{unit}”的 {kind}「{file.name}」与 Word「{word.name}」内容不一致，共{len(differences or ()) or '若干'}处。{told}请以盖章件为准核对。"
    return tell(
        Severity.ERROR,
        "intake.word_fixed",
        message,
        unit=unit,
        files=(file.name, word.name),
        found=len(differences or ()),
    )
