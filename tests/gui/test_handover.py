"""One clerk writes the handover, the next begins with it on another data folder."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit

from gui.main_window import MainWindow, show_frame
from gui.services import Services
from tests.gui.conftest import Clerk, FakeDialogs, part


def test_a_clerk_hands_over_and_the_successor_goes_on(
    clerk: Clerk, frame: MainWindow, made: Services, dialogs: FakeDialogs, tmp_path: Path, qapp: QApplication
) -> None:
    place = tmp_path / "交接"
    dialogs.files = [str(place)]
    clerk.work.open_page("data")
    part(clerk.window, QLineEdit, "handover_taker").setText("接手的人")
    clerk.press("handOverButton")
    clerk.settle()
    assert "已写出交接文件和交接清单" in clerk.work.notice.text.text()
    tasks, unit = len(clerk.bench.rows), clerk.bench.settings.unit_name
    frame.close()

    (tmp_path / "pointer.txt").unlink(missing_ok=True)
    dialogs.files = [f"{place}.mzjj"]
    successor = show_frame(qapp, dialogs)
    successor.start(made, "")
    next_clerk = Clerk(successor, dialogs, clerk.qtbot)
    part(successor, QLineEdit, "folderEdit").setText(str(tmp_path / "新"))
    next_clerk.press("takeOverButton")
    next_clerk.wait(lambda: successor.bench is not None and len(successor.bench.rows) == tasks)
    next_clerk.settle()
    assert next_clerk.bench.settings.unit_name == unit
    successor.close()
    successor.deleteLater()
