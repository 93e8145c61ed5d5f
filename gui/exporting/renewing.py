"""Room: gui. After 读回修改后的 Word the copies that no longer match are written anew, and said so."""

import os

from core.actions.renewing import Renewed, endings_to_renew, freeze_renewed, renew_copies
from core.errors import LedgerError
from core.progress import Progress
from gui.workbench import Workbench


def renew_after_read_back(bench: Workbench, word: str) -> None:
    """Start writing them, where there are any; tells in the window what was written, or why nothing was."""
    round_ = bench.open_round
    if round_ is None or not endings_to_renew(round_, word):
        return
    store, documents, now = bench.store, bench.services.documents, bench.now

    def job(progress: Progress) -> Renewed:
        return renew_copies(store, documents, round_, word, os.path.exists, now, progress)

    def done(renewed: Renewed) -> None:
        if bench.do(lambda s, at: freeze_renewed(s, round_.round_id, renewed, at)):
            bench.told.emit(told(renewed))

    def failed(error: LedgerError) -> None:
        bench.failed.emit(f"进展已读回，但版式文件没有重新写出，原来的版式文件与 Word 不再一致。{error.message}")

    bench.worker.run(job, done, failed)


def told(renewed: Renewed) -> str:
    names = "、".join(place.replace("\\", "/").rsplit("/", 1)[-1] for place in renewed.copies)
    words = f"已按修改后的 Word 重新写出 {names}，版本码 {renewed.version_code}。"
    if renewed.beside:
        words += f"原来的{'、'.join(renewed.beside)}可能已盖章，没有覆盖，与现在的 Word 不再一致。"
    return words
