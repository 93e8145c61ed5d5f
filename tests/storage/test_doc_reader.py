"""Word 97-2003: what a .doc holds, read as Word shows it. Files are made by tests/doc_builder.py."""

import struct
from pathlib import Path

import pytest

from core.document import Align, Paragraph, Role, Table, VAlign, grid_of, paragraphs_of, tables_of
from core.errors import LedgerError
from storage.documents.readers.doc import read_doc, sprms, streams
from tests.doc_builder import Book, Para, Run, cell, change, doc, huge, inside, ole, para, row
from tests.doc_builder import streams as parts
from tests.hostile import memory_mb, mutations, read_or_refused

DELETED, HIDDEN = change(sprms.C_DELETED), change(sprms.C_VANISH)
FIRST, MERGED, DOWN, TOP = 0x01, 0x02, 0x20, 0x60


def texts(paragraphs: list[Para], book: Book | None = None) -> list[str]:
    """All paragraphs, in order; the same with and without looks."""
    data = doc(paragraphs, book)
    plain = [p.text for p in paragraphs_of(read_doc(data).blocks)]
    assert [p.text for p in paragraphs_of(read_doc(data, look=True).blocks)] == plain
    return plain


def table_in(paragraphs: list[Para], book: Book | None = None) -> Table:
    (table,) = (b for b in read_doc(doc(paragraphs, book)).blocks if isinstance(b, Table))
    return table


def cells(table: Table) -> list[list[tuple[str, int, int]]]:
    return [[(c.text, c.col_span, c.row_span) for c in r.cells] for r in table.rows]


def test_text_of_one_and_of_two_bytes_a_character_is_one_text() -> None:
    mixed = Para((Run("caf\u00e9 “A”", narrow=True), Run("云岭县𠮷政府"), Run("2026", narrow=True)))
    assert texts([mixed, para("第二段")]) == ["caf\u00e9 “A”云岭县𠮷政府2026", "第二段"]


def test_deleted_and_hidden_text_is_left_out_and_inserted_text_kept() -> None:
    runs = (Run("留"), Run("删", DELETED), Run("隐", HIDDEN), Run("增", change(0x0801)), Run("显", change(0x083C, 0)))
    assert texts([Para(runs)]) == ["留增显"]


def test_a_deleted_paragraph_mark_joins_the_next_paragraph() -> None:
    assert texts([para("前", of_mark=DELETED), para("后"), para("末")]) == ["前后", "末"]


def test_a_piece_of_a_fast_saved_file_carries_its_own_change() -> None:
    runs = (Run("A"), Run("gone", narrow=True), Run("B"))
    short = Book(prms={1: 0x41 << 1 | 1 << 8})
    long = Book(prms={1: 1 << 1 | 1}, shared=(b"", DELETED))
    assert texts([Para(runs)], short) == ["AB"]
    assert texts([Para(runs)], long) == ["AB"]


def test_fields_show_their_result_and_not_their_instruction() -> None:
    assert texts([para('见\x13 HYPERLINK "http://x" \x14附件\x15。')]) == ["见附件。"]
    assert texts([para("外\x13 REF a \x14甲\x13 REF b \x14乙\x15丙\x15")]) == ["外甲乙丙"]
    assert texts([para("共\x13 NUMPAGES \x1412\x15页，第\x13PAGE\x15页")]) == ["共1页，第1页"]


def test_a_damaged_field_never_swallows_the_text_behind_it() -> None:
    assert texts([para("甲\x13 PAGE "), para("乙\x15丙"), para("丁\x14戊")]) == ["甲 PAGE ", "乙丙", "丁戊"]


def test_breaks_hyphens_and_places_of_pictures() -> None:
    text = "甲\x0b乙\t丙\x1e丁\x1f戊\x01\x02\x05\x08\xa0己"
    assert texts([para(text)]) == ["甲\n乙\t丙-丁戊\xa0己"]


def test_a_sign_of_a_symbol_font_becomes_the_sign_it_looks_like() -> None:
    tick = change(sprms.C_SYMBOL, struct.pack("<HH", 3, 0xF0FE)) + change(sprms.C_SPECIAL)
    assert texts([Para((Run("("), Run("(", tick), Run("已公开)")))]) == ["(☑已公开)"]


