"""Room: core. The papers beside a report: the 核对表, the 更正说明, and the tables as sheets with remarks on cells."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from core.days import shown_day
from core.document import (
    Align,
    Block,
    Cell,
    Document,
    PageSetup,
    Paragraph,
    ParagraphLook,
    Role,
    Row,
    Section,
    Table,
    TextLook,
    paragraph,
)
from core.finding import SEVERITY_LABELS, SOURCE_LABELS, Finding, Severity
from core.report.checklist import RESULT_LABELS, Line, changed_cells, correction_lines
from core.report.compose import compose_table
from core.report.grid import Grid
from core.report.live import broken_rules, marked_cells
from core.report.record import NOTE_LABELS, NoteKind, ReportNote
from core.report.report import AnnualReport
from core.report.values import shown
from core.sheets import Remark, Sheet

_CENTRED, _BODY = ParagraphLook(Align.CENTER), ParagraphLook(Align.JUSTIFY, first_line_pt=32, line_pt=28)
_SMALL = TextLook(size_pt=10.5)
_LANDSCAPE = PageSetup(297, 210, 26, 25, 25, 25)
_WIDTHS = (12.0, 62.0, 24.0, 24.0, 125.0)


def checklist_document(
    report: AnnualReport, lines: Sequence[Line], notes: Sequence[ReportNote], checked_on: date
) -> Document:
    """核对表: a row for each rule of the form, then what was mended and who confirmed that there is no data."""
    rows = [_row("序号", "核对规则", "来源", "结果", "情况")]
    rows += [
        _row(
            str(n), f"{x.rule.rule_id} {x.rule.label}", SOURCE_LABELS[x.rule.source], RESULT_LABELS[x.result], _told(x)
        )
        for n, x in enumerate(lines, 1)
    ]
    blocks: list[Block] = [
        paragraph("政府信息公开工作年度报告核对表", Role.TITLE, _CENTRED),
        paragraph(f"{report.unit}　{report.year or ''}年度　{shown_day(checked_on)}核对", look=_CENTRED),
        Table(tuple(rows), _WIDTHS, 1),
    ]
    blocks += [_body(line) for line in note_lines(report, notes)]
    blocks.append(_body("来源为“官方表样”的规则印在表样中；“推导得出”的规则由表格含义推出，请结合实际判断。"))
    return Document((Section(tuple(blocks), _LANDSCAPE),), title="年度报告核对表", numbered=True)


def note_lines(report: AnnualReport, notes: Sequence[ReportNote]) -> Iterator[str]:
    """What was changed on somebody's word, one line a note."""
    for note in notes:
        when = shown_day(note.noted_at.date())
        who = note.who or "未填写确认人"
        if note.kind is NoteKind.ZEROS:
            tables = dict.fromkeys(report.form.names.get(c.cell, c.cell).partition("“")[0] for c in note.changes)
            yield f"{when}，{who}，{NOTE_LABELS[note.kind]}：{'、'.join(tables)}共{len(note.changes)}格。"
        else:
            made = "；".join(
                f"{report.form.names.get(c.cell, c.cell)}由{_said(c.before)}改为{_said(c.after)}" for c in note.changes
            )
            yield f"{when}，{who}，{NOTE_LABELS[note.kind]}（{note.reason}）：{made}。"


def correction_text(before: AnnualReport, after: AnnualReport) -> str:
    """更正说明: every changed cell, then the sections whose words changed."""
    lines = list(correction_lines(after, changed_cells(before, after)))
    texts = {s.number: s.text for s in before.sections}
    for section in after.sections:
        if section.text.strip() != texts.get(section.number, "").strip():
            lines.append(f"{len(lines) + 1}.“{section.title}”部分的文字有修改。")
    if before.title != after.title or before.preamble.strip() != after.preamble.strip():
        lines.append(f"{len(lines) + 1}.标题或前言有修改。")
    return "\n".join(lines)


def correction_document(report: AnnualReport, words: str, published_on: date) -> Document:
    title = f"{report.unit}{report.year or ''}年政府信息公开工作年度报告更正说明"
    blocks: list[Block] = [paragraph(title, Role.TITLE, _CENTRED)]
    blocks += [_body(line) for line in words.split("\n") if line.strip()]
    end = ParagraphLook(Align.RIGHT, right_pt=64, line_pt=28)
    blocks.append(paragraph(report.unit, look=end))
    blocks.append(paragraph(shown_day(published_on), look=end))
    return Document((Section(tuple(blocks), PageSetup()),), title=title, numbered=True)


def report_sheets(report: AnnualReport, findings: Sequence[Finding]) -> list[Sheet]:
    """The three tables, each finding a remark on the cells that it marks."""
    remarks = _remarks(report, findings)
    sheets: list[Sheet] = []
    for table in report.form.tables:
        section = report.form.section(table.section)
        places = {p.printed.cell: (p.row, p.col) for p in Grid(table.rows).places if p.printed.cell}
        mine = {places[cell]: remark for cell, remark in remarks.items() if cell in places}
        sheets.append(Sheet(section.title if section else table.name, compose_table(report, table), mine))
    return sheets


def _remarks(report: AnnualReport, findings: Sequence[Finding]) -> Mapping[str, Remark]:
    found: dict[str, Remark] = {}
    broken = broken_rules(findings)
    for finding in findings:
        words = f"【{SEVERITY_LABELS[finding.severity]}】{finding.message}"
        blank = finding.rule == "R5"
        for cell in finding.where if blank else marked_cells(finding, report.form, broken):
            before = found.get(cell)
            error = finding.severity is Severity.ERROR or (before is not None and before.error)
            found[cell] = Remark(f"{before.text}\n{words}" if before else words, error)
    return found


def _told(line: Line) -> str:
    parts = [f.message for f in line.findings]
    parts += [f"理由：{reason}" for reason in line.reasons]
    return "\n".join(parts) or line.why


def _row(*texts: str) -> Row:
    return Row(tuple(_cell(t) for t in texts))


def _cell(text: str) -> Cell:
    return Cell(tuple(paragraph(line, font=_SMALL) for line in text.split("\n")))


def _body(text: str) -> Paragraph:
    return paragraph(text, look=_BODY)


def _said(value: object) -> str:
    return shown(value) if value is None or isinstance(value, str | int) else str(value)
