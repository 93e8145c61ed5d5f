"""Room: core. 汇总台账: all tasks × all units that returned, the state of each unit, and what is to be mended, as tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from core.days import shown_day
from core.finding import SEVERITY_LABELS, SOURCE_LABELS, Finding
from core.intake.arrived import STATUS_LABELS
from core.intake.returned import Intake, UnitReturn, blank_title
from core.ledger.standard_form import responsibility_of

MATRIX, STATES, MISSING, FILES, PROBLEMS = "汇总台账", "报送情况", "未报送", "来件", "问题清单"
TASK_HEADS = ("序号", "板块", "重点工作", "主要内容", "责任单位", "完成时限", "填报单位数")
STATE_HEADS = (
    "单位",
    "是否报送",
    "收到日期",
    "是否按时",
    "应报项数",
    "已填项数",
    "应报未填",
    "问题数",
    "计入的文件",
)
DEDUCTION_HEAD = "建议扣分（待确认）"
MISSING_HEADS = ("单位", "应报项数", "情况")
FILE_HEADS = ("文件", "单位", "状态", "依据")
DIGEST_HEAD = "综合稿"
PROBLEM_HEADS = ("程度", "单位", "任务", "问题", "依据来源", "文件")

CellValue = str | int | float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `links`: (row, column) in the body → (sheet, row, column) it points to, bodies counted from 0.

    `widths` in characters; `frozen`: columns that stay in view; `wide_from`: the rest of the columns are texts.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    widths: tuple[int, ...]
    frozen: int = 1
    links: Mapping[tuple[int, int], tuple[str, int, int]] = field(
        default_factory=dict[tuple[int, int], tuple[str, int, int]]
    )


@dataclass(frozen=True, slots=True)
class Summary:
    title: str
    sheets: tuple[Sheet, ...]


def summary_of(
    intake: Intake, deductions: Mapping[str, float] | None = None, digests: Mapping[int, str] | None = None
) -> Summary:
    """`deductions`: unit → sum of what is proposed, under the rules that were chosen, None = no rules. `digests`: place in the plan →
    the office's own text; None = it keeps none, and there is no column for it.
    """
    told = intake.terms.round
    title = f"{blank_title(intake.plan.title) or '任务落实台账'}汇总{f'（{told}）' if told else ''}"
    return Summary(
        title,
        (
            _matrix(intake, digests),
            _states(intake, deductions),
            _missing(intake),
            _files(intake),
            _problems(intake, len(_heads(digests))),
        ),
    )


def _heads(digests: Mapping[int, str] | None) -> tuple[str, ...]:
    return TASK_HEADS if digests is None else (*TASK_HEADS, DIGEST_HEAD)


def _matrix(intake: Intake, digests: Mapping[int, str] | None) -> Sheet:
    heads = (*_heads(digests), *(u.name for u in intake.back))
    rows = tuple(_task_row(intake, place, digests) for place in range(len(intake.plan.tasks)))
    own = () if digests is None else (40,)
    return Sheet(MATRIX, heads, rows, (5, 14, 14, 36, 22, 14, 8, *own, *(30 for _ in intake.back)), frozen=3)


def _task_row(intake: Intake, place: int, digests: Mapping[int, str] | None) -> tuple[CellValue, ...]:
    task = intake.plan.tasks[place]
    texts = [u.said.get(place, "") for u in intake.back]
    topic = " · ".join(part for part in (task.topic, task.subtopic) if part)
    terms = "、".join(d.text for d in task.deadlines)
    filled = sum(bool(t) for t in texts)
    own = () if digests is None else (digests.get(place, ""),)
    return (task.number, task.section, topic, task.content, responsibility_of(task), terms, filled, *own, *texts)


def _states(intake: Intake, deductions: Mapping[str, float] | None) -> Sheet:
    rows = tuple(_state_row(u) for u in intake.units)
    made = Sheet(STATES, STATE_HEADS, rows, (30, 10, 12, 10, 10, 10, 24, 8, 40))
    if deductions is None:
        return made
    points = [deductions.get(u.name, 0) for u in intake.units]
    return replace(
        made,
        heads=(*STATE_HEADS[:-1], DEDUCTION_HEAD, STATE_HEADS[-1]),
        rows=tuple((*row[:-1], each, row[-1]) for row, each in zip(rows, points, strict=True)),
        widths=(*made.widths[:-1], 12, made.widths[-1]),
    )


def _state_row(unit: UnitReturn) -> tuple[CellValue, ...]:
    on_time = {True: "按时", False: "逾期", None: "不能判断"}[unit.on_time] if unit.returned else ""
    return (
        unit.name,
        "已报送" if unit.returned else "待重报" if unit.arrived else "未报送",
        shown_day(unit.came_on) if unit.came_on else "",
        on_time,
        len(unit.due),
        len(unit.said),
        len(unit.blank),
        len(unit.findings),
        unit.file,
    )


def _missing(intake: Intake) -> Sheet:
    rows = tuple(
        (u.name, len(u.due), "收到的文件不是台账或无法读取，请重报" if u.arrived else "没有收到任何文件")
        for u in intake.missing
    )
    return Sheet(MISSING, MISSING_HEADS, rows, (30, 10, 40))


def _files(intake: Intake) -> Sheet:
    rows = tuple((f.name, f.unit, STATUS_LABELS[f.status], f.reason) for f in intake.files)
    return Sheet(FILES, FILE_HEADS, rows, (48, 30, 12, 60))


def _problems(intake: Intake, first: int) -> Sheet:
    """`first`: the column in the sheet of all in which the first unit stands."""
    rows: list[tuple[CellValue, ...]] = []
    links: dict[tuple[int, int], tuple[str, int, int]] = {}
    for found in intake.findings:
        unit, files, tasks = (", ".join(_in(found, kind)).replace(", ", "、") for kind in ("unit", "file", "task"))
        row = (SEVERITY_LABELS[found.severity], unit, tasks, found.message, SOURCE_LABELS[found.source], files)
        if target := _cell_of(found, intake):
            links[len(rows), 2] = (MATRIX, target[0], first + target[1])
        rows.append(row)
    return Sheet(PROBLEMS, PROBLEM_HEADS, tuple(rows), (8, 26, 10, 80, 12, 40), links=links)


def _in(found: Finding, kind: str) -> Iterator[str]:
    return (w.partition(":")[2] for w in found.where if w.startswith(f"{kind}:"))


def _cell_of(found: Finding, intake: Intake) -> tuple[int, int] | None:
    """Row of the text that the finding is about in the sheet of all, and which of its units says it."""
    number, unit = next(_in(found, "task"), ""), next(_in(found, "unit"), "")
    row = next((i for i, t in enumerate(intake.plan.tasks) if str(t.number) == number), None)
    col = next((i for i, u in enumerate(intake.back) if u.name == unit), None)
    return None if row is None or col is None else (row, col)
