"""Room: core. A ledger (任务落实台账) as read from a document: its head, its rows, what it says of itself."""

from dataclasses import dataclass, field

from core.clauses import Responsibility
from core.deadline import Deadline
from core.finding import Finding
from core.ledger.headings import Column

NOBODY = Responsibility()


@dataclass(frozen=True, slots=True)
class HeadSlot:
    """A place in the head of the form where one value stands or is to be written: [start, end) of a line.

    The line is the paragraph of origin `paragraph`, or, where `cell` is given, the cell's paragraph number `line`.
    """

    value: str
    start: int = 0
    end: int = 0
    line: int = 0
    paragraph: object = field(default=None, compare=False, repr=False)
    cell: object = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Head:
    """Who fills the form in. None where the form has no such label; a slot's value is "" where it is left blank."""

    unit: HeadSlot | None = None
    contact: HeadSlot | None = None
    phone: HeadSlot | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """What the document says of itself (共4个板块、16个大项、33项重点任务); None where it does not say."""

    sections: int | None = None
    topics: int | None = None
    tasks: int | None = None


@dataclass(frozen=True, slots=True)
class LedgerTask:
    """One row. Values as the contract in docs/命令行.md has them; `cell` is the origin of its progress cell.

    `cell` is None where the form has no cell for this row's progress.
    """

    number: int
    label: str = ""
    section: str = ""
    topic: str = ""
    subtopic: str = ""
    content: str = ""
    indicator: str = ""
    units: Responsibility = NOBODY
    responsibility_text: str = ""
    deadlines: tuple[Deadline, ...] = ()
    column_deadlines: int = 0  # how many of `deadlines` stand in the 完成时限 column; they come first
    progress: str = ""
    cell: object = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """What is to be done, in the fullest words the row has."""
        return self.content or self.subtopic or self.topic


@dataclass(frozen=True, slots=True)
class Ledger:
    """A whole ledger. `year` is None where neither title nor text tells it. `columns`: the columns that were found."""

    title: str
    year: int | None
    head: Head
    declared: Declared
    sections: tuple[str, ...]
    tasks: tuple[LedgerTask, ...]
    columns: frozenset[Column]
    findings: tuple[Finding, ...] = ()

    @property
    def unit(self) -> str | None:
        return self.head.unit.value if self.head.unit else None

    @property
    def topics(self) -> tuple[str, ...]:
        """Topics in order; one that returns in another section counts again."""
        seen = dict.fromkeys((t.section, t.topic) for t in self.tasks if t.topic)
        return tuple(topic for _, topic in seen)
