"""What the files in tests/data/legacy were made from (see the note there): the same content, in other formats.

Run by hand, `python -m tests.storage.legacy_sources FOLDER` writes the sources; LibreOffice converts them.
"""

import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import xlsxwriter

from core.document import Document, Section, paragraph
from tests.docx_builder import MERGE, RESTART, SPAN, docx, field, gone, ins, p, r, tbl, tc, tr, zipped
from tests.ledger_builder import HEADER, TITLE, table
from tests.storage.workbooks import workbook

HIDDEN = "<w:vanish/>"
CHINESE = "chineseCountingThousand"


def _level(index: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{_level(0, CHINESE, "%1、")}'
    f"{_level(1, CHINESE, '（%2）')}{_level(2, 'decimal', '%3．')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{_level(0, "decimal", "%1")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>'
)


def _numbered(text: str, level: int = 0, num: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def _styled(text: str, style: str) -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>')


def _down(text: str = "", start: bool = False) -> str:
    return tc(text, '<w:tcW w:w="1500" w:type="dxa"/>' + (RESTART if start else MERGE))


def _wide(text: str, span: int, width: int) -> str:
    return tc(text, f'<w:tcW w:w="{width}" w:type="dxa"/>' + SPAN.format(span))


def _cells(*texts: str) -> list[str]:
    return [tc(text, '<w:tcW w:w="1500" w:type="dxa"/>') for text in texts]


def awkward_docx() -> bytes:
    """Every trap of a .doc that LibreOffice can write: merges both ways, tables in tables, numbers, tracked changes."""
    inner = tbl(tr(*_cells("内一", "内二")), tr(_wide("内合并", 2, 3000)), widths=(1500, 1500))
    merged = tbl(
        tr(*_cells("序号", "重点工作", "主要内容", "进展"), properties="<w:tblHeader/>"),
        tr(*_cells("1"), _down("决策公开", start=True), *_cells("公布目录", "已公布")),
        tr(*_cells("2"), _down(), *_cells("征求意见"), tc(p("上文") + inner + p("下文"))),
        tr(_wide("二、解读回应", 4, 6000)),
        tr(_wide("合并两列", 2, 3000), *_cells("多行\u3000内容"), tc(p("第一段") + p("第二段"))),
        tr(*_cells("", "", "堃喆赟𠮷", "")),
        widths=(1500, 1500, 1500, 1500),
    )
    numbered_rows = [tr(_cell_numbered(), *_cells(text)) for text in ("第一项", "第二项", "第三项")]
    return docx(
        _styled("云岭县政务公开工作要点", "t")
        + _styled("总体要求", "1")
        + _numbered("组织领导")
        + _numbered("加强统筹", 1)
        + _numbered("明确分工", 2)
        + _numbered("压实责任", 2)
        + _numbered("强化保障", 1)
        + _numbered("考核评议")
        + p("保留", inner=gone("删去") + ins(r("补充")) + r("隐去", HIDDEN))
        + p("连接", '<w:rPr><w:del w:id="7" w:author="甲" w:date="2026-01-01T00:00:00Z"/></w:rPr>')
        + p("成段")
        + p("第", inner=field("PAGE", "9") + r("页"))
        + p("前行", inner=r(inner="<w:br/>") + r("后行") + r(inner="<w:tab/>") + r("制表"))
        + p("西文 A&B “引号” café")
        + merged
        + p("之间")
        + tbl(*numbered_rows, widths=(1500, 1500))
        + p("联系人：甲\u3000\u3000联系电话：0000-0000000")
        + '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1587" w:right="1474" w:bottom="1474" w:left="1587" w:header="850" w:footer="850"/></w:sectPr>',
        {"numbering": NUMBERING, "styles": STYLES},
    )


def _cell_numbered() -> str:
    return tc(_numbered("", num=2), '<w:tcW w:w="1500" w:type="dxa"/>')


def ledger_document(rows: int = 12) -> Document:
    """A ledger as an office draws it: title, head line, headings, a topic over several rows, sections across."""
    lines: list[list] = [list(HEADER)]
    for number in range(1, rows + 1):
        if number % 6 == 1:
            lines.append([("一、决策公开" if number == 1 else "二、政策解读", len(HEADER))])
        topic = [(f"（{'一二三四五六七八九十'[number // 3 % 10]}）重点工作", 1, 3)] if number % 3 == 1 else []
        lines.append(
            [str(number), *topic, f"第{number}项任务：公开情况说明。", "县司法局、各乡镇", "2026年8月底前", ""]
        )
    head = "填报单位：          联系人：          联系电话："
    return Document((Section((paragraph(TITLE), paragraph(head), table(*lines))),))


NUMBERS = (
    (0.2, "0%", "20%"),
    (46235, 'yyyy"年"m"月"', "2026年8月"),
    (46249, "yyyy/m/d", "2026年8月15日"),
    (24252.311082, "General", "24252.311082"),
    (7, "000", "007"),
    (1e9, "General", "1000000000"),
)


def numbers_workbook() -> bytes:
    """Numbers and dates in formats that change what they show; a merged title; a hidden sheet."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, hidden = book.add_worksheet("数字"), book.add_worksheet("藏")
        sheet.merge_range(0, 0, 0, len(NUMBERS) - 1, "数字与日期")
        for column, (value, code, _) in enumerate(NUMBERS):
            sheet.write_number(1, column, value, book.add_format({"num_format": code}))
        hidden.write(0, 0, "藏")
        hidden.hide()
    return out.getvalue()


def _with_types(data: bytes) -> bytes:
    """With the list of content types, without which LibreOffice opens no package."""
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    uri = "http://schemas.openxmlformats.org/package/2006/content-types"
    with ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return zipped({"[Content_Types].xml": f'<Types xmlns="{uri}">{default}{overrides}</Types>'} | files)


def main(folder: Path) -> None:
    from storage.documents.convert import write_document

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "awkward.docx").write_bytes(_with_types(awkward_docx()))
    write_document(ledger_document(), folder / "ledger.docx")
    (folder / "ledger.xlsx").write_bytes(workbook(ledger_document()))
    (folder / "numbers.xlsx").write_bytes(numbers_workbook())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
