"""Room: gui. 回头看: last year's tasks that were not done, on the screen and as a file."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from core.plan.last_year import HEADINGS, LookBackRow, cells_of
from gui.theme import Theme
from gui.widgets import WITHIN, button, column, label, line

WIDTHS_EM = (3.4, 0, 8, 11, 7, 5.5, 11, 7)


class LookBackView(QWidget):
    export_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("lookBackView")
        self._theme = theme
        box = column(self, spacing=WITHIN)
        self.words = label("", "muted", "lookBackWords", wrap=True)
        self.export = button("导出清单…", "exportLookBack", self.export_asked.emit)
        row = line(self.words, self.export)
        row.setStretch(0, 1)
        box.addLayout(row)
        self.table = QTableWidget(0, len(HEADINGS))
        self.table.setObjectName("lookBackTable")
        self.table.setAccessibleName("上年未完成任务")
        self.table.setHorizontalHeaderLabels(HEADINGS)  # pyright: ignore[reportUnknownMemberType]
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().setVisible(False)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, width in enumerate(WIDTHS_EM):
            if width:
                header.resizeSection(at, round(width * theme.base_px))
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        box.addWidget(self.table, 1)

    def show_rows(self, rows: Sequence[LookBackRow] | None, year: int | None) -> None:
        """None: no ledger of last year is chosen."""
        self.table.setRowCount(0)
        self.export.setEnabled(bool(rows))
        if rows is None:
            self.words.setText("先在“对照上年”里选一份上年的台账。")
            return
        told = (
            f"{year or '上年'}年台账里还有 {len(rows)} 项没有办结。"
            if rows
            else "上年的任务都已办结，没有需要回头看的。"
        )
        self.words.setText(told)
        self.table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column_at, text in enumerate(cells_of(row)):
                item = QTableWidgetItem(" ".join(text.split()))
                item.setToolTip(text)
                self.table.setItem(at, column_at, item)
            self.table.setRowHeight(at, round(self._theme.base_px * 3.2))
