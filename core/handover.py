"""Room: core. 工作交接: what is handed over, what is still open, and the 交接清单 that both sides sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.days import shown_day
from core.document import Block, Document
from core.drafting import body, draft, heading, signed, table, title

ENDING = ".mzjj"


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something the successor must go on with. `due`: the last day, None where there is none."""

    what: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """`kept`: (what, how much) a line; `giver`, `taker`, `witness`: names, "" to be written by hand."""

    unit: str
    day: date
    giver: str = ""
    taker: str = ""
    witness: str = ""
    kept: Sequence[tuple[str, str]] = ()
    open_items: Sequence[OpenItem] = ()


def handover_list(handover: Handover) -> Document:
    """Passwords and keys are handed over in person and never written down here: blanks name them only."""
    name = "政务公开工作交接清单"
    items = sorted(handover.open_items, key=lambda i: (i.due is None, i.due or handover.day))
    blocks: list[Block] = [
        title(name),
        body(f"单位：{handover.unit}"),
        body(f"移交人：{_blank(handover.giver)}　接手人：{_blank(handover.taker)}　监交人：{_blank(handover.witness)}"),
        heading("一、移交的资料（均在随附的交接文件内）"),
        table(("内容", "数量"), handover.kept, (3, 2)),
        heading("二、还要继续办的事项"),
    ]
    if items:
        rows = [(str(n), i.what, shown_day(i.due) or "—") for n, i in enumerate(items, 1)]
        blocks.append(table(("序号", "事项", "期限"), rows, (0.8, 6, 2)))
    else:
        blocks.append(body("没有未办事项。"))
    blocks += [
        heading("三、账号和物品（当面交接，密码不写在本清单上）"),
        table(("名称", "已交接"), [(what, "□ 是　□ 不涉及") for what in OBJECTS], (5, 2)),
        heading("四、其他说明"),
        body("　"),
        *(body(f"{who}（签字）：{_LINE}") for who in ("移交人", "接手人", "监交人")),
        signed(f"{handover.day.year}年{handover.day.month}月{handover.day.day}日"),
    ]
    return draft(blocks, name)


_LINE = "＿＿＿＿＿＿"
OBJECTS = ("政府网站后台账号", "政务新媒体账号", "政务 OA 账号", "单位电子印章 UKey", "纸质台账和批示件", "联系人名单")


def _blank(name: str) -> str:
    return name or _LINE
