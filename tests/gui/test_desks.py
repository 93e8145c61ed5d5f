"""The internal division table: written for every desk, filled in elsewhere, read back change by change."""

from datetime import date
from pathlib import Path

from docx import Document as open_docx
from PySide6.QtWidgets import QCheckBox, QWidget

from core.actions.recording import Assignment, assign
from tests.gui.conftest import Clerk, part


def handed_out(clerk: Clerk, folder: Path) -> None:
    ids = {r.task.number: r.task.task_id for r in clerk.bench.rows}
    clerk.bench.do(lambda s, now: assign(s, [ids[4], ids[5]], Assignment("社会事务办"), now))
    clerk.bench.do(lambda s, now: assign(s, [ids[6]], Assignment("财政所"), now))
    clerk.work.open_page("export")
    clerk.dialogs.folders.append(str(folder))
    clerk.press("writeDesksButton")
    clerk.settle()


def returned(folder: Path) -> Path:
    """The desk filled in a handler, a day and what it did for task 5, and left task 4 as it was."""
    place = folder / "云岭镇人民政府内部任务分工表（社会事务办）.docx"
    document = open_docx(str(place))
    row = next(r for r in document.tables[0].rows if r.cells[0].text == "5")
    row.cells[5].text, row.cells[6].text, row.cells[7].text = "王丽", "9月15日", "已公开12条。"
    document.save(str(place))
    return place


def test_every_desk_gets_its_own_table_and_one_shows_all(clerk: Clerk, tmp_path: Path) -> None:
    handed_out(clerk, tmp_path)
    names = {p.name for p in tmp_path.glob("*.docx")}
    assert names == {f"云岭镇人民政府内部任务分工表（{d}）.docx" for d in ("全部", "社会事务办", "财政所")}
    rows = open_docx(str(tmp_path / "云岭镇人民政府内部任务分工表（社会事务办）.docx")).tables[0].rows
    assert [r.cells[0].text for r in rows] == ["序号", "4", "5"]


def test_what_a_desk_filled_in_is_shown_before_it_is_taken(clerk: Clerk, tmp_path: Path) -> None:
    handed_out(clerk, tmp_path)
    clerk.dialogs.files.append(str(returned(tmp_path)))
    clerk.press("readDesksButton")
    clerk.wait(lambda: clerk.there(QWidget, "deskChange"))
    assert len(clerk.window.findChildren(QWidget, "deskChange")) == 1
    assert clerk.stored(5).handler == ""
    clerk.press("confirmDesksButton")
    state = clerk.stored(5)
    assert (state.handler, state.internal_due, state.progress) == ("王丽", date(2026, 9, 15), "已公开12条。")
    assert clerk.stored(4).handler == ""
    clerk.press("undoButton")
    assert clerk.stored(5).handler == ""


def test_a_change_that_is_unticked_is_left(clerk: Clerk, tmp_path: Path) -> None:
    handed_out(clerk, tmp_path)
    clerk.dialogs.files.append(str(returned(tmp_path)))
    clerk.press("readDesksButton")
    clerk.wait(lambda: clerk.there(QCheckBox, "take5"))
    part(clerk.window, QCheckBox, "take5").setChecked(False)
    assert not part(clerk.window, QWidget, "confirmDesksButton").isEnabled()
    clerk.press("cancelDesksButton")
    assert clerk.stored(5).handler == ""


def test_a_file_that_is_no_division_table_is_told(clerk: Clerk, tmp_path: Path) -> None:
    place = tmp_path / "别的.docx"
    document = open_docx()
    document.add_paragraph("通知")
    document.save(str(place))
    clerk.work.open_page("export")
    clerk.dialogs.files.append(str(place))
    clerk.press("readDesksButton")
    clerk.wait(lambda: clerk.work.notice.isVisible())
    assert "没有找到分工表" in clerk.work.notice.text.text()
