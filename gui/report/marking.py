"""Room: gui. What the sheets show of a report: texts, marks, what adds up to what, last year's figures."""

from collections.abc import Mapping

from core.report.live import Standing, marked_cells
from core.report.report import AnnualReport
from core.report.totals import computed_totals
from core.report.values import shown
from gui.report.sheet_model import Mark, SheetState

_MARKS = {"error": Mark.ERROR, "warning": Mark.WARNING}


def clear_state(state: SheetState) -> None:
    """No report is open."""
    state.leads = frozenset()
    state.texts, state.names, state.marks, state.computed = {}, {}, {}, {}


def fill_state(
    state: SheetState,
    report: AnnualReport,
    texts: Mapping[str, str],
    last: AnnualReport | None,
    standing: Standing,
    broken: Mapping[str, int],
) -> None:
    """`texts` are the cells as typed; `broken` tells in how many broken sums each cell stands."""
    state.leads = frozenset()
    state.texts, state.names = texts, report.form.names
    sums = computed_totals(report)
    parts = {s.left[0]: s.right for s in report.form.sums if len(s.left) == 1}
    state.so_far = {c: str(n) for c, n in sums.items()}
    state.computed = {c: n for c, n in sums.items() if all(report.cells[p] is not None for p in parts[c])}
    state.marks, state.notes = _marks(report, standing, broken)
    state.last_year = {c: shown(v) for c, v in last.cells.items() if v is not None} if last else {}


def _marks(
    report: AnnualReport, standing: Standing, broken: Mapping[str, int]
) -> tuple[Mapping[str, Mark], Mapping[str, str]]:
    """A broken sum marks its total; blanks are not painted red while the sheet is being filled in."""
    marks: dict[str, Mark] = {}
    notes: dict[str, str] = {}
    for finding in standing.still:
        mark = _MARKS.get(finding.severity.value, Mark.NONE)
        for cell in marked_cells(finding, report.form, broken):
            marks[cell] = max(mark, marks.get(cell, Mark.NONE))
            notes[cell] = f"{notes[cell]}\n{finding.message}" if cell in notes else finding.message
    return marks, notes
