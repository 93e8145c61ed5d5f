r"""Long paths get \\?\ on Windows and nothing anywhere else."""

from pathlib import Path, PureWindowsPath

import pytest

from storage.documents.package import read_file
from storage.documents.safe_write import safe_write
from storage.long_path import prefixed, reachable

LONG = "材料\\" * 100 + "台账.docx"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("C:\\短\\台账.docx", "C:\\短\\台账.docx"),
        (f"D:\\{LONG}", f"\\\\?\\D:\\{LONG}"),
        (f"\\\\server\\共享\\{LONG}", f"\\\\?\\UNC\\server\\共享\\{LONG}"),
        (f"\\\\?\\D:\\{LONG}", f"\\\\?\\D:\\{LONG}"),
    ],
)
def test_only_long_paths_are_written_otherwise(place: str, expected: str) -> None:
    assert prefixed(place) == expected
    assert PureWindowsPath(prefixed(place)).name == "台账.docx"


def test_elsewhere_a_long_path_is_as_it_was(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["材料"] * 60) / "台账.docx"
    assert reachable(deep) == deep
    safe_write(deep, b"x")
    assert read_file(deep) == b"x"
