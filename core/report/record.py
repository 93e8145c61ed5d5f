"""Room: core. One annual report as it is kept: its head, the texts of its cells and sections, its versions and notes.

A cell is kept as the text that was typed: blank, 0, “/” and words stay four different things, 5062.90 keeps its 0.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.finding import Change
from core.report.form import Form
from core.report.report import AnnualReport, ReportSection
from core.report.values import parse_value

AUTOMATIC, NOTHING_COMPARED = 0, -1


@dataclass(frozen=True, slots=True)
class ReportHead:
    """`compared_with` is the id of last year's report, AUTOMATIC (the same unit's of the year before) or none.

    `reference`: kept only to be compared with. `original` is the SHA-256 of the file it was read from, "" for none;
    `plan` that of the 工作要点 which it is held against.
    """

    report_id: int = 0
    year: int | None = None
    unit: str = ""
    form_id: str = ""
    title: str = ""
    preamble: str = ""
    original: str = ""
    original_name: str = ""
    imported_at: datetime | None = None
    compared_with: int = AUTOMATIC
    reference: bool = False
    plan: str = ""
    plan_name: str = ""


@dataclass(frozen=True, slots=True)
class ReportContent:
    """`cells` holds the texts of all cells that are not blank."""

    cells: Mapping[str, str] = field(default_factory=dict[str, str])
    sections: tuple[ReportSection, ...] = ()


class NoteKind(StrEnum):
    ZEROS = "zeros"
    REPAIR = "repair"


class RepairReason(StrEnum):
    TYPING = "typing"
    TOTAL = "total"
    OTHER = "other"


NOTE_LABELS = {NoteKind.ZEROS: "确认无数据的填 0", NoteKind.REPAIR: "按线索修改"}
REPAIR_REASON_LABELS = {
    RepairReason.TYPING: "录入错误",
    RepairReason.TOTAL: "合计未更新",
    RepairReason.OTHER: "其他",
}


@dataclass(frozen=True, slots=True)
class ReportNote:
    """What was changed on a person's word: by whom (`who`, "" unknown), when, why. Listed in the 核对表."""

    report_id: int
    kind: NoteKind
    changes: tuple[Change, ...]
    reason: str
    who: str
    noted_at: datetime
    note_id: int = 0


@dataclass(frozen=True, slots=True)
class ReportVersion:
    """A version as it was published: whole, so that it can be printed again. `correction` is the 更正说明, "" for the first."""

    report_id: int
    number: int
    published_on: date
    title: str
    preamble: str
    content: ReportContent
    correction: str
    version_code: str
    version_id: int = 0


def content_of(report: AnnualReport) -> ReportContent:
    texts = {c: report.typed.get(c) or str(v) for c, v in report.cells.items() if v is not None}
    return ReportContent(texts, report.sections)


def head_of(report: AnnualReport) -> ReportHead:
    return ReportHead(0, report.year, report.unit, report.form.form_id, report.title, report.preamble)


def report_of(head: ReportHead, content: ReportContent, form: Form) -> AnnualReport:
    """The report as the rules see it; texts of cells that the form no longer has are left out."""
    texts = {c: content.cells.get(c, "") for c in form.cell_ids}
    cells = {c: parse_value(text) for c, text in texts.items()}
    typed = {c: text for c, text in texts.items() if text}
    shapes = {s.number: s for s in content.sections}
    sections = tuple(shapes.get(s.number) or ReportSection(s.number, s.title, "") for s in form.sections)
    return AnnualReport(form, head.title, head.year, head.unit, cells, sections, head.preamble, typed=typed)


def version_report(head: ReportHead, version: ReportVersion, form: Form) -> AnnualReport:
    """A published version as a report."""
    kept = ReportHead(head.report_id, head.year, head.unit, head.form_id, version.title, version.preamble)
    return report_of(kept, version.content, form)


def form_named(forms: Sequence[Form], form_id: str) -> Form | None:
    """The form of that id, else the newest: a user's form file may be gone."""
    newest = max(forms, key=lambda f: f.first_year, default=None)
    return next((f for f in forms if f.form_id == form_id), newest)


def same_report(unit: str, year: int | None, heads: Sequence[ReportHead]) -> ReportHead | None:
    """That unit's report of that year, its own before one that is kept as a reference."""
    return min((h for h in heads if (h.unit, h.year) == (unit, year)), key=lambda h: h.reference, default=None)


def beside(head: ReportHead, heads: Sequence[ReportHead]) -> dict[str, ReportHead]:
    """Other units' reports of the same year, by unit."""
    others = [h for h in heads if h.year == head.year and h.unit and h.unit != head.unit]
    return {h.unit: h for h in reversed(others)}


def compared(head: ReportHead, heads: Sequence[ReportHead], forebears: Collection[str] = ()) -> ReportHead | None:
    """Last year's report: the one chosen, else the same unit's of the year before, its own before a reference.

    `forebears`: what the unit was called last year; of several that were merged none is taken (`merged_from`).
    """
    if head.compared_with == NOTHING_COMPARED:
        return None
    if chosen := next((h for h in heads if h.report_id == head.compared_with), None):
        return chosen
    names = (head.unit, *forebears) if len(forebears) == 1 else (head.unit,)
    before = [h for h in heads if head.year and h.year == head.year - 1 and h.unit in names]
    return min(before, key=lambda h: (h.unit != head.unit, h.reference), default=None)


def merged_from(head: ReportHead, heads: Sequence[ReportHead], forebears: Collection[str]) -> tuple[ReportHead, ...]:
    """Last year's reports of all the units that this one was merged from; () unless every one is there."""
    if len(forebears) < 2 or not head.year or head.compared_with == NOTHING_COMPARED:
        return ()
    found = {h.unit: h for h in heads if h.year == head.year - 1 and h.unit in forebears}
    return tuple(found.values()) if len(found) == len(forebears) else ()
