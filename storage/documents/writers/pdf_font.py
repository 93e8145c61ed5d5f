"""Room: storage. A font in a PDF: glyph ids as codes, widths, and what each glyph means, taken from the source text."""

import hashlib
from collections.abc import Iterator
from itertools import islice

from core.pages import PageFont
from storage.documents.writers.info import number
from storage.documents.writers.pdf_objects import Objects

_BLOCK = 100  # entries that one bfchar block may hold


def add_font(objects: Objects, font: PageFont) -> int:
    """The number of the Type0 font. Where embedding is forbidden the codes are UTF-16 and the reader finds the font."""
    meanings = objects.add_stream(_to_unicode(font).encode("ascii"))
    name = _name(font)
    descendant = objects.add(_descendant(font, name, objects.add(_descriptor(objects, font, name))))
    encoding = "Identity-H" if font.data else "UniGB-UTF16-H"
    return objects.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding} "
        f"/DescendantFonts [{descendant} 0 R] /ToUnicode {meanings} 0 R >>"
    )


def codes(font: PageFont) -> dict[str, str]:
    """Character → hexadecimal code in a page's text."""
    if font.data:
        return {char: f"{glyph:04X}" for char, glyph in font.glyphs.items()}
    return {char: char.encode("utf-16-be").hex().upper() for char in font.glyphs}


def widths(font: PageFont) -> dict[str, float]:
    """Thousandths of the size, exactly as the file says them: positions are corrected against these."""
    if not font.data:
        return dict.fromkeys(font.widths, 1000.0)
    return {char: round(width * 1000, 1) for char, width in font.widths.items()}


def _name(font: PageFont) -> str:
    plain = "".join(c for c in font.postscript_name if c.isascii() and (c.isalnum() or c == "-")) or "Font"
    digest = hashlib.sha256(font.data).digest()
    return "".join(chr(65 + b % 26) for b in digest[:6]) + "+" + plain if font.data else plain


def _descendant(font: PageFont, name: str, descriptor: int) -> str:
    if not font.data:
        system, listed, mapped = "/Registry (Adobe) /Ordering (GB1) /Supplement 5", "", ""
    else:
        own = widths(font)
        listed = " ".join(number(own[c]) for c in font.glyphs)
        system, listed = "/Registry (Adobe) /Ordering (Identity) /Supplement 0", f" /W [1 [{listed}]]"
        mapped = " /CIDToGIDMap /Identity"
    return (
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << {system} >> "
        f"/FontDescriptor {descriptor} 0 R /DW 1000{listed}{mapped} >>"
    )


def _descriptor(objects: Objects, font: PageFont, name: str) -> str:
    inks = font.ink.values()
    box = [
        min((i.left for i in inks), default=0),
        min((i.bottom for i in inks), default=0),
        max((i.right for i in inks), default=1),
        max((i.top for i in inks), default=1),
    ]
    flags = 4 | (2 if font.serif else 0) | (64 if font.italic else 0) | (1 << 18 if font.bold else 0)
    size = f" /Length1 {len(font.data)}"
    file = f" /FontFile2 {objects.add_stream(font.data, size)} 0 R" if font.data else ""
    return (
        f"<< /Type /FontDescriptor /FontName /{name} /Flags {flags} "
        f"/FontBBox [{' '.join(f'{v * 1000:.0f}' for v in box)}] /ItalicAngle {-12 if font.italic else 0} "
        f"/Ascent {font.ascent * 1000:.0f} /Descent {-font.descent * 1000:.0f} /CapHeight {font.ascent * 1000:.0f} "
        f"/StemV {120 if font.bold else 80}{file} >>"
    )


def _to_unicode(font: PageFont) -> str:
    blocks = "".join(
        f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in _blocks(_meanings(font), _BLOCK)
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{blocks}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )


def _meanings(font: PageFont) -> Iterator[str]:
    for char, code in codes(font).items():
        if len(code) == 4:
            yield f"<{code}> <{char.encode('utf-16-be').hex().upper()}>\n"


def _blocks(lines: Iterator[str], size: int) -> Iterator[list[str]]:
    while block := list(islice(lines, size)):
        yield block
