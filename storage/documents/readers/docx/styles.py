"""Room: storage. Word's styles: what a style id means, and the look that direct formatting is laid over."""

from dataclasses import replace

from core.document import Align, ParagraphLook, Role, TextLook, pt
from storage.documents.readers.docx.names import PPR, RPR, VAL, W, flag, twips, value, whole

ROLES = {
    "title": Role.TITLE,
    "标题": Role.TITLE,
    **{
        f"heading {n}": role
        for n, role in enumerate((Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4), 1)
    },
    **{f"标题 {n}": role for n, role in enumerate((Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4), 1)},
}
ALIGNS = {
    "left": Align.LEFT,
    "start": Align.LEFT,
    "center": Align.CENTER,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "both": Align.JUSTIFY,
    "distribute": Align.JUSTIFY,
    "thaiDistribute": Align.JUSTIFY,
}
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DEFAULT_SIZE_PT = 10.5
NATURAL_LINE = 1.3  # of the type size: a least line height below this changes nothing


class Styles:
    """One document's styles, resolved along their basedOn chains and kept."""

    def __init__(self, root=None, theme=None) -> None:
        """`root` is word/styles.xml, `theme` word/theme/theme1.xml; either may be None."""
        found = () if root is None else root.findall(W + "style")
        self._styles = {s.get(W + "styleId", ""): s for s in found}
        self._theme = _theme_fonts(theme)
        self._roles: dict[str, Role] = {}
        self._numbers: dict[str, tuple[str, int | None] | None] = {}
        self._text: dict[str, TextLook] = {}
        self._paragraph: dict[str, ParagraphLook] = {}
        defaults = None if root is None else root.find(W + "docDefaults")
        rpr = None if defaults is None else defaults.find(f"{W}rPrDefault/{RPR}")
        ppr = None if defaults is None else defaults.find(f"{W}pPrDefault/{PPR}")
        self._base_text = self.text_over(TextLook(size_pt=DEFAULT_SIZE_PT if root is None else 10), rpr)
        self._base_paragraph = paragraph_over(ParagraphLook(), ppr, self._base_text.size_pt)
        self.default_paragraph = _default(self._styles, "paragraph")
        self.default_table = _default(self._styles, "table")

    def role(self, style_id: str) -> Role:
        if style_id not in self._roles:
            self._roles[style_id] = self._role(style_id)
        return self._roles[style_id]

    def _role(self, style_id: str) -> Role:
        for style in self._chain(style_id):
            role = ROLES.get((value(style, "name") or "").lower())
            if role:
                return role
        return Role.BODY

    def numbering(self, style_id: str) -> tuple[str, int | None] | None:
        """(numId, level or None where the style does not say) that the style gives its paragraphs, or None."""
        if style_id not in self._numbers:
            self._numbers[style_id] = self._number(style_id)
        return self._numbers[style_id]

    def _number(self, style_id: str) -> tuple[str, int | None] | None:
        for style in self._chain(style_id):
            num = style.find(f"{PPR}/{W}numPr")
            if num is not None and (num_id := value(num, "numId")) is not None:
                level = value(num, "ilvl")
                return num_id, None if level is None else whole(level)
        return None

    def text_look(self, style_id: str, under: TextLook | None = None) -> TextLook:
        """The look that a paragraph, character or table style gives text, laid over `under` (or the document's)."""
        if under is None:
            if style_id not in self._text:
                self._text[style_id] = self._lay_text(style_id, self._base_text)
            return self._text[style_id]
        return self._lay_text(style_id, under)

    def paragraph_look(self, style_id: str, under: ParagraphLook | None = None) -> ParagraphLook:
        if under is None:
            if style_id not in self._paragraph:
                self._paragraph[style_id] = self._lay_paragraph(style_id, self._base_paragraph)
            return self._paragraph[style_id]
        return self._lay_paragraph(style_id, under)

    def has_borders(self, table_style: str) -> bool | None:
        """Whether a table style draws lines; None where it says nothing."""
        for style in self._chain(table_style):
            borders = style.find(f"{W}tblPr/{W}tblBorders")
            if borders is not None:
                return any(b.get(VAL) not in ("nil", "none") for b in borders)
        return None

    def text_over(self, look: TextLook, rpr) -> TextLook:
        """`look` with the run properties `rpr` (an element or None) laid over it."""
        if rpr is None or not len(rpr):
            return look
        fonts = rpr.find(W + "rFonts")
        size = whole(value(rpr, "sz"))
        return TextLook(
            font=self._font(fonts) or look.font,
            size_pt=size / 2 if size > 0 else look.size_pt,
            bold=_over(rpr, "b", look.bold),
            italic=_over(rpr, "i", look.italic),
            underline=look.underline if (line := value(rpr, "u")) is None else line not in ("none", "0"),
        )

    def _font(self, fonts) -> str:
        if fonts is None:
            return ""
        theme = self._theme.get(fonts.get(W + "eastAsiaTheme", ""), "")
        return theme or fonts.get(W + "eastAsia") or ""

    def _lay_text(self, style_id: str, look: TextLook) -> TextLook:
        for style in reversed(self._chain(style_id)):
            look = self.text_over(look, style.find(RPR))
        return look

    def _lay_paragraph(self, style_id: str, look: ParagraphLook) -> ParagraphLook:
        for style in reversed(self._chain(style_id)):
            look = paragraph_over(look, style.find(PPR), self.text_look(style_id).size_pt)
        return look

    def _chain(self, style_id: str) -> list:
        """The style and those it is based on, nearest first; a ring in a damaged file ends where it closes."""
        chain, seen = [], set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            chain.append(self._styles[style_id])
            style_id = value(self._styles[style_id], "basedOn") or ""
        return chain


