"""Room: core. What kind of unit a name tells of; UNKNOWN unless it is sure."""

import re
from enum import StrEnum


class UnitKind(StrEnum):
    PROVINCE = "province"
    CITY = "city"  # 市: may or may not be 设区的市
    COUNTY = "county"
    TOWN = "town"
    SUBDISTRICT = "subdistrict"
    DEPARTMENT = "department"
    UNKNOWN = "unknown"


_LABELS = {
    UnitKind.PROVINCE: "省级",
    UnitKind.CITY: "市",
    UnitKind.COUNTY: "县级",
    UnitKind.TOWN: "乡镇",
    UnitKind.SUBDISTRICT: "街道",
    UnitKind.DEPARTMENT: "部门",
    UnitKind.UNKNOWN: "未知",
}
# Longest endings first; the first that fits decides.
_ENDINGS = (
    (r"街道办事处|街道办|街道", UnitKind.SUBDISTRICT),
    (r"(?:镇|乡)(?:人民政府|政府)?", UnitKind.TOWN),
    (r"(?:自治区|省)(?:人民政府|政府)?", UnitKind.PROVINCE),
    (r"(?:自治州|地区|盟)(?:人民政府|行政公署|行署|政府)?", UnitKind.CITY),
    (r"(?:县|自治县|旗)(?:人民政府|政府)?", UnitKind.COUNTY),
    (r"区(?:人民政府|政府)?", UnitKind.COUNTY),
    (r"市(?:人民政府|政府)?", UnitKind.CITY),
    (r"(?:局|厅|委员会|委|办公室|办公厅|队|站|所|中心|总社|联合会|档案馆)", UnitKind.DEPARTMENT),
)
_NOT_COUNTY = re.compile(r"(?:开发|高新|示范|产业|保税|管理|风景|度假|新|园|功能)区(?:管委会|管理委员会)?$")


def unit_kind(name: str) -> UnitKind:
    """The kind by the name's ending. Development zones, 新区 and the like are UNKNOWN: their rank differs."""
    plain = re.sub(r"[\s（(].*$", "", name)
    if not plain or _NOT_COUNTY.search(plain):
        return UnitKind.UNKNOWN
    return next((kind for ending, kind in _ENDINGS if re.search(f"(?:{ending})$", plain)), UnitKind.UNKNOWN)


def cannot_make_rules(kind: UnitKind, name: str = "") -> bool:
    """Whether such a unit surely has no power to make 规章 (立法法): county level and below, and local departments.

    State Council departments make rules; the office of a 市 or 省 reports those of its government: neither is sure.
    """
    if kind is not UnitKind.DEPARTMENT:
        return kind in (UnitKind.COUNTY, UnitKind.TOWN, UnitKind.SUBDISTRICT)
    if re.search(r"^(?:国家|中国|国务院|中华)|总局|署$", name):
        return False
    government = re.match(r"(.*?)(?:人民)?政府办公[室厅]", name)
    return government is None or unit_kind(government[1]) in (UnitKind.COUNTY, UnitKind.TOWN)


def kind_label(kind: UnitKind) -> str:
    return _LABELS[kind]
