"""Room: storage. Word's fields: what of them shows. Page numbers become fields of ours, any other its last result."""

from dataclasses import dataclass

from core.document import PageField
from storage.documents.readers.docx.names import VAL, W, flag, value, whole

PAGE_TEXT = "1"  # what a page field's run holds: a stored result is stale, the layout prints its own
FIELDS = {"PAGE": PageField.PAGE, "NUMPAGES": PageField.PAGES, "SECTIONPAGES": PageField.PAGES}
KIND = W + "fldCharType"


@dataclass(slots=True)
class Open:
    """A field that has begun. `shows`: whether w:t inside it is text (its result) or part of its instruction."""

    instruction: str = ""
    shows: bool = False
    counted: bool = False


class Fields:
    """The open fields, outermost first. A damaged field never swallows the text that follows it."""

    def __init__(self) -> None:
        self._open: list[Open] = []
        self._closed: set | None = None
        self._p = None

    def enter(self, p) -> None:
        """A new paragraph: an instruction ends with the paragraph it stands in."""
        self._p, self._closed = p, None
        for field in self._open:
            field.shows = True

    @property
    def show_text(self) -> bool:
        return not self._open or all(f.shows for f in self._open)

    def begin(self, mark) -> None:
        if self._closed is None:
            self._closed = _closed(self._p)
        self._open.append(Open(shows=mark not in self._closed))

    def instruct(self, text: str) -> None:
        if self._open and not self._open[-1].shows:
            self._open[-1].instruction += text

    def separate(self) -> PageField:
        """The page field whose stored result follows (and is left out), or NONE."""
        if not self._open:
            return PageField.NONE
        field = self._open[-1]
        kind = page_field(field.instruction)
        field.shows, field.counted = not kind, True
        return kind

    def end(self) -> PageField:
        """The page field that ends here without a stored result, or NONE."""
        if not self._open:
            return PageField.NONE
        field = self._open.pop()
        return PageField.NONE if field.counted else page_field(field.instruction)


def page_field(instruction: str) -> PageField:
    words = instruction.split()
    return FIELDS.get(words[0].upper(), PageField.NONE) if words else PageField.NONE


def form_field(mark) -> str:
    """What an old-style form field shows that has no result of its own: a tick box, or the entry that was chosen."""
    data = mark.find(W + "ffData")
    if data is None:
        return ""
    if (box := data.find(W + "checkBox")) is not None:
        ticked = flag(box, "checked") if box.find(W + "checked") is not None else flag(box, "default")
        return "☑" if ticked else "☐"
    if (choice := data.find(W + "ddList")) is not None:
        entries = [entry.get(VAL, "") for entry in choice.iterfind(W + "listEntry")]
        index = whole(value(choice, "result") or value(choice, "default"))
        return entries[index] if 0 <= index < len(entries) else ""
    return ""


def _closed(p) -> set:
    """The w:fldChar that begin a field whose instruction ends in the same paragraph."""
    closed, begun = set(), []
    for mark in p.iter(W + "fldChar"):
        kind = mark.get(KIND)
        if kind == "begin":
            begun.append(mark)
        elif begun:
            closed.add(begun[-1])
            if kind == "end":
                begun.pop()
    return closed
