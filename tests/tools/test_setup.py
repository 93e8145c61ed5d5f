"""The set-up's decisions, with the machine played by fakes; the real thing is shown by every fresh clone."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import setup

Machine = Callable[..., list[list[str]]]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A Linux machine that lacks one library; returns the list that its apt-get calls are written to."""

    def build(*, root: bool = True, apt: bool = True, answers: tuple[int, ...] = (0,)) -> list[list[str]]:
        calls: list[list[str]] = []

        def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
            calls.append(command)
            return subprocess.CompletedProcess(command, answers[len(calls) - 1])

        monkeypatch.setattr(setup.sys, "platform", "linux")
        monkeypatch.setattr(setup, "loads", lambda library: library != "libEGL.so.1")
        monkeypatch.setattr(setup, "has_font", lambda pattern: True)
        monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: object())
        monkeypatch.setattr(setup.shutil, "which", lambda name: "/usr/bin/apt-get" if apt else None)
        monkeypatch.setattr(setup.os, "geteuid", lambda: 0 if root else 1000, raising=False)
        monkeypatch.setattr(setup.subprocess, "run", run)
        return calls

    return build


def test_root_installs_only_what_is_missing(machine: Machine) -> None:
    calls = machine()
    setup.system_packages()
    assert [call[call.index("install") + 2 :] for call in calls] == [["libegl1"]]


def test_a_new_machine_is_updated_once_and_tried_again(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    calls = machine(answers=(100, 100, 0))
    setup.system_packages()
    assert ["update" in call for call in calls] == [False, True, False]
    assert "did not work" not in capsys.readouterr().out


def test_when_apt_fails_the_line_to_type_is_printed_and_set_up_goes_on(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine(answers=(100, 100, 100))
    setup.system_packages()
    assert "apt-get install -y --no-install-recommends libegl1" in capsys.readouterr().out


@pytest.mark.parametrize("kind", [{"root": False}, {"apt": False}])
def test_without_root_or_apt_nothing_is_run_and_the_package_is_named(
    machine: Machine, capsys: pytest.CaptureFixture[str], kind: dict[str, bool]
) -> None:
    calls = machine(**kind)
    setup.system_packages()
    assert not calls
    assert "libegl1" in capsys.readouterr().out


def test_a_font_is_found_by_its_file_below_any_font_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(setup, "FONT_FOLDERS", (tmp_path / "absent", tmp_path))
    assert not setup.has_font("NotoSansCJK-*")
    (tmp_path / "opentype").mkdir()
    (tmp_path / "opentype" / "NotoSansCJK-Regular.ttc").touch()
    assert setup.has_font("NotoSansCJK-*")


def test_a_changed_lock_or_a_moved_checkout_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lock = tmp_path / "dev.txt"
    lock.write_text("lxml==1")
    monkeypatch.setattr(setup, "LOCK", lock)
    before = setup.wanted_stamp()
    assert setup.wanted_stamp() == before
    lock.write_text("lxml==2")
    changed = setup.wanted_stamp()
    monkeypatch.setattr(setup, "VENV", tmp_path / ".venv")
    assert len({before, changed, setup.wanted_stamp()}) == 3


def test_a_python_that_is_too_new_is_refused_before_anything_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup.sys, "version_info", (3, 14, 0))
    with pytest.raises(SystemExit) as stopped:
        setup.main()
    assert stopped.value.code == 2
    assert "3.14.0" in capsys.readouterr().out
