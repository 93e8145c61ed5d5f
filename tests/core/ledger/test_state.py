"""A task's state: what it prints, and what a form's cell means for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import LedgerError
from core.ledger.record import form_from_contract
from core.ledger.round import FILE_KIND_LABELS, MOVES, SUBMISSION_LABELS, FileKind, Round, SubmissionState
from core.ledger.state import STATUS_LABELS, Status, TaskState, says_something
from core.settings import USER_ROLE_LABELS, UserRole


def test_every_code_has_a_label_of_its_own() -> None:
    for labels, codes in (
        (STATUS_LABELS, Status),
        (SUBMISSION_LABELS, SubmissionState),
        (FILE_KIND_LABELS, FileKind),
        (USER_ROLE_LABELS, UserRole),
    ):
        assert set(labels) == set(codes)
        assert len(set(labels.values())) == len(labels)
    assert set(MOVES) == set(SubmissionState)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("不涉及", ""),
        ("不涉及：本镇无所属预算单位", "本镇无所属预算单位"),
        ("不涉及，本镇无此事项。", "本镇无此事项。"),
        (" 不涉及本单位。", ""),
        ("不涉及我单位：无执法权", "无执法权"),
    ],
)
def test_a_cell_that_says_not_applicable_is_understood_with_its_reason(text: str, reason: str) -> None:
    state = TaskState().take(text)
    assert (state.status, state.not_applicable_reason) == (Status.NOT_APPLICABLE, reason)


@pytest.mark.parametrize("text", ["不涉及本单位的事项已转交县民政局办理。", "已公开3项，不涉及秘密。", "涉及本单位"])
def test_a_sentence_that_only_uses_the_words_is_progress(text: str) -> None:
    state = TaskState().take(text)
    assert (state.status, state.printed) == (Status.UNDER_WAY, text)


@pytest.mark.parametrize("text", ["", "/", "—", " \n"])
def test_blanks_and_strokes_start_nothing_but_are_kept(text: str) -> None:
    assert not says_something(text)
    assert (TaskState().take(text).status, TaskState().take(text).printed) == (Status.NOT_STARTED, text)


@given(st.text(max_size=20), st.sampled_from(Status), st.text(max_size=8))
def test_what_a_form_says_is_what_is_printed_after_it_was_taken(text: str, status: Status, reason: str) -> None:
    before = TaskState(1, status, "原文", not_applicable_reason=reason)
    after = before.take(text)
    assert after.take(text) == after
    if after.status is not Status.NOT_APPLICABLE:
        assert after.printed == text
    assert before.take(before.printed) == before


def test_writing_again_what_stands_there_leaves_carried_over_alone() -> None:
    carried = TaskState(1, Status.UNDER_WAY, "上期的话", carried_over=True)
    assert carried.write("上期的话") == carried
    assert not carried.write("本期的话").carried_over


def test_an_accepted_round_may_be_returned_and_a_draft_not_be_accepted() -> None:
    sent = Round(1, "第一期", state=SubmissionState.SENT)
    assert sent.move(SubmissionState.ACCEPTED).move(SubmissionState.RETURNED).open
    assert sent.move(SubmissionState.SENT) is sent
    with pytest.raises(LedgerError, match="第一期现在是“草稿”，不能直接改为“已接收”"):
        Round(1, "第一期").move(SubmissionState.ACCEPTED)


def test_the_command_lines_json_makes_a_form_with_every_field() -> None:
    shown = {
        "title": "台账",
        "year": None,
        "unit": "松溪乡人民政府",
        "contact": None,
        "phone": "12345",
        "tasks": [
            {
                "number": 3,
                "label": "（三）",
                "section": "一",
                "topic": "重点",
                "subtopic": "",
                "content": "内容",
                "indicator": "100%",
                "lead_units": ["甲"],
                "responsible_units": [],
                "responsibility_text": "甲牵头",
                "deadlines": [
                    {"text": "年底前", "date": "2026-12-31", "kind": "by"},
                    {"text": "长期", "date": None, "kind": "ongoing"},
                ],
                "progress": "进展",
            },
            {"number": 4},
        ],
    }
    form = form_from_contract(shown, "ab", "台账.docx")
    assert (form.book.year, form.book.contact, form.book.phone, form.book.original) == (None, "", "12345", "ab")
    first, second = form.rows
    assert (first.task.number, first.task.label, first.task.lead_units) == (3, "（三）", ("甲",))
    assert [(d.text, d.on and d.on.year, d.kind) for d in first.task.deadlines] == [
        ("年底前", 2026, "by"),
        ("长期", None, "ongoing"),
    ]
    assert (first.progress, second.task.position, second.progress) == ("进展", 1, "")
