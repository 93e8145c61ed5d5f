"""Room: core. An annual report's file looked at before anything is stored: what was read, what is to be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.actions.documents import Documents
from core.errors import LedgerError
from core.finding import Change, Finding
from core.progress import Progress
from core.report.form import Form
from core.report.read import looks_like_report, read_report
from core.report.report import AnnualReport
from core.report.values import parse_value


@dataclass(frozen=True, slots=True)
class ReportPreview:
    """`asked` are findings with possible readings (digits run together) of which one may be chosen."""

    place: str
    name: str
    report: AnnualReport
    findings: tuple[Finding, ...]

    @property
    def asked(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.repairs)


def preview_report(documents: Documents, forms: Sequence[Form], place: str, progress: Progress) -> ReportPreview:
    """LedgerError for a file that is no annual report."""
    name = place.replace("\\", "/").rsplit("/", 1)[-1]
    progress.step(0, 2, f"正在读取 {name}")
    document = documents.read(place)
    progress.step(1, 2, f"正在理解 {name}")
    if not looks_like_report(document, forms):
        raise LedgerError(f"“{name}”不像政府信息公开工作年度报告，没有导入。请核对是否选错了文件。")
    report, findings = read_report(document, forms)
    return ReportPreview(place, name, report, findings)


def settled(report: AnnualReport, chosen: Sequence[Sequence[Change]]) -> AnnualReport:
    """The report with the chosen readings put in; what nobody chose stays blank."""
    cells: Mapping[str, object] = {c.cell: c.after for reading in chosen for c in reading}
    known = tuple(c for c in report.asked if c not in cells)
    return replace(report.with_cells({c: parse_value(str(v)) for c, v in cells.items()}), asked=known)
