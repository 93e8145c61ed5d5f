"""The 任务落实台账（填报版） of the county, blank or as a unit filled it in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from .package import CROSSWISE, About, docx
from .tables import Box, Line, box, prompt, table
from .tasks import Section, Task, Topic, sections
from .typist import BODY, CELL, CELL_HEAD, CELL_SECTION, FLUSH, TITLE, Stand, Typist

WIDTHS = (582, 1090, 1290, 4250, 1760, 1890, 1130, 2430)
HEADINGS = ("序号", "重点工作", "主要内容", "量化指标", "责任单位", "完成时限", "进展落实情况")
# As the four sections print it: cut off in 二, blank in 四.
LAST_HEADINGS = ("进展落实情况", "进展落实情", "进展落实情况", "")
GHOSTS = {2, 3, 6, 9, 12, 15, 18, 22}  # rows whose blank cell still holds a run
CONTROLS = {5, 20}  # rows whose blank cell is a content control
TITLES = ("云岭县2026年政务公开工作要点任务落实台账", "（填报版）")
INTRO = (
    "《云岭县2026年政务公开工作要点》（云政办发〔2026〕8号）共4个板块、13个大项、22项重点任务，现同步印发《任务落实台账（填报版）》。"
    "请各乡镇人民政府、街道办事处，县政府各部门对照台账逐项抓好落实，如实填写进展，分别于7月10日、11月30日前将落实进展情况报送县政府办公室"
    "（政务公开股），WORD版和加盖公章的OFD版式文件通过县协同办公平台一并发送。凡逾期未报、漏项缺项的，在季度通报中点名，并在年度政务公开考核中予以扣分。"
)
HEAD = "填报单位（盖章）：                        联系人：                联系电话："
LEFT = Stand(line=17)
NARROW = Stand("left", line=17)
MIDDLE = Stand("center", line=17)
Content = str | Callable[[Typist], str]  # text, or what makes a cell's XML


@dataclass(frozen=True, slots=True)
class Filling:
    """What one unit made of the form. `progress` goes by printed number; the rest is what it did to the form itself."""

    head: str = HEAD
    progress: Mapping[int, Content] = field(default_factory=dict[int, Content])
    intro: str = INTRO
    titles: Sequence[str] = TITLES
    dropped: frozenset[int] = frozenset()
    renumbered: Mapping[int, str] = field(default_factory=dict[int, str])
    texts: Mapping[int, str] = field(default_factory=dict[int, str])
    headings: Sequence[str] = LAST_HEADINGS
    blanks: bool = True  # whether unfilled cells still hold ghosts and controls


def blank_ledger() -> bytes:
    typist = Typist("ledger", "县政府办公室")
    about = About("县政府办公室", "2026-03-24T08:40:00Z", "政务公开股", "2026-03-27T10:05:00Z", "附件")
    return docx(typist, ledger_body(typist, Filling()), about, CROSSWISE)


def ledger_body(typist: Typist, filling: Filling) -> list[str]:
    title = Stand("center", line=34)
    return [
        typist.paragraph("附件", CELL_SECTION, Stand(line=24)),
        *(typist.paragraph(text, TITLE, title) for text in filling.titles),
        typist.paragraph("", BODY, Stand(line=20)),
        *([typist.paragraph(filling.intro, BODY, Stand(indent=2, line=26))] if filling.intro else []),
        typist.paragraph("", BODY, Stand(line=16)),
        typist.paragraph(filling.head, CELL_SECTION, Stand(line=24)),
        table(typist, WIDTHS, [line for n, s in enumerate(sections()) for line in _section(typist, s, n, filling)]),
        typist.paragraph("", CELL, LEFT),
    ]


def _section(typist: Typist, section: Section, at: int, filling: Filling) -> list[Line]:
    headings = [*HEADINGS[:-1], filling.headings[at]]
    spans = (1, 2, 1, 1, 1, 1, 1)
    lines = [
        Line([box(typist, section.title, CELL_SECTION, Stand(line=22), span=8)], height=520),
        Line([box(typist, t, CELL_HEAD, MIDDLE, n) for t, n in zip(headings, spans, strict=True)], height=480),
    ]
    for topic in section.topics:
        kept = [task for task in topic.tasks if task.number not in filling.dropped]
        lines += [_line(typist, topic, task, kept, filling) for task in kept]
    return lines


def _line(typist: Typist, topic: Topic, task: Task, kept: Sequence[Task], filling: Filling) -> Line:
    number = filling.renumbered.get(task.number, str(task.number))
    boxes = [
        box(typist, number, CELL, MIDDLE),
        *_topic(typist, topic, task, kept),
        box(typist, filling.texts.get(task.number, task.text), CELL, LEFT),
        box(typist, task.indicator, CELL, NARROW),
        box(typist, task.units, CELL, NARROW),
        Box(typist.paragraph(task.due, CELL, MIDDLE)),  # a break inside a date stays inside the paragraph
        Box(_progress(typist, task.number, filling)),
    ]
    return Line(boxes, height=680)


def _topic(typist: Typist, topic: Topic, task: Task, kept: Sequence[Task]) -> list[Box]:
    """重点工作 over two columns: one cell across both where the topic has no middle level; merged down its tasks."""
    down = "" if len(kept) == 1 else "restart" if task is kept[0] else "continue"
    title = topic.title if down != "continue" else ""
    if not task.subtopic:
        return [box(typist, title, CELL, MIDDLE, 2, down)]
    return [box(typist, title, CELL, MIDDLE, 1, down), box(typist, task.subtopic, CELL, MIDDLE)]


def _progress(typist: Typist, number: int, filling: Filling) -> str:
    content = filling.progress.get(number)
    if callable(content):
        return content(typist)
    if content:
        return typist.lines(content, CELL, LEFT)
    if filling.blanks and number in CONTROLS:
        return prompt(typist)
    return typist.paragraph("", CELL, FLUSH, ghost=filling.blanks and number in GHOSTS)
