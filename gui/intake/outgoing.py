"""Room: gui. What goes out of 收件: who is to be reminded, what each unit is to mend, charts as pictures."""

from collections.abc import Callable, Sequence
from datetime import date

from core.actions.documents import Documents
from core.chart import Chart
from core.errors import LedgerError
from core.finding import Finding
from core.intake.correction import returned_for_correction, to_mend
from core.intake.drafts import reminder_document
from core.intake.returned import Intake, UnitReturn
from core.ledger.fill import safe_name
from core.progress import Progress
from gui.charts import as_png, as_svg
from gui.dialogs import Dialogs
from gui.intake.desk import IntakeDesk
from gui.intake.send_back_page import usual_points
from gui.theme import Theme
from gui.workbench import Workbench

WORD = "Word 文档 (*.docx)"
PICTURE = "PNG 图片 (*.png);;SVG 矢量图 (*.svg)"


class Outgoing:
    def __init__(self, bench: Workbench, dialogs: Dialogs, desk: IntakeDesk) -> None:
        self._bench, self._dialogs, self._desk = bench, dialogs, desk

    @property
    def anything_to_mend(self) -> bool:
        return any(usual_points(u) for u in self._desk.intake.back) if self._desk.intake else False

    def remind(self) -> None:
        intake = self._desk.intake
        if intake is None:
            return
        place = self._ask_place(f"{intake.terms.round}催报名单.docx", WORD)
        if place:
            document = reminder_document(intake, self._desk.known_units)
            self._write(
                lambda documents: documents.convert(document, place), place, f"，共 {len(intake.missing)} 个单位"
            )

    def unit_to_mend(self, name: str) -> UnitReturn | None:
        """None where there is nothing to send back, which is told."""
        intake = self._desk.intake
        found = next((u for u in intake.units if u.name == name), None) if intake else None
        if found is None or not to_mend(found):
            self._bench.told.emit(f"{name}没有需要修改的地方，不用写退回修改单。")
            return None
        return found

    def send_back(self, unit: UnitReturn, points: Sequence[Finding], until: date | None) -> None:
        """The chosen points as a Word, which the unit's own window reads again."""
        intake = self._desk.intake
        place = self._ask_place(f"{safe_name(f'退回修改单-{unit.name}')}.docx", WORD) if intake else ""
        if place and intake:
            document = returned_for_correction(unit, intake, points, until)
            self._write(lambda documents: documents.convert(document, place), place, f"，共 {len(points)} 条")

    def send_back_all(self) -> None:
        intake = self._desk.intake
        settings = self._bench.store.settings
        folder = intake and self._dialogs.choose_folder("退回修改单写到哪个文件夹", settings.recall("export_folder"))
        if not folder or intake is None:
            return
        settings.remember("export_folder", folder)
        documents = self._bench.services.documents

        def done(count: int) -> None:
            self._bench.told.emit(f"已写出 {count} 份退回修改单，在 {folder}。")

        self._bench.worker.run(lambda progress: _write_all(documents, intake, folder, progress), done, self._fail)

    def save_chart(self, chart: Chart, theme: Theme) -> None:
        place = self._ask_place(f"{safe_name(chart.title)}.png", PICTURE)
        if place:
            vector = place.lower().endswith(".svg")
            place = place if vector or place.lower().endswith(".png") else f"{place}.png"
            data = as_svg(chart, theme) if vector else as_png(chart, theme)
            self._write(lambda documents: documents.write(place, data), place)

    def _ask_place(self, name: str, kinds: str) -> str:
        folder = self._bench.store.settings.recall("export_folder")
        place = self._dialogs.save_file("保存到", f"{folder}/{name}" if folder else name, kinds)
        if place:
            self._bench.store.settings.remember("export_folder", place.replace("\\", "/").rpartition("/")[0])
        return place

    def _write(self, write: Callable[[Documents], object], place: str, more: str = "") -> None:
        documents = self._bench.services.documents
        name = place.replace("\\", "/").rpartition("/")[2]
        self._bench.worker.run(
            lambda progress: write(documents),
            lambda done: self._bench.told.emit(f"已写出「{name}」{more}。"),
            self._fail,
        )

    def _fail(self, error: LedgerError) -> None:
        self._bench.failed.emit(error.message)


def _write_all(documents: Documents, intake: Intake, folder: str, progress: Progress) -> int:
    units = [u for u in intake.back if usual_points(u)]
    for done, unit in enumerate(units):
        progress.step(done, len(units), f"正在写 {unit.name}")
        document = returned_for_correction(unit, intake, usual_points(unit))
        documents.convert(document, f"{folder}/{safe_name(f'退回修改单-{unit.name}')}.docx")
    return len(units)
