"""Room: storage. The WordprocessingML names that reader, writer and form filler share."""

W_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# Word's "Strict Open XML" saves the same elements under other names: strict → usual.
STRICT = {
    b"http://purl.oclc.org/ooxml/" + strict: b"http://schemas.openxmlformats.org/" + usual
    for strict, usual in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
        (b"officeDocument/math", b"officeDocument/2006/math"),
        (b"drawingml/main", b"drawingml/2006/main"),
    )
}
W = f"{{{W_URI}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

VAL = W + "val"
P, R, T = W + "p", W + "r", W + "t"
TBL, TR, TC = W + "tbl", W + "tr", W + "tc"
PPR, RPR, TRPR, TCPR = W + "pPr", W + "rPr", W + "trPr", W + "tcPr"
TEXT_BOX = W + "txbxContent"
SDT, SDT_PR, SDT_CONTENT = W + "sdt", W + "sdtPr", W + "sdtContent"
SECT_PR = W + "sectPr"
ALT_CHUNK = W + "altChunk"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

# What Word shows through: insertions, links, tags, custom XML. Their children count as if they stood in the parent.
TRANSPARENT = frozenset(
    W + n
    for n in (
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "customXml",
        "bdo",
        "dir",
        "rubyBase",
        "sdtContent",
        "fldSimple",
    )
)
# What Word no longer shows.
GONE = frozenset(W + n for n in ("del", "moveFrom", "delText", "rt"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WHITE = " \t\r\n"
_TWIPS_PER = {"pt": 20, "pc": 240, "pi": 240, "in": 1440, "cm": 1440 / 2.54, "mm": 1440 / 25.4}


def chosen(alternate):
    """The branch of mc:AlternateContent that counts: each says the same, once for new and once for old programs.

    The first one with text; a symbol or an emoji often has its text in the Fallback only.
    """
    branches = alternate.findall(MC + "Choice") + alternate.findall(MC + "Fallback")
    spoken = (b for b in branches if next(b.iter(T, TEXT_BOX), None) is not None)
    return next(spoken, branches[0] if branches else alternate)


def flag(properties, name: str) -> bool:
    """Whether an on/off property stands among `properties` (an element or None) and is not switched off."""
    element = None if properties is None else properties.find(W + name)
    return element is not None and on(element)


def on(element) -> bool:
    """Whether an on/off property says on, as it does without a value."""
    return element.get(VAL, "true") not in ("0", "false", "off")


def value(properties, name: str) -> str | None:
    """The w:val of a property, None where the property is absent."""
    element = None if properties is None else properties.find(W + name)
    return None if element is None else element.get(VAL, "")


def twips(text: str | None, default: int = 0) -> int:
    """A length attribute in twentieths of a point; the strict format also writes "2.54cm", "12pt" and the like."""
    if text and text[-2:] in _TWIPS_PER:
        try:
            return round(float(text[:-2]) * _TWIPS_PER[text[-2:]])
        except ValueError:
            return default
    return whole(text, default)


def whole(text: str | None, default: int = 0) -> int:
    """An integer attribute; real files hold "1655.0", "auto" and nothing at all."""
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default


def words_of(t) -> str:
    """The text of a w:t as Word shows it: blanks at its ends count only where xml:space says so."""
    text = t.text
    if not text:
        return ""
    if text[0] <= " " or text[-1] <= " ":
        text = text if _preserved(t) else text.strip(_WHITE)
    return text.replace("\n", " ") if "\n" in text else text


def _preserved(element) -> bool:
    while element is not None:
        if (space := element.get(_SPACE)) is not None:
            return space == "preserve"
        element = element.getparent()
    return False
