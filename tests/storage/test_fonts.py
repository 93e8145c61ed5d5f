"""Which face a document's font becomes, what the user is told, and what is in the subset."""

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from core.document import Document, Paragraph, Run, Section, TextLook, paragraph
from core.errors import LedgerError
from core.finding import Severity
from core.pages import Pages
from storage.documents.font_names import FontRole, role_of
from storage.documents.font_scan import scan
from storage.documents.fonts import FontBook, FontFinder, Look
from storage.documents.paging import make_pages
from tests.storage.made_font import EVERYDAY, make_font


def finder_of(folder: Path, *families: str) -> FontFinder:
    for n, family in enumerate(families):
        make_font(folder / f"Font{n}.ttf", family)
    return FontFinder([folder])


def pages_with(finder: FontFinder, text: str, font: str = "宋体") -> Pages:
    run = Run(text, TextLook(font))
    return make_pages(Document((Section((Paragraph((run,)),)),)), finder)


@pytest.mark.parametrize(
    ("family", "role"),
    [
        ("仿宋_GB2312", FontRole.FANG),
        ("方正小标宋简体", FontRole.TITLE),
        ("华文中宋", FontRole.TITLE),
        ("楷体_GB2312", FontRole.KAI),
        ("方正黑体简体", FontRole.HEI),
        ("微软雅黑", FontRole.HEI),
        ("Times New Roman", FontRole.SONG),
        ("宋体", FontRole.SONG),
    ],
)
def test_a_family_looks_most_like(family: str, role: FontRole) -> None:
    assert role_of(family) is role


def test_a_family_is_found_by_either_of_its_names_and_nothing_is_told(tmp_path: Path) -> None:
    finder = finder_of(tmp_path, "SimSun")
    assert finder.match(Look("宋体")).own
    assert pages_with(finder, "公开").findings == ()


def test_a_missing_family_is_replaced_by_its_role_and_told_as_a_hint(tmp_path: Path) -> None:
    finder = finder_of(tmp_path, "宋体", "仿宋", "黑体")
    pages = pages_with(finder, "公开", "仿宋_GB2312")
    (finding,) = pages.findings
    assert (finding.severity, finding.rule) == (Severity.HINT, "font.substituted")
    assert (finding.expected, finding.found) == ("仿宋_GB2312", "仿宋")


def test_the_title_font_falls_back_to_bold_song(tmp_path: Path) -> None:
    match = finder_of(tmp_path, "宋体").match(Look("方正小标宋简体"))
    assert match.info.families[0] == "宋体"
    assert match.make_bold


def test_a_bold_face_is_used_where_there_is_one_and_made_where_not(tmp_path: Path) -> None:
    make_font(tmp_path / "a.ttf", "宋体")
    make_font(tmp_path / "b.ttf", "宋体", bold=True)
    make_font(tmp_path / "c.ttf", "黑体")
    finder = FontFinder([tmp_path])
    assert finder.match(Look("宋体", bold=True)).info.weight == 700
    assert not finder.match(Look("宋体", bold=True)).make_bold
    assert finder.match(Look("黑体", bold=True)).make_bold


def test_a_rare_character_comes_from_another_installed_font(tmp_path: Path) -> None:
    make_font(tmp_path / "a.ttf", "宋体", [c for c in EVERYDAY if chr(c) not in "堃喆"])
    make_font(tmp_path / "b.ttf", "仿宋")
    book = FontBook(FontFinder([tmp_path]))
    assert [text for _, text in book.split(Look("宋体"), "李堃喆同志")] == ["李", "堃喆", "同志"]
    pages = pages_with(FontFinder([tmp_path]), "李堃喆同志")
    assert [pages.fonts[r.font].family for r in pages.pages[0].runs] == ["宋体", "仿宋", "宋体"]
    assert pages.findings == ()


def test_a_character_that_no_font_has_is_an_error_with_its_place_and_stays_in_the_text(tmp_path: Path) -> None:
    pages = pages_with(finder_of(tmp_path, "宋体"), "联系人：李𠀀，电话")
    (finding,) = pages.findings
    assert (finding.severity, finding.rule, finding.found) == (Severity.ERROR, "font.character_missing", "𠀀")
    assert "U+20000" in finding.message
    assert "李𠀀，电话" in finding.message
    assert finding.where == ("page:1",)
    assert pages.pages[0].runs[0].text == "联系人：李𠀀，电话"
    assert "𠀀" in pages.fonts[0].glyphs


def test_signs_that_show_nothing_are_not_missing(tmp_path: Path) -> None:
    assert pages_with(finder_of(tmp_path, "宋体"), "公\u200b开\u00a0\u3000\ufeff").findings == ()


@pytest.mark.parametrize(("fs_type", "embedded"), [(0, True), (4, True), (8, True), (2, False), (0x100, False)])
def test_the_makers_word_on_embedding_is_obeyed(tmp_path: Path, fs_type: int, embedded: bool) -> None:
    make_font(tmp_path / "a.ttf", "宋体", fs_type=fs_type)
    pages = pages_with(FontFinder([tmp_path]), "公开")
    assert bool(pages.fonts[0].data) is embedded
    assert ("font.not_embedded" in [f.rule for f in pages.findings]) is not embedded


def test_each_character_has_a_glyph_of_its_own_in_a_complete_font(tmp_path: Path) -> None:
    pages = pages_with(finder_of(tmp_path, "宋体"), "政务公开2023，公开")
    font = pages.fonts[0]
    opened = TTFont(io.BytesIO(font.data))
    assert {"head", "hhea", "maxp", "hmtx", "OS/2", "name", "cmap", "post", "glyf", "loca"} <= set(opened.keys())
    names = opened.getBestCmap() or {}
    assert len(set(names.values())) == len(set("政务公开2023，")) == len(font.glyphs)
    assert {c: opened.getGlyphID(names[ord(c)]) for c in font.glyphs} == dict(font.glyphs)
    assert opened["name"].getDebugName(1) == "宋体"
    assert opened["maxp"].numGlyphs == len(font.glyphs) + 1


def test_made_bold_is_wider_than_the_plain_face_and_keeps_its_advances(tmp_path: Path) -> None:
    finder = finder_of(tmp_path, "宋体")
    runs = (Run("公", TextLook("宋体")), Run("公", TextLook("宋体", bold=True)))
    pages = make_pages(Document((Section((Paragraph(runs),)),)), finder)
    plain, bold = pages.fonts
    assert bold.ink["公"].right > plain.ink["公"].right
    assert bold.widths == plain.widths


def test_broken_and_foreign_files_in_the_font_folder_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0garbage")
    (tmp_path / "empty.ttc").write_bytes(b"")
    (tmp_path / "readme.txt").write_text("no font", "utf-8")
    make_font(tmp_path / "sub" / "a.ttf", "宋体")
    assert [f.families[0] for f in scan([tmp_path, tmp_path / "none"])] == ["宋体"]


def test_a_computer_without_fonts_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="没有找到任何可用的字体"):
        make_pages(Document((Section((paragraph("公开"),)),)), FontFinder([tmp_path]))
