"""Room: core. 报送期限 and 收件日期 of a round that was collected already, mended afterwards."""

from dataclasses import replace
from datetime import date, datetime

from core.actions.ports import Store
from core.actions.touched import Touched


def change_terms(
    store: Store, book_id: int, round_: str, due_on: date | None, received_on: date | None, now: datetime
) -> Touched:
    """The last day holds for every intake of the round; the day of receipt for the last one, whose files follow it
    unless a day of their own was said."""
    held = [i for i in store.intake.intakes(book_id) if i.round == round_]
    with store.step("修改报送期限、收件日期", now) as work:
        for intake in held:
            last = intake is held[-1]
            moved = last and intake.received_on != received_on
            work.intake.put_intake(
                replace(intake, due_on=due_on, received_on=received_on if last else intake.received_on)
            )
            for file in store.intake.files(book_id, round_) if moved else ():
                if file.intake_id == intake.intake_id and file.received_on == intake.received_on:
                    work.intake.put_file(replace(file, received_on=received_on))
    return work.touched
