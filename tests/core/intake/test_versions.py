"""Which of a unit's files is the same again, which adds, which contradicts."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.arrived import Arrived, FileStatus
from core.intake.rows import PlacedRows, ReturnedRow
from core.intake.versions import Versions, adds, judge_versions


def rows(*said: str) -> PlacedRows:
    return PlacedRows({i: ReturnedRow(i + 1, f"任务{i}", text) for i, text in enumerate(said)})


def file(name: str, *said: str, kind: str = "docx", **head: str) -> Arrived:
    return Arrived(name, kind, rows=rows(*said), head=head)


def judged(files: Sequence[Arrived], differences: tuple[str, ...] | None = ("不同",)) -> Versions:
    return judge_versions("云岭镇人民政府", files, list(range(1, 30)), lambda a, b: differences)


def test_a_file_that_adds_is_newer_whatever_it_is_called() -> None:
    found = judged([file("a.docx", "甲乙。", "丙"), file("b.docx", "甲乙")])
    assert found.status == {"b.docx": FileStatus.FIRST, "a.docx": FileStatus.NEWER}
    assert found.current
    assert found.current.name == "a.docx"


def test_a_version_between_two_others_finds_its_place() -> None:
    found = judged([file("1.docx", "甲"), file("3.docx", "甲", "乙", "丙"), file("2.docx", "甲", "乙")])
    assert [f.name for f in found.chain] == ["1.docx", "2.docx", "3.docx"]


@pytest.mark.parametrize("later", [("甲", ""), ("12条", "乙"), ("甲乙丙", "")])
def test_what_was_changed_or_taken_away_is_a_conflict_and_never_an_update(later: tuple[str, ...]) -> None:
    found = judged([file("a.docx", "11条", "乙"), file("b.docx", *later)])
    assert found.status["b.docx"] is FileStatus.CONFLICT
    (finding,) = found.findings
    assert finding.rule == "intake.conflict"
    assert finding.where[:3] == ("unit:云岭镇人民政府", "file:a.docx", "file:b.docx")


def test_spaces_and_full_width_do_not_make_another_version() -> None:
    assert (
        judged([file("a.docx", "共１２条，已发布"), file("b.docx", " 共12条,\n已发布")]).status["b.docx"]
        is FileStatus.SAME
    )


def test_another_contact_is_another_version() -> None:
    found = judged([file("a.docx", "甲", contact="李"), file("b.docx", "甲", contact="王")])
    assert found.status["b.docx"] is not FileStatus.SAME


def test_a_word_and_its_ofd_are_one_return() -> None:
    found = judged([file("a.ofd", "甲", kind="ofd"), file("a.docx", "甲")])
    assert set(found.status.values()) == {FileStatus.FIRST}
    assert not found.findings


def test_an_ofd_that_says_what_the_comparison_finds_equal_belongs_to_the_word() -> None:
    """A layout may cut rows otherwise than the Word has them."""
    found = judged([file("a.ofd", "甲", "", kind="ofd"), file("a.docx", "甲", "乙")], differences=())
    assert found.status["a.ofd"] is FileStatus.FIRST


def test_an_ofd_of_an_earlier_version_is_told() -> None:
    found = judged([file("a.docx", "甲"), file("b.docx", "甲", "乙"), file("a.ofd", "甲", kind="ofd")])
    assert [f.rule for f in found.findings] == ["intake.older_fixed"]


said = st.lists(st.sampled_from(["", "甲", "甲乙", "12条", "12条。已办结", "不涉及"]), min_size=3, max_size=3)


@given(said, said)
def test_no_two_files_add_to_each_other(one: list[str], other: list[str]) -> None:
    assert not (adds(rows(*one), rows(*other)) and adds(rows(*other), rows(*one)))


@given(said, said)
def test_an_update_holds_everything_that_was_said_before(one: list[str], other: list[str]) -> None:
    if adds(rows(*one), rows(*other)):
        assert all(a.rstrip("。") in b for a, b in zip(one, other, strict=True))
