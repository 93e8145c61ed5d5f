"""The words of a report: which figures are compared, which are left alone, and how lists are read."""

import pytest

from core.document import Table, tables_of
from core.report.check import check_report, check_with_repairs
from core.report.compose import compose_report
from core.report.figures import figures
from core.report.lists import lists_in
from core.report.passages import joined_lines, sentences, tidy
from core.report.read import read_report
from core.report.unit_kind import UnitKind, cannot_make_rules, unit_kind
from tests.core.report.sheets import forms, report

TOLD = [
    ("全年共收到依申请公开14件（其中信件申请10件，网络申请4件），已办结12件，2件结转下年办理。",
     {("N1", 14), ("N4", 12), ("N4", 2)}),
    ("因政府信息公开引起的行政复议案件9件，已审结。行政诉讼案件3件，目前正在审理中。", {("N5", 9), ("N5", 3)}),
    ("共收到政府信息公开申请9件，其中结转下年度办理1件，均在法定期限内予以答复。", {("N1", 9), ("N4", 1)}),
    ("县长信箱共受理有效信件180件，已办结180件。", set()),
    ("未收到和处理政府信息公开申请事项，无政府信息公开类行政复议、行政诉讼情况发生。", {("N1", 0), ("N5", 0)}),
    ("收到1件政府信息公开申请，结转至下一年度办理，未发生因政府信息公开申请被申请行政复议情况。", {("N1", 1), ("N5", 0)}),
    ("办理因2022年度政府信息公开申请引发行政复议1件、引发行政诉讼2件，均维持结果。", set()),
    ("新收政府信息公开申请5件，上年结转申请0件，结转下年度继续办理0件。", {("N1", 5), ("N4", 0)}),
    ("全县收到申请3525件，同比增长0.4%，较上年增加14件；县本级收到申请210件，办结200件。", {("N1", 3525)}),
    ("共收到书面申请2件、网上申请5件。", set()),
    ("收到申请50余件，受理近30件。", set()),
    ("收到依申请公开件176件，其中，当面申请的72件，网上申请的104件。办结177件（含2022年结转的3件），信息无法提供30件。",
     {("N1", 176), ("N4", 177), ("N4", 3), ("N3", 30)}),
    ("共制作政府信息3021条，其中主动公开1486条，不予公开信息1535条。", set()),
    ("予以公开或部分公开59件、占45.3%；不予公开32件；无下年度结转。", {("N3", 59), ("N3", 32)}),
    ("共收到政府信息公开申请5件", {("N1", 5)}),
    ("被行政复议1件，为其他结果；未经复议直接起诉1件，政府信息公开无败诉。", {("N5", 1), ("N5", 0)}),
    ("收到申请12件,办结13件,予以公开6件,占比46.2%.", {("N1", 12), ("N4", 13), ("N3", 6)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_what_a_sentence_tells_of_requests_and_cases(text: str, wanted: set[tuple[str, int]]) -> None:
    told = {(f.rule, f.value) for s in sentences("（二）依申请公开\n" + text, 1, 2023, False) for f in figures(s)}
    assert told == wanted


LISTS = [
    ("公开信息53条，其中新闻动态29条，政策文件2条，公告公示22条。", 53, [29, 2, 22]),
    ("公开17件。内容涉及部门动态12篇，统计公报0篇，公告5篇。", 17, [12, 0, 5]),
    ("网站公开900条，其中动态类600条、政策类300条；新媒体公开500条，浏览1万次。", 900, [600, 300]),
    ("共218条。其中：机构类4条；财政类2条；动态类212条。", 218, [4, 2, 212]),
    ("公开22条，其中人事信息2条，财务信息2条（其中预算1条、决算1条），教育、医疗等信息18条。", 22, [2, 2, 18]),
]


@pytest.mark.parametrize(("text", "total", "items"), LISTS)
def test_lists_are_read_whole(text: str, total: int, items: list[int]) -> None:
    (listed,) = lists_in(tidy(text))
    assert (listed.total, [n for _, n in listed.items], listed.whole) == (total, items, True)


def test_a_list_that_turns_to_something_else_is_not_judged_whole() -> None:
    (listed,) = lists_in("共受理20件，其中撤回1件，补正2件，予以公开的17件中，全部公开8件。")
    assert ([n for _, n in listed.items], listed.whole) == ([1, 2], False)


def test_a_paragraph_cut_by_a_page_is_made_whole() -> None:
    assert joined_lines("2023年，通过网站发布解读75个，其中：图片解读40个，\n动漫解读35期。\n一是好。") == (
        "2023年，通过网站发布解读75个，其中：图片解读40个，动漫解读35期。", "一是好。",
    )  # fmt: skip


KINDS = [
    ("云岭县", UnitKind.COUNTY), ("云岭区人民政府", UnitKind.COUNTY), ("云岭镇", UnitKind.TOWN), ("松溪乡人民政府", UnitKind.TOWN),
    ("云岭街道办事处", UnitKind.SUBDISTRICT), ("云岭县教育局", UnitKind.DEPARTMENT), ("云岭市", UnitKind.CITY),
    ("云岭自治区", UnitKind.PROVINCE), ("云岭经济开发区", UnitKind.UNKNOWN), ("", UnitKind.UNKNOWN), ("云岭县人民政府办公室", UnitKind.DEPARTMENT),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_a_unit_s_kind_by_its_name(name: str, kind: UnitKind) -> None:
    assert unit_kind(name) is kind


def test_only_who_surely_cannot_make_rules_is_told_so() -> None:
    assert cannot_make_rules(unit_kind("云岭县教育局"), "云岭县教育局")
    assert cannot_make_rules(unit_kind("云岭县人民政府办公室"), "云岭县人民政府办公室")
    assert not cannot_make_rules(unit_kind("云岭市人民政府办公室"), "云岭市人民政府办公室")
    assert not cannot_make_rules(unit_kind("国家云岭局"), "国家云岭局")


def test_findings_come_with_the_repairs_that_touch_them() -> None:
    bad = report({"4.review.total": 9})
    findings, mended = check_with_repairs(check_report(bad), bad)
    (broken,) = [f for f in findings if f.rule == "R4"]
    assert broken.repairs
    assert all(any(c.cell in broken.where for c in repair) for repair in broken.repairs)
    assert {c.before for r in mended.ranked for c in r.changes} <= {9, 1, 0}


def test_a_composed_report_reads_back_as_it_was() -> None:
    one = report({"2.licence": None, "2.penalty": "/", "3.new.other": "0（无）"}, preamble="现发布报告。")
    document = compose_report(one)
    back, findings = read_report(document, forms())
    assert findings == ()
    assert (back.cells, back.sections, back.preamble) == (one.cells, one.sections, one.preamble)
    assert [len(t.widths_mm) for t in tables_of(document.blocks)] == [4, 10, 15]
    assert all(sum(t.widths_mm) <= 156.05 for t in document.blocks if isinstance(t, Table))
