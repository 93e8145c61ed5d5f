"""Room: gui. 内部任务分工表: write one a desk, read one back."""

import os

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from core.actions.desks import DeskChanges, hand_out, read_desks
from core.errors import LedgerError
from core.progress import Progress
from gui.dialogs import Dialogs
from gui.widgets import EDGE, button, column, label, line
from gui.workbench import Workbench


class DesksCard(QFrame):
    read = Signal(object, str)  # DeskChanges, the file's name

    def __init__(self, bench: Workbench, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("desksCard")
        self.setProperty("look", "card")
        self._bench, self._dialogs = bench, dialogs
        box = column(self, (EDGE, 10, EDGE, 12), 6)
        box.addWidget(label("内部任务分工表", "panel"))
        words = (
            "按承办股室各写一份（Word 和 Excel），填好后读回：承办人、内部时限和落实情况先列出不同，确认后再写入台账。"
        )
        box.addWidget(label(words, "muted", wrap=True))
        write = button("按股室导出分工表…", "writeDesksButton", self._write)
        back = button("读回分工表…", "readDesksButton", self._read)
        box.addLayout(line(write, back, 1))

    def _write(self) -> None:
        book, bench = self._bench.book, self._bench
        folder = self._dialogs.choose_folder("分工表导出到哪个文件夹") if book else ""
        if book is None or not folder:
            return
        store, documents, today = bench.store, bench.services.documents, bench.today

        def job(progress: Progress) -> tuple[str, ...]:
            return hand_out(store, documents, book.book_id, folder, os.path.exists, today, progress)

        def done(places: tuple[str, ...]) -> None:
            bench.told.emit(f"已在 {folder} 写出 {len(places)} 个文件。")
            self._dialogs.show(folder)

        bench.worker.run(job, done, self._failed)

    def _read(self) -> None:
        book, bench = self._bench.book, self._bench
        place = self._dialogs.open_file("选择填好的分工表") if book else ""
        if book is None or not place:
            return
        store, documents, year = bench.store, bench.services.documents, bench.year
        name = place.replace("\\", "/").rsplit("/", 1)[-1]

        def job(progress: Progress) -> DeskChanges:
            progress.step(0, 0, f"正在读取 {name}")
            return read_desks(store, documents, book.book_id, place, year)

        bench.worker.run(job, lambda changes: self.read.emit(changes, name), self._failed)

    def _failed(self, error: LedgerError) -> None:
        self._bench.failed.emit(error.message)
