"""Makes .docx packages from snippets of raw XML, so that a test can say exactly what a file holds.

Snippets use the prefixes of Word itself: w, r, mc, wps, wp, a, v, m, w14, w16se.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import TypeAlias
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
W_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = {
    "w": W_URI,
    "r": f"{OFFICE}/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "m": f"{OFFICE}/math",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
}
PREFIXES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
Parts: TypeAlias = Mapping[str, str]
ELEMENTS = {"styles": "styles", "numbering": "numbering", "comments": "comments", "footnotes": "footnotes"}


def docx(
    body: str,
    parts: Parts | None = None,
    margins: Parts | None = None,
    chunks: Mapping[str, bytes] | None = None,
    main: str = "word/document.xml",
) -> bytes:
    """A package around `body`. `parts` are the contents of styles, numbering, comments, footnotes; `margins` those of
    headers and footers by relation id, such as {"rId91": "<w:p/>"}; `chunks` whole documents embedded likewise."""
    parts = parts or {}
    folder = main.rpartition("/")[0]
    relations = {f"rIdOf{kind}": (kind, f"{kind}.xml") for kind in parts}
    relations |= {key: ("header", f"margin_{key}.xml") for key in margins or {}}
    relations |= {key: ("aFChunk", f"{key}.bin") for key in chunks or {}}
    files: dict[str, str | bytes] = {
        "_rels/.rels": _relations({"rId1": ("officeDocument", main)}),
        main: _root("document", f"<w:body>{body}</w:body>"),
        f"{folder}/_rels/{main.rpartition('/')[2]}.rels": _relations(relations),
    }
    files |= {f"{folder}/{kind}.xml": _root(ELEMENTS[kind], content) for kind, content in parts.items()}
    files |= {f"{folder}/margin_{key}.xml": _root("hdr", content) for key, content in (margins or {}).items()}
    files |= {f"{folder}/{key}.bin": content for key, content in (chunks or {}).items()}
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def _root(name: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {PREFIXES}>{content}</w:{name}>'


def _relations(relations: dict[str, tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/relationships/{kind}" Target="{target}"/>'
        for key, (kind, target) in relations.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{found}</Relationships>'
    )


def r(text: str = "", properties: str = "", inner: str = "") -> str:
    """A run of text, or of the raw `inner`."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    words = f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""
    return f"<w:r>{rpr}{words}{inner}</w:r>"


def p(text: str = "", properties: str = "", inner: str = "") -> str:
    """A paragraph of text and then the raw `inner`."""
    ppr = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{ppr}{r(text) if text else ''}{inner}</w:p>"


def tc(content: str = "", properties: str = "") -> str:
    """A cell of text, or of raw blocks."""
    blocks = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    trpr = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr>{trpr}{inner}</w:tr>"


def tbl(*rows: str, properties: str = "", widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def sdt(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def ins(content: str) -> str:
    return f'<w:ins w:id="1" w:author="甲" w:date="2026-01-01T00:00:00Z">{content}</w:ins>'


def gone(text: str, tag: str = "del") -> str:
    words = (
        f'<w:delText xml:space="preserve">{escape(text)}</w:delText>' if tag == "del" else f"<w:t>{escape(text)}</w:t>"
    )
    return f'<w:{tag} w:id="2" w:author="甲" w:date="2026-01-01T00:00:00Z"><w:r>{words}</w:r></w:{tag}>'


SPAN, MERGE, RESTART = '<w:gridSpan w:val="{}"/>', "<w:vMerge/>", '<w:vMerge w:val="restart"/>'


def field(instruction: str, result: str, end: bool = True) -> str:
    """A complex field; without `end` it is damaged."""
    marks = [r(inner=f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end")]
    words = r(inner=f"<w:instrText> {instruction} </w:instrText>")
    return marks[0] + words + marks[1] + r(result) + (marks[2] if end else "")


def text_box(content: str) -> str:
    """A text box as Word writes it: DrawingML, and the same once more in VML for old programs."""
    box = f"<w:txbxContent>{content}</w:txbxContent>"
    drawing = f"<w:drawing><wp:inline><a:graphic><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphic></wp:inline></w:drawing>"
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
    return f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
