"""Room: gui. Kept files opened with the system's own program: a copy each, cleared when the window goes or comes."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from time import time

from core.actions.ports import KeptFiles
from core.ledger.entry import Evidence

PREFIX = "mingzhang-viewed-"
OWN = f"{PREFIX}{os.getpid()}-"
A_DAY = 24 * 60 * 60


def copy_to_view(kept: KeptFiles, evidence: Evidence) -> str:
    """The place of a copy under its own name, so that the kept original stays as it is. LedgerError when it is gone."""
    return kept.copy_out(evidence, tempfile.mkdtemp(prefix=OWN))


def clear_own() -> None:
    """At exit. What another program still holds open stays, and goes at a later start."""
    _clear(OWN, 0)


def clear_old() -> None:
    """At start: what an earlier window left, but nothing that another one may be showing today."""
    _clear(PREFIX, A_DAY)


def _clear(prefix: str, older_than: float) -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        with suppress(OSError):
            if time() - folder.stat().st_mtime >= older_than:
                shutil.rmtree(folder, ignore_errors=True)
