"""Room: storage. The shelf of books: one year's ledger each."""

from typing import Any

from core.ledger.record import LedgerBook
from storage.database.journal import Recorder, of_book
from storage.database.kept import register
from storage.database.reading import one
from storage.database.session import Session
from storage.database.values import instant, iso

_COLUMNS = "id, year, title, reporting_unit, contact, phone, original, original_name, reading, imported_at"


class ReadBooks:
    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[LedgerBook, ...]:
        rows = self._session.rows(f"SELECT {_COLUMNS} FROM book ORDER BY year DESC, id DESC")
        return tuple(_book(row) for row in rows)

    def get(self, book_id: int) -> LedgerBook:
        return _book(one(self._session, f"SELECT {_COLUMNS} FROM book WHERE id = ?", book_id))


class Books(ReadBooks):
    def __init__(self, session: Session, recorder: Recorder) -> None:
        super().__init__(session)
        self._recorder = recorder

    def add(self, book: LedgerBook) -> int:
        self._register_original(book)
        return self._recorder.insert("book", _values(book))

    def put(self, book: LedgerBook) -> None:
        self.get(book.book_id)
        self._register_original(book)
        self._recorder.update("book", book.book_id, _values(book), of_book(book.book_id))

    def remove(self, book_id: int) -> None:
        """Children first: nothing cascades, so that the journal sees every row."""
        self.get(book_id)
        tasks = "SELECT id FROM task WHERE book_id = :book"
        rounds = "SELECT id FROM round WHERE book_id = :book"
        entries = f"SELECT id FROM entry WHERE task_id IN ({tasks})"
        rules = "SELECT id FROM score_table WHERE book_id = :book"
        self._clear("score_rule", f"table_id IN ({rules})", book_id)
        for table in ("notice_draft", "rectification", "score_case", "score_table"):
            self._clear(table, "book_id = :book", book_id)
        for table in ("accepted", "returned_file", "intake"):
            self._clear(table, "book_id = :book", book_id)
        for table in ("digest_source", "digest_begun"):
            self._clear(table, f"task_id IN ({tasks})", book_id)
        for table in ("remark", "frozen", "round_file"):
            self._clear(table, f"round_id IN ({rounds})", book_id)
        self._clear("round", "book_id = :book", book_id)
        self._clear("evidence", f"entry_id IN ({entries})", book_id)
        for table, where in (("entry", f"task_id IN ({tasks})"), ("state", f"id IN ({tasks})")):
            self._clear(table, where, book_id)
        plans = "SELECT id FROM plan WHERE book_id = :book"
        self._clear("plan_task", f"plan_id IN ({plans})", book_id)
        self._clear("plan", "book_id = :book", book_id)
        self._clear("task", "book_id = :book", book_id)
        self._recorder.delete("book", book_id, of_book(book_id))

    def _register_original(self, book: LedgerBook) -> None:
        if book.original:
            register(self._session, book.original)

    def _clear(self, table: str, where: str, book_id: int) -> None:
        rows = self._session.conn.execute(f"SELECT id FROM {table} WHERE {where}", {"book": book_id}).fetchall()
        for (row_id,) in rows:
            self._recorder.delete(table, row_id, of_book(book_id))


def _book(row: tuple[Any, ...]) -> LedgerBook:
    book_id, year, title, unit, contact, phone, original, name, reading, imported_at = row
    return LedgerBook(book_id, year, title, unit, contact, phone, original or "", name, reading, instant(imported_at))


def _values(book: LedgerBook) -> dict[str, Any]:
    return {
        "year": book.year,
        "title": book.title,
        "reporting_unit": book.reporting_unit,
        "contact": book.contact,
        "phone": book.phone,
        "original": book.original or None,
        "original_name": book.original_name,
        "reading": book.reading,
        "imported_at": iso(book.imported_at),
    }
