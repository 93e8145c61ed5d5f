"""The parts of a .docx around its text, and the zip: fixed dates, so that the same text gives the same bytes."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from .parts import BASE, FOOTER, STYLES, W, font_table, numbering, settings
from .typist import Typist, escape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = (
    f'{W} xmlns:r="{BASE}/officeDocument/2006/relationships" xmlns:mc="{BASE}/markup-compatibility/2006" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml" '
    f'xmlns:wp="{BASE}/drawingml/2006/wordprocessingDrawing" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)
KINDS = (
    ("document", "officeDocument", "word/document.xml"),
    ("styles", "styles", "word/styles.xml"),
    ("settings", "settings", "word/settings.xml"),
    ("fontTable", "fontTable", "word/fontTable.xml"),
    ("numbering", "numbering", "word/numbering.xml"),
    ("footer", "footer", "word/footer1.xml"),
)
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins in twips."""

    width: int = 11906
    height: int = 16838
    top: int = 2098
    right: int = 1474
    bottom: int = 1985
    left: int = 1588
    footer: int = 1417

    def xml(self) -> str:
        orient = ' w:orient="landscape"' if self.width > self.height else ""
        return (
            '<w:sectPr><w:footerReference w:type="default" r:id="rId5"/>'
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"{orient}/><w:pgMar w:top="{self.top}" w:right="{self.right}" '
            f'w:bottom="{self.bottom}" w:left="{self.left}" w:header="851" w:footer="{self.footer}" w:gutter="0"/>'
            '<w:pgNumType w:fmt="numberInDash"/><w:cols w:space="720" w:num="1"/><w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>'
        )


UPRIGHT = Page()
CROSSWISE = Page(16838, 11906, 1304, 1134, 1134, 1134, 737)


@dataclass(frozen=True, slots=True)
class About:
    """What the file's own properties say; dates as W3CDTF."""

    author: str
    created: str
    editor: str = ""
    modified: str = ""
    title: str = ""


def docx(typist: Typist, body: Sequence[str], about: About, page: Page = UPRIGHT, lists: int = 0) -> bytes:
    """The file. `lists` is how many automatic numberings (w:numId 1…n) it defines."""
    parts = {
        "docProps/app.xml": _app(),
        "docProps/core.xml": _core(about),
        "docProps/custom.xml": _custom(),
        "word/document.xml": f"<w:document {SPACES}><w:body>{''.join(body)}{page.xml()}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/settings.xml": settings(typist),
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": FOOTER,
    }
    if lists:
        parts["word/numbering.xml"] = numbering(lists)
    return zipped(
        {
            "[Content_Types].xml": _types(parts),
            "_rels/.rels": _package_relations(),
            "word/_rels/document.xml.rels": _relations(parts),
            **parts,
        }
    )


def zipped(parts: dict[str, str]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, (HEAD + xml).encode())
    return buffer.getvalue()


def _types(parts: dict[str, str]) -> str:
    found = [
        (f"/{path}", WORD_TYPE.format("document.main" if kind == "document" else kind))
        for kind, _, path in KINDS
        if path in parts
    ]
    found += [
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
    ]
    told = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in found)
    return (
        f'<Types xmlns="{BASE}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def _relationship(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{BASE}/officeDocument/2006/relationships/{kind}" Target="{target}"/>'


def _package_relations() -> str:
    core = f'<Relationship Id="rId3" Type="{BASE}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    return (
        f'<Relationships xmlns="{BASE}/package/2006/relationships">{_relationship(1, "officeDocument", "word/document.xml")}'
        f"{_relationship(2, 'extended-properties', 'docProps/app.xml')}{core}"
        f"{_relationship(4, 'custom-properties', 'docProps/custom.xml')}</Relationships>"
    )


def _relations(parts: dict[str, str]) -> str:
    """The footer is rId5, which w:sectPr names."""
    numbers = {"styles": 1, "settings": 2, "fontTable": 3, "numbering": 4, "footer": 5}
    told = "".join(
        _relationship(numbers[k], kind, path.removeprefix("word/")) for k, kind, path in KINDS[1:] if path in parts
    )
    return f'<Relationships xmlns="{BASE}/package/2006/relationships">{told}</Relationships>'


def _app() -> str:
    return (
        f'<Properties xmlns="{BASE}/officeDocument/2006/extended-properties"><Template>Normal.dotm</Template><TotalTime>0</TotalTime>'
        "<Application>WPS Office_12.1.0.17147_F1E327BC-269C-435d-A152-05C5408002CA</Application><DocSecurity>0</DocSecurity></Properties>"
    )


def _core(about: About) -> str:
    modified, editor = about.modified or about.created, about.editor or about.author
    return (
        f'<cp:coreProperties xmlns:cp="{BASE}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(about.title)}</dc:title><dc:creator>{about.author}</dc:creator>"
        f"<cp:lastModifiedBy>{editor}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{about.created}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{modified}</dcterms:modified></cp:coreProperties>'
    )


def _custom() -> str:
    return (
        f'<Properties xmlns="{BASE}/officeDocument/2006/custom-properties" xmlns:vt="{BASE}/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KSOProductBuildVer">'
        "<vt:lpwstr>2052-12.1.0.17147</vt:lpwstr></property></Properties>"
    )
