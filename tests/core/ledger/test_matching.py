"""Rows found again in another version of the form: edited, moved, renumbered, added, dropped; the unsure ones asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.actions.importing import form_from_rows
from core.ledger.matching import MatchKey, match
from core.ledger.readback import read_back
from core.ledger.record import Due, FormRow, LedgerBook, LedgerForm, TaskRecord
from core.ledger.revise import FIELD_LABELS, revise, revised_task
from core.ledger.state import Status, TaskState

TASKS: tuple[str, ...] = (
    "及时公开先行区建设、乡村全面振兴等方面的政策法规、工作方案和创新成果。",
    "扎实推进部门所属单位预算、决算及相关报表公开，在门户网站集中公开。",
    "确定本单位年度重大行政决策事项，经审议同意，在门户网站向社会公开。",
    "鼓励通过公开征集意见的方式引导社会公众参与，征集意见不少于30日。",
    "按照制定方案、发布公告、组织实施、报送结果的原则开展政府开放日活动。",
    "加强政府网站和政务新媒体内容管理，抓好信息审核和安全防护。",
    "配齐配强专职工作人员，保持人员队伍的稳定性，人员变动及时报备。",
)


def keys(*texts: str) -> list[MatchKey]:
    return [MatchKey(text, str(i)) for i, text in enumerate(texts, start=1)]


def task(text: str, number: int = 0, task_id: int = 0) -> TaskRecord:
    return TaskRecord(task_id, 1, max(number - 1, 0), number, str(number), content=text)


def kept(*texts: str) -> list[TaskRecord]:
    return [task(text, i, 100 + i) for i, text in enumerate(texts, start=1)]


def form(*texts: str) -> LedgerForm:
    return LedgerForm(LedgerBook(), tuple(FormRow(task(text, i)) for i, text in enumerate(texts, start=1)))


def test_equal_rows_match_wherever_they_moved() -> None:
    found = match(keys(*TASKS), keys(*reversed(TASKS)))
    assert {i: j for i, (j, _) in found.pairs.items()} == {i: 6 - i for i in range(7)}
    assert found.unsure == {}


def test_white_space_and_width_are_no_difference() -> None:
    (found,) = match(
        [MatchKey("公开率达到１００％（含）", "1")], [MatchKey(" 公开率达 到100%(含)\n", "1")]
    ).pairs.values()
    assert found == (0, 100.0)


def test_rows_of_one_text_are_told_apart_by_their_numbers() -> None:
    old = [MatchKey("同样的要求", "1"), MatchKey("同样的要求", "2"), MatchKey("同样的要求", "3")]
    new = [MatchKey("同样的要求", "3"), MatchKey("同样的要求", "1")]
    assert {i: j for i, (j, _) in match(old, new).pairs.items()} == {0: 2, 1: 0}


def test_a_reworded_row_is_found_by_text_and_number_together() -> None:
    new = list(TASKS)
    new[2] = "确定本单位本年度重大行政决策事项目录，经审议同意后，于3月31日前在门户网站向社会公开，公开率达到100%。"
    found = match(keys(*TASKS), keys(*new))
    assert found.pairs[2][0] == 2
    assert 50 < found.pairs[2][1] < 100


def test_a_row_like_two_others_is_asked_not_guessed() -> None:
    old = [MatchKey("每季度公开规范性文件目录及文本", "1"), MatchKey("每季度公开规范性文件目录和文本", "2")]
    found = match(old, [MatchKey("每季度公开规范性文件目录与文本", "9")])
    assert found.pairs == {}
    assert set(found.unsure[0]) == {0, 1}


def test_two_rows_like_one_are_asked_not_guessed() -> None:
    new = [MatchKey("每季度公开规范性文件目录及文本", "8"), MatchKey("每季度公开规范性文件目录和文本", "9")]
    found = match([MatchKey("每季度公开规范性文件目录与文本", "1")], new)
    assert found.pairs == {}
    assert found.unsure == {0: (0,), 1: (0,)}


def test_an_equal_number_alone_makes_no_match_and_blank_rows_match_nothing() -> None:
    assert match(keys(TASKS[0]), keys(TASKS[6])).pairs == {}
    assert match(keys(TASKS[0]), keys(TASKS[6])).unsure == {}
    assert match(keys("", ""), keys("", "")).pairs == {}


@st.composite
def revisions(draw: st.DrawFn) -> tuple[list[str], list[str], dict[int, int]]:
    """Tasks, a later form of them (moved, dropped, added to, a few characters changed), and which is which."""
    order = draw(st.permutations(range(len(TASKS))))
    stays = order[: draw(st.integers(0, len(TASKS)))]
    texts: list[str] = []
    for i in stays:
        at = draw(st.integers(0, len(TASKS[i])))
        cut = draw(st.integers(0, 3))
        texts.append(TASKS[i][:at] + draw(st.sampled_from(["", "认真", "（修订）"])) + TASKS[i][at + cut :])
    texts += draw(st.lists(st.sampled_from(["组织公务员学习保密法", "按月报送值班安排表"]), unique=True, max_size=2))
    return list(TASKS), texts, dict(enumerate(stays))


@given(revisions())
def test_moved_and_lightly_edited_rows_are_all_found_and_new_ones_are_new(
    case: tuple[list[str], list[str], dict[int, int]],
) -> None:
    old, new, wanted = case
    found = match(keys(*old), keys(*new))
    assert {i: j for i, (j, _) in found.pairs.items()} == wanted


@given(st.lists(st.text("甲乙丙丁 ", max_size=8), max_size=8), st.lists(st.text("甲乙丙丁 ", max_size=8), max_size=8))
def test_pairs_are_one_to_one_and_every_row_is_accounted_for(old: Sequence[str], new: Sequence[str]) -> None:
    found = match(keys(*old), keys(*new))
    taken = [j for j, _ in found.pairs.values()]
    assert len(taken) == len(set(taken))
    assert not set(found.pairs) & set(found.unsure)
    assert not {j for rows in found.unsure.values() for j in rows} & set(taken)
    for i, (j, likeness) in found.pairs.items():
        assert likeness < 100 or old[j].replace(" ", "") == new[i].replace(" ", "")


def test_a_revision_tells_same_changed_new_and_dropped_rows() -> None:
    new = form(TASKS[1], TASKS[0] + "公开率100%。", "组织公务员学习保密法")
    found = revise(kept(*TASKS[:3]), new)
    assert [(p.task.task_id, p.changes) for p in found.same] == []
    assert [(p.task.task_id, p.changes) for p in found.changed] == [
        (102, ("number", "label")),
        (101, ("number", "label", "content")),
    ]
    assert [r.task.content for r in found.new] == ["组织公务员学习保密法"]
    assert [t.task_id for t in found.dropped] == [103]
    assert revised_task(kept(*TASKS[:3])[1], new.rows[0]) == replace(new.rows[0].task, task_id=102, book_id=1)


def test_a_new_deadline_or_unit_is_a_change_and_more_white_space_is_none() -> None:
    (old,) = kept(TASKS[0])
    row = FormRow(replace(old, content=f" {TASKS[0]}\n", deadlines=(Due("年底前", date(2026, 12, 31)),)))
    (pair,) = revise([old], LedgerForm(LedgerBook(), (row,))).changed
    assert [FIELD_LABELS[name] for name in pair.changes] == ["完成时限"]


def test_a_row_put_aside_before_is_not_dropped_again_and_may_come_back() -> None:
    aside = replace(kept(TASKS[0])[0], dropped=True)
    assert revise([aside], form()).dropped == ()
    assert [p.task.task_id for p in revise([aside], form(TASKS[0])).same] == [101]


def test_unsure_rows_are_settled_one_by_one() -> None:
    old = kept("每季度公开规范性文件目录及文本", "每季度公开规范性文件目录和文本", TASKS[0])
    rows = [
        FormRow(task(text, n))
        for n, text in ((8, "每季度公开规范性文件目录与文本"), (9, "每季度公开规范性文件目录并文本"))
    ]
    found = revise(old, form_from_rows(LedgerBook(), rows))
    assert [len(u.candidates) for u in found.unsure] == [2, 2]
    assert {t.task_id for t in found.dropped} == {101, 102, 103}
    one = found.settle({0: 102})
    assert [p.task.task_id for p in one.changed] == [102]
    assert [[c.task_id for c in u.candidates] for u in one.unsure] == [[101]]
    both = one.settle({1: 0})
    assert ([r.task.position for r in both.new], both.unsure) == ([1], ())
    assert {t.task_id for t in both.dropped} == {101, 103}
    with pytest.raises(ValueError, match="two rows"):
        found.settle({0: 101, 1: 101})
    with pytest.raises(KeyError):
        found.settle({0: 999})


def test_read_back_tells_texts_head_and_what_the_word_must_not_change() -> None:
    tasks = kept(*TASKS[:3])
    states = {
        101: TaskState(101, Status.UNDER_WAY, "已公开政策3项。"),
        102: TaskState(102, Status.NOT_APPLICABLE, not_applicable_reason="无所属单位"),
        103: TaskState(103),
    }
    word = LedgerForm(
        LedgerBook(contact="李某"),
        (
            FormRow(task(TASKS[0], 1), "已公开政策 3 项。\n"),
            FormRow(task(TASKS[1] + "（略）", 2), "已公开预算。"),
            FormRow(task("领导另加的一行", 4), "另加"),
        ),
    )
    found = read_back(LedgerBook(contact="张某"), tasks, states, word)
    assert [(t.task_id, t.before, t.after) for t in found.texts] == [(102, "不涉及：无所属单位", "已公开预算。")]
    assert [(h.field, h.before, h.after) for h in found.head] == [("contact", "张某", "李某")]
    assert [p.task.task_id for p in found.altered] == [102]
    assert [t.task_id for t in found.missing] == [103]
    assert found.strange == ("领导另加的一行",)
