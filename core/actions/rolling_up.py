"""Room: core. 汇总: the units' reports of a folder read and summed, and what goes out of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.actions.documents import Documents
from core.actions.reading import understand
from core.document import Document, Row, Table, text_cell
from core.errors import LedgerError
from core.finding import Finding, Severity
from core.progress import Progress
from core.registers.figure_files import CountySum, county_sums, figure_entries, unit_in_name
from core.registers.figures import check_figures
from core.registers.kit import RegisterKit
from core.registers.register import Entry
from core.report.compose import compose_report
from core.report.form import Form
from core.report.likeness import alike_units
from core.report.record import ReportContent, ReportHead, content_of, report_of
from core.report.report import AnnualReport
from core.report.roll_up import RollUp, roll_up, rolled_report
from core.sheets import Remark, Sheet
from core.units import Flag, Unit, UnitDirectory


@dataclass(frozen=True, slots=True)
class Gathered:
    """Reports by unit, in the files' order; `places` tells where each was read; files that could not be are findings.

    `figures`: entries of the units' exported 年度数据, by unit.
    """

    reports: Mapping[str, AnnualReport] = field(default_factory=dict[str, AnnualReport])
    places: Mapping[str, str] = field(default_factory=dict[str, str])
    findings: tuple[Finding, ...] = ()
    figures: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict[str, tuple[Entry, ...]])

    @property
    def year(self) -> int:
        """The year of most reports, 0 for none."""
        years = [r.year for r in self.reports.values() if r.year]
        return max(set(years), key=years.count) if years else 0


def gather(
    documents: Documents, forms: Sequence[Form], folder: str, progress: Progress, kit: RegisterKit | None = None
) -> Gathered:
    """Read every file of the folder; one that is no report does not stop the others. With `kit`, units' exported 年度数据
    are read, too."""
    reports: dict[str, AnnualReport] = {}
    places: dict[str, str] = {}
    findings: list[Finding] = []
    figures: dict[str, tuple[Entry, ...]] = {}
    files = documents.files(folder)
    for number, place in enumerate(files):
        name = place.replace("\\", "/").rpartition("/")[2]
        progress.step(number, len(files), f"正在读取 {name}")
        try:
            document = documents.read(place)
            entries = figure_entries(document, kit) if kit and looks_like_figures(place) else ()
            if entries:
                findings += _take_figures(figures, entries, name, kit)
                continue
            report = _report_in(document, forms)
        except LedgerError as e:
            message = f"「{name}」未计入汇总：{e.message}"
            findings.append(Finding(Severity.WARNING, "rollup.unread", message, (f"file:{name}",)))
            continue
        unit = report.unit or name.rpartition(".")[0]
        if unit in reports:
            message = f"「{name}」与另一份文件都是“{unit}”的报告，只计入了先读到的一份，请核对。"
            findings.append(Finding(Severity.ERROR, "rollup.twice", message, (f"file:{name}", f"unit:{unit}")))
            continue
        reports[unit], places[unit] = report, place
    findings += _without_figures(reports, figures)
    return Gathered(reports, places, (*findings, *alike_units(reports)), figures)


def looks_like_figures(place: str) -> bool:
    return place.casefold().endswith((".xlsx", ".xls"))


def _take_figures(
    figures: dict[str, tuple[Entry, ...]], entries: tuple[Entry, ...], name: str, kit: RegisterKit | None
) -> Iterator[Finding]:
    unit = unit_in_name(name)
    doubtful = [f for f in check_figures(entries, kit.figures if kit else ()) if f.severity is Severity.ERROR]
    if doubtful:
        message = f"「{name}」有{len(doubtful)}处不能计入合计，第一处：{doubtful[0].message}"
        yield Finding(Severity.WARNING, "rollup.figures", message, (f"file:{name}", f"unit:{unit}"))
    if unit in figures:
        message = f"「{name}」与另一份文件都是“{unit}”的年度数据，只计入了先读到的一份，请核对。"
        yield Finding(Severity.ERROR, "rollup.twice", message, (f"file:{name}", f"unit:{unit}"))
    figures.setdefault(unit, entries)


def _without_figures(
    reports: Mapping[str, AnnualReport], figures: Mapping[str, tuple[Entry, ...]]
) -> Iterator[Finding]:
    """Units that gave a report but no 年度数据, where others did; and the other way round."""
    missing = [u for u in reports if u not in figures]
    if figures and missing:
        message = f"{len(missing)}个单位没有交年度数据，合计中没有它们的数：{'、'.join(missing[:8])}{'等' if len(missing) > 8 else ''}。"
        yield Finding(Severity.HINT, "rollup.figures", message, tuple(f"unit:{u}" for u in missing))
    for unit in (u for u in figures if reports and u not in reports):
        message = f"“{unit}”交了年度数据，但没有读到同名单位的年度报告，请核对单位名称。"
        yield Finding(Severity.HINT, "rollup.figures", message, (f"unit:{unit}",))


def read_one(documents: Documents, forms: Sequence[Form], place: str) -> AnnualReport:
    return _report_in(documents.read(place), forms)


def _report_in(document: Document, forms: Sequence[Form]) -> AnnualReport:
    understood = understand(document, forms)
    if understood.report is None:
        raise LedgerError("这不是年度报告。")
    return understood.report


def summed(
    gathered: Gathered,
    total: AnnualReport | None = None,
    expected: Sequence[str] = (),
    before: Mapping[str, Mapping[str, str]] | None = None,
    directory: UnitDirectory | None = None,
) -> RollUp:
    """The roll-up; `before` are the texts of the cells that the last one was made from (what changed since).

    Units that `directory` flags 垂直管理, or does not flag 计入汇总, are kept out of the sum.
    """
    earlier: dict[str, AnnualReport] = {}
    for unit, texts in (before or {}).items():
        if unit in gathered.reports:
            form = gathered.reports[unit].form
            earlier[unit] = report_of(ReportHead(unit=unit, year=gathered.year), ReportContent(texts), form)
    out = {name for name in gathered.reports if directory and not _counts(directory.owner(name))}
    return roll_up(gathered.reports, total, expected=expected, before=earlier, not_counted=out)


def _counts(unit: Unit | None) -> bool:
    return unit is None or (Flag.ROLL_UP in unit.flags and Flag.VERTICAL not in unit.flags)


def texts_of(gathered: Gathered) -> dict[str, Mapping[str, str]]:
    """What the next roll-up is to be compared with."""
    return {unit: content_of(report).cells for unit, report in gathered.reports.items()}


def year_sums(gathered: Gathered, kit: RegisterKit | None) -> Sequence[CountySum]:
    """Of the units' 年度数据, for the year of the reports; () without any."""
    return county_sums(gathered.figures, kit, gathered.year) if kit and gathered.figures else ()


