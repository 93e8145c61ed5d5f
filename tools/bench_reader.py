"""How fast the .docx reader is, against the floor: unzip the main part and parse it with lxml. Ratios, not times.

    python tools/bench_reader.py [FILE.docx ...]

Each round times the floor and then the reader on the same file; what is printed is the median of the rounds' ratios and
the ratio of the two shortest times (the former is what a busy machine gives, the latter what the code does).
"""

import sys
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from lxml import etree  # noqa: E402

from storage.documents.readers.docx import MAIN, plain, read_docx  # noqa: E402
from storage.documents.readers.docx import _relations as relations  # noqa: E402
from storage.documents.readers.docx import _styles as styles  # noqa: E402

ROUNDS, WARM_UP = 300, 20
KEPT = (plain._cell, relations, styles)
FIXTURE = ROOT.parent / "shared" / "fixtures" / "xingqing-2023-ledger-returned.docx"
GOAL = 1.6


def floor(path: Path) -> None:
    with ZipFile(path) as archive:
        etree.fromstring(archive.read(MAIN))


def measure(path: Path) -> tuple[float, float, float, float]:
    """(median floor in ms, median reader in ms, median of the ratios, ratio of the shortest)."""
    floors, reads = [], []
    for _ in range(ROUNDS):
        start = perf_counter()
        floor(path)
        least = perf_counter() - start
        for kept in KEPT:
            kept.cache_clear()  # what is shared by many files of one form would make this one look cheap
        between = perf_counter()
        read_docx(path)
        reads.append(perf_counter() - between)
        floors.append(least)
    floors, reads = floors[WARM_UP:], reads[WARM_UP:]
    ratios = [read / least for read, least in zip(reads, floors, strict=True)]
    return median(floors) * 1e3, median(reads) * 1e3, median(ratios), min(reads) / min(floors)


def ledger_like_wps(rows: int = 34) -> bytes:
    """A returned ledger of 7 columns with the XML that WPS and Word write: every run and mark with fonts, sizes,
    colours and languages, every cell with borders and margins, revision ids on everything, text cut into runs."""
    body = _paragraph("云岭县2026年政务公开工作要点任务落实台账", 44) + _paragraph("（填报版）", 32)
    body += _paragraph("填报单位：云岭镇人民政府　联系人：张某某　联系电话：0000-0000000", 24)
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in WIDTHS)
    table = f"<w:tbl>{TABLE}<w:tblGrid>{grid}</w:tblGrid>{''.join(_row(i) for i in range(rows))}</w:tbl>"
    page = '<w:sectPr w:rsidR="00A77B3E"><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {NAMES}><w:body>{body}{table}{page}</w:body></w:document>'
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr(MAIN, xml)
    return target.getvalue()


W_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = f'xmlns:w="{W_URI}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
WIDTHS = (600, 1900, 3400, 2300, 2200, 1300, 3200)
EDGES = ("top", "left", "bottom", "right")
LINES = "".join(f'<w:{e} w:val="single" w:color="000000" w:sz="4" w:space="0"/>' for e in EDGES)
TABLE = (
    '<w:tblPr><w:tblStyle w:val="4"/><w:tblW w:w="14900" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>'
    f'{LINES}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)
PHRASES = (
    "深入推进重点民生领域信息公开，及时发布就业、教育、医疗、养老等政策",
    "规范政务公开专区建设，",
    "每月更新不少于3条",
    "牵头单位：县政府办公室；责任单位：各乡镇人民政府、县直有关部门",
    "2026年10月底前",
    "已通过县政府门户网站公开相关信息，并在便民服务大厅设置查阅点",
)


def _look(size: int) -> str:
    fonts = 'w:hint="eastAsia" w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:cs="仿宋_GB2312"'
    rest = '<w:color w:val="auto"/><w:kern w:val="0"/>'
    sizes = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    return f'<w:rPr><w:rFonts {fonts}/><w:b w:val="0"/><w:bCs/>{rest}{sizes}</w:rPr>'


def _run(text: str, size: int) -> str:
    return f'<w:r w:rsidRPr="00F12A7C">{_look(size)}<w:t>{text}</w:t></w:r>'


def _paragraph(text: str, size: int, nth: int = 0) -> str:
    spacing = (
        '<w:keepNext w:val="0"/><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="320" w:lineRule="exact"/>'
    )
    ppr = f'<w:pPr>{spacing}<w:ind w:left="0" w:firstLine="0"/><w:jc w:val="center"/>{_look(size)}</w:pPr>'
    cut = len(text) // 2
    runs = _run(text[:cut], size) + _run(text[cut:], size) if text else ""
    ids = f'w14:paraId="{nth:08X}" w:rsidR="00A77B3E" w:rsidRDefault="00F12A7C"'
    return f"<w:p {ids}>{ppr}{runs}</w:p>"


def _row(nth: int) -> str:
    texts = [str(nth), *(PHRASES[(nth + i) % 6] + (f"（第{nth}项）" if (nth + i) % 3 else "") for i in range(5))]
    texts.append("" if nth % 3 else f"截至目前，{PHRASES[nth % 6]}{nth}条，{PHRASES[5]}。")
    cells = "".join(_cell(nth, col, text) for col, text in enumerate(texts))
    height = '<w:trPr><w:cantSplit/><w:trHeight w:val="567" w:hRule="atLeast"/><w:jc w:val="center"/></w:trPr>'
    return f'<w:tr w:rsidR="00A77B3E" w14:paraId="{nth:08X}">{height}{cells}</w:tr>'


def _cell(nth: int, col: int, text: str) -> str:
    merge = ('<w:vMerge w:val="restart"/>' if nth % 4 == 0 else "<w:vMerge/>") if col == 1 else ""
    margins = '<w:tcMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tcMar>'
    size = f'<w:tcW w:w="{WIDTHS[col]}" w:type="dxa"/>'
    return (
        f'<w:tc><w:tcPr>{size}{merge}<w:tcBorders>{LINES}</w:tcBorders><w:shd w:val="clear" w:color="auto" '
        f'w:fill="auto"/><w:noWrap w:val="0"/>{margins}<w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraph(text, 21, nth * 16 + col)}</w:tc>"
    )


def main(arguments: list[str]) -> int:
    with TemporaryDirectory() as folder:
        made = Path(folder) / "like-wps.docx"
        made.write_bytes(ledger_like_wps())
        files = [Path(a) for a in arguments] or [f for f in (FIXTURE, made) if f.exists()]
        print(f"{'file':42}{'floor ms':>9}{'reader ms':>10}{'ratio':>7}{'at best':>9}   goal {GOAL}")
        for file in files:
            least, read, ratio, best = measure(file)
            print(f"{file.name:42}{least:9.2f}{read:10.2f}{ratio:7.2f}{best:9.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
