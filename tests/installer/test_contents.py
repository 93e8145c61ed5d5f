"""What ships: the filter of collected files, the lock read for Windows, the licence texts."""

from pathlib import Path

import pytest
from contents import DATA, is_wanted
from licences import LIST, collect
from version_resource import NUMBERS
from windows_python import for_windows

from core.version import VERSION

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (r"PySide6\plugins\platforms\qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        (r"PySide6\plugins\platforms\qdirect2d.dll", False),
        (r"PySide6\plugins\sqldrivers\qsqlite.dll", False),
        (r"PySide6\translations\qtbase_zh_CN.qm", True),
        (r"PySide6\translations\qtbase_de.qm", False),
        (r"PySide6\opengl32sw.dll", False),
        (r"PySide6\Qt6Network.dll", False),
        (r"PySide6\Qt6PrintSupport.dll", True),
        ("libcrypto-3.dll", True),
        ("libssl-3.dll", False),
        ("tzdata/zoneinfo/Asia/Shanghai", False),
        ("resources/icons/mingzhang.svg", True),
    ],
)
def test_files_are_kept_by_what_the_program_uses(name: str, wanted: bool) -> None:
    assert is_wanted(name) is wanted


def test_everything_that_ships_beside_the_code_is_there() -> None:
    assert [source for source, _ in DATA if not (ROOT / source).exists()] == []


def test_the_version_resource_has_four_numbers_of_the_one_version() -> None:
    assert ".".join(map(str, NUMBERS[:3])) == VERSION
    assert NUMBERS[3] == 0


def test_the_lock_for_windows_keeps_hashes_and_drops_other_systems() -> None:
    lock = """# head
a==1.0 ; sys_platform == 'win32' \\
    --hash=sha256:aa
b==2.0 ; sys_platform == 'darwin' \\
    --hash=sha256:bb
    # via a
c==3.0 \\
    --hash=sha256:cc \\
    --hash=sha256:dd
"""
    expected = "a==1.0 \\\n    --hash=sha256:aa\nc==3.0 \\\n    --hash=sha256:cc \\\n    --hash=sha256:dd\n"
    assert for_windows(lock) == expected


def test_the_lock_of_the_build_is_hashed_and_names_no_place() -> None:
    text = (ROOT / "installer" / "lock" / "build.txt").read_text("utf-8")
    assert "pyinstaller==" in text
    assert "://" not in text
    kept = for_windows(text)
    assert "pefile==" in kept
    assert "macholib" not in kept
    assert kept.count("==") == len([entry for entry in kept.split("==")[1:] if "--hash=sha256:" in entry])


def installed(site: Path, name: str, texts: dict[str, str]) -> None:
    info = site / f"{name}-1.0.dist-info"
    for place, text in {"METADATA": f"Name: {name}\nVersion: 1.0\nLicense: MIT\n", **texts}.items():
        (info / place).parent.mkdir(parents=True, exist_ok=True)
        (info / place).write_text(text, "utf-8")


def test_licence_texts_come_from_what_was_installed(tmp_path: Path) -> None:
    site, own = tmp_path / "site", tmp_path / "LICENSE"
    own.write_text("Apache", "utf-8")
    installed(site, "alpha", {"licenses/LICENSE": "MIT", "licenses/sub/NOTICE": "note"})
    installed(site, "pip", {"LICENSE": "MIT"})
    collect(site, tmp_path / "out", own, python=None)
    told = (tmp_path / "out" / LIST).read_text("utf-8")
    assert "alpha\t1.0\tMIT\talpha-LICENSE.txt、alpha-sub-NOTICE.txt\n" in told
    assert "pip" not in told.partition("\n\n")[2]
    assert (tmp_path / "out" / "alpha-LICENSE.txt").read_text("utf-8") == "MIT"


def test_qt_without_the_text_of_its_licence_stops_the_build(tmp_path: Path) -> None:
    own = tmp_path / "LICENSE"
    own.write_text("Apache", "utf-8")
    installed(tmp_path / "site", "PySide6_Essentials", {})
    with pytest.raises(SystemExit, match="LGPL-3"):
        collect(tmp_path / "site", tmp_path / "out", own, python=None, gnu=tmp_path)
