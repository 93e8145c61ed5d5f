"""Two spellings of one unit are one unit, and a name that may be two units is nobody's."""

import pytest

from core.intake.arrived import Arrived
from core.intake.identify import by_twin, whose
from core.intake.roster import Roster
from core.seal import Seal
from core.units import Unit
from tests.core.plan.directory import directory

NAMED = (
    Unit("云岭县医疗保障局"),
    Unit("云岭县财政局"),
    Unit("云岭镇人民政府"),
    Unit("松溪乡人民政府"),
    Unit("松溪街道办事处"),
)


def roster() -> Roster:
    return Roster(directory(units=NAMED), NAMED, "云岭县")


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("县医保局", "云岭县医疗保障局"),
        ("云岭县医保局（盖章）", "云岭县医疗保障局"),
        ("医疗保障局", "云岭县医疗保障局"),
        ("云岭县云岭镇人民政府", "云岭镇人民政府"),
        ("云岭镇政府", "云岭镇人民政府"),
        ("松溪街道", "松溪街道办事处"),
        ("县统计局", "云岭县统计局"),
        ("双桥镇", "双桥镇人民政府"),
        ("", ""),
        ("（盖章）", ""),
        ("各乡镇", ""),
        ("张三", ""),
    ],
)
def test_a_printed_name_is_one_unit_in_full(printed: str, unit: str) -> None:
    assert roster().resolve(printed) == unit


def test_a_unit_that_nobody_named_is_remembered_under_one_name() -> None:
    known = roster()
    assert known.resolve("县人社局") == known.resolve("云岭县人力资源和社会保障局") == known.resolve("人社局")


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("县医保局-任务落实台账（7.8改）.docx", "云岭县医疗保障局"),
        ("03财政局2026年政务公开台账.docx", "云岭县财政局"),
        ("（松溪乡）台账最终版.docx", "松溪乡人民政府"),
        ("松溪街道/新建文档.docx", "松溪街道办事处"),
        ("双桥镇政务公开.doc", "双桥镇人民政府"),
        ("松溪.docx", ""),
        ("财政局、医保局.docx", ""),
        ("云岭县2026年政务公开工作要点任务落实台账（填报版）.docx", ""),
        ("新建 Microsoft Word 文档.docx", ""),
    ],
)
def test_a_files_name_tells_its_unit_or_nothing(name: str, unit: str) -> None:
    assert whose(Arrived(name), roster()).unit == unit


def test_the_head_goes_before_the_seal_and_the_seal_before_the_name() -> None:
    seal = (Seal("云岭县财政局"),)
    both = Arrived("松溪乡.ofd", "ofd", head={"unit": "县医保局"}, seals=seal)
    found = whose(both, roster())
    assert found.unit == "云岭县医疗保障局"
    assert {f.rule for f in found.findings} == {"intake.seal_name", "intake.name_differs"}
    assert whose(Arrived("松溪乡.ofd", "ofd", seals=seal), roster()).unit == "云岭县财政局"


@pytest.mark.parametrize(
    "seal", ["云岭县医疗保障局", "云岭县医疗保障局（1）", "云岭县医疗保障局电子公章", "云岭县医保局"]
)
def test_a_seal_may_be_named_a_little_otherwise(seal: str) -> None:
    assert roster().same_as_seal("云岭县医疗保障局", seal)
    assert not roster().same_as_seal("云岭县财政局", seal)


def test_a_scan_goes_with_the_file_of_its_name() -> None:
    known = [("a/上报.docx", "云岭镇人民政府"), ("b/上报.docx", "松溪乡人民政府")]
    assert by_twin(Arrived("a/上报.pdf"), known) == "云岭镇人民政府"
    assert by_twin(Arrived("上报.pdf"), known) == ""


@pytest.mark.parametrize("other", ["王家村", "王家村委会", "王家村村民委员会"])
def test_a_village_is_one_unit_however_its_committee_is_written(other: str) -> None:
    roster = Roster(directory())
    assert roster.resolve("王家村村民委员会") == roster.resolve(other)
    assert roster.resolve("李家社区居民委员会") == roster.resolve("李家社区居委会") == roster.resolve("李家社区")
    assert roster.resolve("王家社区") != roster.resolve("王家村")
