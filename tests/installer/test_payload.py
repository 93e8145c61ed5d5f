"""The list for removal and the extraction: exact, in one order, and no wider than what ships."""

from pathlib import Path

from payload import LIST, extraction, files_of, folders_of, read_list, set_times, write_list


def some_program(folder: Path) -> Path:
    for name in ("Mingzhang.exe", "_internal/样本/台账（填报版）.docx", "_internal/a/b/c.dll", "_internal/a/价$.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    return folder


def test_the_list_names_every_file_itself_and_then_the_folders_from_the_inside(tmp_path: Path) -> None:
    folder = some_program(tmp_path)
    write_list(folder)
    listed = read_list((folder / LIST).read_bytes())
    files = [line for line in listed if not line.endswith("/")]
    assert files == files_of(folder)
    assert LIST in files
    assert listed[len(files) :] == ["_internal/a/b/", "_internal/a/", "_internal/样本/", "_internal/"]


def test_writing_the_list_again_changes_nothing(tmp_path: Path) -> None:
    folder = some_program(tmp_path)
    write_list(folder)
    first = (folder / LIST).read_bytes()
    write_list(folder)
    assert (folder / LIST).read_bytes() == first
    assert first.startswith(b"\xff\xfe")


def test_a_folder_comes_after_every_folder_inside_it() -> None:
    found = folders_of(["a/b/c/d.txt", "a/x.txt", "e/f.txt"])
    assert all(
        found.index(inner) < found.index(outer) for inner in found for outer in found if inner.startswith(outer + "/")
    )


def test_extraction_goes_aside_first_and_quotes_what_setup_would_take_for_a_variable(tmp_path: Path) -> None:
    lines = list(extraction(some_program(tmp_path)))
    assert lines[0] == r'SetOutPath "$INSTDIR\_new"'
    assert r'SetOutPath "$INSTDIR\_new\_internal\样本"' in lines
    assert any(line.endswith('价$$.txt"') for line in lines)
    assert len([line for line in lines if line.startswith("File ")]) == 4


def test_every_file_gets_one_time(tmp_path: Path) -> None:
    folder = some_program(tmp_path)
    set_times(folder, 1_767_225_600)
    assert {p.stat().st_mtime for p in folder.rglob("*")} == {1_767_225_600}
