"""Room: storage. The WordprocessingML names that reader, writer and form filler share."""

W_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# Word's "Strict Open XML" saves the same elements under other names.
STRICT_URI = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W = f"{{{W_URI}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

VAL = W + "val"
P, R, T = W + "p", W + "r", W + "t"
TBL, TR, TC = W + "tbl", W + "tr", W + "tc"
PPR, RPR, TRPR, TCPR = W + "pPr", W + "rPr", W + "trPr", W + "tcPr"
SDT, SDT_PR, SDT_CONTENT = W + "sdt", W + "sdtPr", W + "sdtContent"
SECT_PR = W + "sectPr"

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


def flag(properties, name: str) -> bool:
    """Whether an on/off property stands among `properties` (an element or None) and is not switched off."""
    element = None if properties is None else properties.find(W + name)
    return element is not None and element.get(VAL, "true") not in ("0", "false", "off")


def value(properties, name: str) -> str | None:
    """The w:val of a property, None where the property is absent."""
    element = None if properties is None else properties.find(W + name)
    return None if element is None else element.get(VAL, "")


def whole(text: str | None, default: int = 0) -> int:
    """An integer attribute; real files hold "1655.0", "auto" and nothing at all."""
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default
