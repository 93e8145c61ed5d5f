"""Room: core. What stands in a cell: a number, blank (None), or text as written; the four are never mixed up."""

import re
import unicodedata
from decimal import Decimal
from typing import TypeAlias

Number: TypeAlias = int | Decimal
Value: TypeAlias = Number | str | None

_PLAIN = re.compile(r"[-−–]?\d+(?:\.\d+)?|[-−–]?\d{1,3}(?:[,，' ]\d{3})+(?:\.\d+)?")
_LEADING = re.compile(r"(\d+(?:\.\d+)?)\s*(?:[件项万元宗份条个起]{0,2})\s*(?:$|[（(【\[*＊#①-⑨])")
_NOTHING = frozenset(("/", "\\", "-", "--", "—", "——", "–", "无", "－", "_", "*", "N/A", "n/a"))


def fold(text: str) -> str:
    """Full-width letters, digits and signs to half-width, all white space and zero-width marks out."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and c not in "\u200b\u200c\ufeff")


def parse_value(text: str) -> Value:
    """The value a cell's text means: int or Decimal where it holds only one number, None when blank, else the text.

    Digits that a line break or a blank parts ("12 34") stay text: they may be two numbers. Decimals keep their digits.
    """
    plain = unicodedata.normalize("NFKC", text).replace("\u200b", "").replace("\ufeff", "").strip()
    if not plain:
        return None
    if not _PLAIN.fullmatch(plain):
        return text.strip()
    digits = re.sub(r"[,，' ]", "", plain).replace("−", "-").replace("–", "-")
    return Decimal(digits) if "." in digits else int(digits)


def means_nothing(value: Value) -> bool:
    """“/”, “-”, “无” and the like: written, but not a number."""
    return isinstance(value, str) and fold(value) in _NOTHING


def number_of(value: Value) -> Number | None:
    """The number a value stands for in a trial sum: its leading number when a remark follows; None when unreadable.

    Blank and “/” count as 0 in the trial only; rule R5 reports them.
    """
    if isinstance(value, int | Decimal):
        return value
    if value is None or means_nothing(value):
        return 0
    leading = _LEADING.match(unicodedata.normalize("NFKC", value).strip())
    return _short(leading[1]) if leading else None


def has_remark(value: Value) -> bool:
    """A number with words beside it, as 55（含自然失效29件）."""
    return isinstance(value, str) and not means_nothing(value) and number_of(value) is not None


def looks_like_value(text: str) -> bool:
    """Whether a cell's text can be a figure (or its stand-in), and not a label."""
    value = parse_value(text)
    return value is not None and number_of(value) is not None


def shown(value: Value) -> str:
    """A value as a message prints it."""
    return "空白" if value is None else str(value)


def _short(digits: str) -> Number:
    return Decimal(digits) if "." in digits else int(digits)
