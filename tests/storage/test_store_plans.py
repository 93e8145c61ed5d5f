"""Plans in the store: a draft outlives the window, is confirmed as the year's ledger, and corrected without losing progress."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from core.actions.importing import remove_book
from core.actions.planning import (
    begin_review,
    books_of_year,
    confirm_as_new,
    confirm_as_revision,
    correct_plan,
    drop_review,
    read_pasted,
    read_plan_file,
    revision_of,
    save_review,
)
from core.actions.ports import Store
from core.actions.recording import record_progress
from core.clauses import Responsibility
from core.errors import LedgerError
from core.plan import reviewing
from core.plan.review import PlanReview
from core.progress import Progress
from storage.database.store import open_store
from storage.documents.desk import LocalDocuments
from tests.storage.ledgers import NOW

PLANS = Path(__file__).resolve().parents[1] / "data" / "plans"
TEXT = """云岭县2026年政务公开工作要点
一、聚焦重点领域
1.推进财政信息公开，公布部门预算决算和绩效评价结果。（责任单位：县财政局）
2.推进招生信息公开，公布义务教育招生范围和报名条件。（责任单位：县教育局）
二、强化保障
3.建好政策问答库，全年不少于12期，按月更新。（责任单位：县政务服务中心）
各单位于6月20日前、12月20日前报送进展情况。
云岭县人民政府办公室
2026年3月27日
"""
CORRECTED = (
    TEXT.replace("二、强化", "3.公布养老机构名单和补贴标准，接受社会监督。（责任单位：县民政局）\n二、强化")
    .replace("3.建好", "4.建好")
    .replace("1.推进财政信息公开，公布部门预算决算", "1.推进财政信息公开，公布部门预算和决算")
    .replace("2.推进招生信息公开，公布义务教育招生范围和报名条件。（责任单位：县教育局）\n", "")
    .replace("3.公布", "2.公布")
    .replace("4.建好", "3.建好")
)


def begun(store: Store, text: str = TEXT) -> PlanReview:
    return store.plans.get(begin_review(store, read_pasted(text), "", NOW).plan_id)


def confirmed(store: Store) -> int:
    return confirm_as_new(store, begun(store), NOW)[0]


def test_a_draft_is_read_back_as_it_was_kept_after_closing(store: Store, data: Path) -> None:
    kept = begun(store)
    store.close()
    again = open_store(data, NOW)
    try:
        assert again.plans.get(kept.plan_id) == kept
        assert kept.source == TEXT
        assert [r.due_on for r in kept.rounds] == [date(2026, 6, 20), date(2026, 12, 20)]
        assert [(h.title, h.book_id, h.tasks) for h in again.plans.all()] == [("云岭县2026年政务公开工作要点", 0, 3)]
    finally:
        again.close()


def test_one_edit_is_one_step_of_undo_and_writes_only_its_rows(store: Store) -> None:
    plan = begun(store)
    assigned = reviewing.assign(plan, [1], Responsibility(("县教育局",), ("各学校",)))
    touched = save_review(store, assigned, "指定责任单位", NOW)
    assert touched.subjects == {"plans"}
    assert store.plans.get(plan.plan_id) == assigned
    assert store.undo_name == "指定责任单位"
    store.undo(NOW)
    assert store.plans.get(plan.plan_id) == plan
    store.redo(NOW)
    assert store.plans.get(plan.plan_id).rows[1].units.lead == ("县教育局",)


def test_split_and_merge_are_undone_and_redone(store: Store) -> None:
    plan = begun(store)
    cut = reviewing.split_at(plan, 2, 8)
    save_review(store, cut, "拆分任务", NOW)
    after = store.plans.get(plan.plan_id)
    assert [t.row for t in after.tasks] == [t.row for t in cut.tasks]
    assert len({t.row_id for t in after.tasks}) == 4
    save_review(store, reviewing.merge(after, [2, 3]), "合并任务", NOW)
    assert len(store.plans.get(plan.plan_id).tasks) == 3
    store.undo(NOW)
    assert store.plans.get(plan.plan_id) == after
    store.undo(NOW)
    assert store.plans.get(plan.plan_id) == plan


def test_confirming_makes_the_years_ledger_with_its_first_round(store: Store) -> None:
    book_id = confirmed(store)
    book = store.books.get(book_id)
    assert (book.year, book.title) == (2026, "云岭县2026年政务公开工作要点任务落实台账（填报版）")
    tasks = store.tasks.of(book_id)
    assert [(t.number, t.responsible_units) for t in tasks] == [
        (1, ("县财政局",)),
        (2, ("县教育局",)),
        (3, ("县政务服务中心",)),
    ]
    assert [(r.name, r.due_on) for r in store.rounds.of(book_id)] == [("第一期", date(2026, 6, 20))]
    assert [r.name for r in store.plans.rounds(book_id)] == ["第一期", "第二期"]
    assert store.plans.issued_on(book_id) == date(2026, 3, 27)


def test_confirming_is_one_step_that_undo_takes_back(store: Store) -> None:
    plan = begun(store)
    confirm_as_new(store, plan, NOW)
    store.undo(NOW)
    assert store.books.all() == ()
    assert store.plans.get(plan.plan_id) == plan


def test_a_confirmed_plan_is_edited_and_dropped_no_more(store: Store) -> None:
    plan = begun(store)
    confirm_as_new(store, plan, NOW)
    with pytest.raises(LedgerError, match="不能再改"):
        save_review(store, plan, "修改", NOW)
    with pytest.raises(LedgerError, match="不能删除"):
        drop_review(store, plan.plan_id, NOW)


def test_a_corrected_plan_is_the_next_version_and_progress_stays_with_its_task(store: Store) -> None:
    book_id = confirmed(store)
    third = store.tasks.of(book_id)[2]
    record_progress(store, third.task_id, "已更新4期。", NOW)
    plan = begun(store, CORRECTED)
    assert [b.book_id for b in books_of_year(store, plan)] == [book_id]
    revision = revision_of(store, plan, book_id)
    confirm_as_revision(store, plan, book_id, revision, NOW)
    assert [t.number for t in store.tasks.of(book_id)] == [1, 2, 3]
    assert store.states.get(third.task_id).progress == "已更新4期。"
    assert store.tasks.get(third.task_id).content.startswith("建好政策问答库")
    heads = store.plans.of_book(book_id)
    assert [h.version for h in heads] == [1, 2]
    changes = store.plans.get(heads[1].plan_id).changes
    assert [len(lines) for lines in (changes.new, changes.changed, changes.dropped, changes.renumbered)] == [1, 1, 1, 0]
    assert "主要内容" in changes.changed[0]
    assert "招生" in changes.dropped[0]


def test_a_task_that_only_got_another_number_is_told_as_renumbered(store: Store) -> None:
    book_id = confirmed(store)
    text = TEXT.replace("3.建好", "4.建好").replace(
        "二、强化", "3.公布养老机构名单和补贴标准。（责任单位：县民政局）\n二、强化"
    )
    plan = begun(store, text)
    confirm_as_revision(store, plan, book_id, revision_of(store, plan, book_id), NOW)
    changes = store.plans.get(plan.plan_id).changes
    assert changes.renumbered == ("第3项改为第4项 建好政策问答库，全年不少于12期，按月更新。",)
    assert len(changes.new) == 1
    assert changes.changed == ()


def test_correcting_by_hand_starts_from_the_confirmed_plan(store: Store) -> None:
    book_id = confirmed(store)
    head = store.plans.of_book(book_id)[0]
    draft = store.plans.get(correct_plan(store, head.plan_id, NOW).plan_id)
    assert (draft.book_id, draft.version, draft.rows) == (0, 0, store.plans.get(head.plan_id).rows)
    assert revision_of(store, draft, book_id).same
    assert store.plans.all()[0].plan_id == draft.plan_id


@pytest.mark.parametrize(
    ("mended", "words"),
    [
        (lambda p: replace(p, metadata=replace(p.metadata, year=None)), "年度"),
        (lambda p: replace(p, tasks=()), "没有任务"),
        (lambda p: reviewing.change_field(p, 1, "number", "1"), "重新编号"),
    ],
)
def test_what_cannot_be_a_ledger_is_refused_and_nothing_is_stored(store: Store, mended, words: str) -> None:  # type: ignore[no-untyped-def]
    plan = begun(store)
    with pytest.raises(LedgerError, match=words):
        confirm_as_new(store, mended(plan), NOW)
    assert store.books.all() == ()
    assert store.plans.get(plan.plan_id) == plan


@pytest.mark.parametrize("name", ["加粗标题.docx", "一格多项.docx", "网页要点.html"])
def test_the_original_of_a_plan_is_kept_and_known_again(store: Store, name: str) -> None:
    place = str(PLANS / name)
    review = read_plan_file(LocalDocuments(), place, Progress())
    first = begin_review(store, review, place, NOW)
    original = store.plans.get(first.plan_id).original
    assert hashlib.sha256(store.kept.read(original)).hexdigest() == original
    again = begin_review(store, review, place, NOW)
    assert (again.plan_id, again.already, bool(again.touched)) == (first.plan_id, True, False)


def test_only_a_table_is_filled_as_the_ledgers_own_form(store: Store) -> None:
    for name, has_form in (("一格多项.docx", True), ("加粗标题.docx", False)):
        place = str(PLANS / name)
        plan_id = begin_review(store, read_plan_file(LocalDocuments(), place, Progress()), place, NOW).plan_id
        book_id, _ = confirm_as_new(store, store.plans.get(plan_id), NOW)
        assert bool(store.books.get(book_id).original) is has_form


def test_removing_the_ledger_removes_its_plan_and_undo_brings_both_back(store: Store) -> None:
    book_id = confirmed(store)
    before = store.plans.get(store.plans.of_book(book_id)[0].plan_id)
    remove_book(store, book_id, NOW)
    assert store.plans.all() == ()
    store.undo(NOW)
    assert store.plans.get(before.plan_id) == before


def test_a_file_without_any_task_is_refused_in_words_that_help(tmp_path: Path) -> None:
    place = tmp_path / "通知.txt"
    place.write_text("各乡镇：\n现定于5月召开会议。", encoding="utf-8")
    with pytest.raises(LedgerError, match="没有找到工作任务"):
        read_plan_file(LocalDocuments(), str(place), Progress())
