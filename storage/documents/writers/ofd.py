"""Room: storage. Pages as an OFD package (GB/T 33190-2016), ready to be sealed by the unit's own client.

Seals are not made here. Nothing in the package forbids adding Signs/ later.
"""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from core.pages import Bookmark, PageFont, Pages
from storage.documents.safe_write import safe_write
from storage.documents.writers.info import FileInfo, identity, number, used_fonts
from storage.documents.writers.ofd_page import Ids, PageWriter

NAMESPACE = "http://www.ofdspec.org/2016"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_ofd(pages: Pages, info: FileInfo, path: Path) -> None:
    """Write the file whole or not at all. Raises LedgerError where it cannot be written."""
    safe_write(path, ofd_bytes(pages, info))


def ofd_bytes(pages: Pages, info: FileInfo) -> bytes:
    """`pages` must have their fonts inside."""
    ids = Ids()
    fonts = {n: (ids.next(), pages.fonts[n]) for n in used_fonts(pages)}
    page_ids = [ids.next() for _ in pages.pages]
    parts: dict[str, bytes] = {"Doc_0/PublicRes.xml": _public_res(fonts)}
    for n, (_, font) in fonts.items():
        if font.data:
            parts[f"Doc_0/Res/font_{n}.ttf"] = font.data
    writer = PageWriter(fonts, ids, pages.pages[0])
    for n, page in enumerate(pages.pages):
        parts[f"Doc_0/Pages/Page_{n}/Content.xml"] = _xml("Page", writer.content(page))
    if info.data:
        parts |= _attachment(info)
    parts["Doc_0/Document.xml"] = _document(pages, info, page_ids, ids)
    return _package(_root(pages, info, identity(parts.values())), parts, info)


def _xml(root: str, content: str, attributes: str = "") -> bytes:
    text = f'{_HEAD}<ofd:{root} xmlns:ofd="{NAMESPACE}"{attributes}>{content}</ofd:{root}>'
    return text.encode()


def _element(name: str, text: str) -> str:
    return f"<ofd:{name}>{escape(text)}</ofd:{name}>" if text else ""


def _root(pages: Pages, info: FileInfo, identifier: str) -> bytes:
    day = info.date.isoformat()
    facts = "".join(f"<ofd:CustomData Name={quoteattr(n)}>{escape(v)}</ofd:CustomData>" for n, v in info.facts)
    about = (
        _element("DocID", identifier)
        + _element("Title", info.title or pages.title)
        + _element("Author", info.author)
        + _element("CreationDate", day)
        + _element("ModDate", day)
        + _element("Creator", info.creator)
        + _element("CreatorVersion", info.version)
        + (f"<ofd:CustomDatas>{facts}</ofd:CustomDatas>" if facts else "")
    )
    body = f"<ofd:DocBody><ofd:DocInfo>{about}</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    return _xml("OFD", body, ' Version="1.0" DocType="OFD"')


def _document(pages: Pages, info: FileInfo, page_ids: list[int], ids: Ids) -> bytes:
    first = pages.pages[0]
    box = f"0 0 {number(first.width_mm)} {number(first.height_mm)}"
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n, i in enumerate(page_ids))
    return _xml(
        "Document",
        f"<ofd:CommonData><ofd:MaxUnitID>{ids.last}</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages>"
        + _outlines(pages, page_ids)
        + ("<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>" if info.data else ""),
    )


def _outlines(pages: Pages, page_ids: list[int]) -> str:
    if not pages.bookmarks:
        return ""
    return f"<ofd:Outlines>{''.join(_outline(b, page_ids[b.page]) for b in pages.bookmarks)}</ofd:Outlines>"


def _outline(bookmark: Bookmark, page_id: int) -> str:
    goto = f'<ofd:Dest Type="XYZ" PageID="{page_id}" Left="0" Top="{number(bookmark.y)}" Zoom="0"/>'
    action = f'<ofd:Action Event="CLICK"><ofd:Goto>{goto}</ofd:Goto></ofd:Action>'
    return f"<ofd:OutlineElem Title={quoteattr(bookmark.title)}><ofd:Actions>{action}</ofd:Actions></ofd:OutlineElem>"


def _public_res(fonts: dict[int, tuple[int, PageFont]]) -> bytes:
    listed = "".join(_font(n, identifier, font) for n, (identifier, font) in fonts.items())
    return _xml("Res", f"<ofd:Fonts>{listed}</ofd:Fonts>" if listed else "", ' BaseLoc="Res"')


def _font(n: int, identifier: int, font: PageFont) -> str:
    family = quoteattr(font.family)
    looks = "".join(f' {name}="true"' for name in ("Bold", "Italic", "Serif") if getattr(font, name.lower()))
    file = f"<ofd:FontFile>font_{n}.ttf</ofd:FontFile>" if font.data else ""
    return (
        f'<ofd:Font ID="{identifier}" FontName={family} FamilyName={family} Charset="unicode"{looks}>{file}</ofd:Font>'
    )


def _attachment(info: FileInfo) -> dict[str, bytes]:
    listed = (
        f'<ofd:Attachment ID="A1" Name={quoteattr(info.data_name)} Format="JSON" CreationDate="{info.date.isoformat()}" '
        f'Size="{number(len(info.data) / 1024)}" Visible="false"><ofd:FileLoc>data.json</ofd:FileLoc></ofd:Attachment>'
    )
    return {"Doc_0/Attachs/Attachments.xml": _xml("Attachments", listed), "Doc_0/Attachs/data.json": info.data}


def _package(root: bytes, parts: dict[str, bytes], info: FileInfo) -> bytes:
    file = io.BytesIO()
    stamp = (max(info.date.year, 1980), info.date.month, info.date.day, 0, 0, 0)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in {"OFD.xml": root, **parts}.items():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            package.writestr(entry, data)
    return file.getvalue()
