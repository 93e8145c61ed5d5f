"""Room: core. From a plan or a ledger to one blank form for each unit (分发、下发)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.actions.documents import Documents, OfficeTemplate, OutFile
from core.actions.reading import understand_file
from core.document import Document
from core.errors import LedgerError
from core.finding import Finding, Severity
from core.ledger.cover_list import CoverLine, cover_list, day_in_full
from core.ledger.fill import safe_name
from core.ledger.ledger import Ledger
from core.ledger.standard_form import standard_form
from core.ledger.template import FormTemplate, TemplateEdits
from core.ledger.template_rows import fill_template
from core.plan.decisions import Doubt, NameDecision, name_decisions, propose_units
from core.plan.dispatch import Dispatch, Share, dispatch
from core.plan.plan import ledger_of_plan
from core.progress import Progress
from core.report.form import Form
from core.units import Concern, ConcernResult, Unit, UnitDirectory

_PLACE = re.compile(r"^.{0,20}?[县区市旗](?=人民政府|政府|20\d\d|[^县区市旗]{0,12}政务公开)")
COVER_NAME = "下发清单"
MARKS = {
    Concern.NAMED: "责任单位",
    Concern.ALL: "涉及",
    Concern.CONDITIONAL: "视情涉及",
    Concern.UNASSIGNED: "待确认",
}


@dataclass(frozen=True, slots=True)
class DispatchWish:
    """What the office wants. `whole`: the whole ledger with each unit's own tasks marked, else only its own."""

    whole: bool = False
    round_name: str = ""
    due_on: date | None = None
    template: FormTemplate | None = None

    @property
    def note(self) -> str:
        """The line under the title of a standard form: 第一期 报送期限：2026年8月10日."""
        due = f"报送期限：{day_in_full(self.due_on)}" if self.due_on else ""
        return "　　".join(part for part in (self.round_name, due) if part)


STANDARD = DispatchWish()


@dataclass(frozen=True, slots=True)
class BlankForm:
    """`stem` is 序号+单位+台账, the file's name without ending. Either a document of our own or edits to a template.

    `tasks` counts its rows; `due` those that name it or its group, `leads` those it leads, `unassigned` those that
    name nobody.
    """

    unit: Unit
    stem: str
    document: Document
    tasks: int
    due: int = 0
    leads: int = 0
    unassigned: int = 0
    edits: TemplateEdits | None = None
    results: tuple[tuple[int, ConcernResult], ...] = ()  # (position of the task, what it means), in the form's order


@dataclass(frozen=True, slots=True)
class Dispatched:
    forms: tuple[BlankForm, ...]
    findings: tuple[Finding, ...]


def dispatch_forms(
    ledger: Ledger, directory: UnitDirectory, units: Sequence[Unit] = (), wish: DispatchWish = STANDARD
) -> Dispatched:
    """One form for each unit that has something to report on.

    `units` are those to serve; without them they are proposed from the names that the document itself prints.
    Raises LedgerError where there is nobody to send a form to.
    """
    rows = [task.units for task in ledger.tasks]
    served = tuple(units) or propose_units(rows, directory, place_of(ledger.title))
    shared = dispatch(rows, replace(directory, units=served))
    shares = [share for share in shared.shares if share.tasks or shared.unassigned or wish.whole]
    if not shares:
        raise LedgerError(
            "文件没有写明责任单位，或者名单中的单位都没有任务，没有写入任何文件。请给出单位名单（单位名录；命令行用 --units），或先在原文中补上责任单位。"
        )
    forms = tuple(
        _form(ledger, share, shared.unassigned, f"{number:0{len(str(len(shares)))}d}", wish)
        for number, share in enumerate(shares, 1)
    )
    doubts = () if units else tuple(_alike(name_decisions(rows, directory)))
    return Dispatched(forms, (*_findings(ledger, shared), *doubts))


def read_source(documents: Documents, place: str, forms: Sequence[Form]) -> Ledger:
    """The ledger to hand out from the file at `place`: one as it stands, or a plan as a ledger."""
    understood = understand_file(documents, place, forms)
    ledger = understood.ledger or (ledger_of_plan(understood.plan) if understood.plan else None)
    if ledger is None:
        raise LedgerError("年度报告不能分发为台账，没有写入任何文件。请选择工作要点或任务落实台账。")
    return ledger


def place_of(title: str) -> str:
    """The place that a title begins with (云岭县), "" where it does not."""
    m = _PLACE.match(title)
    return m[0] if m else ""