def _over(rpr, name: str, below: bool) -> bool:
    return below if rpr.find(W + name) is None else flag(rpr, name)


def _default(styles: dict, kind: str) -> str:
    for key, style in styles.items():
        if style.get(W + "type") == kind and style.get(W + "default") in ("1", "true", "on"):
            return key
    return ""


def _theme_fonts(theme) -> dict[str, str]:
    """eastAsiaTheme name → family, from the theme's Chinese entries."""
    if theme is None:
        return {}
    fonts = {}
    for kind in ("major", "minor"):
        scheme = theme.find(f".//{A}{kind}Font")
        if scheme is None:
            continue
        hans = [f.get("typeface") for f in scheme.findall(A + "font") if f.get("script") == "Hans"]
        ea = scheme.find(A + "ea")
        family = (ea.get("typeface") if ea is not None else "") or (hans[0] if hans else "")
        if family:
            fonts[f"{kind}EastAsia"] = family
    return fonts


def paragraph_over(look: ParagraphLook, ppr, size_pt: float) -> ParagraphLook:
    """`look` with the paragraph properties `ppr` (an element or None) laid over it.

    `size_pt` is the paragraph's type size, which indents given in characters multiply.
    """
    if ppr is None or not len(ppr):
        return look
    changed: dict = {}
    if (align := ALIGNS.get(value(ppr, "jc") or "")) is not None:
        changed["align"] = align
    if (ind := ppr.find(W + "ind")) is not None:
        changed |= _indents(ind, size_pt)
    if (spacing := ppr.find(W + "spacing")) is not None:
        changed |= _spacing(spacing, size_pt)
    for name, key in (("keepNext", "keep_with_next"), ("pageBreakBefore", "page_break_before")):
        if ppr.find(W + name) is not None:
            changed[key] = flag(ppr, name)
    return replace(look, **changed) if changed else look


def _indents(ind, size_pt: float) -> dict:
    """Indents in points; a length in characters (hundredths) counts before one in twips, as in Word."""

    def length(*names: str) -> float | None:
        for name in names:
            if (chars := whole(ind.get(f"{W}{name}Chars"))) != 0:
                return pt(chars / 100 * size_pt)
        for name in names:
            if ind.get(W + name) is not None:
                return pt(twips(ind.get(W + name)) / 20)
        return 0 if any(ind.get(f"{W}{name}Chars") is not None for name in names) else None

    found = {
        "left_pt": length("left", "start"),
        "right_pt": length("right", "end"),
        "first_line_pt": length("firstLine"),
    }
    hanging = length("hanging")
    if hanging:
        found["first_line_pt"] = -hanging
    return {key: measure for key, measure in found.items() if measure is not None}


def _spacing(spacing, size_pt: float) -> dict:
    changed: dict = {}
    for name, key in (("before", "before_pt"), ("after", "after_pt")):
        if spacing.get(W + name) is not None:
            changed[key] = pt(twips(spacing.get(W + name)) / 20)
    line, rule = twips(spacing.get(W + "line")), spacing.get(W + "lineRule")
    if line > 0 and rule == "atLeast":
        changed["line_pt"] = pt(line / 20) if line / 20 > size_pt * NATURAL_LINE else 0
        changed["line_factor"] = 1
    elif line > 0:
        changed["line_pt"] = pt(line / 20) if rule == "exact" else 0
        changed["line_factor"] = 1 if rule == "exact" else line / 240
    return changed
