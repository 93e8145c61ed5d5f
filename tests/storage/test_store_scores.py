"""Scores in a real store: what was decided comes back as decided, each action is one step, a book takes all along."""

from dataclasses import replace
from datetime import date

import pytest

from core.actions.failures import Stale
from core.actions.ports import Store
from core.notice.case import CaseState, ScoreCase
from core.notice.draft import NoticeDraft, Part
from core.notice.rectification import LookBack, Rectification
from core.notice.rules import Event, Per, ScoreRule, ScoreTable
from tests.storage.ledgers import NOW

UNIT = "云岭镇人民政府"
RULE = ScoreRule("一-1", "逾期", -2.5, 10, Per.CASE, Event.LATE, "第三条", "台账")
TABLE = ScoreTable("own", "考核办法", "云政办发〔2026〕1号", "本单位", (RULE, ScoreRule("二", "创新", 1)), 100)


def case(book: int, **rest: object) -> ScoreCase:
    made = ScoreCase(book, "第一期", UNIT, RULE, TABLE.basis, "逾期报送台账", "7月12日收到", "late", 0, 0, "a.docx")
    return replace(made, **rest)  # type: ignore[arg-type]


def test_a_table_comes_back_as_it_was_and_a_changed_rule_is_undone_alone(store: Store, book: int) -> None:
    with store.step("评分表", NOW) as work:
        work.scores.put_table(book, TABLE)
    assert store.scores.table(book) == TABLE
    assert store.scores.tables() == ((book, TABLE),)
    shorter = replace(TABLE, rules=(replace(RULE, points=-3),), base=90)
    with store.step("改规则", NOW) as work:
        work.scores.put_table(book, shorter)
    assert store.scores.table(book) == shorter
    assert store.undo(NOW).subjects == {"scores"}
    assert store.scores.table(book) == TABLE


def test_a_case_with_reply_and_decision_comes_back(store: Store, book: int) -> None:
    with store.step("添加", NOW) as work:
        case_id = work.scores.add_case(case(book))
    decided = replace(
        case(book, case_id=case_id, reply="因停电", replied_on=date(2026, 7, 15), by_hand=True, holds=False),
        state=CaseState.WAIVED,
        reason="属实",
        decided_at=NOW,
    )
    with store.step("决定", NOW) as work:
        work.scores.put_case(decided)
    assert store.scores.case(case_id) == decided
    assert store.scores.cases(book) == (decided,)
    with store.step("删", NOW) as work:
        work.scores.remove_case(case_id)
    with pytest.raises(Stale):
        store.scores.case(case_id)


def test_items_drafts_and_the_template_come_back(store: Store, book: int) -> None:
    looks = (LookBack(date(2026, 9, 1), True, "仍在更新"), LookBack(date(2026, 10, 1), False))
    item = Rectification(book, "第一期", UNIT, "补报", date(2026, 8, 1), date(2026, 7, 30), "截图", None, looks, 3)
    draft = NoticeDraft(book, "第一期", {Part.PRAISE: "", Part.TITLE: "题"}, "县政府办", None, date(2026, 8, 1), False)
    template = store.kept.keep_bytes("通报.docx", b"PK")
    with store.step("都存", NOW) as work:
        item_id = work.scores.add_item(item)
        work.scores.put_draft(draft)
        work.scores.put_template(template)
    assert store.scores.items(book) == (replace(item, item_id=item_id),)
    assert store.scores.draft(book, "第一期") == replace(draft, draft_id=1)
    assert store.scores.draft(book, "第二期").draft_id == 0
    assert store.scores.template() == template
    with store.step("恢复", NOW) as work:
        work.scores.put_template(None)
    assert store.scores.template() is None


def test_a_book_that_is_removed_takes_its_scores_along_and_undo_brings_them_back(store: Store, book: int) -> None:
    with store.step("都存", NOW) as work:
        work.scores.put_table(book, TABLE)
        work.scores.add_case(case(book))
        work.scores.add_item(Rectification(book, "", UNIT, "补报"))
        work.scores.put_draft(NoticeDraft(book, ""))
    with store.step("删台账", NOW) as work:
        work.books.remove(book)
    assert not store.scores.cases(book)
    assert store.scores.table(book) is None
    store.undo(NOW)
    assert store.scores.table(book) == TABLE
    assert len(store.scores.cases(book)) == len(store.scores.items(book)) == len(store.scores.drafts(book)) == 1
