"""The report's tables filled in by typing and pasting, checked at once, on a real store."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from core.finding import Severity
from core.report.record import NoteKind
from gui.report.sheet_model import Mark
from tests.gui.conftest import Clerk, part
from tests.gui.report_clerk import ReportClerk

COLUMNS = ("person", "business", "research", "charity", "legal", "other", "total")


@pytest.fixture
def blank(empty: Clerk) -> ReportClerk:
    return ReportClerk(empty).start()


@pytest.fixture
def town(empty: Clerk) -> ReportClerk:
    """云岭镇's report of 2025, with its mistakes; the one of 2024 before it."""
    clerk = ReportClerk(empty)
    return clerk.take_in("云岭镇人民政府2024年").take_in("云岭镇人民政府2025年")


def test_the_page_says_what_belongs_here_and_starts_last_years_report(empty: Clerk) -> None:
    clerk = ReportClerk(empty)
    assert empty.there(QWidget, "noReport")
    clerk.start()
    assert (clerk.report.year, clerk.report.unit) == (2025, "云岭镇人民政府")
    assert clerk.stored == {}
    assert empty.work.context.whole == "云岭镇人民政府 · 2025年度 · 草稿"


def test_no_piece_of_the_page_stands_for_a_moment_as_a_window_of_its_own(blank: ReportClerk) -> None:
    QApplication.processEvents()
    assert blank.clerk.window.isActiveWindow()


def test_typing_enter_and_tab_go_on_as_in_a_sheet(blank: ReportClerk) -> None:
    blank.type("3.new.person", "44", "Tab", "3", "Tab", "0", "Enter", "5", "Up", "7", "Enter")
    assert blank.stored == {
        "3.new.person": "44",
        "3.new.business": "3",
        "3.carried_in.research": "5",
        "3.new.research": "7",
    }
    assert blank.sheet(3).cell == "3.carried_in.research"


def test_arrows_jump_over_headings_and_tab_over_the_end_of_a_row(blank: ReportClerk) -> None:
    view = blank.at("2.rules.valid")
    blank.type("2.rules.valid", "Tab")
    assert view.cell == "2.normative.made"
    blank.type("2.normative.valid", "Down")
    assert view.cell == "2.licence"
    blank.type("2.coercion", "Down")
    assert view.cell == "2.fee"
    blank.type("2.fee", "Down")
    assert view.cell == "2.fee"
    blank.type("2.licence", "Up")
    assert view.cell == "2.normative.made"


def test_only_cells_to_fill_in_can_be_chosen(blank: ReportClerk) -> None:
    view = blank.sheet(3)
    view.selectAll()
    assert len(view.chosen_cells()) == 175
    label = view.sheet.index(0, 0)
    assert not label.flags() & Qt.ItemFlag.ItemIsSelectable


def test_a_window_that_is_closed_keeps_what_was_being_typed(blank: ReportClerk, made, tmp_path) -> None:  # type: ignore[no-untyped-def]
    blank.type("3.new.person", "44")
    assert blank.stored == {}
    blank.clerk.window.close()
    store = made.stores.open(str(tmp_path / "data"), made.clock())
    (head,) = store.reports.all()
    assert store.reports.content(head.report_id).cells == {"3.new.person": "44"}
    store.close()


def test_escape_leaves_a_cell_as_it_was(blank: ReportClerk) -> None:
    blank.type("3.new.person", "44", "Enter")
    blank.type("3.new.person", "9")
    editor = blank.table(3).editor
    assert editor is not None
    blank.qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert blank.stored == {"3.new.person": "44"}


