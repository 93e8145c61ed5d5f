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
from core.report.record import ReportHead, beside, compared, form_named, merged_from, report_of
from core.report.report import AnnualReport
from core.report.roll_up import roll_up, rolled_report
from core.unit_years import called_before
from core.units import Unit

MOST_OTHERS = 80


@dataclass(frozen=True, slots=True)
class Companions:
    """`earlier` are the unit's own reports before last year's, newest first; `others` are by the name a message gives."""

    last_head: ReportHead | None = None
    last_year: AnnualReport | None = None
    earlier: Sequence[AnnualReport] = ()
    others: Mapping[str, AnnualReport] = field(default_factory=dict[str, AnnualReport])


def companions_of(
    head: ReportHead,
    heads: Sequence[ReportHead],
    reports: ReadReports,
    forms: Sequence[Form],
    units: Sequence[Unit] = (),
) -> Companions:
    """Read from the store; `forms` must not be empty. `units` of the directory tell what the unit was called before."""
    forebears = called_before(units, head.unit, head.year - 1) if head.year else ()

    def whole(other: ReportHead) -> AnnualReport | None:
        form = form_named(forms, other.form_id)
        return report_of(other, reports.content(other.report_id), form) if form else None

    merged = {h.unit: r for h in merged_from(head, heads, forebears) if (r := whole(h))}
    last = None if merged else compared(head, heads, forebears)
    before = [h for h in heads if not h.reference and _is_earlier(h, head)]
    near = list(beside(head, heads).items())[:MOST_OTHERS]
    return Companions(
        last,
        _joined(head, merged) if merged else whole(last) if last else None,
        [r for h in before[:2] if (r := whole(h))],
        {f"{unit}的报告": r for unit, h in near if (r := whole(h))},
    )


def _joined(head: ReportHead, merged: Mapping[str, AnnualReport]) -> AnnualReport:
    """Last year's reports of the units that were merged, added up."""
    first = next(iter(merged.values()))
    return rolled_report(roll_up(merged), first.form, "、".join(merged), first.year, head.unit)


def _is_earlier(other: ReportHead, head: ReportHead) -> bool:
    return bool(head.year and other.year and other.unit == head.unit and other.year < head.year - 1)


def read_kept(kept: KeptFiles, documents: Documents, sha256: str, name: str) -> Document:
    """A kept file as a document, by way of a copy under its own name. LedgerError when it is gone."""
    with tempfile.TemporaryDirectory(prefix="mingzhang-") as scratch:
        return documents.read(kept.copy_out(Evidence(sha256, name), scratch))
