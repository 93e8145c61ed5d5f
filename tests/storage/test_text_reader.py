"""Plain text: encodings, lines, tables of tabs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import Paragraph, Table, paragraphs_of
from core.errors import LedgerError
from storage.documents.readers.encoding import decode_text
from storage.documents.readers.text import read_text

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
@given(CHINESE)
def test_every_usual_encoding_is_told_by_its_bytes(encoding: str, text: str) -> None:
    sure = "政务公开工作要点\n" + text  # a few characters alone may be right in two encodings
    assert decode_text(sure.encode(encoding)) == sure


def test_utf16_without_a_mark_is_found_by_its_line_ends() -> None:
    assert decode_text("工作要点\r\n一、总则".encode("utf-16-le")) == "工作要点\r\n一、总则"


def test_a_character_cut_off_at_the_end_costs_only_itself() -> None:
    assert decode_text("政务公开".encode()[:-1]) == "政务公"


@pytest.mark.parametrize("data", [bytes(range(256)), b"\x89PNG\r\n\x1a\n\x00\x00", b"a\x01b"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert decode_text(data) is None
    with pytest.raises(LedgerError, match="不是文本文件"):
        read_text(data)


def test_a_line_is_a_paragraph() -> None:
    found = read_text("标题\r\n\n　　正文\f第二页\r末".encode())
    assert [p.text for p in paragraphs_of(found.blocks)] == ["标题", "", "　　正文第二页", "末"]


def test_lines_with_tabs_are_a_table() -> None:
    found = read_text("分工表\n序号\t任务\t单位\n1\t公开预算\n2\t公开目录\t财政局\n完".encode())
    table = found.blocks[1]
    assert isinstance(table, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "任务", "单位"],
        ["1", "公开预算", ""],
        ["2", "公开目录", "财政局"],
    ]
    assert isinstance(found.blocks[2], Paragraph)


def test_one_line_with_a_tab_or_text_indented_with_tabs_is_no_table() -> None:
    found = read_text("单位：\t云岭镇\n\n\t第一段\n\t第二段".encode())
    assert [p.text for p in found.blocks if isinstance(p, Paragraph)] == ["单位：\t云岭镇", "", "\t第一段", "\t第二段"]
