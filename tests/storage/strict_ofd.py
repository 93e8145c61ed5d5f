"""A strict reader of OFD for tests: shares no code with the product, and fails on whatever the standard forbids."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from fontTools.ttLib import TTFont

NS = "{http://www.ofdspec.org/2016}"
ORDER = {
    "OFD": ["DocBody"],
    "DocBody": ["DocInfo", "DocRoot"],
    "DocInfo": "DocID Title Author CreationDate ModDate Creator CreatorVersion CustomDatas".split(),
    "Document": ["CommonData", "Pages", "Outlines", "Attachments"],
    "CommonData": ["MaxUnitID", "PageArea", "PublicRes"],
    "Page": ["Area", "Content"],
    "TextObject": ["CGTransform", "TextCode"],
}
TABLES = {"head", "hhea", "maxp", "hmtx", "OS/2", "name", "cmap", "post", "glyf", "loca"}
SLACK = 0.011  # mm


@dataclass
class StrictOfd:
    pages: list[list[str]]  # text lines in the order of the file
    title: str
    outline: list[str]
    facts: dict[str, str]
    attachment: bytes
    fonts: list[str]

    @property
    def text(self) -> str:
        return "".join("".join(page) for page in self.pages)


def read(data: bytes) -> StrictOfd:
    return _Reader(data).read()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        names = self.zip.namelist()
        assert names[0] == "OFD.xml"
        assert len(names) == len(set(names))
        assert all(re.fullmatch(r"[\w./]+", n) and ".." not in n for n in names)
        assert all(i.compress_type == zipfile.ZIP_DEFLATED for i in self.zip.infolist())
        self.ids: list[int] = []

    def read(self) -> StrictOfd:
        root = self.xml("OFD.xml", "OFD")
        assert (root.get("Version"), root.get("DocType")) == ("1.0", "OFD")
        info = root.find(f"{NS}DocBody/{NS}DocInfo")
        assert re.fullmatch("[0-9a-f]{32}", info.findtext(f"{NS}DocID"))
        for day in ("CreationDate", "ModDate"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", info.findtext(NS + day))
        document = self.xml(root.findtext(f".//{NS}DocRoot"), "Document")
        self.base = posixpath.dirname(root.findtext(f".//{NS}DocRoot"))
        fonts = self.fonts(document)
        default = document.findtext(f".//{NS}PhysicalBox")
        pages = [self.page(p, fonts, default) for p in document.find(f"{NS}Pages")]
        listed = [e.get("ID") for e in document.iter(f"{NS}Page")]
        assert all(d.get("PageID") in listed for d in document.iter(f"{NS}Dest"))
        assert len(self.ids) == len(set(self.ids))
        assert max(self.ids) <= int(document.findtext(f".//{NS}MaxUnitID"))
        return StrictOfd(
            pages,
            info.findtext(f"{NS}Title") or "",
            [e.get("Title") for e in document.iter(f"{NS}OutlineElem")],
            {e.get("Name"): e.text for e in info.iter(f"{NS}CustomData")},
            self.attachment(document),
            [name for name, _ in fonts.values()],
        )

    def xml(self, name: str, root: str) -> Any:
        data = self.zip.read(name)
        assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
        assert b"<!" not in data
        assert b'xmlns:ofd="http://www.ofdspec.org/2016"' in data
        tree: Any = ET.fromstring(data)
        assert tree.tag == NS + root
        for element in tree.iter():
            assert element.tag.startswith(NS)
            if order := ORDER.get(element.tag.removeprefix(NS)):
                at = [order.index(child.tag.removeprefix(NS)) for child in element]
                assert at == sorted(at)
            if (element.get("ID") or "A").isdigit():
                self.ids.append(int(element.get("ID")))
        return tree

    def fonts(self, document: Any) -> dict[str, tuple[str, Any]]:
        res = self.xml(posixpath.join(self.base, document.findtext(f".//{NS}PublicRes")), "Res")
        found = {}
        for font in res.iter(f"{NS}Font"):
            file = font.findtext(f"{NS}FontFile")
            opened = None
            if file:
                assert file.endswith(".ttf")
                opened = TTFont(io.BytesIO(self.zip.read(posixpath.join(self.base, res.get("BaseLoc"), file))))
                assert set(opened.keys()) >= TABLES
            found[font.get("ID")] = (font.get("FontName"), opened)
        return found

    def page(self, listed: Any, fonts, default: str) -> list[str]:
        page = self.xml(posixpath.join(self.base, listed.get("BaseLoc")), "Page")
        box = _numbers(page.findtext(f".//{NS}PhysicalBox") or default)
        lines = []
        for element in page.iter():
            if boundary := element.get("Boundary"):
                _check_inside(_numbers(boundary), box)
                assert element.get("CTM") is None
            if element.tag == f"{NS}TextObject":
                lines.append(_text(element, fonts[element.get("Font")][1]))
        return lines

    def attachment(self, document: Any) -> bytes:
        name = document.findtext(f"{NS}Attachments")
        if not name:
            return b""
        name = posixpath.join(self.base, name)
        (entry,) = self.xml(name, "Attachments")
        assert re.match("[A-Za-z]", entry.get("ID"))
        assert (entry.get("Format"), entry.get("Visible")) == ("JSON", "false")
        return self.zip.read(posixpath.join(posixpath.dirname(name), entry.findtext(f"{NS}FileLoc")))


def _text(element: Any, font: Any) -> str:
    (code,) = element.findall(f"{NS}TextCode")
    text, count = code.text, len(code.text)
    advances = _deltas(code.get("DeltaX") or "")
    assert len(advances) == count - 1
    assert all(a >= 0 for a in advances)
    if font is None:
        assert element.find(f"{NS}CGTransform") is None
        return text
    (transform,) = element.findall(f"{NS}CGTransform")
    assert [transform.get(n) for n in ("CodePosition", "CodeCount", "GlyphCount")] == ["0", str(count), str(count)]
    glyphs = [int(g) for g in transform.findtext(f"{NS}Glyphs").split()]
    cmap, order = font.getBestCmap(), font.getGlyphOrder()
    assert [order[g] for g in glyphs] == [cmap[ord(c)] for c in text]
    _check_ink(element, code, advances, [font["glyf"][order[g]] for g in glyphs], font["head"].unitsPerEm)
    return text


def _check_ink(element: Any, code: Any, advances: list[float], glyphs, units: int) -> None:
    _, _, width, height = _numbers(element.get("Boundary"))
    scale = float(element.get("Size")) / units
    x, y = float(code.get("X")), float(code.get("Y"))
    for glyph, advance in zip(glyphs, [*advances, 0], strict=True):
        if glyph.numberOfContours:
            assert x + glyph.xMin * scale >= -SLACK
            assert x + glyph.xMax * scale <= width + SLACK
            assert y - glyph.yMax * scale >= -SLACK
            assert y - glyph.yMin * scale <= height + SLACK
        x += advance


def _check_inside(box: list[float], page: list[float]) -> None:
    x, y, width, height = box
    assert x >= page[0] - SLACK
    assert y >= page[1] - SLACK
    assert x + width <= page[0] + page[2] + SLACK
    assert y + height <= page[1] + page[3] + SLACK


def _numbers(text: str) -> list[float]:
    values = [float(v) for v in text.split()]
    assert len(values) == 4
    return values


def _deltas(text: str) -> list[float]:
    parts, found = text.split(), []
    while parts:
        if parts[0] == "g":
            found += [float(parts[2])] * int(parts[1])
            parts = parts[3:]
        else:
            found.append(float(parts.pop(0)))
    return found
