"""Word's automatic numbers, read as the text that Word prints."""

import pytest

from core.document import Role, paragraphs_of
from storage.documents.readers.docx import read_docx
from storage.documents.readers.docx.numbering import FORMS, chinese, letters, roman
from tests.docx_builder import docx, p, tbl, tc, tr


def level(index: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(key: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def item(text: str, key: int = 1, at: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{key}"/></w:numPr>')


def texts(body: str, numbering: str, styles: str = "") -> list[str]:
    parts = {"numbering": numbering} | ({"styles": styles} if styles else {})
    data = docx(body, parts)
    plain = [x.text for x in paragraphs_of(read_docx(data).blocks)]
    assert [x.text for x in paragraphs_of(read_docx(data, look=True).blocks)] == plain
    return plain


OUTLINE = (
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircleChinese", "%4", '<w:suff w:val="nothing"/>'),
)


def test_the_levels_of_an_official_document() -> None:
    body = item("总则") + item("甲", at=1) + item("子", at=2) + item("丑", at=2) + item("寅", at=3) + item("乙", at=1)
    found = texts(body + item("附则") + item("丙", at=1), abstract(0, *OUTLINE) + num(1, 0))
    assert found == ["一、总则", "（一）甲", "1.子", "2.丑", "① 寅", "（二）乙", "二、附则", "（一）丙"]


def test_an_empty_paragraph_with_only_a_number_is_the_number() -> None:
    rows = [tr(tc(item("")), task) for task in ("任务一", "任务二")]
    assert texts(tbl(*rows), abstract(0, level(0, "decimal", "%1")) + num(1, 0)) == ["1", "任务一", "2", "任务二"]


def test_a_number_may_hold_those_above_it() -> None:
    levels = (level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    found = texts(item("总则") + item("甲", at=1) + item("乙", at=1), abstract(0, *levels) + num(1, 0))
    assert found == ["第一章 总则", "1.1 甲", "1.2 乙"]


def test_lists_of_one_kind_count_on_and_an_override_starts_afresh() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0) + num(3, 0, again)
    body = item("甲") + item("乙", 2) + item("丙", 3) + item("丁", 3) + item("戊", 1)
    assert texts(body, numbering) == ["1.甲", "2.乙", "5.丙", "6.丁", "7.戊"]


def test_an_override_may_replace_a_level() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1）")}</w:lvlOverride>'
    assert texts(item("甲"), abstract(0, level(0, "decimal", "%1.")) + num(1, 0, own)) == ["A）甲"]


def test_a_level_may_count_on_over_higher_ones() -> None:
    levels = (level(0, "decimal", "%1."), level(1, "decimal", "（%2）", '<w:lvlRestart w:val="0"/>'))
    body = item("甲") + item("子", at=1) + item("乙") + item("丑", at=1)
    assert texts(body, abstract(0, *levels) + num(1, 0)) == ["1.甲", "（1）子", "2.乙", "（2）丑"]


def test_a_style_numbers_its_paragraphs_at_the_level_that_names_it() -> None:
    levels = (level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>'))
    style = (
        '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="heading {0}"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    styles = style.format(1) + style.format(2)
    body = p("总则", '<w:pStyle w:val="1"/>') + p("甲", '<w:pStyle w:val="2"/>')
    body += p("无号", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(body, abstract(0, *levels) + num(1, 0), styles) == ["一、总则", "（一）甲", "无号"]
    found = read_docx(docx(body, {"styles": styles, "numbering": abstract(0, *levels) + num(1, 0)}))
    assert [x.role for x in paragraphs_of(found.blocks)] == [Role.HEADING_1, Role.HEADING_2, Role.HEADING_1]


def test_a_list_may_be_defined_by_a_list_style() -> None:
    numbering = (
        abstract(0, more='<w:numStyleLink w:val="清单"/>')
        + abstract(1, level(0, "decimal", "%1)"), more='<w:styleLink w:val="清单"/>')
        + num(1, 0)
    )
    assert texts(item("甲"), numbering) == ["1)甲"]


def test_bullets_blanks_and_unknown_lists() -> None:
    levels = (level(0, "bullet", "\uf0b7"), level(1, "decimal", "%2", '<w:suff w:val="space"/>'), level(2, "none", ""))
    body = item("甲") + item("乙", at=1) + item("丙", at=2) + item("丁", key=77) + item("戊", at=8)
    assert texts(body, abstract(0, *levels) + num(1, 0)) == ["• 甲", "1 乙", "丙", "丁", "戊"]


@pytest.mark.parametrize(
    ("n", "printed"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (0, "0"),
    ],
)
def test_chinese_numbers(n: int, printed: str) -> None:
    assert chinese(n) == printed


def test_letters_romans_and_other_forms() -> None:
    assert [letters(n) for n in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "zz", "aaa"]
    assert [roman(n) for n in (1, 4, 9, 14, 1994)] == ["i", "iv", "ix", "xiv", "mcmxciv"]
    told = {
        "decimalZero": ("01", "12"),
        "decimalFullWidth": ("１", "１２"),
        "decimalEnclosedCircle": ("①", "⑫"),
        "decimalEnclosedParen": ("⑴", "⑿"),
        "chineseLegalSimplified": ("壹", "壹拾贰"),
        "ideographDigital": ("一", "一二"),
        "ideographTraditional": ("甲", "乙"),
        "numberInDash": ("- 1 -", "- 12 -"),
        "upperRoman": ("I", "XII"),
    }
    assert {form: (FORMS[form](1), FORMS[form](12)) for form in told} == told
