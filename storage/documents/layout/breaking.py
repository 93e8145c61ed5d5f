"""Room: storage. Where a line of Chinese text may break (避头尾), and where it is cut for a given width."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence

NO_START = frozenset("，。、；：！？）》〉」』】〕〗｝’”～·％‰℃々ー,.;:!?)]}%°\u00b7\u2019\u201d")
NO_END = frozenset("（《〈「『【〔〖｛‘“([{￥＄$№")
_KEPT_AFTER_DIGIT = frozenset("年月日号时点分％%‰℃")
_NEVER_SPLIT = frozenset("—…─")
_URL_BREAKS = frozenset("/?&=#-_.%:;,+")
_SEAL_WORD = re.compile(r"[（(]\s*[加单位]*盖?公?[章印]\s*[）)]")
_HAN = 0x2E80  # from here on characters stand alone; before it, letters make words


def break_lines(text: str, ends: Sequence[int], first_width: int, width: int) -> list[tuple[int, int]]:
    """Cut a text without hard breaks into (start, end) pieces.

    `ends[i]` is the width of text[:i]. Spaces at a break stay with the line before and may stand out of the width:
    the caller lets them shrink. Where nothing may break, the line is cut at the width, one character at least.
    """
    lines, start, room = [], 0, first_width
    while start < len(text):
        end = _line_end(text, ends, start, room)
        lines.append((start, end))
        start, room = end, width
    return lines or [(0, 0)]


def _line_end(text: str, ends: Sequence[int], start: int, room: int) -> int:
    fits = bisect_right(ends, ends[start] + room, start + 1) - 1
    if fits >= len(text):
        return len(text)
    if text[fits] == " " and fits > start:
        return _after_spaces(text, fits)
    at = fits
    while at > start and not can_break(text, at):
        at -= 1
    return at if at > start else max(_cut_anywhere(text, start, fits), start + 1)


def _after_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def _cut_anywhere(text: str, start: int, fits: int) -> int:
    while fits > start + 1 and unicodedata.combining(text[fits]):
        fits -= 1
    return fits


def can_break(text: str, at: int) -> bool:
    """Whether a line may end before text[at] (0 < at < len)."""
    before, after = text[at - 1], text[at]
    if after in NO_START or before in NO_END or after == " " or _joined(after):
        return False
    if before == " ":
        return True
    if before == after and before in _NEVER_SPLIT:
        return False
    if before.isdigit() and after in _KEPT_AFTER_DIGIT:
        return False
    if is_word(before) and is_word(after):
        return before in _URL_BREAKS and _in_url(text, at)
    return not _in_seal_word(text, at)


def is_word(char: str) -> bool:
    """Part of a Latin word or a number: digits of either width, letters, and the signs inside words."""
    return " " < char < "\x7f" or char.isdigit() or (ord(char) < _HAN and char.isalnum())


def _joined(char: str) -> bool:
    """Combining marks, variation selectors and joiners belong to the character before."""
    return ord(char) > 0x2FF and (unicodedata.category(char) in ("Mn", "Me") or char == "\u200d")


def _in_url(text: str, at: int) -> bool:
    left, right = at, at
    while left > 0 and "!" <= text[left - 1] <= "~":
        left -= 1
    while right < len(text) and "!" <= text[right] <= "~":
        right += 1
    token = text[left:right]
    return "://" in token or token.lower().startswith("www.")


def _in_seal_word(text: str, at: int) -> bool:
    near = text[max(at - 8, 0) : at + 8]
    if "章" not in near:
        return False
    here = at - max(at - 8, 0)
    return any(m.start() < here < m.end() for m in _SEAL_WORD.finditer(near))
