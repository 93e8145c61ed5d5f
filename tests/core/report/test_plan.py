"""The plan's targets beside the report, and section six drafted from the ledger."""

from datetime import date

from core.report.against_plan import plan_findings
from core.report.plan_progress import Progress, draft_progress
from core.report.plan_targets import plan_text, targets
from tests.core.report.sheets import document, of_text, report

PLAN = """云岭县2023年政务公开工作要点
12.年内做到图文解读全覆盖、动漫视频占比 20%。
16.各单位依法编制年度重大行政决策事项目录，通过政府门户网站于 3 月 31 日前向社会公开，公开率达到 100%。
17.公开征集意见不少于30日；每季度培训不少于1次。
26.年内政府网站适老化与无障碍阅读达到100%。
云岭县人民政府办公室
2023年2月20日印发
"""
SIX = """1.发布政策解读75个，其中：图片解读55个，动漫解读12期，视频解读8期。
2.依法编制年度重大行政决策事项目录，通过本级人民政府门户网站于5月18日向社会公开。
3.政府网站适老化与无障碍阅读达到95%。未收取信息处理费。"""


def test_the_plan_s_targets_are_found_with_their_tasks() -> None:
    found = [(t.task, t.phrase) for t in targets(plan_text(PLAN, None))]
    assert found == [
        ("第12项", "动漫视频占比20%"), ("第16项", "3月31日前"), ("第16项", "公开率达到100%"), ("第17项", "公开征集意见不少于30日"),
        ("第17项", "每季度培训不少于1次"), ("第26项", "年内政府网站适老化与无障碍阅读达到100%"),
    ]  # fmt: skip
    assert plan_text(PLAN, None).issued == date(2023, 2, 20)
    assert plan_text("关于印发工作要点的通知", 2023).issued is None


def test_each_target_stands_beside_what_the_report_says() -> None:
    late, share, short, untold = sorted(plan_findings(report(words={6: SIX}), PLAN), key=lambda f: (f.rule, f.message))[:1] + sorted(
        (f for f in plan_findings(report(words={6: SIX}), PLAN) if f.rule == "P2"), key=lambda f: ("没有找到" in f.message, f.message)
    )  # fmt: skip
    assert (late.expected, late.found) == ("2023-03-31", "2023-05-18")
    assert "2023年2月20日印发" in late.message
    assert "重大行政决策" in late.message
    assert (share.expected, share.found, "已达到" in share.message) == ("20%", "26.7%", True)
    assert (short.expected, short.found) == ("100%", "95%")
    assert "公开率" in untold.message
    assert "适老化" not in untold.message


def test_a_plan_comes_as_a_document_or_as_text() -> None:
    one = report(words={6: SIX})
    assert plan_findings(one, of_text(PLAN)) == plan_findings(one, PLAN)
    assert plan_findings(one, document(one)) is not None


def test_a_plan_of_another_year_is_said_to_be_so_and_not_compared() -> None:
    (finding,) = plan_findings(report(words={6: SIX}, year=2024), PLAN)
    assert (finding.expected, finding.found) == (2024, 2023)


def test_a_share_of_something_else_is_no_share_of_the_plans() -> None:
    plan = "云岭县2023年政务公开工作要点\n3.政策咨询中企业代表比例不低于70%。"
    words = {1: "全年新收政府信息公开申请12件，其中自然人11件、商业企业1件。"}
    (untold,) = plan_findings(report(words=words), plan)
    assert "企业代表比例不低于70%" in untold.message
    assert "没有达到" not in untold.message


def test_a_day_before_the_matter_is_no_part_of_it() -> None:
    (target,) = [t for t in targets(plan_text("5.11月20日前典型案例曝光不少于4期。", 2023)) if t.value]
    assert (target.what, target.value) == ("典型案例曝光", 4)


def test_section_six_is_drafted_in_the_unit_s_own_words() -> None:
    tasks = [
        Progress("围绕高质量发展", "公开批复136条"),
        Progress("围绕民生", ""),
        Progress("围绕高质量发展", "制定方案。"),
    ]
    assert draft_progress(tasks, 2023) == (
        "（一）2023年政务公开工作要点落实情况。\n1.围绕高质量发展。公开批复136条。制定方案。"
    )
    assert draft_progress([Progress("围绕民生", " ")], 2023) == ""
