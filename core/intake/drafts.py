"""Room: core. What goes out of an intake as Word: all texts by task, what each unit is to mend, who is to be reminded."""

from collections.abc import Iterator, Mapping

from core.days import shown_day
from core.document import Block, Document, Role
from core.drafting import body, draft, heading, table, title
from core.finding import SEVERITY_LABELS, SOURCE_LABELS, Finding, Severity
from core.intake.digest import figure_sums
from core.intake.returned import Intake, UnitReturn, blank_title
from core.ledger.standard_form import CROSSWISE
from core.units import Unit

NO_NEED = frozenset({"intake.renumbered", "intake.word_only", "intake.scan"})  # nothing for the unit to mend


def by_task_document(intake: Intake) -> Document:
    """汇总（按任务）: each task with every unit's text, and sums of figures as a suggestion."""
    name = f"{blank_title(intake.plan.title) or '任务落实台账'}汇总（按任务）"
    return draft((title(name), *_tasks(intake)), name)


def _tasks(intake: Intake) -> Iterator[Block]:
    section = ""
    for place, task in enumerate(intake.plan.tasks):
        if task.section != section:
            section = task.section
            yield heading(section)
        name = task.subtopic or task.topic or task.content[:20]
        yield heading(f"{task.number}. {name}", Role.HEADING_3)
        if task.content:
            yield body(task.content)
        rows = [(u.name, u.said[place]) for u in intake.back if place in u.said]
        if rows:
            yield table(("单位", "进展落实情况"), rows, (1, 4))
        else:
            yield body("没有单位填报。")
        for found in figure_sums(intake, place):
            yield body(f"〔建议，请核对〕{found.shown}")


def to_mend(unit: UnitReturn) -> tuple[Finding, ...]:
    """What the unit is asked to look at again, the gravest first."""
    order = list(Severity)
    found = [f for f in unit.findings if f.rule not in NO_NEED]
    return tuple(sorted(found, key=lambda f: order.index(f.severity)))


def send_back_document(unit: UnitReturn, intake: Intake) -> Document:
    """退回修改单 of one unit: what, where, both texts."""
    name = "政务公开任务落实台账退回修改单"
    rows = [_mend_row(number, f, unit.name) for number, f in enumerate(to_mend(unit), 1)]
    heads = ("序号", "任务", "程度", "问题和修改要求", "原文（应为）", "报来", "依据")
    blocks = (
        title(name),
        body(f"{unit.name}："),
        body(
            f"你单位{intake.terms.round}报送的《{blank_title(intake.plan.title) or '任务落实台账'}》（{unit.file}）已收到，下列{len(rows)}处请核对，修改或说明后重新报送。"
        ),
        table(heads, rows, (0.8, 1.6, 1, 6, 3.5, 3.5, 1.8), CROSSWISE),
    )
    return draft(blocks, name, CROSSWISE)


def _mend_row(number: int, found: Finding, unit: str) -> tuple[str, ...]:
    """Both texts stand beside each other only where they are texts of the ledger."""
    tasks = "、".join(w.partition(":")[2] for w in found.where if w.startswith("task:"))
    both = isinstance(found.expected, str) and isinstance(found.found, str) and found.expected and found.found
    texts = (str(found.expected), str(found.found)) if both else ("", "")
    message = found.message.removeprefix(f"“{unit}”")
    return (str(number), tasks, SEVERITY_LABELS[found.severity], message, *texts, SOURCE_LABELS[found.source])


def reminder_document(intake: Intake, known: Mapping[str, Unit] | None = None) -> Document:
    """催报名单: who returned nothing, and whose file could not be read; whom to call, where `known` (the directory) says."""
    name = "政务公开任务落实台账催报名单"
    due = intake.terms.due_on
    opening = f"{_round(intake)}{f'报送期限{shown_day(due)}。' if due else ''}已报送{len(intake.back)}个单位，尚有{len(intake.missing)}个单位没有报送。"
    rows = [_silent_row(n, u, (known or {}).get(u.name)) for n, u in enumerate(intake.missing, 1)]
    heads, widths = ("序号", "单位", "应报任务", "情况", "联系人", "联系电话"), (1, 5, 2, 4, 2, 3)
    called = 6 if any(row[4] or row[5] for row in rows) else 4
    blocks: list[Block] = [title(name), body(opening)]
    if rows:
        blocks.append(table(heads[:called], [row[:called] for row in rows], widths[:called]))
    return draft(blocks, name)


def _silent_row(number: int, unit: UnitReturn, known: Unit | None) -> tuple[str, ...]:
    state = "收到的文件不是台账或无法读取，请重报" if unit.arrived else "没有收到任何文件"
    who = (known.contact, known.phone) if known else ("", "")
    return (str(number), unit.name, f"{len(unit.due)}项", state, *who)


def _round(intake: Intake) -> str:
    return f"{intake.terms.round}：" if intake.terms.round else ""
