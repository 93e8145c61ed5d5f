"""The head of a form, in the typings that offices use."""

import pytest

from core.document import Document
from core.ledger.head import head_of
from core.ledger.ledger import Head
from core.ledger.read import read_ledger
from core.ledger.shown import ledger_json
from tests.ledger_builder import document, table


def head(made: Document) -> Head:
    return head_of(made.blocks, [])


def values(found: Head) -> tuple[str | None, str | None, str | None]:
    return tuple(slot.value if slot else None for slot in (found.unit, found.contact, found.phone))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "填报单位：云岭镇人民政府    联系人：李某    联系电话：0999-1234567",
            ("云岭镇人民政府", "李某", "0999-1234567"),
        ),
        ("填报单位（盖章）:云岭镇人民政府　经办人:李某　手机:13900000000", ("云岭镇人民政府", "李某", "13900000000")),
        ("报送单位：                填报人：            电话：", ("", "", "")),
        ("填 报 单 位：云岭镇人民政府   联 系 人：李某   联系方式：0999-1", ("云岭镇人民政府", "李某", "0999-1")),
        ("填报单位：________（盖章）联系人：____ 联系电话：____", ("", "", "")),
        ("填报单位：云岭镇人民政府（公章）  填报日期：2026年8月1日", ("云岭镇人民政府", None, None)),
        (
            "填报单位：县发展和改革局（粮食和物资储备局）  联系人：王某（科员）",
            ("县发展和改革局（粮食和物资储备局）", "王某（科员）", None),
        ),
        ("单位（盖章）：云岭镇人民政府", ("云岭镇人民政府", None, None)),
        ("清河街道办事处   联系人:杨某   电话:6213377", ("清河街道办事处", "杨某", "6213377")),
        ("（填报单位：云岭镇人民政府）", ("云岭镇人民政府", None, None)),
    ],
)
def test_labels_and_values_on_a_line(line: str, expected: tuple[str | None, ...]) -> None:
    assert values(head(document(line))) == expected


@pytest.mark.parametrize(
    "line", ["单位：万元", "责任单位：县司法局", "请各填报单位认真落实，联系人保持电话畅通。", "联系人应当熟悉业务。"]
)
def test_what_only_looks_like_a_label_is_none(line: str) -> None:
    assert values(head(document(line))) == (None, None, None)


def test_the_offices_own_contact_in_the_note_is_not_the_forms() -> None:
    made = document("联系人：县政府办张某，电话：0999-1111111", "填报单位：　　　　联系人：　　　　联系电话：")
    assert values(head(made)) == ("", "", "")


def test_labels_and_values_in_cells_of_their_own() -> None:
    made = document(table(("填报单位（盖章）", "云岭镇人民政府", "联系人", "", "联系电话：0999-1", "填报日期")))
    assert values(head(made)) == ("云岭镇人民政府", "", "0999-1")


def test_a_seal_mark_behind_a_value_in_its_own_cell_is_none_of_it() -> None:
    slot = head(document(table(("填报单位", "云岭镇人民政府（盖章）")))).unit
    assert slot is not None
    assert (slot.value, slot.end) == ("云岭镇人民政府", 7)


def test_the_head_is_printed_without_inner_spaces_but_two_telephones_stay_two() -> None:
    made = document(
        "填报单位：云岭镇 人民政府  联系人：李 某  电话：13800138000  0999-123 4567",
        table(("序号", "重点工作", "落实情况"), ("1", "甲", "")),
    )
    ledger = read_ledger(made)
    assert ledger is not None
    shown = ledger_json(ledger)
    assert (shown["unit"], shown["contact"]) == ("云岭镇人民政府", "李某")
    assert shown["phone"] == "13800138000 0999-1234567"


def test_a_place_knows_where_its_value_stands() -> None:
    text = "填报单位：云岭镇人民政府    联系人："
    slot = head(document(text)).unit
    assert slot is not None
    assert text[slot.start : slot.end].strip() == "云岭镇人民政府"
