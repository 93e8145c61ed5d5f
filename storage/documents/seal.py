"""Room: storage. A sealed OFD verified: every fact that core/seal.py judges is computed here.

Nothing leaves the machine, so whether the issuer of a certificate can be trusted is not asked (and is said to be so).
"""

import base64
import binascii
import posixpath
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from lxml import etree

from core.compare_documents import compare_documents
from core.document import Document
from core.errors import LedgerError
from core.seal import Seal, SealCheck, SealedFile, Verdict, against, all_of, judge
from core.seal_time import parse_seal_time
from core.version_code import FACT, document_code
from storage.documents.ofd_package import ROOT, OfdDocument, child_text, locate, open_ofd
from storage.documents.package import Package, read_file
from storage.documents.readers.ofd import NoText, read_ofd
from storage.documents.seal_digest import digest, method_name
from storage.documents.seal_steps import signature_steps

_SIGNATURE_PART = re.compile(r"(^|/)(signatures?\.xml|signedvalue\.dat|[^/]*\.esl)$", re.IGNORECASE)
MAX_SEALS = 100  # each takes up to 0.1 s
MAX_REFERENCES = 50_000
NO_LIST = "文件声明了签名，但签名列表缺失或已损坏，盖章信息可能被移除。"
TOO_MANY = f"文件声明了超过 {MAX_SEALS} 个签名，未予验算。"


def verify_ofd(data: bytes | Path) -> Verdict:
    """Verify all seals of an OFD. LedgerError when the file cannot be opened as an OFD at all."""
    package, documents = open_ofd(data)
    return judge(_Reading(package, documents).file())


def verify_against(data: bytes | Path, word: Document) -> Verdict:
    """Verify an OFD, and tell where its content differs from a Word document's.

    What the OFD shows decides, as that is what was sealed. Only where it holds no text does its 版本码 speak for it.
    """
    if isinstance(data, Path):
        data = read_file(data)
    verdict = verify_ofd(data)
    _, documents = open_ofd(data)
    try:
        return against(verdict, compare_documents(read_ofd(data), word))
    except NoText:
        same = any(document.fact(FACT) == document_code(word) for document in documents)
        return against(verdict, () if same else None)


