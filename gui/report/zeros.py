"""Room: gui. Below a sheet: how many cells are blank, 「确认无数据的填 0」 with who says so, and totals to fill in."""

from PySide6.QtWidgets import QWidget

from gui.report.desk import ReportDesk
from gui.widgets import Committing, button, column, frame, label, line


class ZerosRow(QWidget):
    def __init__(self, desk: ReportDesk, section: int) -> None:
        super().__init__()
        self._desk, self._section = desk, section
        box = column(self, spacing=4)
        self.words = label(look="muted", name=f"blankWords{section}", wrap=True)
        self.ask = button("确认无数据的填 0…", f"zerosButton{section}", self._open, "link")
        self.totals = button("", f"totalsButton{section}", self._fill_totals, "link")
        row = line(self.words, self.totals, self.ask)
        row.setStretch(0, 1)
        box.addLayout(row)
        self._asking = frame("hint", f"zerosAsk{section}")
        inside = column(self._asking, (10, 6, 8, 6), 4)
        self.question = label(wrap=True)
        inside.addWidget(self.question)
        self.who = Committing(f"zerosWho{section}", "由谁确认", "确认人姓名")
        agree = button("填 0", f"zerosAgree{section}", self._agree, "primary")
        stop = button("取消", f"zerosCancel{section}", self._asking.hide)
        inside.addLayout(line(label("确认人"), self.who, agree, stop, 1))
        self._asking.hide()
        box.addWidget(self._asking)

    def refresh(self) -> None:
        blank, totals = self._desk.blank_cells(self._section), self._desk.blank_totals()
        mine = {c: t for c, t in totals.items() if c in blank}
        self.ask.setVisible(bool(blank))
        self.totals.setVisible(bool(mine))
        self.totals.setText(f"填入算出的总计 {len(mine)} 格")
        paste = "可直接输入、方向键移动，从 Excel、WPS、Word 整块粘贴。"
        self.words.setText(f"还有 {len(blank)} 格空白，空白不会当作 0。" if blank else paste)
        if not blank:
            self._asking.hide()

    def _open(self) -> None:
        count = len(self._desk.blank_cells(self._section))
        self.question.setText(f"本表 {count} 个空白格确实没有数据，都填 0？会记下由谁、何时确认，可以撤销。")
        if not self.who.text():
            self.who.setText(self._desk.bench.settings.contact)
        self._asking.show()
        self.who.setFocus()

    def _agree(self) -> None:
        self._asking.hide()
        self._desk.fill_zeros(self._desk.blank_cells(self._section), self.who.text())

    def _fill_totals(self) -> None:
        blank = set(self._desk.blank_cells(self._section))
        mine = {c: t for c, t in self._desk.blank_totals().items() if c in blank}
        self._desk.put_cells(mine, "填入总计", f"已填入算出的总计 {len(mine)} 格。")
