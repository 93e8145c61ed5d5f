"""Room: core. What goes out of an intake as Word: all texts by task, what each unit is to mend, who is to be reminded."""

from collections.abc import Iterator, Mapping

from core.days import shown_day
from core.document import Block, Document, Role
from core.drafting import body, draft, heading, table, title
from core.intake.correction import returned_for_correction, to_mend
from core.intake.digest import figure_sums
from core.intake.returned import Intake, UnitReturn, blank_title
from core.units import Unit

__all__ = ["by_task_document", "reminder_document", "send_back_document", "to_mend"]


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


def send_back_document(unit: UnitReturn, intake: Intake) -> Document:
    """退回修改单 of one unit: what, where, both texts."""
    return returned_for_correction(unit, intake)


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