class _Reading:
    """One package being verified; digests are computed once a part, however often it is referred to."""

    def __init__(self, package: Package, documents: tuple[OfdDocument, ...]) -> None:
        self.package = package
        self.documents = documents
        self.own_parts = {ROOT}  # parts that belong to the signatures themselves
        self._digest = cache(self._compute)

    def file(self) -> SealedFile:
        lists = [d for d in self.documents if d.signature_list]
        problem = ""
        checks: list[SealCheck] = []
        for document in lists:
            self.own_parts.add(document.signature_list)
            try:
                checks += self._seals(document)
            except LedgerError as e:
                problem = e.message
        return SealedFile(
            seals=tuple(checks),
            declared=bool(lists),
            problem=problem if problem or checks or not lists else NO_LIST,
            signature_lists=frozenset(d.signature_list for d in lists),
            content=tuple(name for name in self.package.names if name not in self.own_parts),
            leftover=not lists and any(_SIGNATURE_PART.search(name) for name in self.package.names),
            visible=frozenset[str]().union(*(_visible(d) for d in self.documents)),
        )

    def _seals(self, document: OfdDocument) -> list[SealCheck]:
        try:
            root = self.package.xml(document.signature_list)
        except LedgerError as e:
            raise LedgerError(NO_LIST, e.detail) from e
        entries = list(root.iterchildren("{*}Signature"))
        if len(entries) > MAX_SEALS:
            raise LedgerError(TOO_MANY)
        base = posixpath.dirname(document.signature_list)
        return [self._seal(document, entry, locate(self.package, base, entry.get("BaseLoc"))) for entry in entries]

    def _seal(self, document: OfdDocument, entry: etree._Element, part: str) -> SealCheck:
        self.own_parts.add(part)
        digital = (entry.get("Type") or "Seal").strip().lower() == "sign"
        unread = SealCheck(Seal(digital_only=digital), part, broken=(part,), readable=False)
        try:
            root = self.package.xml(part)
        except LedgerError:
            return unread
        info = next(root.iterchildren("{*}SignedInfo"), None)
        if info is None:
            return unread
        check = replace(unread, seal=_placed(unread.seal, document, info), broken=())
        return self._signature(self._references(check, info), root, info)

    def _references(self, check: SealCheck, info: etree._Element) -> SealCheck:
        """Step 3: every covered part exists and has the digest that was written down."""
        references = next(info.iterchildren("{*}References"), None)
        entries = [] if references is None else list(references.iterchildren("{*}Reference"))
        if references is None or len(entries) > MAX_REFERENCES:
            return replace(check, unjudged=("References",))
        declared = references.get("CheckMethod")
        method = method_name(declared, _decoded(child_text(entries[0], "CheckValue")) if entries else b"")
        base = posixpath.dirname(check.description)
        states = {}
        for entry in entries:
            part = locate(self.package, base, entry.get("FileRef"))
            expected = _decoded(child_text(entry, "CheckValue"))
            states[part] = all_of((states.get(part, True), self._same(part, method, expected)))
        return replace(
            check,
            covered=frozenset(states),
            broken=tuple(part for part, same in states.items() if same is False),
            unjudged=tuple(part for part, same in states.items() if same is None),
            digest_method=(method or declared or "").upper(),
        )

    def _same(self, part: str, method: str | None, expected: bytes) -> bool | None:
        if part not in self.package:
            return False
        if method is None:
            return None
        actual = self._digest(part, method)
        return None if actual is None else actual == expected

    def _compute(self, part: str, method: str) -> bytes | None:
        try:
            return digest(self.package.read(part), method)
        except LedgerError:
            return b""  # damaged in the zip: certainly not what was sealed

    def _signature(self, check: SealCheck, root: etree._Element, info: etree._Element) -> SealCheck:
        """Steps 5 and 6: the signature's data, the signature itself, the seal and its maker's signature."""
        base = posixpath.dirname(check.description)
        value_part = locate(self.package, base, child_text(root, "SignedValue"))
        self.own_parts.add(value_part)
        seal_file = self._seal_file(info, base)
        try:
            data, described = self.package.read(value_part), self.package.read(check.description)
        except LedgerError:
            return check
        return signature_steps(check, data, described, seal_file)

    def _seal_file(self, info: etree._Element, base: str) -> bytes | None:
        """Seal.esl; None where the signature names none, b"" where it is missing or damaged."""
        seal = next(info.iterchildren("{*}Seal"), None)
        part = locate(self.package, base, child_text(seal, "BaseLoc")) if seal is not None else ""
        self.own_parts.add(part)
        try:
            return self.package.read(part) if part else None
        except LedgerError:
            return b""


def _visible(document: OfdDocument) -> frozenset[str]:
    """An unreadable Document.xml shows up among the changed parts; here it only means that no page is known."""
    try:
        return document.visible_parts
    except LedgerError:
        return frozenset((document.part,))


def _placed(seal: Seal, document: OfdDocument, info: etree._Element) -> Seal:
    """When and on which pages: a stamp on several pages, or cut by a Clip, is a 骑缝章."""
    stamps = list(info.iterchildren("{*}StampAnnot"))
    try:
        numbers = {page.id: i for i, page in enumerate(document.pages, 1)}
    except LedgerError:
        numbers = {}
    pages = sorted({numbers[ref] for stamp in stamps if (ref := (stamp.get("PageRef") or "").strip()) in numbers})
    clipped = any(stamp.get("Clip") for stamp in stamps)
    when = parse_seal_time(child_text(info, "SignatureDateTime"))
    return replace(seal, signed_at=when, pages=tuple(pages), straddles=clipped and len(pages) > 1)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""
