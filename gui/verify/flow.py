"""Room: gui. An OFD that was dropped or chosen, verified off the GUI thread, against a Word on wish."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.errors import LedgerError
from core.progress import Progress
from core.seal import Verdict
from gui.verify.page import VerifyPage

if TYPE_CHECKING:
    from gui.work_window import WorkArea

OFD_FILES = "OFD 版式文件 (*.ofd);;所有文件 (*)"
WORDS = "Word 文档 (*.docx *.doc *.wps);;所有文件 (*)"
WORD_ENDINGS = (".docx", ".doc", ".wps")
FOLDER = "verify_folder"


def sort_dropped(places: Sequence[str]) -> tuple[str, str, tuple[str, ...]]:
    """(the OFD, the one Word that came with it, all others); "" for none. Without an OFD all are others."""
    ofd = next((p for p in places if p.lower().endswith(".ofd")), "")
    if not ofd:
        return "", "", tuple(places)
    words = [p for p in places if p.lower().endswith(WORD_ENDINGS)]
    word = words[0] if len(words) == 1 else ""
    return ofd, word, tuple(p for p in places if p not in (ofd, word))


def verify_file(area: "WorkArea", place: str = "", word: str = "") -> "VerifyFlow | None":
    """Open the page 验章 on `place`, else on what the user chooses."""
    settings = area.bench.store.settings
    place = place or area.dialogs.open_file("选择要验章的 OFD", settings.recall(FOLDER), OFD_FILES)
    if not place:
        return None
    settings.remember(FOLDER, folder_of(place))
    flow = VerifyFlow(area, place)
    flow.start(word)
    return flow


def name_of(place: str) -> str:
    return place.replace("\\", "/").rsplit("/", 1)[-1]


def folder_of(place: str) -> str:
    return place[: -len(name_of(place))].rstrip("/\\")


class VerifyFlow(QObject):
    def __init__(self, area: "WorkArea", place: str) -> None:
        self.page = VerifyPage(area.theme, name_of(place))
        super().__init__(self.page)
        self._area, self._place = area, place
        self._asked = 0
        page = self.page
        page.another_asked.connect(lambda: verify_file(area))
        page.compare_asked.connect(self.compare)
        page.show_asked.connect(lambda: area.dialogs.show(place))
        page.read_asked.connect(lambda: area.read_file(place))
        back = area.page_shown
        page.back_asked.connect(lambda: area.open_page(back))
        area.show_inner(page)

    def start(self, word: str = "") -> None:
        """Verify; `word` is the place of a Word to compare with, "" for none."""
        documents, place = self._area.bench.services.documents, self._place
        self._asked += 1
        asked = self._asked
        self.page.show_waiting()

        def job(progress: Progress) -> Verdict:
            progress.step(0, 0, f"正在核验 {name_of(place)}")
            return documents.verify(place, documents.read(word) if word else None)

        def done(verdict: Verdict) -> None:
            if self._wanted(asked):
                self.page.show_verdict(verdict, name_of(word))

        def failed(error: LedgerError) -> None:
            if self._wanted(asked):
                self.page.show_failure(error)

        self._area.bench.worker.run(job, done, failed, quiet=True)

    def compare(self) -> None:
        folder = self._area.bench.store.settings.recall(FOLDER)
        word = self._area.dialogs.open_file("选择随附的 Word", folder, WORDS)
        if word:
            self.start(word)

    def _wanted(self, asked: int) -> bool:
        """Nobody waits for a verdict whose page was left."""
        return asked == self._asked and self._area.stack.currentWidget() is self.page
