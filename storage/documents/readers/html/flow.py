"""Room: storage. Text flowing into paragraphs, with white space as browsers collapse it."""

import re

from core.document import FLUSH, Block, Paragraph, ParagraphLook, Role, Run, TextLook, join_runs
from storage.documents.readers.html.style import Context

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff"
_BREAK_IN_CHINESE = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n]\\s*(?=[{_WIDE}])")  # CSS Text 3: no blank there
_WHITE = re.compile("[ \t\r\n\f]+")
_NEWLINE = re.compile("\r\n?")


class Flow:
    """The paragraph that is being written, and the blocks before it."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.label = ""  # of a list item, before its first text
        self._start()

    def _start(self) -> None:
        self._runs: list[Run] = []
        self._role: Role = Role.BODY
        self._look: ParagraphLook = FLUSH
        self._blank: TextLook | None = None  # a collapsed blank that shows if text follows
        self._at_line_start = True

    def text(self, text: str | None, context: Context) -> None:
        if not text:
            return
        if context.keep_blanks:
            self._kept(_NEWLINE.sub("\n", text), context)
        else:
            self._collapsed(_WHITE.sub(" ", _BREAK_IN_CHINESE.sub("", text)), context)

    def _collapsed(self, text: str, context: Context) -> None:
        words = text.strip(" ")
        if text[0] == " " and not self._at_line_start and self._blank is None:
            self._blank = context.look
        if words:
            self._add(words, context)
            if text[-1] == " ":
                self._blank = context.look

    def _kept(self, text: str, context: Context) -> None:
        self._add(text, context)
        self._at_line_start = text.endswith("\n")

    def _add(self, text: str, context: Context) -> None:
        self._open(context)
        if self._blank is not None:
            self._runs.append(Run(" ", self._blank))
        self._runs.append(Run(text, context.look))
        self._blank, self._at_line_start = None, False

    def line_break(self, context: Context) -> None:
        self._open(context)
        self._runs.append(Run("\n", context.look))
        self._blank, self._at_line_start = None, True

    def _open(self, context: Context) -> None:
        if not self._runs:
            self._role = context.role
            self._look = ParagraphLook(align=context.align, first_line_pt=context.indent_pt)
            if self.label:
                self._runs.append(Run(self.label, context.look))
                self.label = ""

    def end(self) -> None:
        """The paragraph ends; one without text or line break shows nothing."""
        if self._runs:
            runs = join_runs(self._runs)
            if runs[-1].text.endswith("\n"):  # a line break at the very end only ends the line
                runs = join_runs([*runs[:-1], Run(runs[-1].text[:-1], runs[-1].look)])
            self.blocks.append(Paragraph(runs, self._role, self._look))
        self._start()
