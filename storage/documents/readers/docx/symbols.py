"""Room: storage. Signs from symbol fonts, as the ordinary character that looks like them."""

# Wingdings and Symbol code points that forms use as tick boxes, ticks and bullets.
SYMBOLS = {
    0xF052: "☑",
    0xF06C: "●",
    0xF06E: "■",
    0xF06F: "□",
    0xF071: "□",
    0xF072: "□",
    0xF0A3: "□",
    0xF0A7: "▪",
    0xF0A8: "□",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0FB: "✗",
    0xF0FC: "✓",
    0xF0FD: "☒",
    0xF0FE: "☑",
}
UNKNOWN = "•"


def symbol(char: str) -> str:
    """Of w:sym: `char` is hexadecimal, moved up into the private area (F000) for the fonts of old."""
    sign = _character(char)
    return SYMBOLS.get(ord(sign), UNKNOWN) if "\uf000" <= sign <= "\uf0ff" else sign


def emoji(branch) -> str:
    """The emoji of a w16se:symEx in a branch of mc:AlternateContent, "" where there is none."""
    for child in branch:
        if isinstance(child.tag, str) and child.tag.endswith("}symEx"):
            return _character(next((v for k, v in child.items() if k.endswith("}char")), ""))
    return ""


def _character(char: str) -> str:
    """The character with this hexadecimal code, "" for what is none or may not stand in text."""
    try:
        code = int(char, 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x1_0000 <= code < 0x11_0000 else ""
