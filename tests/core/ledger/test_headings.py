"""What the headings of a ledger mean."""

import pytest

from core.ledger.headings import COLUMN_LABELS, Column, column_of, cut_off

MEANINGS = {
    Column.NUMBER: ["序号", "序\n号", "编号", "任务序号"],
    Column.TOPIC: ["重点工作", "重点任务", "主要任务", "工作重点", "工作要点", "重点领域"],
    Column.TASK: ["工作任务", "任务名称", "工作事项", "目标任务"],
    Column.CONTENT: [
        "主要内容",
        "具体要求",
        "具体内容",
        "工作要求",
        "工作措施",
        "任务分解",
        "主要 内容",
        "工作措施及目标",
        "具体措施（2026年）",
    ],
    Column.INDICATOR: ["量化指标", "考核指标", "目标清单", "工作目标", "考核标准"],
    Column.UNITS: ["责任单位", "责任部门", "责任科室", "承办股室", "落实单位", "牵头及责任单位"],
    Column.LEAD: ["牵头单位", "牵头部门", "主办单位"],
    Column.HELP: ["配合单位", "协办单位", "参与部门"],
    Column.DEADLINE: ["完成时限", "时限要求", "办结时限", "完成时间", "时间节点", "完 成\n时 限"],
    Column.PROGRESS: [
        "进展落实情况",
        "落实情况",
        "完成情况",
        "工作进展",
        "进展落实情况（填报）",
        "完成情况及佐证材料",
        "上半年进展情况",
    ],
    Column.OTHER: ["备注", "责任人", "牵头领导", "是否完成", "联系电话", "佐证材料"],
}


@pytest.mark.parametrize(("heading", "column"), [(h, c) for c, hs in MEANINGS.items() for h in hs])
def test_a_heading_is_known_by_its_meaning(heading: str, column: Column) -> None:
    assert column_of(heading) is column


@pytest.mark.parametrize(
    "text",
    [
        "",
        "　",
        "政策解读",
        "2026年10月",
        "及时公开本县年度财政预决算及相关报表，完成情况纳入考核。",
        "围绕推动高质量发展加强信息公开工作并持续优化营商环境落实情况",
    ],
)
def test_what_is_no_heading_is_left_alone(text: str) -> None:
    assert column_of(text) is None


@pytest.mark.parametrize(
    ("left", "column"),
    [
        ("进展落实情", Column.PROGRESS),
        ("完成时", Column.DEADLINE),
        ("任单位", Column.UNITS),
        ("化指标", Column.INDICATOR),
    ],
)
def test_a_heading_of_which_a_part_is_left_is_known_again(left: str, column: Column) -> None:
    assert cut_off(left) is column


def test_a_part_that_could_be_several_headings_is_not_guessed() -> None:
    assert cut_off("单位") is None
    assert cut_off("工") is None


def test_every_column_has_a_label() -> None:
    assert set(COLUMN_LABELS) == set(Column)
