"""Room: gui. The way back to a backup: ask, restore, show what is there now."""

from core.errors import LedgerError
from gui.dialogs import Dialogs
from gui.start.rescue import copy_words
from gui.workbench import Workbench

HAPPENS = "台账会回到这份备份时的样子。恢复前先把现在的数据另存一份，可以再恢复回来。"


def offer_restore(bench: Workbench, dialogs: Dialogs, place: str, words: str) -> None:
    """Ask, restore, show what is there now."""
    if not dialogs.confirm(f"恢复 {words}？", HAPPENS, "恢复"):
        return
    try:
        safety = bench.store.backups.restore(place, bench.now)
    except LedgerError as e:
        bench.failed.emit(e.message)
        return
    bench.settings = bench.store.settings.get()
    bench.read_books()
    bench.saved.emit()
    bench.told.emit(f"已恢复。恢复前的数据存为 {copy_words(safety)}。")
