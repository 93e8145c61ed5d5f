"""Room: gui. Files that the system opens with the program: a backup is offered for restoring, the rest read as dropped."""

from collections.abc import Sequence
from pathlib import PurePath

from core.backup import ENDING
from gui.dialogs import Dialogs
from gui.restoring import offer_restore
from gui.work_window import WorkArea
from gui.workbench import Workbench


def take_up_files(bench: Workbench, work: WorkArea, dialogs: Dialogs, places: Sequence[str]) -> None:
    """One backup at a time, and then nothing else: what is read must not land in a ledger about to be replaced."""
    backups = [place for place in places if place.lower().endswith(ENDING)]
    if backups:
        offer_restore(bench, dialogs, backups[0], PurePath(backups[0]).name)
    elif places:
        work.take_dropped(places)
