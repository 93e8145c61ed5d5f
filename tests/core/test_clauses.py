"""Who leads and who is responsible, as printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clauses import Responsibility, looks_like_unit, read_unit_columns, read_units

CASES: list[tuple[str, str, str]] = [  # text, leads, responsible (joined by |)
    ("牵头部门：政府办，责任部门：政府各部门、各乡镇街道", "政府办", "政府各部门|各乡镇街道"),
    ("办公室牵头,各科室配合", "办公室", "各科室"),
    ("牵头单位：县政府办公室；配合单位：各镇（街道）", "县政府办公室", "各镇（街道）"),
    ("（县发展改革局、县财政局按职责分工负责）", "", "县发展改革局|县财政局"),
    ("县卫健局牵头，县民政局、各乡镇人民政府配合", "县卫健局", "县民政局|各乡镇人民政府"),
    ("财政所、便民综合服务中心、土管所等", "", "财政所|便民综合服务中心|土管所"),
    ("县教育局等3个部门", "", "县教育局"),
    ("责任单位:各部门（单位）", "", "各部门（单位）"),
    ("各乡镇（街道）、各部门（单位）", "", "各乡镇（街道）|各部门（单位）"),
    ("各乡镇（街道、园区）；政府办", "", "各乡镇（街道、园区）|政府办"),
    ("卫健局、应急管理局牵头,政府各部门负责落实)", "卫健局|应急管理局", "政府各部门"),
    ("(县政府办公室负责落实", "", "县政府办公室"),
    (
        "(县审批服务管理局<政务服务中心>牵头,政府各部门负责落实)",
        "县审批服务管理局<政务服务中心>",
        "政府各部门",
    ),
    ("各乡镇人民政府、政府各部门负责落实", "", "各乡镇人民政府|政府各部门"),
    ("县财政局、县发改局分别负责", "", "县财政局|县发改局"),
    ("县财政局、县审计局，按职责分工负责", "", "县财政局|县审计局"),
    ("（牵头）县住建局、县城管局", "县住建局", "县城管局"),
    ("县委宣传部、县文旅局分别牵头", "县委宣传部|县文旅局", ""),
    ("由县司法局牵头，县直各部门参与", "县司法局", "县直各部门"),
    ("由县发改局牵头会同县财政局落实", "县发改局", "县财政局"),
    ("牵头领导：杨某某，牵头单位：县财政局，责任人：李某", "县财政局", ""),
    ("责任单位：县直各单位；完成时限：2023年10月", "", "县直各单位"),
    ("省工信厅、财政厅按职责分工负责", "", "省工信厅|财政厅"),
    ("县政府办牵头负责，县直有关部门按照职责分工配合", "县政府办", "县直有关部门"),
    ("政府办（牵头）、财政局、司法局", "政府办", "财政局|司法局"),
    ("县发展改革局（县财政局、县审计局配合）", "", "县发展改革局|县财政局|县审计局"),
    ("牵头部门：政府办责任部门：政府各部门", "政府办", "政府各部门"),
    ("【牵头单位】县政府办公室【责任单位】各乡镇", "县政府办公室", "各乡镇"),
    ("牵头（责任）单位：县财政局", "县财政局", ""),
    ("牵头单位为县财政局，配合单位为县审计局", "县财政局", "县审计局"),
    ("县政府办公室、县司法局（排第一位的为牵头单位）", "县政府办公室", "县司法局"),
    ("县政府办公室、各责任单位", "", "县政府办公室|各责任单位"),
    ("责任单位 县司法局", "", "县司法局"),
    ("[责任单位:县发改委、县商务局]", "", "县发改委|县商务局"),
    ("责任单位：县经信局、县住建局等县级有关部门，各乡镇", "", "县经信局|县住建局|各乡镇"),
    ("（财政所，3月底前）", "", "财政所"),
    ("政府办、相关部门", "", "政府办|相关部门"),
    ("人民团体、社会组织", "", "人民团体|社会组织"),
    ("财政局\n发改局", "", "财政局|发改局"),
    ("云岭镇\n松溪乡", "", "云岭镇|松溪乡"),
    ("云岭镇\n人民政府", "", "云岭镇人民政府"),
    ("政府办\n公室", "", "政府办公室"),
    ("人力资源和社会\n保障局、 财 政 局", "", "人力资源和社会保障局|财政局"),
    ("住房和城乡\n建设局", "", "住房和城乡建设局"),
    ("牵头单位：政府办\n责任单位：财政局、\n民政局", "政府办", "财政局|民政局"),
    ("/", "", ""),
    ("无", "", ""),
    (" \n", "", ""),
]


def _names(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("|")) if joined else ()


@pytest.mark.parametrize(("text", "lead", "responsible"), CASES)
def test_a_clause_tells_who_leads_and_who_is_responsible(text: str, lead: str, responsible: str) -> None:
    assert read_units(text) == Responsibility(_names(lead), _names(responsible))


def test_two_columns_are_read_each_in_its_role() -> None:
    assert read_unit_columns("政府办、财政局", "各部门，各乡镇") == Responsibility(
        ("政府办", "财政局"), ("各部门", "各乡镇")
    )


def test_a_label_inside_the_lead_column_still_wins() -> None:
    assert read_unit_columns("责任单位：县财政局", "").responsible == ("县财政局",)


def test_the_first_unit_leads_where_the_document_says_so() -> None:
    read = read_units("县司法局、县财政局", first_leads=True)
    assert read == Responsibility(("县司法局",), ("县财政局",))


@pytest.mark.parametrize("name", ["县财政局", "各乡镇（街道）", "松溪乡", "政府办", "各部门（单位）"])
def test_unit_names_are_told(name: str) -> None:
    assert looks_like_unit(name)


@pytest.mark.parametrize("text", ["试行", "含附件", "推进政府信息公开", "各乡镇要及时报送县政府办", "局"])
def test_other_text_is_no_unit(text: str) -> None:
    assert not looks_like_unit(text)


UNITS = st.lists(
    st.sampled_from(
        ["县财政局", "政府办公室", "云岭镇人民政府", "各部门（单位）", "审批局<政务中心>", "松溪乡", "县妇联"]
    ),
    min_size=1,
    max_size=5,
    unique=True,
)


@given(
    lead=UNITS, responsible=UNITS, separator=st.sampled_from("、，,；;"), gap=st.sampled_from(["", " ", "\n", "\u3000"])
)
def test_labelled_units_come_back_in_printed_order(
    lead: list[str], responsible: list[str], separator: str, gap: str
) -> None:
    between = separator + gap
    text = f"牵头单位：{between.join(lead)}；{gap}责任单位：{gap}{between.join(responsible)}"
    assert read_units(text) == Responsibility(tuple(lead), tuple(responsible))


@given(
    units=UNITS,
    verb=st.sampled_from(["负责落实", "按职责分工负责", "分别负责", "配合", ""]),
    half=st.sampled_from(["()", "(", ")"]),
)
def test_brackets_and_their_halves_are_no_part_of_a_name(units: list[str], verb: str, half: str) -> None:
    left, right = ("(" if "(" in half else ""), (")" if ")" in half else "")
    assert read_units(f"{left}{'、'.join(units)}{verb}{right}").responsible == tuple(units)


def test_a_cell_of_units_without_end_is_read_as_far_as_units_go() -> None:
    """Found by tools/fuzz.py: 100,000 letters took more than a minute."""
    assert read_units("县教育局、" + "A" * 1_000_000).responsible[0] == "县教育局"
