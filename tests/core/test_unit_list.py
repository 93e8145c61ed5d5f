"""Lists of units: one a line, pasted from a sheet, as tables with telephones and ticks; and what taking one over does."""

from core.document import Document, Row, Section, Table, paragraph, text_cell
from core.unit_list import NAME, list_changes, list_sheet, listed_units
from core.units import Flag, Unit
from tests.core.plan.directory import directory


def table(*rows: tuple[str, ...]) -> Document:
    return Document((Section((Table(tuple(Row(tuple(map(text_cell, row))) for row in rows)),)),))


def test_names_stand_one_a_line_or_with_marks_between_them() -> None:
    lines = ("政务公开成员单位名单", "1. 云岭县财政局", "（2）云岭镇人民政府、松溪乡人民政府", "", "三、白石街道办事处")
    document = Document((Section(tuple(paragraph(t) for t in lines)),))
    found = [x.unit.name for x in listed_units(document)]
    assert found[-4:] == ["云岭县财政局", "云岭镇人民政府", "松溪乡人民政府", "白石街道办事处"]


def test_a_table_with_headings_tells_kind_short_names_ticks_and_telephones() -> None:
    found = listed_units(
        table(
            ("云岭县单位名录", "", "", "", ""),
            ("序号", "单位名称", "简称", "发台账", "联系电话"),
            ("1", "云岭县 财政局", "财局、财政", "√", "0999-6020418"),
            ("2", "云岭县税务局", "", "", ""),
        )
    )
    assert [x.unit.name for x in found] == ["云岭县财政局", "云岭县税务局"]
    first, second = found
    assert first.unit.aliases == ("财局", "财政")
    assert first.unit.phone == "0999-6020418"
    assert (Flag.LEDGER in first.unit.flags, Flag.LEDGER in second.unit.flags) == (True, False)
    assert second.told == {NAME, "发台账"}


def test_a_table_without_headings_gives_its_names() -> None:
    assert [x.unit.name for x in listed_units(table(("1", "云岭县财政局"), ("2", "松溪乡")))] == [
        "云岭县财政局",
        "松溪乡",
    ]


def test_the_sheet_that_is_written_is_read_back_the_same() -> None:
    units = [
        Unit("云岭县财政局", aliases=("财局",), contact="周宁", phone="0999-6020418"),
        Unit("国家税务总局云岭县税务局", "vertical", flags=frozenset({Flag.LEDGER, Flag.VERTICAL})),
        Unit("乡村振兴局", until=2024),
    ]
    sheet = list_sheet(units, directory())
    found = [x.unit for x in listed_units(Document((Section((sheet.table,)),)))]
    assert [(u.name, u.aliases, u.flags, u.contact, u.phone) for u in found] == [
        (u.name, u.aliases, u.flags, u.contact, u.phone) for u in units[:2]
    ]


KNOWN = (Unit("云岭县财政局", contact="周宁", unit_id=1), Unit("云岭县水利管护中心", unit_id=2))


def changes(document: Document) -> list[tuple[str, bool, str]]:
    found = list_changes(listed_units(document), KNOWN, directory(units=KNOWN))
    return [(c.after.name, c.before is None, c.like) for c in found]


def test_only_what_is_new_or_different_is_a_change() -> None:
    assert changes(table(("单位", "联系人"), ("县财政局", "周宁"))) == []
    assert changes(table(("单位", "联系人"), ("县财政局", ""))) == []
    assert changes(table(("单位", "联系人"), ("县财政局", "李明"))) == [("云岭县财政局", False, "")]


def test_a_new_name_nearly_the_same_as_one_that_is_there_is_told() -> None:
    assert changes(table(("云岭县水利管理中心",), ("云岭县民政局",))) == [
        ("云岭县水利管理中心", True, "云岭县水利管护中心"),
        ("云岭县民政局", True, ""),
    ]


def test_a_new_unit_takes_part_as_its_kind_usually_does() -> None:
    (change,) = list_changes(listed_units(table(("国家税务总局云岭县税务局",))), (), directory())
    assert change.after.flags == {Flag.LEDGER, Flag.REPORT, Flag.VERTICAL}
