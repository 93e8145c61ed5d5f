"""OFDs drawn in the manners of different software, read back as paragraphs and tables."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document import Document, PageField, Paragraph, Role, Table, grid_of, paragraphs_of
from core.errors import LedgerError
from storage.documents.readers.ofd import NoText, read_ofd
from storage.documents.readers.ofd import page as page_module
from storage.documents.readers.ofd.pieces import deltas
from tests.storage.drawn_ofd import EM, bar, drawn, frame, page, path, ruled, stroke, text
from tests.storage.sealed_ofd import pack, plain_ofd, unpack

LEFT, TOP, STEP = 28.0, 40.0, 10.0
WIDE = 31  # characters of EM from LEFT to the right margin
HAN = st.sampled_from("政务公开工作任务落实台账进展情况基层单位群众服务一二三四五六七八九十百千")


def read(*pages: str, **how: object) -> Document:
    return read_ofd(drawn(*pages, **how))  # type: ignore[arg-type]


def paragraphs(document: Document) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Paragraph)]


def tables(document: Document) -> list[list[list[str]]]:
    """Tables as rows of grid texts; a merged cell shows in every place it covers."""
    found = [b for b in document.blocks if isinstance(b, Table)]
    return [[[p.cell.text if p else "" for p in row] for row in grid_of(t)] for t in found]


def body(*lines: str, first: float = TOP) -> str:
    return "".join(text(LEFT, first + i * STEP, line) for i, line in enumerate(lines))


def test_text_comes_in_reading_order_however_it_is_stored() -> None:
    lines = [text(LEFT, TOP + i * 15, f"第{i}行。") for i in range(9)]
    random.Random(1).shuffle(lines)
    assert paragraphs(read("".join(lines))) == [f"第{i}行。" for i in range(9)]


def test_full_lines_are_one_paragraph_and_an_indent_begins_another() -> None:
    full = "公" * WIDE
    content = (
        body(full, full, "末行。")
        + text(LEFT + 2 * EM, TOP + 3 * STEP, "公" * (WIDE - 2))
        + body("止。", first=TOP + 40)
    )
    assert paragraphs(read(content)) == [full + full + "末行。", "公" * (WIDE - 2) + "止。"]


def test_short_lines_are_paragraphs_of_their_own() -> None:
    assert paragraphs(read(body("公" * WIDE, "主要任务", "具体要求", "公" * WIDE))) == [
        "公" * WIDE + "主要任务",
        "具体要求",
        "公" * WIDE,
    ]


def test_a_paragraph_goes_on_over_the_page_and_page_numbers_stand_apart() -> None:
    first = body("公" * WIDE, "公" * WIDE) + text(150, 285, "— 1 —", 4)
    second = body("开" * WIDE, "完。") + text(30, 285, "— 2 —", 4)
    document = read(first, second)
    assert paragraphs(document) == ["公" * WIDE * 2 + "开" * WIDE + "完。"]
    (footer,) = document.sections[0].footer
    assert isinstance(footer, Paragraph)
    assert [run.field for run in footer.runs] == [PageField.NONE, PageField.PAGE, PageField.NONE]


def test_a_line_that_every_page_repeats_at_its_edge_is_a_header() -> None:
    document = read(*(text(LEFT, 15, "云岭县人民政府", 4) + body(f"正文{i}。") for i in range(3)))
    assert paragraphs(document) == ["正文0。", "正文1。", "正文2。"]
    assert [p.text for p in paragraphs_of(document.sections[0].header)] == ["云岭县人民政府"]


def test_pieces_on_one_line_are_joined_with_blanks_only_where_they_stand_apart() -> None:
    content = text(LEFT, TOP, "填报单位：") + text(LEFT + 25, TOP + 0.3, "松溪乡") + text(LEFT + 90, TOP, "联系人：")
    assert paragraphs(read(content)) == ["填报单位：松溪乡    联系人："]
    words = text(LEFT, TOP, "OFD", 4, delta="2 2") + text(LEFT + 7, TOP, "file", 4, delta="2 2 2")
    assert paragraphs(read(words)) == ["OFD file"]


def test_bold_drawn_twice_is_read_once() -> None:
    assert paragraphs(read(text(LEFT, TOP, "工作要点") + text(LEFT + 0.2, TOP, "工作要点"))) == ["工作要点"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (text(LEFT, TOP, "公开目录", delta="g 3 5"), ["公开目录"]),
        (text(LEFT, TOP, "公开目录", delta="5 g 2 5"), ["公开目录"]),
        (text(LEFT, TOP, "公开目录", delta=""), ["公开目录"]),
        (text(LEFT, TOP, "公开目录", attributes=' CTM="1 0 0 1 0 0"'), ["公开目录"]),
        (text(LEFT, TOP, "公开目录", attributes=' CTM="0.5 0 0 0.5 3 4"'), ["公开目录"]),
        (text(LEFT, TOP, "公开目录", attributes=' Visible="false"') + text(LEFT, 60, "可见"), ["可见"]),
        (f"<ofd:PageBlock><ofd:PageBlock>{text(LEFT, TOP, '块内')}</ofd:PageBlock></ofd:PageBlock>", ["块内"]),
        ('<ofd:CompositeObject ID="5" ResourceID="7" Boundary="20 20 50 50"/>', ["复合"]),
        (text(LEFT, TOP, "一二三四", delta="5 60 5"), ["一二    三四"]),
        (text(LEFT, TOP, "a<b&c>d"), ["a<b&c>d"]),
        (text(LEFT, TOP, "𠮷田", delta="5"), ["𠮷田"]),
    ],
)
def test_the_ways_of_placing_text(content: str, told: list[str]) -> None:
    assert paragraphs(read(content)) == told


def test_lines_within_one_text_object_part_where_the_deltas_turn() -> None:
    content = (
        f'<ofd:TextObject Boundary="{LEFT} {TOP} 99 99" Size="5" Font="3"><ofd:TextCode X="0" Y="5" '
        'DeltaX="5 5 -10 5 5" DeltaY="0 0 12 0 0">公开了政务。</ofd:TextCode></ofd:TextObject>'
    )
    assert paragraphs(read(content)) == ["公开了", "政务。"]


def test_text_written_downwards_stays_together() -> None:
    content = (
        '<ofd:TextObject Boundary="10 50 5 40" Size="5" Font="3"><ofd:TextCode X="0" Y="5" DeltaX="g 2 0" DeltaY="g 2 6">'
        "购买方</ofd:TextCode></ofd:TextObject>"
    )
    assert paragraphs(read(content)) == ["购买方"]


def test_a_text_code_without_a_place_goes_on_from_the_one_before() -> None:
    content = (
        f'<ofd:TextObject Boundary="{LEFT} {TOP} 99 9" Size="5" Font="3"><ofd:TextCode X="0" Y="5" DeltaX="5">公开'
        '</ofd:TextCode><ofd:TextCode X="10" DeltaX="5">目录</ofd:TextCode></ofd:TextObject>'
    )
    assert paragraphs(read(content)) == ["公开目录"]


def test_templates_sizes_fonts_and_titles_are_read() -> None:
    area = "<ofd:Area><ofd:PhysicalBox>0 0 297 210</ofd:PhysicalBox></ofd:Area>"
    use = '<ofd:Template TemplateID="9" ZOrder="Background"/>'
    across = page(text(LEFT, TOP, "横页"), area, use)
    title = text(74, TOP, "二〇二四年度报告", 7.8) + body("公" * WIDE, "公" * WIDE, first=60)
    document = read(title, across, template=text(LEFT, 60, "底稿"))
    assert [(s.page.width_mm, s.page.height_mm) for s in document.sections] == [(210, 297), (297, 210)]
    first = document.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.role is Role.TITLE
    assert (first.runs[0].look.font, first.runs[0].look.size_pt) == ("仿宋", 22)
    assert paragraphs(document)[-2:] == ["横页", "底稿"]
    assert document.title == "题"


GRID = [(0, 0, 1, 3, "一、总体要求"), (1, 0, 2, 1, "重点"), (1, 1, 1, 1, "甲"), (1, 2, 1, 1, ""), (2, 1, 1, 2, "丙")]
READ = [["一、总体要求"] * 3, ["重点", "甲", ""], ["重点", "丙", "丙"]]
XS, YS = (20, 60, 110, 180), (50, 62, 74, 86)


@pytest.mark.parametrize("manner", ["stroke", "bar", "frame"])
def test_a_ruled_table_with_merged_cells_is_a_table_again(manner: str) -> None:
    document = read(text(LEFT, TOP, "表前。") + ruled(XS, YS, GRID, manner) + text(LEFT, 100, "表后。"))
    assert [type(b) for b in document.blocks] == [Paragraph, Table, Paragraph]
    assert tables(document) == [READ]
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert table.widths_mm == (40, 50, 70)


def test_rules_that_cross_the_whole_table_and_miss_each_other_a_little_still_make_cells() -> None:
    flat = "".join(stroke(20.3, y + 0.2 * (i % 2), 179.8, y) for i, y in enumerate(YS))
    upright = "".join(stroke(x, 50.4, x, 85.7) for x in XS)
    words = "".join(text(XS[c] + 2, YS[r] + 7, f"{r}{c}") for r in range(3) for c in range(3))
    assert tables(read(flat + upright + words)) == [[[f"{r}{c}" for c in range(3)] for r in range(3)]]


def test_one_path_may_draw_the_whole_table() -> None:
    data = " ".join([*(f"M 20 {y} L 180 {y}" for y in YS), *(f"M {x} 50 L {x} 86" for x in XS)])
    words = "".join(text(XS[c] + 2, YS[r] + 7, f"{r}{c}") for r in range(3) for c in range(3))
    assert tables(read(path(data) + words))[0][2] == ["20", "21", "22"]


def test_a_table_open_at_its_sides_keeps_its_outer_columns() -> None:
    flat = "".join(stroke(20, y, 180, y) for y in YS)
    upright = "".join(stroke(x, 50, x, 86) for x in XS[1:-1])
    words = "".join(text(XS[c] + 2, YS[r] + 7, f"{r}{c}") for r in range(3) for c in range(3))
    assert tables(read(flat + upright + words)) == [[[f"{r}{c}" for c in range(3)] for r in range(3)]]


def test_underlines_frames_and_a_red_head_are_no_tables() -> None:
    content = body("甲。", "乙。") + stroke(20, 45, 190, 45) + frame(15, 15, 195, 280) + bar(28, 52, 60, 52)
    document = read(content)
    assert not tables(document)
    assert paragraphs(document) == ["甲。", "乙。"]


def test_cells_that_are_no_rectangles_stay_text_and_lose_nothing() -> None:
    wall = stroke(20, 50, 180, 50) + stroke(20, 86, 180, 86) + stroke(20, 50, 20, 86) + stroke(180, 50, 180, 86)
    corner = stroke(20, 62, 110, 62) + stroke(110, 50, 110, 62)
    document = read(wall + corner + text(25, 58, "角内") + text(25, 75, "角外"))
    assert not tables(document)
    assert paragraphs(document) == ["角内", "角外"]


def test_lines_in_a_cell_are_joined_where_they_are_full() -> None:
    spots = [(0, 0, 1, 1, "1"), (0, 1, 1, 1, "及时公开政策文件\n及其解读材料。\n按月更新")]
    assert tables(read(ruled((20, 40, 83), (50, 75), spots))) == [[["1", "及时公开政策文件及其解读材料。\n按月更新"]]]


def test_figures_under_one_another_stay_apart() -> None:
    spots = [(0, 0, 1, 1, "序号"), (0, 1, 1, 1, "说明"), (1, 0, 1, 1, ""), (1, 1, 1, 1, "无")]
    column = "".join(text(23, 75 + 8 * i, str(10 + i), 3.2) for i in range(4))
    assert tables(read(ruled((20, 29, 83), (50, 65, 110), spots, size=3) + column))[0][1][0] == "10\n11\n12\n13"


def test_a_table_inside_a_cell_is_nested() -> None:
    outer = ruled((20, 60, 180), (50, 110), [(0, 0, 1, 1, "情况"), (0, 1, 1, 1, "见下表")])
    inner = ruled((70, 100, 150), (62, 74, 86), [(r, c, 1, 1, f"{r}{c}") for r in range(2) for c in range(2)])
    (table,) = (b for b in read(outer + inner).blocks if isinstance(b, Table))
    cell = table.rows[0].cells[1]
    assert [type(b) for b in cell.blocks] == [Paragraph, Table]
    assert cell.text == "见下表\n00\n01\n10\n11"


HEADER = [(0, 0, 1, 1, "序号"), (0, 1, 1, 1, "任务"), (0, 2, 1, 1, "进展")]


def rows(*found: tuple[str, str, str]) -> list[tuple[int, int, int, int, str]]:
    return HEADER + [(r, c, 1, 1, words) for r, row in enumerate(found, 1) for c, words in enumerate(row)]


def test_a_table_over_pages_is_one_table_with_its_header_once() -> None:
    first = ruled(XS, (200, 212, 224), rows(("1", "甲", "已办")))
    second = ruled(XS, (30, 42, 54, 66), rows(("2", "乙", ""), ("3", "丙", "在办")))
    document = read(first + text(100, 285, "1", 4), second + text(100, 285, "2", 4))
    assert tables(document) == [[["序号", "任务", "进展"], ["1", "甲", "已办"], ["2", "乙", ""], ["3", "丙", "在办"]]]
    (table,) = (b for b in document.blocks if isinstance(b, Table))
    assert table.header_rows == 1


def test_a_row_cut_by_the_page_and_a_merged_cell_printed_again_are_made_whole() -> None:
    first = ruled(XS, (200, 212, 224), rows(("1", "甲", "已公开文件")))
    second = ruled(XS, (30, 42, 54, 66), rows(("", "", "十二件。"), ("2", "乙", "无")))
    assert tables(read(first, second))[0][1:] == [["1", "甲", "已公开文件十二件。"], ["2", "乙", "无"]]
    merged = [
        *HEADER,
        (1, 0, 1, 1, "1"),
        (1, 1, 2, 1, "同一项"),
        (1, 2, 1, 1, "a"),
        (2, 0, 1, 1, "2"),
        (2, 2, 1, 1, "b"),
    ]
    again = [*HEADER, (1, 0, 1, 1, "3"), (1, 1, 1, 1, "同一项"), (1, 2, 1, 1, "c")]
    document = read(ruled(XS, (200, 212, 224, 236), merged), ruled(XS, (30, 42, 54), again))
    (table,) = (b for b in document.blocks if isinstance(b, Table))
    assert table.rows[1].cells[1].row_span == 3


def test_two_tables_with_text_between_or_other_columns_stay_two() -> None:
    one = ruled(XS, (200, 212, 224), rows(("1", "甲", "已办")))
    assert len(tables(read(one, text(LEFT, 25, "附表二") + ruled(XS, (30, 42, 54), rows(("2", "乙", "")))))) == 2
    other = ruled((20, 90, 180), (30, 42), [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")])
    assert len(tables(read(one, other))) == 2


def test_a_column_that_only_some_pages_divide_is_found_again() -> None:
    first = ruled(XS, (200, 212), [(0, 0, 1, 1, "1"), (0, 1, 1, 2, "合")])
    undivided = ruled((20, 60, 180), (200, 212), [(0, 0, 1, 1, "1"), (0, 1, 1, 1, "合")])
    second = ruled(XS, (30, 42), [(0, 0, 1, 1, "2"), (0, 1, 1, 1, "左"), (0, 2, 1, 1, "右")])
    assert tables(read(first, second)) == tables(read(undivided, second)) == [[["1", "合", "合"], ["2", "左", "右"]]]


@given(st.lists(st.text(HAN, min_size=1, max_size=120), min_size=1, max_size=6), st.randoms())
def test_no_character_is_lost_and_paragraphs_are_found_again(texts: list[str], mixer: random.Random) -> None:
    lines: list[str] = []
    y = TOP
    for words in texts:
        words = words + "。"
        lines.append(text(LEFT + 2 * EM, y, words[: WIDE - 2]))
        y += STEP
        for start in range(WIDE - 2, len(words), WIDE):
            lines.append(text(LEFT, y, words[start : start + WIDE]))
            y += STEP
    full = text(LEFT, y + 20, "足" * WIDE) + text(LEFT, y + 30, "足" * WIDE)
    mixer.shuffle(lines)
    document = read("".join(lines) + full, size=(210, 600))
    assert paragraphs(document)[: len(texts)] == [words + "。" for words in texts]


@given(st.data())
def test_any_merged_table_is_read_as_it_was_drawn(data: st.DataObject) -> None:
    height, width = data.draw(st.integers(2, 5)), data.draw(st.integers(2, 5))
    free = {(r, c) for r in range(height) for c in range(width)}
    spots = []
    while free:
        r, c = min(free)
        rows_, cols = data.draw(st.integers(1, height - r)), data.draw(st.integers(1, width - c))
        while any((y, x) not in free for y in range(r, r + rows_) for x in range(c, c + cols)):
            rows_, cols = 1, cols - 1 if rows_ == 1 else cols
        free -= {(y, x) for y in range(r, r + rows_) for x in range(c, c + cols)}
        spots.append((r, c, rows_, cols, data.draw(st.text(HAN, max_size=3))))
    xs, ys = [20 + 30 * i for i in range(width + 1)], [50 + 12 * i for i in range(height + 1)]
    manner = data.draw(st.sampled_from(["stroke", "bar", "frame"]))
    document = read(ruled(xs, ys, spots, manner) + text(LEFT, 20, "题。"))
    # A row or column in which no cell begins is not there at all.
    kept = sorted({r for r, *_ in spots}), sorted({c for _, c, *_ in spots})
    owner = {(y, x): w for r, c, n, m, w in spots for y in range(r, r + n) for x in range(c, c + m)}
    if len(spots) > 1 and any(w for *_, w in spots):
        assert tables(document) == [[[owner[r, c] for c in kept[1]] for r in kept[0]]]
    told = "".join(p.text for p in paragraphs_of(document.blocks))
    assert sorted(told) == sorted("题。" + "".join(w for *_, w in spots))


def test_a_scanned_ofd_is_said_to_hold_no_text() -> None:
    with pytest.raises(NoText, match="扫描件"):
        read('<ofd:ImageObject ID="4" ResourceID="6" Boundary="0 0 210 297"/>')


def test_deltas_cannot_be_made_to_fill_memory() -> None:
    assert deltas("g 99999 1 g 5 2", 4) == [1, 1, 1, 1]
    assert deltas("1 g x y nan inf 1e400 -3", 9) == [1, 0, 0, 0, -3]


def test_what_is_no_ofd_or_broken_is_refused() -> None:
    parts = plain_ofd()
    for wrong in (
        {"a.xml": b"<a/>"},
        parts | {"OFD.xml": b"<a/>"},
        parts | {"OFD.xml": b"<"},
        {n: d for n, d in parts.items() if n != "Doc_0/Document.xml"},
        parts | {"Doc_0/Pages/Page_0/Content.xml": b"<a>"},
        {n: d for n, d in parts.items() if n != "Doc_0/Pages/Page_0/Content.xml"},
    ):
        with pytest.raises(LedgerError):
            read_ofd(pack(wrong))


def test_what_would_take_minutes_is_refused_early() -> None:
    heavy = "".join(text(1, 1, "公" * 1000) for _ in range(100))
    many = page_module.MAX_WORK // 100_000 + 2
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/P0.xml"/>' for i in range(20, 20 + many))
    parts = unpack(drawn(heavy))
    parts["D/Document.xml"] = parts["D/Document.xml"].replace(b"</ofd:Pages>", f"{listed}</ofd:Pages>".encode())
    with pytest.raises(LedgerError, match="内容过多"):
        read_ofd(pack(parts))


def test_blocks_nested_without_end_and_rules_without_number_do_not_hang() -> None:
    deep = "<ofd:PageBlock>" * 100 + text(LEFT, TOP, "深") + "</ofd:PageBlock>" * 100 + text(LEFT, 60, "浅")
    assert paragraphs(read(deep)) == ["浅"]
    rules = path(" ".join(f"M 0 {i} L 9000 {i} M {i} 0 L {i} 9000" for i in range(3000)))
    assert paragraphs(read(rules + text(LEFT, 60, "浅"))) == ["浅"]


@pytest.mark.parametrize("name", ["signedFile.ofd", "999.ofd"])
def test_real_forms_of_other_software_are_read_with_their_tables(shared_fixtures: Path, name: str) -> None:
    document = read_ofd(shared_fixtures / "ofd" / name)
    grid = tables(document)[0]
    assert [row[0] for row in grid] == ["购买方", grid[1][0], "价税合计（大写）", "销售方"]
    assert "电子普通发票" in "".join(paragraphs(document))
