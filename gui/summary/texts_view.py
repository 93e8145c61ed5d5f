"""Room: gui. The units' texts of a task one below the other; a click on a sentence asks to take it over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from core.intake.by_task import TaskTexts, UnitText, says_nothing
from core.intake.digest import FigureSum
from core.intake.sentences import sentences
from core.ledger.differing import differing
from gui.imports.differences import as_html
from gui.signals import on
from gui.theme import Colours, Theme

FEW = 3  # sums that are shown before somebody asks for all
ALL_SUMS = "all sums"
FOLD, BEHIND = "收起", "依\u2060据"  # never broken over two lines


@dataclass(frozen=True, slots=True)
class ShownTask:
    """All that is shown of a task above the editor. `used`: sentences that stand in the 综合稿 already, by unit."""

    content: str = ""
    indicator: str = ""
    deadline: str = ""
    texts: TaskTexts = field(default_factory=TaskTexts)
    sums: Sequence[FigureSum] = ()
    used: frozenset[tuple[str, str]] = field(default_factory=frozenset[tuple[str, str]])


class TextsView(QTextBrowser):
    sentence_clicked = Signal(str, str)  # unit, sentence
    sum_clicked = Signal(object)  # FigureSum

    def __init__(self, theme: Theme) -> None:
        super().__init__()  # pyright: ignore[reportUnknownMemberType]
        self.setObjectName("unitTexts")
        self.setAccessibleName("各单位所报；点句子引用到综合稿")
        self.setOpenLinks(False)
        self._theme = theme
        self._shown: ShownTask | None = None
        self._unfolded: set[str] = set()  # units with their difference shown, sums with their units
        self.places: dict[str, tuple[int, int]] = {}
        on(self.anchorClicked, QUrl, self._follow)
        on(self.highlighted, QUrl, self._mark)
        theme.changed.connect(self._show_again)

    def show_task(self, shown: ShownTask, another: bool) -> None:
        """`another`: a task that was not shown before, from its top."""
        if not another and shown == self._shown:
            return
        if another:
            self._unfolded.clear()
        self._shown = shown
        self._render(keep=not another)

    def show_html(self, html: str) -> None:
        """Something else instead (the difference from the last round)."""
        self._shown = None
        self.setHtml(html)

    def go_to_unit(self, unit: str) -> None:
        self.scrollToAnchor(f"unit-{unit}")

    # -- making ------------------------------------------------------------------------------------------------------

    def _show_again(self) -> None:
        if self._shown is not None:
            self._render(keep=True)

    def _render(self, keep: bool) -> None:
        bar = self.verticalScrollBar()
        at = bar.value() if keep else 0
        assert self._shown is not None
        self.setHtml("".join(self._parts(self._shown)))
        self._note_places()
        bar.setValue(at)

    def _parts(self, shown: ShownTask) -> Iterator[str]:
        c, small = self._theme.colours, self._theme.small_px
        more = "　".join(t for t in (shown.indicator, f"时限：{shown.deadline}" if shown.deadline else "") if t)
        yield f'<p style="margin:0 0 2px 0;color:{c.secondary}">{_lines(shown.content)}</p>' if shown.content else ""
        yield f'<p style="margin:0 0 4px 0;color:{c.muted};font-size:{small}px">{_lines(more)}</p>' if more else ""
        if shown.sums:
            yield "".join(self._sums(shown.sums, c, small))
        for at, text in enumerate(shown.texts.texts):
            yield self._unit(at, text, c, small)
        if not shown.texts.texts:
            yield f'<p style="color:{c.muted}">这一项还没有单位填报。</p>'
        for words, names in (("应报未填", shown.texts.blank), ("未报送", shown.texts.silent)):
            if names:
                told = f"{words} {len(names)} 个单位：{escape('、'.join(names))}"
                yield f'<p style="margin:8px 0 0 0;color:{c.soon};font-size:{small}px">{told}</p>'

    def _sums(self, sums: Sequence[FigureSum], c: Colours, small: int) -> Iterator[str]:
        yield f'<table width="100%" cellpadding="5" style="margin:2px 0 4px 0;background-color:{c.soft_hint}"><tr><td>'
        told = "可以合计的数（只是建议，核对口径后点一下插入）"
        yield f'<span style="color:{c.muted};font-size:{small}px">{told}</span>'
        shown = sums if ALL_SUMS in self._unfolded else sums[:FEW]
        for at, figure in enumerate(shown):
            key = f"sum {at}"
            fold = f'<span style="font-size:{small}px">　{_link(f"b/{at}", FOLD if key in self._unfolded else BEHIND, c)}</span>'
            yield f"<br>{_link(f'f/{at}', escape(figure.working), c)}{fold}"
            if key in self._unfolded:
                yield f'<br><span style="color:{c.secondary};font-size:{small}px">{escape(figure.behind)}</span>'
            elif figure.unsure:
                left = f"{len(figure.unsure)} 个单位写了不同的数，没有计入"
                yield f'<span style="color:{c.soon};font-size:{small}px">　{left}</span>'
        if len(sums) > FEW:
            words = "收起" if ALL_SUMS in self._unfolded else f"还有 {len(sums) - FEW} 条"
            yield f'<br><span style="font-size:{small}px">{_link("m/0", words, c)}</span>'
        yield "</td></tr></table>"

    def _unit(self, at: int, text: UnitText, c: Colours, small: int) -> str:
        tags = [f'<span style="color:{c.muted}">{text.role}</span>'] if text.role else []
        if text.change and text.before is not None and text.change != "与上期相同":
            fold = "收起" if text.unit in self._unfolded else "看改动"
            tags.append(f'<span style="color:{c.soon}">{text.change}</span> {_link(f"d/{at}", fold, c)}')
        elif text.change:
            tags.append(f'<span style="color:{c.muted}">{text.change}</span>')
        tags += [f'<span style="color:{c.soon}">{escape(mark)}</span>' for mark in text.marks]
        head = (
            f'<p style="margin:5px 0 1px 0"><a name="unit-{escape(text.unit)}"></a><b>{escape(text.unit)}</b>'
            f'　<span style="font-size:{small}px">{"　".join(tags)}</span></p>'
        )
        if text.unit in self._unfolded and text.before is not None:
            return f'{head}<p style="margin:0">{as_html(differing(text.before, text.text), c)}</p>'
        return f'{head}<p style="margin:0">{self._sentences(at, text, c)}</p>'

    def _sentences(self, at: int, text: UnitText, c: Colours) -> str:
        if says_nothing(text.text):
            return f'<span style="color:{c.muted}">{_lines(text.text)}</span>'
        made: list[str] = []
        assert self._shown is not None
        for number, sentence in enumerate(sentences(text.text)):
            used = (text.unit, sentence) in self._shown.used
            ground = f";background-color:{c.soft_hint}" if used else ""
            link = (
                f'<a href="s/{at}/{number}" style="color:{c.text};text-decoration:none{ground}">{escape(sentence)}</a>'
            )
            made.append(f'{link}<span style="color:{c.good}"> ✓ </span>' if used else link)
        return "".join(made)

    def _note_places(self) -> None:
        """Where every link stands, to be marked under the mouse."""
        self.places = {}
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                href = piece.charFormat().anchorHref()
                if href:
                    start = self.places.get(href, (piece.position(), 0))[0]
                    self.places[href] = (start, piece.position() + piece.length())
                pieces += 1
            block = block.next()

    # -- following ---------------------------------------------------------------------------------------------------

    def _follow(self, link: QUrl) -> None:
        kind, _, rest = link.toString().partition("/")
        if self._shown is None:
            return
        numbers = [int(n) for n in rest.split("/")]
        if kind == "f":
            self.sum_clicked.emit(self._shown.sums[numbers[0]])
            return
        if kind == "s":
            text = self._shown.texts.texts[numbers[0]]
            self.sentence_clicked.emit(text.unit, sentences(text.text)[numbers[1]])
            return
        unit = self._shown.texts.texts[numbers[0]].unit if kind == "d" else ""
        self._unfolded ^= {{"b": f"sum {numbers[0]}", "m": ALL_SUMS, "d": unit}[kind]}
        self._render(keep=True)

    def _mark(self, link: QUrl) -> None:
        place = self.places.get(link.toString())
        if place is None:
            self.setExtraSelections([])  # pyright: ignore[reportUnknownMemberType]
            return
        mark, look = QTextEdit.ExtraSelection(), QTextCharFormat()
        look.setBackground(QColor(self._theme.colours.selected))
        look.setForeground(QColor(self._theme.colours.accent))
        cursor = QTextCursor(self.document())
        cursor.setPosition(place[0])
        cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, look  # type: ignore[attr-defined]
        self.setExtraSelections([mark])  # pyright: ignore[reportUnknownMemberType]


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _link(href: str, words: str, c: Colours) -> str:
    return f'<a href="{href}" style="color:{c.accent};text-decoration:none">{words}</a>'
