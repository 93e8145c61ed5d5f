"""Room: gui. 导出 beside the list: what is written, in which formats; charts painted on the way."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from core.actions.summary_out import FORMATS
from gui.dialogs import Dialogs
from gui.signals import on_any
from gui.widgets import Flow, button, column, emptied, frame, label, line, scrolled

UPWARD = "综合稿就是本单位台账里各项的进展：向上级报送台账时，到“报送与导出”检查并导出，各项文字会填进去。"


class OutSide(QFrame):
    write_asked = Signal()
    back_asked = Signal()
    upward_asked = Signal()

    def __init__(self, dialogs: Dialogs, endings: frozenset[str]) -> None:
        super().__init__()
        self.setObjectName("summaryOut")
        self.setProperty("look", "card")
        self._dialogs = dialogs
        inner = QWidget()
        inner.setProperty("look", "surface")
        box = column(inner, (0, 0, 8, 0), 6)
        back = button("返回任务", "outBackButton", self.back_asked.emit, "link")
        box.addLayout(line(label("导出", "panel"), 1, back))
        self.workbook = self._choice(box, "汇总台账（Excel）", "outWorkbook", True)
        box.addWidget(
            label("各任务 × 各单位、报送情况、未报送、来件、问题清单（可点到原文），含综合稿一列。", "muted", wrap=True)
        )
        known = [e for e in FORMATS if e in endings]
        self.by_task = self._formats(box, "汇总（按任务）", "outByTask", known, ())
        self.digest = self._formats(box, "综合稿（按板块和任务）", "outDigest", known, (".docx",))
        self.pictures = self._formats(box, "图表", "outCharts", [".png", ".svg"], ())
        self.write = button("写到文件夹…", "outWriteButton", self.write_asked.emit, "primary")
        box.addSpacing(4)
        box.addLayout(line(self.write, 1))
        box.addWidget(label("同名文件不会被覆盖；中途取消不会留下写了一半的文件。", "muted", wrap=True))
        results = QWidget()
        self._results: QVBoxLayout = column(results, spacing=4)
        box.addWidget(results)
        box.addSpacing(6)
        box.addWidget(label("向上级报送", "bold"))
        box.addWidget(label(UPWARD, "muted", wrap=True))
        box.addLayout(line(button("去“报送与导出”", "outUpwardButton", self.upward_asked.emit, "link"), 1))
        box.addStretch(1)
        column(self, (12, 10, 4, 10)).addWidget(scrolled(inner, "summaryOutScroll"))
        self._let_write()

    def _choice(self, box: QVBoxLayout, words: str, name: str, checked: bool) -> QCheckBox:
        made = QCheckBox(words)
        made.setObjectName(name)
        made.setChecked(checked)
        on_any(made.toggled, self._let_write)
        box.addWidget(made)
        return made

    def _formats(
        self, box: QVBoxLayout, words: str, name: str, endings: Sequence[str], checked: Sequence[str]
    ) -> dict[str, QCheckBox]:
        box.addSpacing(4)
        box.addWidget(label(words, "bold"))
        holder = QWidget()
        flow = Flow(holder, 14)
        made: dict[str, QCheckBox] = {}
        for ending in endings:
            choice = made[ending] = QCheckBox(FORMATS.get(ending, ending[1:].upper()))
            choice.setObjectName(f"{name}{ending}")
            choice.setAccessibleName(f"{words}：{choice.text()}")
            choice.setChecked(ending in checked)
            on_any(choice.toggled, self._let_write)
            flow.addWidget(choice)
        box.addWidget(holder)
        return made

    def _let_write(self) -> None:
        if hasattr(self, "write"):
            every = (
                self.workbook,
                *(c for group in (self.by_task, self.digest, self.pictures) for c in group.values()),
            )
            self.write.setEnabled(any(c.isChecked() for c in every))

    @staticmethod
    def chosen(group: dict[str, QCheckBox]) -> tuple[str, ...]:
        return tuple(ending for ending, choice in group.items() if choice.isChecked())

    def show_written(self, places: Sequence[str], folder: str) -> None:
        emptied(self._results)
        done = frame("hint", "summaryWritten")
        box = column(done, (10, 8, 8, 8), 3)
        box.addWidget(label(f"已写出 {len(places)} 个文件", "bold"))
        for place in places:
            name = place.replace("\\", "/").rsplit("/", 1)[-1]
            show = button(name, "openWritten", lambda p=place: self._dialogs.show(p), "link", f"打开 {name}")
            box.addLayout(line(show, 1))
        box.addLayout(line(button("打开文件夹", "openWrittenFolder", lambda: self._dialogs.show(folder), "link"), 1))
        self._results.addWidget(done)
