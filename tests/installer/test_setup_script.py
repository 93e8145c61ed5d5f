"""setup.nsi compiles with a program of a few small files, the same twice; skipped where makensis is not installed."""

import shutil
import subprocess
from pathlib import Path

import pytest
from icon import icon
from payload import extraction, set_times, write_list
from pe import PeFile

SCRIPT = Path(__file__).resolve().parents[2] / "installer" / "setup.nsi"
I386 = 0x14C


def compiled(tmp_path: Path, name: str) -> Path:
    if shutil.which("makensis") is None:
        pytest.skip("makensis is not installed (Debian: apt-get install nsis)")
    folder = tmp_path / "payload"
    for file in ("Mingzhang.exe", "mingzhang-cli.exe", "_internal/样本 一.txt"):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text("stub", "utf-8")
    write_list(folder)
    set_times(folder, 1_767_225_600)
    files, picture, target = tmp_path / "files.nsh", tmp_path / "icon.ico", tmp_path / name
    files.write_text("\n".join(extraction(folder)) + "\n", "utf-8-sig")
    picture.write_bytes(icon({16: PNG_OF_16}))
    facts = {"VERSION": "0.1.0", "SIZE_KB": 1, "FILES": files, "OUT": target, "ICON": picture}
    words = [f"-D{key}={value}" for key, value in facts.items()]
    told = subprocess.run(
        ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", "-DQUICK", *words, SCRIPT],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1767225600", "LANG": "C.UTF-8"},
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return target


def test_the_setup_compiles_without_a_warning_as_a_32_bit_program_that_can_refuse_32_bit_windows(
    tmp_path: Path,
) -> None:
    setup = PeFile(compiled(tmp_path, "明账-0.1.0-setup.exe").read_bytes())
    assert setup.machine == I386
    manifest = setup.resource(24).decode()
    assert "asInvoker" in manifest
    assert "longPathAware" in manifest


def test_two_compilations_are_the_same(tmp_path: Path) -> None:
    assert compiled(tmp_path, "a.exe").read_bytes() == compiled(tmp_path, "a.exe").read_bytes()


def test_the_script_never_removes_a_whole_folder_and_asks_for_no_administrator() -> None:
    commands = [line.partition(";")[0] for line in SCRIPT.read_text("utf-8").splitlines()]
    assert not [line for line in commands if "RMDir /r" in line or "RequestExecutionLevel admin" in line]
    assert not [line for line in commands if "HKLM" in line]


def test_setup_asks_for_the_mutex_that_the_window_holds() -> None:
    from gui.one_window import MUTEX

    assert f'!define MUTEX "{MUTEX}"' in SCRIPT.read_text("utf-8")


def test_setup_registers_the_ending_that_backups_have() -> None:
    from core.backup import ENDING

    assert f"Software\\Classes\\{ENDING}" in SCRIPT.read_text("utf-8")


PNG_OF_16 = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000100000001008060000001ff3ff610000001649444154789c63601805a360148c8251300a4600000410"
    "0001c0a0a3b60000000049454e44ae426082"
)
