"""Room: core. From any Document to an AnnualReport, with what reading found doubtful."""

import re
from collections.abc import Mapping, Sequence

from core.document import Block, Document, Paragraph, Table
from core.errors import LedgerError
from core.finding import Finding, Severity, Source
from core.report.cells import Cells
from core.report.form import Form, choose_form
from core.report.read_cells import read_cells
from core.report.read_heads import Head, Line, heads_of
from core.report.read_title import title_of, unit_of, year_of
from core.report.report import AnnualReport, ReportSection
from core.report.rows import Row, flatten, rows_of
from core.report.values import fold, looks_like_value

_SECTION = re.compile(r"\s*[一二三四五六]\s*[、．.]")


def read_report(document: Document, forms: Sequence[Form]) -> tuple[AnnualReport, tuple[Finding, ...]]:
    """The report and the findings of its reading (T…, S1). LedgerError when it holds neither tables nor sections."""
    blocks = tuple(flatten(document.blocks))
    lines = _lines(blocks)
    if not any(_SECTION.match(x.text) for x in lines):
        lines = _lines(blocks, tables=True)
    texts = [x.text for x in lines]
    title, after_title = title_of(texts)
    year = year_of(title, texts)
    form = choose_form(forms, year, _all_text(blocks))
    rows = rows_of(blocks)
    cells = read_cells(rows, form)
    heads = heads_of(lines, form)
    if len(cells.absent) == len(form.tables) and len(heads) < 3:
        raise LedgerError("这份文件里没有找到政府信息公开工作年度报告的表格和章节，请检查是否选错了文件。")
    report = AnnualReport(
        form=form, title=title, year=year, unit=unit_of(title, texts[after_title:]),
        cells=cells.values, typed=cells.typed, absent=cells.absent, asked=tuple(cells.asked),
        sections=_sections(lines, heads, blocks, cells),
        preamble=_text(lines, after_title, heads[0].line if heads else after_title),
        loose=_loose(lines, cells), heads=_printed(rows),
    )  # fmt: skip
    return report, (*_wrong_form(report), *_absent(form, cells), *cells.findings, *_missing(form, heads))


def read_pasted(document: Document, form: Form) -> tuple[Mapping[str, str], tuple[Finding, ...]]:
    """What a pasted piece of a report's tables holds: cell id → text as typed, for any rows with their labels.

    Figures without labels are not placed here: they go where the cursor stands.
    """
    cells = read_cells(rows_of(tuple(flatten(document.blocks))), form, pasted=True)
    return cells.typed, tuple(cells.findings)


def looks_like_report(document: Document, forms: Sequence[Form]) -> bool:
    """Whether the document is an annual report: a title that says so, or most of a form's rows."""
    text = _all_text(tuple(document.blocks))
    marks = sum(
        m in text
        for m in ("本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量", "结转下年度继续办理", "勾稽关系")
    )
    return marks >= 2 or any(sum(m in text for m in form.marks) >= 3 for form in forms)


def _lines(blocks: Sequence[Block], *, tables: bool = False) -> list[Line]:
    """Lines of text; with `tables` also the rows of one cell, where a workbook keeps what stands between its tables."""
    return [
        Line(line.strip(), number)
        for i, block in enumerate(blocks)
        for number, text in ([(i, block.text)] if isinstance(block, Paragraph) else _wide_rows(block) if tables else [])
        for line in text.split("\n")
        if line.strip()
    ]


def _wide_rows(table: Table) -> list[tuple[int, str]]:
    """Of no block, for their text is no figure of a table; 第二十条第（一）项 is a row's heading."""
    texts = [row.cells[0].text for row in table.rows if len(row.cells) == 1]
    return [(-1, text) for text in texts if not text.startswith("第")]


def _all_text(blocks: Sequence[Block]) -> str:
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            parts.append(block.text)
        else:
            parts += [cell.text for row in block.rows for cell in row.cells]
    return "\n".join(parts).replace(" ", "")


def _sections(
    lines: Sequence[Line], heads: Sequence[Head], blocks: Sequence[Block], cells: Cells
) -> tuple[ReportSection, ...]:
    """Each found section's text, without the lines that a text's tables are made of."""
    sections: list[ReportSection] = []
    for head, following in zip(heads, [*heads, None][1:], strict=True):
        end = following.line if following else len(lines)
        skipped = _table_lines(lines, head.line + 1, end, cells)
        body = [x.text for i, x in enumerate(lines[head.line + 1 : end], head.line + 1) if i not in skipped]
        sections.append(ReportSection(head.section.number, head.title, "\n".join([head.rest, *body]).strip()))
    return tuple(sections)


def _table_lines(lines: Sequence[Line], start: int, end: int, cells: Cells) -> set[int]:
    """Lines from the first that can belong to a table of text to the last that does."""
    hit = [i for i in range(start, end) if lines[i].block in cells.used]
    if not hit:
        return set()
    return {
        i for i in range(start, hit[-1] + 1) if len(lines[i].text) < 60 or "\t" in lines[i].text or "|" in lines[i].text
    }


def _loose(lines: Sequence[Line], cells: Cells) -> str:
    return "\n".join(x.text for x in lines if x.block in cells.used)


def _printed(rows: Sequence[Row]) -> str:
    return "\n".join(
        fold(e.text) for row in rows for e in row.filled if not looks_like_value(e.text) and len(e.text) < 80
    )


def _text(lines: Sequence[Line], start: int, end: int) -> str:
    return "\n".join(x.text for x in lines[start:end])


def _wrong_form(report: AnnualReport) -> list[Finding]:
    form, year = report.form, report.year
    if year is None or form.first_year <= year <= form.last_year:
        return []
    message = f"这是{year}年度的报告，用的却是{form.basis}的表样，请改用本年度的表样。"
    return [Finding(Severity.WARNING, "S6", message, ("head:form",), year, form.basis, Source.OFFICIAL)]


def _absent(form: Form, cells: Cells) -> list[Finding]:
    return [
        Finding(
            Severity.ERROR, "T0", f"没有找到{t.name}，请检查文件是否完整，或改为粘贴该表。",
            tuple(c for line in t.lines for c in line.cells), source=Source.OFFICIAL,
        )
        for t in form.tables
        if t.table_id in cells.absent
    ]  # fmt: skip


def _missing(form: Form, heads: Sequence[Head]) -> list[Finding]:
    rule = form.rule("S1")
    found = {h.section.number for h in heads}
    if not rule:
        return []
    return [
        Finding(
            rule.severity, "S1", rule.message.format(place=s.title), (f"section:{s.number}",), s.title, "", rule.source
        )
        for s in form.sections
        if s.number not in found
    ]
