"""Room: gui. What an open report is held against: the unit's years before, and the year's reports of other units."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.actions.documents import Documents
from core.actions.ports import KeptFiles
from core.actions.shelves import ReadReports
from core.document import Document
from core.ledger.entry import Evidence
from core.report.form import Form
from core.report.record import ReportHead, beside, compared, form_named, report_of
from core.report.report import AnnualReport

MOST_OTHERS = 80


@dataclass(frozen=True, slots=True)
class Companions:
    """`earlier` are the unit's own reports before last year's, newest first; `others` are by the name a message gives."""

    last_head: ReportHead | None = None
    last_year: AnnualReport | None = None
    earlier: Sequence[AnnualReport] = ()
    others: Mapping[str, AnnualReport] = field(default_factory=dict[str, AnnualReport])


def companions_of(
    head: ReportHead, heads: Sequence[ReportHead], reports: ReadReports, forms: Sequence[Form]
) -> Companions:
    """Read from the store; `forms` must not be empty."""

    def whole(other: ReportHead) -> AnnualReport | None:
        form = form_named(forms, other.form_id)
        return report_of(other, reports.content(other.report_id), form) if form else None

    last = compared(head, heads)
    before = [h for h in heads if not h.reference and _is_earlier(h, head)]
    near = list(beside(head, heads).items())[:MOST_OTHERS]
    return Companions(
        last,
        whole(last) if last else None,
        [r for h in before[:2] if (r := whole(h))],
        {f"{unit}的报告": r for unit, h in near if (r := whole(h))},
    )


def _is_earlier(other: ReportHead, head: ReportHead) -> bool:
    return bool(head.year and other.year and other.unit == head.unit and other.year < head.year - 1)


def read_kept(kept: KeptFiles, documents: Documents, sha256: str, name: str) -> Document:
    """A kept file as a document, by way of a copy under its own name. LedgerError when it is gone."""
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch:
        return documents.read(kept.copy_out(Evidence(sha256, name), scratch))
