"""The bundled TOML, and the user's before it."""

from pathlib import Path

import pytest

from core.errors import LedgerError
from storage.resources import BUNDLED, load, load_folder


def test_every_bundled_file_is_read() -> None:
    names = [p.relative_to(BUNDLED).with_suffix("").as_posix() for p in BUNDLED.rglob("*.toml")]
    assert "units/names" in names
    assert all(load(name) for name in names)


def test_the_users_file_comes_before_the_bundled_one(tmp_path: Path) -> None:
    (tmp_path / "units").mkdir()
    (tmp_path / "units" / "names.toml").write_text('[names.department]\n"测试局" = []\n', "utf-8")
    assert load("units/names", tmp_path) == {"names": {"department": {"测试局": []}}}
    assert {"names": {"department": {"测试局": []}}} in list(load_folder("units", tmp_path))


def test_a_broken_file_of_the_users_is_named_and_not_ignored(tmp_path: Path) -> None:
    (tmp_path / "units").mkdir()
    (tmp_path / "units" / "names.toml").write_text("这不是 TOML", "utf-8")
    with pytest.raises(LedgerError, match=r"names\.toml"):
        load("units/names", tmp_path)
