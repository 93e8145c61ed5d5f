"""Room: core. What the store knows that an intake is read against: this round's files, last year's texts, reports."""

from collections.abc import Mapping, Sequence

from core.actions.ports import Store
from core.intake.taken import Before
from core.ledger.matching import match
from core.ledger.revise import key_of
from core.report.form import Form
from core.report.record import form_named, report_of
from core.report.report import AnnualReport
from core.unit_years import heirs


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


def _last_year(store: Store, book_id: int) -> Mapping[str, Mapping[int, tuple[str, ...]]]:
    """Unit → place in this year's plan → what it returned last of the same task a year ago.

    Of a unit that was renamed, merged or split since, whoever goes on with its work is held against its texts.
    """
    year = store.books.get(book_id).year
    if not year:
        return {}
    books = [b for b in store.books.all() if b.year == year - 1]
    units = store.units.all()
    found: dict[str, dict[int, tuple[str, ...]]] = {}
    for book in books:
        earlier = store.tasks.of(book.book_id)
        pairs = match([key_of(t) for t in earlier], [key_of(t) for t in store.tasks.of(book_id)]).pairs
        place_of = {earlier[old].task_id: new for new, (old, _) in pairs.items()}
        for unit, texts in _last_texts(store, book.book_id, place_of).items():
            for heir in [u.name for u in heirs(units, unit, year)] or [unit]:
                own = found.setdefault(heir, {})
                own |= {place: (*own.get(place, ()), text) for place, text in texts.items()}
    return found


def _last_texts(store: Store, book_id: int, place_of: Mapping[int, int]) -> dict[str, dict[int, str]]:
    """What each unit said of a task in the last round in which it said anything of it."""
    texts: dict[str, dict[int, str]] = {}
    for round_ in store.intake.rounds(book_id):
        for file in store.intake.current(book_id, round_).values():
            said = {place_of[task]: text for task, text in file.said.items() if task in place_of}
            texts.setdefault(file.unit, {}).update(said)
    return texts


def _reports(store: Store, year: int | None, forms: Sequence[Form]) -> dict[str, AnnualReport]:
    found: dict[str, AnnualReport] = {}
    for head in store.reports.all():
        form = form_named(forms, head.form_id)
        if form and year and head.year == year and head.unit and head.unit not in found:
            found[head.unit] = report_of(head, store.reports.content(head.report_id), form)
    return found
