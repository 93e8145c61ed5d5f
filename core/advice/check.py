"""Room: core. All checks before a ledger is sent, in the order in which a clerk goes through the form."""

import re
from collections.abc import Iterator

from core.advice.likeness import likeness_findings
from core.advice.names import name_findings
from core.advice.privacy import privacy_findings
from core.advice.sheet import Sheet, SheetRow
from core.advice.sums import sum_findings
from core.advice.targets import target_findings
from core.advice.wording import wording_findings
from core.advice.years import year_findings
from core.finding import Finding, Severity

_HEAD = (("unit", "填报单位"), ("contact", "联系人"), ("phone", "联系电话"))
_NOTHING_SAID = re.compile(r"[\s/／\\—–\-－无.。]*")
_BARE = re.compile(
    r"\s*(?:本单位|我单位|本局|我局|我镇|我乡|我街道|该项)?(?:暂)?(?:不涉及|未涉及|无此项)(?:此项|该项|本项)?(?:工作|任务|内容)?[。.]?\s*"
)


def check_sheet(sheet: Sheet) -> list[Finding]:
    """Findings by task; those of the head come first."""
    findings = list(_head(sheet))
    for row in sheet.rows:
        findings += _row(sheet, row)
    findings += likeness_findings(sheet.rows)
    return findings


def _head(sheet: Sheet) -> Iterator[Finding]:
    for name, label in _HEAD:
        if getattr(sheet, name) == "":
            message = f"表头“{label}”没有填写，主管部门无法联系，请补上。"
            yield Finding(Severity.WARNING, "advice.head_blank", message, (f"head:{name}",))


def _row(sheet: Sheet, row: SheetRow) -> Iterator[Finding]:
    if not row.not_applicable and _NOTHING_SAID.fullmatch(row.said):
        if row.mine:
            message = f"第{row.number}项列有本单位，进展还没有填写。"
            yield Finding(Severity.WARNING, "advice.empty", message, row.where)
        return
    if (row.not_applicable and not row.reason.strip()) or _BARE.fullmatch(row.said):
        message = f"第{row.number}项写了“不涉及”但没有理由，请写成“不涉及：理由”。"
        yield Finding(Severity.WARNING, "advice.no_reason", message, row.where)
    if row.carried_over:
        message = f"第{row.number}项仍是“沿用上次”的文字，请更新，或确认没有新进展。"
        yield Finding(Severity.WARNING, "advice.carried_over", message, row.where)
    yield from privacy_findings(row)
    yield from year_findings(sheet, row)
    yield from name_findings(sheet, row)
    yield from sum_findings(row)
    yield from target_findings(sheet, row)
    yield from wording_findings(row)
