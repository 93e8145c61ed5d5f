"""Room: core. What a document is, by its content, and what it says: the step before anything is stored or written."""

import re
from dataclasses import dataclass

from core.document import Document, paragraphs_of
from core.errors import LedgerError, NotYetSupported
from core.ledger.ledger import Ledger
from core.ledger.read import read_ledger

REPORT_PARTS = (
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "行政复议",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
PLAN_OUTLINE = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])")
KIND_LABELS = {"plan": "工作要点", "ledger": "任务落实台账", "report": "政府信息公开工作年度报告"}


@dataclass(frozen=True, slots=True)
class Understood:
    """`kind` is plan, ledger or report; `ledger` also for a plan drawn as a table."""

    kind: str
    document: Document
    ledger: Ledger | None = None


def kind_of(document: Document) -> str:
    """plan, ledger or report by content; "" where it is none of them for sure."""
    lines = [p.text.strip() for p in paragraphs_of(document.blocks)]
    text = "\n".join(lines)
    if sum(part in text for part in REPORT_PARTS) >= 3:
        return "report"
    if read_ledger(document) is not None:
        return "ledger"
    head = "".join("".join(line.split()) for line in lines[:40])
    outline = sum(bool(PLAN_OUTLINE.match(line)) for line in lines)
    if outline >= 3 and re.search(r"政务公开|政府信息公开|公开工作", head):
        return "plan"
    return ""


def understand(document: Document, kind: str | None = None) -> Understood:
    """Read `document` as `kind`, or as what it is by content.

    Raises LedgerError where that is unsure, and where a ledger was asked for and there is none.
    """
    kind = kind or kind_of(document)
    if not kind:
        raise LedgerError(
            "无法判断这份文件是工作要点、任务落实台账还是年度报告，未作任何改动。如能确定，请用 --as plan|ledger|report 指明。"
        )
    ledger = read_ledger(document) if kind in ("ledger", "plan") else None
    if kind == "ledger" and ledger is None:
        raise LedgerError(
            "文件中没有找到任务表（应有“重点工作”“主要内容”“责任单位”等表头），未作任何改动。请核对是否选错了文件。"
        )
    if ledger is None:
        raise NotYetSupported(f"这是一份{KIND_LABELS[kind]}，本版本暂不能读取这类文件，原文件未作任何改动。")
    return Understood(kind, document, ledger)