def test_a_page_break_inside_a_paragraph_does_not_cut_it() -> None:
    found = read_doc(doc([para("甲\x0c乙"), para("丙")]), look=True).blocks
    assert [p.text for p in found if isinstance(p, Paragraph)] == ["甲乙", "丙"]
    assert [p.look.page_break_before for p in found if isinstance(p, Paragraph)] == [False, True]


def test_a_page_break_that_is_a_paragraph_mark_ends_its_paragraph() -> None:
    assert texts([para("甲", mark="\x0c"), para("乙")]) == ["甲", "乙"]


# ---- tables -----------------------------------------------------------------------------------------------------


def test_rows_and_cells_with_several_paragraphs() -> None:
    table = table_in(
        [
            para("题"),
            *row(["甲", cell("乙一", "乙二")], (0, 1000, 3000)),
            *row(["", "丁"], (0, 1000, 3000)),
            para("尾"),
        ]
    )
    assert cells(table) == [[("甲", 1, 1), ("乙一\n乙二", 1, 1)], [("", 1, 1), ("丁", 1, 1)]]
    assert table.widths_mm == (17.6, 35.3)


def test_edges_of_other_rows_make_spans() -> None:
    table = table_in(
        [
            *row(["整行"], (0, 6000)),
            *row(["一", "二", "三"], (0, 1010, 4000, 6000)),
            *row(["左", "右"], (12, 3990, 6005)),
            *row(["缩进"], (1000, 6000)),
        ]
    )
    assert cells(table) == [
        [("整行", 3, 1)],
        [("一", 1, 1), ("二", 1, 1), ("三", 1, 1)],
        [("左", 2, 1), ("右", 1, 1)],
        [("", 1, 1), ("缩进", 2, 1)],
    ]


def test_merges_across_by_flag() -> None:
    table = table_in(
        [*row(["甲", "藏", "乙"], (0, 10, 2000, 3000), (FIRST, MERGED, 0)), *row("一二三", (0, 10, 2000, 3000))]
    )
    assert cells(table) == [[("甲", 2, 1), ("乙", 1, 1)], [("一", 1, 1), ("二", 1, 1), ("三", 1, 1)]]


def test_merges_down_end_with_a_new_start_and_need_the_same_edges() -> None:
    edges = (0, 1000, 2000)
    table = table_in(
        [
            *row(["甲", "1"], edges, (TOP,)),
            *row(["", "2"], edges, (DOWN,)),
            *row(["乙", "3"], edges, (TOP,)),
            *row(["不同", "4"], (0, 500, 2000), (DOWN,)),
            *row(["断", "5"], edges, (DOWN,)),
        ]
    )
    assert cells(table) == [
        [("甲", 2, 2), ("1", 1, 1)],
        [("2", 1, 1)],
        [("乙", 2, 1), ("3", 1, 1)],
        [("不同", 1, 1), ("4", 2, 1)],
        [("断", 2, 1), ("5", 1, 1)],
    ]


def test_changes_to_a_row_after_its_definition_count() -> None:
    more = change(sprms.T_VERT_MERGE, bytes([0, 3])) + change(sprms.T_MERGE, bytes([1, 3]))
    align = change(sprms.T_VERT_ALIGN, bytes([0, 1, 1])) + change(sprms.T_HEADER) + change(sprms.T_ALIGN, 1)
    below = change(sprms.T_VERT_MERGE, bytes([0, 1]))
    edges = (0, 1000, 2000, 3000)
    table = table_in([*row(["甲", "乙", ""], edges, more=more + align), *row(["", "丙", "丁"], edges, more=below)])
    assert cells(table) == [[("甲", 1, 2), ("乙", 2, 1)], [("丙", 1, 1), ("丁", 1, 1)]]
    assert (table.header_rows, table.align, table.rows[0].cells[0].valign) == (1, Align.CENTER, VAlign.CENTER)


