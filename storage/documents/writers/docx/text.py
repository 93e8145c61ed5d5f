"""Room: storage. Paragraphs and runs as WordprocessingML."""

import re
from xml.sax.saxutils import escape, quoteattr

from core.document import Align, PageField, Paragraph, ParagraphLook, Role, Run, TextLook, own_look

STYLE_IDS = {
    Role.TITLE: "Title",
    Role.HEADING_1: "Heading1",
    Role.HEADING_2: "Heading2",
    Role.HEADING_3: "Heading3",
    Role.HEADING_4: "Heading4",
}
TABLE_TEXT = "TableText"
ALIGNS = {Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}
INSTRUCTIONS = {PageField.PAGE: "PAGE", PageField.PAGES: "NUMPAGES"}
_TINY = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
# Between two tables, which Word would join, and after one that ends a cell, where Word wants a paragraph: takes no room.
SPACER = f'<w:p><w:pPr>{_TINY}<w:rPr><w:vanish/><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
# Holds the properties of a section whose last block cannot.
CARRIER = f'<w:p><w:pPr>{_TINY}<w:rPr><w:sz w:val="2"/></w:rPr>{{}}</w:pPr></w:p>'
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGNS = re.compile("([\n\t])")


def paragraph_xml(paragraph: Paragraph, in_table: bool = False, section: str = "") -> str:
    """`section` is the w:sectPr of the section that this paragraph ends."""
    role = paragraph.role
    properties = _style(role, in_table) + _stands(paragraph.look) + section
    runs = "".join([_run(run, role, in_table) for run in paragraph.runs])
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>" if properties else f"<w:p>{runs}</w:p>"


def _style(role: Role, in_table: bool) -> str:
    style = STYLE_IDS.get(role) or (TABLE_TEXT if in_table else "")
    return f'<w:pStyle w:val="{style}"/>' if style else ""


def _stands(look: ParagraphLook) -> str:
    found = "<w:keepNext/>" if look.keep_with_next else ""
    if look.page_break_before:
        found += "<w:pageBreakBefore/>"
    found += _element("spacing", _spacing(look)) + _element("ind", _indents(look))
    return found + (f'<w:jc w:val="{ALIGNS[look.align]}"/>' if look.align in ALIGNS else "")


def _spacing(look: ParagraphLook) -> dict[str, object]:
    found: dict[str, object] = {}
    if look.before_pt:
        found["before"] = _twips(look.before_pt)
    if look.after_pt:
        found["after"] = _twips(look.after_pt)
    if look.line_pt:
        found |= {"line": _twips(look.line_pt), "lineRule": "exact"}
    elif look.line_factor != 1:
        found |= {"line": round(look.line_factor * 240), "lineRule": "auto"}
    return found


def _indents(look: ParagraphLook) -> dict[str, object]:
    first = "firstLine" if look.first_line_pt > 0 else "hanging"
    lengths = {"left": look.left_pt, "right": look.right_pt, first: abs(look.first_line_pt)}
    return {name: _twips(length) for name, length in lengths.items() if length}


def _element(name: str, attributes: dict[str, object]) -> str:
    said = "".join([f' w:{key}="{value}"' for key, value in attributes.items()])
    return f"<w:{name}{said}/>" if said else ""


def _twips(points: float) -> int:
    return round(points * 20)


def _run(run: Run, role: Role, in_table: bool) -> str:
    look = _look(run.look, role, in_table)
    if run.field:
        return _field(look, INSTRUCTIONS[run.field])
    return f"<w:r>{look}{_words(run.text)}</w:r>"


def _words(text: str) -> str:
    text = _NOT_XML.sub("", text)
    if "\n" not in text and "\t" not in text:
        return _text(text)
    signs = {"\n": "<w:br/>", "\t": "<w:tab/>", "": ""}
    return "".join([signs.get(part) or _text(part) for part in _SIGNS.split(text) if part])


def _text(text: str) -> str:
    space = ' xml:space="preserve"' if text[:1] == " " or text[-1:] == " " else ""
    return f"<w:t{space}>{escape(text)}</w:t>"


def _field(look: str, instruction: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r>{look}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    words = f'<w:r>{look}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return mark("begin") + words + mark("separate") + f"<w:r>{look}<w:t>1</w:t></w:r>" + mark("end")


def _look(look: TextLook, role: Role, in_table: bool) -> str:
    found = ""
    if look.font:
        name = quoteattr(_NOT_XML.sub("", look.font))
        found = f'<w:rFonts w:hint="eastAsia" w:ascii={name} w:eastAsia={name} w:hAnsi={name}/>'
    found += ("<w:b/>" if look.bold else "") + ("<w:i/>" if look.italic else "")
    size = look.size_pt or _own_size(role, in_table)
    if size:
        found += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    if look.underline:
        found += '<w:u w:val="single"/>'
    return f"<w:rPr>{found}</w:rPr>" if found else ""


def _own_size(role: Role, in_table: bool) -> float:
    """0 where the paragraph's style gives the role's own size already: a heading's style does not know of tables."""
    own = own_look(role, in_table).size_pt
    return own if in_table and role in STYLE_IDS and own != own_look(role).size_pt else 0
