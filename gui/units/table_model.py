"""Room: gui. The directory as a Qt model: a line a unit, edited in place; what was typed is told, not stored here."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from core.units import FLAG_LABELS, KIND_LABELS, Flag, Unit, UnitDirectory

Index = QModelIndex | QPersistentModelIndex
UNIT_ROLE = Qt.ItemDataRole.UserRole
FLAG_ROLE = Qt.ItemDataRole.UserRole + 1  # True or False in a tick column, None elsewhere
NAME, KIND, ALIASES, FIRST_FLAG = 0, 1, 2, 3
FLAGS = tuple(Flag)
CONTACT, PHONE = FIRST_FLAG + len(FLAGS), FIRST_FLAG + len(FLAGS) + 1
_TWO_LINES = {3: 1, 4: 2, 5: 3}  # where a heading of so many letters is broken
_BETWEEN = re.compile(r"[、，,；;\s]+")


def _broken(words: str) -> str:
    at = _TWO_LINES.get(len(words), 0)
    return f"{words[:at]}\n{words[at:]}" if at else words


HEADINGS = ("单位名称", "类别", "简称", *(_broken(FLAG_LABELS[f]) for f in FLAGS), "联系人", "联系电话")
WHY = {
    Flag.LEDGER: "下发时给它一份台账",
    Flag.REPORT: "要编制政府信息公开工作年度报告",
    Flag.ROLL_UP: "它的年度报告计入本级汇总",
    Flag.SCORED: "参加政务公开考核评分",
    Flag.VERTICAL: "垂直管理（税务、气象等），不计入本级汇总",
    Flag.NOT_ADMINISTRATIVE: "党委部门、群团、企业等，不是行政机关",
}


class UnitsModel(QAbstractTableModel):
    def __init__(self, edit: Callable[[Unit], bool]) -> None:
        super().__init__()
        self._edit = edit
        self._directory: UnitDirectory | None = None
        self.units: list[Unit] = []

    def show_units(self, units: Sequence[Unit], directory: UnitDirectory | None) -> None:
        """The same units in the same order are changed in place, so that an editor may go on to the next cell."""
        self._directory = directory
        same = [u.unit_id for u in units] == [u.unit_id for u in self.units]
        if same and units:
            self.units = list(units)
            self.dataChanged.emit(self.index(0, 0), self.index(len(units) - 1, len(HEADINGS) - 1))
            return
        self.beginResetModel()
        self.units = list(units)
        self.endResetModel()

    def row_of(self, unit_id: int) -> int:
        return next((i for i, u in enumerate(self.units) if u.unit_id == unit_id), -1)

    def kind_of(self, unit: Unit) -> str:
        return unit.kind or (self._directory.kind_of(unit.name) if self._directory else "")

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.units)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.ToolTipRole and FIRST_FLAG <= section < CONTACT:
            return WHY[FLAGS[section - FIRST_FLAG]]
        return HEADINGS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        found = flag.ItemIsEnabled | flag.ItemIsSelectable
        ended = self.units[index.row()].until is not None
        return found if ended or FIRST_FLAG <= index.column() < CONTACT else found | flag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        unit, column = self.units[index.row()], index.column()
        is_flag = FIRST_FLAG <= column < CONTACT
        if role == UNIT_ROLE:
            return unit
        if role == FLAG_ROLE:
            return FLAGS[column - FIRST_FLAG] in unit.flags if is_flag else None
        if role == Qt.ItemDataRole.AccessibleTextRole and is_flag:
            return ("是" if FLAGS[column - FIRST_FLAG] in unit.flags else "否") + FLAG_LABELS[
                FLAGS[column - FIRST_FLAG]
            ]
        if role == Qt.ItemDataRole.ToolTipRole and column in (NAME, ALIASES):
            return self.text(unit, column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole) and not is_flag:
            return self.text(unit, column)
        return None

    def text(self, unit: Unit, column: int) -> str:
        if column == KIND:
            return KIND_LABELS.get(self.kind_of(unit), "")
        if column == ALIASES:
            return "、".join(unit.aliases)
        return {NAME: unit.name, CONTACT: unit.contact, PHONE: unit.phone}.get(column, "")

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        unit = self.units[index.row()]
        after = changed(unit, index.column(), str(value))
        return after != unit and self._edit(after)


def changed(unit: Unit, column: int, text: str) -> Unit:
    """The unit with what was typed into one of its cells."""
    if column == NAME:
        return replace(unit, name="".join(text.split()))
    if column == KIND:
        return replace(unit, kind=next((k for k, label in KIND_LABELS.items() if label == text), ""))
    if column == ALIASES:
        return replace(unit, aliases=tuple(a for a in _BETWEEN.split(text) if a))
    if column == CONTACT:
        return replace(unit, contact=text.strip())
    return replace(unit, phone=text.strip()) if column == PHONE else unit


def sort_key(unit: Unit, column: int, kind: str) -> tuple[object, ...]:
    """Units without a value behind those with one."""
    if FIRST_FLAG <= column < CONTACT:
        return (FLAGS[column - FIRST_FLAG] not in unit.flags,)
    kinds = list(KIND_LABELS)
    if column == KIND:
        return (kinds.index(kind) if kind in kinds else len(kinds),)
    text = {NAME: unit.name, ALIASES: "、".join(unit.aliases), CONTACT: unit.contact}.get(column, unit.phone)
    return (not text, text)