def test_columns_put_in_taken_out_and_widened() -> None:
    insert = change(sprms.T_INSERT, bytes([1, 1]) + struct.pack("<h", 500))
    delete = change(sprms.T_DELETE, bytes([0, 1]))
    widen = change(sprms.T_WIDTH, bytes([0, 1]) + struct.pack("<h", 2000))
    assert table_in(row("甲乙丙", (0, 1000, 2000), more=insert)).widths_mm == (17.6, 8.8, 17.6)
    assert table_in(row("甲", (0, 1000, 2500), more=delete)).widths_mm == (26.5,)
    assert table_in(row("甲乙", (0, 1000, 2000), more=widen)).widths_mm == (35.3, 17.6)


def test_a_table_in_a_cell_stays_in_its_cell() -> None:
    inner = [*row(["内一", cell("内二", depth=2)], (0, 500, 1000), depth=2), *row(["下", ""], (0, 500, 1000), depth=2)]
    table = table_in(row([[*_body("上文"), *inner, *cell("下文")], "旁"], (0, 1000, 2000)))
    (outer,) = table.rows
    assert outer.cells[0].text == "上文\n内一\n内二\n下\n\n下文"
    (nested,) = tables_of(outer.cells[0].blocks)
    assert cells(nested) == [[("内一", 1, 1), ("内二", 1, 1)], [("下", 1, 1), ("", 1, 1)]]


def _body(text: str) -> list[Para]:
    """A paragraph of a cell that goes on."""
    return [Para((Run(text),), inside(1))]


def test_a_row_of_many_cells_keeps_its_definition_elsewhere() -> None:
    edges = tuple(range(0, 38 * 500 + 1, 500))
    made = row([str(i) for i in range(38)], edges)
    kept, data = huge(made[-1].changes)
    table = table_in([*made[:-1], Para((), kept, "\x07"), *row(["全"], (0, 38 * 500))], Book(data=data))
    assert [len(r.cells) for r in table.rows] == [38, 1]
    assert table.rows[1].cells[0].col_span == 38


def test_a_deleted_row_is_left_out() -> None:
    gone = [Para((Run("删", DELETED),), inside(1), "\x07", of_mark=DELETED)]
    assert cells(table_in([*row([gone], (0, 1000), of_mark=DELETED), *row(["留"], (0, 1000))])) == [[("留", 1, 1)]]


def test_a_row_without_its_end_is_not_lost() -> None:
    assert cells(table_in([*cell("甲"), *cell("乙"), para("尾")])) == [[("甲", 1, 1), ("乙", 1, 1)]]


def test_a_definition_of_other_length_than_the_row_loses_no_cell() -> None:
    table = table_in([*row("甲乙丙", (0, 1000)), *row("一", (0, 1000, 2000, 3000))])
    assert [[c[0] for c in line] for line in cells(table)] == [["甲", "乙", "丙"], ["一"]]
    assert all(len(line) == len(grid_of(table)[0]) for line in grid_of(table))


# ---- styles, numbers, sections, boxes ---------------------------------------------------------------------------


def _styles(*made: tuple[int, int, int, str, tuple[bytes, ...]]) -> bytes:
    """(built-in number, kind, based on, name, lists of changes) in the order of their indexes."""
    sheet = struct.pack("<HHH14x", 18, len(made), 10)
    for built_in, kind, base, name, lists in made:
        std = struct.pack("<HHHHH", built_in, kind | base << 4, len(lists), 0, 0)
        std += struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\x00\x00"
        for one in lists:
            std += struct.pack("<H", len(one)) + one + bytes(len(one) % 2)
        sheet += struct.pack("<H", len(std)) + std
    return sheet


PLAIN = (0, 1, 0xFFF, "Normal", (b"\x00\x00", b""))


def test_built_in_styles_are_roles_also_through_a_style_based_on_them() -> None:
    sheet = _styles(
        PLAIN,
        (1, 1, 0, "heading 1", (b"\x01\x00", b"")),
        (0xFFE, 1, 1, "own", (b"\x02\x00", b"")),
        (62, 1, 0, "标题", (b"", b"")),
    )
    found = read_doc(
        doc([para("甲", style=1), para("乙", style=2), para("丙", style=3), para("丁")], Book({1: sheet}))
    ).blocks
    assert [p.role for p in found if isinstance(p, Paragraph)] == [
        Role.HEADING_1,
        Role.HEADING_1,
        Role.TITLE,
        Role.BODY,
    ]


