"""Room: core. Whose file it is, and by what: its head, its seal, its data, its name, its folder, in this order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.finding import Finding, Severity, Source
from core.intake.arrived import Arrived
from core.intake.roster import Roster

BY_HAND = "人工指定"
UNTOLD = "表头、印章、文件名和文件夹名都看不出是哪个单位"


@dataclass(frozen=True, slots=True)
class Whose:
    """`unit` "" where nothing tells it; `reason` in Chinese in either case."""

    unit: str
    reason: str
    findings: tuple[Finding, ...] = ()


def whose(file: Arrived, roster: Roster) -> Whose:
    """Raises nothing: what cannot be told stays open, with the reason."""
    clues = list(_clues(file, roster))
    if not clues:
        return Whose("", UNTOLD)
    how, printed, unit = clues[0]
    spelled = f"“{printed}”" if printed and printed != unit else ""
    return Whose(unit, f"{how}{spelled}", tuple(_disagreeing(file, unit, clues, roster)))


def given(file: Arrived, unit: str, how: str, roster: Roster, by_hand: bool = False) -> Whose:
    """As it was decided; what disagrees is said all the same. Of a person's word the file's name is no news."""
    found = _disagreeing(file, unit, list(_clues(file, roster)), roster)
    return Whose(unit, how, tuple(f for f in found if not by_hand or f.rule != "intake.name_differs"))


def by_twin(file: Arrived, known: Iterable[tuple[str, str]]) -> str:
    """The unit of a file of the same name but for its ending (台账.docx beside 台账.pdf). `known`: (name, unit)."""
    stem = file.name.rpartition(".")[0]
    found = {unit for name, unit in known if unit and name != file.name and name.rpartition(".")[0] == stem}
    return found.pop() if len(found) == 1 else ""


def _clues(file: Arrived, roster: Roster) -> Iterator[tuple[str, str, str]]:
    """(by what, as printed, unit), the strongest first. The title belongs to the head, where that is blank."""
    printed = file.head.get("unit", "")
    if unit := roster.resolve(printed):
        yield "表头填报单位", printed, unit
    elif unit := roster.in_title(file.title):
        yield "标题", "", unit
    for seal in file.seals:
        if unit := roster.resolve(seal.name):
            yield "印章", seal.name, unit
    if unit := roster.resolve(file.told_unit):
        yield "附带数据", "", unit
    folder, _, base = file.name.rpartition("/")
    if unit := roster.in_words(base.rpartition(".")[0] or base):
        yield "文件名", "", unit
    for part in reversed(folder.split("/")):
        if part and (unit := roster.in_words(part)):
            yield "文件夹名", part, unit


def _disagreeing(file: Arrived, unit: str, clues: Iterable[tuple[str, str, str]], roster: Roster) -> Iterator[Finding]:
    where = (f"file:{file.name}", f"unit:{unit}")
    for seal in file.seals:
        if seal.name and not roster.same_as_seal(unit, seal.name):
            message = f"「{file.name}」的印章是“{seal.name}”，与填报单位“{unit}”不一致，请向该单位核实。"
            yield Finding(Severity.ERROR, "intake.seal_name", message, where, unit, seal.name, Source.DERIVED)
    for how, _, other in clues:
        if how in ("文件名", "文件夹名") and not roster.alike(unit, other):
            message = f"「{file.name}」{how}像是“{other}”的，内容写的是“{unit}”，按内容计入，请核对。"
            yield Finding(Severity.WARNING, "intake.name_differs", message, where, unit, other)
