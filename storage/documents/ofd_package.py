"""Room: storage. An OFD package (GB/T 33190-2016) opened: its documents, pages and parts, whatever their paths are.

Only OFD.xml has a fixed place. Paths are absolute ("/Doc_0/…") or relative to the part that names them.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from core.errors import LedgerError
from storage.documents.package import Package, open_package

WHAT = "OFD 文件"
ROOT = "OFD.xml"
MAX_PAGES = 5000


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page as Document.xml lists it; `id` is what seals and templates refer to."""

    id: str
    part: str


class OfdDocument:
    """One DocBody: its Document.xml and the parts that this names. A part that cannot be read has no children."""

    def __init__(self, package: Package, body: etree._Element) -> None:
        self.package = package
        self.body = body
        self.part = self._located("", child_text(body, "DocRoot"))
        self.signature_list = self._located("", child_text(body, "Signatures"))

    @cached_property
    def root(self) -> etree._Element:
        """Document.xml; LedgerError when it is missing or broken."""
        return self.package.xml(self.part)

    @cached_property
    def pages(self) -> tuple[PageRef, ...]:
        listed = [p for pages in self.root.iterchildren("{*}Pages") for p in pages.iterchildren("{*}Page")]
        if len(listed) > MAX_PAGES:
            raise LedgerError(f"OFD 文件超过 {MAX_PAGES} 页，未予读取，原文件未作任何改动。请核对文件来源。")
        return tuple(self._ref(page) for page in listed)

    @cached_property
    def templates(self) -> tuple[PageRef, ...]:
        return tuple(self._ref(t) for t in self.root.iterfind("{*}CommonData/{*}TemplatePage"))

    @property
    def visible_parts(self) -> frozenset[str]:
        """Everything that a reader draws: pages, templates, resources with their files, annotations."""
        return frozenset(self._visible())

    def fact(self, name: str) -> str:
        """A CustomData of DocInfo, "" when absent. No seal need cover it."""
        facts = self.body.iterfind("{*}DocInfo/{*}CustomDatas/{*}CustomData")
        return next(((fact.text or "").strip() for fact in facts if fact.get("Name") == name), "")

    def part_of(self, name: str) -> str:
        """The part that a child of Document.xml (Annotations, Attachments) names, "" when absent."""
        return self._located(posixpath.dirname(self.part), child_text(self.root, name))

    def _visible(self) -> Iterator[str]:
        yield self.part
        for ref in (*self.pages, *self.templates):
            yield ref.part
        for kind in ("PublicRes", "DocumentRes"):
            for resource in self.root.iterfind(f"{{*}}CommonData/{{*}}{kind}"):
                yield from self._resource(self._located(posixpath.dirname(self.part), resource.text))
        yield from self._annotations()

    def _resource(self, part: str) -> Iterator[str]:
        yield part
        root = self._read(part)
        if root is not None:
            base = self._located(posixpath.dirname(part), root.get("BaseLoc") or ".")
            for tag in ("MediaFile", "FontFile"):
                yield from (self._located(base, e.text) for e in root.iterfind(f".//{{*}}{tag}"))

    def _annotations(self) -> Iterator[str]:
        part = self.part_of("Annotations")
        yield part
        root = self._read(part)
        if root is not None:
            base = posixpath.dirname(part)
            yield from (self._located(base, e.text) for e in root.iterfind("{*}Page/{*}FileLoc"))

    def _read(self, part: str) -> etree._Element | None:
        try:
            return self.package.xml(part) if part in self.package else None
        except LedgerError:
            return None

    def _ref(self, element: etree._Element) -> PageRef:
        part = self._located(posixpath.dirname(self.part), element.get("BaseLoc"))
        return PageRef(element.get("ID") or "", part)

    def _located(self, base: str, loc: str | None) -> str:
        return locate(self.package, base, loc)


def open_ofd(data: bytes | Path) -> tuple[Package, tuple[OfdDocument, ...]]:
    """Open an OFD. LedgerError in Chinese when it is no OFD, damaged, encrypted or hostile."""
    package = open_package(data, WHAT)
    if ROOT not in package:
        raise LedgerError("文件不是 OFD：缺少 OFD.xml。原文件未作任何改动，请确认选对了文件。")
    root = package.xml(ROOT)
    bodies = tuple(OfdDocument(package, body) for body in root.iterchildren("{*}DocBody"))
    if etree.QName(root).localname != "OFD" or not bodies:
        raise LedgerError("文件不是 OFD：OFD.xml 中没有文档。原文件未作任何改动，请向发送方重新索取。")
    return package, bodies


def locate(package: Package, base: str, loc: str | None) -> str:
    """The part that `loc` names, seen from folder `base`; "" for none.

    A path that leads nowhere is tried from the root as well: software exists that leaves the leading slash out.
    """
    loc = (loc or "").strip().replace("\\", "/")
    if not loc:
        return ""
    absolute = posixpath.normpath(loc.lstrip("/"))
    relative = absolute if loc.startswith("/") else posixpath.normpath(posixpath.join(base, loc))
    return absolute if relative not in package and absolute in package else relative


def child_text(element: etree._Element, name: str) -> str:
    """The stripped text of a child by local name, "" when absent. Prefix and namespace do not matter."""
    child = next(element.iterchildren(f"{{*}}{name}"), None)
    return (child.text or "").strip() if child is not None else ""
