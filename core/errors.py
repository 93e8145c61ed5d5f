"""Room: core. The one kind of failure that a user can act on."""


class LedgerError(Exception):
    """Something the user can mend.

    `message` is Chinese and shown as it stands: what happened, what is still safe, what to do next.
    `detail` goes to the log and never to the screen.
    """

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail


class NotYetSupported(LedgerError):
    """A format or a document of a kind that this version does not handle."""
