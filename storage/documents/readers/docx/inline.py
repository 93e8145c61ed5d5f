"""Room: storage. What stands inside one w:p, in reading order: text as Word shows it, and text boxes for after it."""

from collections.abc import Iterator

from core.document import PageField
from storage.documents.readers.docx.names import MC, RPR, SDT, SDT_CONTENT, SDT_PR, TRANSPARENT, M, R, T, W, flag

TEXT_BOX = W + "txbxContent"
FLD_CHAR, INSTR, FLD_SIMPLE = W + "fldChar", W + "instrText", W + "fldSimple"
RUBY = W + "ruby"
GRAPHICS = frozenset((W + "drawing", W + "pict", W + "object"))
SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
# Wingdings and Symbol code points that forms use as tick boxes and bullets.
SYMBOLS = {
    0xF0FE: "☑",
    0xF0FD: "☒",
    0xF0A8: "□",
    0xF06F: "□",
    0xF0FC: "✓",
    0xF0FB: "✗",
    0xF06C: "●",
    0xF0B7: "•",
    0xF052: "☑",
    0xF0A3: "□",
}
FIELDS = {"PAGE": PageField.PAGE, "NUMPAGES": PageField.PAGES, "SECTIONPAGES": PageField.PAGES}


class Inline:
    """Reads paragraphs one after another. Fields may run over several paragraphs (a table of contents), so it remembers.

    After each `pieces` call, `boxes` holds the text boxes met, for the caller to read as blocks.
    """

    def __init__(self) -> None:
        self._fields: list[str] = []  # the instruction of each open field; "\0" once its result has begun
        self.boxes: list = []

    def pieces(self, p) -> list[tuple[str, object, PageField]]:
        """(text, the run's w:rPr or None, field) of every run that shows, in order."""
        self.boxes = []
        if self._fields:  # an instruction ends with its paragraph: a damaged field must not swallow what follows
            self._fields = ["\0"] * len(self._fields)
        return list(self._inline(p))

    def _inline(self, parent) -> Iterator[tuple[str, object, PageField]]:
        for child in parent:
            tag = child.tag
            if tag == R:
                yield from self._run(child)
            elif tag in TRANSPARENT:
                if tag == FLD_SIMPLE and (field := _field(child.get(W + "instr", ""))):
                    yield "1", None, field
                else:
                    yield from self._inline(child)
            elif tag == SDT:
                yield from self._control(child)
            elif tag == MC + "AlternateContent":
                yield from self._inline(chosen(child))
            elif isinstance(tag, str) and tag.startswith(M):
                yield "".join(child.itertext(M + "t")), None, PageField.NONE

    def _control(self, sdt) -> Iterator[tuple[str, object, PageField]]:
        content = sdt.find(SDT_CONTENT)
        if content is not None and not flag(sdt.find(SDT_PR), "showingPlcHdr"):
            yield from self._inline(content)

    def _run(self, run) -> Iterator[tuple[str, object, PageField]]:
        rpr = None
        for child in run:
            tag = child.tag
            if tag == T:
                if not self._fields or all(f == "\0" for f in self._fields):
                    yield child.text or "", rpr, PageField.NONE
            elif tag == RPR:
                rpr = child
                if len(child) and flag(child, "vanish"):
                    return
            elif tag in SIGNS:
                yield SIGNS[tag], rpr, PageField.NONE
            elif tag == W + "br":
                if child.get(W + "type", "textWrapping") == "textWrapping":
                    yield "\n", rpr, PageField.NONE
            elif tag == FLD_CHAR:
                yield from self._field_char(child.get(W + "fldCharType"), rpr)
            elif tag == INSTR:
                if self._fields and self._fields[-1] != "\0":
                    self._fields[-1] += child.text or ""
            elif tag == W + "sym":
                yield _symbol(child), rpr, PageField.NONE
            elif tag in GRAPHICS:
                self._collect_boxes(child)
            elif tag == MC + "AlternateContent":
                self._collect_boxes(chosen(child))
            elif tag == RUBY:
                yield from self._inline(child)

    def _field_char(self, kind: str | None, rpr) -> Iterator[tuple[str, object, PageField]]:
        if kind == "begin":
            self._fields.append("")
        elif kind == "separate" and self._fields:
            field = _field(self._fields[-1])
            # A page number's stored result is stale: the layout prints its own.
            self._fields[-1] = "page" if field else "\0"
            if field:
                yield "1", rpr, field
        elif kind == "end" and self._fields:
            instruction = self._fields.pop()
            if (field := _field(instruction)) and instruction != "page":
                yield "1", rpr, field

    def _collect_boxes(self, element) -> None:
        for graphic in element.iter(TEXT_BOX, MC + "AlternateContent"):
            if graphic.tag == TEXT_BOX and not _doubled(graphic, element):
                self.boxes.append(graphic)


def chosen(alternate):
    """The branch of mc:AlternateContent that counts: both hold the same text once for new and once for old Word."""
    choice = alternate.find(MC + "Choice")
    if choice is not None:
        return choice
    fallback = alternate.find(MC + "Fallback")
    return alternate if fallback is None else fallback


def _doubled(box, within) -> bool:
    """Whether a text box lies in a Fallback beside a Choice, or inside another text box (read with that one)."""
    for above in box.iterancestors():
        if above is within:
            return False
        if above.tag == TEXT_BOX:
            return True
        if above.tag == MC + "Fallback" and above.getparent().find(MC + "Choice") is not None:
            return True
    return False


def _field(instruction: str) -> PageField:
    words = instruction.split()
    return FIELDS.get(words[0].upper(), PageField.NONE) if words else PageField.NONE


def _symbol(sym) -> str:
    try:
        code = int(sym.get(W + "char", "0"), 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF:
        return SYMBOLS.get(code, "•")
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD else ""
