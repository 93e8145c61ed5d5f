"""The list: what it shows, how it is filtered, searched, sorted and walked through with the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.ledger.listing import Quick
from gui.ledger.table_model import COLUMNS, DUE, LedgerModel, with_sections
from tests.gui.conftest import Clerk

REPAINTS = 1000


def shown(clerk: Clerk) -> list[int]:
    return [r.task.number for r in clerk.ledger.table.ledger.rows if not isinstance(r, str)]


def test_the_list_opens_with_what_concerns_the_unit(clerk: Clerk) -> None:
    mine = [r.task.number for r in clerk.bench.rows if r.mine]
    assert shown(clerk) == mine
    assert 0 < len(mine) < len(clerk.bench.rows)


def test_every_chip_shows_as_many_rows_as_it_says(clerk: Clerk) -> None:
    clerk.choose(5)
    clerk.type_progress("已公开。")
    clerk.panel.editor.commit()
    clerk.settle()
    for quick, chip in clerk.ledger.chips.items():
        chip.click()
        said = int(chip.text().rsplit(" ", 1)[1])
        assert (quick, len(shown(clerk))) == (quick, said)


def test_sections_stand_between_the_rows_only_in_the_forms_order(clerk: Clerk) -> None:
    titles = [r for r in clerk.ledger.table.ledger.rows if isinstance(r, str)]
    assert titles[0].startswith("一、")
    clerk.ledger.table.sort_asked.emit(DUE)
    assert not [r for r in clerk.ledger.table.ledger.rows if isinstance(r, str)]


def test_a_heading_sorts_up_then_down_then_as_the_form_does(clerk: Clerk) -> None:
    before = shown(clerk)
    orders: list[list[int]] = []
    for _ in range(3):
        clerk.ledger.table.sort_asked.emit(DUE)
        orders.append(shown(clerk))
    days = {r.task.number: r.outlook.on for r in clerk.bench.rows}
    dated = [days[n] for n in orders[0] if days[n]]
    assert dated == sorted(dated)  # type: ignore[type-var]
    assert [days[n] for n in orders[1] if days[n]] == dated[::-1]
    assert orders[2] == before


def test_search_finds_a_word_of_two_letters_while_it_is_typed(clerk: Clerk) -> None:
    clerk.ledger.show_quick(Quick.ALL)
    clerk.ledger.search.setText("医保")
    clerk.wait(lambda: len(shown(clerk)) < len(clerk.bench.rows))
    assert shown(clerk)
    assert all("医保" in str(r.task) for r in clerk.bench.rows if r.task.number in shown(clerk))


def test_search_that_finds_nothing_offers_the_way_back(clerk: Clerk) -> None:
    clerk.ledger.search.setText("没有这样的词")
    clerk.wait(lambda: clerk.there(QWidget, "noRows"))
    clerk.press("showAllButton")
    assert len(shown(clerk)) == len(clerk.bench.rows)


def test_ctrl_f_goes_to_the_search_from_any_page(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.work.open_page("settings")
    qtbot.keyClick(clerk.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert clerk.ledger.search.hasFocus()


def test_the_chosen_task_stays_chosen_when_the_list_is_sorted(clerk: Clerk) -> None:
    clerk.choose(9)
    clerk.ledger.table.sort_asked.emit(DUE)
    assert clerk.panel.row is not None
    assert clerk.panel.row.task.number == 9


def test_filling_a_task_in_does_not_pull_it_from_under_the_hands(clerk: Clerk) -> None:
    clerk.ledger.show_quick(Quick.BLANK)
    first = shown(clerk)[0]
    clerk.ledger.table.choose(next(r.task.task_id for r in clerk.bench.rows if r.task.number == first))
    clerk.type_progress("已公开。")
    clerk.panel.editor.commit()
    clerk.settle()
    assert first in shown(clerk)
    assert clerk.panel.row.task.number == first  # type: ignore[union-attr]


def test_enter_goes_to_the_text_and_escape_back_to_the_list(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.choose(5)
    clerk.ledger.table.setFocus()
    qtbot.keyClick(clerk.ledger.table, Qt.Key.Key_Return)
    assert clerk.panel.editor.hasFocus()
    qtbot.keyClick(clerk.panel.editor, Qt.Key.Key_Escape)
    assert clerk.ledger.table.hasFocus()


def test_arrows_pass_over_section_titles(clerk: Clerk, qtbot: QtBot) -> None:
    table = clerk.ledger.table
    seen: list[int] = []
    table.choose(clerk.bench.rows[0].task.task_id)
    for _ in shown(clerk):
        seen.append(clerk.panel.row.task.number)  # type: ignore[union-attr]
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert seen == shown(clerk)


def test_alt_and_a_digit_opens_a_page(clerk: Clerk, qtbot: QtBot) -> None:
    qtbot.keyClick(clerk.window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert clerk.work.title.text() == "报送与导出"
    qtbot.keyClick(clerk.window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert clerk.work.title.text() == "任务台账"


def test_f8_walks_from_finding_to_finding_and_begins_again(clerk: Clerk) -> None:
    flagged = [r.task.number for r in clerk.bench.rows if r.findings and r.mine]
    seen: list[int] = []
    for _ in range(len(flagged) + 1):
        clerk.ledger.next_finding()
        seen.append(clerk.panel.row.task.number)  # type: ignore[union-attr]
    assert seen == [*flagged, flagged[0]]


def test_the_list_survives_a_thousand_repaints(clerk: Clerk) -> None:
    table = clerk.ledger.table
    asked = 0
    data = table.ledger.data

    def counted(index, role=Qt.ItemDataRole.DisplayRole):  # type: ignore[no-untyped-def]
        nonlocal asked
        asked += 1
        return data(index, role)

    table.ledger.data = counted  # type: ignore[method-assign]
    for _ in range(REPAINTS):
        table.viewport().repaint()
    assert asked >= REPAINTS


def test_the_models_answers_are_sound(clerk: Clerk, qtmodeltester) -> None:  # type: ignore[no-untyped-def]
    model = LedgerModel()
    model.show_rows(with_sections(clerk.bench.rows))
    qtmodeltester.check(model)
    assert model.columnCount() == len(COLUMNS)


def test_rows_are_as_high_as_their_texts_and_no_higher_than_three_lines(clerk: Clerk) -> None:
    table = clerk.ledger.table
    body = table.painter_of_rows.body
    heights = [table.rowHeight(i) for i, r in enumerate(table.ledger.rows) if not isinstance(r, str)]
    assert min(heights) >= 2 * body.height
    assert max(heights) <= 3 * body.height + 16


def test_broken_lines_hold_the_whole_text_or_end_in_dots(clerk: Clerk) -> None:
    breaker = clerk.ledger.table.painter_of_rows.body
    text = clerk.bench.rows[0].content
    assert "".join(breaker.broken(text, 200, 99)) == " ".join(text.split())
    cut = breaker.broken(text, 200, 2)
    assert len(cut) == 2
    assert cut[-1].endswith("…")
    assert all(breaker.metrics.horizontalAdvance(words) <= 201 for words in cut)


def test_everything_that_can_be_pressed_has_a_name_and_can_be_reached_by_key(clerk: Clerk) -> None:
    for key in clerk.work.page_buttons:
        clerk.work.open_page(key)
        for pressed in clerk.window.findChildren(QPushButton):
            if pressed.isVisible() and pressed.objectName() != "qt_edit_menu":
                assert pressed.accessibleName(), pressed.text()
                assert pressed.focusPolicy() & Qt.FocusPolicy.TabFocus, pressed.text()


def test_keys_typed_into_the_list_never_change_a_task(clerk: Clerk) -> None:
    clerk.choose(5)
    before = clerk.stored(5)
    QApplication.sendEvent(
        clerk.ledger.table, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    )
    assert clerk.stored(5) == before
