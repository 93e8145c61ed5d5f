"""Room: storage. Word's automatic numbers, as the text that Word would print (ECMA-376 part 1, 17.9)."""

import re
from dataclasses import dataclass

from storage.documents.readers.docx.names import VAL, W, value, whole

DIGITS = "〇一二三四五六七八九"
UNITS = ("", "十", "百", "千")
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    start: int
    form: str
    text: str
    suffix: str
    restart: int | None
    legal: bool
    style: str


def chinese(n: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一, 105 → 一百零五 (below ten thousand)."""
    if not 0 < n < 10_000:
        return str(n)
    out, pending_zero = "", False
    digits = str(n)
    for place, digit in enumerate(digits):
        unit = UNITS[len(digits) - place - 1]
        if digit == "0":
            pending_zero = bool(out)
            continue
        out += ("零" if pending_zero else "") + DIGITS[int(digit)] + unit
        pending_zero = False
    return out.removeprefix("一") if out.startswith("一十") else out


def letters(n: int) -> str:
    """1 → a, 26 → z, 27 → aa, as Word counts."""
    return chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1) if n > 0 else str(n)


def roman(n: int) -> str:
    if not 0 < n < 4_000:
        return str(n)
    out = ""
    for size, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        out += sign * (n // size)
        n %= size
    return out


def _circled(n: int) -> str:
    if 0 < n <= 20:
        return chr(0x2460 + n - 1)
    return chr(0x3251 + n - 21) if 20 < n <= 35 else str(n)


def _digits(n: int) -> str:
    return "".join(DIGITS[int(d)] for d in str(n))


def _legal(n: int) -> str:
    spoken = "一" + chinese(n) if 10 <= n < 20 else chinese(n)
    return spoken.translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))


def _from_list(signs: str):
    return lambda n: signs[(n - 1) % len(signs)] if n > 0 else str(n)


FORMS = {
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": lambda n: "".join(chr(ord(c) + 0xFEE0) for c in str(n)),
    "decimalFullWidth2": lambda n: "".join(chr(ord(c) + 0xFEE0) for c in str(n)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda n: chr(0x2474 + n - 1) if 0 < n <= 20 else f"({n})",
    "decimalEnclosedFullstop": lambda n: chr(0x2488 + n - 1) if 0 < n <= 20 else f"{n}.",
    "ideographTraditional": _from_list("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _from_list("子丑寅卯辰巳午未申酉戌亥"),
    "chineseLegalSimplified": _legal,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "ideographEnclosedCircle": lambda n: chr(0x3280 + n - 1) if 0 < n <= 10 else chinese(n),
    "numberInDash": lambda n: f"- {n} -",
    "lowerLetter": letters,
    "upperLetter": lambda n: letters(n).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "none": lambda n: "",
} | dict.fromkeys(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    ),
    chinese,
)


class Numbering:
    """Counts the numbered paragraphs of one document, in reading order."""

    def __init__(self, root) -> None:
        """`root` is word/numbering.xml, or None where the document has none."""
        self._abstract: dict[str, dict[int, Level]] = {}
        self._nums: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._overridden: set[tuple[str, int]] = set()
        if root is None:
            return
        links: dict[str, str] = {}
        for abstract in root.iter(W + "abstractNum"):
            key = abstract.get(W + "abstractNumId", "")
            self._abstract[key] = {whole(lvl.get(W + "ilvl")): _level(lvl) for lvl in abstract.iter(W + "lvl")}
            if (style := value(abstract, "styleLink")) is not None:
                links[style] = key
        for abstract in root.iter(W + "abstractNum"):
            if (style := value(abstract, "numStyleLink")) in links:
                self._abstract[abstract.get(W + "abstractNumId", "")] = self._abstract[links[style]]
        for num in root.iter(W + "num"):
            self._nums[num.get(W + "numId", "")] = self._num(num)

    def _num(self, num) -> tuple[str, dict[int, Level], dict[int, int]]:
        key = value(num, "abstractNumId") or ""
        levels = dict(self._abstract.get(key, {}))
        starts: dict[int, int] = {}
        for override in num.iter(W + "lvlOverride"):
            index = whole(override.get(W + "ilvl"))
            if (lvl := override.find(W + "lvl")) is not None:
                levels[index] = _level(lvl)
            if (start := value(override, "startOverride")) is not None:
                starts[index] = whole(start)
        return key, levels, starts

    def add(self, num_id: str, key: str, levels: dict[int, Level], starts: dict[int, int]) -> None:
        """A list that another format has: those of one `key` count together, `starts` are this one's own."""
        self._nums[num_id] = key, levels, starts

    def level_of(self, num_id: str, style: str) -> int:
        """The level that list `num_id` ties to a paragraph style; the highest where it ties none."""
        levels = self._nums[num_id][1] if num_id in self._nums else {}
        return next((index for index, level in levels.items() if level.style == style), 0)

    def label(self, num_id: str, index: int) -> str:
        """Count the next paragraph of list `num_id` at level `index`; "" where the list is unknown or switched off."""
        if num_id not in self._nums:
            return ""
        key, levels, starts = self._nums[num_id]
        level = levels.get(index)
        if level is None:
            return ""
        counts = self._counts.setdefault(key, {})
        if index in starts and (num_id, index) not in self._overridden:
            self._overridden.add((num_id, index))
            counts[index] = starts[index]
        else:
            counts[index] = counts[index] + 1 if index in counts else level.start
        for deeper in [i for i in counts if i > index and _restarts(levels.get(i), index)]:
            del counts[deeper]
        return self._print(level, levels, counts)

    def _print(self, level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
        if level.form == "bullet":
            text = BULLET
        else:
            text = re.sub(r"%([1-9])", lambda m: _number(int(m[1]) - 1, level, levels, counts), level.text)
        return text + (" " if text and level.suffix == "space" else "")


def _number(index: int, level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    of = levels.get(index)
    n = counts.get(index, of.start if of else 1)
    form = "decimal" if level.legal else of.form if of else "decimal"
    return FORMS.get(form, str)(n)


def _restarts(level: Level | None, higher: int) -> bool:
    """lvlRestart: absent = after any higher level, 0 = never, n = after level n-1 or higher."""
    if level is None or level.restart is None:
        return True
    return level.restart > higher


def _level(lvl) -> Level:
    restart = value(lvl, "lvlRestart")
    text = lvl.find(W + "lvlText")
    return Level(
        start=whole(value(lvl, "start"), 1),
        form=value(lvl, "numFmt") or "decimal",
        text="" if text is None else text.get(VAL, ""),
        suffix=value(lvl, "suff") or "tab",
        restart=None if restart is None else whole(restart),
        legal=lvl.find(W + "isLgl") is not None,
        style=value(lvl, "pStyle") or "",
    )
