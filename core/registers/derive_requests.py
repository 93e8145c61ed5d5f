"""Room: core. Tables 三 and 四 counted from the requests of the register, with the entries behind every figure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from core.registers.request import Request
from core.report.form import Form

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Derived:
    """`entries`: cell id → ids of the entries that it counts; `figures`: every cell of the two tables, 0 included."""

    year: int
    figures: Mapping[str, int]
    entries: Mapping[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])


def derive_requests(requests: Iterable[Request], form: Form, year: int) -> Derived:
    """What the form's tables 三 and 四 hold for `year`: received in it, carried in, answered in it, carried out.

    A request without applicant kind or result stands in the totals and under 其他 of its kind only once it is told:
    it is left out of the single columns, so that the sheet does not balance and the check says so.
    """
    counted: dict[str, list[int]] = defaultdict(list)
    for request in requests:
        for cell in _cells(request, year):
            counted[cell].append(request.entry.entry_id)
    cells = [
        cell for table in form.tables if table.table_id in ("3", "4") for line in table.lines for cell in line.cells
    ]
    figures = {cell: len(counted.get(cell, ())) for cell in cells}
    return Derived(year, figures, {cell: tuple(counted[cell]) for cell in cells if counted.get(cell)})


def _cells(request: Request, year: int) -> Iterator[str]:
    columns = [request.applicant_kind, TOTAL] if request.applicant_kind else [TOTAL]
    for line in _lines(request, year):
        yield from (f"3.{line}.{column}" for column in columns)
    for dispute in request.disputes:
        column = dispute.counted_as(year)
        if column:
            yield f"4.{dispute.group}.{column}"
            yield f"4.{dispute.group}.{TOTAL}"


def _lines(request: Request, year: int) -> Iterator[str]:
    received, answered = request.counted_on, request.answered_on
    if received is None or received.year > year:
        return
    if received.year == year:
        yield "new"
    elif request.open_at(date(year - 1, 12, 31)):
        yield "carried_in"
    else:
        return
    if answered and answered.year <= year:
        yield from (line for line in (request.result, "done") if line)
    else:
        yield "carried_out"
