"""Room: storage. Does what is outside our own code work in this very copy of the program? For --smoke.

A packaged program can lack a library's data file or a DLL and start all the same; here each is used once.
"""

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from pathlib import Path

from core.settings import Settings
from storage.database.stores import LocalStores
from storage.documents.desk import LocalDocuments
from storage.documents.fonts import FontFinder
from storage.resources import BUNDLED

UNIT = "云岭镇人民政府"
# Those that only some documents need, by the modules that the program imports from them.
LIBRARIES = (
    "asn1crypto.x509", "gmalg.sm2", "lxml.html", "olefile", "rapidfuzz.distance", "rapidfuzz.fuzz",
    "rapidfuzz.process", "sqlite_utils", "xlsxwriter",
)  # fmt: skip


def prepare_store(folder: Path, now: datetime) -> None:
    """A store in `folder` whose first questions are answered; one that is there is only brought up to date."""
    store = LocalStores(folder / "smoke-pointer.txt").open(str(folder), now)
    try:
        if not store.settings.get().asked:
            store.settings.put(Settings(unit_name=UNIT, asked=True), now)
    finally:
        store.close()


def probe_storage(sample: Path, scratch: Path) -> Mapping[str, object]:
    """What was found by using it; a fact that is empty or 0 is a fault. `scratch` takes files and keeps them."""
    documents = LocalDocuments()
    document = documents.read(str(sample), look=True)
    written = {}
    for ending in (".docx", ".ofd", ".pdf", ".xlsx", ".html"):
        place = scratch / f"冒烟{ending}"
        documents.convert(document, str(place))
        written[ending[1:]] = place.stat().st_size
    again = {
        ending: len(documents.read(str(scratch / f"冒烟.{ending}")).blocks) for ending in ("ofd", "pdf", "xlsx", "html")
    }
    finder = FontFinder()
    return {
        "sqlite": sqlite3.sqlite_version,
        "lxml": _lxml(),
        "pdfium": _pdfium(),
        "written": written,
        "read_again": again,
        "libraries": [name for name in LIBRARIES if import_module(name)],
        "font_files": sum(1 for folder in finder.folders if folder.is_dir() for _ in folder.rglob("*.[to]t[cf]")),
        "resources": len(list(BUNDLED.rglob("*.toml"))),
        "icons": len(list(BUNDLED.rglob("*.svg"))),
    }


def _lxml() -> str:
    from lxml import etree

    return ".".join(str(n) for n in etree.LXML_VERSION)


def _pdfium() -> str:
    import pypdfium2

    return str(pypdfium2.PDFIUM_INFO)
