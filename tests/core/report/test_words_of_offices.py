"""How offices really write: spelt numbers, growth in percent, 万, honest carry-overs, lists and points of all kinds."""

import pytest

from core.report.check import check_report
from core.report.told import spelt_number
from tests.core.report.sheets import report

REQUESTS = "（一）依申请公开。2023年，全县新收政府信息公开申请12件，"


def rules(text: str, section: int = 1, unit: str = "云岭县") -> list[str]:
    return [f.rule for f in check_report(report(words={section: text}, unit=unit))]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三", 3),
        ("十", 10),
        ("二十三", 23),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("一万二千", 12000),
        ("一二三", 123),
    ],
)
def test_numbers_are_read_as_they_are_spelt(text: str, number: int) -> None:
    assert spelt_number(text) == number


SOUND = [
    "全年新收政府信息公开申请十二件，上年结转两件，办结十三件，结转下年度一件。",
    REQUESTS + "同比增长20.0%，较上年增加2件；其中自然人11件，占91.7%，法人或其他组织1件，占8.3%。",
    REQUESTS + "办结13件，按时办结率100%，同比提高3个百分点。结转下年度1件。",
    REQUESTS + "上年10件，增幅20%。予以公开6件，部分公开3件，无法提供3件，不予处理1件，公开率69.2%。",
    REQUESTS + "其中网络申请5件、邮寄申请4件、当面申请3件，网上申请占41.7%。自然人申请11件，法人申请1件。",
    REQUESTS + "无法提供3件，其中本机关不掌握3件，没有现成信息需要另行制作0件；重复申请1件。",
    "依申请公开方面，2023年度共办理政府信息公开申请14件（含上年度结转2件）。",
    "一季度收到信息公开申请3件，二季度2件，三季度4件，四季度3件，全年共12件。",
    "全年共收到政府信息公开申请12件，其中县政府办收到3件、县直部门收到6件、乡镇（街道）收到3件。",
    "新收到申请10余件，受理申请近20件。自2008年条例施行以来累计受理信息公开申请320件。",
    "全年通过政府网站公开信息1.2万条，其中政策文件0.2万条，工作动态1万条；阅读量达1200万次。",
    "办理人大代表建议23件、政协提案41件，办结率100%，全部按时答复。受理12345热线工单8000件，办结7990件。",
]


@pytest.mark.parametrize("text", SOUND)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert rules(text) == []


BROKEN = [
    ("全年新收政府信息公开申请二十三件。", ["N1"]),
    (REQUESTS + "无法提供3件，其中本机关不掌握2件，没有现成信息1件。", ["N3", "N3"]),
    (REQUESTS + "其中重复申请5件。", ["N3"]),
    (REQUESTS + "均已答复，所有申请均已办结。", ["N4"]),
]


@pytest.mark.parametrize(("text", "wanted"), BROKEN)
def test_what_is_wrong_is_told_once(text: str, wanted: list[str]) -> None:
    assert rules(text) == wanted


POINTS = [
    ("一是公开不及时。二是解读不够。下一步：一是加强公开。二是加强解读。四是加强培训。", 1),
    ("第一，公开不及时；第二，解读不够；第四，培训少。", 1),
    ("问题有①公开不及时②解读不够④培训少。", 1),
    ("1.公开不及时。\n2.解读不够。\n4.培训少。", 1),
    ("一是公开不及时，主要表现为（一）财政信息；（二）教育信息。二是解读不够。", 0),
    ("一是在第一时间公开不够。二是一线人员少，其一是新人多，其二是培训少。三是机制不全。", 0),
    ("根据《条例》第二十条第（一）（五）项规定公开。一是补齐。二是加强。", 0),
    ("（一）问题\n1、公开不及时\n2、解读不够\n（二）改进\n1、加强公开\n2、加强解读", 0),
    ("3.财政信息逐项公开。\n7.扩大解读。\n12.办好开放日。", 0),
    ("完成2023年、2.5万条、3.6%的指标。\n1.5万条。", 0),
]


@pytest.mark.parametrize(("text", "slips"), POINTS)
def test_numbers_of_points_that_skip_are_found_and_no_others(text: str, slips: int) -> None:
    assert rules(text, 5).count("N11") == slips


def test_the_unit_that_is_told_decides_what_may_be_written() -> None:
    one = report({"2.rules.valid": 6}, unit="云岭市")
    assert "R9" not in [f.rule for f in check_report(one)]
    (finding,) = [f for f in check_report(one, unit="云岭镇人民政府") if f.rule == "R9"]
    assert "云岭镇人民政府" in finding.message


def test_the_office_of_a_government_that_keeps_its_report_makes_it_no_offices_report() -> None:
    words = {1: "全县新收政府信息公开申请12件，其中县政府办本级收到申请5件。"}
    one = report(words=words, unit="云岭县人民政府")
    assert check_report(one, unit="云岭县人民政府办公室") == check_report(one)
