"""The portable program keeps its data beside it, where it can."""

from pathlib import Path

from storage.data_folder import NAME, PORTABLE, beside_program


def test_an_installed_program_keeps_nothing_beside_it(tmp_path: Path) -> None:
    assert beside_program(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_the_portable_program_has_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / PORTABLE).touch()
    assert beside_program(tmp_path) == tmp_path / NAME
    assert list((tmp_path / NAME).iterdir()) == []


def test_where_the_folder_cannot_be_written_the_clerk_is_asked_as_usual(tmp_path: Path) -> None:
    (tmp_path / PORTABLE).touch()
    (tmp_path / NAME).write_text("in the way")
    assert beside_program(tmp_path) is None
