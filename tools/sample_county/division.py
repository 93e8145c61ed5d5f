"""松溪街道's own list of who does what: a table for each section, numbered by Word itself."""

from typing import Any

from .package import CROSSWISE, About, docx
from .tables import Line, box, table
from .tasks import load
from .typist import BODY, CELL_SECTION, HEADING_1, TITLE, Font, Stand, Typist

WIDTHS = (700, 1900, 5600, 2400, 1700, 2250)
HEADINGS = ("序号", "工作任务", "具体要求", "责任科室", "完成时限", "落实情况")
SMALL = Font("仿宋_GB2312", 12)
HEAD = Font("宋体", 12, bold=True)
LEFT, MIDDLE = Stand("left", line=20), Stand("center", line=20)


def division() -> bytes:
    data = load("division")
    typist = Typist("division", "松溪街道党政综合办公室")
    body = [
        typist.paragraph(data["title"], TITLE, Stand("center", line=34)),
        typist.paragraph(data["made"], SMALL, Stand("center", line=24)),
        typist.paragraph(data["intro"], BODY, Stand(indent=2, line=26)),
    ]
    for section in data["sections"]:
        body.append(typist.paragraph(section["title"], HEADING_1, Stand(indent=2, line=30, before=6)))
        body.append(table(typist, WIDTHS, _lines(typist, section["tasks"])))
    body.append(typist.paragraph(data["note"], CELL_SECTION, Stand(line=22, before=6)))
    about = About("松溪街道党政综合办公室", "2026-04-07T07:02:00Z", "微软用户", "2026-04-08T03:44:00Z")
    return docx(typist, body, about, CROSSWISE, lists=1)


def _lines(typist: Typist, tasks: list[dict[str, Any]]) -> list[Line]:
    heads = Line([box(typist, text, HEAD, MIDDLE) for text in HEADINGS], height=480, header=True)
    return [heads, *(_line(typist, task, _merge(tasks, at)) for at, task in enumerate(tasks))]


def _merge(tasks: list[dict[str, Any]], at: int) -> str:
    """A task without a name of its own goes on with the one above."""
    if not tasks[at]["task"]:
        return "continue"
    return "restart" if at + 1 < len(tasks) and not tasks[at + 1]["task"] else ""


def _line(typist: Typist, task: dict[str, Any], down: str) -> Line:
    counted = Stand("center", line=20, number=1)
    boxes = [
        box(typist, "", SMALL, counted),
        box(typist, task["task"], SMALL, MIDDLE, down=down),
        box(typist, task["text"], SMALL, Stand(line=20)),
        box(typist, task["desk"], SMALL, LEFT),
        box(typist, task["due"], SMALL, MIDDLE),
        box(typist, task.get("done", ""), SMALL, LEFT),
    ]
    return Line(boxes, height=560)
