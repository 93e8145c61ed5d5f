"""Room: storage. What is known of a workbook's sheets before its values are read: how large, and how numbers show."""

from dataclasses import dataclass, field

from core.errors import LedgerError
from storage.documents.package import SAFE

MAX_PLACES = 1_000_000  # rows x columns, of all sheets together
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
MAX_SHEETS = 500
SAVE_AS = "请用 WPS 或 Excel 打开，另存为 .xlsx 后再试。"


@dataclass(slots=True)
class Sheet:
    """Rows and columns up to the last filled cell; formats of the cells whose numbers do not show as typed; widths
    in characters by column."""

    rows: int = 0
    columns: int = 0
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    landscape: bool = False

    def meet(self, row: int, column: int) -> None:
        if row >= MAX_ROWS or column >= MAX_COLUMNS:
            raise damaged(f"cell {row}, {column}")
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)


@dataclass(slots=True)
class Survey:
    sheets: list[Sheet] = field(default_factory=list)
    since_1904: bool = False

    def check(self) -> "Survey":
        """Refuse what would fill memory: libraries lay out every place between two cells that are far apart."""
        if len(self.sheets) > MAX_SHEETS or sum(s.rows * s.columns for s in self.sheets) > MAX_PLACES:
            raise LedgerError(f"该工作簿的表格过大，未予读取，{SAFE}请删去远处无用的单元格后另存，再重试。")
        return self


def damaged(detail: str) -> LedgerError:
    return LedgerError(f"该工作簿已损坏，无法读取。{SAFE}{SAVE_AS}", detail=detail)


def locked() -> LedgerError:
    return LedgerError(f"该工作簿设有打开密码，无法读取。{SAFE}请在 WPS 或 Excel 中取消密码后再试。")
