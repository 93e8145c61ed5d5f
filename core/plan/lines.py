"""Room: core. A document as lines of one source text, each with the number it begins with (一、（一） 1. （1） ①)."""

import re
from dataclasses import dataclass, replace

from core.chinese_dates import number
from core.document import Document, paragraphs_of
from core.squeezed import FOLD

CHINESE = "[一二三四五六七八九十]{1,3}"
_MARKS = (
    (1, re.compile(rf"\s*(?P<label>第?\s*(?P<n>{CHINESE})\s*(?:、|[.．](?!\d)|(?:部分|章)[、:：，\s]?))\s*(?=\S)")),
    (2, re.compile(rf"\s*(?P<label>第\s*(?P<n>{CHINESE})\s*节[、:：，\s]?)\s*(?=\S)")),
    (3, re.compile(rf"\s*(?P<label>第\s*(?P<n>{CHINESE}|[0-9]{{1,3}})\s*条[、:：，\s]?)\s*(?=\S)")),
    (2, re.compile(rf"\s*(?P<label>[（(]\s*(?P<n>{CHINESE})\s*[）)]\s*[、.．]?)\s*(?=\S)")),
    (2, re.compile(r"\s*(?P<label>[㈠-㈩])\s*(?=\S)")),
    (
        3,
        re.compile(
            r"\s*(?P<label>(?:重点)?任务\s*(?P<n>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\s*[:：.．、])\s*(?=\S)"
        ),
    ),
    (
        3,  # 19.9月第三周 is the nineteenth, and so is 19.2026年底前
        re.compile(
            r"\s*(?P<label>(?P<n>[0-9０-９]{1,3})\s*"
            r"(?:[.．](?:(?![0-9０-９])|(?=(?:1[0-2]|[1-9])\s*月)|(?=20[0-9]{2}\s*年))|、|\)|）))\s*(?=\S)"
        ),
    ),
    (3, re.compile(r"\s*(?P<label>[⒈-⒛])\s*(?=\S)")),
    (4, re.compile(r"\s*(?P<label>[（(]\s*(?P<n>[0-9０-９]{1,3})\s*[）)]\s*[、.．]?)\s*(?=\S)")),
    (4, re.compile(r"\s*(?P<label>[⑴-⒇])\s*(?=\S)")),
    (5, re.compile(r"\s*(?P<label>[①-⑳])\s*(?=\S)")),
)
_DECIMAL = re.compile(
    r"\s*(?P<label>(?P<above>[0-9０-９]{1,2})[.．](?:[0-9０-９]{1,2}[.．])?(?P<n>[0-9０-９]{1,2})[.．、]?)"
    r"\s*(?=[^0-9０-９.．%％\s])(?![万亿元个项次倍米家件条人户年月日号])"
)
_ENDED = re.compile(r"[。；;！？!?…：:][”’』」）)】]*\s*$|[）)】]\s*$")
_HEADING = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """The number a line begins with. `level` 1 = 一、, 2 = （一）, 3 = 1., 4 = （1）, 5 = ①."""

    level: int
    number: int
    label: str  # as printed, without inner spaces
    size: int  # characters of the line that it takes, white space before the text included


@dataclass(frozen=True, slots=True)
class Line:
    """source[start:end] without its line break."""

    text: str
    start: int
    mark: Mark | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def body_start(self) -> int:
        """Where the text after the number begins."""
        return self.start + (self.mark.size if self.mark else len(self.text) - len(self.text.lstrip()))

    @property
    def body(self) -> str:
        return self.text[self.body_start - self.start :].rstrip()

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def source_of(document: Document) -> str:
    """All text in reading order, a paragraph a line, nested tables included."""
    return "\n".join(p.text.replace("\r", "\n") for p in paragraphs_of(document.blocks))


def lines_of(source: str) -> list[Line]:
    lines: list[Line] = []
    start = 0
    for text in source.split("\n"):
        lines.append(Line(text, start, mark_of(text)))
        start += len(text) + 1
    return _with_decimals(lines)


def _with_decimals(lines: list[Line]) -> list[Line]:
    """1.1, 1.2 are numbers where they count on; a single 3.15 or 12.4 at a line's head is a day or a figure.

    Where nothing but figures numbers the document, 1. heads a section.
    """
    found = {i: m for i, line in enumerate(lines) if not line.mark and (m := _DECIMAL.match(line.text))}
    counted = {(m["above"], number(m["n"].translate(FOLD))) for m in found.values()}
    if not any((above, n + 1) in counted for above, n in counted if n == 1):
        return lines
    alone = not any(line.mark and line.mark.level <= 2 for line in lines)
    lines = [
        replace(line, mark=replace(m, level=1)) if alone and (m := line.mark) and m.level == 3 else line
        for line in lines
    ]
    for i, m in found.items():
        deep = len(re.findall("[.．](?=[0-9０-９])", m["label"])) > 1
        mark = Mark(4 + deep - alone, number(m["n"].translate(FOLD)), m["label"], m.end())
        lines[i] = replace(lines[i], mark=mark)
    return lines


def mark_of(text: str) -> Mark | None:
    """The number a line begins with; 2023年…, 12345热线 and 1.5万 begin with none."""
    for level, pattern in _MARKS:
        m = pattern.match(text)
        if m:
            label = "".join(m["label"].split())
            return Mark(level, _value(m), label, m.end())
    return None


def _value(m: re.Match[str]) -> int:
    printed = m.groupdict().get("n")
    if printed:
        return number(printed.translate(FOLD))
    char = m["label"][0]
    return next(ord(char) - ord(first) + 1 for first in "㈠⒈⑴①" if char >= first)


def wrap_width(lines: list[Line]) -> int:
    """The width at which text pasted from a page is cut, 0 where paragraphs are whole."""
    texts = [line for line in lines if not line.blank]
    longest = sorted(len(line.text) for line in texts)[-max(len(texts) // 20, 1) :] if texts else [0]
    full = [line for line in texts if len(line.text) >= longest[0] - 3]
    open_ended = [line for line in full if not _ENDED.search(line.text)]
    return longest[0] if longest[0] <= 60 and len(full) >= 8 and len(open_ended) * 3 >= len(full) * 2 else 0


def ended(line: Line) -> bool:
    """Whether a line ends as a sentence or a bracket does."""
    return bool(_ENDED.search(line.text))


def continues(before: Line, line: Line, width: int) -> bool:
    """Whether `line` goes on with the sentence of `before`, which a page or a pasted line end broke."""
    if line.mark or before.blank or line.blank:
        return False
    if before.text.rstrip().endswith(("、", "，", ",")):
        return True
    if _ENDED.search(before.text):
        return bool(width) and len(before.text) >= width - 1 and not before.text.rstrip().endswith("。")
    if width:
        return len(before.text) >= width - 3
    if before.mark and before.mark.level == 1:
        return False
    return len(before.body) > (25 if before.mark else _HEADING // 2)
