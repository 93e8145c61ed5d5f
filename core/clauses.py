"""Room: core. Who leads and who is responsible, read from a cell, a line or a bracket of a plan, names as printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
LEAD_VERB = re.compile(rf"(?:总?牵头{_DO}*|主办|抓总)$")
HELP_VERB = re.compile(rf"(?:{_DUTY}|{_HOW}|{_DO})+$")
_ET_CETERA = re.compile(rf"等(?:[0-9一二三四五六七八九十]+[个家]|各?(?:相关|有关)|各|区级|县级)?{_NOUN}?$")
_OPENING = re.compile(
    r"^(?:由|请|并由|再由|会同|联合|以及|[0-9]{1,2}[.．、](?![0-9])|[①-⑳]|[（(][0-9一二三四五六七八九十]{1,2}[）)])"
)
_ROLE_ALONE = re.compile(r"[（(](?:(?P<lead>牵头|主办|主责)|配合|协办|参与|责任)(?:单位|部门)?[）)]$")
_INNER_CLAUSE = re.compile(rf"[（(](?=[^（()）]{{2,}}(?:牵头|{_DO})[）)])([^（()）]*)[）)]")
_FIRST_LEADS = re.compile("[（(]?[^（()）]*(?:排|列|名列|位列)[^（()）]*(?:第一|首位|前)[^（()）]*牵头[^（()）]*[）)]?")
_AFTER_LEAD = re.compile(rf"(牵头(?:{_DO})*)(?![:：（(【\[）)】\]、，,；;。]|{_NOUN}|领导|人|$)")
_BLANK = re.compile(r"[/／\\—–\-－无\s.。]*$")
_SEPARATORS = "、，,；;。"
_PAIRS = {"(": ")", "（": "）", "〔": "〕", "<": ">", "＜": "＞", "〈": "〉", "【": "】", "[": "]", "《": "》"}
_SAME = str.maketrans("（）〔〕＜＞〈〉", "()()<><>")

_TAIL = re.compile(
    "(?:局|办|办公室|委|委员会|政府|街道|办事处|镇|乡|部|院|所|站|队|中心|园区|开发区|度假区|产业园|工业园|分局|公司|集团"
    "|银行|会|联|科|股|处|室|社|馆|场|台|厅|署|庭|组|专班|公安|学校|大学|单位|部门|机关|企业|社区|村|党委|工委|支局|海关)"
    r"(?:[（(<＜〈][^）)>＞〉]{1,24}[）)>＞〉])?$"
)
_SENTENCE = re.compile(
    "^(?:办好|推进|加强|做好|完善|规范|优化|提升|强化|健全|拓展|深化|开展|加快|抓好|持续|请|召开)|[，。：:；;“”！？的了将]|要(?![局室])|及时|报送|推动|加强|做好|按照|通过|进一步|不断|积极"
)
# Narrower: a line that ends so ends a name. 城乡⏎建设局 and 社会⏎保障局 are one, and so is 云岭镇⏎财政所.
_ENDS_LINE = re.compile(
    "(?:局|办|办公室|委|委员会|政府|办事处|部|院|所|站|队|中心|园区|分局|公司|联|[工协商]会|联合会|十字会|单位|部门)(?:[）)>＞])?$"
)
_TOWN = re.compile(".{2,}(?:镇|乡|街道)$")
_CONTINUES = ("公室", "员会", "人民政府", "办事处", "办公室", "政府", "党委", "工委", "管委会", "分局", "（", "(", "<")


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


def read_units(text: str, *, first_leads: bool = False) -> Responsibility:
    """Units in a 责任单位 cell, a line or a bracket. 牵头 → lead; 配合, 负责落实, 责任单位 or no label → responsible.

    `first_leads`: the document says that the unit named first leads (排在第一位的为牵头单位).
    """
    return _Clause(lead_by_default=False, first_leads=first_leads).read(text)


def read_unit_columns(lead: str, responsible: str) -> Responsibility:
    """The same from two columns: 牵头单位 and 责任（配合）单位; a label inside a cell still wins."""
    return _Clause(lead_by_default=True).read(lead) + _Clause(lead_by_default=False).read(responsible)


def looks_like_unit(name: str) -> bool:
    """Whether a piece of text could name a unit or a group: it ends as such names do and is no sentence."""
    return 2 <= len(name) <= 32 and bool(_TAIL.search(name)) and not _SENTENCE.search(name)


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
            piece = piece[label.end() :]
        name, verb_role = _without_verb(_OPENING.sub("", piece))
        marked = _ROLE_ALONE.search(name)
        if marked:
            self._settle(self._role)
            self._waiting, role = [name[: marked.start()]], "lead" if marked["lead"] else "help"
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
        m = pattern.search(piece)
        if m:
            piece, role = piece[: m.start()], meant
            break
    return _ET_CETERA.sub("", piece), role


def _pieces(text: str) -> Iterator[str]:
    """Cut a clause at its separators, outside brackets, and before every label; drop half brackets."""
    joined = _INNER_CLAUSE.sub(r"，\1，", _joined(text))
    joined = LABEL.sub(lambda m: f"；{m[0]}" if _is_cut(m) else m[0], joined)
    joined = _AFTER_LEAD.sub(r"\1，", joined).replace("会同", "，会同")
    joined = _without_outer(_without_half_brackets(joined))
    depth, piece = 0, ""
    for char in joined:
        depth += (char in _PAIRS) - (char in _PAIRS.values())
        if char in _SEPARATORS and depth <= 0:
            yield piece
            piece = ""
        else:
            piece += char
    yield piece


def _is_cut(m: re.Match[str]) -> bool:
    """A label in the middle counts where it has its colon or brackets; 各责任单位 is a name."""
    return m.start() > 0 and (m[0][-1] in ":：】]" or m[0][0] in "【[")


def _joined(text: str) -> str:
    """Without white space; a gap between two whole names becomes a separator (财政局⏎发改局, never 政府办⏎公室)."""
    parts = text.split()
    out = ""
    for i, part in enumerate(parts):
        before = re.split(f"[{_SEPARATORS}:：]", out)[-1]
        after = re.split(f"[{_SEPARATORS}]", part)[0]
        out += ("、" if i and _are_two(before, after) else "") + part
    return out


def _are_two(before: str, after: str) -> bool:
    if not looks_like_unit(after) or after.startswith(_CONTINUES):
        return False
    return bool(_ENDS_LINE.search(before) or (_TOWN.match(before) and _TOWN.match(after)))


def _without_half_brackets(text: str) -> str:
    """Drop brackets whose other half is missing; either width closes the other."""
    stack: list[int] = []
    lone: set[int] = set()
    plain = text.translate(_SAME)
    for i, char in enumerate(plain):
        if char in _PAIRS:
            stack.append(i)
        elif char in _PAIRS.values():
            if stack and _PAIRS[plain[stack[-1]]] == char:
                stack.pop()
            else:
                lone.add(i)
    lone.update(stack)
    return "".join(c for i, c in enumerate(text) if i not in lone)


def _without_outer(text: str) -> str:
    """Drop a pair of brackets around the whole clause: （…） but not （…）、（…）."""
    plain = text.translate(_SAME)
    if not (plain.startswith("(") and plain.rstrip("。").endswith(")")):
        return text
    depth = 0
    for i, char in enumerate(plain.rstrip("。")):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return text[1:i] if i == len(plain.rstrip("。")) - 1 else text
    return text