def test_delete_empties_and_ctrl_z_brings_it_back(blank: ReportClerk) -> None:
    blank.type("3.new.person", "44", "Enter")
    blank.type("3.new.person", "Delete")
    assert blank.stored == {}
    blank.qtbot.keyClick(blank.clerk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert blank.stored == {"3.new.person": "44"}
    assert blank.desk.state.texts["3.new.person"] == "44"


def test_one_wrong_total_is_red_at_once_and_the_message_holds_both_figures(town: ReportClerk) -> None:
    town.type("3.grant.person", "3", "Enter")
    assert town.mark("3.grant.person") is Mark.ERROR
    town.settle()
    assert any(("填1" in m and "=3" in m) or "填2" in m for m in town.messages())
    town.type("3.grant.person", "1", "Enter")
    assert town.mark("3.grant.person") is Mark.NONE


def test_a_sheet_that_is_being_filled_in_is_not_red_all_over(blank: ReportClerk) -> None:
    blank.type("3.new.person", "44", "Enter")
    assert not [c for c, m in blank.desk.state.marks.items() if m is Mark.ERROR]
    blank.settle()
    assert blank.clerk.there(QWidget, "waitingCard")


def test_the_sum_is_shown_beside_what_was_typed_and_never_put_in_by_itself(blank: ReportClerk) -> None:
    blank.type("3.new.person", "44", "Tab", "3", "Tab")
    view = blank.at("3.new.total")
    assert "已填各项相加 47" in blank.page.views[3].told.whole
    blank.type("3.new.research", "0", "Tab", "0", "Tab", "0", "Tab", "0", "Tab")
    assert "3.new.total" not in blank.stored
    blank.at("3.new.total")
    assert "　各项相加 47（按 = 填入）" in blank.page.views[3].told.whole
    blank.type("3.new.total", "46", "Enter")
    assert blank.stored["3.new.total"] == "46"
    blank.type("3.new.total", "=")
    assert blank.stored["3.new.total"] == "47"
    assert view.cell == "3.new.total"


def test_a_block_from_excel_goes_where_the_cursor_stands_and_is_one_step(blank: ReportClerk) -> None:
    blank.paste("3.new.person", "44\t3\t0\t0\t0\t0\t47\r\n1\t0\t0\t0\t0\t0\t1\r\n")
    assert [blank.stored[f"3.new.{c}"] for c in COLUMNS] == ["44", "3", "0", "0", "0", "0", "47"]
    assert [blank.stored[f"3.carried_in.{c}"] for c in COLUMNS] == ["1", "0", "0", "0", "0", "0", "1"]
    assert "从光标处粘贴 14 格" in blank.told
    blank.clerk.press("undoButton")
    assert blank.stored == {}


def test_a_block_that_is_too_wide_says_how_many_figures_had_no_place(blank: ReportClerk) -> None:
    blank.paste("3.new.other", "1\t2\t3\t4")
    assert (blank.stored["3.new.other"], blank.stored["3.new.total"]) == ("1", "2")
    assert "2 个数字超出了表格" in blank.told


def test_rows_with_their_labels_find_their_own_place(blank: ReportClerk) -> None:
    html = (
        "<table><tr><td colspan=3>一、本年新收政府信息公开申请数量</td>"
        + "".join(f"<td>{n}</td>" for n in range(7))
        + "</tr>"
        "<tr><td colspan=3>四、结转下年度继续办理</td>"
        + "".join(f"<td>{n}</td>" for n in range(7, 14))
        + "</tr></table>"
    )
    blank.paste("3.grant.person", html=html)
    assert [blank.stored[f"3.new.{c}"] for c in COLUMNS] == [str(n) for n in range(7)]
    assert [blank.stored[f"3.carried_out.{c}"] for c in COLUMNS] == [str(n) for n in range(7, 14)]
    assert "按行名" in blank.told


def test_merged_cells_of_a_copied_table_take_one_place_each(blank: ReportClerk) -> None:
    blank.paste(
        "2.rules.made",
        html="<table><tr><td>1</td><td colspan=2>2</td></tr><tr><td>3</td><td>4</td><td>5</td></tr></table>",
    )
    assert blank.stored == {
        "2.rules.made": "1", "2.rules.repealed": "2", "2.normative.made": "3", "2.normative.repealed": "4", "2.normative.valid": "5",
    }  # fmt: skip


EXCEL = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><style><!--td {mso-number-format:General;}--></style></head>
<body link=blue><table border=0 cellpadding=0 width=216><col width=72 span=3>
<!--StartFragment--><tr height=19><td height=19 class=xl65 align=right x:num="1234">1,234</td><td class=xl65 align=right x:num>0</td>
<td class=xl66>　</td></tr><tr><td align=right x:num>5</td><td></td><td align=right x:num>7</td></tr><!--EndFragment-->
</table></body></html>"""
WORD = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><body lang=ZH-CN><!--StartFragment-->
<table class=MsoTableGrid border=1><tr><td width=60 valign=top><p class=MsoNormal align=right><span lang=EN-US>12<o:p></o:p></span></p></td>
<td><p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p></td><td><p class=MsoNormal><span>３</span></p></td></tr></table>
<!--EndFragment--></body></html>"""


def test_what_excel_puts_on_the_clipboard_keeps_blanks_blank(blank: ReportClerk) -> None:
    blank.paste("3.new.person", "1,234\t0\t\n5\t\t7", EXCEL)
    assert blank.stored == {
        "3.new.person": "1,234",
        "3.new.business": "0",
        "3.carried_in.person": "5",
        "3.carried_in.research": "7",
    }
    assert blank.report.cells["3.new.person"] == 1234


def test_what_word_puts_on_the_clipboard_is_read_too(blank: ReportClerk) -> None:
    blank.paste("3.new.person", "12\t\t３", WORD)
    assert blank.stored == {"3.new.person": "12", "3.new.research": "3"}


def test_what_was_copied_here_can_be_pasted_elsewhere(blank: ReportClerk) -> None:
    blank.paste("3.new.person", "1\t2\n3\t4")
    view = blank.at("3.new.person")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        blank.qtbot.keyClick(view, key, Qt.KeyboardModifier.ShiftModifier)
    blank.qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "1\t2\n3\t4"
    blank.qtbot.keyClick(blank.at("3.grant.legal"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (blank.stored["3.grant.legal"], blank.stored["3.partial.other"]) == ("1", "4")


def test_words_on_the_clipboard_are_kept_as_words_and_flagged(blank: ReportClerk) -> None:
    blank.paste("3.new.person", "约40件")
    assert blank.stored == {"3.new.person": "约40件"}
    assert blank.mark("3.new.person") is Mark.ERROR


def test_blank_cells_become_zero_only_when_somebody_says_so_and_that_is_kept(town: ReportClerk) -> None:
    town.sheet(4)
    assert town.desk.blank_cells(4) == ("4.suit.pending", "4.suit.total")
    town.clerk.press("zerosButton4")
    assert "4.suit.total" not in town.stored
    who = part(town.page, QLineEdit, "zerosWho4")
    who.setText("李某")
    town.clerk.press("zerosAgree4")
    assert (town.stored["4.suit.total"], town.stored["4.suit.pending"]) == ("0", "0")
    (note,) = town.desk.notes
    assert (note.kind, note.who, len(note.changes)) == (NoteKind.ZEROS, "李某", 2)
    assert not town.desk.blank_cells(4)


def test_totals_that_add_up_are_put_in_only_when_asked_for(blank: ReportClerk) -> None:
    rows = "\n".join("\t".join("0" for _ in range(6)) for _ in range(25))
    blank.paste("3.new.person", rows)
    assert len(blank.desk.blank_cells(3)) == 25
    button = part(blank.page, QPushButton, "totalsButton3")
    assert button.text() == "填入算出的总计 25 格"
    blank.clerk.press("totalsButton3")
    assert blank.stored["3.done.total"] == "0"
    assert not blank.desk.blank_cells(3)


@pytest.mark.parametrize("at", [0, 1])
def test_every_form_that_is_data_makes_its_own_sheets(empty: Clerk, at: int) -> None:
    clerk = ReportClerk(empty)
    form = part(clerk.page, QComboBox, "newReportForm")
    form.setCurrentIndex(at)
    clerk.start()
    assert clerk.report.form.form_id == form.itemData(at)
    for table in clerk.report.form.tables:
        first = table.lines[0].cells[0]
        clerk.type(first, "3", "Enter")
        assert clerk.stored[first] == "3"
        assert clerk.sheet(table.section).rowSpan(0, 0) >= 1
    assert len(clerk.stored) == len(clerk.report.form.tables)


def test_the_right_button_offers_what_can_be_done_with_the_chosen_cells(blank: ReportClerk) -> None:
    blank.paste("3.new.person", "1\t2\t0\t0\t0\t0")
    menu = blank.at("3.new.total").menu()
    assert [a.text() for a in menu.actions()] == ["复制", "粘贴", "清除", "填入各项相加 3"]
    menu.actions()[3].trigger()
    assert blank.stored["3.new.total"] == "3"


def test_f8_goes_from_one_problem_to_the_next_and_round(town: ReportClerk) -> None:
    count = len(town.desk.standing.still)
    seen: list[str] = []
    for _ in range(count + 1):
        town.qtbot.keyClick(town.clerk.window, Qt.Key.Key_F8)
        seen.append(town.told.split("：", 1)[1])
    assert seen[0] == seen[-1]
    assert len(set(seen)) == count


def test_a_problem_in_a_table_is_gone_to_from_its_card(town: ReportClerk) -> None:
    town.page.show_section(1)
    finding = next(f for f in town.desk.standing.still if f.rule == "R9")
    town.page.show_finding(finding)
    assert (town.page.section, town.sheet(2).cell) == (2, "2.rules.valid")


def test_the_repair_is_headed_as_a_lead_and_asks_why_before_it_changes_anything(town: ReportClerk) -> None:
    town.page.show_section(3)
    town.settle()
    head = part(town.page, QLabel, "repairHead")
    assert head.text() == "核对线索，请先查原始登记"
    assert town.mark("3.done.total") is Mark.ERROR
    town.clerk.press("repairButton")
    assert town.stored["3.done.business"] == "0"
    town.clerk.press("why_total")
    assert (town.stored["3.done.business"], town.stored["3.done.total"]) == ("1", "3")
    assert town.desk.notes[-1].reason == "合计未更新"
    assert not town.desk.standing.sums_broken
    town.clerk.press("undoButton")
    assert town.stored["3.done.business"] == "0"
    assert town.desk.notes == ()


def test_another_reason_for_a_repair_is_written_out(town: ReportClerk) -> None:
    town.page.show_section(3)
    town.settle()
    town.clerk.press("repairButton")
    town.clerk.press("why_other")
    assert "请写明修改的原因" in town.told
    assert town.desk.notes == ()
    words = next(w for w in town.page.findChildren(QLineEdit, "whyWords") if w.isVisible())
    words.setText("登记表漏登1件")
    town.clerk.press("why_other")
    assert town.desk.notes[-1].reason == "登记表漏登1件"


def test_a_warning_is_answered_with_a_reason_and_that_can_be_undone(town: ReportClerk) -> None:
    finding = next(f for f in town.desk.standing.still if f.severity is Severity.WARNING)
    before = len(town.desk.standing.still)
    town.desk.accept(finding, "已核实")
    assert len(town.desk.standing.still) == before - 1
    town.settle()
    assert town.clerk.there(QLabel, "answeredReason")
    town.clerk.press("undoButton")
    assert len(town.desk.standing.still) == before


def test_an_error_cannot_be_answered_away(town: ReportClerk) -> None:
    town.page.show_section(3)
    town.settle()
    cards = [w for w in town.page.panel.findChildren(QWidget, "findingCard") if w.property("look") == "error"]
    assert cards
    assert not [b for card in cards for b in card.findChildren(QPushButton, "acceptButton")]
