"""Room: storage. One sheet of a workbook as its file has it, before it becomes a table."""

from dataclasses import dataclass, field

from core.errors import LedgerError
from storage.documents.package import SAFE

MAX_PLACES = 250_000  # rows x columns, of all sheets together; about 250 MB and 5 s at the most
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
MAX_SHEETS = 500
MAX_TEXT = 20_000_000  # characters of all cells together; one text may be shown by many
WIDTHS = 256  # columns whose widths are kept
SAVE_AS = "请用 WPS 或 Excel 打开，另存为 .xlsx 后再试。"
Range = tuple[int, int, int, int]  # first row and column, last row and column


@dataclass(slots=True)
class Sheet:
    """`texts` are the filled cells by (row, column) from 0, as the sheet shows them; `widths` in characters."""

    name: str = ""
    hidden: bool = False
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    landscape: bool = False

    def put(self, row: int, column: int, text: str) -> None:
        if not (0 <= row < MAX_ROWS and 0 <= column < MAX_COLUMNS):
            raise damaged(f"cell {row}, {column}")
        if text.strip():
            self.texts[row, column] = text

    @property
    def area(self) -> Range:
        """From the first to the last filled cell."""
        rows, columns = [row for row, _ in self.texts], [column for _, column in self.texts]
        return min(rows), min(columns), max(rows), max(columns)


def checked(sheets: list[Sheet]) -> list[Sheet]:
    """Refuse what would fill memory: a table holds every place between two cells that are far apart."""
    places = text = 0
    for sheet in sheets:
        if sheet.texts:
            top, left, bottom, right = sheet.area
            places += (bottom - top + 1) * (right - left + 1)
            text += sum(map(len, sheet.texts.values()))
    if len(sheets) > MAX_SHEETS or places > MAX_PLACES or text > MAX_TEXT:
        raise LedgerError(f"该工作簿的表格过大，未予读取，{SAFE}请删去远处无用的单元格后另存，再重试。")
    return sheets


def damaged(detail: str) -> LedgerError:
    return LedgerError(f"该工作簿已损坏，无法读取。{SAFE}{SAVE_AS}", detail=detail)


def locked() -> LedgerError:
    return LedgerError(f"该工作簿设有打开密码，无法读取。{SAFE}请在 WPS 或 Excel 中取消密码后再试。")
