"""What the store's tests share: a moment, a small invented ledger, and all that a store holds, to compare."""

from datetime import date, datetime
from typing import Any

from core.actions.importing import form_from_rows
from core.actions.ports import Store
from core.ledger.record import Due, FormRow, LedgerBook, LedgerForm, TaskRecord

NOW = datetime(2026, 8, 10, 10, 32)
TEXTS = (
    (
        "重大行政决策事项目录公开",
        "编制年度重大行政决策事项目录，于3月31日前向社会公开。",
        "目录经镇长办公会审议后公开。",
    ),
    ("政府开放日", "按照制定方案、发布公告、组织实施、报送结果的原则开展活动。", ""),
    ("财政预决算公开", "推进部门所属单位预算、决算公开。", "不涉及：本镇无所属预算单位"),
)


def form(title: str = "云岭县政务公开任务台账") -> LedgerForm:
    rows = [
        FormRow(
            TaskRecord(
                number=i,
                label=str(i),
                section="一、推进公开",
                topic=topic,
                content=content,
                lead_units=("云岭县人民政府办公室",),
                responsible_units=("各乡镇", "各部门"),
                responsibility_text="云岭县人民政府办公室牵头，各乡镇、各部门",
                deadlines=(Due("3月31日前", date(2026, 3, 31), "by"), Due("持续推进", None, "ongoing")),
            ),
            progress,
        )
        for i, (topic, content, progress) in enumerate(TEXTS, start=1)
    ]
    book = LedgerBook(year=2026, title=title, reporting_unit="松溪乡人民政府", contact="张某", phone="0951-1234567")
    return form_from_rows(book, rows)


def snapshot(store: Store) -> dict[str, Any]:
    """Everything a window can read, book by book."""
    return {
        "books": store.books.all(),
        **{
            f"book {b.book_id}": (
                store.tasks.of(b.book_id, dropped=True),
                store.states.of(b.book_id),
                store.entries.in_book(b.book_id),
                store.rounds.of(b.book_id),
                [store.rounds.frozen(r.round_id) for r in store.rounds.of(b.book_id)],
                store.rounds.remarks(b.book_id),
                store.acceptances.of(b.book_id),
            )
            for b in store.books.all()
        },
    }
