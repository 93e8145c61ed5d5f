"""Room: core. What in a plan is doubtful: counts, numbers, nobody named, no deadline, dates that cannot be or contradict."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from core.deadline import Deadline, DeadlineKind, find_deadlines
from core.finding import Finding, Severity, Source
from core.ledger.checks import printed, tight
from core.plan.outline import Node
from core.plan.plan import Plan, PlanTask
from core.plan.reporting import reporting_sentences

UNASSIGNED = "原文未列责任单位，待指定"
_LABELS = {1: "{}、", 2: "（{}）", 3: "{}.", 4: "（{}）"}
_CHINESE = "〇一二三四五六七八九十"


def check_plan(plan: Plan, nodes: Sequence[Node]) -> Plan:
    findings = [
        *_declared(plan, nodes),
        *_numbers(plan),
        *_outline(nodes, through=plan.numbered_through),
        *_units(plan),
        *_deadlines(plan),
        *_reporting(plan),
    ]
    return replace(plan, findings=tuple(findings))


def checked_again(plan: Plan) -> tuple[Finding, ...]:
    """What holds of the tasks as they are now, after the office has worked on them; the outline is not looked at."""
    return (*_declared(plan, ()), *_numbers(plan), *_units(plan), *_deadlines(plan), *_reporting(plan))


def _declared(plan: Plan, nodes: Sequence[Node]) -> Iterator[Finding]:
    told = plan.metadata.declared
    if told.sections == sum(node.level == 1 for node in nodes):  # 总体要求 counted too
        told = replace(told, sections=None)
    for what, declared, found in (
        ("个板块", told.sections, len(plan.sections)),
        ("个大项", told.topics, len(plan.topics)),
        ("项任务", told.tasks, len(plan.tasks)),
    ):
        if declared is not None and found and declared != found:
            yield Finding(
                Severity.WARNING,
                "plan.declared",
                f"文件自述共{declared}{what}，实际读到{found}{what}，请核对是文件笔误还是有内容没有读到。",
                ("head:declared",),
                declared,
                found,
                Source.DERIVED,
            )


def _numbers(plan: Plan) -> Iterator[Finding]:
    if not plan.numbered_through:
        return
    for before, after in pairwise(row.number for row in plan.rows):
        if after == before + 1:
            continue
        missing = "、".join(str(n) for n in range(before + 1, min(after, before + 6)))
        message = (
            f"第{before}项之后是第{after}项，缺少{missing}，请核对是否漏项。"
            if after > before
            else f"序号{after}出现不止一次，请核对是否写错。"
        )
        rule = "plan.number.skipped" if after > before else "plan.number.repeated"
        yield Finding(Severity.WARNING, rule, message, (f"task:{after}",), before + 1, after, Source.DERIVED)


def _outline(nodes: Sequence[Node], parent: str = "", *, through: bool) -> Iterator[Finding]:
    """Numbers of sections and topics, and of tasks unless theirs run through the document (see _numbers)."""
    place = f"“{parent}”下，" if parent else "正文"
    for before, after in pairwise(nodes):
        expected = before.mark.number + 1
        looked_at = after.level <= 2 or (after.level <= 4 and not through)
        if looked_at and after.level == before.level and after.mark.number != expected and after.mark.label:
            wanted = _LABELS[after.level].format(_chinese(expected) if after.level <= 2 else expected)
            yield Finding(
                Severity.WARNING,
                "plan.outline.skipped",
                f"{place}{before.mark.label}之后是{after.mark.label}，应为{wanted}，请核对是否漏项或写错。",
                (f"section:{nodes.index(after) + 1}",) if after.level == 1 else (),
                wanted,
                after.mark.label,
                Source.DERIVED,
            )
    for node in nodes:
        yield from _outline(node.children, node.heading, through=through)
        if node.level == 1 and not node.children and not node.names_units and len(node.paragraphs) < 2:
            yield Finding(
                Severity.HINT, "plan.section.empty", f"“{node.heading}”下没有读到任务。", (), "", 0, Source.DERIVED
            )


def _chinese(n: int) -> str:
    tens, units = divmod(n, 10)
    return (("" if tens == 1 else _CHINESE[tens]) + "十" if tens else "") + (_CHINESE[units] if units else "")


def _units(plan: Plan) -> Iterator[Finding]:
    for row in plan.rows:
        if not row.units.names:
            yield Finding(Severity.HINT, "plan.units.none", f"第{row.number}项{UNASSIGNED}。", (f"task:{row.number}",))


def _deadlines(plan: Plan) -> Iterator[Finding]:
    without = [row for row in plan.rows if not row.deadlines]
    if without:
        yield Finding(
            Severity.HINT,
            "plan.deadline.none",
            f"{len(plan.rows)}项任务中有{len(without)}项没有写明完成时限，可在审阅时成批设定。",
            tuple(f"task:{row.number}" for row in without),
            len(plan.rows),
            len(plan.rows) - len(without),
        )
    for task in plan.tasks:
        for deadline in task.deadlines:
            yield from _impossible(plan, task, deadline)


def _impossible(plan: Plan, task: PlanTask, deadline: Deadline) -> Iterator[Finding]:
    where, printed = (f"task:{task.row.number}",), tight(deadline.text)
    issued = plan.metadata.issued_on
    fixed = deadline.kind in (DeadlineKind.BY, DeadlineKind.IN)
    if fixed and deadline.date is None and plan.metadata.year is not None:
        yield Finding(
            Severity.WARNING,
            "plan.deadline.no_such_day",
            f"第{task.row.number}项的时限“{printed}”不是一个存在的日期，请核对。",
            where,
            "",
            printed,
            Source.DERIVED,
        )
    if fixed and deadline.date and issued and deadline.date < issued:
        yield Finding(
            Severity.WARNING,
            "plan.deadline.before_issue",
            f"时限早于印发：第{task.row.number}项要求“{printed}”，而文件{issued.isoformat()}才印发，"
            "不可能按时完成，请明确是否顺延；不作为扣分依据。",
            where,
            issued.isoformat(),
            deadline.date.isoformat(),
            Source.DERIVED,
        )


def _reporting(plan: Plan) -> Iterator[Finding]:
    """Dates for reporting progress that different places order; the office decides which become 期次."""
    told = [(where, dates) for where, text in _places(plan) if (dates := _dates(text, plan.metadata.year))]
    for where, dates in told[1:]:
        first, expected, found = told[0][1], printed(told[0][1]), printed(dates)
        if {(d.kind, d.date) for d in first} != {(d.kind, d.date) for d in dates} or expected != found:
            yield Finding(
                Severity.WARNING,
                "plan.reporting.contradicts",
                f"报送时间不一致：一处要求“{expected}”，另一处要求“{found}”，请确定以哪个作为期次。",
                tuple(dict.fromkeys((told[0][0], where))),
                expected,
                found,
                Source.DERIVED,
            )


def _places(plan: Plan) -> Iterator[tuple[str, str]]:
    taken = [(t.start, t.end) for t in plan.tasks]
    for start, sentence in reporting_sentences(plan.source):
        inside = next((i for i, (a, b) in enumerate(taken) if a <= start < b), None)
        yield ("head:due" if inside is None else f"task:{plan.rows[inside].number}"), sentence


def _dates(text: str, year: int | None) -> list[Deadline]:
    terms = (DeadlineKind.BY, DeadlineKind.RECURRING)
    return [d for d in find_deadlines(text, year, column=False) if d.kind in terms]
