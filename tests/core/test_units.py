"""Who is meant by a printed name: this unit, all of its kind, some of them, or nobody it knows."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.units import CONCERN_LABELS, FLAG_LABELS, KIND_LABELS, Concern, Flag, Unit, UnitDirectory

RESOURCES = Path(__file__).resolve().parents[2] / "resources" / "units"
DATA = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(RESOURCES.glob("*.toml"))]
DIRECTORY = UnitDirectory.from_mapping(*DATA)


def concern(unit: str, *responsible: str, lead: tuple[str, ...] = ()) -> Concern:
    return DIRECTORY.concern(unit, lead, responsible).concern


NAMED = """云岭县医疗保障局=医保局|云岭县人力资源和社会保障局=人社局|云岭县发展和改革局=发改局|云岭县发展和改革局=县发改委
云岭县卫生健康局=卫健局|云岭县住房和城乡建设局=住建局|云岭县市场监督管理局=市监局|云岭县市场监督管理局=县市场监管局
云岭县农业农村局=农业农村局|云岭县文化广电和旅游局=文旅局|云岭县文化和旅游局=文旅局|云岭县退役军人事务局=退役军人局
云岭县人民政府办公室=政府办|云岭县人民政府办公室=县政府办公室|云岭县人民政府办公室=政府办公室|云岭县人民政府办公室=县府办
云岭县行政审批服务局=行政审批局|云岭县审批服务管理局=审批局|云岭县城市管理局=城管局|云岭县应急管理局=应急局|云岭县统计局=统计局
云岭县自然资源局=自然资源局|云岭县民族宗教事务局=民宗局|云岭县工业和信息化局=工信局|云岭县教育体育局=教体局
云岭镇人民政府=云岭镇|云岭镇人民政府=云岭县云岭镇人民政府|松溪乡人民政府=松溪乡政府|白石街道办事处=白石街道
云岭县云岭镇人民政府=云岭镇|国家税务总局云岭县税务局=税务局|中共云岭县委宣传部=县委宣传部|共青团云岭县委=团县委
云岭县审批服务管理局=县审批服务管理局<政务服务中心>|云岭县政务服务中心=县审批服务管理局<政务服务中心>
云岭县人民政府办公室=县政府办公室（县政务公开办）|云岭县财政局=财政局和审计局|云岭县审计局=财政局和审计局
云岭市市场监督管理局松溪分局=市场监管局松溪分局|云岭县城市运行管理中心=城运中心|云岭县商服中心=县商服中心|云岭镇财政所=财政所
云岭市财政局=市财政局|云岭县市场监督管理局=云岭县市场监督管理局|云岭县红十字会=县红十字会""".replace("\n", "|").split(
    "|"
)

NOT_NAMED = """云岭县民族宗教事务局=民政局|云岭县民政局=民宗局|云岭镇财政所=财政局|云岭县财政局=财政所|云岭县教育体育局=教育局
云岭县教育局=教体局|云岭县自然资源局=自然资源分局|云岭市自然资源局松溪分局=自然资源局|云岭镇党政办公室=政府办
云岭县人民政府办公室=党政办|云岭县司法局=司法所|云岭镇司法所=司法局|云岭县财政局=市财政局|云岭县财政局=省财政厅
云岭县财政局=松溪县财政局|云岭县工业和信息化局=省工信厅|云岭镇人民政府=云岭乡|松溪镇人民政府=松溪街道|云岭镇人民政府=云岭镇党政办
云岭县水务局=水利局|云岭县人民政府办公室=县委办|云岭县公安局=公安分局|云岭县交通运输局=住建交通局|云岭县体育局=教育体育局""".replace(
    "\n", "|"
).split("|")

GROUPS: list[
    tuple[str, str, str]
] = [  # printed, kinds surely meant, kinds perhaps meant (of department town street park)
    ("政府各部门", "department", "park"),
    ("县直各部门", "department", "park"),
    ("各部门（单位）", "department", "park"),
    ("各部门、单位", "department", "park"),
    ("各乡镇街道", "town street", ""),
    ("各乡镇（街道）", "town street", ""),
    ("各镇（街道）", "town street", ""),
    ("各镇街", "town street", ""),
    ("各乡（镇）人民政府", "town", ""),
    ("各乡镇人民政府", "town", ""),
    ("各苏木乡镇", "town", ""),
    ("街道办事处", "street", ""),
    ("各单位", "department town street park", ""),
    ("各级各部门", "department town street park", ""),
    ("各乡镇、各部门", "department town", "park"),
    ("各园区", "park", ""),
    ("各有关部门", "", "department park"),
    ("政府各有关部门", "", "department park"),
    ("相关部门", "", "department park"),
    ("各起草单位", "", "department town street park"),
    ("各决策单位", "", "department town street park"),
    ("各相关镇街", "", "town street"),
    ("涉企服务事项的办理机关", "", "department town street park"),
    ("各科室", "", ""),
    ("各村（社区）", "", ""),
]
OF_KIND = {
    "department": "云岭县财政局",
    "town": "云岭镇人民政府",
    "street": "白石街道办事处",
    "park": "云岭工业园区管委会",
}


@pytest.mark.parametrize("pair", NAMED)
def test_a_unit_is_named_by_its_full_name_or_abbreviation(pair: str) -> None:
    unit, printed = pair.split("=")
    assert concern(unit, printed) is Concern.NAMED


@pytest.mark.parametrize("pair", NOT_NAMED)
def test_a_name_of_another_body_is_no_match(pair: str) -> None:
    unit, printed = pair.split("=")
    assert concern(unit, printed) is Concern.NONE


@pytest.mark.parametrize(("printed", "sure", "maybe"), GROUPS)
def test_a_group_means_units_by_their_kind(printed: str, sure: str, maybe: str) -> None:
    for kind, unit in OF_KIND.items():
        expected = Concern.ALL if kind in sure else Concern.CONDITIONAL if kind in maybe else Concern.NONE
        assert (kind, concern(unit, printed)) == (kind, expected)


def test_nobody_named_is_left_to_be_settled() -> None:
    assert concern("云岭县财政局") is Concern.UNASSIGNED


def test_being_named_counts_for_more_than_a_group_and_tells_the_role() -> None:
    result = DIRECTORY.concern("云岭县财政局", ("财政局",), ("政府各部门",))
    assert (result.concern, result.as_lead, result.because) == (Concern.NAMED, True, "财政局")
    result = DIRECTORY.concern("云岭县审计局", ("财政局",), ("政府各部门",))
    assert (result.concern, result.as_lead, result.because) == (Concern.ALL, False, "政府各部门")


def test_a_provinces_prefix_holds_for_the_names_after_it() -> None:
    assert concern("云岭县教育局", "省工信厅", "教育局") is Concern.NONE
    assert concern("云岭县教育局", "省工信厅", "县教育局") is Concern.NAMED
    assert concern("云岭县教育局", "省工信厅", "政府各部门") is Concern.ALL


def test_the_countys_own_alias_makes_a_match() -> None:
    own = UnitDirectory.from_mapping(*DATA, units=[Unit("云岭县教育体育局", aliases=("教育局",))])
    assert own.concern("云岭县教育体育局", (), ("教育局",)).concern is Concern.NAMED


def test_the_kind_may_be_told_instead_of_guessed() -> None:
    assert DIRECTORY.concern("云岭县综合保障处", (), ("各乡镇",), kind="town").concern is Concern.ALL


def test_a_group_is_previewed_as_the_directorys_members() -> None:
    units = [Unit(name) for name in ("云岭县财政局", "云岭镇人民政府", "松溪乡人民政府", "云岭县税务局")]
    directory = UnitDirectory.from_mapping(*DATA, units=units)
    assert [u.name for u in directory.members("各乡镇").units] == ["云岭镇人民政府", "松溪乡人民政府"]
    assert [u.name for u in directory.members("政府各部门").units] == ["云岭县财政局"]
    assert [u.name for u in directory.members("政府各部门").maybe] == ["云岭县税务局"]


KINDS = """云岭镇人民政府=town|松溪乡=town|白石街道办事处=street|云岭县财政局=department|云岭县人民政府办公室=department
云岭县税务局=vertical|云岭市自然资源局松溪分局=vertical|云岭县红十字会=mass|云岭县妇联=mass|云岭县委组织部=party|云岭县融媒体中心=institution
云岭工业园区=park|云岭县城投公司=company|云岭镇财政所=desk|云岭镇党政办公室=desk|云岭县人民法院=judiciary|松溪村村民委员会=village
云岭县第一中学=institution|云岭县人民医院=institution|云岭县畜牧水产局=department|云岭县人民政府=county""".replace(
    "\n", "|"
).split("|")


@pytest.mark.parametrize("pair", KINDS)
def test_the_kind_follows_from_the_name(pair: str) -> None:
    name, kind = pair.split("=")
    assert DIRECTORY.kind_of(name) == kind


def test_every_kind_flag_and_concern_has_a_label() -> None:
    assert {kind for _, kind in DIRECTORY.endings} | set(DIRECTORY.bodies.kinds.values()) <= KIND_LABELS.keys()
    assert set(FLAG_LABELS) == set(Flag)
    assert set(CONCERN_LABELS) == set(Concern)


def test_no_abbreviation_is_the_full_name_of_another_body() -> None:
    clashes = {
        n: full for n, full in DIRECTORY.bodies.meant_by.items() if n in DIRECTORY.bodies.kinds and len(full) > 1
    }
    assert clashes == {}


FULL_NAMES = sorted(DIRECTORY.bodies.kinds)


@given(one=st.sampled_from(FULL_NAMES), other=st.sampled_from(FULL_NAMES))
def test_a_standard_body_is_named_by_itself_alone(one: str, other: str) -> None:
    assert concern(f"云岭县{one}", one) is Concern.NAMED
    if one != other:
        assert concern(f"云岭县{one}", f"县{other}") is Concern.NONE


@given(text=st.text(alphabet="各乡镇街道部门（单位）县区市有关政府办公室局财政、和省<>", max_size=14))
def test_any_text_gives_an_answer(text: str) -> None:
    assert concern("云岭县财政局", text) in Concern
