"""Recording on a task, by typing and clicking; nothing needs a save button."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.ledger.state import Status
from tests.gui.conftest import Clerk, part


def test_typed_text_is_saved_by_itself_a_moment_later(clerk: Clerk) -> None:
    clerk.choose(5)
    clerk.type_progress("5月18日公开参保政策12条。")
    assert clerk.stored(5).progress == ""
    clerk.wait(lambda: clerk.stored(5).progress == "5月18日公开参保政策12条。")
    assert clerk.work.rail.saved.text() == "已保存 10:32"


def test_going_to_another_task_saves_what_was_typed(clerk: Clerk) -> None:
    clerk.choose(5)
    clerk.type_progress("已公开。")
    clerk.choose(6)
    assert clerk.stored(5).progress == "已公开。"
    assert clerk.stored(6).progress == ""
    assert clerk.panel.editor.toPlainText() == ""


def test_the_first_text_starts_a_task_and_the_list_says_so(clerk: Clerk) -> None:
    clerk.choose(5)
    before = clerk.ledger.chips[clerk.ledger.quick.BLANK].text()
    clerk.type_progress("已公开。")
    clerk.panel.editor.commit()
    assert clerk.panel.status.currentText() == "推进中"
    assert clerk.ledger.chips[clerk.ledger.quick.BLANK].text() != before


def test_closing_the_window_saves_what_was_typed(clerk: Clerk, made, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    clerk.choose(5)
    task_id = clerk.panel.row.task.task_id  # type: ignore[union-attr]
    clerk.type_progress("写到一半")
    clerk.window.close()
    store = made.stores.open(str(tmp_path / "data"), made.clock())
    assert store.states.get(task_id).progress == "写到一半"
    store.close()


def test_ctrl_z_outside_the_text_takes_the_last_action_back_and_ctrl_y_brings_it(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.choose(5)
    clerk.type_progress("已公开。")
    clerk.panel.editor.commit()
    clerk.ledger.table.setFocus()
    qtbot.keyClick(clerk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (clerk.stored(5).progress, clerk.panel.editor.toPlainText()) == ("", "")
    qtbot.keyClick(clerk.window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert (clerk.stored(5).progress, clerk.panel.editor.toPlainText()) == ("已公开。", "已公开。")


def test_ctrl_z_in_the_text_first_takes_back_typing(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.choose(5)
    clerk.type_progress("第一句。")
    clerk.panel.editor.commit()
    qtbot.keyClick(clerk.panel.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert clerk.panel.editor.toPlainText() == ""
    clerk.panel.editor.commit()
    assert clerk.stored(5).progress == ""


def test_status_is_chosen_from_the_box(clerk: Clerk) -> None:
    clerk.choose(5)
    box = clerk.panel.status
    box.setCurrentIndex(list(Status).index(Status.ONGOING))
    box.activated.emit(box.currentIndex())
    assert clerk.stored(5).status is Status.ONGOING


def test_a_task_that_is_none_of_ours_is_printed_with_its_reason(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.choose(5)
    box = clerk.panel.status
    box.setCurrentIndex(list(Status).index(Status.NOT_APPLICABLE))
    box.activated.emit(box.currentIndex())
    assert clerk.panel.reason.isVisible()
    assert not clerk.panel.editor.isVisible()
    qtbot.keyClicks(clerk.panel.reason, "a")
    clerk.panel.reason.insert("本镇无此项职责")
    qtbot.keyClick(clerk.panel.reason, Qt.Key.Key_Return)
    assert clerk.stored(5).printed == "不涉及：a本镇无此项职责"


def write_entry(clerk: Clerk, text: str, figures: str = "", day: str = "6月5日") -> None:
    clerk.press("newEntryButton")
    form = clerk.panel.entries.form
    form.day.setText(day)
    part(form, QPlainTextEdit, "entryTextEdit").setPlainText(text)
    part(form, QLineEdit, "entryFigures").setText(figures)
    clerk.press("saveEntryButton")


def test_an_entry_keeps_its_day_figures_links_and_evidence(clerk: Clerk, tmp_path: Path) -> None:
    clerk.choose(5)
    picture = tmp_path / "截图.png"
    picture.write_bytes(b"picture")
    clerk.press("newEntryButton")
    form = clerk.panel.entries.form
    form.day.setText("5.18")
    form.text.setPlainText("公开参保政策")
    form.figures.setText("公开条数12条，征求意见3份")
    form.links.setText("https://example.gov.cn/a https://example.gov.cn/b")
    clerk.dialogs.files.append(str(picture))
    clerk.press("addEvidenceButton")
    clerk.press("saveEntryButton")
    (entry,) = clerk.panel.entries.entries
    assert (entry.on, entry.text) == (date(2026, 5, 18), "公开参保政策")
    assert [(f.name, f.value, f.unit) for f in entry.figures] == [("公开条数", "12", "条"), ("征求意见", "3", "份")]
    assert len(entry.links) == 2
    assert clerk.bench.store.kept.read(entry.evidence[0].sha256) == b"picture"
    assert part(clerk.window, QLabel, "entriesHead").text() == "进展记录 1 条 · 佐证材料 1 份"


def test_an_entry_without_a_day_is_not_saved_and_says_why(clerk: Clerk) -> None:
    clerk.choose(5)
    clerk.press("newEntryButton")
    clerk.panel.entries.form.day.setText("六月中")
    clerk.panel.entries.form.text.setPlainText("某事")
    clerk.press("saveEntryButton")
    assert clerk.panel.entries.entries == ()
    assert "请填写日期" in clerk.work.notice.text.text()


def test_text_is_composed_from_the_entries_only_when_asked(clerk: Clerk) -> None:
    clerk.choose(5)
    write_entry(clerk, "公开参保政策", "公开条数12条", "5月18日")
    write_entry(clerk, "召开座谈会", day="4月2日")
    assert clerk.stored(5).progress == ""
    clerk.press("composeButton")
    assert clerk.stored(5).progress == "4月2日，召开座谈会。5月18日，公开参保政策，公开条数12条。"


def test_removing_an_entry_can_be_undone(clerk: Clerk) -> None:
    clerk.choose(5)
    write_entry(clerk, "公开参保政策")
    clerk.press("removeEntryButton")
    assert clerk.panel.entries.entries == ()
    clerk.press("undoButton")
    assert len(clerk.panel.entries.entries) == 1


def test_desk_handler_and_inner_term_are_kept_when_their_field_is_left(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.choose(5)
    fields = clerk.panel.assignment
    for edit, text in ((fields.desk, "党政办"), (fields.handler, "张三"), (fields.due, "9.15")):
        edit.setFocus()
        edit.insert(text)
        edit.setModified(True)
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    state = clerk.stored(5)
    assert (state.desk, state.handler, state.internal_due) == ("党政办", "张三", date(2026, 9, 15))
    assert fields.due.text() == "9月15日"


def test_a_day_that_is_none_is_marked_and_not_stored(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.choose(5)
    due = clerk.panel.assignment.due
    due.setFocus()
    due.insert("月底")
    due.setModified(True)
    qtbot.keyClick(due, Qt.Key.Key_Return)
    assert due.wrong
    assert clerk.stored(5).internal_due is None


def test_the_usual_steps_are_added_and_ticked_off_with_today(clerk: Clerk) -> None:
    clerk.choose(5)
    clerk.press("usualStepsButton")
    assert [s.name for s in clerk.stored(5).steps] == ["方案", "公告", "实施", "报送结果"]
    clerk.wait(lambda: clerk.there(QCheckBox, "stepTick0"))
    next(t for t in clerk.window.findChildren(QCheckBox, "stepTick0") if t.isVisible()).click()
    assert clerk.stored(5).steps[0].done_on == date(2026, 8, 4)


def test_several_chosen_rows_are_set_at_once(clerk: Clerk) -> None:
    clerk.ledger.show_quick(clerk.ledger.quick.ALL)
    clerk.ledger.table.selectAll()
    action = next(a for a in clerk.ledger.menu().actions() if a.text() == "标记为已完成")
    action.trigger()
    assert all(r.state.status is Status.DONE for r in clerk.bench.rows)
    clerk.press("undoButton")
    assert not any(r.state.status is Status.DONE for r in clerk.bench.rows)


@pytest.mark.parametrize("size_pt", [9, 16])
def test_the_window_is_usable_at_every_size_of_text(clerk: Clerk, size_pt: int) -> None:
    clerk.window.theme.set_look(size_pt=size_pt)
    clerk.window.resize(1093, 614)
    for key in clerk.work.page_buttons:
        page = clerk.work.open_page(key)
        assert page.width() <= 1093 - part(clerk.work, QPushButton, "page_home").width()
        assert page.minimumSizeHint().height() <= 614


def test_the_order_box_has_what_the_headings_sort_by(clerk: Clerk) -> None:
    box = part(clerk.window, QComboBox, "orderBox")
    assert [box.itemText(i) for i in range(box.count())] == [
        "按表内顺序",
        "按重点工作",
        "按主要内容",
        "按涉及",
        "按完成时限",
        "按状态",
    ]