def test_a_style_may_hide_text_and_a_run_may_show_it_again() -> None:
    secret = (0xFFE, 2, 0xFFF, "secret", (HIDDEN,))
    quiet = (0xFFE, 1, 0, "quiet", (b"\x02\x00", HIDDEN))
    prompt = (0xFFE, 2, 0xFFF, "Placeholder Text", (b"",))
    book = Book({1: _styles(PLAIN, secret, quiet, prompt)})
    named, asked = change(sprms.C_STYLE, 1), change(sprms.C_STYLE, 3)
    assert texts([Para((Run("甲"), Run("藏", named), Run("单击此处输入文字。", asked)))], book) == ["甲"]
    shown = Para((Run("藏"), Run("现", change(sprms.C_VANISH, 0x81))), style=2)
    assert texts([shown], book) == ["现"]


def _lists(*levels: tuple[int, int, str]) -> tuple[bytes, bytes]:
    """One list of these levels (first number, code of the form, text with \\x00 for the first level's number)."""
    entry = struct.pack("<II18sBB", 77, 0, b"\xff" * 18, 0, 0)
    made = b""
    for index in range(9):
        start, form, text = levels[index] if index < len(levels) else (1, 255, "")
        made += struct.pack("<IBB9sBIIBBBB", start, form, 0, b"", 2, 0, 0, 0, 0, 0, 0)
        made += struct.pack("<H", len(text)) + text.encode("utf-16-le")
    again = struct.pack("<I8xBBBB", 77, 1, 0, 0, 0)
    first = struct.pack("<I8xBBBB", 77, 0, 0, 0, 0)
    table = struct.pack("<I", 2) + first + again + struct.pack("<I", 0) + struct.pack("<III", 0, 5, 0x10)
    return struct.pack("<H", 1) + entry + made, table


def _numbered(text: str, number: int, level: int = 0) -> Para:
    return para(text, change(sprms.P_LIST, number) + change(sprms.P_LEVEL, level))


def test_automatic_numbers_count_restart_and_start_elsewhere() -> None:
    lists, overrides = _lists((1, 39, "\x00、"), (1, 0, "\x00.\x01"), (1, 18, "\x02"))
    made = [
        _numbered("甲", 1),
        _numbered("乙", 1, 1),
        _numbered("丙", 1, 1),
        _numbered("丁", 1),
        _numbered("戊", 1, 1),
        _numbered("己", 1, 2),
        _numbered("庚", 2),
        _numbered("", 1),
        _numbered("无", 0),
        _numbered("未知", 9),
    ]
    # The lists' levels stand behind the length that the file gives for them.
    found = texts(made, Book({73: lists, 74: overrides}))
    assert found == ["一、甲", "一.1 乙", "一.2 丙", "二、丁", "二.1 戊", "① 己", "五、庚", "六、", "无", "未知"]


def test_a_style_may_number_its_paragraphs() -> None:
    lists, overrides = _lists((3, 0, "\x00."))
    sheet = _styles(PLAIN, (1, 1, 0, "heading 1", (b"\x01\x00" + change(sprms.P_LIST, 1), b"")))
    assert texts([para("甲", style=1), para("乙")], Book({1: sheet, 73: lists, 74: overrides})) == ["3.甲", "乙"]


def test_what_stands_in_a_box_follows_the_paragraph_that_it_is_tied_to() -> None:
    body, box = [para("前\x08"), para("后")], [para("框一"), para("框二"), para("")]
    shapes = struct.pack("<II", 1, 4) + struct.pack("<I22x", 4242)
    boxes = struct.pack("<III", 0, 6, 7) + struct.pack("<14xI4x", 4242) * 2
    lengths = (0, 0, 0, 0, 0, 7)
    assert texts([*body, *box], Book({40: shapes, 56: boxes}, lengths=lengths)) == ["前", "框一", "框二", "后"]


