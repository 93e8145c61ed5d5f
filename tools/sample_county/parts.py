"""Parts of a .docx that say how its text looks: settings, fonts, numberings, styles, the page number."""

from .typist import Typist

BASE = "http://schemas.openxmlformats.org"
W = f'xmlns:w="{BASE}/wordprocessingml/2006/main"'
FONTS = ("Times New Roman", "宋体", "黑体", "仿宋_GB2312", "楷体_GB2312", "方正小标宋简体", "Calibri")


def font_table() -> str:
    return f"<w:fonts {W}>{''.join(map(_font, FONTS))}</w:fonts>"


def settings(typist: Typist) -> str:
    rsids = "".join(f'<w:rsid w:val="{rsid}"/>' for rsid in typist.rsids)
    return (
        f'<w:settings {W}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader w:val="1"/><w:defaultTabStop w:val="420"/>'
        '<w:drawingGridVerticalSpacing w:val="156"/><w:characterSpacingControl w:val="compressPunctuation"/>'
        "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:useFELayout/></w:compat>"
        f'<w:rsids><w:rsidRoot w:val="{typist.rsids[0]}"/>{rsids}</w:rsids><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _font(name: str) -> str:
    charset = "00" if name.isascii() else "86"
    return f'<w:font w:name="{name}"><w:charset w:val="{charset}"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'


def numbering(count: int) -> str:
    """Numberings 1. 2. 3. …, each of its own."""
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%1"/>'
        '<w:lvlJc w:val="center"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
    )
    ids = range(1, count + 1)
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
        for i in ids
    )
    nums = "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in ids)
    return f"<w:numbering {W}>{abstract}{nums}</w:numbering>"


def _style(key: str, name: str, inside: str, kind: str = "paragraph", default: bool = False) -> str:
    mark = ' w:default="1"' if default else ""
    based = "" if default else {"paragraph": '<w:basedOn w:val="a"/>', "table": '<w:basedOn w:val="a1"/>'}.get(kind, "")
    return f'<w:style w:type="{kind}"{mark} w:styleId="{key}"><w:name w:val="{name}"/>{based}{inside}</w:style>'


STYLES = (
    f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
    'w:eastAsia="宋体" w:cs="Times New Roman"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
    + _style(
        "a",
        "Normal",
        '<w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr><w:rPr><w:rFonts w:ascii="Calibri" '
        'w:hAnsi="Calibri" w:eastAsia="宋体" w:cs="Times New Roman"/><w:kern w:val="2"/><w:sz w:val="21"/><w:szCs w:val="24"/></w:rPr>',
        default=True,
    )
    + _style("a0", "Default Paragraph Font", '<w:uiPriority w:val="1"/><w:semiHidden/>', "character", True)
    + _style(
        "a1",
        "Normal Table",
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>',
        "table",
        True,
    )
    + _style(
        "a3",
        "footer",
        '<w:pPr><w:snapToGrid w:val="0"/><w:jc w:val="left"/></w:pPr><w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>',
    )
    + _style("a5", "Table Grid", '<w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr>', "table")
    + _style("a6", "Placeholder Text", '<w:rPr><w:color w:val="808080"/></w:rPr>', "character")
    + "</w:styles>"
)
_MARK = '<w:r><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr>{}</w:r>'
FOOTER = (
    f'<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="a3"/><w:jc w:val="center"/></w:pPr>'
    + _MARK.format('<w:fldChar w:fldCharType="begin"/>')
    + _MARK.format('<w:instrText xml:space="preserve"> PAGE  \\* MERGEFORMAT </w:instrText>')
    + _MARK.format('<w:fldChar w:fldCharType="separate"/>')
    + _MARK.format("<w:t>- 1 -</w:t>")
    + _MARK.format('<w:fldChar w:fldCharType="end"/>')
    + "</w:p></w:ftr>"
)
