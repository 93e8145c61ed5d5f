"""Room: gui. A folder of its own for what is handed out, so that all files appear together or none."""

from pathlib import Path

from core.ledger.fill import safe_name
from core.ledger.ledger import Ledger


def free_folder(folder: str, ledger: Ledger, round_name: str) -> str:
    """A place below the chosen folder that is not there yet."""
    year = f"{ledger.year}年" if ledger.year else ""
    name = safe_name(f"{year}台账下发" + (f"（{round_name}）" if round_name else ""))
    place, count = f"{folder.rstrip('/')}/{name}", 1
    while Path(place).exists():
        count += 1
        place = f"{folder.rstrip('/')}/{name}-{count}"
    return place
