"""Room: storage. How paragraphs and tables of a .docx look, resolved along its styles, told as the Document tells it."""

from dataclasses import replace

from core.document import FLUSH, PLAIN, ParagraphLook, Role, Run, TextLook, join_runs, told_look
from storage.documents.readers.docx.inline import Piece
from storage.documents.readers.docx.names import VAL, W, value
from storage.documents.readers.docx.styles import Styles, paragraph_over

NO_LINE = ("nil", "none")


class Looks:
    """Used in reading order: a page break at the end of one paragraph starts the next on a new page."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._break_next = False

    def paragraph(
        self,
        pieces: list[Piece],
        label: str,
        ppr,
        style: str,
        role: Role,
        base: ParagraphLook,
        text: TextLook,
        in_table: bool,
        breaks: tuple[bool, bool],
    ) -> tuple[tuple[Run, ...], ParagraphLook]:
        """`base` and `text` are what the table's style gives; `breaks` tells of page breaks before and after."""
        plain = self._styles.text_look(style, under=None if text is PLAIN else text)
        looks = [self._of_run(rpr, plain) for _, rpr, _ in pieces]
        runs = [Run(p[0], told_look(look, role, in_table), p[2]) for p, look in zip(pieces, looks, strict=True)]
        first = looks[0] if looks else plain
        if label:
            runs.insert(0, Run(label, told_look(first, role, in_table)))
        stands = self._styles.paragraph_look(style, under=None if base is FLUSH else base)
        look = paragraph_over(stands, ppr, first.size_pt)
        if (breaks[0] or self._break_next) and not in_table:
            look = replace(look, page_break_before=True)
        self._break_next = breaks[1] and not in_table
        return join_runs(runs), look

    def _of_run(self, rpr, look: TextLook) -> TextLook:
        if rpr is None:
            return look
        if key := value(rpr, "rStyle"):
            look = self._styles.text_look(key, under=look)
        return self._styles.text_over(look, rpr)

    def has_borders(self, tbl, properties, style: str) -> bool:
        """Whether any line is drawn: by the table, by its style or by single cells."""
        borders = None if properties is None else properties.find(W + "tblBorders")
        drawn = self._styles.has_borders(style) if borders is None else any(b.get(VAL) not in NO_LINE for b in borders)
        return bool(drawn) or any(b.get(VAL) not in NO_LINE for cell in tbl.iter(W + "tcBorders") for b in cell)
