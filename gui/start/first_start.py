"""Room: gui. The first start: role, unit, kind, year, where the data goes; the sample; what may not be entered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QRadioButton, QSpinBox, QWidget

from core.errors import LedgerError
from core.handover import ENDING
from core.settings import USER_ROLE_LABELS, Settings, UserRole
from core.units import KIND_LABELS
from gui.dialogs import Dialogs
from gui.services import Services
from gui.widgets import button, column, frame, label, line, scrolled

NO_SECRETS = "不得在本程序录入涉密信息和工作秘密。"
UNIT_KINDS = ("town", "street", "department", "party", "mass", "institution", "vertical", "park", "village", "county")


def fill_kinds(box: QComboBox) -> None:
    box.addItem("按单位名称判断", "")
    for kind in UNIT_KINDS:
        box.addItem(KIND_LABELS[kind], kind)


class FirstStart(QWidget):
    answered = Signal()
    existing_chosen = Signal(str)

    def __init__(self, services: Services, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("firstStart")
        self._services, self._dialogs = services, dialogs
        inner = QWidget()
        outer = column(inner, (16, 16, 16, 16))
        outer.addStretch(1)
        card = frame("card")
        card.setMaximumWidth(600)
        card.setMinimumWidth(500)
        self._fill(card)
        outer.addLayout(line(1, card, 1))
        outer.addStretch(2)
        column(self).addWidget(scrolled(inner))
        self.unit.setFocus()

    def _fill(self, card: QWidget) -> None:
        box = column(card, (28, 22, 28, 20), 10)
        box.addWidget(label("明账", "brand"))
        box.addWidget(
            label("记录政务公开任务的进展，核对后按原表导出。数据只存在这台电脑上，不联网。", "muted", wrap=True)
        )
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add_unit(form)
        self._add_folder(form)
        box.addLayout(form)
        self.sample = QCheckBox("先用虚构的云岭县样例台账试一试")
        self.sample.setObjectName("sampleBox")
        self.sample.setVisible(bool(self._services.samples))
        self.sample.toggled.connect(self._propose_sample_unit)
        box.addWidget(self.sample)
        warning = frame("warning", "noSecrets")
        column(warning, (10, 6, 8, 6)).addWidget(label(NO_SECRETS, "bold", wrap=True))
        box.addWidget(warning)
        self.failure = label(name="firstStartFailure", wrap=True)
        self.failure_card = frame("error")
        column(self.failure_card, (10, 6, 8, 6)).addWidget(self.failure)
        self.failure_card.hide()
        box.addWidget(self.failure_card)
        existing = button("打开已有数据…", "openExistingButton", self._open_existing)
        self.begin = button("开始使用", "beginButton", self._answer, "primary")
        self.begin.setDefault(True)
        taken = button("接收交接文件…", "takeOverButton", self._take_over, hint="前任写出的 .mzjj 文件")
        box.addLayout(line(existing, taken, 1, self.begin))

    def _add_unit(self, form: QFormLayout) -> None:
        self.roles = {role: QRadioButton(words) for role, words in USER_ROLE_LABELS.items()}
        for role, choice in self.roles.items():
            choice.setObjectName(f"role_{role.value}")
        self.roles[UserRole.UNIT].setChecked(True)
        form.addRow("我们是", line(*self.roles.values(), 1))
        self.unit = QLineEdit()
        self.unit.setObjectName("unitEdit")
        self.unit.setAccessibleName("单位全称")
        self.unit.setPlaceholderText("单位全称，如 云岭镇人民政府")
        self.unit.returnPressed.connect(self._answer)
        self.unit.textChanged.connect(self._guess_kind)
        form.addRow("单位", self.unit)
        self.kind = QComboBox()
        self.kind.setObjectName("kindBox")
        self.kind.setAccessibleName("单位类型")
        fill_kinds(self.kind)
        form.addRow("类型", self.kind)
        self.year = QSpinBox()
        self.year.setObjectName("yearBox")
        self.year.setAccessibleName("年度")
        self.year.setRange(2015, 2100)
        self.year.setValue(self._services.clock().year)
        self.year.setSuffix(" 年")
        self.year.setMaximumWidth(120)
        form.addRow("年度", self.year)

    def _add_folder(self, form: QFormLayout) -> None:
        self.folder = QLineEdit(self._services.stores.propose())
        self.folder.setObjectName("folderEdit")
        self.folder.setAccessibleName("数据存放位置")
        change = button("更改…", "changeFolderButton", self._change_folder)
        form.addRow("数据存在", line(self.folder, change))

    @property
    def settings(self) -> Settings:
        role = next(role for role, choice in self.roles.items() if choice.isChecked())
        kind = self.kind.currentData()
        return Settings(role=role, unit_name=self._unit, unit_kind=kind or "", year=self.year.value(), asked=True)

    @property
    def _unit(self) -> str:
        return "".join(self.unit.text().split())

    @property
    def sample_place(self) -> str:
        samples = self._services.samples
        return samples[0].place if samples and self.sample.isChecked() else ""

    def show_failure(self, message: str) -> None:
        self.failure.setText(message)
        self.failure_card.show()

    def _guess_kind(self) -> None:
        """Show what the name says; the user's own choice stays."""
        directory = self._services.directory
        if directory and self._unit:
            guess = KIND_LABELS.get(directory.kind_of(self._unit), "")
            self.kind.setItemText(0, f"按单位名称判断：{guess}" if guess else "按单位名称判断")

    def _propose_sample_unit(self, on: bool) -> None:
        if on and not self._unit:
            self.unit.setText("云岭镇人民政府")

    def _change_folder(self) -> None:
        folder = self._dialogs.choose_folder("数据存在哪个文件夹", self.folder.text())
        if folder:
            self.folder.setText(folder)

    def _open_existing(self) -> None:
        folder = self._dialogs.choose_folder("打开已有数据", self.folder.text())
        if not folder:
            return
        if self._services.stores.holds_data(folder):
            self.existing_chosen.emit(folder)
        else:
            self.show_failure(f"“{folder}”里没有本程序的数据。请选择原来的“明账数据”文件夹。")

    def _take_over(self) -> None:
        """Into the folder that is proposed; what was there is never touched."""
        place = self._dialogs.open_file("选择交接文件", "", f"交接文件 (*{ENDING})")
        folder = self.folder.text().strip()
        if not place:
            return
        try:
            self._services.stores.take_over(place, folder, self._services.clock())
        except LedgerError as e:
            self.show_failure(e.message)
        else:
            self.existing_chosen.emit(folder)

    def _answer(self) -> None:
        if not self._unit:
            self.show_failure("请填写单位全称，台账里哪些任务涉及本单位要靠它判断。")
            self.unit.setFocus()
        else:
            self.answered.emit()
