"""Room: gui. Writes what was chosen beside 汇总台账 off the GUI thread; charts are painted before, on it."""

import os

from core.actions.summary_out import SummaryWish, waiting_deductions, write_summary_files
from core.chart import BarChart, StepChart
from core.errors import LedgerError
from core.intake.charting import intake_charts
from core.intake.returned import Intake
from core.ledger.fill import safe_name
from gui.charts import as_png, as_svg
from gui.dialogs import Dialogs
from gui.summary.desk import SummaryDesk
from gui.summary.out_side import OutSide
from gui.theme import Theme
from gui.workbench import Workbench

PICTURE = "PNG 图片 (*.png);;SVG 矢量图 (*.svg)"
PAINT = {".png": as_png, ".svg": as_svg}


class SummaryOutgoing:
    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs, desk: SummaryDesk) -> None:
        self._bench, self._theme, self._dialogs, self._desk = bench, theme, dialogs, desk

    def write(self, out: OutSide) -> None:
        bench, desk = self._bench, self._desk
        intake, own, settings = desk.intake, desk.own, bench.store.settings
        folder = self._dialogs.choose_folder("汇总写到哪个文件夹", settings.recall("export_folder"))
        if not folder or intake is None or own is None:
            return
        settings.remember("export_folder", folder)
        wish = self._wish(folder, out, intake)
        documents = bench.services.documents

        def done(places: tuple[str, ...]) -> None:
            out.show_written(places, folder)
            bench.told.emit(f"已写出 {len(places)} 个文件，在 {folder}。")

        bench.worker.run(lambda p: write_summary_files(documents, intake, own, wish, p), done, self._fail)

    def _wish(self, folder: str, out: OutSide, intake: Intake) -> SummaryWish:
        desk = self._desk
        return SummaryWish(
            folder=folder,
            workbook=out.workbook.isChecked(),
            by_task=out.chosen(out.by_task),
            digest=out.chosen(out.digest),
            pictures=self._pictures(out.chosen(out.pictures), intake),
            exists=os.path.exists,
            deductions=waiting_deductions(self._bench.store, desk.book_id, desk.round),
        )

    def _pictures(self, endings: tuple[str, ...], intake: Intake) -> list[tuple[str, bytes]]:
        return [
            (f"{safe_name(chart.title)}{ending}", PAINT[ending](chart, self._theme))
            for chart in (intake_charts(intake) if endings else ())
            for ending in endings
        ]

    def save_chart(self, chart: object) -> None:
        if not isinstance(chart, BarChart | StepChart):
            return
        settings, documents = self._bench.store.settings, self._bench.services.documents
        folder, name = settings.recall("export_folder"), f"{safe_name(chart.title)}.png"
        place = self._dialogs.save_file("保存到", f"{folder}/{name}" if folder else name, PICTURE)
        if not place:
            return
        settings.remember("export_folder", place.replace("\\", "/").rpartition("/")[0])
        ending = ".svg" if place.lower().endswith(".svg") else ".png"
        place = place if place.lower().endswith(ending) else place + ending
        data = PAINT[ending](chart, self._theme)
        told = f"已写出「{place.replace(chr(92), '/').rpartition('/')[2]}」。"
        self._bench.worker.run(
            lambda p: documents.write(place, data), lambda d: self._bench.told.emit(told), self._fail
        )

    def _fail(self, error: LedgerError) -> None:
        self._bench.failed.emit(error.message)