def _form(ledger: Ledger, share: Share, unassigned: Sequence[int], number: str, wish: DispatchWish) -> BlankForm:
    """The unit's tasks, and those that name nobody (待确认); numbers are kept, so that what returns can be matched."""
    means = dict(share.tasks) | {i: ConcernResult(Concern.UNASSIGNED) for i in unassigned}
    places = range(len(ledger.tasks)) if wish.whole else sorted(means)
    tasks = tuple(replace(ledger.tasks[i], progress="", cell=None) for i in places)
    own = replace(ledger, tasks=tasks, head=replace(ledger.head, unit=None))
    marks = {ledger.tasks[i].number: _mark(result) for i, result in means.items()}
    shown = BlankForm(
        share.unit,
        safe_name(f"{number}{share.unit.name}台账"),
        Document(()),
        len(tasks),
        len(share.due),
        len(share.leads),
        len(unassigned),
        results=tuple((i, means.get(i, ConcernResult(Concern.NONE))) for i in places),
    )
    if wish.template is not None:
        values = _values(ledger, shown, number, wish)
        return replace(shown, edits=fill_template(wish.template, own, values, marks))
    document = standard_form(own, share.unit.name, marks=marks if wish.whole else None, note=wish.note)
    return replace(shown, document=document)


def _mark(result: ConcernResult) -> str:
    return "牵头" if result.as_lead and result.concern is not Concern.CONDITIONAL else MARKS.get(result.concern, "")


def _values(ledger: Ledger, form: BlankForm, number: str, wish: DispatchWish) -> Mapping[str, str]:
    """By the placeholder's name; all of core.ledger.template.PLACEHOLDERS."""
    return {
        "标题": ledger.title,
        "单位": form.unit.name,
        "年份": str(ledger.year or ""),
        "期次": wish.round_name,
        "报送期限": day_in_full(wish.due_on) if wish.due_on else "",
        "联系人": form.unit.contact,
        "联系电话": form.unit.phone,
        "任务数": str(form.due),
        "牵头数": str(form.leads),
        "文件序号": number,
    }


def _findings(ledger: Ledger, shared: Dispatch) -> Iterator[Finding]:
    if shared.unassigned:
        numbers = [ledger.tasks[i].number for i in shared.unassigned]
        message = f"有{len(numbers)}项任务原文未列责任单位（第{'、'.join(map(str, numbers))}项），已列入每个单位的台账供其确认，请尽早指定。"
        yield Finding(
            Severity.WARNING, "dispatch.unassigned", message, tuple(f"task:{n}" for n in numbers), "", len(numbers)
        )
    if shared.unreached:
        names = shared.unreached
        message = (
            f"原文列有的{len(names)}个名称在单位名单中没有对应的单位，相关任务可能漏发，请核对：{'、'.join(names)}。"
        )
        yield Finding(
            Severity.WARNING, "dispatch.unreached", message, tuple(f"unit:{n}" for n in names), "", len(names)
        )
    for unit in shared.idle if not shared.unassigned else ():
        message = f"“{unit.name}”没有列名或面向全体的任务，未生成台账。"
        yield Finding(Severity.HINT, "dispatch.idle", message, (f"unit:{unit.name}",))


def _alike(decisions: Sequence[NameDecision]) -> Iterator[Finding]:
    """Two spellings of what may be one unit, each of which got a form because nobody has said yet."""
    for doubt in decisions:
        if doubt.doubt is Doubt.ALIKE:
            others = "、".join(f"「{c}」" for c in doubt.choices)
            message = (
                f"「{doubt.name}」出现{doubt.times}次，与{others}相近，可能是同一单位，现在各有一份台账；"
                "请核对，是同一单位的在单位名单里只列一个。"
            )
            where = tuple(f"unit:{n}" for n in (doubt.name, *doubt.choices))
            yield Finding(Severity.WARNING, "dispatch.alike", message, where, doubt.choices[0], doubt.name)


# ---- writing --------------------------------------------------------------------------------------------------------


def template_findings(template: FormTemplate) -> tuple[Finding, ...]:
    """What the office should know of its template before forms are made of it."""
    if template.names_unit:
        return ()
    message = "模板里没有 {单位} 占位，也没有“填报单位”栏，发出的台账看不出是哪个单位的；收回时只能靠文件名认。"
    return (Finding(Severity.WARNING, "dispatch.template.unit", message),)


def write_forms(
    documents: Documents,
    made: Dispatched,
    folder: str,
    progress: Progress,
    template: OfficeTemplate | None = None,
    cover: OutFile | None = None,
) -> tuple[str, ...]:
    """Write a form a unit and, where wanted, the cover list: all of them or none. Returns the places, the list first."""

    def files() -> Iterator[OutFile]:
        if cover is not None:
            yield cover
        for done, form in enumerate(made.forms):
            progress.step(done, len(made.forms), f"正在写 {form.unit.name}")
            content = template.filled(form.edits) if template and form.edits else form.document
            yield OutFile(f"{form.stem}.docx", content)

    return documents.write_folder(folder, files(), progress)


def cover_of(made: Dispatched, title: str, wish: DispatchWish, made_on: date, ending: str = ".docx") -> OutFile:
    """The 下发清单 of these forms. `ending` .docx or .xlsx."""
    lines = [
        CoverLine(f.unit.name, f"{f.stem}.docx", f.due + f.unassigned, f.leads, f.unit.contact, f.unit.phone)
        for f in made.forms
    ]
    return OutFile(COVER_NAME + ending, cover_list(lines, title, wish.round_name, wish.due_on, made_on))
