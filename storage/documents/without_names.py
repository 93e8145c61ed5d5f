"""Room: storage. Takes the names of people and firms out of a file's properties; what the pages show stays byte for byte."""

import re

from lxml import etree

from storage.documents.package import Package, open_package
from storage.documents.rezip import rezipped

_EMPTIED = {
    "docProps/core.xml": {"creator", "lastModifiedBy"},
    "docProps/app.xml": {"Manager", "Company", "HyperlinkBase"},
}
_CUSTOM = "docProps/custom.xml"
_REMARKS = re.compile(r"(?:word|xl)/(?:.*/)?(?:comments|people|persons?|threadedComment)[^/]*\.xml")
_PERSON = {"author", "initials", "displayName", "userId", "providerId"}


def without_names(data: bytes) -> bytes:
    """The same .docx or .xlsx without author, last editor, company, own properties, and who wrote remarks.

    Tracked changes in the text keep their authors: they belong to the page. Raises LedgerError as of `open_package`.
    """
    package = open_package(data, "要导出的文件")
    changed = {name: made for name in package.names if (made := _cleaned(package, name)) is not None}
    return rezipped(data, changed) if changed else data


def _cleaned(package: Package, name: str) -> bytes | None:
    """None where there is nothing to take out."""
    if name not in _EMPTIED and name != _CUSTOM and not _REMARKS.fullmatch(name):
        return None
    root = package.xml(name)
    found = _custom(root) if name == _CUSTOM else _texts(root, name) if name in _EMPTIED else _people(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True) if found else None


def _custom(root: etree._Element) -> bool:
    found = len(root) > 0
    for child in list(root):
        root.remove(child)
    return found


def _texts(root: etree._Element, name: str) -> bool:
    named = [e for e in root.iter("{*}*") if etree.QName(e).localname in _EMPTIED[name] and e.text]
    for element in named:
        element.text = ""
    return bool(named)


def _people(root: etree._Element) -> bool:
    """Word's remarks name their author in an attribute, Excel's in a list of <author>."""
    found = False
    for element in root.iter("{*}*"):
        if etree.QName(element).localname == "author" and element.text:
            element.text, found = "", True
        for key in [k for k in element.attrib if etree.QName(k).localname in _PERSON]:
            element.set(key, "")
            found = True
    return found
