"""Room: storage. What an OFD page shows, as pieces of text and straight rules, in mm on the page."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from lxml import etree

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)
LEAST = 0.01  # mm: the smallest size of text, and the least that a matrix may shrink it to
FAR = 1e5  # mm; what lies beyond is nonsense
GAP = 2.2  # ems between two characters of one TextCode that make them two pieces
STEP = 0.35  # ems off the baseline that make another line


@dataclass(frozen=True, slots=True)
class Piece:
    """Text on one baseline. `left` to `right` is its advance; `size` the font size; all in mm. Upright text: `tall`."""

    left: float
    right: float
    baseline: float
    size: float
    text: str
    font: str = ""
    bold: bool = False
    tall: float = 0  # for text written downwards: how far

    @property
    def middle(self) -> tuple[float, float]:
        """A point well inside the ink, to tell in which cell it lies."""
        return (self.left + self.right) / 2, self.baseline - 0.35 * self.size + self.tall / 2

    @property
    def top(self) -> float:
        return self.baseline - 0.85 * self.size


@dataclass(frozen=True, slots=True)
class Face:
    """A font resource: its name and whether it is a bold one."""

    name: str = ""
    bold: bool = False


def text_pieces(element: etree._Element, matrix: Matrix, faces: dict[str, Face]) -> Iterator[Piece]:
    """The pieces of a TextObject. `matrix` leads from the object's own place to the page."""
    size = max(number(element.get("Size")), LEAST)
    scale = max(math.hypot(matrix[2], matrix[3]), LEAST)
    face = faces.get(element.get("Font") or "", Face())
    bold = face.bold or number(element.get("Weight")) >= 600
    wide = number(element.get("HScale"), 1) or 1
    x = y = 0.0
    for code in element.iterchildren("{*}TextCode"):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        text = (code.text or "").strip("\r\n")
        places = _places(text, x, y, size * wide, code)
        for start, end in _cuts(text, places, size):
            stretch = places[start : end + 1]
            if end < len(text):  # what follows stands elsewhere: the last character ends where it ends by itself
                last = places[end - 1]
                stretch[-1] = (last[0] + width(text[end - 1]) * size * wide, last[1])
            yield _piece(text[start:end], stretch, matrix, size * scale, face, bold)


def _piece(text: str, places: list[tuple[float, float]], matrix: Matrix, size: float, face: Face, bold: bool) -> Piece:
    (x0, y0), (x1, y1) = apply(matrix, *places[0]), apply(matrix, *places[-1])
    left, right = sorted((x0, x1))
    if abs(y1 - y0) > abs(x1 - x0):
        return Piece(left, left + size, min(y0, y1), size, text, face.name, bold, abs(y1 - y0))
    return Piece(left, right, y0, size, text, face.name, bold)


def _places(text: str, x: float, y: float, em: float, code: etree._Element) -> list[tuple[float, float]]:
    """Where each character starts, and where the last one ends, from X, Y and the deltas."""
    across, down = deltas(code.get("DeltaX"), len(text)), deltas(code.get("DeltaY"), len(text))
    places = [(x, y)]
    for i, char in enumerate(text):
        last = i == len(text) - 1
        advance = width(char) * em if (last and not down) or (not across and not down) else 0.0
        if i < len(across) and not last:
            advance = across[i]
        fall = down[i] if i < len(down) and not last else 0.0
        if last and down and fall == 0 and not any(across[: len(text) - 1]) and any(down):
            fall = em  # written downwards: the last character's own height
        elif last:
            advance = width(char) * em
        x, y = x + advance, y + fall
        places.append((x, y))
    return places


def _cuts(text: str, places: list[tuple[float, float]], size: float) -> Iterator[tuple[int, int]]:
    """Half-open ranges of one line each. Text that runs straight down stays whole."""
    if not text:
        return
    upright = len(text) > 1 and all(abs(x - places[0][0]) < 0.05 for x, _ in places) and places[-1][1] > places[0][1]
    start = 0
    for i in range(1, len(text)):
        (x0, y0), (x1, y1) = places[i - 1], places[i]
        turned = abs(y1 - y0) > STEP * size or x1 < x0 - 0.5 * size or x1 - x0 > GAP * size
        if turned and not upright:
            yield start, i
            start = i
    yield start, len(text)


def width(char: str) -> float:
    """A character's usual advance in ems, where the file does not say."""
    return 0.5 if east_asian_width(char) in ("Na", "H", "N") else 1.0


def deltas(text: str | None, limit: int) -> list[float]:
    """DeltaX or DeltaY: numbers, and "g count value" for a run of one value. Never more than `limit`."""
    found: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if len(found) >= limit:
            break
        if word != "g":
            found.append(number(word))
            continue
        count = int(number(next(words, "0")))
        found += [number(next(words, "0"))] * min(max(count, 0), limit)
    return found[:limit]


def number(text: str | None, default: float = 0.0) -> float:
    """A finite number within reason, else `default`."""
    try:
        value = float(text) if text else default
    except ValueError:
        return default
    return value if abs(value) < FAR else default


def numbers(text: str | None) -> list[float]:
    """Up to a matrix's worth of numbers."""
    return [number(word) for word in (text or "").split(maxsplit=16)[:16]]


def box_of(element: etree._Element) -> tuple[float, float]:
    """The origin of an object's Boundary on its page."""
    box = numbers(element.get("Boundary"))
    return (box[0], box[1]) if len(box) >= 2 else (0.0, 0.0)


def inside(parent: Matrix, element: etree._Element) -> Matrix:
    """The matrix that leads from an object's own place to the page: its CTM, then its Boundary, then the parent's."""
    own = numbers(element.get("CTM"))
    ctm: Matrix = (own[0], own[1], own[2], own[3], own[4], own[5]) if len(own) == 6 else UNIT
    return times(times(ctm, (1, 0, 0, 1, *box_of(element))), parent)


def times(first: Matrix, then: Matrix) -> Matrix:
    """`first`, followed by `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return x * a + y * c + e, x * b + y * d + f
