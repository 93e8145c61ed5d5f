"""Room: core. What the store knows that an intake is read against: this round's files, last year's texts, reports."""

from collections.abc import Mapping, Sequence

from core.actions.ports import Store
from core.intake.record import ReturnedFile
from core.intake.taken import Before
from core.ledger.matching import match
from core.ledger.revise import key_of
from core.report.form import Form
from core.report.record import form_named, report_of
from core.report.report import AnnualReport


def known_before(store: Store, book_id: int, round_: str, forms: Sequence[Form] = ()) -> Before:
    """`forms`: those of annual reports; without them no figure is held against a report."""
    files = store.intake.files(book_id)
    now = tuple(f for f in files if f.round == round_)
    earlier = {f.sha256: f.round for f in files if f.round != round_}
    return Before(
        now,
        store.intake.remembered(),
        _last_year(store, book_id),
        earlier,
        _reports(store, store.books.get(book_id).year, forms),
    )


def _last_year(store: Store, book_id: int) -> Mapping[str, Mapping[int, str]]:
    """Unit → place in this year's plan → what the unit returned last of the same task a year ago."""
    year = store.books.get(book_id).year
    books = [b for b in store.books.all() if year and b.year == year - 1]
    found: dict[str, dict[int, str]] = {}
    for book in books:
        earlier = store.tasks.of(book.book_id)
        pairs = match([key_of(t) for t in earlier], [key_of(t) for t in store.tasks.of(book_id)]).pairs
        place_of = {earlier[old].task_id: new for new, (old, _) in pairs.items()}
        for round_ in store.intake.rounds(book.book_id):
            for file in store.intake.current(book.book_id, round_).values():
                _take(found.setdefault(file.unit, {}), file, place_of)
    return found


def _take(texts: dict[int, str], file: ReturnedFile, place_of: Mapping[int, int]) -> None:
    for task_id, said in file.said.items():
        if task_id in place_of:
            texts[place_of[task_id]] = said


def _reports(store: Store, year: int | None, forms: Sequence[Form]) -> dict[str, AnnualReport]:
    found: dict[str, AnnualReport] = {}
    for head in store.reports.all():
        form = form_named(forms, head.form_id)
        if form and year and head.year == year and head.unit and head.unit not in found:
            found[head.unit] = report_of(head, store.reports.content(head.report_id), form)
    return found
