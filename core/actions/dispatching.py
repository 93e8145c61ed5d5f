"""Room: core. From a plan or a ledger to one blank form for each unit (分发)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.document import Document
from core.errors import LedgerError
from core.finding import Finding, Severity
from core.ledger.fill import safe_name
from core.ledger.ledger import Ledger
from core.ledger.standard_form import standard_form
from core.plan.decisions import propose_units
from core.plan.dispatch import Dispatch, Share, dispatch
from core.units import Unit, UnitDirectory

_PLACE = re.compile(r"^.{0,20}?[县区市旗](?=人民政府|政府|20\d\d|[^县区市旗]{0,12}政务公开)")


@dataclass(frozen=True, slots=True)
class BlankForm:
    """`stem` is 序号+单位+台账, the file's name without ending."""

    unit: Unit
    stem: str
    document: Document
    tasks: int


@dataclass(frozen=True, slots=True)
class Dispatched:
    forms: tuple[BlankForm, ...]
    findings: tuple[Finding, ...]


def dispatch_forms(ledger: Ledger, directory: UnitDirectory, units: Sequence[Unit] = ()) -> Dispatched:
    """One form for each unit that has something to report on.

    `units` are those to serve; without them they are proposed from the names that the document itself prints.
    Raises LedgerError where there is nobody to send a form to.
    """
    rows = [task.units for task in ledger.tasks]
    served = tuple(units) or propose_units(rows, directory, place_of(ledger.title))
    shared = dispatch(rows, replace(directory, units=served))
    shares = [share for share in shared.shares if share.tasks or shared.unassigned]
    if not shares:
        raise LedgerError(
            "文件没有写明责任单位，或者名单中的单位都没有任务，没有写入任何文件。请用 --units 给出单位名单，或先在原文中补上责任单位。"
        )
    forms = tuple(
        _form(ledger, share, shared.unassigned, number, len(shares)) for number, share in enumerate(shares, 1)
    )
    return Dispatched(forms, tuple(_findings(ledger, shared)))


def place_of(title: str) -> str:
    """The place that a title begins with (云岭县), "" where it does not."""
    m = _PLACE.match(title)
    return m[0] if m else ""


def _form(ledger: Ledger, share: Share, unassigned: Sequence[int], number: int, count: int) -> BlankForm:
    """The unit's tasks, and those that name nobody (待确认); numbers are kept, so that what returns can be matched."""
    places = sorted({i for i, _ in share.tasks} | set(unassigned))
    tasks = tuple(replace(ledger.tasks[i], progress="", cell=None) for i in places)
    own = replace(ledger, tasks=tasks, head=replace(ledger.head, unit=None))
    stem = safe_name(f"{number:0{len(str(count))}d}{share.unit.name}台账")
    return BlankForm(share.unit, stem, standard_form(own, share.unit.name), len(tasks))


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