def test_notes_and_headers_are_no_part_of_the_body() -> None:
    assert texts([para("正文"), para("脚注"), para("页眉")], Book(lengths=(3, 3))) == ["正文"]


def test_looks_come_from_style_and_run() -> None:
    sheet = _styles((0, 1, 0xFFF, "Normal", (b"\x00\x00" + change(0x2461, 3), change(0x4A43, 32) + change(0x0835, 1))))
    fonts = struct.pack("<HH", 1, 0) + bytes([39 + 6]) + bytes(39) + "黑体".encode("utf-16-le") + b"\x00\x00"
    runs = (Run("粗"), Run("细", change(0x0835, 0x81) + change(0x4A43, 21) + change(0x4A50, 0)))
    right = change(0x8460, 640) + change(0x4457, 200) + change(0x6412, struct.pack("<hh", -560, 0))
    (found,) = read_doc(doc([Para(runs, right)], Book({1: sheet, 15: fonts})), look=True).blocks
    assert isinstance(found, Paragraph)
    assert [(r.look.font, r.look.size_pt, r.look.bold) for r in found.runs] == [
        ("黑体", 0, True),
        ("黑体", 10.5, False),
    ]
    assert (found.look.align, found.look.first_line_pt, found.look.line_pt) == (Align.JUSTIFY, 32, 28)


# ---- what is refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("book", "words"),
    [
        (Book(flags=0x0300), "设有打开密码"),
        (Book(ident=0xA5DC), "Word 95 或更早"),
        (Book(version=104), "Word 95 或更早"),
        (Book(flags=0x0000), ""),
    ],
)
def test_what_cannot_be_read_says_what_to_do(book: Book, words: str) -> None:
    if not words:
        assert texts([para("甲")], book) == ["甲"]  # the other table stream
        return
    with pytest.raises(LedgerError, match=words):
        read_doc(doc([para("甲")], book))


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        ole({"Workbook": b"x"}),
        ole({"WordDocument": b"\xec\xa5\xc1\x00" + bytes(20)}),
        ole({"WordDocument": b"\xec\xa5\xc1\x00" + bytes(5000)}),
    ],
    ids=["cut", "workbook", "short", "no table"],
)
def test_damage_is_told_in_chinese(data: bytes) -> None:
    with pytest.raises(LedgerError, match="原文件未作任何改动"):
        read_doc(data)


def test_pieces_that_use_the_same_bytes_over_and_over_are_refused() -> None:
    count = 3000
    cps = struct.pack(f"<{count + 1}I", *[1000 * i for i in range(count + 1)])
    plc = cps + struct.pack("<HIH", 0, 2048, 0) * count
    clx = b"\x02" + struct.pack("<I", len(plc)) + plc
    with pytest.raises(LedgerError, match="内容过多"):
        read_doc(_with_clx(clx))


def _with_clx(clx: bytes) -> bytes:
    made = parts([para("甲" * 1000)], Book())
    word = bytearray(made["WordDocument"])
    struct.pack_into("<II", word, 154 + 8 * streams.PIECES, len(made["1Table"]), len(clx))
    return ole({"WordDocument": bytes(word), "1Table": made["1Table"] + clx})


@pytest.mark.parametrize("name", ["awkward.doc", "ledger.doc"])
def test_damaged_files_are_read_or_refused(name: str) -> None:
    data = (Path(__file__).resolve().parent.parent / "data" / "legacy" / name).read_bytes()
    before = memory_mb()
    found = [read_or_refused(lambda made: read_doc(made, look=True), made) for made in mutations(data, 1)]
    assert {True, False} == set(found)
    assert memory_mb() - before < 300


def test_damage_where_it_hurts_is_read_or_refused() -> None:
    """In the information block, the tables and the pages of properties, not in the text."""
    made = parts(
        [para("甲" * 50), *row("甲乙", (0, 1000, 2000), (TOP, 0)), *row(["", "丁"], (0, 1000, 2000), (DOWN,))], Book()
    )
    for name, content in made.items():
        for damaged in mutations(content[:4096], 5):
            read_or_refused(read_doc, ole({**made, name: damaged}))