def county_report(gathered: Gathered, result: RollUp, unit: str, total: AnnualReport | None = None) -> AnnualReport:
    """The sums as a report whose words are still to be written."""
    first = total or next(iter(gathered.reports.values()))
    year = total.year if total and total.year else gathered.year
    name = (total.unit if total else "") or unit
    return rolled_report(result, first.form, f"{name}{year or ''}年政府信息公开工作年度报告", year, name)


def write_roll_up(
    documents: Documents,
    report: AnnualReport,
    result: RollUp,
    folder: str,
    made_on: date | None = None,
    more: Sequence[Sheet] = (),
) -> tuple[str, ...]:
    """The county's tables in the official layout, and a workbook with every unit's share of each cell, and `more` sheets."""
    documents.make_folder(folder)
    word = f"{folder.rstrip('/')}/年度报告汇总.docx"
    book = f"{folder.rstrip('/')}/年度报告汇总明细.xlsx"
    documents.convert(compose_report(report), word, made_on)
    documents.write_sheets([_shares(report, result), *more], book)
    return word, book


def _shares(report: AnnualReport, result: RollUp) -> Sheet:
    """A row a cell: name, sum, the given total, then every unit; differences are remarked on."""
    totals = {d.cell: d for d in result.differences}
    rows = [_row(["项目", "各单位合计", "汇总表", *result.units])]
    remarks: dict[tuple[int, int], Remark] = {}
    for number, (cell, name) in enumerate(report.form.names.items(), 1):
        told = totals[cell].total if cell in totals else result.cells[cell]
        figures = [result.shares[u].get(cell, 0) for u in result.units]
        rows.append(_row([name, str(result.cells[cell]), str(told), *map(str, figures)]))
        if cell in totals:
            remarks[number, 2] = Remark("先核对：" + "、".join(totals[cell].units[:8]), error=True)
    return Sheet("各单位明细", Table(tuple(rows), (75.0, 22.0, 22.0, *(22.0 for _ in result.units)), 1), remarks)


def _row(texts: Sequence[str]) -> Row:
    return Row(tuple(text_cell(t) for t in texts))
