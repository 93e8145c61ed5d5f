"""Room: storage. A paragraph's text with the font, size and advance of every character."""

import re
from dataclasses import dataclass, field

from core.document import PageField, Paragraph, Run
from storage.documents.layout.style import INK_BOTTOM, INK_TOP, Metrics, Options, look_for, size_of

_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\r]")
_BREAKS = re.compile("[\x0b\x0c\u2028\u2029\x85]")
_TAB = 7408  # Word's default stop in Chinese documents, 21 pt


@dataclass(frozen=True, slots=True)
class Piece:
    """text[start:end] in one font; ink in ems above the baseline."""

    start: int
    end: int
    font: int
    size: int
    underline: bool
    top: float
    bottom: float


@dataclass(slots=True)
class Shaped:
    text: str
    pieces: list[Piece]
    advances: list[int]


@dataclass(slots=True)
class Shaper:
    """Measures paragraphs. `largest` bounds font sizes in micrometres, `scale` shrinks a table that is too narrow."""

    metrics: Metrics
    options: Options
    page: int = 1
    pages: int = 1
    largest: int = 100_000
    _widths: dict[tuple[int, int], "_Widths"] = field(default_factory=dict)
    _plain: dict[int, set[str]] = field(default_factory=dict)

    def shape(self, paragraph: Paragraph, in_cell: bool = False, scale: float = 1) -> Shaped:
        shaped = Shaped("", [], [])
        for run in paragraph.runs:
            size = round(min(size_of(run, paragraph.role, in_cell) * scale, self.largest))
            for font, text in self.metrics.split(look_for(run, paragraph.role), self._text(run)):
                self._add(shaped, font, size, run.look.underline, text)
        if "\t" in shaped.text:
            _set_tabs(shaped)
        return shaped

    def _text(self, run: Run) -> str:
        if run.field is PageField.NONE:
            return run.text if run.text.isprintable() else clean(run.text)
        return str(self.page if run.field is PageField.PAGE else self.pages)

    def _add(self, shaped: Shaped, font: int, size: int, underline: bool, text: str) -> None:
        if not text:
            return
        self._keep_apart(shaped)
        start = len(shaped.text)
        top, bottom = self._ink(font, text)
        shaped.pieces.append(Piece(start, start + len(text), font, size, underline, top, bottom))
        shaped.text += text
        shaped.advances += map(self._table(font, size).__getitem__, text)

    def _keep_apart(self, shaped: Shaped) -> None:
        """At a change of font the last glyph takes half an em at least, so that no two runs ever touch."""
        if shaped.pieces:
            half = shaped.pieces[-1].size // 2
            shaped.advances[-1] = max(shaped.advances[-1], half)

    def _table(self, font: int, size: int) -> "_Widths":
        key = (font, size)
        if key not in self._widths:
            self._widths[key] = _Widths(self.metrics, font, size)
        return self._widths[key]

    def _ink(self, font: int, text: str) -> tuple[float, float]:
        """Ordinary characters are taken on trust; the rare others are measured."""
        plain = self._plain.setdefault(font, set())
        top, bottom = INK_TOP, INK_BOTTOM
        for char in set(text) - plain:
            if _ordinary(char):
                plain.add(char)
            else:
                high, low = self.metrics.ink(font, char)
                top, bottom = max(top, high), min(bottom, low)
        return top, bottom


class _Widths(dict[str, int]):
    """Advances of one font at one size, each measured once."""

    def __init__(self, metrics: Metrics, font: int, size: int) -> None:
        super().__init__({"\n": 0})
        self._metrics, self._font, self._size = metrics, font, size

    def __missing__(self, char: str) -> int:
        self[char] = width = round(self._metrics.advance(self._font, char) * self._size)
        return width


def clean(text: str) -> str:
    """Characters that no page and no XML can hold are left out; every kind of line break becomes "\\n"."""
    return _DROPPED.sub("", _BREAKS.sub("\n", text))


def _ordinary(char: str) -> bool:
    code = ord(char)
    return code < 0x7F or 0x3000 <= code < 0x3020 or 0x4E00 <= code < 0xA000 or 0xFF00 <= code < 0xFF60


def _set_tabs(shaped: Shaped) -> None:
    """A tab becomes a space as wide as the way to the next stop, counted from the last hard break."""
    x = 0
    for i, char in enumerate(shaped.text):
        if char == "\t":
            way = _TAB - x % _TAB
            shaped.advances[i] = way if way >= shaped.advances[i] else way + _TAB
        x = 0 if char == "\n" else x + shaped.advances[i]
    shaped.text = shaped.text.replace("\t", " ")
