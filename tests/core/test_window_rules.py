"""What the window shows, decided without Qt: days left, the list, days as typed, texts composed and compared."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.days import parse_day, shown_day
from core.document import Document, Row, Section, Table, grid_of, paragraph, paragraphs_of, tables_of, text_cell
from core.ledger.compose import compose_progress
from core.ledger.differing import differing
from core.ledger.emphasis import Emphasis, emphasised, pieces
from core.ledger.entry import Figure, ProgressEntry
from core.ledger.figures_line import parse_figures, shown_figures
from core.ledger.headings import Column
from core.ledger.last_year import said_last_year
from core.ledger.listing import ListedTask, Quick, SortBy, counts, filtered, list_tasks, sorted_by
from core.ledger.mending import Mending, header_seen, mended, mending_from_text
from core.ledger.outlook import Urgency, due_from, outlook
from core.ledger.read import read_ledger
from core.ledger.record import Due, LedgerBook, TaskRecord
from core.ledger.round import Round
from core.ledger.sending import review_sheet, sending_list
from core.ledger.state import Status, TaskState
from core.units import Concern, ConcernResult

TODAY = date(2026, 8, 4)
TWO_DAYS = (Due("7月底前", date(2026, 7, 31)), Due("10月底前", date(2026, 10, 31)))


def task(*deadlines: Due, number: int = 1, **more: object) -> TaskRecord:
    return TaskRecord(task_id=number, position=number, number=number, deadlines=deadlines, **more)  # type: ignore[arg-type]


def test_an_early_day_that_passed_counts_until_work_has_started() -> None:
    untouched = outlook(task(*TWO_DAYS), TaskState(), TODAY)
    assert (untouched.urgency, untouched.words) == (Urgency.LATE, "逾期 4 天")
    started = outlook(task(*TWO_DAYS), TaskState(status=Status.UNDER_WAY), TODAY)
    assert (started.text, started.words) == ("10月底前", "还有 88 天")


@pytest.mark.parametrize(
    ("left", "urgency", "words"),
    [
        (-1, Urgency.LATE, "逾期 1 天"),
        (0, Urgency.SOON, "今天到期"),
        (30, Urgency.SOON, "还有 30 天"),
        (31, Urgency.LATER, "还有 31 天"),
    ],
)
def test_days_left_are_told_in_words_and_by_urgency(left: int, urgency: Urgency, words: str) -> None:
    seen = outlook(task(Due("某日前", TODAY + timedelta(days=left))), TaskState(), TODAY)
    assert (seen.urgency, seen.words) == (urgency, words)


@pytest.mark.parametrize("status", [Status.DONE, Status.NOT_APPLICABLE, Status.ONGOING])
@given(day=st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_done_and_ongoing_tasks_are_never_overdue(status: Status, day: date) -> None:
    seen = outlook(task(Due("某日前", day)), TaskState(status=status), TODAY)
    assert seen.urgency not in (Urgency.LATE, Urgency.SOON)
    assert seen.words == ""
    assert seen.text == "某日前"


def test_the_list_leaves_out_a_year_that_the_day_has_anyway() -> None:
    assert outlook(task(Due("2026年10月底前", date(2026, 10, 31))), TaskState(), TODAY).short_text == "10月底前"
    assert outlook(task(Due("2027年1月前", date(2026, 12, 31))), TaskState(), TODAY).short_text == "2027年1月前"


def ten_days_on(day: date, count: int) -> date:
    return day + timedelta(days=count + 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("决策出台后10个工作日内", date(2026, 1, 31)),
        ("印发后30日内", date(2026, 2, 16)),
        ("1个月内", date(2026, 2, 17)),
        ("十五天内", date(2026, 2, 1)),
        ("两周内", date(2026, 1, 31)),
        ("及时", None),
    ],
)
def test_a_relative_term_yields_a_day_once_it_is_known_what_it_counts_from(text: str, expected: date | None) -> None:
    assert due_from(text, date(2026, 1, 17), ten_days_on) == expected


def test_a_month_later_stays_within_the_month() -> None:
    assert due_from("1个月内", date(2026, 1, 31), None) == date(2026, 2, 28)
    assert due_from("1年内", date(2024, 2, 29), None) == date(2025, 2, 28)


def test_working_days_without_a_calendar_are_not_guessed() -> None:
    relative = task(Due("10个工作日内", None, "relative"))
    assert outlook(relative, TaskState(counted_from=TODAY), TODAY).on is None
    assert outlook(relative, TaskState(counted_from=TODAY), TODAY, ten_days_on).on == date(2026, 8, 18)


def rows() -> list[ListedTask]:
    tasks = [
        task(Due("7月前", date(2026, 6, 30)), number=1, lead_units=("我镇",), topic="乙"),
        task(number=2, lead_units=("别人",), topic="甲"),
        task(Due("8月底前", date(2026, 8, 31)), number=3, lead_units=("我镇",), topic="丙"),
        task(Due("年底前", date(2026, 12, 31)), number=4, lead_units=("我镇",), topic="丁"),
    ]
    states = {t.task_id: TaskState(t.task_id) for t in tasks} | {4: TaskState(4, progress="做了。")}

    def concern_of(lead, responsible):  # type: ignore[no-untyped-def]
        return ConcernResult(Concern.NAMED if lead == ("我镇",) else Concern.NONE)

    return list_tasks(tasks, states, TODAY, concern_of)


def test_quick_filters_count_what_they_show_and_keep_to_the_unit() -> None:
    seen = rows()
    assert counts(seen) == {
        Quick.MINE: 3, Quick.ALL: 4, Quick.BLANK: 2, Quick.SOON: 1, Quick.LATE: 1, Quick.FLAGGED: 0,
    }  # fmt: skip
    assert {q: len(filtered(seen, q)) for q in Quick} == counts(seen)


def test_a_search_narrows_the_filter_and_the_chosen_task_stays() -> None:
    assert [r.task.number for r in filtered(rows(), Quick.ALL, frozenset({2, 3}))] == [2, 3]
    assert [r.task.number for r in filtered(rows(), Quick.LATE, always=4)] == [1, 4]


def test_without_a_unit_every_task_may_concern_it() -> None:
    seen = list_tasks([task(number=1)], {1: TaskState(1)}, TODAY)
    assert seen[0].mine
    assert seen[0].concern.concern is Concern.UNASSIGNED


@pytest.mark.parametrize("column", SortBy)
@pytest.mark.parametrize("descending", [False, True])
def test_sorting_loses_no_row_and_rows_without_a_day_come_last(column: SortBy, descending: bool) -> None:
    seen = sorted_by(rows(), column, descending)
    assert sorted(r.task.number for r in seen) == [1, 2, 3, 4]
    if column is SortBy.DUE:
        assert seen[-1].task.number == 2


@pytest.mark.parametrize("text", ["8月10日", "8.10", "08-10", "8/10", "2026年8月10日", "2026-8-10", " 8 月 10 号 "])
def test_a_day_is_read_as_clerks_write_it(text: str) -> None:
    assert parse_day(text, 2026) == date(2026, 8, 10)


@pytest.mark.parametrize("text", ["8月", "月底", "13月1日", "6月31日", "8月10日前后"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parse_day(text, 2026)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_shown_day_is_read_as_the_same_day(day: date) -> None:
    assert parse_day(shown_day(day, 2026), 2026) == day
    assert shown_day(None) == ""
    assert parse_day("  ", 2026) is None


def test_dates_and_figures_of_a_task_stand_out_and_nothing_is_lost() -> None:
    text = "于3月31日前向社会公开，公开率达到100%，征求意见不少于30日。"
    found = emphasised(text, 2026)
    assert ["".join(p for p, k in pieces(text, found) if k is kind) for kind in Emphasis] == ["3月31日前", "达到100%"]
    assert "".join(p for p, _ in pieces(text, found)) == text


@given(st.text("于3月1日前公开率达到0%，不少次条。期12", max_size=40))
def test_cutting_a_text_at_its_emphasis_loses_no_letter(text: str) -> None:
    assert "".join(p for p, _ in pieces(text, emphasised(text, 2026))) == text


def test_a_text_is_composed_of_what_the_entries_say_and_nothing_else() -> None:
    entries = (
        ProgressEntry(1, date(2026, 5, 18), "公开目录4项。", (Figure("公开", "4", "项"), Figure("点击", "320", "次"))),
        ProgressEntry(1, date(2026, 4, 2), "4月2日召开座谈会"),
        ProgressEntry(1, date(2025, 12, 30), "预告"),
        ProgressEntry(1, date(2026, 6, 1), "  "),
    )
    expected = "2025年12月30日，预告。4月2日召开座谈会。5月18日，公开目录4项，点击320次。"
    assert compose_progress(entries, 2026) == expected


def test_figures_on_one_line_keep_their_digits_and_lose_no_word() -> None:
    figures = parse_figures("公开条数12条，占比98.50%；征求意见：3 份、说明")
    assert figures == (
        Figure("公开条数", "12", "条"),
        Figure("占比", "98.50", "%"),
        Figure("征求意见", "3", "份"),
        Figure("说明", ""),
    )
    assert shown_figures(figures) == "公开条数12条，占比98.50%，征求意见3份，说明"


@given(st.text(max_size=60), st.text(max_size=60))
def test_differences_give_both_texts_back(before: str, after: str) -> None:
    found = differing(before, after)
    assert "".join(p.text for p in found if p.kind != "in") == before
    assert "".join(p.text for p in found if p.kind != "out") == after


def test_numbers_differ_as_a_whole() -> None:
    assert [(p.kind, p.text) for p in differing("5月18日", "3月28日")] == [
        ("out", "5"), ("in", "3"), ("same", "月"), ("out", "18"), ("in", "28"), ("same", "日"),
    ]  # fmt: skip


def table(*lines: tuple[str, ...]) -> Document:
    return Document((Section((paragraph("任务表"), Table(tuple(Row(tuple(map(text_cell, line))) for line in lines)))),))


UNKNOWN = table(("甲", "乙", "丙", "丁"), ("1", "公开目录", "各村", ""), ("2", "更新专栏", "党政办", "已更新"))
MEANT = Mending(0, 0, 1, {0: Column.NUMBER, 1: Column.CONTENT, 2: None, 3: Column.PROGRESS})


def test_columns_named_by_hand_are_read_as_named() -> None:
    assert read_ledger(UNKNOWN) is None
    ledger = read_ledger(mended(UNKNOWN, MEANT))
    assert ledger is not None
    assert [(t.number, t.content, t.responsibility_text, t.progress) for t in ledger.tasks] == [
        (1, "公开目录", "", ""),
        (2, "更新专栏", "", "已更新"),
    ]


def test_what_was_named_by_hand_outlives_being_stored_as_text() -> None:
    assert mending_from_text(MEANT.as_text()) == MEANT
    assert mending_from_text("") is None
    assert mending_from_text("from another version") is None


def test_mending_keeps_every_cell_below_the_header() -> None:
    (before,), (after,) = tables_of(UNKNOWN.blocks), tables_of(mended(UNKNOWN, MEANT).blocks)
    assert grid_of(after)[1:] == grid_of(before)[1:]


def test_a_row_that_is_pointed_at_is_shown_as_the_header() -> None:
    seen = header_seen(UNKNOWN, 0, 1)
    assert seen is not None
    assert (seen.row, seen.headings) == (1, ("1", "公开目录", "各村", ""))
    assert header_seen(Document((Section((paragraph("没有表"),)),))) is None


def test_last_years_words_come_from_the_task_that_it_surely_is() -> None:
    old = [task(number=7, topic="政府开放日", content="每年举办政府开放日活动不少于一次，邀请群众代表参加")]
    new = [task(number=1, topic="政府开放日", content="每年举办政府开放日活动不少于一次，邀请群众代表参加")]
    new.append(task(number=2, topic="财政信息", content="公开部门预算和决算及其说明"))
    assert said_last_year(new, old, {7: TaskState(7, progress="去年办了一次。")}) == {1: "去年办了一次。"}


def words_of(document: Document) -> str:
    return "\n".join(p.text for p in paragraphs_of(document.blocks))


def test_the_papers_beside_a_form_tell_what_to_whom_by_when() -> None:
    book = LedgerBook(title="云岭县2026年台账", year=2026)
    round_ = Round(1, "第一期", date(2026, 8, 10))
    words = words_of(
        sending_list(book, round_, "云岭镇人民政府", "政务OA", ("台账.docx",), "ABC123DEF456", TODAY, review=True)
    )
    for part in (
        "云岭县2026年台账",
        "云岭镇人民政府",
        "第一期",
        "2026年8月10日前",
        "政务OA",
        "台账.docx",
        "ABC123DEF456",
        "送审",
        "盖章",
    ):
        assert part in words
    assert "送审" not in words_of(sending_list(book, round_, "云岭镇", "", (), "X", TODAY, review=False))
    sheet = words_of(review_sheet(book, replace(round_, due_on=None), "云岭镇", ("台账.docx",), "ABC123DEF456", TODAY))
    for part in ("拟稿", "股室负责人", "保密审查意见", "分管领导签发", "ABC123DEF456"):
        assert part in sheet
