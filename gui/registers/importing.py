"""Room: gui. Before an import: what each column of the table means, what would be new, changed, not understood."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from core.actions.registering import ImportPlan
from core.registers.register import Register, plain
from core.registers.table import ReadEntries
from gui.signals import on_any
from gui.widgets import EDGE, button, column, frame, label, scrolled

MOST_PROBLEMS = 30
COLUMNS = ("原表列名", "第一行的内容", "存为")


class ImportEntriesPage(QWidget):
    """`mapped` carries heading (`plain`) → field key ("" = leave out) whenever a choice was changed."""

    mapped = Signal(object)
    agreed = Signal()
    cancelled = Signal()

    def __init__(self, register: Register, name: str) -> None:
        super().__init__()
        self.setObjectName("importEntriesPage")
        self.title = f"导入{register.title}"
        self.context = name
        self._register = register
        self.agree = button("导入", "importEntriesAgree", self.agreed.emit, "primary")
        self.bar: list[QWidget] = [button("取消", "importEntriesCancel", self.cancelled.emit), self.agree]
        inner = QWidget()
        box = column(inner, (EDGE, 12, EDGE, 12), 10)
        column(self).addWidget(scrolled(inner))
        self.words = label(look="bold", name="importEntriesWords", wrap=True)
        box.addWidget(self.words)
        box.addWidget(
            label("下面是原表的各列。认错的请改“存为”；改过一次，以后同样的列名照此读取。", "muted", wrap=True)
        )
        self.grid = QTableWidget(0, len(COLUMNS))
        self.grid.setObjectName("mapGrid")
        self.grid.setAccessibleName("各列的含义")
        self.grid.setHorizontalHeaderLabels(COLUMNS)  # pyright: ignore[reportUnknownMemberType]
        self.grid.verticalHeader().hide()
        self.grid.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.grid.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from choice to choice
        self.grid.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.grid.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.grid.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for at, width in ((0, 200), (2, 220)):
            self.grid.setColumnWidth(at, width)
        box.addWidget(self.grid)
        self._problems = frame("warning", "importProblems")
        self.problem_words = label(wrap=True)
        column(self._problems, (10, 6, 8, 6)).addWidget(self.problem_words)
        box.addWidget(self._problems)
        box.addStretch(1)
        self.choices: list[QComboBox] = []

    def show_read(self, read: ReadEntries, planned: ImportPlan, samples: Mapping[int, str]) -> None:
        item = self._register.item
        parts = [
            f"新增 {len(planned.new)} {item}",
            f"修改 {len(planned.changed)} {item}",
            f"没有变化 {planned.same} {item}",
        ]
        self.words.setText(
            f"读到 {len(read.rows)} 行：{'，'.join(parts)}。还没有存入，点“导入”后才存。"
            if read.rows
            else "认出的列不足两列，还没有读到内容。请在下面指定各列存为什么。"
        )
        count = len(planned.new) + len(planned.changed)
        self.agree.setText(f"导入 {count} {item}" if count else "没有可导入的")
        self.agree.setEnabled(count > 0)
        if not self.choices:
            self._fill(read, samples)
        told = planned.problems[:MOST_PROBLEMS]
        more = f"\n另有 {len(planned.problems) - len(told)} 处。" if len(planned.problems) > len(told) else ""
        self.problem_words.setText("\n".join(told) + more)
        self._problems.setVisible(bool(told))

    def _fill(self, read: ReadEntries, samples: Mapping[int, str]) -> None:
        self.grid.setRowCount(len(read.headings))
        for at, heading in enumerate(read.headings):
            choice = QComboBox()
            choice.setObjectName(f"mapColumn{at}")
            choice.setAccessibleName(f"“{heading}”存为")
            choice.addItem("（不导入）", "")
            for field in self._register.fields:
                choice.addItem(field.label, field.key)
            choice.setCurrentIndex(max(0, choice.findData(read.mapping.get(at, ""))))
            on_any(choice.activated, lambda: self._tell(read))
            self.choices.append(choice)
            self.grid.setItem(at, 0, QTableWidgetItem(heading))
            self.grid.setItem(at, 1, QTableWidgetItem(samples.get(at, "")))
            self.grid.setCellWidget(at, 2, choice)
        self.grid.resizeRowsToContents()
        height = self.grid.horizontalHeader().height() + sum(map(self.grid.rowHeight, range(len(read.headings)))) + 4
        self.grid.setMinimumHeight(min(height, 420))

    def _tell(self, read: ReadEntries) -> None:
        self.mapped.emit(
            {
                plain(heading): str(box.currentData() or "")
                for heading, box in zip(read.headings, self.choices, strict=True)
            }
        )
