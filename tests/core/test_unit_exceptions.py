"""Groups that leave somebody out, and clauses that join groups: lines invented for other counties, each judged by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clauses import read_units
from core.unit_exceptions import without_exceptions
from core.units import Unit, UnitDirectory
from tests.core.test_units import DATA

UNITS = {
    "财政": Unit("云岭县财政局"),
    "司法": Unit("云岭县司法局"),
    "教育": Unit("云岭县教育局"),
    "融媒": Unit("云岭县融媒体中心"),
    "云岭": Unit("云岭镇人民政府"),
    "松溪": Unit("松溪乡人民政府"),
    "白石": Unit("白石街道办事处"),
    "园区": Unit("云岭工业园区管委会"),
    "宣传": Unit("中共云岭县委宣传部"),
    "红会": Unit("云岭县红十字会"),
    "税务": Unit("国家税务总局云岭县税务局"),
    "水司": Unit("云岭县城市建设投资公司"),
    "法院": Unit("云岭县人民法院"),
    "松村": Unit("松溪村", "village"),
}
DIRECTORY = UnitDirectory.from_mapping(*DATA, units=UNITS.values())
SHORT = {unit.name: short for short, unit in UNITS.items()}
NOT_TOWNS = "财政 司法 教育 融媒 园区 宣传 红会 税务"

LINES = [  # as printed, who is meant surely, who perhaps
    ("各镇（街道）", "云岭 松溪 白石", ""),
    ("各有关部门", "", NOT_TOWNS),
    ("县直各单位", "财政 司法 教育 融媒", "园区 宣传 红会 税务 水司 法院"),
    ("驻县各单位", "税务", ""),
    ("市驻县有关单位", "", "税务"),
    ("各乡镇（街道、园区）", "云岭 松溪 白石 园区", ""),
    ("各乡镇（除云岭镇外）", "松溪", ""),
    ("除松溪乡外的各乡镇", "云岭", ""),
    ("除云岭镇、松溪乡以外的各镇街", "白石", ""),
    ("各镇街（白石街道、云岭镇除外）", "松溪", ""),
    ("除司法局外，其他各部门", "财政 教育", "融媒 园区 宣传 红会 税务"),
    ("各部门（不含财政局）", "司法 教育", "融媒 园区 宣传 红会 税务"),
    ("各镇街（除街道外）", "云岭 松溪", ""),
    ("各乡镇（街道）党（工）委", "云岭 松溪 白石", ""),
    ("县级各部门单位", "财政 司法 教育 融媒", "园区 宣传 红会 税务 水司 法院"),
    ("区直及驻区各单位", "财政 司法 教育 融媒 税务", "园区 宣传 红会 水司 法院"),
    ("县直各单位和驻县单位", "财政 司法 教育 融媒 税务", "园区 宣传 红会 水司 法院"),
    ("涉农部门", "", NOT_TOWNS),
    ("有行政审批职能的部门", "", NOT_TOWNS),
    ("县属国有企业", "水司", ""),
    ("全县各级行政机关", "财政 司法 教育 云岭 松溪 白石", "园区 税务"),
    ("各单位（含垂管单位）", "财政 司法 教育 融媒 云岭 松溪 白石 园区 宣传 红会 税务", "水司 法院"),
    ("县直各行政事业单位", "财政 司法 教育 融媒", "园区 宣传 红会 税务 水司 法院"),
    ("各镇政府及有关部门", "云岭 松溪", NOT_TOWNS),
    ("乡镇（街道）和县直部门", "云岭 松溪 白石 财政 司法 教育 融媒", "园区 宣传 红会 税务 水司 法院"),
    ("教育部门", "教育", ""),
    ("县财政部门", "财政", ""),
    ("行政执法部门", "", NOT_TOWNS),
    ("群团组织", "红会", ""),
    ("各村（社区）", "松村", ""),
    ("县委各部门", "宣传", "红会"),
    ("各管委会", "园区", ""),
]


def shorts(units: tuple[Unit, ...]) -> set[str]:
    return {SHORT[u.name] for u in units}


@pytest.mark.parametrize(("line", "surely", "perhaps"), LINES)
def test_a_line_of_another_county_means_these_units(line: str, surely: str, perhaps: str) -> None:
    (name,) = read_units(line).names
    members = DIRECTORY.members(name)
    assert (shorts(members.units), shorts(members.maybe)) == (set(surely.split()), set(perhaps.split()))


@pytest.mark.parametrize("line", ["除四害办公室、县外事办", "解除合同的单位、外联办"])
def test_other_words_with_the_same_letters_are_still_cut(line: str) -> None:
    assert len(read_units(line).names) == 2


def test_a_name_that_leaves_nobody_out_is_itself() -> None:
    assert without_exceptions("各乡镇（街道）") == ("各乡镇（街道）", ())
    assert without_exceptions("云岭县财政局") == ("云岭县财政局", ())


@given(st.sampled_from([n for n, u in UNITS.items() if DIRECTORY.kind_of(u.name) == "town"]))
def test_who_is_left_out_is_never_among_the_members(short: str) -> None:
    town = UNITS[short].name.removesuffix("人民政府")
    for line in (f"各乡镇（除{town}外）", f"除{town}以外的各乡镇", f"各乡镇（不含{town}）", f"各乡镇（{town}除外）"):
        assert shorts(DIRECTORY.members(line).units) == {"云岭", "松溪"} - {short}
