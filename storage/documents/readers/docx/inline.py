"""Room: storage. What stands inside one w:p, in reading order: text as Word shows it, and text boxes for after it."""

from collections.abc import Iterator
from typing import TypeAlias

from core.document import PageField
from storage.documents.readers.docx.fields import PAGE_TEXT, Fields, form_field, page_field
from storage.documents.readers.docx.names import (
    MC,
    RPR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TEXT_BOX,
    TRANSPARENT,
    M,
    R,
    T,
    W,
    chosen,
    flag,
    words_of,
)
from storage.documents.readers.docx.symbols import emoji, symbol

FLD_CHAR, INSTR, FLD_SIMPLE = W + "fldChar", W + "instrText", W + "fldSimple"
RUBY, BR, SYM = W + "ruby", W + "br", W + "sym"
ALTERNATE = MC + "AlternateContent"
GRAPHICS = frozenset((W + "drawing", W + "pict", W + "object"))
SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
LINE_BREAK = "textWrapping"

Piece: TypeAlias = tuple[str, object, PageField]  # text, the run's w:rPr or None, field


class Inline:
    """Reads paragraphs one after another; fields may run over several of them (a table of contents).

    After each `pieces` call, `boxes` holds the text boxes met, for the caller to read as blocks; `break_before` and
    `break_after` tell of a page break before and after the paragraph's text.
    """

    def __init__(self) -> None:
        self._fields = Fields()
        self.boxes: list = []
        self.break_before = self.break_after = self._spoken = False

    def pieces(self, p) -> list[Piece]:
        """Every run that shows, in order."""
        self.boxes = []
        self.break_before = self.break_after = self._spoken = False
        self._fields.enter(p)
        pieces = [piece for piece in self._inline(p) if piece[0]]
        if self.break_after and not pieces:
            self.break_before, self.break_after = True, False
        return pieces

    def _inline(self, parent) -> Iterator[Piece]:
        for child in parent:
            tag = child.tag
            if tag == R:
                yield from self._run(child)
            elif tag == FLD_SIMPLE:
                yield from self._simple_field(child)
            elif tag in TRANSPARENT:
                yield from self._inline(child)
            elif tag == SDT:
                yield from self._control(child)
            elif tag == ALTERNATE:
                yield from self._inline(chosen(child))
            elif isinstance(tag, str) and tag.startswith(M):
                yield "".join(child.itertext(M + "t")), None, PageField.NONE

    def _control(self, sdt) -> Iterator[Piece]:
        content = sdt.find(SDT_CONTENT)
        if content is not None and not flag(sdt.find(SDT_PR), "showingPlcHdr"):
            yield from self._inline(content)

    def _simple_field(self, field) -> Iterator[Piece]:
        kind = page_field(field.get(W + "instr", ""))
        if kind:
            yield PAGE_TEXT, field.find(f"{R}/{RPR}"), kind
        else:
            yield from self._inline(field)

    def _run(self, run) -> Iterator[Piece]:
        rpr = run.find(RPR)
        if rpr is None or not len(rpr) or not flag(rpr, "vanish"):
            for text, field in self._shown(run):
                if text:
                    self._pass_break()
                    yield text, rpr, field

    def _pass_break(self) -> None:
        """Text follows: a page break that stands before it is one before the paragraph if it is the first text."""
        if self.break_after and not self._spoken:
            self.break_before = True
        self.break_after, self._spoken = False, True

    def _shown(self, run) -> Iterator[tuple[str, PageField]]:
        for child in run:
            tag = child.tag
            if tag == T:
                if self._fields.show_text:
                    yield words_of(child), PageField.NONE
            elif tag in SIGNS:
                yield SIGNS[tag], PageField.NONE
            elif tag == BR:
                if child.get(W + "type", LINE_BREAK) == LINE_BREAK:
                    yield "\n", PageField.NONE
                elif child.get(W + "type") == "page":
                    self.break_after = True
            elif tag == FLD_CHAR:
                yield from self._field_char(child)
            elif tag == INSTR:
                self._fields.instruct(child.text or "")
            elif tag == SYM:
                yield symbol(child.get(W + "char", "")), PageField.NONE
            elif tag in GRAPHICS:
                self._collect_boxes(child)
            elif tag == ALTERNATE:
                yield from self._alternate(chosen(child))
            elif tag == RUBY:
                yield from ((text, field) for text, _, field in self._inline(child))

    def _field_char(self, mark) -> Iterator[tuple[str, PageField]]:
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            self._fields.begin(mark)
            yield form_field(mark), PageField.NONE
        elif kind in ("separate", "end"):
            field = self._fields.separate() if kind == "separate" else self._fields.end()
            if field:
                yield PAGE_TEXT, field

    def _alternate(self, branch) -> Iterator[tuple[str, PageField]]:
        self._collect_boxes(branch)
        if not any(child.tag in GRAPHICS for child in branch):
            yield emoji(branch), PageField.NONE
            yield from self._shown(branch)

    def _collect_boxes(self, element) -> None:
        self.boxes += [box for box in element.iter(TEXT_BOX) if not _doubled(box, element)]


def _doubled(box, within) -> bool:
    """Whether a text box lies in a branch that does not count, or inside another text box (read with that one)."""
    for above in box.iterancestors():
        if above is within:
            return False
        if above.tag == TEXT_BOX:
            return True
        if above.tag in (MC + "Fallback", MC + "Choice") and chosen(above.getparent()) is not above:
            return True
    return False
