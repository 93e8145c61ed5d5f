"""Ledgers of other counties, drawn in other ways."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import Document
from core.finding import Severity
from core.ledger.ledger import Ledger
from core.ledger.read import read_ledger
from tests.ledger_builder import HEADER, TITLE, document, ledger, table


def read(made: Document) -> Ledger:
    found = read_ledger(made)
    assert found is not None
    return found


def rules(found: Ledger) -> list[str]:
    return [f.rule for f in found.findings]


ROW = ("1", "政策发布", "集中发布惠企政策。", "牵头单位：县政府办公室；责任单位：各乡镇", "2026年10月", "已发布12条。")


def test_a_plain_row_is_read_into_its_columns() -> None:
    found = read(ledger(ROW))
    task = found.tasks[0]
    assert (found.title, found.year) == (TITLE, 2026)
    assert (task.number, task.topic, task.subtopic, task.content) == (1, "政策发布", "", "集中发布惠企政策。")
    assert (task.units.lead, task.units.responsible) == (("县政府办公室",), ("各乡镇",))
    assert [d.date for d in task.deadlines] == [date(2026, 10, 31)]
    assert (task.progress, task.cell) == ("已发布12条。", 11)


def test_columns_are_found_by_meaning_in_any_order() -> None:
    header = ("完成情况", "责任科室", "时限要求", "具体要求", "工作任务", "序号")
    task = read(ledger(("已办", "办公室", "9月底前", "及时更新", "网站维护", "1"), header=header)).tasks[0]
    assert (task.topic, task.content, task.progress, task.units.responsible) == (
        "网站维护",
        "及时更新",
        "已办",
        ("办公室",),
    )
    assert task.deadlines[0].date == date(2026, 9, 30)


def test_a_topic_over_two_columns_has_no_subtopic_and_flows_down_its_merge() -> None:
    found = read(
        ledger(
            ("1", ("政策公开", 1, 2), "集中发布", "内容甲", "县司法局", "年底前", ""),
            ("2", "动态清理", "内容乙", "县司法局", "年底前", ""),
            ("3", ("正向激励", 2), "内容丙", "各单位", "年底前", ""),
            header=("序号", ("重点工作", 2), "主要内容", "责任单位", "完成时限", "进展落实情况"),
        )
    )
    assert [(t.topic, t.subtopic) for t in found.tasks] == [
        ("政策公开", "集中发布"),
        ("政策公开", "动态清理"),
        ("正向激励", ""),
    ]


def test_a_topic_flows_down_blank_cells_but_not_into_the_next_section() -> None:
    found = read(
        ledger(
            (("一、主动公开", 6),),
            ("1", "政策公开", "甲", "县司法局", "年内", ""),
            ("2", "", "乙", "县司法局", "年内", ""),
            (("二、平台建设", 6),),
            ("3", "", "丙", "县司法局", "年内", ""),
        )
    )
    assert [(t.section, t.topic) for t in found.tasks] == [
        ("一、主动公开", "政策公开"),
        ("一、主动公开", "政策公开"),
        ("二、平台建设", ""),
    ]
    assert found.sections == ("一、主动公开", "二、平台建设")


def test_工作任务_is_the_content_only_beside_a_topic_column() -> None:
    beside = read(
        ledger(
            ("1", "政策", "发布政策", "县司法局", ""), header=("序号", "重点工作", "工作任务", "责任单位", "落实情况")
        )
    )
    alone = read(ledger(("1", "发布政策", "县司法局", ""), header=("序号", "工作任务", "责任单位", "落实情况")))
    assert (beside.tasks[0].topic, beside.tasks[0].content) == ("政策", "发布政策")
    assert (alone.tasks[0].topic, alone.tasks[0].content) == ("发布政策", "")


def test_a_column_of_integers_is_the_number_under_another_headings_merge() -> None:
    found = read(
        ledger(
            ("4", "政策公开", "甲", "县司法局", "年内", ""),
            ("5", "平台建设", "乙", "县司法局", "年内", ""),
            header=(("重点工作", 2), "主要内容", "责任单位", "完成时限", "落实情况"),
        )
    )
    assert [(t.number, t.topic, t.subtopic) for t in found.tasks] == [(4, "政策公开", ""), (5, "平台建设", "")]


def test_a_table_a_section_with_the_title_between_and_the_header_only_once() -> None:
    found = read(
        document(
            TITLE,
            "一、深化公开",
            table(HEADER, ("1", "政策", "甲", "县司法局", "年内", "")),
            "二、强化保障",
            table(("2", "培训", "乙", "县政府办", "年内", "已培训")),
        )
    )
    assert [(t.section, t.content, t.progress) for t in found.tasks] == [
        ("一、深化公开", "甲", ""),
        ("二、强化保障", "乙", "已培训"),
    ]


def test_a_header_of_two_rows_tells_who_leads_and_who_helps() -> None:
    found = read(
        document(
            TITLE,
            table(
                (
                    ("序号", 1, 2),
                    ("重点工作", 1, 2),
                    ("主要内容", 1, 2),
                    ("责任单位", 2),
                    ("完成时限", 1, 2),
                    ("进展情况", 1, 2),
                ),
                ("牵头单位", "配合单位"),
                ("1", "政策", "甲", "县司法局", "各乡镇、县财政局", "年内", "已办"),
            ),
        )
    )
    assert len(found.tasks) == 1
    assert (found.tasks[0].units.lead, found.tasks[0].units.responsible) == (("县司法局",), ("各乡镇", "县财政局"))
    assert found.tasks[0].progress == "已办"


def test_a_blank_heading_takes_its_meaning_from_the_header_before_and_says_so() -> None:
    found = read(
        ledger(
            ROW,
            (("二、平台建设", 6),),
            (*HEADER[:5], ""),
            ("2", "网站", "乙", "县政府办", "年内", "已改版"),
        )
    )
    assert [t.progress for t in found.tasks] == ["已发布12条。", "已改版"]
    assert "ledger.heading.inferred" in rules(found)


def test_headings_that_are_gone_are_inferred_from_what_stands_below() -> None:
    found = read(
        ledger(
            ("1", "政策", "甲", "牵头单位：县司法局", "2026年9月", "已办"),
            ("2", "网站", "乙", "责任单位：县政府办", "12月底前", ""),
            header=("序号", "重点工作", "主要内容", "", "", "落实情况"),
        )
    )
    assert [t.units.names for t in found.tasks] == [("县司法局",), ("县政府办",)]
    assert [d.date for t in found.tasks for d in t.deadlines] == [date(2026, 9, 30), date(2026, 12, 31)]


def test_a_blank_heading_behind_the_topics_is_its_second_column() -> None:
    rows = (("1", "政策", "集中发布", "甲", "县司法局", ""), ("2", "", "动态清理", "乙", "县司法局", ""))
    header = ("序号", "重点工作", "", "主要内容", "责任单位", "落实情况")
    found = read(ledger(*rows, header=header))
    assert [(t.topic, t.subtopic) for t in found.tasks] == [("政策", "集中发布"), ("政策", "动态清理")]


def test_a_date_broken_over_lines_is_one_date() -> None:
    task = read(ledger(("1", "政策", "甲", "县司法局", "2026年\n10月", ""))).tasks[0]
    assert [(d.text, d.date) for d in task.deadlines] == [("2026年10月", date(2026, 10, 31))]


def test_deadlines_in_the_text_follow_those_of_the_column() -> None:
    found = read(
        ledger(("1", "目录", "目录于3月31日前公开，每季度最后一个月15日前报送进展。", "县政府办", "2026年10月", ""))
    )
    assert [(d.text, d.kind.value) for d in found.tasks[0].deadlines] == [
        ("2026年10月", "in"), ("3月31日前", "by"), ("每季度最后一个月15日前", "recurring"),
    ]  # fmt: skip
    assert "ledger.deadline.earlier" in rules(found)


def test_a_skipped_number_is_kept_and_told() -> None:
    found = read(ledger(("1", "甲", "甲", "县司法局", "", ""), ("3", "乙", "乙", "县司法局", "", "")))
    assert [t.number for t in found.tasks] == [1, 3]
    finding = next(f for f in found.findings if f.rule == "ledger.number.skipped")
    assert finding.severity is Severity.WARNING
    assert "缺少2" in finding.message


def test_a_repeated_number_is_kept_and_told() -> None:
    rows = [(n, "甲", f"内容{i}", "县司法局", "", "") for i, n in enumerate(("1", "2", "2", "4", "5", "6"))]
    found = read(ledger(*rows))
    assert [t.number for t in found.tasks] == [1, 2, 2, 4, 5, 6]
    assert "ledger.number.repeated" in rules(found)


def test_numbers_that_start_anew_in_each_section_are_counted_through() -> None:
    found = read(
        ledger(
            (("一、公开", 6),), ("1", "甲", "甲", "县司法局", "", ""), ("2", "乙", "乙", "县司法局", "", ""),
            (("二、保障", 6),), ("1", "丙", "丙", "县司法局", "", ""),
        )
    )  # fmt: skip
    assert [(t.number, t.label) for t in found.tasks] == [(1, "1"), (2, "2"), (3, "1")]


def test_bracketed_chinese_numbers_are_counted_and_kept_as_labels() -> None:
    rows = [(f"（{n}）", "甲", f"内容{n}", "县司法局", "", "") for n in "一二三"]
    assert [(t.number, t.label) for t in read(ledger(*rows)).tasks] == [(1, "（一）"), (2, "（二）"), (3, "（三）")]


def test_a_number_before_the_content_is_the_tasks_where_there_is_no_number_column() -> None:
    header = ("工作任务", "具体要求", "责任部门")
    rows = [("一、财政公开", "3.公开预决算", "财务科"), ("", "4.公开采购", "办公室牵头,各科室配合")]
    found = read(ledger(*rows, header=header))
    assert [(t.number, t.label, t.content, t.topic) for t in found.tasks] == [
        (3, "3.", "公开预决算", "一、财政公开"), (4, "4.", "公开采购", "一、财政公开"),
    ]  # fmt: skip
    assert found.tasks[1].units.lead == ("办公室",)


def test_a_row_that_a_page_break_cut_goes_on_with_the_task_above() -> None:
    found = read(
        ledger(
            ("1", "政策", "甲。", "县司法局", "年内", "已发布"),
            ("", "", "乙。", "", "", "3条。"),
            ("2", "网站", "丙", "县政府办", "", ""),
        )
    )
    assert [(t.number, t.content, t.progress) for t in found.tasks] == [
        (1, "甲。\n乙。", "已发布\n3条。"),
        (2, "丙", ""),
    ]


def test_a_row_without_its_progress_cell_is_told() -> None:
    found = read(ledger(ROW, ("2", "网站", "乙", "县政府办")))
    assert found.tasks[1].cell is None
    assert "ledger.cell.missing" in rules(found)


def test_sections_in_a_column_of_their_own() -> None:
    header = ("板块", *HEADER)
    found = read(
        ledger(
            (("主动公开", 1, 2), "1", "甲", "甲", "县司法局", "", ""),
            ("2", "乙", "乙", "县司法局", "", ""),
            header=header,
        )
    )
    assert found.sections == ("主动公开",)
    assert {t.section for t in found.tasks} == {"主动公开"}


def test_title_and_head_inside_the_table() -> None:
    found = read(
        document(
            table(
                (("云岭县2026年政务公开任务落实台账", 6),),
                (("填报单位（盖章）：云岭镇人民政府", 3), ("联系人：李某", 2), "电话：0999-1234567"),
                HEADER,
                ROW,
            )
        )
    )
    assert (found.title, found.year, found.unit) == ("云岭县2026年政务公开任务落实台账", 2026, "云岭镇人民政府")
    assert found.head.contact is not None
    assert found.head.contact.value == "李某"
    assert found.head.phone is not None
    assert found.head.phone.value == "0999-1234567"
    assert len(found.tasks) == 1


def test_notes_and_signatures_below_the_rows_are_no_tasks() -> None:
    found = read(ledger(ROW, (("注：本表一式两份。", 6),), (("填报人：　　审核人：　　填报日期：", 6),)))
    assert len(found.tasks) == 1


def test_a_table_that_only_lays_the_page_out_is_looked_into() -> None:
    inner = table(HEADER, ROW)
    outer = document(TITLE, table((("页眉",),)[0], ("x",)))
    from core.document import Cell, Row, Section, Table

    wrapped = Document((Section((*outer.sections[0].blocks[:1], Table((Row((Cell((inner,)),)),)))),))
    assert len(read(wrapped).tasks) == 1


@pytest.mark.parametrize(
    "made",
    [
        document("关于召开会议的通知", "请各单位参加。"),
        document(table(("姓名", "单位", "电话"), ("张某", "县司法局", "123"))),
        document(table(("规章", "本年制发件数", "本年废止件数"), ("0", "0", "0"))),
    ],
)
def test_what_is_no_ledger_is_not_read_as_one(made: Document) -> None:
    assert read_ledger(made) is None


def test_declared_counts_that_differ_are_told_with_both_figures() -> None:
    intro = "本台账共二个板块、3项重点任务。"
    found = read(ledger((("一、公开", 6),), ROW, before=(TITLE, intro)))
    told = [f for f in found.findings if f.rule == "ledger.declared"]
    assert [(f.expected, f.found) for f in told] == [(2, 1), (3, 1)]
    assert all(str(f.expected) in f.message and str(f.found) in f.message for f in told)


def test_reporting_dates_that_contradict_one_another_are_told() -> None:
    intro = "请将落实进展情况分别于2026年7月10日、11月30日前报送县政府办公室。"
    row = ("1", "报送", "每季度最后一个月15日前将进展情况报送县政府办公室。", "各单位", "", "")
    same = ("1", "报送", "进展情况分别于2026年7月10日、11月30日前报送县政府办公室。", "各单位", "", "")
    assert "ledger.reporting.contradicts" in rules(read(ledger(row, before=(TITLE, intro))))
    assert "ledger.reporting.contradicts" not in rules(read(ledger(same, before=(TITLE, intro))))


@given(
    st.lists(st.text(alphabet="公开政策解读0123年月、，。 \n", max_size=12), min_size=6, max_size=6), st.integers(1, 4)
)
def test_any_cells_are_read_without_an_error_and_no_progress_is_lost(texts: list[str], times: int) -> None:
    found = read_ledger(ledger(ROW, *[tuple(texts)] * times))
    assert found is not None
    if texts[5].strip():
        assert texts[5].strip() in "\n".join(t.progress for t in found.tasks)


def test_the_number_under_the_contents_merge() -> None:
    found = read(
        document(
            "2023年政务公开重点任务清单",
            table(
                ("工作任务", ("具体要求", 2), "责任科室", "时限要求"),
                ("深化政策解读", "1", "丰富解读形式。", "各科室", "持续推进"),
                (("做好主动公开", 1, 2), "2", "规范专栏。", "办公室", "年底前"),
                ("3", "编制年度报告。", "办公室", "1月31日前"),
            ),
        )
    )
    assert [(t.number, t.topic, t.content) for t in found.tasks] == [
        (1, "深化政策解读", "丰富解读形式。"), (2, "做好主动公开", "规范专栏。"), (3, "做好主动公开", "编制年度报告。"),
    ]  # fmt: skip
    assert [t.deadlines[0].kind.value for t in found.tasks] == ["ongoing", "by", "by"]
    assert [t.deadlines[0].date for t in found.tasks] == [None, date(2023, 12, 31), date(2023, 1, 31)]


def test_section_rows_above_a_header_that_stands_only_once() -> None:
    found = read(
        document(
            "2026年政务公开工作主要任务分解表",
            table(
                ("工作任务", "工作要求", "牵头单位", "责任单位"),
                (("一、紧扣开局起步，深化公开", 4),),
                (("（一）做好规划公开", 1, 2), "1.公开规划文本。", "区发改局", "区直各部门"),
                ("2.公开实施情况。", "区发改局", ""),
                (("二、加强解读", 4),),
                ("（二）解读", "3.政策解读。", "", "各镇、街"),
            ),
        )
    )
    assert found.sections == ("一、紧扣开局起步，深化公开", "二、加强解读")
    assert [(t.number, t.topic, t.units.lead, t.units.responsible) for t in found.tasks] == [
        (1, "（一）做好规划公开", ("区发改局",), ("区直各部门",)),
        (2, "（一）做好规划公开", ("区发改局",), ()),
        (3, "（二）解读", (), ("各镇", "街")),
    ]


def test_two_columns_of_progress_give_the_later_text() -> None:
    header = ("序号", "重点工作", "主要内容", "责任单位", "上半年进展情况", "下半年进展情况")
    found = read(
        ledger(
            ("1", "甲", "甲", "县司法局", "已启动", "已完成"),
            ("2", "乙", "乙", "县司法局", "已启动", ""),
            header=header,
        )
    )
    assert [t.progress for t in found.tasks] == ["已完成", "已启动"]


def test_people_beside_units_are_no_units() -> None:
    header = ("序号", "工作任务", "具体措施", "责任领导", "责任单位", "责任人", "完成时间", "备注")
    task = read(ledger(("1", "政策", "公开", "王某", "党政办", "李某", "9月底", "无"), header=header)).tasks[0]
    assert (task.topic, task.content, task.units.names, task.progress) == ("政策", "公开", ("党政办",), "")
    assert task.deadlines[0].text == "9月底"


def test_a_note_that_the_first_unit_leads_is_followed() -> None:
    rows = ("1", "政策", "公开", "党政办、财政所", "", "")
    noted = ledger(rows, before=(TITLE, "注：责任科室排在第一位的为牵头科室。"))
    assert (read(noted).tasks[0].units.lead, read(noted).tasks[0].units.responsible) == (("党政办",), ("财政所",))
    assert read(ledger(rows)).tasks[0].units.lead == ()


def test_a_sum_and_the_line_of_names_below_the_tasks_are_no_tasks() -> None:
    made = read_ledger(
        document(
            table(
                ("序号", "重点工作", "主要内容", "责任单位", "落实情况"),
                ("1", "信息公开", "公开预算", "县财政局", "已公开"),
                ("合 计", "", "1项", "", ""),
                ("填报人：张某", "", "审核人：李某", "", "日期：3月1日"),
            )
        )
    )
    assert made is not None
    assert [task.content for task in made.tasks] == ["公开预算"]
