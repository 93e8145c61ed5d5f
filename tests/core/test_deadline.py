"""Deadline phrases: what is found, what it means, where it stands."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadline import Deadline, DeadlineKind, find_deadlines

Found = tuple[str, str | None, str]


def found(text: str, *, column: bool, year: int | None = 2023) -> list[Found]:
    return [_plain(d) for d in find_deadlines(text, year, column=column)]


def _plain(d: Deadline) -> Found:
    return d.text, None if d.date is None else d.date.isoformat(), d.kind.value


COLUMN: list[tuple[str, list[Found]]] = [
    ("2023年10月", [("2023年10月", "2023-10-31", "in")]),
    ("2023年\n10月", [("2023年10月", "2023-10-31", "in")]),
    ("20\n23年10月", [("2023年10月", "2023-10-31", "in")]),
    ("2023年1\n0月", [("2023年10月", "2023-10-31", "in")]),
    ("2023 年 10 月", [("2023 年 10 月", "2023-10-31", "in")]),
    ("２０２３年１０月", [("２０２３年１０月", "2023-10-31", "in")]),
    ("二〇二三年十月", [("二〇二三年十月", "2023-10-31", "in")]),
    ("23年10月", [("23年10月", "2023-10-31", "in")]),
    ("12月", [("12月", "2023-12-31", "in")]),
    ("2月", [("2月", "2023-02-28", "in")]),
    ("6月、12月", [("6月", "2023-06-30", "in"), ("12月", "2023-12-31", "in")]),
    ("第三季度", [("第三季度", "2023-09-30", "in")]),
    ("4季度", [("4季度", "2023-12-31", "in")]),
    ("三季度末", [("三季度末", "2023-09-30", "by")]),
    ("2023年前三季度", [("2023年前三季度", "2023-09-30", "in")]),
    ("上半年", [("上半年", "2023-06-30", "in")]),
    ("年内", [("年内", "2023-12-31", "in")]),
    ("年底前", [("年底前", "2023-12-31", "by")]),
    ("2023年底", [("2023年底", "2023-12-31", "by")]),
    ("2023年", [("2023年", "2023-12-31", "in")]),
    ("2023年度", [("2023年度", "2023-12-31", "in")]),
    ("2023.10", [("2023.10", "2023-10-31", "in")]),
    ("2023.10\n2023.12", [("2023.10", "2023-10-31", "in"), ("2023.12", "2023-12-31", "in")]),
    ("2023-10-31", [("2023-10-31", "2023-10-31", "by")]),
    ("2023-10-31 00:00:00", [("2023-10-31", "2023-10-31", "by")]),
    ("2023/10/8", [("2023/10/8", "2023-10-08", "by")]),
    ("20231031", [("20231031", "2023-10-31", "by")]),
    ("10.31", [("10.31", "2023-10-31", "by")]),
    ("10月31日", [("10月31日", "2023-10-31", "by")]),
    ("10月底", [("10月底", "2023-10-31", "by")]),
    ("12月1号前", [("12月1号前", "2023-12-01", "by")]),
    ("不迟于10月31日", [("不迟于10月31日", "2023-10-31", "by")]),
    ("6月31日前", [("6月31日前", None, "by")]),
    ("次年1月31日前", [("次年1月31日前", "2024-01-31", "by")]),
    ("2024年1月31日前", [("2024年1月31日前", "2024-01-31", "by")]),
    ("8月10日\n12月1日", [("8月10日", "2023-08-10", "by"), ("12月1日", "2023-12-01", "by")]),
    (
        "4月、7月、10月底前",
        [("4月", "2023-04-30", "by"), ("7月", "2023-07-31", "by"), ("10月底前", "2023-10-31", "by")],
    ),
    (
        "2023年6月前启动，12月底前完成",
        [("2023年6月前", "2023-06-30", "by"), ("12月底前", "2023-12-31", "by")],
    ),
    ("3月至10月", [("3月至10月", "2023-10-31", "in")]),
    ("1-12月", [("1-12月", "2023-12-31", "in")]),
    ("2023年3月-2024年5月", [("2023年3月-2024年5月", "2024-05-31", "in")]),
    ("2023—2025年", [("2023—2025年", "2025-12-31", "in")]),
    ("持续推进", [("持续推进", None, "ongoing")]),
    ("长期坚持", [("长期坚持", None, "ongoing")]),
    ("常态化", [("常态化", None, "ongoing")]),
    ("全年", [("全年", None, "ongoing")]),
    ("2023年全年", [("2023年全年", None, "ongoing")]),
    ("即时", [("即时", None, "ongoing")]),
    ("全年推进，10月底前完成", [("全年推进", None, "ongoing"), ("10月底前", "2023-10-31", "by")]),
    ("按季度", [("按季度", None, "recurring")]),
    ("每月", [("每月", None, "recurring")]),
    ("每半年", [("每半年", None, "recurring")]),
    ("每周五前", [("每周五前", None, "recurring")]),
    ("每季度末", [("每季度末", None, "recurring")]),
    ("每年6月、12月", [("每年6月、12月", None, "recurring")]),
    ("收到后5个工作日内", [("收到后5个工作日内", None, "relative")]),
    ("按上级要求", [("按上级要求", None, "relative")]),
    ("/", []),
    ("——", []),
    ("无", []),
    (" \n", []),
]

PROSE: list[tuple[str, list[Found]]] = [
    ("通过门户网站于 3 月 31 日前向社会公开", [("3 月 31 日前", "2023-03-31", "by")]),
    ("9月底前实现统一查询", [("9月底前", "2023-09-30", "by")]),
    ("十月底前完成", [("十月底前", "2023-10-31", "by")]),
    ("6月中旬前报送", [("6月中旬前", "2023-06-20", "by")]),
    ("年内做到图文解读全覆盖", [("年内", "2023-12-31", "in")]),
    ("年底前完成目录编制", [("年底前", "2023-12-31", "by")]),
    ("2020年年底前,推动事项清单同源发布", [("2020年年底前", "2020-12-31", "by")]),
    ("2023年第三季度末前完成", [("2023年第三季度末前", "2023-09-30", "by")]),
    ("分别于8月10日、12月1日前报送", [("8月10日", "2023-08-10", "by"), ("12月1日前", "2023-12-01", "by")]),
    (
        "分别于2021年8月10日、12月1日前报送",
        [("2021年8月10日", "2021-08-10", "by"), ("12月1日前", "2021-12-01", "by")],
    ),
    ("3月底前和9月底前分别报送", [("3月底前", "2023-03-31", "by"), ("9月底前", "2023-09-30", "by")]),
    ("7月底前制定方案，10月底前完成改版", [("7月底前", "2023-07-31", "by"), ("10月底前", "2023-10-31", "by")]),
    ("占比达到20\n10月底前完成", [("10月底前", "2023-10-31", "by")]),
    ("到2023年底，实现全覆盖", [("2023年底", "2023-12-31", "by")]),
    ("2023年10月底完成改版", [("2023年10月底", "2023-10-31", "by")]),
    ("上半年完成修订", [("上半年", "2023-06-30", "in")]),
    ("明年1月底前公布年度报告", [("明年1月底前", "2024-01-31", "by")]),
    ("务必于每季度最后一个月15日前报送", [("每季度最后一个月15日前", None, "recurring")]),
    ("由起草部门每年10月底前系统梳理", [("每年10月底前", None, "recurring")]),
    ("每年9月集中组织政府开放活动", [("每年9月", None, "recurring")]),
    ("每月底前更新", [("每月底前", None, "recurring")]),
    ("决策出台后10个工作日内，向社会公开", [("决策出台后10个工作日内", None, "relative")]),
    ("政策图解要在文件公开后3个工作日内上网", [("文件公开后3个工作日内", None, "relative")]),
    ("规范性文件于正式印发后5个工作日内报送", [("正式印发后5个工作日内", None, "relative")]),
    ("征求意见结束后，1个月内发布采纳情况", [("1个月内", None, "relative")]),
    ("自收到申请之日起20个工作日内答复", [("自收到申请之日起20个工作日内", None, "relative")]),
    ("网民留言3个工作日办结", [("3个工作日", None, "relative")]),
    ("完成时限：2023年10月", [("2023年10月", "2023-10-31", "in")]),
    ("完成时限 2023年11月底", [("2023年11月底", "2023-11-30", "by")]),
    ("（完成时限：长期坚持）", [("长期坚持", None, "ongoing")]),
    ("做好维护。（持续推进）", [("持续推进", None, "ongoing")]),
]

MERE_DATES = """于2020年9月17日印发|〔2022〕13号|2023年度工作要点|征求意见不少于30日|2018年以来|5月18日公开了|目前|此前
前期|日前|当前|年前|截至目前|截至2022年底，全区已公开|2019年5月15日前的信息|自2023年5月1日起施行|2022年底前已完成|近3年内
“年初建账、年中查账、年底交账”|每季度至少开展一次|按年度公开|持续推进网站建设|10月前后|2023年前三季度|《关于3月31日前报送的通知》
第一时间内|不断提前谋划|2022年10月完成的项目|12345热线|占比20%|10.5万元""".replace("\n", "|").split("|")


@pytest.mark.parametrize(("text", "expected"), COLUMN)
def test_in_a_column_everything_is_a_deadline(text: str, expected: list[Found]) -> None:
    assert found(text, column=True) == expected


@pytest.mark.parametrize(("text", "expected"), PROSE)
def test_in_prose_a_phrase_that_sets_a_term_counts(text: str, expected: list[Found]) -> None:
    assert found(text, column=False) == expected


@pytest.mark.parametrize("text", MERE_DATES)
def test_in_prose_a_mere_date_is_no_deadline(text: str) -> None:
    assert found(text, column=False) == []


def test_without_any_year_the_date_is_unknown() -> None:
    assert found("9月底前实现", column=False, year=None) == [("9月底前", None, "by")]
    assert found("2月", column=True, year=None) == [("2月", None, "in")]


def test_a_year_in_the_phrase_wins_over_the_title() -> None:
    assert found("2024年2月底前完成", column=False) == [("2024年2月底前", "2024-02-29", "by")]


def test_a_deadline_tells_its_place_in_what_was_read() -> None:
    text = "要于 3 月\n31 日前公布，年底前完成。"
    first, second = find_deadlines(text, 2023, column=False)
    assert (text[first.start : first.end], first.text) == ("3 月\n31 日前", "3 月31 日前")
    assert text[second.start : second.end] == second.text == "年底前"


months = st.integers(1, 12)
gaps = st.sampled_from(["", " ", "\u3000", "\u00a0", "\n"])


@given(year=st.integers(2008, 2035), month=months, gap=gaps)
def test_a_month_means_its_last_day_however_it_is_spaced(year: int, month: int, gap: str) -> None:
    text = gap.join([str(year), "年", str(month), "月"])
    (only,) = find_deadlines(text, None, column=True)
    assert only.date is not None
    assert only.kind is DeadlineKind.IN
    assert (only.date.year, only.date.month) == (year, month)
    assert (date.fromordinal(only.date.toordinal() + 1)).day == 1


@given(day=st.dates(date(2008, 1, 1), date(2035, 12, 31)), before=st.text(alphabet="要求各单位于在，。", max_size=8))
def test_a_day_with_qian_is_found_in_any_sentence(day: date, before: str) -> None:
    text = f"{before}{day.year}年{day.month}月{day.day}日前报送"
    (only,) = find_deadlines(text, day.year, column=False)
    assert (only.date, only.kind) == (day, DeadlineKind.BY)


PIECES = "0123456789年月日前底末内、，。（）每季度个工作后起至-. \n十持续推进按要求完成时限：半上旬今次"
ANYTHING = st.text(alphabet=PIECES, max_size=40)


@given(text=ANYTHING, column=st.booleans(), year=st.one_of(st.none(), st.integers(2008, 2035)))
def test_phrases_stand_in_the_text_in_order_and_never_overlap(text: str, column: bool, year: int | None) -> None:
    deadlines = find_deadlines(text, year, column=column)
    ends = [0]
    for d in deadlines:
        assert ends[-1] <= d.start < d.end <= len(text)
        assert d.text == "".join(text[d.start : d.end].splitlines())
        ends.append(d.end)
