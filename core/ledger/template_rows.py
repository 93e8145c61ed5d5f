"""Room: core. One unit's rows in the office's own template: each task in the columns that the template has."""

from collections.abc import Iterator, Mapping, Sequence

from core.ledger.headings import Column
from core.ledger.ledger import Ledger, LedgerTask
from core.ledger.standard_form import deadline_of, responsibility_of
from core.ledger.template import FormTemplate, ModelCell, TemplateEdits, TemplateRow

FLOWING = (Column.SECTION, Column.TOPIC)  # one merged cell for the rows that share it


def fill_template(
    template: FormTemplate, ledger: Ledger, values: Mapping[str, str], marks: Mapping[int, str]
) -> TemplateEdits:
    """`values` by placeholder; `marks` say what a task means for the unit, by number."""
    return TemplateEdits(
        tuple(template.lines(values)),
        tuple(_rows(template, ledger.tasks, marks)),
        template.model[0].origin,
        template.section_model,
        template.dropped,
    )


def _rows(template: FormTemplate, tasks: Sequence[LedgerTask], marks: Mapping[int, str]) -> Iterator[TemplateRow]:
    has = {cell.meaning for cell in template.model}
    before: LedgerTask | None = None
    for task in tasks:
        fresh = before is None or before.section != task.section
        if fresh and task.section and Column.SECTION not in has:
            yield TemplateRow(((template.model[0].origin, task.section, False),), section=True)
            before = None
        yield TemplateRow(tuple(_cell(template, cell, task, before, marks) for cell in template.model))
        before = task


def _cell(
    template: FormTemplate, cell: ModelCell, task: LedgerTask, before: LedgerTask | None, marks: Mapping[int, str]
) -> tuple[object, str, bool]:
    text = marks.get(task.number, "") if cell.marks else _text(template, cell, task)
    goes_on = (
        cell.meaning in FLOWING
        and before is not None
        and (before.section, before.topic) == (task.section, task.topic)
        and bool(task.topic if cell.meaning is Column.TOPIC else task.section)
        and not _is_subtopic(template, cell)
    )
    return cell.origin, text, goes_on


def _text(template: FormTemplate, cell: ModelCell, task: LedgerTask) -> str:
    has = {c.meaning for c in template.model}
    units = task.units
    if cell.meaning is Column.TOPIC:
        topic = task.subtopic if _is_subtopic(template, cell) else task.topic
        return topic if Column.CONTENT in has else "\n".join(t for t in (topic, task.content) if t)
    if cell.meaning is Column.CONTENT:
        own = () if Column.TOPIC in has else (task.topic, task.subtopic)
        return "\n".join(t for t in (*own, task.content) if t)
    if cell.meaning is Column.UNITS:
        return "、".join(units.responsible) if Column.LEAD in has or Column.HELP in has else responsibility_of(task)
    if cell.meaning is Column.HELP:
        return "、".join(units.responsible) if Column.UNITS not in has else ""
    texts = {
        Column.NUMBER: str(task.number),
        Column.SECTION: task.section,
        Column.INDICATOR: task.indicator,
        Column.LEAD: "、".join(units.lead),
        Column.DEADLINE: deadline_of(task),
        Column.PROGRESS: "",
    }
    return texts.get(cell.meaning, cell.text) if cell.meaning else cell.text


def _is_subtopic(template: FormTemplate, cell: ModelCell) -> bool:
    topics = [c for c in template.model if c.meaning is Column.TOPIC]
    return len(topics) > 1 and cell is not topics[0]
