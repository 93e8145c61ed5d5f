"""Room: gui. 资料与备份: the ledgers that are kept, the copies of them, and the way back to one."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from core.actions.importing import remove_book
from core.backup import BackupCopy, BackupReason
from core.errors import LedgerError
from core.progress import Progress
from gui.dialogs import Dialogs
from gui.handover_card import HandoverCard
from gui.restoring import offer_restore
from gui.start.rescue import copy_words
from gui.widgets import BETWEEN, EDGE, button, column, emptied, frame, label, line, scrolled
from gui.workbench import Workbench


class DataPage(QWidget):
    title = "资料与备份"

    def __init__(self, bench: Workbench, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("dataPage")
        self._bench, self._dialogs = bench, dialogs
        inner = QWidget()
        box = column(inner, (EDGE, 12, EDGE, 12), BETWEEN)
        box.addWidget(self._books_card())
        box.addWidget(self._backups_card())
        box.addWidget(HandoverCard(bench, dialogs))
        box.addStretch(1)
        column(self).addWidget(scrolled(inner))
        self.bar = [button("立即备份", "backUpButton", self._back_up, "primary")]
        bench.book_read.connect(self._show_books)
        bench.saved.connect(self._show_copies)

    @property
    def context(self) -> str:
        return self._bench.store.folder

    def _books_card(self) -> QWidget:
        card = frame("card")
        box = column(card, (EDGE, 12, EDGE, 12), 6)
        box.addWidget(label("台账", "panel"))
        holder = QWidget()
        self._books = column(holder, spacing=4)
        box.addWidget(holder)
        open_folder = button("打开数据文件夹", "openFolderButton", lambda: self._dialogs.show(self._bench.store.folder))
        box.addLayout(line(open_folder, 1))
        return card

    def _backups_card(self) -> QWidget:
        card = frame("card")
        box = column(card, (EDGE, 12, EDGE, 12), 8)
        box.addWidget(label("备份", "panel"))
        kept = "启动、退出和导入前自动备份；保留最近 7 天、4 周、12 个月各一份。备份最好放在另一块磁盘或 U 盘上。"
        box.addWidget(label(kept, "muted", wrap=True))
        self.copies = QListWidget()
        self.copies.setObjectName("copiesList")
        self.copies.setAccessibleName("备份列表")
        self.copies.setMinimumHeight(180)
        box.addWidget(self.copies)
        elsewhere = button("备份到其他文件夹…", "backUpElsewhereButton", self._back_up_elsewhere)
        box.addLayout(line(button("恢复所选备份…", "restoreButton", self._restore), elsewhere, 1))
        return card

    def refresh(self) -> None:
        self._show_books()
        self._show_copies()

    def _show_books(self) -> None:
        emptied(self._books)
        for book in self._bench.books:
            shown = self._bench.book is not None and book.book_id == self._bench.book.book_id
            words = f"{book.title or book.original_name}{'（正在使用）' if shown else ''}"
            use = button("打开", "useBookButton", partial(self._bench.read_books, book.book_id), "link")
            use.setEnabled(not shown)
            drop = button("删除…", "removeBookButton", partial(self._remove, book.book_id, book.title), "link")
            name = label(words, wrap=True)
            row = line(name, use, drop)
            row.setStretch(0, 1)
            self._books.addLayout(row)
        if not self._bench.books:
            self._books.addWidget(label("还没有导入台账。", "muted"))

    def _show_copies(self) -> None:
        self.copies.clear()
        for copy in self._bench.store.backups.copies():
            item = QListWidgetItem(copy_words(copy))
            item.setData(Qt.ItemDataRole.UserRole, copy.place)
            self.copies.addItem(item)
        if self.copies.count():
            self.copies.setCurrentRow(0)

    def _back_up(self, folder: str = "") -> None:
        store, now = self._bench.store, self._bench.now

        def job(progress: Progress) -> BackupCopy | None:
            progress.step(0, 0, "正在备份")
            return store.backups.make(BackupReason.MANUAL, now, folder)

        def done(copy: BackupCopy | None) -> None:
            if copy:
                lost = f"有 {len(copy.missing)} 份佐证材料没有找到。" if copy.missing else ""
                self._bench.told.emit(f"已备份到 {copy.place}，已打开核对。{lost}")
            self._bench.saved.emit()

        def failed(error: LedgerError) -> None:
            self._bench.failed.emit(error.message)

        self._bench.worker.run(job, done, failed)

    def _back_up_elsewhere(self) -> None:
        folder = self._dialogs.choose_folder("备份到哪个文件夹")
        if folder:
            self._back_up(folder)

    def _restore(self) -> None:
        if not self.copies.selectedItems():
            return
        item = self.copies.selectedItems()[0]
        place = item.data(Qt.ItemDataRole.UserRole)
        offer_restore(self._bench, self._dialogs, place, item.text())

    def _remove(self, book_id: int, title: str) -> None:
        happens = "连同填写的进展、记录和期次一起删除。删除前自动备份，也可以按 Ctrl+Z 撤销。"
        if self._dialogs.confirm(f"删除《{title}》？", happens, "删除"):
            self._bench.do(lambda s, now: remove_book(s, book_id, now), f"已删除《{title}》，按 Ctrl+Z 可以撤销。")
