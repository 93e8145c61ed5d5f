"""Room: core. What a document is, by its content, and what it says: the step before anything is stored or written."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.actions.documents import Documents
from core.document import Document, paragraphs_of
from core.errors import LedgerError
from core.finding import Finding
from core.ledger.ledger import Ledger
from core.ledger.read import read_ledger
from core.plan.plan import Plan
from core.plan.read import read_plan
from core.report.form import Form
from core.report.read import looks_like_report, read_report
from core.report.report import AnnualReport

KIND_LABELS = {"plan": "工作要点", "ledger": "任务落实台账", "report": "政府信息公开工作年度报告"}
UNSURE = (
    "无法判断这份文件是工作要点、任务落实台账还是年度报告，未作任何改动。如能确定，请用 --as plan|ledger|report 指明。"
)
NO_LEDGER = "文件中没有找到任务表（应有“重点工作”“主要内容”“责任单位”等表头），未作任何改动。请核对是否选错了文件。"
NO_PLAN = "文件中没有找到工作任务（应有“一、”“（一）”“1.”一类的分条任务），未作任何改动。请核对是否选错了文件。"


@dataclass(frozen=True, slots=True)
class Understood:
    """One of the three. `kind` "plan" with a ledger: a plan drawn as a table."""

    kind: str
    ledger: Ledger | None = None
    plan: Plan | None = None
    report: AnnualReport | None = None
    report_findings: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What reading itself found doubtful."""
        if self.report is not None:
            return self.report_findings
        read = self.ledger or self.plan
        return read.findings if read else ()


def understand(document: Document, forms: Sequence[Form], kind: str | None = None) -> Understood:
    """Read `document` as `kind`, or as what it is by content.

    Raises LedgerError where that is unsure, and where nothing of the wanted kind is in it.
    """
    if kind == "report" or (kind is None and looks_like_report(document, forms)):
        report, findings = read_report(document, forms)
        return Understood("report", report=report, report_findings=findings)
    if ledger := read_ledger(document):
        return Understood(kind or "ledger", ledger=ledger)
    if kind == "ledger":
        raise LedgerError(NO_LEDGER)
    plan = read_plan(document)
    if plan is None or not plan.tasks:
        raise LedgerError(NO_PLAN if kind == "plan" else UNSURE)
    if kind is None and not _speaks_of_disclosure(document):
        raise LedgerError(UNSURE)
    return Understood("plan", plan=plan)


def understand_file(documents: Documents, place: str, forms: Sequence[Form], kind: str | None = None) -> Understood:
    """The same of a file. One that is a plan in prose, or nothing that is known, is read again with its look: bold type
    may head what no number heads.
    """
    try:
        found = understand(documents.read(place), forms, kind)
    except LedgerError:
        return understand(documents.read(place, look=True), forms, kind)
    if found.plan is None or found.plan.sections:
        return found
    return understand(documents.read(place, look=True), forms, kind)


def _speaks_of_disclosure(document: Document) -> bool:
    """Many documents are outlined like a plan; one of ours says 政务公开 or 信息公开."""
    text = "".join("".join(p.text.split()) for p in paragraphs_of(document.blocks))
    return "政务公开" in text or "信息公开" in text
