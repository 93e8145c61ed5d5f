"""Room: gui. 设置: the unit, the look, where backups go. Every change counts at once and needs no button."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QFormLayout, QRadioButton, QSpinBox, QWidget

from core.settings import USER_ROLE_LABELS, UserRole
from gui.diagnosing import export_diagnosis
from gui.dialogs import Dialogs
from gui.signals import on, on_any
from gui.start.first_start import NO_SECRETS, fill_kinds
from gui.theme import LARGEST_PT, SMALLEST_PT, Theme
from gui.widgets import BETWEEN, EDGE, Committing, button, column, frame, label, line, scrolled
from gui.workbench import Workbench


class SettingsPage(QWidget):
    title = "设置"
    undoable = False

    def __init__(self, bench: Workbench, theme: Theme, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("settingsPage")
        self._bench, self._theme, self._dialogs = bench, theme, dialogs
        inner = QWidget()
        box = column(inner, (EDGE, 12, EDGE, 12), BETWEEN)
        for card in (self._unit_card(), self._look_card(), self._folders_card()):
            card.setMaximumWidth(720)
            box.addWidget(card)
        box.addWidget(label(NO_SECRETS, "muted"))
        box.addStretch(1)
        column(self).addWidget(scrolled(inner))

    def _card(self, heading: str) -> tuple[QWidget, QFormLayout]:
        card = frame("card")
        box = column(card, (EDGE, 12, EDGE, 14), 8)
        box.addWidget(label(heading, "panel"))
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        box.addLayout(form)
        return card, form

    def _unit_card(self) -> QWidget:
        card, form = self._card("单位")
        now = self._bench.settings
        self.roles = {role: QRadioButton(words) for role, words in USER_ROLE_LABELS.items()}
        for role, choice in self.roles.items():
            choice.setObjectName(f"settingsRole_{role.value}")
            choice.setChecked(role is now.role)
            on(choice.toggled, bool, partial(self._set_role, role))
        form.addRow("我们是", line(*self.roles.values(), 1))
        self.unit = self._text(form, "单位全称", "settingsUnit", now.unit_name, "unit_name")
        self.aliases = Committing("settingsAliases", "简称", "多个用顿号分开，如 云岭镇、云岭")
        self.aliases.setText("、".join(now.unit_aliases))
        self.aliases.committed.connect(self._set_aliases)
        form.addRow("简称", self.aliases)
        self.kind = QComboBox()
        self.kind.setObjectName("settingsKind")
        self.kind.setAccessibleName("单位类型")
        fill_kinds(self.kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(now.unit_kind)))
        on_any(self.kind.activated, lambda: self._keep(unit_kind=self.kind.currentData() or ""))
        form.addRow("类型", self.kind)
        self._text(form, "联系人", "settingsContact", now.contact, "contact")
        self._text(form, "联系电话", "settingsPhone", now.phone, "phone")
        self._text(form, "报送方式", "settingsChannel", now.channel, "channel", "如 政务OA、专人送达")
        return card

    def _text(self, form: QFormLayout, words: str, name: str, text: str, field: str, hint: str = "") -> Committing:
        edit = Committing(name, words, hint)
        edit.setText(text)
        on(edit.committed, str, lambda text: self._keep(**{field: text}))
        form.addRow(words, edit)
        return edit

    def _look_card(self) -> QWidget:
        card, form = self._card("显示")
        self.text_size = QSpinBox()
        self.text_size.setObjectName("sizeBox")
        self.text_size.setAccessibleName("文字大小")
        self.text_size.setRange(SMALLEST_PT, LARGEST_PT)
        self.text_size.setSuffix(" 磅")
        self.text_size.setValue(self._theme.size_pt)
        self.text_size.setMaximumWidth(120)
        self.text_size.valueChanged.connect(self._set_size)
        form.addRow("文字大小", self.text_size)
        self.light, self.dark = QRadioButton("浅色"), QRadioButton("深色")
        self.light.setObjectName("lightChoice")
        self.dark.setObjectName("darkChoice")
        (self.dark if self._theme.dark else self.light).setChecked(True)
        self.dark.toggled.connect(self._set_dark)
        form.addRow("颜色", line(self.light, self.dark, 1))
        return card

    def _folders_card(self) -> QWidget:
        card, form = self._card("文件夹与诊断")
        form.addRow("数据", label(self._bench.store.folder, "muted", wrap=True))
        self.backup_words = label(self._backup_place, name="backupPlace", wrap=True)
        change = button("更改…", "changeBackupFolderButton", self._change_backup_folder)
        row = line(self.backup_words, change)
        row.setStretch(0, 1)
        form.addRow("备份", row)
        export = button("导出诊断…", "exportDiagnosisButton", lambda: export_diagnosis(self._bench, self._dialogs))
        said = label("程序出问题时交给维护人员；不含台账、报告和人员的内容。", "muted", wrap=True)
        form.addRow("诊断", said)
        form.addRow("", line(export, 1))
        return card

    @property
    def _backup_place(self) -> str:
        return self._bench.settings.backup_folder or "数据文件夹里的“备份”"

    def _keep(self, **changed: Any) -> None:
        self._bench.change_settings(replace(self._bench.settings, **changed))
        self._bench.told.emit("已保存设置。")

    def _set_role(self, role: UserRole, chosen: bool) -> None:
        if chosen and role is not self._bench.settings.role:
            self._keep(role=role)

    def _set_aliases(self, text: str) -> None:
        names = (part.strip() for part in text.replace("，", "、").replace(",", "、").split("、"))
        self._keep(unit_aliases=tuple(n for n in names if n))

    def _set_size(self, size_pt: int) -> None:
        self._theme.set_look(size_pt=size_pt)
        self._bench.store.settings.remember("text_size_pt", str(size_pt))

    def _set_dark(self, on: bool) -> None:
        self._theme.set_look(dark=on)
        self._bench.store.settings.remember("theme", "dark" if on else "light")

    def _change_backup_folder(self) -> None:
        folder = self._dialogs.choose_folder("备份存到哪个文件夹", self._bench.settings.backup_folder)
        if folder:
            self._keep(backup_folder=folder)
            self.backup_words.setText(self._backup_place)
