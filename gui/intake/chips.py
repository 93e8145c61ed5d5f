"""Room: gui. Which of the files are shown: all, those to be dealt with, one status; who is silent; the charts."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from core.intake.arrived import STATUS_LABELS, FileStatus
from core.intake.listing import FileRow, hint_of
from gui.chips import Chips

ALL, TROUBLED, OLD, MISSING, CHARTS = "", "troubled", "old", "missing", "charts"
STATUSES = (FileStatus.FIRST, FileStatus.NEWER, FileStatus.CONFLICT, FileStatus.SAME, FileStatus.UNKNOWN)
LABELS = {
    ALL: "全部",
    TROUBLED: "有问题",
    **{s.value: STATUS_LABELS[s] for s in STATUSES},
    OLD: "旧版",
    MISSING: "待催报",
    CHARTS: "图表",
}


def _is(key: str) -> Callable[[FileRow], bool]:
    if key == ALL:
        return lambda r: not r.old
    if key == TROUBLED:
        return lambda r: r.troubled
    if key == OLD:
        return lambda r: r.old
    return lambda r: not r.old and r.status.value == key


class IntakeChips(Chips[str]):
    chosen_changed = Signal()

    def __init__(self) -> None:
        super().__init__(self.choose, "intakeChips")
        self.chosen = ALL
        for key, words in LABELS.items():
            self.add(key, words, f"intakeChip_{key or 'all'}")

    def choose(self, key: str) -> None:
        super().choose(key)
        if key != self.chosen:
            self.chosen = key
            self.chosen_changed.emit()

    def show_counts(self, rows: Sequence[FileRow], missing: int) -> None:
        """Chips that would show nothing are left out; the chosen one stays."""
        for key in LABELS:
            if key != CHARTS:
                count = missing if key == MISSING else sum(map(_is(key), rows))
                self.show_count(key, count, bool(count) or key in (ALL, self.chosen))

    def kept(self, rows: Sequence[FileRow], words: str, texts: Callable[[FileRow], str]) -> list[FileRow]:
        """Rows of the chosen kind in which every word stands (white space parts them), `texts` of the units included."""
        sought = words.split()
        fits = [r for r in rows if _is(self.chosen)(r)]
        return [r for r in fits if all(w in f"{_words(r)}\n{texts(r)}" for w in sought)] if sought else fits


def _words(row: FileRow) -> str:
    return " ".join((*row.names, row.unit, row.first.basis, row.status_label, hint_of(row)))
