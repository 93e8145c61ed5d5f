"""Room: gui. Columns mended by hand: each column's heading, a few of its texts, and what it means."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QSpinBox, QTableWidget, QTableWidgetItem

from core.actions.previewing import Preview
from core.ledger.headings import COLUMN_LABELS, Column
from core.ledger.mending import Mending, header_seen
from gui.widgets import EDGE, button, column, label, line

CHOICES = tuple(c for c in Column if c not in (Column.OTHER, Column.TASK))


class ColumnMending(QFrame):
    mended = Signal(object)

    def __init__(self, found: Preview) -> None:
        super().__init__()
        self.setObjectName("columnMending")
        self.setProperty("look", "card")
        box = column(self, (EDGE, 10, EDGE, 10), 8)
        box.addWidget(label("逐列指定", "panel"))
        self.header_row = QSpinBox()
        self.header_row.setObjectName("headerRowBox")
        self.header_row.setAccessibleName("表头在第几行")
        self.header_row.setPrefix("表头在第 ")
        self.header_row.setSuffix(" 行")
        self.header_row.setMinimum(1)
        self.header_row.setMaximum(60)
        self.header_row.valueChanged.connect(self._point)
        again = button("恢复自动识别", "automaticButton", lambda: self.mended.emit(None), "link")
        use = button("按此重新读取", "applyMendingButton", self._apply)
        box.addLayout(line(self.header_row, 1, again, use))
        self.grid = QTableWidget()
        self.grid.setObjectName("mendGrid")
        self.grid.setAccessibleName("各列的含义")
        self.grid.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.grid.setTabKeyNavigation(False)
        self.grid.horizontalHeader().setVisible(False)
        self.grid.verticalHeader().setVisible(False)
        self.grid.setWordWrap(False)
        self.grid.setMinimumHeight(210)
        box.addWidget(self.grid)
        self.choices: list[QComboBox] = []
        self.show_found(found)

    def show_found(self, found: Preview) -> None:
        self._found, self._seen = found, found.header
        if self._seen:
            self.header_row.blockSignals(True)
            self.header_row.setValue(self._seen.row + 1)
            self.header_row.blockSignals(False)
        self._fill()

    def _point(self, row: int) -> None:
        table = self._seen.table if self._seen else 0
        self._seen = header_seen(self._found.document, table, row - 1)
        self._fill()

    def _fill(self) -> None:
        seen = self._seen
        self.grid.clear()
        self.choices = []
        if seen is None:
            return
        chosen = self._found.mending.meaning if self._found.mending else seen.meaning
        self.grid.setColumnCount(len(seen.headings))
        self.grid.setRowCount(2 + len(seen.samples))
        for col, heading in enumerate(seen.headings):
            self.grid.setCellWidget(0, col, self._choice(col, chosen.get(col)))
            self.grid.setColumnWidth(col, 132)
            for row, text in enumerate((heading, *(sample[col] for sample in seen.samples)), 1):
                item = QTableWidgetItem(" ".join(text.split()))
                item.setToolTip(text)
                self.grid.setItem(row, col, item)

    def _choice(self, col: int, meaning: Column | None) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"columnMeaning{col}")
        box.setAccessibleName(f"第{col + 1}列是")
        box.addItem("不读取", None)
        for column_ in CHOICES:
            box.addItem(COLUMN_LABELS[column_], column_)
        meant = Column.TOPIC if meaning is Column.TASK else meaning
        box.setCurrentIndex(CHOICES.index(meant) + 1 if meant in CHOICES else 0)
        self.choices.append(box)
        return box

    def _apply(self) -> None:
        seen = self._seen
        if seen is None:
            return
        meaning = {
            col: CHOICES[box.currentIndex() - 1] if box.currentIndex() else None for col, box in enumerate(self.choices)
        }
        self.mended.emit(Mending(seen.table, seen.row, seen.header_rows, meaning))
