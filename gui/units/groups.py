"""Room: gui. Names that mean many (各镇街、县直各部门): who is meant surely, who perhaps, and decisions to take back."""

from collections import Counter

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.actions.deciding import a_group, ask_again
from core.plan.decisions import printed_names
from core.unit_exceptions import without_exceptions
from core.unit_meanings import Meaning
from core.units import UnitDirectory
from gui.units.decisions import members_list, tasks_on, ticked
from gui.widgets import EmptyPage, button, column, emptied, frame, label, line
from gui.workbench import Workbench


def groups_printed(bench: Workbench) -> Counter[str]:
    """The open ledger's names that mean many, and how often each is printed."""
    directory = bench.directory
    names = printed_names(tasks_on(bench))
    return Counter({n: c for n, c in names.items() if directory and directory.group(n)})


class GroupsView(QWidget):
    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.setObjectName("groupsView")
        self._bench = bench
        self._box: QVBoxLayout = column(self, (0, 0, 8, 0), 8)

    def refresh(self) -> None:
        emptied(self._box)
        directory = self._bench.directory
        printed = groups_printed(self._bench)
        if directory is None:
            return
        for name, times in printed.items():
            self._box.addWidget(self._card(name, times, directory))
        for meaning in directory.meanings:
            if meaning.meaning is Meaning.NOT_A_UNIT:
                self._box.addWidget(self._dropped(meaning.name))
        if self._box.count() == 0:
            self._box.addWidget(EmptyPage("任务里出现“各乡镇”“县直各部门”这样的统称时，这里列出它指哪些单位。"))
        self._box.addStretch(1)

    def _card(self, name: str, times: int, directory: UnitDirectory) -> QFrame:
        card = frame("card", "groupCard")
        box = column(card, (12, 8, 12, 10), 4)
        members = directory.members(name)
        told = directory.meaning(name)
        box.addLayout(line(label(f"「{name}」", "bold"), label(f"出现 {times} 次", "label"), 1))
        sure, maybe = [u.name for u in members.units], [u.name for u in members.maybe]
        if sure:
            box.addWidget(label(f"指 {len(sure)} 个单位：{'、'.join(sure)}", name="groupSure", wrap=True))
        if maybe:
            everybody = len(maybe) == len(directory.units)
            words = (
                f"视情涉及：全部 {len(maybe)} 个单位，由各单位自己确认"
                if everybody
                else f"视情涉及 {len(maybe)} 个：{'、'.join(maybe)}"
            )
            box.addWidget(label(words, "muted", "groupMaybe", wrap=True))
        if not sure and not maybe:
            box.addWidget(label("名录中没有它指的单位。", "muted", wrap=True))
        left_out = without_exceptions(name)[1]
        if left_out:
            box.addWidget(label(f"不含：{'、'.join(left_out)}", "muted", wrap=True))
        links = [button("指定单位…", "chooseMembers", lambda: self._choose(box, name, sure), "link")]
        if told:
            again = button("恢复自动判断", "askAgain", lambda: self._again(name), "link")
            links.append(again)
            box.addWidget(label("由本单位指定", "label"))
        box.addLayout(line(*links, 1))
        return card

    def _dropped(self, name: str) -> QFrame:
        card = frame("card", "droppedName")
        again = button("重新确定", "askAgain", lambda: self._again(name), "link")
        column(card, (12, 8, 12, 8)).addLayout(
            line(label(f"「{name}」", "bold"), label("已记为不是单位", "muted"), 1, again)
        )
        return card

    def _choose(self, box: QVBoxLayout, name: str, sure: list[str]) -> None:
        directory = self._bench.directory
        if directory is None:
            return
        choice = members_list([u.name for u in directory.units], sure)

        def keep() -> None:
            members = ticked(choice)
            said = f"已记住「{name}」指 {len(members)} 个单位。"
            self._bench.do(lambda s, now: a_group(s, name, members, now), said)

        box.addWidget(choice)
        box.addLayout(line(button("按此记住", "keepMembers", keep), 1))
        choice.setFocus()

    def _again(self, name: str) -> None:
        self._bench.do(lambda s, now: ask_again(s, name, now), f"「{name}」重新由程序判断。")
