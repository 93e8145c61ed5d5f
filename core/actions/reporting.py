"""Room: core. What a user does on annual reports: start or take in one, type, fill in, mend, accept, publish.

Each function is one step of undo. Nothing is put into a cell that the user did not type, paste or agree to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.accepted import AcceptedFinding
from core.actions.ports import Store
from core.actions.touched import NOTHING, Touched
from core.backup import BackupReason
from core.errors import LedgerError
from core.finding import Change, Finding
from core.report.form import Form
from core.report.record import (
    NOTHING_COMPARED,
    REPAIR_REASON_LABELS,
    NoteKind,
    RepairReason,
    ReportContent,
    ReportHead,
    ReportNote,
    ReportVersion,
    content_of,
    head_of,
)
from core.report.report import AnnualReport, ReportSection


@dataclass(frozen=True, slots=True)
class Reported:
    """Which report was made or changed."""

    report_id: int
    touched: Touched = NOTHING


def start_report(store: Store, form: Form, year: int, unit: str, now: datetime) -> Reported:
    """A blank report: cells blank and never 0, sections with their headings alone."""
    title = f"{unit}{year}年{form.title}"
    sections = tuple(ReportSection(s.number, s.title, "") for s in form.sections)
    head = ReportHead(year=year, unit=unit, form_id=form.form_id, title=title)
    return _add(store, f"新建{year}年度报告", head, ReportContent(dict.fromkeys(form.cell_ids, ""), sections), now)


def add_report(
    store: Store, report: AnnualReport, place: str, now: datetime, *, last_year_of: int = 0, reference: bool = False
) -> Reported:
    """确认导入: keep the file at `place` ("" for none) and what was read of it.

    `last_year_of`: it is kept only for that report to be compared with. `reference`: kept to be looked at.
    """
    reference = reference or last_year_of != 0
    original = store.kept.keep(place) if place else None
    head = replace(
        head_of(report), reference=reference, imported_at=now, original=original.sha256 if original else "",
        original_name=original.name if original else "",
    )  # fmt: skip
    store.backups.make(BackupReason.IMPORT, now)
    name = f"导入{report.year or ''}年度报告" + ("（上年对照）" if last_year_of else "")
    return _add(store, name, head, _whole(report), now, last_year_of)


def replace_report(store: Store, report_id: int, report: AnnualReport, place: str, now: datetime) -> Touched:
    """Take a file's content in place of what the report holds; versions, notes and accepted findings stay."""
    original = store.kept.keep(place) if place else None
    store.backups.make(BackupReason.IMPORT, now)
    content = _whole(report)
    with store.step(f"用文件更新{report.year or ''}年度报告", now) as work:
        head = replace(work.reports.get(report_id), title=report.title, preamble=report.preamble, imported_at=now)
        if original:
            head = replace(head, original=original.sha256, original_name=original.name)
        work.reports.put_head(head)
        work.reports.put_cells(report_id, content.cells)
        for section in content.sections:
            work.reports.put_section(report_id, section)
    return work.touched


def remove_report(store: Store, report_id: int, now: datetime) -> Touched:
    head = store.reports.get(report_id)
    store.backups.make(BackupReason.IMPORT, now)
    with store.step(f"删除《{head.title}》", now) as work:
        work.reports.remove(report_id)
    return work.touched


def set_cell(store: Store, report_id: int, cell: str, text: str, name: str, now: datetime) -> Touched:
    """What was typed into one cell. `name` is the cell's printed name. Typing there again joins the step."""
    with store.step(f"填写{name}", now, merge=f"cell:{report_id}:{cell}") as work:
        work.reports.put_cells(report_id, {cell: text.strip()})
    return work.touched


def set_cells(store: Store, report_id: int, texts: Mapping[str, str], what: str, now: datetime) -> Touched:
    """Several cells at once: 粘贴, 清除, 填入总计."""
    with store.step(f"{what}（{len(texts)}格）", now) as work:
        work.reports.put_cells(report_id, {c: t.strip() for c, t in texts.items()})
    return work.touched


def write_section(store: Store, report_id: int, section: ReportSection, now: datetime, what: str = "") -> Touched:
    """A section's words. Typing there again joins the step; `what` names a step that stands alone (a draft put in)."""
    merge = "" if what else f"section:{report_id}:{section.number}"
    with store.step(what or f"填写“{section.title}”", now, merge=merge) as work:
        work.reports.put_section(report_id, section)
    return work.touched


def edit_report_head(store: Store, head: ReportHead, now: datetime) -> Touched:
    """Title, preface, unit, year, mended by hand."""
    with store.step("修改报告标题、前言", now, merge=f"head:{head.report_id}") as work:
        work.reports.put_head(head)
    return work.touched


