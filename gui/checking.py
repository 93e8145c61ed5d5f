"""Room: gui. The checks before sending (core.advice) on what the store keeps, as the window asks for them."""

from collections.abc import Sequence
from dataclasses import replace

from core.advice.check import check_sheet
from core.advice.gather import sheet_of_book
from core.finding import Finding
from core.ledger.last_year import said_last_year
from core.units import UnitDirectory
from gui.services import Check, Checked


def check_before_sending(directory: UnitDirectory) -> Check:
    """All checks of core.advice, with what the settings add to a head that is blank."""

    def check(checked: Checked) -> Sequence[Finding]:
        book, settings = checked.book, checked.settings
        book = replace(book, contact=book.contact or settings.contact, phone=book.phone or settings.phone)
        said = said_last_year(checked.tasks, checked.earlier, checked.earlier_states)
        unit = settings.unit_name or book.reporting_unit
        return check_sheet(
            sheet_of_book(book, checked.tasks, checked.states, checked.directory or directory, unit, said)
        )

    return check
