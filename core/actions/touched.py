"""Room: core. What a window must read again after an action, an undo or a redo."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Touched:
    """`books`: the book itself, its list of tasks, its rounds, remarks or acceptances changed: read the book again.
    `tasks`: only these rows changed. `reports`: these annual reports changed. `subjects`: what else changed, by the
    word of its shelf (units, intake …). All empty: nothing was changed and there is nothing to undo.
    """

    books: frozenset[int] = frozenset()
    tasks: frozenset[int] = frozenset()
    reports: frozenset[int] = frozenset()
    subjects: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.books or self.tasks or self.reports or self.subjects)


NOTHING = Touched()
