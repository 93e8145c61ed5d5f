"""下发 by clicking: who gets what, whole or own, the office's template, the list; asked first, cancelled, previewed."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from core.actions.directory import add_units
from core.document import paragraphs_of
from core.units import Unit
from gui.dispatch.page import DispatchPage
from gui.preview.page import PreviewPage
from main import TEMPLATE
from storage.documents.open import read_document
from tests.docx_builder import docx, p
from tests.gui.conftest import SAMPLES, Clerk, part
from tests.gui.test_units import office  # noqa: F401 - a fixture

NAMES = ("云岭县司法局", "云岭镇人民政府", "松溪街道办事处")


@pytest.fixture
def shown(office: Clerk) -> DispatchPage:  # noqa: F811
    office.bench.do(lambda s, now: add_units(s, [Unit(n) for n in NAMES], now))
    return opened(office)


def opened(clerk: Clerk) -> DispatchPage:
    page = clerk.work.open_page("dispatch")
    assert isinstance(page, DispatchPage)
    clerk.settle()
    return page


def units(page: DispatchPage) -> list[str]:
    return [f.unit.name for f in page.made.forms]


def written(folder: Path) -> list[str]:
    return sorted(f.name for f in folder.rglob("*") if f.is_file())


def test_every_unit_of_the_directory_is_listed_with_its_tasks(office: Clerk, shown: DispatchPage) -> None:  # noqa: F811
    assert units(shown) == list(NAMES)
    assert shown.context == "3 个单位 · 22 项任务"
    shown.forms.selectRow(1)
    form = shown.made.forms[1]
    assert shown.unit.text() == f"云岭镇人民政府：{form.tasks} 项"
    assert shown.tasks.rowCount() == form.tasks
    shown.choices.whole.click()
    office.settle()
    assert shown.tasks.rowCount() == 22


def test_names_that_reach_nobody_are_asked_about_before_anything_is_written(
    office: Clerk,  # noqa: F811
    shown: DispatchPage,
    tmp_path: Path,
) -> None:
    assert any(f.rule == "dispatch.unreached" for f in shown.made.findings)
    office.dialogs.yes = False
    office.press("dispatchWrite")
    assert len(office.dialogs.asked) == 1
    office.dialogs.yes = True
    office.dialogs.folders = [str(tmp_path / "out")]
    (tmp_path / "out").mkdir()
    part(shown, QLineEdit, "dispatchRound").setText("第一期")
    part(shown, QLineEdit, "dispatchDue").setText("7月10日")
    shown.look_again()
    office.settle()
    office.press("dispatchWrite")
    office.settle()
    assert written(tmp_path / "out") == [*(f"{n}{u}台账.docx" for n, u in enumerate(NAMES, 1)), "下发清单.docx"]
    (folder,) = (tmp_path / "out").iterdir()
    assert folder.name == "2026年台账下发（第一期）"
    assert office.dialogs.shown == [str(folder)]
    text = "".join(b.text for b in paragraphs_of(read_document(folder / "2云岭镇人民政府台账.docx").blocks))
    assert "第一期" in text
    assert "报送期限：2026年7月10日" in text


def test_the_offices_own_template_is_filled_and_previewed(
    office: Clerk,  # noqa: F811
    shown: DispatchPage,
    tmp_path: Path,
) -> None:
    office.dialogs.files = [str(tmp_path / "示例.docx"), str(tmp_path / "示例.docx")]
    office.press("sampleTemplate")
    assert (tmp_path / "示例.docx").read_bytes() == TEMPLATE.read_bytes()
    office.press("chooseTemplate")
    office.settle()
    assert shown.choices.own_form.isChecked()
    assert all(f.edits is not None for f in shown.made.forms)
    office.press("dispatchPreview")
    office.settle()
    assert isinstance(office.work.stack.currentWidget(), PreviewPage)
    opened(office)
    office.dialogs.folders = [str(tmp_path / "out")]
    office.press("dispatchWrite")
    office.settle()
    assert len(written(tmp_path / "out")) == 4


def test_a_wrong_template_is_told_and_the_standard_layout_stays(
    office: Clerk,  # noqa: F811
    shown: DispatchPage,
    tmp_path: Path,
) -> None:
    (tmp_path / "坏.docx").write_bytes(docx(p("没有表格")))
    office.dialogs.files = [str(tmp_path / "坏.docx")]
    told: list[str] = []
    office.bench.failed.connect(told.append)
    shown.choices.own_form.click()
    office.settle()
    assert "没有找到任务表" in told[0]
    assert shown.choices.standard.isChecked()
    assert all(f.edits is None for f in shown.made.forms)


def test_cancelling_leaves_no_file_behind(
    office: Clerk,  # noqa: F811
    shown: DispatchPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worker = office.bench.worker
    start = worker.run

    def cancelled(job, done, failed, quiet=False):  # type: ignore[no-untyped-def]
        def stopped(progress):  # type: ignore[no-untyped-def]
            progress.cancel()
            return job(progress)

        return start(stopped, done, failed, quiet)

    monkeypatch.setattr(worker, "run", cancelled)
    office.dialogs.folders = [str(tmp_path / "out")]
    (tmp_path / "out").mkdir()
    office.press("dispatchWrite")
    office.settle()
    assert written(tmp_path / "out") == []
    assert office.dialogs.shown == []


def test_a_second_hand_out_gets_a_folder_of_its_own(office: Clerk, shown: DispatchPage, tmp_path: Path) -> None:  # noqa: F811
    office.dialogs.folders = [str(tmp_path / "out")] * 2
    shown.choices.cover.setCurrentIndex(2)
    for _ in range(2):
        office.press("dispatchWrite")
        office.settle()
    assert sorted(f.name for f in (tmp_path / "out").iterdir()) == ["2026年台账下发", "2026年台账下发-2"]
    assert "下发清单.docx" not in written(tmp_path / "out")


def test_a_plan_file_is_handed_out_without_being_imported(office: Clerk, shown: DispatchPage) -> None:  # noqa: F811
    shown.take_dropped([str(SAMPLES / "云岭县2026年政务公开工作要点.docx")])
    office.settle()
    assert shown.choices.source.text() == "文件：云岭县2026年政务公开工作要点.docx"
    assert len(office.bench.books) == 1
    office.press("dispatchBook")
    office.settle()
    assert shown.choices.source.text().startswith("打开的台账")


def test_without_a_directory_the_units_that_tasks_name_are_served(office: Clerk) -> None:  # noqa: F811
    page = opened(office)
    assert "云岭县司法局" in units(page)
    assert "名录还是空的" in page.told.text()
    office.press("toUnits")
    assert office.work.page_shown == "units"


def test_what_a_unit_gets_it_can_import(
    office: Clerk,  # noqa: F811
    shown: DispatchPage,
    tmp_path: Path,
) -> None:
    shown.choices.whole.click()
    office.settle()
    office.dialogs.folders = [str(tmp_path / "out")]
    office.press("dispatchWrite")
    office.settle()
    (form,) = (tmp_path / "out").rglob("2*.docx")
    office.read_file(form)
    assert office.there(QWidget, "previewPage")
