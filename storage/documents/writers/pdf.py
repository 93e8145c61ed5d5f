"""Room: storage. Pages as PDF: Type0 fonts by glyph id, text for copying from the source, bookmarks, metadata."""

from pathlib import Path

from core.pages import Bookmark, Page, Pages
from storage.documents.safe_write import safe_write
from storage.documents.writers.info import FileInfo, identity, used_fonts
from storage.documents.writers.pdf_font import add_font
from storage.documents.writers.pdf_objects import Objects, text_string
from storage.documents.writers.pdf_page import PageWriter

_MM = 72 / 25.4


def write_pdf(pages: Pages, info: FileInfo, path: Path) -> None:
    """Write the file whole or not at all. Raises LedgerError where it cannot be written."""
    safe_write(path, pdf_bytes(pages, info))


def pdf_bytes(pages: Pages, info: FileInfo) -> bytes:
    """`pages` must have their fonts inside."""
    objects = Objects()
    catalog, tree, about = objects.reserve(), objects.reserve(), objects.reserve()
    fonts = {n: add_font(objects, pages.fonts[n]) for n in used_fonts(pages)}
    listed = " ".join(f"/F{n} {ref} 0 R" for n, ref in fonts.items())
    resources = objects.add(f"<< /Font << {listed} >> >>")
    writer = PageWriter({n: pages.fonts[n] for n in fonts})
    kids = [_add_page(objects, page, writer.content(page), tree, resources) for page in pages.pages]
    objects.set(tree, f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>")
    outline = _add_outline(objects, pages, kids)
    title = info.title or pages.title
    shown = f" /Outlines {outline} 0 R /PageMode /UseOutlines" if outline else ""
    objects.set(
        catalog,
        f"<< /Type /Catalog /Pages {tree} 0 R /Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true >>{shown} >>",
    )
    objects.set(about, _about(info, title))
    return objects.file(catalog, about, identity(objects.bodies()))


def _about(info: FileInfo, title: str) -> str:
    day = f"(D:{info.date:%Y%m%d}000000+08'00')"
    creator = " ".join(filter(None, (info.creator, info.version)))
    facts = {"Title": title, "Author": info.author, "Creator": creator, "Producer": creator}
    listed = " ".join(f"/{name} {text_string(value)}" for name, value in facts.items() if value)
    return f"<< {listed} /CreationDate {day} /ModDate {day} >>"


def _add_page(objects: Objects, page: Page, drawn: bytes, tree: int, resources: int) -> int:
    content = objects.add_stream(drawn)
    box = f"0 0 {page.width_mm * _MM:.3f} {page.height_mm * _MM:.3f}"
    return objects.add(
        f"<< /Type /Page /Parent {tree} 0 R /MediaBox [{box}] /Resources {resources} 0 R /Contents {content} 0 R >>"
    )


def _add_outline(objects: Objects, pages: Pages, kids: list[int]) -> int:
    """A flat list would lose the levels: each entry hangs below the last one of a lower level. 0 without bookmarks."""
    if not pages.bookmarks:
        return 0
    root = objects.reserve()
    numbers = [objects.reserve() for _ in pages.bookmarks]
    parents = _parents(pages.bookmarks)
    for n, bookmark in enumerate(pages.bookmarks):
        brothers = [i for i, p in enumerate(parents) if p == parents[n]]
        place = brothers.index(n)
        entry = f"<< /Title {text_string(bookmark.title)} /Parent {numbers[p] if (p := parents[n]) >= 0 else root} 0 R"
        entry += f" /Prev {numbers[brothers[place - 1]]} 0 R" if place else ""
        entry += f" /Next {numbers[brothers[place + 1]]} 0 R" if place + 1 < len(brothers) else ""
        entry += _children(parents, n, numbers)
        top = (pages.pages[bookmark.page].height_mm - bookmark.y) * _MM
        objects.set(numbers[n], f"{entry} /Dest [{kids[bookmark.page]} 0 R /XYZ 0 {top:.2f} 0] >>")
    objects.set(root, f"<< /Type /Outlines{_children(parents, -1, numbers)} >>")
    return root


def _parents(bookmarks: tuple[Bookmark, ...]) -> list[int]:
    parents: list[int] = []
    for n, bookmark in enumerate(bookmarks):
        earlier = (i for i in range(n - 1, -1, -1) if bookmarks[i].level < bookmark.level)
        parents.append(next(earlier, -1))
    return parents


def _children(parents: list[int], parent: int, numbers: list[int]) -> str:
    own = [i for i, p in enumerate(parents) if p == parent]
    return f" /First {numbers[own[0]]} 0 R /Last {numbers[own[-1]]} 0 R /Count {len(own)}" if own else ""
