"""Room: core. The head of a form: 填报单位, 联系人, 联系电话, in all the ways that offices type them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from core.clauses import looks_like_unit
from core.document import Block, Cell, Paragraph, Table, grid_of
from core.ledger.ledger import Head, HeadSlot

_S = r"[ \t\u3000\xa0]*"


def _spaced(*words: str) -> str:
    return "|".join(_S.join(word) for word in words)


_MARK = rf"{_S}[（(]{_S}(?:{_spaced('盖章', '公章', '签章', '加盖公章', '单位盖章', '签字', '全称', '章')}){_S}[）)]"
_SEAL = f"(?:{_MARK})?"
LABELS = {
    "unit": rf"单{_S}位(?={_MARK})|"
    + _spaced(
        "填报单位名称",
        "填报单位",
        "报送单位",
        "填报部门",
        "报送部门",
        "填表单位",
        "上报单位",
        "填报机关",
        "报送机关",
        "单位名称",
    ),
    "contact": _spaced("联系人姓名", "联系人", "填报人", "经办人", "填表人", "联络员", "报送人"),
    "phone": _spaced("联系电话", "联系方式", "联系手机", "手机号码", "电话号码", "办公电话", "电话", "手机"),
    # Other fields of a head: known only so that they end the value before them.
    "other": _spaced(
        "填报日期",
        "填报时间",
        "报送日期",
        "报送时间",
        "填表日期",
        "填表时间",
        "日期",
        "时间",
        "审核人",
        "审核",
        "审签人",
        "分管领导",
        "分管负责人",
        "单位负责人",
        "主要负责人",
        "主要领导",
        "负责人",
        "签发人",
        "职务",
        "传真",
        "邮箱",
        "期次",
        "报送期次",
        "单位",
        "部门",
        "科室",
    ),
}
_LABEL = re.compile(
    "|".join(f"(?P<{name}>(?:{words}){_SEAL}){_S}(?P<{name}_colon>[:：])?" for name, words in LABELS.items())
)
_BEFORE = re.compile(r"[\s\u3000（(，,；;。、_＿|]")
_MARKED = re.compile(_MARK)
_FILL = " \t\u3000\xa0_＿\n"


@dataclass(frozen=True, slots=True)
class _Label:
    name: str
    start: int
    value_at: int


def head_of(blocks: Iterable[Block], ledger_tables: Sequence[Table]) -> Head:
    """Find the head in what stands outside the rows of tasks; `ledger_tables` are searched only row by row.

    A line that begins with 填报单位 counts before an office's own 联系人 in its covering note.
    """
    found: dict[str, HeadSlot] = {}
    groups = list(_groups(blocks, ledger_tables))
    groups.sort(key=lambda group: "unit" not in group)
    for group in groups:
        if found and "unit" not in group and "unit" not in found:
            continue
        for name, slot in group.items():
            found.setdefault(name, slot)
    return Head(found.get("unit"), found.get("contact"), found.get("phone"))


def _groups(blocks: Iterable[Block], ledger_tables: Sequence[Table]) -> Iterator[dict[str, HeadSlot]]:
    """The labelled values of each line, of each table of the head, and of the ledger's full-width rows."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _in_line(block)
        elif any(block is table for table in ledger_tables):
            for row in block.rows:
                first = next((text for c in row.cells if (text := c.text).strip()), "")
                if len(row.cells) == 1 or (first and _labels(first)):
                    yield _in_cells([row.cells])
        else:
            yield _in_cells([[p.cell for p in dict.fromkeys(row) if p] for row in grid_of(block)])


def _in_line(paragraph: Paragraph) -> dict[str, HeadSlot]:
    text = paragraph.text
    labels = _labels(text)
    found: dict[str, HeadSlot] = {}
    for i, label in enumerate(labels):
        end = labels[i + 1].start if i + 1 < len(labels) else len(text)
        if mark := _MARKED.search(text, label.value_at, end):
            end = mark.start()
        if label.name != "other" and label.name not in found:
            value = text[label.value_at : end].strip(_FILL).rstrip("，,；;。、（(")
            value = value.rstrip("）)") if value.count("）") > value.count("（") else value
            found[label.name] = HeadSlot(value, label.value_at, end, paragraph=paragraph.origin)
    return found


def _in_cells(rows: Sequence[Sequence[Cell]]) -> dict[str, HeadSlot]:
    """Labels in cells: the value stands behind the label in its cell, or, where the cell holds only it, in the next."""
    found: dict[str, HeadSlot] = {}
    for row in rows:
        for cell, after in zip_longest(row, row[1:]):
            lines = [b for b in cell.blocks if isinstance(b, Paragraph)]
            for number, line in enumerate(lines):
                for name, slot in _in_line(line).items():
                    if not slot.value and _only_label(cell) and after is not None and not _labels(after.text):
                        slot = _in_next(after)
                    else:
                        slot = replace(slot, line=number, paragraph=None, cell=cell.origin)
                    found.setdefault(name, slot)
    return found


def _in_next(cell: Cell) -> HeadSlot:
    """A value in a cell of its own, a （盖章） behind it left where it is."""
    text, end = cell.text, _first_length(cell)
    if (mark := _MARKED.search(text)) and not text[mark.end() :].strip(_FILL):
        text, end = text[: mark.start()], min(end, mark.start())
    return HeadSlot(text.strip(_FILL), 0, end, cell=cell.origin)


def _only_label(cell: Cell) -> bool:
    labels = _labels(cell.text)
    return len(labels) == 1 and not cell.text[labels[0].value_at :].strip(_FILL)


def _first_length(cell: Cell) -> int:
    first = cell.blocks[0]
    return len(first.text) if isinstance(first, Paragraph) else 0


@lru_cache(maxsize=1024)
def _labels(text: str) -> tuple[_Label, ...]:
    """Labels at the line's start or behind a gap. Only a colon, the line's end or a gap may follow one."""
    labels: list[_Label] = []
    for m in _LABEL.finditer(text):
        name = m.lastgroup.removesuffix("_colon") if m.lastgroup else ""
        before = text[: m.start()]
        at_start = not before.strip(_FILL + "（(") or bool(_BEFORE.match(before[-1]))
        at_start = at_start or bool(labels and name != "other" and m[f"{name}_colon"])  # 云岭镇联系人：李某
        follows = text[m.end() : m.end() + 1]
        if not at_start or not (m[f"{name}_colon"] or not follows or follows in _FILL):
            continue
        if not labels and before.strip(_FILL + "（("):
            if not looks_like_unit("".join(before.split())):
                return ()  # the line begins with something else: a sentence, not a head
            labels.append(_Label("unit", 0, 0))  # 清河街道办事处   联系人：杨某
        labels.append(_Label(name, m.start(), m.end()))
    return tuple(labels)
