"""Every check before sending: texts on which it must speak, and texts on which it must not."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.advice.check import check_sheet
from core.advice.likeness import likeness
from core.advice.privacy import is_id_card, is_luhn
from core.advice.sheet import Sheet, SheetRow
from core.deadline import Deadline, DeadlineKind
from core.finding import Severity
from core.units import Concern

OTHERS = ("民政局", "县财政局", "云岭县司法局", "云岭镇人民政府", "县政府办公室")
SHEET = Sheet(2026, "云岭县医疗保障局", (), "department", "李某", "0999-1234567", OTHERS)


def rules(said: str, sheet: Sheet = SHEET, **row: object) -> set[str]:
    made = SheetRow(3, said, concern=Concern.NAMED, **row)  # type: ignore[arg-type]
    return {f.rule.removeprefix("advice.") for f in check_sheet(replace(sheet, rows=(made,)))}


SPEAKS = {
    "empty": ["", "  ", "/", "无", "——"],
    "no_reason": ["不涉及", "本单位不涉及。", "不涉及此项工作", "我局暂不涉及该项工作。"],
    "personal_data": [
        "受理张某（身份证号11010519491231002X）的申请。",
        "联络员王某13912345678已到位。",
        "补助发放至6222021234567890128账户。",
    ],
    "secrecy_mark": ["附机密★1年材料一份。", "（内部）会议纪要已公开。", "密级：秘密", "内部资料，注意保存。"],
    "other_year": ["2025年5月18日在门户网站公开目录4项。", "2025年，我局发布政策12条。", "2024年我局共开展培训3场。"],
    "other_unit": [
        "民政局积极开展社会救助政策宣传。",
        "已办。云岭县司法局组织普法活动3场。",
        "2026年，财政局及时公开预决算。",
    ],
    "other_kind": ["我镇积极推进政务公开。", "及时公开本街道办事指南。"],
    "sum": ["共公开信息2603条，其中政策类1000条、服务类1002条、动态类600条。", "全年共培训5场，其中线上2场，线下2场。"],
    "doubled": ["扩扩大政策推送范围。", "及时公开的的信息12条。", "已办。推推进政策公开。"],
    "half_width": ["公开政策12条,解读3条。", "按要求(年内)完成。", "举办活动;收到建议。"],
}
SILENT = {
    "empty": ["已发布3条。", "不涉及：本单位无行政规范性文件。"],
    "no_reason": ["不涉及：本单位没有下属事业单位。", "不涉及本单位的事项已转县民政局办理。", "工作不涉及收费。"],
    "personal_data": [
        "联系电话13912345678已公布。", "热线12345、12393均已接通。", "公开文件20260518001号。", "公开信息1391234567890条。",
        "网站标识码6403020002。", "编号110105194912310021的文件。", "咨询电话：0999-1234567。", "身份证号码已隐去。",
    ],
    "secrecy_mark": ["严格落实保密审查，保守国家秘密。", "涉及商业秘密的不予公开。", "不属于国家秘密。", "三类内部事务信息不予公开。", "加强内部管理。", "开展保密教育。"],
    "other_year": [
        "按《云岭县2025年政务公开工作要点》继续推进。", "落实云政办发〔2025〕12号文件。", "较2025年增长12%。", "公开2025年度决算。", "自2025年起实行。",
        "2025年以来共发布12条。", "编制发布2025年政府信息公开工作年度报告。", "依据2023年印发的办法执行。", "2026年5月公开，清理2024年至2025年文件3件。",
        "2026年发布2025年财政决算。", "截至2025年底结转1件，今年已办结。", "公开2025年法治政府建设年度报告。", "2025年度绩效自评结果已公开。",
    ],
    "other_unit": [
        "以县政府办公室名义公开方案。", "联合民政局开展宣传3场。", "在门户网站公开。", "会同县财政局、云岭县司法局清理文件。", "县政府办公室门户网站发布12条。",
        "我局向县财政局报送预决算。", "县医疗保障局积极推进。", "医疗保障局已公开12条。", "由民政局牵头，我局配合完成。", "民政局等部门联合检查。",
    ],
    "other_kind": ["我局积极推进。", "各镇积极配合本局工作。", "指导我县乡镇开展。", "依据本办法公开。", "本院所属事项无。"],
    "sum": [
        "共公开2603条，其中政策类1000条。", "共公开100条，其中政策类40条、服务类20条等。", "共培训5场，其中线上2场，参加30人。", "公开12条，解读3条。",
        "共公开6条，其中政策2条、动态4条。", "共办理10件，其中主要包括咨询4件、投诉3件。",
    ],
    "doubled": [
        "常常走访，层层压实，人人参与，件件有回音。", "进行行政审批改革。", "开展展示活动。", "网上上传材料。", "认认真真抓好落实。", "2026年年底前完成。", "涉及及时公开的事项。",
        "达到公开的目的的做法。", "云岭县县城设专区2处。", "市市场监管局已公开。", "处处留心，事事有人管。", "居民民生事项已公开。", "了解民情，为了了解诉求设信箱。",
        "一一答复群众来信。", "重重困难下完成。", "条条有着落。", "多多听取意见。", "人民民主专政。", "温和和谐。", "问问群众满意不满意。",
    ],
    "half_width": ["10:30在www.example.gov.cn发布1,234条。", "Windows (7) 系统。", "占比20.5%，比例1:2。", "见http://a.gov.cn/b?c=1,d。", "PDF,OFD格式。"],
}  # fmt: skip


@pytest.mark.parametrize(("rule", "said"), [(r, t) for r, texts in SPEAKS.items() for t in texts])
def test_a_check_speaks(rule: str, said: str) -> None:
    assert rule in rules(said)


@pytest.mark.parametrize(("rule", "said"), [(r, t) for r, texts in SILENT.items() for t in texts])
def test_a_check_is_silent(rule: str, said: str) -> None:
    assert rule not in rules(said)


def test_a_row_that_is_not_the_units_may_stay_blank() -> None:
    for concern in (Concern.NONE, Concern.CONDITIONAL, Concern.UNASSIGNED):
        assert check_sheet(replace(SHEET, rows=(SheetRow(1, "", concern=concern),))) == []


def test_不涉及_from_the_store_needs_its_reason() -> None:
    assert "no_reason" in rules("不涉及", not_applicable=True)
    assert "no_reason" not in rules("不涉及：没有收费项目", not_applicable=True, reason="没有收费项目")


def test_a_text_taken_over_from_the_last_round_is_told() -> None:
    assert "carried_over" in rules("已发布3条。", carried_over=True)


def test_blank_head_fields_are_told_but_not_those_the_form_does_not_have() -> None:
    blank = {f.where for f in check_sheet(replace(SHEET, contact="", phone=None))}
    assert blank == {("head:contact",)}


BY_MARCH = Deadline("3月31日前", date(2026, 3, 31), DeadlineKind.BY, 0, 0)
TEN_DAYS = Deadline("10个工作日内", None, DeadlineKind.RELATIVE, 0, 0)


@pytest.mark.parametrize(
    ("said", "speaks"),
    [
        ("目录于5月18日公开。", True),
        ("目录于3月20日公开，5月18日更新。", False),
        ("目录于3月31日公开。", False),
        ("目录已公开4项。", False),
        ("《5月18日会议纪要》已公开。", False),
        ("目录于2月30日公开。", False),
    ],
)
def test_a_day_after_the_deadline_is_a_hint(said: str, speaks: bool) -> None:
    assert ("after_deadline" in rules(said, deadlines=(BY_MARCH, TEN_DAYS))) is speaks


@pytest.mark.parametrize(
    ("content", "said", "speaks"),
    [
        ("公开率达到100%。", "已公开目录。", True),
        ("公开率达到100%。", "已公开4项，公开率100%。", False),
        ("公开率达到100%。", "4项全部公开。", False),
        ("征求意见不少于30日。", "已征求意见。", True),
        ("征求意见不少于30日。", "征求意见32天。", False),
        ("至少开展2次培训。", "开展培训。", True),
        ("至少开展2次培训。", "开展培训1次。", False),
        ("及时公开信息。", "已公开。", False),
        ("公开率达到100%。", "正在编制目录。", False),
    ],
)
def test_a_number_target_without_an_answer_is_a_hint(content: str, said: str, speaks: bool) -> None:
    assert ("target_unanswered" in rules(said, content=content)) is speaks


LONG = "在县政府门户网站和“云岭医保”公众号发布医疗救助、跨省异地就医结算、参保缴费等惠民政策解读材料"


def pair(one: str, other: str) -> list[str]:
    rows = (SheetRow(1, one, concern=Concern.ALL), SheetRow(2, other, concern=Concern.ALL))
    return [f.rule for f in check_sheet(replace(SHEET, rows=rows)) if "same_text" in f.rule]


def test_one_text_for_two_tasks_is_told_with_its_share() -> None:
    assert pair(LONG, LONG) == ["advice.same_text"]
    found = check_sheet(replace(SHEET, rows=(SheetRow(1, LONG), SheetRow(2, LONG + "。"))))
    assert any("99%" in f.message or "100%" in f.message for f in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("已按要求完成。", "已按要求完成。"),
        (
            "5月18日举办政府开放日活动1场，邀请代表30人参观服务大厅。",
            "结合5月18日政府开放日活动，现场征集意见12条，采纳9条并逐条反馈。",
        ),
        (
            "贯彻落实《中华人民共和国政府信息公开条例》，公开12条。",
            "贯彻落实《中华人民共和国政府信息公开条例》，培训3场。",
        ),
    ],
)
def test_short_texts_titles_and_one_activity_for_two_tasks_are_not_alike(one: str, other: str) -> None:
    assert pair(one, other) == []


def test_last_years_text_is_told_with_its_share() -> None:
    assert "like_last_year" in rules(LONG, last_year=LONG)
    assert "like_last_year" not in rules(LONG, last_year="去年举办培训班三期，参训一百二十人次，印发资料两千份。")


def test_personal_data_is_an_error_and_is_not_repeated_in_the_message() -> None:
    row = SheetRow(1, "联络员王某13912345678已到位。")
    found = [f for f in check_sheet(replace(SHEET, rows=(row,))) if f.rule == "advice.personal_data"]
    assert [f.severity for f in found] == [Severity.ERROR]
    assert "13912345678" not in repr(found)


@given(st.from_regex(r"[1-9]\d{16}", fullmatch=True))
def test_one_check_sign_in_eleven_fits(head: str) -> None:
    head = "".join(str(int(c)) for c in head)
    assert sum(is_id_card(head + sign) for sign in "0123456789X") == 1


@given(st.integers(10**15, 10**17))
def test_one_check_digit_in_ten_fits(head: int) -> None:
    assert sum(is_luhn(f"{head}{digit}") for digit in range(10)) == 1


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_share_and_does_not_depend_on_order_of_blanks(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 100
    assert likeness(one, other) == likeness(f" {one}", other)


@given(st.text(alphabet="公开政策2025年，。；其中共条12%（）的了《》〔〕", max_size=80))
def test_any_text_is_checked_without_an_error(said: str) -> None:
    assert isinstance(rules(said), set)
