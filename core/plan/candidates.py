"""Room: core. Nobody is named: whom a task's own sentences speak of (各镇各部门要…, 县政府办做好牵头), to be confirmed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.clauses import Responsibility
from core.squeezed import squeeze
from core.units import UnitDirectory

_VERB = (
    "(?:要(?![点素求闻])|应当?(?![急用])|须|必须|需要?|负责|牵头|做好|会同|按照|依据|根据|履行|切实|积极|及时|定期|适时"
    "|将(?=适时|组织|定期|会同|通报|牵头|对)|(?:等(?:相关|有关)?(?:部门|单位))?(?:配合|协助|参与)"
    "|指导|督促|回应|组织|主要负责(?:人|同志)|贯彻|依法|做为|作为|结合|明确|实时|统筹)"
)
_SUBJECT = re.compile(
    rf"(?:^|(?<=[。；;，,：:]))(?:由|请|其中)?(?P<names>[\u4e00-\u9fff、()]{{2,30}}?)(?P<verb>{_VERB})"
)
_WITH = re.compile(rf"会同(?P<names>[\u4e00-\u9fff、()]{{2,24}}?)(?={_VERB}|对|开展|制定|[，。；])")
_LEADS = re.compile("牵头|总协调")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name at [start, end) of the text, with the sentence that speaks of it. `name` as printed, or a body it means."""

    name: str
    as_lead: bool
    start: int
    end: int
    sentence: str


def candidates(text: str, directory: UnitDirectory) -> tuple[Candidate, ...]:
    """Units and groups that the sentences of an unassigned task's text charge with something, each once, in order."""
    squeezed = squeeze(text)
    found: dict[str, Candidate] = {}
    for start, names, as_lead in _subjects(squeezed.text):
        for offset, name in _split(names):
            meant = _meant(name, directory)
            if meant:
                a, b = squeezed.span(start + offset, start + offset + len(name))
                seen = found.get(meant)
                lead = as_lead or bool(seen and seen.as_lead)
                found[meant] = Candidate(meant, lead, *((seen.start, seen.end) if seen else (a, b)), _sentence(text, a))
    return tuple(found.values())


def proposed(text: str, directory: UnitDirectory) -> Responsibility:
    """The candidates as lead and responsible, for assigning them with one click."""
    all_of = candidates(text, directory)
    return Responsibility(tuple(c.name for c in all_of if c.as_lead), tuple(c.name for c in all_of if not c.as_lead))


def _subjects(text: str) -> Iterator[tuple[int, str, bool]]:
    """(start, names, whether they lead) in squeezed text."""
    for m in _SUBJECT.finditer(text):
        clause = re.split("[，。；,;]", text[m.start("verb") :], maxsplit=1)[0]
        yield m.start("names"), m["names"], bool(_LEADS.search(clause)) and "会同" not in m["verb"]
    for m in _WITH.finditer(text):
        yield m.start("names"), m["names"], False


def _split(names: str) -> Iterator[tuple[int, str]]:
    at = 0
    for part in re.split("([、和及])", names):
        if part not in ("、", "和", "及"):
            yield at, part
        at += len(part)


def _meant(name: str, directory: UnitDirectory) -> str:
    """The name if it is a unit's or a group's; 卫生健康部门 as the body of that name; "" for anything else."""
    if len(name) < 2:
        return ""
    body = f"{name.removesuffix('主管部门').removesuffix('部门')}局"
    if name.endswith("部门") and directory.is_known(body):
        return body
    group = directory.group(name)
    known = (group and not group.any_kind) or directory.is_known(name)
    return name if known else ""


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    ends = [end for mark in "。；\n" if (end := text.find(mark, at)) >= 0]
    return text[start : min(ends) + 1 if ends else len(text)].strip()
