"""Room: core. What the user set once: role, unit, year and where things go. Not part of undo."""

from dataclasses import dataclass
from enum import StrEnum


class UserRole(StrEnum):
    UNIT = "unit"
    OFFICE = "office"
    BOTH = "both"  # fills in for the level above and collects from those below


USER_ROLE_LABELS = {UserRole.UNIT: "填报单位", UserRole.OFFICE: "主管部门", UserRole.BOTH: "两者都是"}


@dataclass(frozen=True, slots=True)
class Settings:
    """Blank and 0 mean not set. `unit_kind` is a kind of the unit directory (township, subdistrict, department, other).

    `book_id` is the ledger that the window shows; `backup_folder` "" = 备份 inside the data folder.
    """

    role: UserRole = UserRole.UNIT
    unit_name: str = ""
    unit_aliases: tuple[str, ...] = ()
    unit_kind: str = ""
    year: int = 0
    book_id: int = 0
    contact: str = ""
    phone: str = ""
    channel: str = ""
    backup_folder: str = ""
    asked: bool = False  # the first start's questions have been answered
