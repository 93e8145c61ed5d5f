"""A form of the user's own in DATA/resources/forms: found by --data, in place of the bundled one."""

from pathlib import Path

import pytest

import main
from storage.resources import BUNDLED

REPORT = next((BUNDLED / "samples" / "annual_report").glob("*云岭镇*2025*.docx"))
FORM = "annual_report_2021.toml"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "resources" / "forms").mkdir(parents=True)
    return tmp_path


def put(own: Path, name: str, old: str, new: str) -> None:
    text = (BUNDLED / "forms" / FORM).read_text("utf-8")
    assert old in text
    (own / "resources" / "forms" / name).write_text(text.replace(old, new), "utf-8")


def checked(*argv: str) -> int:
    return main.main(["check", str(REPORT), *argv])


@pytest.mark.parametrize("name", [FORM, "a.toml", "本县表样.toml"])
def test_the_users_form_stands_in_place_of_the_bundled_one_whatever_its_file_is_called(
    name: str, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(own, name, "max_chars = 1000", "max_chars = 3")
    assert checked("--data", str(own)) in (0, 1)
    assert "不超过3字" in capsys.readouterr().out


def test_the_data_folder_may_be_named_before_the_command(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(own, FORM, "max_chars = 1000", "max_chars = 3")
    assert main.main(["--data", str(own), "check", str(REPORT)]) in (0, 1)
    assert "不超过3字" in capsys.readouterr().out


@pytest.mark.parametrize(("old", "new"), [('id = "R6"', "id = "), ("times = 5", "")])
def test_a_form_with_a_fault_is_told_in_one_line(
    old: str, new: str, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(own, FORM, old, new)
    assert checked("--data", str(own)) == 2
    told = capsys.readouterr()
    assert len(told.err.splitlines()) == 1
    assert "annual_report_2021" in told.err
