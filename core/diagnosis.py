"""Room: core. What 「导出诊断」 hands to whoever maintains the program: facts and the log, nothing of anybody's content."""

import re
from collections.abc import Mapping

HEAD = "明账诊断信息。不含台账、报告、单位和人员的内容：中文、路径、编号已替换为记号。发送前可以打开查看。"
_OURS = re.compile(r"(?:core|storage|gui|cli)[\\/][\w\\/]+\.py|main\.py")
# In this order: what a later pattern would tear apart goes first.
_MASKS = (
    (re.compile(r"https?://\S+"), "‹网址›"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "‹邮箱›"),
    (re.compile(r"(?:[A-Za-z]:[\\/]|\\\\|(?<![\w.])~?/)[^\"'\n<>|:*?]*"), "‹路径›"),
    (
        re.compile(r"[\w（）()《》〔〕【】·-]+\.(?:docx?|wps|xlsx?|et|pdf|ofd|html?|txt|json|toml|db|mzbak|zip)\b"),
        "‹文件›",
    ),
    (re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+"), "‹文字›"),
    (re.compile(r"\d[\d -]{5,}\d"), "‹数字›"),
)
_DATED = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ")


def masked(text: str) -> str:
    """The text with every word, path, address and long number that may be somebody's replaced by a mark."""
    return "\n".join(_masked_line(line) for line in text.splitlines())


def diagnosis(facts: Mapping[str, object], log: str) -> str:
    """The whole file. Facts are ours (versions, sizes, counts) and stand as they are."""
    width = max((len(name) for name in facts), default=0)
    lines = [f"{name:<{width}}  {value}" for name, value in facts.items()]
    return "\n".join([HEAD, "", *lines, "", "运行记录：", masked(log) or "（没有）", ""])


def _masked_line(line: str) -> str:
    """Dates at the head of a line and the places of our own code in a traceback are kept: they are what it is for."""
    dated = _DATED.match(line)
    stamp, rest = (dated[0], line[dated.end() :]) if dated else ("", line)
    frame = re.match(r'\s*File "(.+)", line (\d+), in (\w+|<\w+>)$', rest)
    if frame:
        ours = _OURS.search(frame[1])
        where = ours[0] if ours else "‹库›/" + re.split(r"[\\/]", frame[1])[-1]
        return f'  File "{where}", line {frame[2]}, in {frame[3]}'
    for pattern, mark in _MASKS:
        rest = pattern.sub(mark, rest)
    return stamp + rest
