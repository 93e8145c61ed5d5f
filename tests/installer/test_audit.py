"""Each rule of the audit holds for a sound program and notices the one thing that is wrong with another."""

from collections.abc import Callable
from pathlib import Path

import pytest
from audit import LARGEST_MB, MB, NEEDED, PROGRAMS, RULES, audit, main
from payload import LIST, write_list
from pe import MANIFEST, VERSION, PeFile
from pe_builder import pe

SOUND = {
    MANIFEST: b"<assembly>asInvoker longPathAware PerMonitorV2 Common-Controls</assembly>",
    VERSION: "ProductVersion 0.1.0 明账".encode("utf-16-le"),
}
I386 = 0x14C


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "Mingzhang"
    for name in (*NEEDED, *PROGRAMS, "_internal/python311.dll"):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".exe"):
            place.write_bytes(pe(["KERNEL32.dll", "python311.dll"], SOUND))
        elif name.endswith(".dll"):
            place.write_bytes(pe(["api-ms-win-crt-runtime-l1-1-0.dll", "USER32.dll"]))
        else:
            place.write_text("x", "utf-8")
    (folder / "_internal/licences/清单.txt").write_text("Python\t3.11\tPSF-2.0\tPython-LICENSE.txt\n", "utf-8")
    (folder / "_internal/licences/Python-LICENSE.txt").write_text("PSF", "utf-8")
    write_list(folder)
    return folder


def broken(folder: Path) -> dict[str, list[str]]:
    return {rule: faults for rule, faults in audit(folder).items() if faults}


def test_a_sound_program_passes_every_rule(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert broken(program) == {}
    assert main([str(program)]) == 0
    assert capsys.readouterr().out.count("holds") == len(RULES)


def add(name: str, data: bytes) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        place = folder / "_internal" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        write_list(folder)

    return change


def remove(name: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / name).unlink()
        if name != LIST:
            write_list(folder)

    return change


@pytest.mark.parametrize(
    ("change", "rule", "told"),
    [
        (add("a.dll", pe(["icuuc.dll"])), "no import of icu*.dll", "icuuc.dll"),
        (add("a.dll", pe(["nowhere.dll"])), "every DLL asked for is Windows' own or ships", "nowhere.dll"),
        (add("a.dll", pe(machine=I386)), "every program file is for 64-bit Windows", "a.dll"),
        (add("numpy/core.py", b""), "nothing inside that may not ship", "numpy"),
        (add("pip/__init__.py", b""), "nothing inside that may not ship", "pip"),
        (add("opengl32sw.dll", pe()), "nothing inside that may not ship", "opengl32sw"),
        (add("winecrt0.dll", pe()), "nothing inside that may not ship", "winecrt0"),
        (add("x/COPYING", b"  GNU AFFERO GENERAL PUBLIC LICENSE\n"), "no GPL or AGPL text inside", "COPYING"),
        (add("x/COPYING.txt", b"GNU GENERAL PUBLIC LICENSE\n"), "no GPL or AGPL text inside", "COPYING.txt"),
        (remove(NEEDED[0]), "everything needed is there", "qwindows.dll"),
        (remove(LIST), "the list for removal is exact", "Mingzhang.exe"),
        (remove("_internal/licences/Python-LICENSE.txt"), "every part has its licence text", "Python"),
    ],
)
def test_one_thing_wrong_is_noticed(program: Path, change: Callable[[Path], None], rule: str, told: str) -> None:
    change(program)
    assert any(told in fault for fault in broken(program)[rule])
    assert main([str(program)]) == 1


def test_a_file_that_came_after_the_list_is_noticed(program: Path) -> None:
    (program / "_internal" / "late.txt").write_text("late")
    assert broken(program) == {"the list for removal is exact": ["not listed: _internal/late.txt"]}


def test_a_program_that_asks_for_an_administrator_is_noticed(program: Path) -> None:
    (program / PROGRAMS[0]).write_bytes(pe(["KERNEL32.dll"], {**SOUND, MANIFEST: b"requireAdministrator"}))
    assert any("asInvoker" in fault for fault in broken(program)["version and manifest of our programs"])


def test_sizes_over_the_budget_are_noticed(program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    setup = tmp_path / "setup.exe"
    with setup.open("wb") as file:
        file.truncate(31 * MB)
    assert main([str(program), str(setup)]) == 1
    assert "31.0 MB" in capsys.readouterr().out
    with (program / LIST.replace("installed.txt", "program.pyz")).open("wb") as file:
        file.truncate((LARGEST_MB + 1) * MB)
    assert any("MB" in fault for fault in broken(program)[f"installed size at most {LARGEST_MB} MB"])


def test_texts_of_the_lgpl_that_qt_comes_under_are_no_fault(program: Path) -> None:
    add("licences/GNU-LGPL-3.txt", b"GNU LESSER GENERAL PUBLIC LICENSE\n")(program)
    assert broken(program) == {}


@pytest.mark.parametrize("data", [b"", b"MZ", b"PK\3\4 no program", b"MZ".ljust(0x40, b"\xff"), pe()[:0x60]])
def test_what_is_no_program_file_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(ValueError, match="no Windows program file"):
        PeFile(data)
