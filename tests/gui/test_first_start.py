"""The first start: what is asked, what is promised, and where one lands."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.backup import BackupReason
from core.settings import UserRole
from gui.main_window import MainWindow
from gui.services import Services
from gui.start.first_start import NO_SECRETS
from tests.gui.conftest import NOW, Clerk, FakeDialogs, part


def begin(frame: MainWindow, made: Services, folder: Path) -> None:
    frame.start(made)
    edit = part(frame, QLineEdit, "folderEdit")
    assert isinstance(edit, QLineEdit)
    edit.setText(str(folder))


def test_the_first_start_says_that_no_secrets_may_be_entered(frame: MainWindow, made: Services) -> None:
    frame.start(made)
    card = part(frame, QWidget, "noSecrets")
    assert isinstance(card, QWidget)
    assert card.isVisible()
    assert NO_SECRETS in [w.text() for w in card.findChildren(QLabel)]


def test_nothing_is_stored_until_the_unit_is_named(frame: MainWindow, made: Services, tmp_path: Path) -> None:
    begin(frame, made, tmp_path / "data")
    part(frame, QPushButton, "beginButton").click()
    assert frame.work is None
    assert not (tmp_path / "data").exists()
    assert "单位全称" in part(frame, QLabel, "firstStartFailure").text()


def test_typing_the_unit_and_pressing_enter_opens_an_empty_ledger(
    frame: MainWindow, made: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    begin(frame, made, tmp_path / "data")
    part(frame, QLineEdit, "unitEdit").setText("松溪乡人民政府")
    qtbot.keyClick(part(frame, QLineEdit, "unitEdit"), Qt.Key.Key_Return)
    assert frame.bench is not None
    settings = frame.bench.store.settings.get()
    assert (settings.unit_name, settings.role, settings.year, settings.asked) == (
        "松溪乡人民政府",
        UserRole.UNIT,
        2026,
        True,
    )
    assert part(frame, QPushButton, "importFirstButton").isVisible()


def test_the_kind_is_guessed_from_the_name_and_shown(frame: MainWindow, made: Services) -> None:
    frame.start(made)
    part(frame, QLineEdit, "unitEdit").setText("云岭镇人民政府")
    assert "乡镇" in part(frame, QWidget, "kindBox").currentText()  # type: ignore[attr-defined]


def test_the_sample_is_previewed_and_not_stored_before_it_is_confirmed(
    frame: MainWindow, made: Services, tmp_path: Path, qtbot: QtBot, dialogs: FakeDialogs
) -> None:
    begin(frame, made, tmp_path / "data")
    part(frame, QCheckBox, "sampleBox").setChecked(True)
    assert part(frame, QLineEdit, "unitEdit").text() == "云岭镇人民政府"
    part(frame, QPushButton, "beginButton").click()
    clerk = Clerk(frame, dialogs, qtbot)
    clerk.wait(lambda: clerk.there(QWidget, "previewPage"))
    assert clerk.bench.store.books.all() == ()


def test_existing_data_is_opened_with_its_own_answers(
    frame: MainWindow, made: Services, tmp_path: Path, dialogs: FakeDialogs, data_of_another_unit: Path
) -> None:
    frame.start(made)
    dialogs.folders.append(str(data_of_another_unit))
    part(frame, QPushButton, "openExistingButton").click()
    assert frame.bench is not None
    assert frame.bench.settings.unit_name == "松溪乡人民政府"


def test_a_folder_without_data_is_not_taken_for_existing_data(
    frame: MainWindow, made: Services, tmp_path: Path, dialogs: FakeDialogs
) -> None:
    frame.start(made)
    dialogs.folders.append(str(tmp_path))
    part(frame, QPushButton, "openExistingButton").click()
    assert frame.work is None
    assert "没有本程序的数据" in part(frame, QLabel, "firstStartFailure").text()


def test_a_second_window_on_the_same_data_is_told_and_may_try_again(
    frame: MainWindow, made: Services, tmp_path: Path, data_of_another_unit: Path
) -> None:
    first = made.stores.open(str(data_of_another_unit), NOW)
    frame.start(made, str(data_of_another_unit))
    assert frame.work is None
    assert part(frame, QLabel, "rescueMessage").text()
    first.close()
    part(frame, QPushButton, "rescueAgainButton").click()
    assert frame.work is not None


def test_a_damaged_store_offers_its_backups(frame: MainWindow, made: Services, data_of_another_unit: Path) -> None:
    store = made.stores.open(str(data_of_another_unit), NOW)
    store.backups.make(BackupReason.MANUAL, NOW)
    store.close()
    database = next(data_of_another_unit.glob("*.db"))
    database.write_bytes(b"no database any more " * 400)
    frame.start(made, str(data_of_another_unit))
    assert frame.work is None
    part(frame, QPushButton, "rescueRestoreButton").click()
    assert frame.bench is not None
    assert frame.bench.settings.unit_name == "松溪乡人民政府"
