"""Room: core. Failures of the store that a face answers in different ways; each message stands on its own."""

from core.errors import LedgerError


class StoreInUse(LedgerError):
    """A second window has the data open."""


class StoreDamaged(LedgerError):
    """The data cannot be read; offer the backups."""


class StoreNewer(LedgerError):
    """Newer software made the data; nothing was touched."""


class StoreUnavailable(LedgerError):
    """The folder is gone, read-only, on a share, or the disk is full; offer another folder and a copy elsewhere."""


class Stale(LedgerError):
    """What the window showed is no longer stored; read again."""
