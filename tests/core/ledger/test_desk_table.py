"""The 《内部任务分工表》, handed round and read back."""

from datetime import date

import pytest

from core.document import Document
from core.ledger.desk_table import DeskRow, desk_table, desks, read_desk_table
from core.ledger.record import Due, LedgerBook, TaskRecord
from core.ledger.state import Status, TaskState
from storage.documents.readers.docx import read_docx
from storage.documents.writers.docx import write_docx
from tests.ledger_builder import document, table

BOOK = LedgerBook(1, 2026, "台账", "云岭镇人民政府")
TASKS = tuple(
    TaskRecord(i, 1, number=i, topic=f"工作{i}", content=f"内容{i}", deadlines=(Due("10月底前"),)) for i in (1, 2, 3)
)
STATES = {
    1: TaskState(
        1, Status.UNDER_WAY, "已发布3条。\n已解读。", desk="党政办", handler="李某", internal_due=date(2026, 9, 30)
    ),
    2: TaskState(2, desk="财政所", internal_due=date(2027, 1, 5)),
    3: TaskState(3),
}
ROWS = (
    DeskRow(1, "党政办", "李某", date(2026, 9, 30), "已发布3条。\n已解读。"),
    DeskRow(2, "财政所", "", date(2027, 1, 5), ""),
    DeskRow(3),
)


def test_what_was_handed_out_is_read_back_through_word() -> None:
    made = desk_table(BOOK, TASKS, STATES)
    assert read_desk_table(read_docx(write_docx(made)), 2026) == (ROWS, ())


def test_a_desks_own_table_holds_its_tasks_only() -> None:
    assert desks(STATES.values()) == ("党政办", "财政所")
    rows, _ = read_desk_table(desk_table(BOOK, TASKS, STATES, "财政所"), 2026)
    assert [r.number for r in rows] == [2]


def test_other_words_for_the_headings_and_days_are_read() -> None:
    made = document(
        table(
            ("序号", "责任科室", "责任人", "内部时限", "进展情况"),
            ("1.", "办公室", "王某", "8.10", "已办"),
            ("合计", "", "", "", ""),
        )
    )
    assert read_desk_table(made, 2026)[0] == (DeskRow(1, "办公室", "王某", date(2026, 8, 10), "已办"),)


def test_a_day_that_is_none_is_told_and_left_blank() -> None:
    rows, findings = read_desk_table(document(table(("序号", "承办股室", "内部时限"), ("1", "办公室", "尽快"))), 2026)
    assert rows[0].internal_due is None
    assert "尽快" in findings[0].message


@pytest.mark.parametrize("made", [document("没有表"), document(table(("姓名", "电话"), ("甲", "1")))])
def test_another_document_gives_no_rows(made: Document) -> None:
    assert read_desk_table(made, 2026) == ((), ())
