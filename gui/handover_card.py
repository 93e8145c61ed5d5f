"""Room: gui. 工作交接 on the page 资料与备份: who hands over to whom, then one file with a list to sign."""

from PySide6.QtWidgets import QFrame

from core.actions.handing_over import gather_handover, hand_over
from core.errors import LedgerError
from core.handover import ENDING
from core.progress import Progress
from gui.dialogs import Dialogs
from gui.registers.kit import kit_of
from gui.widgets import EDGE, Committing, button, column, label, line
from gui.workbench import Workbench

WORDS = "换人时把全部数据、原文件和未办事项写成一个文件，附交接清单（Word）供双方签字。接手人在新电脑第一次启动时选“接收交接文件”。"


class HandoverCard(QFrame):
    def __init__(self, bench: Workbench, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("handoverCard")
        self.setProperty("look", "card")
        self._bench, self._dialogs = bench, dialogs
        box = column(self, (EDGE, 12, EDGE, 12), 8)
        box.addWidget(label("工作交接", "panel"))
        box.addWidget(label(WORDS, "muted", wrap=True))
        self.people = [
            Committing(f"handover_{key}", words, words)
            for key, words in (("giver", "移交人"), ("taker", "接手人"), ("witness", "监交人"))
        ]
        self.people[0].setText(bench.settings.contact)
        write = button("写出交接文件…", "handOverButton", self._write)
        box.addLayout(line(*self.people, write))

    def _write(self) -> None:
        bench = self._bench
        proposed = f"{bench.unit}工作交接{bench.today:%Y%m%d}{ENDING}"
        place = self._dialogs.save_file("写出交接文件", proposed, f"交接文件 (*{ENDING})")
        if not place:
            return
        place = place if place.endswith(ENDING) else place + ENDING
        giver, taker, witness = (edit.text().strip() for edit in self.people)
        services, store, now = bench.services, bench.store, bench.now
        kit = kit_of(bench)

        def job(progress: Progress) -> tuple[str, ...]:
            progress.step(0, 0, "正在写出交接文件并读回核对")
            people = (giver, taker, witness)
            handover = gather_handover(store, kit, now.date(), people, services.add_working_days)
            return hand_over(store, services.documents, handover, place, now)

        def done(lost: tuple[str, ...]) -> None:
            missing = f"有 {len(lost)} 份留存的原文件已丢失，没有包含在内。" if lost else ""
            bench.told.emit(f"已写出交接文件和交接清单，已读回核对：{place}。{missing}本机数据没有改动。")

        def failed(error: LedgerError) -> None:
            bench.failed.emit(error.message)

        bench.worker.run(job, done, failed)
