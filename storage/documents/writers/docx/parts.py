"""Room: storage. The package around a .docx's body: styles by GB/T 9704, settings, and nothing that names a machine."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from core.document import Role, own_look
from storage.documents.writers.docx.text import STYLE_IDS, TABLE_TEXT

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
ELEMENTS = {"document": "document", "header": "hdr", "footer": "ftr"}
STYLE_NAMES = {"Title": "Title"} | {f"Heading{n}": f"heading {n}" for n in range(1, 5)}
# What Word takes where the first is not on the machine.
FALLBACKS = {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "方正小标宋简体": "宋体"}
NO_DATE = (1980, 1, 1, 0, 0, 0)


def part_xml(kind: str, content: str) -> str:
    name = ELEMENTS[kind]
    return f'{XML}<w:{name} xmlns:w="{W}" xmlns:r="{R}">{content}</w:{name}>'


class Parts:
    """Collects the parts of one .docx."""

    def __init__(self, *, facing: bool = False) -> None:
        """`facing`: odd and even pages have footers of their own."""
        self._parts: dict[str, tuple[str, str]] = {}  # file name in word/ → (kind, XML)
        for kind, xml in (
            ("styles", styles_xml()),
            ("settings", FACING if facing else SETTINGS),
            ("fontTable", fonts_xml()),
        ):
            self.add(kind, xml)

    def add(self, kind: str, xml: str) -> str:
        """Returns the id of the main part's relation to it."""
        same = sum(k == kind for k, _ in self._parts.values())
        name = f"{kind}{same + 1}.xml" if kind in ("header", "footer") else f"{kind}.xml"
        self._parts[name] = kind, xml
        return f"rId{len(self._parts)}"

    def package(self, title: str) -> bytes:
        relations = [
            f'<Relationship Id="rId{i}" Type="{R}/{kind}" Target="{name}"/>'
            for i, (name, (kind, _)) in enumerate(self._parts.items(), 1)
            if kind != "document"
        ]
        files = {
            "[Content_Types].xml": self._content_types(),
            "_rels/.rels": _relations([_MAIN, _CORE]),
            "docProps/core.xml": core_xml(title),
            "word/_rels/document.xml.rels": _relations(relations),
        }
        return _zipped(files | {f"word/{name}": xml for name, (_, xml) in self._parts.items()})

    def _content_types(self) -> str:
        found = [f'<Override PartName="/docProps/core.xml" ContentType="{CORE_TYPE}"/>']
        for name, (kind, _) in self._parts.items():
            of = "document.main" if kind == "document" else kind
            found.append(f'<Override PartName="/word/{name}" ContentType="{WORD_TYPE}.{of}+xml"/>')
        return f'{XML}<Types xmlns="{PACKAGE}/content-types">{_DEFAULTS}{"".join(found)}</Types>'


_DEFAULTS = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)
_MAIN = f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
_CORE = f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'


def _relations(relations: list[str]) -> str:
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}</Relationships>'


def core_xml(title: str) -> str:
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )


def styles_xml() -> str:
    """The roles as Word's own styles, so that its outline and its table of contents know them."""
    body = own_look(Role.BODY)
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    defaults = f"<w:rPrDefault><w:rPr>{_fonts(body.font)}{_size(body.size_pt)}{language}</w:rPr></w:rPrDefault>"
    styles = [
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        _style(TABLE_TEXT, "表格文字", "", _size(own_look(Role.BODY, in_table=True).size_pt)),
    ]
    for role, key in STYLE_IDS.items():
        own = own_look(role)
        level = "" if role is Role.TITLE else f'<w:pPr><w:outlineLvl w:val="{int(key[-1]) - 1}"/></w:pPr>'
        styles.append(_style(key, STYLE_NAMES[key], level, _fonts(own.font) + _size(own.size_pt)))
    defaults = f"<w:docDefaults>{defaults}<w:pPrDefault/></w:docDefaults>"
    return f'{XML}<w:styles xmlns:w="{W}">{defaults}{"".join(styles)}</w:styles>'


def _style(key: str, name: str, paragraph: str, text: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/>{paragraph}<w:rPr>{text}</w:rPr></w:style>"
    )


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def fonts_xml() -> str:
    fonts = [
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in FALLBACKS.items()
    ]
    return f'{XML}<w:fonts xmlns:w="{W}">{"".join(fonts)}</w:fonts>'


SETTINGS = (
    f'{XML}<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="420"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:useFELayout/><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)


FACING = SETTINGS.replace("<w:characterSpacing", "<w:evenAndOddHeaders/><w:characterSpacing", 1)


def _zipped(files: dict[str, str]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, xml in files.items():
            info = ZipInfo(name, NO_DATE)
            info.create_system, info.compress_type = 0, ZIP_DEFLATED
            archive.writestr(info, xml.encode())
    return target.getvalue()
