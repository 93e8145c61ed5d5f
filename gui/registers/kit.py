"""Room: gui. The registers as this store has them: the user's own fields, and the holidays that were pasted in."""

from core.actions.holidays import with_kept_notices
from core.registers.kit import RegisterKit
from gui.workbench import Workbench


def kit_of(bench: Workbench) -> RegisterKit | None:
    """None where the program was started without registers."""
    if bench.services.registers is None:
        return None
    kit = bench.services.registers(bench.store.folder)
    return kit.with_calendar(with_kept_notices(bench.store, kit.calendar))
