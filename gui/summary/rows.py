"""Room: gui. A task of the round as a line of the list: counts of units, and how far the 综合稿 has come."""

from collections.abc import Iterable

from PySide6.QtGui import QFontMetrics

from core.intake.by_task import DIGEST_LABELS, DigestState, TaskLine
from gui.icons import icon
from gui.notice.line_delegate import GAP, ICON, PAD
from gui.notice.lines import Line
from gui.theme import Colours

HEADS = ("序号", "重点任务", "报送", "已填", "不涉及", "提示", "综合稿")
NUMBER, NAME, RETURNED, FILLED, LEFT_OUT, HINTS, DIGEST = range(len(HEADS))
NEEDS = {LEFT_OUT: 560, HINTS: 470}  # pixels of the list below which it does without the column
SHAPES = {
    DigestState.BLANK: "ring",
    DigestState.CARRIED: "half",
    DigestState.WRITTEN: "check",
    DigestState.NOT_APPLICABLE: "dash",
}


def row_of(each: TaskLine, c: Colours) -> Line:
    shape, colour = _shape(each, c)
    texts = (
        each.task.label or str(each.task.number),
        each.name,
        f"{each.returned}/{each.due}",
        str(each.filled),
        str(each.left_out or ""),
        str(len(each.findings) or ""),
        state_words(each),
    )
    return Line(each.task.task_id, texts, icon(shape, colour, 12), colour)


def state_words(each: TaskLine) -> str:
    return f"{each.updated} 句来源已更新" if each.updated else DIGEST_LABELS[each.digest]


def state_width(lines: Iterable[TaskLine], metrics: QFontMetrics) -> int:
    """Pixels for the state's shape, its longest words, and room at both sides."""
    words = {state_words(each) for each in lines} | {HEADS[DIGEST]}
    return max(metrics.horizontalAdvance(w) for w in words) + 2 * PAD + ICON + 2 * GAP


def _shape(each: TaskLine, c: Colours) -> tuple[str, str]:
    if each.updated:
        return "diamond", c.soon
    waits = each.digest is DigestState.CARRIED or (each.digest is DigestState.BLANK and each.filled > 0)
    colour = c.soon if waits else c.good if each.digest is DigestState.WRITTEN else c.muted
    return SHAPES[each.digest], colour
