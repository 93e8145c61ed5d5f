"""Room: storage. What HTML elements and their style say of the text inside them."""

import re
from dataclasses import dataclass, replace

from core.document import PLAIN, Align, Role, TextLook
from storage.documents.readers.docx.numbering import letters, roman

ROLES = {
    "h1": Role.TITLE,
    "h2": Role.HEADING_1,
    "h3": Role.HEADING_2,
    "h4": Role.HEADING_3,
    "h5": Role.HEADING_4,
    "h6": Role.HEADING_4,
}
ALIGNS = {
    "left": Align.LEFT,
    "start": Align.LEFT,
    "center": Align.CENTER,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "justify": Align.JUSTIFY,
}
_FLAGS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline"}
_KEEPS = {"pre", "pre-wrap", "break-spaces"}
_INDENT = re.compile(r"(-?[\d.]+)\s*(em|pt|px)")
_POINTS = {"pt": 1.0, "px": 0.75, "em": 16.0}
_LABELS = {"a": letters, "A": lambda n: letters(n).upper(), "i": roman, "I": lambda n: roman(n).upper()}


@dataclass(frozen=True, slots=True)
class Context:
    """What text inherits from the elements around it."""

    role: Role = Role.BODY
    align: Align = Align.LEFT
    indent_pt: float = 0
    look: TextLook = PLAIN
    keep_blanks: bool = False

    def hides(self, element) -> bool:
        return element.get("hidden") is not None or styles_of(element).get("display") == "none"

    def within(self, element) -> "Context":
        tag, found = element.tag, self
        style = styles_of(element)
        if tag in ROLES:
            found = replace(found, role=ROLES[tag])
        if tag in _FLAGS:
            found = replace(found, look=replace(found.look, **{_FLAGS[tag]: True}))
        align = ALIGNS.get((style.get("text-align") or element.get("align") or "").lower())
        if tag == "center":
            align = Align.CENTER
        if align is not None and tag != "table":  # a table's own `align` places the table
            found = replace(found, align=align)
        if "text-indent" in style:
            found = replace(found, indent_pt=_points(style["text-indent"]))
        if tag == "pre" or "white-space" in style:
            found = replace(found, keep_blanks=tag == "pre" or style["white-space"] in _KEEPS)
        return found

    def in_cell(self) -> "Context":
        return replace(self, role=Role.BODY)

    def table_align(self, table) -> Align:
        align = ALIGNS.get((table.get("align") or "").lower(), Align.LEFT)
        return Align.CENTER if styles_of(table).get("margin", "").split()[1:2] == ["auto"] else align


def styles_of(element) -> dict[str, str]:
    style = element.get("style")
    if not style:
        return {}
    pairs = (part.partition(":") for part in style.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs}


def _points(length: str) -> float:
    match = _INDENT.match(length)
    try:
        return round(float(match[1]) * _POINTS[match[2]] * 20) / 20 if match else 0
    except (ValueError, OverflowError):
        return 0


def list_label(li) -> str:
    """The number of a numbered list's item. Bullets are left out: style sheets of most pages switch them off."""
    ordered = li.getparent()
    if ordered is None or ordered.tag != "ol" or "none" in styles_of(ordered).get("list-style", ""):
        return ""
    number = _whole(ordered.get("start"), 1) - 1
    for item in ordered.iterchildren("li"):
        number = _whole(item.get("value"), number + 1)
        if item is li:
            break
    return f"{_LABELS.get(ordered.get('type', '1'), str)(number)}. "


def _whole(text: str | None, default: int) -> int:
    digits = (text or "").strip()
    return int(digits) if re.fullmatch(r"-?\d{1,6}", digits) else default
