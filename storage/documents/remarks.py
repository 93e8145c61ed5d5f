"""Room: storage. What is to be said of a file that was read all the same: it is locked against editing, for one."""

import re

from storage.documents.package import Package
from storage.documents.sniff import Kind

LOCKED = "设有“限制编辑”，内容已照常读取，没有改动原文件。"
_ENFORCED = re.compile(rb"""<[\w:]*documentProtection\b[^>]*\benforcement=["'](?:1|true|on)["']""")
_FINAL = re.compile(rb"""<property\b[^>]*\bname=["']_MarkAsFinal["'][^>]*>\s*<[\w:]*bool>(?:1|true)<""")
_SHEET = re.compile(rb"<[\w:]*sheetProtection\b[^>]*\bsheet=[\"'](?:1|true)[\"']")
_WORDS = (b"documentProtection", b"_MarkAsFinal", b"sheetProtection")  # found at once, as a pattern is not


def remarks_on(package: Package | None, kind: Kind) -> tuple[str, ...]:
    """In Chinese, to follow the file's name. `package` is the file where it is a zip."""
    if package is None:
        return ()
    if kind is Kind.DOCX:
        locked = _holds(package, "word/settings.xml", _ENFORCED) or _holds(package, "docProps/custom.xml", _FINAL)
    else:
        sheets = (name for name in package.names if name.startswith("xl/worksheets/"))
        locked = kind is Kind.XLSX and any(_holds(package, name, _SHEET) for name in sheets)
    return (LOCKED,) if locked else ()


def _holds(package: Package, name: str, mark: re.Pattern[bytes]) -> bool:
    if name not in package:
        return False
    data = package.read(name)
    return any(word in data for word in _WORDS) and bool(mark.search(data))
