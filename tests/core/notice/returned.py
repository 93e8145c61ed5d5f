"""An intake of six tasks in memory: one unit that returned, others as a test needs them."""

from dataclasses import replace
from datetime import date

from core.deadline import Deadline, DeadlineKind
from core.intake.returned import Intake, Terms, UnitReturn
from core.ledger.ledger import Declared, Head, Ledger, LedgerTask
from core.notice.rules import ScoreTable, score_table

DUE, ISSUED, UNIT = date(2026, 7, 10), date(2026, 3, 27), "云岭镇人民政府"
RAW = {
    "id": "own",
    "name": "考核办法",
    "published": "云政办发〔2026〕1号",
    "base": 100,
    "rules": [
        {"id": "1", "what": "未报送", "points": -5, "event": "missing", "per": "once"},
        {"id": "2", "what": "逾期", "points": -2, "event": "late"},
        {"id": "3", "what": "未完成", "points": -3, "cap": 4, "event": "unfilled"},
        {"id": "4", "what": "雷同", "points": -5},
        {"id": "5", "what": "填报完整", "points": 1, "event": "complete"},
    ],
}
TABLE: ScoreTable = score_table(RAW)


def by(day: date | None, kind: DeadlineKind = DeadlineKind.BY) -> tuple[Deadline, ...]:
    return (Deadline("时限", day, kind, 0, 0),)


TASKS = (
    LedgerTask(1, content="甲", deadlines=by(date(2026, 5, 31))),
    LedgerTask(2, content="乙", deadlines=by(date(2026, 6, 30))),
    LedgerTask(3, content="丙", deadlines=by(date(2026, 2, 1))),  # earlier than the plan itself
    LedgerTask(4, content="丁", deadlines=by(date(2026, 12, 31))),
    LedgerTask(5, content="戊", deadlines=by(None, DeadlineKind.RECURRING)),
    LedgerTask(6, content="己"),
)


def intake(*units: UnitReturn, received: date | None = date(2026, 7, 12), issued: date | None = ISSUED) -> Intake:
    plan = Ledger("云岭县2026年台账", 2026, Head(), Declared(), (), TASKS, frozenset())
    return Intake(plan, Terms("第一期", DUE, received, issued), (), units)


def back(**rest: object) -> UnitReturn:
    unit = UnitReturn(UNIT, True, True, True, True, DUE, tuple(range(6)), {5: "已办结"}, "a.docx")
    return replace(unit, **rest)  # type: ignore[arg-type]
