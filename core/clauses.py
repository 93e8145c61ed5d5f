"""Room: core. Who leads and who is responsible, read from a cell, a line or a bracket of a plan, names as printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.clause_text import PAIRS, SEPARATORS, join_lines, looks_like_unit, without_half_brackets, without_outer
from core.deadline import DeadlineKind, find_deadlines

_NOUN = "(?:单位|部门|科室|股室|处室|机构|站所|科|股|处)"
_LEAD_WORD = "(?:总?牵头|主办|主责|主要责任|第一责任|主体责任)"
_HELP_WORD = "(?:责任|配合|协办|协同|协助|参与|参加|落实|承办|负责|实施|支持|协作|执行|完成|具体责任)"
_COLON = "(?:[:：]|为(?=.))"
_ALSO = f"(?:[（(和及、/]?(?:{_LEAD_WORD}|{_HELP_WORD})[）)]?)?"
LEAD_LABEL = rf"[【\[(（]?{_LEAD_WORD}{_ALSO}{_NOUN}[】\])）]?{_COLON}?|{_LEAD_WORD}[:：]"
HELP_LABEL = rf"[【\[(（]?{_HELP_WORD}{_ALSO}{_NOUN}[】\])）]?{_COLON}?|(?:责任|配合|负责|相关单位|相关部门)[:：]"
OTHER_LABEL = (
    "(?:(?:牵头|责任|分管|包抓|联系|主管|挂点|负责|县级|区级|市级)(?:的?[县区市]?领导|人员?|同志)|联系电话"
    "|(?:完成|办结|落实|推进)?(?:时限|时间|期限)(?:要求)?)[:：]"
)
LABEL = re.compile(f"(?P<other>{OTHER_LABEL})|(?P<lead>{LEAD_LABEL})|(?P<help>{HELP_LABEL})")

_DO = (
    "(?:负责|落实|配合|参与|参加|承办|协办|协助|协同|实施|支持|执行|办理|推进"
    "|组织(?:实施|落实|开展|推进)|完成|抓好|做好|开展|指导|监督|督促)"
)
_HOW = "(?:分别|各自|共同|具体|积极|密切|协同|按要求|全面|分头|分级|分工|统筹|根据|结合)"
_DUTY = "(?:(?:按照?|依|依据|根据|结合)?(?:各自|本单位|部门|单位)?(?:工作)?职[责能](?:分工)?)"
_LONGEST_VERB = 60  # characters: looking further back would only cost time
LEAD_VERB = re.compile(rf"(?:(?:分别|各自|共同|联合|具体|负责)*总?牵头{_DO}*|主办|抓总)$")
HELP_VERB = re.compile(rf"(?:{_DUTY}|{_HOW}|{_DO})+$")
_ET_CETERA = re.compile(
    rf"等(?:[0-9一二三四五六七八九十]+[个家])?(?:[县区市]级|[县区市]直|政府)?(?:各?(?:相关|有关)|各)?{_NOUN}?$"
)
_OPENING = re.compile(
    r"^(?:由|请|并由|再由|会同|联合|以及|[0-9]{1,2}[.．、](?![0-9])|[①-⑳]|[（(][0-9一二三四五六七八九十]{1,2}[）)])"
)
_ROLE_ALONE = re.compile(r"[（(](?:(?P<lead>牵头|主办|主责)|配合|协办|参与|责任)(?:单位|部门)?[）)]$")
_ROLE_AHEAD = re.compile(r"[（(](?:(?P<lead>牵头|主办|主责)|配合|协办|参与|责任)(?:单位|部门)?[）)](?=.)")
_INNER_CLAUSE = re.compile(rf"[（(](?=[^（()）]{{2,}}(?:牵头|{_DO})[）)])([^（()）]*)[）)]")
_FIRST_LEADS = re.compile("[（(]?[^（()）]*(?:排|列|名列|位列)[^（()）]*(?:第一|首位|前)[^（()）]*牵头[^（()）]*[）)]?")
_BOXED = re.compile("^【([^】]*[:：][^】]*)】。?$")
_AFTER_LEAD = re.compile(rf"(牵头(?:{_DO})*)(?![:：（(【\[）)】\]、，,；;。]|{_NOUN}|领导|人|$)")
# 除云岭镇、松溪乡外的各乡镇 is one name; not 消除 and 除险, nor 外事办.
_EXCEPT = re.compile(
    r"(?<![消拆解扣清免排删])除(?![夕尘险])[^。；;：:（()）]{1,40}?(?:以外|之外|外(?![事办联宣贸经商国资汇]))(?:[，,](?=其他|其余|其它|各))?"
)
_HIDDEN, _SHOWN = str.maketrans("、，,", "\ue000\ue001\ue002"), str.maketrans("\ue000\ue001\ue002", "、，,")
_BLANK = re.compile(r"[/／\\—–\-－无\s.。]*$")


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Unit names as printed, in printed order, without inner spaces; a group (各部门（单位）) is one entry."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return self.lead + self.responsible

    def __add__(self, other: "Responsibility") -> "Responsibility":
        """Both, without repeating a name."""
        lead = tuple(dict.fromkeys(self.lead + other.lead))
        return Responsibility(lead, tuple(dict.fromkeys(n for n in self.responsible + other.responsible if n)))


LONGEST = 8_000  # letters of a cell of units: every unit of a county five times over; reading grows with the square


def read_units(text: str, *, first_leads: bool = False) -> Responsibility:
    """Units in a 责任单位 cell, a line or a bracket. 牵头 → lead; 配合, 负责落实, 责任单位 or no label → responsible.

    `first_leads`: the document says that the unit named first leads (排在第一位的为牵头单位).
    """
    return _Clause(lead_by_default=False, first_leads=first_leads).read(text[:LONGEST])


def read_unit_columns(lead: str, responsible: str) -> Responsibility:
    """The same from two columns: 牵头单位 and 责任（配合）单位; a label inside a cell still wins."""
    first = _Clause(lead_by_default=True).read(lead[:LONGEST])
    return first + _Clause(lead_by_default=False).read(responsible[:LONGEST])


class _Clause:
    """Names wait until a label before them or a verb after them says what they do."""

    def __init__(self, *, lead_by_default: bool, first_leads: bool = False) -> None:
        self._lead: list[str] = []
        self._help: list[str] = []
        self._waiting: list[str] = []
        self._role: str = "lead" if lead_by_default else "help"
        self._first_leads = first_leads

    def read(self, text: str) -> Responsibility:
        if _FIRST_LEADS.search(text):
            self._first_leads = True
            text = _FIRST_LEADS.sub("", text)
        for piece in _pieces(text):
            self._take(piece)
        self._settle(self._role)
        if self._first_leads and not self._lead:
            self._lead, self._help = self._help[:1], self._help[1:]
        return Responsibility(tuple(self._lead), tuple(self._help))

    def _take(self, piece: str) -> None:
        label = LABEL.match(piece)
        if label and label.end() < len(piece):
            self._settle(self._role)
            self._role = str(label.lastgroup)
            piece = without_half_brackets(piece[label.end() :])
        name, verb_role = _without_verb(_OPENING.sub("", piece))
        marked = _ROLE_ALONE.search(name) or _ROLE_AHEAD.match(name)
        if marked:
            self._settle(self._role)
            self._waiting, role = [name[: marked.start()] or name[marked.end() :]], "lead" if marked["lead"] else "help"
            self._settle(role)
            return
        if name and not _BLANK.match(name) and not _is_term(name):
            self._waiting.append(name)
        if verb_role:
            self._settle(verb_role)
            self._role = "help"

    def _settle(self, role: str) -> None:
        {"lead": self._lead, "help": self._help}.get(role, []).extend(n for n in self._waiting if n)
        self._waiting = []


def _is_term(name: str) -> bool:
    """A deadline among the names: （财政所，3月底前）."""
    found = [] if looks_like_unit(name) else find_deadlines(name, None, column=True)
    return bool(found) and found[0].kind is not DeadlineKind.RELATIVE and len(found[0].text) + 2 >= len(name)


def _without_verb(piece: str) -> tuple[str, str]:
    """(name, role that the verb after it gives or ""): 区卫健局牵头 → 区卫健局, lead."""
    role = ""
    for pattern, meant in ((LEAD_VERB, "lead"), (HELP_VERB, "help")):
        m = pattern.search(piece, max(len(piece) - _LONGEST_VERB, 0))
        if m:
            piece, role = piece[: m.start()], meant
            break
    return _ET_CETERA.sub("", piece), role


def _pieces(text: str) -> Iterator[str]:
    """Cut a clause at its separators, outside brackets, and before every label; drop half brackets."""
    plain = _INNER_CLAUSE.sub(r"，\1，", _BOXED.sub(r"\1", join_lines(text)))
    plain = LABEL.sub(lambda m: f"；{m[0]}" if _is_cut(m) else m[0], plain)
    plain = _AFTER_LEAD.sub(r"\1，", plain).replace("会同", "，会同")
    plain = without_outer(without_half_brackets(plain))
    plain = _EXCEPT.sub(lambda m: m[0].translate(_HIDDEN), plain)
    depth, piece = 0, ""
    for char in plain:
        depth += (char in PAIRS) - (char in PAIRS.values())
        if char in SEPARATORS and depth <= 0:
            yield piece.translate(_SHOWN)
            piece = ""
        else:
            piece += char
    yield piece.translate(_SHOWN)


def _is_cut(m: re.Match[str]) -> bool:
    """A label in the middle counts where it has its colon or brackets; 各责任单位 is a name."""
    return m.start() > 0 and (m[0][-1] in ":：】]" or m[0][0] in "【[")
