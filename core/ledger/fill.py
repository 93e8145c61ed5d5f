"""Room: core. What goes where when a form is filled: head values and progress texts, as edits by origin."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.finding import Finding, Severity
from core.ledger.ledger import HeadSlot, Ledger, LedgerTask

HEAD_LABELS = {"unit": "填报单位", "contact": "联系人", "phone": "联系电话"}
_FORBIDDEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
GAP = 4  # blanks kept between a value and the label behind it, in half-width columns
_UNSAFE_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_BEFORE_YEAR = re.compile(r"^.*?(?=20\d{2}\s*年|二[〇○零Ｏ0][〇○零一二三四五六七八九]{2}年)")


@dataclass(frozen=True, slots=True)
class LineEdit:
    """Replace [start, end) of a line by `text`: the paragraph of origin `paragraph`, or paragraph `line` of `cell`."""

    text: str
    start: int
    end: int
    line: int = 0
    paragraph: object = None
    cell: object = None


@dataclass(frozen=True, slots=True)
class CellEdit:
    """Replace all of a cell by `text`, a paragraph a line. `like` are origins of cells to take the typing over from."""

    cell: object
    text: str
    like: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class FormEdits:
    lines: tuple[LineEdit, ...]
    cells: tuple[CellEdit, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Filling:
    """What is to be written: head values ("" leaves the form's own), and task number → progress text, verbatim."""

    unit: str
    progress: Mapping[int, str]
    contact: str = ""
    phone: str = ""


def plan_filling(ledger: Ledger, filling: Filling) -> FormEdits:
    """Edits for the office's own form. What cannot be written is a finding; nothing is dropped in silence."""
    cells, findings = _cells(ledger, filling.progress)
    values = {"unit": filling.unit, "contact": filling.contact, "phone": filling.phone}
    lines: list[LineEdit] = []
    for name, value in values.items():
        slot: HeadSlot | None = getattr(ledger.head, name)
        if not value:
            continue
        if slot is None:
            findings.append(
                _no_place(f"head:{name}", f"表头没有“{HEAD_LABELS[name]}”栏，“{value}”未写入，请另行注明。", value)
            )
        elif slot.value != value:
            lines.append(LineEdit(value, slot.start, slot.end, slot.line, slot.paragraph, slot.cell))
    return FormEdits(tuple(lines), tuple(cells), tuple(findings))


def _cells(ledger: Ledger, progress: Mapping[int, str]) -> tuple[list[CellEdit], list[Finding]]:
    tasks: dict[int, list[LedgerTask]] = defaultdict(list)
    for task in ledger.tasks:
        tasks[task.number].append(task)
    written: dict[object, CellEdit] = {}
    findings: list[Finding] = []
    for number, text in progress.items():
        places = [t for t in tasks.get(number, []) if t.cell is not None]
        if not places:
            findings.append(
                _no_place(f"task:{number}", f"表中没有第{number}项或该项没有填写进展的单元格，这一项未写入。", text)
            )
            continue
        if len(places) > 1:
            message = f"表中有{len(places)}行的序号都是{number}，只写入了第一行，请核对其余各行。"
            findings.append(
                Finding(Severity.WARNING, "fill.number.repeated", message, (f"task:{number}",), 1, len(places))
            )
        text, dropped = _writable(text)
        if dropped:
            message = f"第{number}项含有{dropped}个无法写入文档的控制字符，已去掉，其余文字未变。"
            findings.append(Finding(Severity.HINT, "fill.control", message, (f"task:{number}",), "", dropped))
        cell = places[0].cell
        before = written.get(cell)
        joined = f"{before.text}\n{text}" if before else text
        written[cell] = CellEdit(cell, joined, tuple(_neighbours(ledger, places[0])))
    return list(written.values()), findings


def _writable(text: str) -> tuple[str, int]:
    """`text` with line ends as "\\n" and without what XML 1.0 (2.2) forbids, and how many such letters there were."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = _FORBIDDEN.sub("", text)
    return kept, len(text) - len(kept)


def _neighbours(ledger: Ledger, task: LedgerTask) -> Iterator[object]:
    """Progress cells that already hold text, the nearest row first: what is typed there is how this form is typed."""
    at = ledger.tasks.index(task)
    filled = [
        (abs(i - at), t.cell) for i, t in enumerate(ledger.tasks) if t.progress and t.cell is not None and i != at
    ]
    return (cell for _, cell in sorted(filled, key=lambda pair: pair[0]))


def _no_place(where: str, message: str, text: str) -> Finding:
    return Finding(Severity.ERROR, "fill.no_place", message, (where,), text)


def fitted(value: str, room: str) -> str:
    """`value` with the blanks that are left of `room`, so that what follows on the line hardly moves.

    `room` is the text being replaced (blanks, underscores, an old value). Chinese letters are two columns wide.
    """
    blank = room[-1] if room and room[-1] in " \u3000_＿\t" else ""
    if not blank:
        return value
    width = 2 if blank in "\u3000＿" else 1
    left = columns_wide(room) - columns_wide(value)
    return value + blank * (max(left, GAP) // width if blank != "\t" else room.count("\t"))


def columns_wide(text: str) -> int:
    """Width in half-width columns."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def file_stem(ledger: Ledger, unit: str) -> str:
    """单位+年份+台账名, without letters that Windows refuses in a name, at most 100 long."""
    name = _BEFORE_YEAR.sub("", ledger.title) if ledger.year else ledger.title
    name = "".join(name.split()) or "任务落实台账"
    if ledger.year and str(ledger.year) not in name:
        name = f"{ledger.year}年{name}"
    return safe_name(f"{''.join(unit.split())}{name}")


def safe_name(stem: str) -> str:
    """`stem` as a file name that Windows and Linux take."""
    cleaned = _UNSAFE_IN_NAMES.sub("", stem).strip(" .")
    return cleaned[:100] or "未命名"
