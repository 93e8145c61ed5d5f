"""Room: core. A ledger as read from a document, made ready to be stored."""

from core.ledger.ledger import Ledger, LedgerTask
from core.ledger.record import Due, FormRow, LedgerBook, LedgerForm, TaskRecord


def form_of(ledger: Ledger, original: str = "", original_name: str = "", reading: str = "") -> LedgerForm:
    """`original` is the SHA-256 of the bytes that were read; `reading` how columns were mended by hand."""
    head = ledger.head
    unit, contact, phone = (slot.value if slot else "" for slot in (head.unit, head.contact, head.phone))
    book = LedgerBook(0, ledger.year, ledger.title, unit, contact, phone, original, original_name, reading)
    return LedgerForm(book, tuple(_row(task, i) for i, task in enumerate(ledger.tasks)))


def _row(task: LedgerTask, position: int) -> FormRow:
    record = TaskRecord(
        position=position,
        number=task.number,
        label=task.label,
        section=task.section,
        topic=task.topic,
        subtopic=task.subtopic,
        content=task.content,
        indicator=task.indicator,
        lead_units=task.units.lead,
        responsible_units=task.units.responsible,
        responsibility_text=task.responsibility_text,
        deadlines=tuple(Due(d.text, d.date, d.kind.value) for d in task.deadlines),
    )
    return FormRow(record, task.progress)
