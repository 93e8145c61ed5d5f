"""Room: storage. What the layout assumes where a document is silent, and the port through which it measures text.

Lengths inside the layout are whole micrometres, so that sums are exact and the same input gives the same pages.
"""

from dataclasses import dataclass
from typing import Protocol

from core.document import Role, Run, own_look
from storage.documents.fonts import Look

PT = 25400 / 72  # micrometres
EM_ASCENT, EM_DESCENT = 0.88, 0.12  # of the em box that Chinese characters fill
NATURAL = 1.3  # Word's single line of Chinese text, in font sizes
INK_TOP, INK_BOTTOM = 0.95, -0.21  # what ordinary characters stay within, in ems above the baseline


class Metrics(Protocol):
    """What the layout asks about fonts. A font is a number; lengths are parts of the font size."""

    def split(self, look: Look, text: str) -> list[tuple[int, str]]: ...
    def advance(self, font: int, char: str) -> float: ...
    def ink(self, font: int, char: str) -> tuple[float, float]: ...


@dataclass(frozen=True, slots=True)
class Options:
    """`page_numbers`: in the standard's manner, where the document has no footer of its own.

    `seal_mm`: the room kept for a round seal at a signature, 0 for none.
    """

    page_numbers: bool = False
    seal_mm: float = 45


def look_for(run: Run, role: Role) -> Look:
    return Look(run.look.font or own_look(role).font, run.look.bold, run.look.italic)


def size_of(run: Run, role: Role, in_cell: bool) -> float:
    """In micrometres."""
    return (run.look.size_pt or own_look(role, in_cell).size_pt) * PT


def um(millimetres: float) -> int:
    return round(millimetres * 1000)


def points(value: float) -> int:
    return round(value * PT)


def snap(micrometres: int) -> int:
    """Down to whole hundredths of a millimetre: where lines and rules stand, so that files stay small."""
    return micrometres // 10 * 10
