"""Room: core. How the office stands: plan, blank forms, the latest round unit by unit; its next step (首页)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.days import shown_day
from core.intake.arrived import FileStatus
from core.intake.listing import FileRow
from core.intake.returned import Intake
from core.intake.tally import UnitStanding, standing_of

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class NextStep:
    """`verb` stands on the button, `target` as an AgendaItem's; "page:import" brings the first ledger."""

    words: str
    verb: str
    target: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class UnitStand:
    """One unit in the round: `filled` of the `due` tasks that it must report on."""

    name: str
    standing: UnitStanding
    filled: int
    due: int


@dataclass(frozen=True, slots=True)
class RoundStand:
    """The latest round; without `units` nothing was taken in of it yet."""

    name: str
    due_on: date | None = None
    units: tuple[UnitStand, ...] = ()

    @property
    def missing(self) -> tuple[UnitStand, ...]:
        return tuple(u for u in self.units if u.standing is UnitStanding.MISSING)

    @property
    def to_do(self) -> tuple[UnitStand, ...]:
        return tuple(u for u in self.units if u.standing is UnitStanding.TO_DO)

    @property
    def arrived(self) -> int:
        return len(self.units) - len(self.missing)


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """`drafts`: plans under review. `handed_out`: blank forms of this ledger were written. `unwritten`: tasks without 综合稿."""

    drafts: int = 0
    handed_out: bool = False
    round: RoundStand | None = None
    unwritten: int = 0


def round_stand(intake: Intake, rows: Sequence[FileRow]) -> RoundStand:
    """The round as it was taken in; units that need something first, then those that did not return."""
    conflicts = {r.unit for r in rows if r.status is FileStatus.CONFLICT and not r.old}
    order = (UnitStanding.TO_DO, UnitStanding.MISSING, UnitStanding.LATE, UnitStanding.UNDATED, UnitStanding.ON_TIME)
    units = [
        UnitStand(u.name, standing_of(u, conflicts), len(set(u.due) & set(u.said)), len(u.due)) for u in intake.units
    ]
    return RoundStand(
        intake.terms.round, intake.terms.due_on, tuple(sorted(units, key=lambda u: order.index(u.standing)))
    )


def first_office_step(office: OfficeFacts | None) -> NextStep:
    """Before there is a ledger."""
    if office and office.drafts:
        return NextStep("工作要点已经导入，还没有确认为本年度台账。", "继续核对", "page:plan")
    return NextStep("先导入今年的政务公开工作要点，核对成任务，再下发各单位。", "导入工作要点", "page:plan")


def office_steps(office: OfficeFacts, today: date, year: int) -> Iterator[NextStep]:
    stand = office.round
    if not office.handed_out and not (stand and stand.units):
        yield NextStep("台账还没有下发给各单位。", "下发台账", "page:dispatch")
        return
    if stand is None:
        return
    when = f"{stand.name}{shown_day(stand.due_on, year)}前报送" if stand.due_on else stand.name
    near = stand.due_on is not None and stand.due_on - today <= SOON
    over = stand.due_on is not None and stand.due_on < today
    if not stand.units:
        if near:
            yield NextStep(f"{when}，还没有收件。", "收件", "page:intake", urgent=over)
    elif stand.to_do:
        yield NextStep(f"{when}，{len(stand.to_do)} 个单位的来件需要处理。", "去收件处理", "page:intake", urgent=True)
    elif stand.missing:
        words = f"{when}，{len(stand.units)} 个单位已报 {stand.arrived} 个，还有 {len(stand.missing)} 个没有报。"
        yield NextStep(words, "看没有报的单位", "page:intake", urgent=over)
    elif office.unwritten:
        yield NextStep(f"{stand.name}已收齐，还有 {office.unwritten} 项任务没有写综合稿。", "写综合稿", "page:summary")
