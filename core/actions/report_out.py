"""Room: core. The report out: Word in the official layout, OFD, PDF, HTML, none with hidden data; the papers beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from core.actions.documents import Documents
from core.actions.free_place import free_place
from core.finding import Finding
from core.ledger.fill import safe_name
from core.progress import Progress
from core.report.checklist import Line, checklist
from core.report.compose import compose_report
from core.report.live import Standing
from core.report.papers import checklist_document, correction_document, report_sheets
from core.report.record import ReportNote
from core.report.report import AnnualReport
from core.version_code import document_code

FORMATS = {".docx": "Word", ".ofd": "OFD 版式文件（供盖章）", ".pdf": "PDF", ".html": "网页（发布到网站）"}


@dataclass(frozen=True, slots=True)
class ReportWish:
    """`endings` of the report itself; `checks`: the 核对表; `tables`: a workbook with the findings as comments;
    `correction`: the 更正说明's words, "" for none. `exists` tells of a place: nothing there is overwritten."""

    folder: str
    endings: Sequence[str] = (".docx",)
    checks: bool = True
    tables: bool = False
    correction: str = ""
    exists: Callable[[str], bool] = lambda place: False


@dataclass(frozen=True, slots=True)
class ReportToSend:
    """The report as it stands, with how it stands with the rules."""

    report: AnnualReport
    standing: Standing
    notes: Sequence[ReportNote] = ()
    last_year: bool = False
    plan: bool = False


@dataclass(frozen=True, slots=True)
class ReportWritten:
    places: tuple[str, ...]
    version_code: str
    findings: tuple[Finding, ...]


def version_code_of(report: AnnualReport) -> str:
    return document_code(compose_report(report))


def write_report(
    documents: Documents, sent: ReportToSend, wish: ReportWish, made_on: date, progress: Progress
) -> ReportWritten:
    """Write what is wished for into the folder; each file whole or not at all."""
    report, document = sent.report, compose_report(sent.report)
    stem = safe_name(document.title) or "年度报告"
    papers = [(stem, ending, document) for ending in wish.endings]
    if wish.checks:
        papers.append((f"{stem}核对表", ".docx", checklist_document(report, _lines(sent), sent.notes, made_on)))
    if wish.correction.strip():
        papers.append((f"{stem}更正说明", ".docx", correction_document(report, wish.correction, made_on)))
    places: list[str] = []
    findings: list[Finding] = []
    for number, (name, ending, paper) in enumerate(papers):
        progress.step(number, len(papers) + wish.tables, f"正在写 {name}{ending}")
        place = free_place(wish.folder, name, ending, wish.exists)
        findings += documents.convert(paper, place, made_on)
        places.append(place)
    if wish.tables:
        place = free_place(wish.folder, f"{stem}表格", ".xlsx", wish.exists)
        documents.write_sheets(report_sheets(report, sent.standing.still), place)
        places.append(place)
    return ReportWritten(tuple(places), document_code(document), tuple(dict.fromkeys(findings)))


def _lines(sent: ReportToSend) -> list[Line]:
    findings = [*sent.standing.still, *sent.standing.waiting, *(f for f, _ in sent.standing.answered)]
    accepted = {f: a.reason for f, a in sent.standing.answered}
    return checklist(sent.report, findings, accepted=accepted, last_year=sent.last_year, plan=sent.plan)
