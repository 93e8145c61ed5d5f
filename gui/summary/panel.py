"""Room: gui. The chosen task of 汇总台账: what the units say above, the 综合稿 with its sources below."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QSplitter, QWidget

from core.intake.by_task import DIGEST_LABELS, DigestState, TaskLine
from core.intake.digest import FigureSum
from core.intake.sentences import words_in
from core.intake.source import SOURCE_STATE_LABELS, ShownSource, SourcedSentence, SourceState, by_sentence
from core.ledger.differing import differing
from gui.icons import icon
from gui.imports.differences import as_html
from gui.signals import on, on_any
from gui.summary.desk import SummaryDesk
from gui.summary.editor import DigestEditor
from gui.summary.texts_view import ShownTask, TextsView
from gui.theme import Theme
from gui.widgets import Elided, button, column, label, line, relook

LOOKS = {DigestState.BLANK: "tag-soon", DigestState.CARRIED: "tag-soon", DigestState.WRITTEN: "tag-strong"}
SHORT = 34  # characters of a sentence in the list of sources


class SummaryPanel(QFrame):
    step_asked = Signal(int)
    left = Signal()

    def __init__(self, desk: SummaryDesk, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("summaryPanel")
        self.setProperty("look", "card")
        self._desk, self._theme = desk, theme
        self.line: TaskLine | None = None
        self.comparing = False
        self._sentences: tuple[SourcedSentence, ...] = ()
        box = column(self, (12, 8, 12, 10), 6)
        self.name = Elided(look="panel", name="summaryTask")
        self.compare = button("与上期对照", "compareButton", self._toggle, "chip", "本期综合稿与上期的不同")
        self.compare.setCheckable(True)
        row = line(self.name, self.compare)
        row.setStretch(0, 1)
        box.addLayout(row)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setObjectName("summarySplit")
        split.setHandleWidth(8)
        split.setChildrenCollapsible(False)
        self.texts = TextsView(theme)
        self.texts.setMinimumHeight(96)
        split.addWidget(self.texts)
        split.addWidget(self._build_writing())
        split.setStretchFactor(0, 64)
        split.setStretchFactor(1, 36)
        split.setSizes([640, 360])  # pyright: ignore[reportUnknownMemberType]
        box.addWidget(split, 1)
        self._connect()

    def _build_writing(self) -> QWidget:
        writing = QWidget()
        box = column(writing, spacing=4)
        self.state = label(look="tag", name="digestState")
        self.words = label(look="label", name="digestWords")
        self.told = label(look="label", name="digestSourcesTold")
        box.addLayout(line(label("综合稿", "bold"), self.state, self.words, 1, self.told))
        self.editor = DigestEditor(self._theme)
        self.sources = QListWidget()
        self.sources.setObjectName("digestSources")
        self.sources.setAccessibleName("引用的来源")
        self.sources.setWordWrap(True)
        self.sources.setIconSize(QSize(12, 12))
        self.sources.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sources.setMinimumWidth(150)
        beside = QSplitter()
        beside.setHandleWidth(8)
        beside.setChildrenCollapsible(False)
        beside.addWidget(self.editor)
        beside.addWidget(self.sources)
        beside.setStretchFactor(0, 68)
        beside.setStretchFactor(1, 32)
        beside.setSizes([680, 320])  # pyright: ignore[reportUnknownMemberType]
        box.addWidget(beside, 1)
        return writing

    def _connect(self) -> None:
        on(self.texts.sum_clicked, object, self._insert_sum)
        self.texts.sentence_clicked.connect(self._insert)
        self.editor.committed.connect(self._desk.write)
        on(self.editor.step_asked, int, self.step_asked.emit)
        self.editor.left_by_escape.connect(self.left)
        on(self.editor.source_reached, int, self._point_at)
        on_any(self.editor.textChanged, self._count)
        on_any(self.sources.itemActivated, self._go_to_source)
        on_any(self.sources.itemClicked, self._go_to_source)
        self._theme.changed.connect(self._dress)

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_line(self, chosen: TaskLine | None) -> None:
        another = (chosen.task.task_id if chosen else 0) != (self.line.task.task_id if self.line else 0)
        if another:
            self.editor.commit()
        self.line = chosen
        if chosen is None:
            return
        desk, task = self._desk, chosen.task
        self.name.say(f"第{task.label or task.number}项　{chosen.name}")
        self.editor.show_task(task.task_id, desk.state(task.task_id).progress)
        self._show_state(chosen)
        self._show_sources()
        self.compare.setVisible(bool(desk.round_before))
        if self.comparing and desk.round_before:
            self._show_comparison(chosen)
        else:
            self.texts.show_task(self._shown(chosen), another)

    def _shown(self, chosen: TaskLine) -> ShownTask:
        desk, task = self._desk, chosen.task
        used = frozenset((s.source.unit, s.source.said) for s in self._sources if not s.rewritten)
        deadline = "、".join(dict.fromkeys(d.text for d in task.deadlines))
        content = task.content or task.subtopic or task.topic
        return ShownTask(content, task.indicator, deadline, desk.texts(chosen), desk.sums(chosen), used)

    @property
    def _sources(self) -> tuple[ShownSource, ...]:
        return self._desk.sources.get(self.line.task.task_id, ()) if self.line else ()

    def _show_state(self, chosen: TaskLine) -> None:
        self.state.setText(DIGEST_LABELS[chosen.digest])
        relook(self.state, LOOKS.get(chosen.digest, "tag"))
        self._count()

    def _count(self) -> None:
        self.words.setText(f"{words_in(self.editor.toPlainText())} 字")

    def _show_sources(self) -> None:
        self._sentences = by_sentence(self._sources)
        self.editor.show_sources([s.first for s in self._sentences])
        self.sources.clear()
        for each in self._sentences:
            self.sources.addItem(self._item(each))
        self.sources.setVisible(bool(self._sentences))
        old = sum(bool(s.outdated) for s in self._sentences)
        words = f"引用 {len(self._sentences)} 句" + (f"，{old} 句来源已更新" if old else "")
        self.told.setText(words if self._sentences else "")
        relook(self.told, "tag-soon" if old else "label")

    def _item(self, each: SourcedSentence) -> QListWidgetItem:
        c, first = self._theme.colours, each.first
        sentence = first.source.sentence
        short = sentence if len(sentence) <= SHORT else f"{sentence[: SHORT - 1]}…"
        states = [SOURCE_STATE_LABELS[s.state] for s in each.outdated[:1]] + (["已改写"] if first.rewritten else [])
        item = QListWidgetItem("　".join((each.units, *states)) + f"\n{short}")
        item.setIcon(icon("diamond", c.soon, 12) if each.outdated else icon("check", c.good, 12))
        item.setToolTip("\n".join(map(_tip, each.shown)))
        return item

    def _show_comparison(self, chosen: TaskLine) -> None:
        desk, c = self._desk, self._theme.colours
        before, now = desk.text_before(chosen.task.task_id), self.editor.toPlainText()
        head = f"{desk.round_before} → {desk.round}"
        if before == now:
            body = "与上期相同，本期还没有改动。" if now else "上期和本期都还没有写。"
        else:
            body = as_html(differing(before, now), c)
        told = f'<p style="color:{c.muted}">综合稿，{head}：划去的是上期的文字，加粗加线的是本期的。</p>'
        self.texts.show_html(f'{told}<p style="line-height:140%">{body}</p>')

    def _toggle(self) -> None:
        self.editor.commit()
        self.comparing = self.compare.isChecked()
        if self.line is not None:
            chosen, self.line = self.line, None
            self.show_line(self._desk.line(chosen.task.task_id) or chosen)

    def _dress(self) -> None:
        """The colours have changed."""
        if self.line is not None:
            self._show_sources()

    # -- writing -----------------------------------------------------------------------------------------------------

    def _insert(self, unit: str, sentence: str) -> None:
        if self.line is not None:
            task_id = self.line.task.task_id
            self._desk.insert(task_id, self.editor.insert(sentence), unit, sentence)

    def _insert_sum(self, figure: object) -> None:
        if self.line is not None and isinstance(figure, FigureSum):
            task_id = self.line.task.task_id
            self._desk.insert_sum(task_id, self.editor.insert(figure.sentence), figure)

    def commit_typing(self) -> None:
        self.editor.commit()

    # -- sources -----------------------------------------------------------------------------------------------------

    def _point_at(self, place: int) -> None:
        """The source of the sentence in which the cursor stands."""
        self.sources.blockSignals(True)
        self.sources.setCurrentRow(place)
        self.sources.blockSignals(False)

    def _go_to_source(self) -> None:
        at = self.sources.currentRow()
        if 0 <= at < len(self._sentences):
            shown = self._sentences[at].first
            self.editor.go_to(shown)
            self.texts.go_to_unit(shown.source.unit)


def _tip(shown: ShownSource) -> str:
    source = shown.source
    told = f"引自{source.unit}（{source.round}）：{source.said}"
    if shown.state is SourceState.UPDATED:
        return f"{told}\n来源已更新：该单位新报的版本里已没有这句话，请核对后修改。"
    if shown.state is SourceState.WITHDRAWN:
        return f"{told}\n来源已撤回：该单位这一项现在没有填报，请核对后修改。"
    return told
