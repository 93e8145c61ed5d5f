"""Room: gui. Which tasks of the round are shown: all, those to write, written, with hints, incomplete; the charts."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from core.intake.by_task import DigestState, TaskLine
from gui.chips import Chips

ALL, TO_WRITE, WRITTEN, FLAGGED, SHORT, UPDATED, CHARTS = (
    "",
    "to_write",
    "written",
    "flagged",
    "short",
    "updated",
    "charts",
)
LABELS = {
    ALL: "全部",
    TO_WRITE: "待写",
    WRITTEN: "已写",
    FLAGGED: "有提示",
    SHORT: "未报齐",
    UPDATED: "来源已更新",
    CHARTS: "图表",
}
HINTS = {
    TO_WRITE: "有单位填报，本期综合稿还没有写",
    SHORT: "应报的单位没有都填",
    UPDATED: "引用的句子，单位后来又改了",
}
TESTS: dict[str, Callable[[TaskLine], bool]] = {
    ALL: lambda r: True,
    TO_WRITE: lambda r: r.to_write,
    WRITTEN: lambda r: r.digest is DigestState.WRITTEN,
    FLAGGED: lambda r: bool(r.findings),
    SHORT: lambda r: r.short,
    UPDATED: lambda r: r.updated > 0,
    CHARTS: lambda r: True,
}


class SummaryChips(Chips[str]):
    chosen_changed = Signal()

    def __init__(self) -> None:
        super().__init__(self.choose, "summaryChips")
        self.chosen = ALL
        for key, words in LABELS.items():
            self.add(key, words, f"summaryChip_{key or 'all'}", HINTS.get(key, ""))

    def choose(self, key: str) -> None:
        super().choose(key)
        if key != self.chosen:
            self.chosen = key
            self.chosen_changed.emit()

    def show_counts(self, lines: Sequence[TaskLine]) -> None:
        """Chips that would show nothing are left out; the chosen one stays."""
        for key in LABELS:
            if key != CHARTS:
                count = sum(map(TESTS[key], lines))
                self.show_count(key, count, bool(count) or key in (ALL, self.chosen))

    def kept(
        self, lines: Sequence[TaskLine], words: str, searched: Callable[[TaskLine], str], always: int
    ) -> list[TaskLine]:
        """`always`: the task that is being worked on stays, although it no longer fits."""
        sought = words.casefold().split()
        fits = [r for r in lines if TESTS[self.chosen](r) or r.task.task_id == always]
        return [r for r in fits if all(w in searched(r).casefold() for w in sought)] if sought else fits
