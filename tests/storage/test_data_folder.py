"""Where the data goes: a second fixed disk, else the profile; never a share; and where it lay the last time."""

import ctypes
from pathlib import Path
from typing import Any

import pytest

from core.actions.ports import Store, Stores
from storage import data_folder
from storage.database.stores import LocalStores
from tests.storage.ledgers import NOW

FIXED, REMOTE, REMOVABLE = 3, 4, 2


class Windows:
    """kernel32 of a computer with these drives: letter -> (type, free bytes or None where it cannot be told)."""

    def __init__(self, drives: dict[str, tuple[int, int | None]]) -> None:
        self.drives = drives

    def GetLogicalDrives(self) -> int:
        return sum(1 << (ord(letter) - 65) for letter in self.drives)

    def GetDriveTypeW(self, root: str) -> int:
        return self.drives.get(root[0], (1, None))[0]

    def GetDiskFreeSpaceExW(self, root: str, free: Any, *_: object) -> int:
        size = self.drives[root[0]][1]
        ctypes.cast(free, ctypes.POINTER(ctypes.c_ulonglong))[0] = size or 0
        return int(size is not None)


GB = 1 << 30


@pytest.mark.parametrize(
    ("drives", "wanted"),
    [
        ({"C": (FIXED, 99 * GB), "D": (FIXED, 50 * GB)}, "D:\\"),
        ({"C": (FIXED, 99 * GB), "D": (REMOVABLE, 50 * GB), "E": (FIXED, 50 * GB)}, "E:\\"),
        ({"C": (FIXED, 99 * GB), "D": (FIXED, GB // 2), "E": (FIXED, None), "F": (FIXED, 2 * GB)}, "F:\\"),
    ],
)
def test_a_second_fixed_disk_with_room_is_proposed(drives: dict[str, tuple[int, int | None]], wanted: str) -> None:
    assert data_folder.propose(Windows(drives)) == Path(wanted) / "明账数据"


@pytest.mark.parametrize("drives", [{"C": (FIXED, 99 * GB)}, {"C": (FIXED, 99 * GB), "Z": (REMOTE, 99 * GB)}])
def test_without_one_it_is_the_profile(drives: dict[str, tuple[int, int | None]]) -> None:
    assert data_folder.propose(Windows(drives)) == data_folder.propose()
    assert data_folder.propose().name == "明账数据"


@pytest.mark.parametrize(
    ("folder", "share"), [("Z:\\明账数据", True), ("\\\\server\\share", True), ("D:\\明账数据", False)]
)
def test_a_mapped_or_unc_share_is_known_on_windows(folder: str, share: bool) -> None:
    windows = Windows({"D": (FIXED, GB), "Z": (REMOTE, GB)})
    assert data_folder.is_network_share(Path(folder), windows) is share


def test_a_share_is_known_by_its_mount_on_linux(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/sda1 / ext4 rw 0 0\nserver:/x {tmp_path}/a\\040b nfs4 rw 0 0\n//s/x {tmp_path}/c cifs rw 0 0\n"
        f"/dev/sdb1 {tmp_path}/c/local ext4 rw 0 0\n"
    )
    wanted = {"a b/明账数据": True, "c": True, "c/local/明账数据": False, "cc": False}
    assert {name: data_folder.is_network_share(tmp_path / name, mounts=mounts) for name in wanted} == wanted


def test_the_last_folder_is_remembered_while_it_is_there(tmp_path: Path) -> None:
    stores: Stores = LocalStores(tmp_path / "配置" / "pointer.txt")
    assert stores.last_used() == ""
    store: Store = stores.open(str(tmp_path / "数据"), NOW)
    store.close()
    assert stores.last_used() == str(tmp_path / "数据")
    assert stores.holds_data(str(tmp_path / "数据"))
    assert not stores.holds_data(str(tmp_path))
    (tmp_path / "数据").rename(tmp_path / "改名")
    assert stores.last_used() == ""
    (tmp_path / "配置" / "pointer.txt").write_bytes(b"\xff\xfe\x00")
    assert stores.last_used() == ""


def test_a_profile_that_cannot_be_written_does_not_stop_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    LocalStores(tmp_path / "file" / "pointer.txt").open(str(tmp_path / "数据"), NOW).close()
    assert LocalStores(tmp_path / "p").propose().endswith("明账数据")
