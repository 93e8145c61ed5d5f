"""Room: core. Filling a form: the office's own where its format can be kept, else the standard one."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.actions.documents import Documents, Form
from core.document import Document
from core.errors import LedgerError, NotYetSupported
from core.finding import Finding, Severity
from core.ledger.fill import Filling, file_stem, plan_filling
from core.ledger.headings import Column
from core.ledger.ledger import Ledger
from core.ledger.mending import Mending, mended
from core.ledger.read import read_ledger
from core.ledger.standard_form import standard_form

NO_LEDGER = "文件中没有找到任务表，不能填报，原文件未作任何改动。请核对是否选错了文件。"
UNREAD = "原表按手工指定的列读不出任务，没有导出。请重新导入该文件并核对各列。"


@dataclass(frozen=True, slots=True)
class FilledForm:
    """`stem` is the file's name without ending. Either `data` (the office's own file, filled) or a document of ours."""

    stem: str
    ending: str
    data: bytes | None
    document: Document | None
    findings: tuple[Finding, ...]


def fill_form(documents: Documents, place: str, filling: Filling, mending: Mending | None = None) -> FilledForm:
    """Fill the form at `place`. `mending`: how its columns were named by hand. Nothing is written yet.

    Raises LedgerError where it is no ledger.
    """
    try:
        form: Form | None = documents.open_form(place)
    except NotYetSupported:
        form = None  # a format that can be read and not be filled in
    document = form.document if form else documents.read(place)
    ledger = read_ledger(mended(document, mending))
    if ledger is None:
        raise LedgerError(UNREAD if mending else NO_LEDGER)
    stem = file_stem(ledger, filling.unit)
    if form and Column.PROGRESS in ledger.columns:
        edits = plan_filling(ledger, filling)
        return FilledForm(stem, form.ending, form.filled(edits), None, (*_rewritten(form), *edits.findings))
    return _standard(ledger, filling, stem, own=form is not None)


def _rewritten(form: Form) -> Iterator[Finding]:
    if form.rewritten:
        yield Finding(Severity.WARNING, "fill.rewritten", form.rewritten, ("head:form",))


def _standard(ledger: Ledger, filling: Filling, stem: str, *, own: bool) -> FilledForm:
    why = "原表没有“进展落实情况”一列" if own else "原文件是文本或版式文件，不能直接填写"
    message = f"{why}，已另按标准格式生成 Word 表格，任务内容与原表一致，请核对版式后再报送。"
    findings = [Finding(Severity.WARNING, "fill.standard", message, ("head:form",))]
    known = {t.number for t in ledger.tasks}
    for number, text in filling.progress.items():
        if number not in known:
            missing = f"表中没有第{number}项，这一项未写入。"
            findings.append(Finding(Severity.ERROR, "fill.no_place", missing, (f"task:{number}",), text))
    document = standard_form(ledger, filling.unit, filling.contact, filling.phone, filling.progress)
    return FilledForm(stem, ".docx", None, document, tuple(findings))
