"""Room: gui. Shape and colour of a case's state and of an item's standing; the words come from core."""

from PySide6.QtGui import QIcon

from core.notice.case import CASE_LABELS, CaseState, ScoreCase
from core.notice.rectification import Standing
from gui.icons import icon
from gui.theme import Colours

_OF_STATE = {
    CaseState.PROPOSED: "ring",
    CaseState.CONFIRMED: "check",
    CaseState.DROPPED: "dash",
    CaseState.WAIVED: "half",
}
_OF_STANDING = {
    Standing.OPEN: "disc",
    Standing.LATE: "triangle",
    Standing.DONE: "half",
    Standing.CLOSED: "check",
    Standing.RELAPSED: "cross",
}


def words_of(case: ScoreCase) -> str:
    return CASE_LABELS[case.state] if case.holds else f"{CASE_LABELS[case.state]}·已不成立"


def of_case(case: ScoreCase, c: Colours) -> tuple[QIcon, str]:
    colours = {CaseState.PROPOSED: c.soon, CaseState.CONFIRMED: c.good, CaseState.WAIVED: c.accent}
    colour = c.late if not case.holds and case.state is CaseState.CONFIRMED else colours.get(case.state, c.muted)
    shape = _OF_STATE[case.state] if case.holds else "cross"
    return icon(shape, colour, 12), colour


def of_standing(standing: Standing, c: Colours) -> tuple[QIcon, str]:
    colours = {Standing.LATE: c.late, Standing.RELAPSED: c.late, Standing.DONE: c.soon, Standing.CLOSED: c.good}
    colour = colours.get(standing, c.accent)
    return icon(_OF_STANDING[standing], colour, 12), colour
