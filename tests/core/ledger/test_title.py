"""Title, year and declared counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ledger.ledger import Declared
from core.ledger.title import chinese_number, find_declared, find_title, find_year


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["附件1", "", "云岭县2026年政务公开工作任务台账", "（填报版）"], "云岭县2026年政务公开工作任务台账（填报版）"),
        (["云岭县人民政府办公室", "2026年政务公开任务分工表"], "云岭县人民政府办公室2026年政务公开任务分工表"),
        (["云岭县2026年政务公开任务分解", "请各单位按表落实，台账另发。"], "云岭县2026年政务公开任务分解"),
        (["  2026年　政务公开重点任务清单  "], "2026年 政务公开重点任务清单"),
        (
            ["云岭县落实2026年政务公开工作要点", "任务分解台账（填报版）"],
            "云岭县落实2026年政务公开工作要点任务分解台账（填报版）",
        ),
        (["云岭县2026年政务公开", "重点任务台账"], "云岭县2026年政务公开重点任务台账"),
        (["云岭高新区管委会", "2026年政务公开任务推进表"], "云岭高新区管委会2026年政务公开任务推进表"),
        (["2026年3月5日", "政务公开台账"], "政务公开台账"),
        (["", ""], ""),
    ],
)
def test_the_title_is_found_among_the_lines_before_the_table(lines: list[str], title: str) -> None:
    assert find_title(lines) == title


@pytest.mark.parametrize(
    ("title", "lines", "year"),
    [
        ("2026年台账", [], 2026),
        ("云岭县 2026 年台账", [], 2026),
        ("二〇二六年政务公开台账", [], 2026),
        ("政务公开台账", ["为落实《云岭县2025年政务公开工作要点》，制定本表。"], 2025),
        ("政务公开台账", ["云政办发〔2026〕8号"], None),
        ("政务公开台账", [], None),
    ],
)
def test_the_year_is_the_titles_else_the_texts_else_unknown(title: str, lines: list[str], year: int | None) -> None:
    assert find_year(title, lines) == year


@pytest.mark.parametrize(
    ("line", "declared"),
    [
        ("共4个板块、16个大项、33项重点任务，同步编制台账。", Declared(4, 16, 33)),
        ("分为四个部分，二十一项具体任务", Declared(4, None, 21)),
        ("明确了 5 个方面 22 项工作任务。", Declared(5, None, 22)),
        ("全县共有12个乡镇、30个部门。", Declared()),
        ("6项重点工作、18条具体措施", Declared(None, 6, 18)),
    ],
)
def test_declared_counts(line: str, declared: Declared) -> None:
    assert find_declared(["前言", line]) == declared


@given(st.integers(1, 999))
def test_chinese_numbers_are_read(n: int) -> None:
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(n, 100)
    tens, ones = divmod(rest, 10)
    written = (digits[hundreds] + "百" if hundreds else "") + (
        digits[tens] + "十" if tens else "零" if hundreds and ones else ""
    )
    assert chinese_number(written + (digits[ones] if ones else "")) == n
    assert chinese_number(str(n)) == n