def fill_zeros(store: Store, report_id: int, cells: Sequence[str], who: str, now: datetime) -> Touched:
    """确认无数据的填 0: these blank cells hold 0 because somebody said so; who and when are kept."""
    if not cells:
        return NOTHING
    changes = tuple(Change(c, None, 0) for c in cells)
    with store.step(f"确认无数据的填 0（{len(cells)}格）", now) as work:
        held = work.reports.content(report_id).cells
        if any(held.get(c) for c in cells):
            raise LedgerError("有的格已经填了内容，没有填 0。请重新点“确认无数据的填 0”。")
        work.reports.put_cells(report_id, dict.fromkeys(cells, "0"))
        work.reports.add_note(ReportNote(report_id, NoteKind.ZEROS, changes, "确认无数据", who.strip(), now))
    return work.touched


def apply_repair(
    store: Store, report_id: int, changes: Sequence[Change], reason: RepairReason, words: str, who: str, now: datetime
) -> Touched:
    """按此修改: change these cells, and keep why (`words` where it is 其他)."""
    why = words.strip() if reason is RepairReason.OTHER else REPAIR_REASON_LABELS[reason]
    if not why:
        raise LedgerError("请写明修改的原因。数据没有改动。")
    with store.step(f"按线索修改（{why}）", now) as work:
        work.reports.put_cells(report_id, {c.cell: str(c.after) for c in changes})
        work.reports.add_note(ReportNote(report_id, NoteKind.REPAIR, tuple(changes), why, who.strip(), now))
    return work.touched


def accept_in_report(store: Store, report_id: int, finding: Finding, reason: str, now: datetime) -> Touched:
    """Keep the reason; an earlier one for the same rule and place is replaced."""
    if not reason.strip():
        raise LedgerError("请填写理由。没有理由的提示会继续显示，数据没有改动。")
    accepted = AcceptedFinding(report_id, finding.rule, finding.where, reason.strip(), str(finding.found), now)
    with store.step("说明理由", now) as work:
        for old in work.reports.acceptances(report_id):
            if (old.rule, old.where) == (accepted.rule, accepted.where):
                work.reports.take_back(old.accepted_id)
        work.reports.accept(accepted)
    return work.touched


def take_back_in_report(store: Store, accepted_id: int, now: datetime) -> Touched:
    with store.step("收回理由", now) as work:
        work.reports.take_back(accepted_id)
    return work.touched


def compare_with(store: Store, report_id: int, other_id: int, now: datetime) -> Touched:
    """Choose last year's report: an id, AUTOMATIC or NOTHING_COMPARED."""
    with store.step("不对照上年报告" if other_id == NOTHING_COMPARED else "选择上年报告", now) as work:
        work.reports.put_head(replace(work.reports.get(report_id), compared_with=other_id))
    return work.touched


def hold_against_plan(store: Store, report_id: int, place: str, now: datetime) -> Touched:
    """对照工作要点: keep the plan's file and which report it belongs to; "" takes the plan away."""
    plan = store.kept.keep(place) if place else None
    with store.step("对照工作要点" if plan else "不再对照工作要点", now) as work:
        head = work.reports.get(report_id)
        told = (plan.sha256, plan.name) if plan else ("", "")
        work.reports.put_head(replace(head, plan=told[0], plan_name=told[1]))
    return work.touched


def publish(
    store: Store, report_id: int, published_on: date, correction: str, version_code: str, now: datetime
) -> Touched:
    """登记公布: freeze the report as it stands. After the first version a 更正说明 is needed, and a change to tell of."""
    before = store.reports.versions(report_id)
    content = store.reports.content(report_id)
    head = store.reports.get(report_id)
    if before and not correction.strip():
        raise LedgerError("已公布的报告再次公布需要写更正说明。数据没有改动。")
    if before and _same(before[-1], head, content):
        raise LedgerError("报告与已公布的版本完全一样，没有登记新版本。")
    number = len(before) + 1
    with store.step(f"登记公布第{number}版", now) as work:
        work.reports.add_version(
            ReportVersion(
                report_id, number, published_on, head.title, head.preamble, content, correction.strip(), version_code
            )
        )
    return work.touched


def keep_roll_up(store: Store, year: int, units: Mapping[str, Mapping[str, str]], now: datetime) -> Touched:
    """What was summed, so that the next roll-up can tell who changed since."""
    with store.step(f"汇总{year}年度报告", now) as work:
        work.reports.keep_rolled(year, units)
    return work.touched


def _same(version: ReportVersion, head: ReportHead, content: ReportContent) -> bool:
    kept = (version.title, version.preamble, dict(version.content.cells), version.content.sections)
    return kept == (head.title, head.preamble, dict(content.cells), content.sections)


def _whole(report: AnnualReport) -> ReportContent:
    """All cells, blank ones as ""."""
    content = content_of(report)
    found = {s.number: s for s in content.sections}
    sections = tuple(found.get(s.number) or ReportSection(s.number, s.title, "") for s in report.form.sections)
    return ReportContent({c: content.cells.get(c, "") for c in report.form.cell_ids}, sections)


def _add(
    store: Store, name: str, head: ReportHead, content: ReportContent, now: datetime, last_year_of: int = 0
) -> Reported:
    with store.step(name, now) as work:
        report_id = work.reports.add(head, content)
        if last_year_of:
            work.reports.put_head(replace(work.reports.get(last_year_of), compared_with=report_id))
    return Reported(report_id, work.touched)
