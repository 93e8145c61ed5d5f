"""Room: core. The text of a clause made plain: broken lines joined, half brackets dropped, and what may be a name."""

import re

SEPARATORS = "、，,；;。"
PAIRS = {"(": ")", "（": "）", "〔": "〕", "<": ">", "＜": "＞", "〈": "〉", "【": "】", "[": "]", "《": "》"}
_SAME = str.maketrans("（）〔〕［］[]＜＞〈〉", "()()()()<><>")

_TAIL = re.compile(
    "(?:局|办|办公室|委|委员会|政府|街道|办事处|镇|乡|部|院|所|站|队|中心|园区|开发区|度假区|产业园|工业园|分局|公司|集团|镇街|街镇"
    "|银行|会|联|科|股|处|室|社|馆|场|台|厅|署|庭|组|专班|公安|学校|大学|单位|部门|机关|企业|社区|村|党委|工委|支局|海关)"
    r"(?:[（(<＜〈][^）)>＞〉]{1,24}[）)>＞〉])?$"
)
_SENTENCE = re.compile(
    "^(?:办好|推进|加强|做好|完善|规范|优化|提升|强化|健全|拓展|深化|开展|加快|抓好|持续|请|召开)"
    "|[，。：:；;“”！？的了将]|要(?![局室])|及时|报送|推动|加强|做好|按照|通过|进一步|不断|积极"
)
# Narrower: a line that ends so ends a name. 城乡⏎建设局 and 社会⏎保障局 are one, and so is 云岭镇⏎财政所.
_ENDS_LINE = re.compile(
    "(?:局|办|办公室|委|委员会|政府|办事处|部|院|所|站|队|中心|园区|分局|公司|联|[工协商]会|联合会|十字会|单位|部门)(?:[）)>＞])?$"
)
_LABEL_ALONE = re.compile("(?:牵头|责任|配合|协办|承办|参与|落实|主办)(?:单位|部门|科室|股室)$")
_TOWN = re.compile(".{2,}(?:镇|乡|街道)$")
_CONTINUES = ("公室", "员会", "人民政府", "办事处", "办公室", "政府", "党委", "工委", "管委会", "分局", "（", "(", "<")


def looks_like_unit(name: str) -> bool:
    """Whether a piece of text could name a unit or a group: it ends as such names do and is no sentence."""
    return 2 <= len(name) <= 32 and bool(_TAIL.search(name)) and not _SENTENCE.search(name)


def join_lines(text: str) -> str:
    """Without white space; a gap between two whole names becomes a separator (财政局⏎发改局, never 政府办⏎公室)."""
    parts = text.split()
    out = ""
    for i, part in enumerate(parts):
        before = re.split(f"[{SEPARATORS}:：]", out)[-1]
        after = re.split(f"[{SEPARATORS}】]", part)[0]
        out += ("、" if i and _are_two(before, after) else "") + part
    return out


def _are_two(before: str, after: str) -> bool:
    if _LABEL_ALONE.match(before) or not looks_like_unit(after) or after.startswith(_CONTINUES):
        return False
    return bool(_ENDS_LINE.search(before) or (_TOWN.match(before) and _TOWN.match(after)))


def without_half_brackets(text: str) -> str:
    """Drop brackets whose other half is missing; either width closes the other."""
    stack: list[int] = []
    lone: set[int] = set()
    plain = text.translate(_SAME)
    for i, char in enumerate(plain):
        if char in PAIRS:
            stack.append(i)
        elif char in PAIRS.values():
            if stack and PAIRS[plain[stack[-1]]] == char:
                stack.pop()
            else:
                lone.add(i)
    lone.update(stack)
    return "".join(c for i, c in enumerate(text) if i not in lone)


def without_outer(text: str) -> str:
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
