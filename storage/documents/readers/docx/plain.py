"""Room: storage. The quick way through a part in which nothing is elaborate, as most returned ledgers are.

One pass over the tree collects the text of every paragraph and cell; the walker then need not look into them. Only
for reading without looks: there a paragraph is its text.
"""

from core.document import Block, Paragraph, Run
from storage.documents.readers.docx.inline import GRAPHICS
from storage.documents.readers.docx.names import GONE, MC, TBL, TC, M, P, T, W

BREAKS = {W + "br": "\n", W + "cr": "\n", W + "tab": "\t"}
# Text that takes more than its w:t, breaks and tabs to read.
_NAMES = ("sdt", "fldChar", "fldSimple", "sym", "vanish", "ruby", "numPr", "pStyle", "ptab", "noBreakHyphen", "tabs")
ELABORATE = (*GONE, *GRAPHICS, *(W + n for n in _NAMES), MC + "AlternateContent", M + "oMath")


def plain_text(root) -> "PlainText | None":
    """None where the part holds anything elaborate, a page break or a nested table."""
    if next(root.iter(*ELABORATE), None) is not None or any(br.get(W + "type") for br in root.iter(W + "br")):
        return None
    if any(tbl.getparent().tag == TC for tbl in root.iter(TBL)):
        return None
    return PlainText(root)


class PlainText:
    def __init__(self, root) -> None:
        self.words: dict = {}  # paragraph element → its text
        self._cells: dict = {}  # cell element → the texts of its paragraphs
        self._blocks: dict[tuple[str, ...], tuple[Block, ...]] = {}
        words = self.words
        for element in root.iter(T, *BREAKS):
            p = element.getparent().getparent()
            while p.tag != P:
                p = p.getparent()
            text = BREAKS.get(element.tag) or element.text or ""
            words[p] = words[p] + text if p in words else text
        cells = self._cells
        for p in root.iter(P):
            parent = p.getparent()
            if parent in cells:
                cells[parent].append(words.get(p, ""))
            else:
                cells[parent] = [words.get(p, "")]

    def cell(self, tc) -> tuple[Block, ...]:
        """The cell's paragraphs. Equal cells share them: half the cells of a ledger are blank or repeat one phrase."""
        texts = tuple(self._cells.get(tc, ("",)))
        found = self._blocks.get(texts)
        if found is None:
            found = self._blocks[texts] = tuple([Paragraph((Run(t),) if t else ()) for t in texts])
        return found
