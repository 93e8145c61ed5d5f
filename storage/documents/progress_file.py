"""Room: storage. The file behind `fill --progress`: JSON {"3": "文字"}, or a workbook with 序号 and 进展落实情况."""

import json
import re
from pathlib import Path

from core.document import Placed, grid_of, tables_of
from core.errors import LedgerError
from core.ledger.headings import Column, column_of
from storage.documents.readers.workbook import OLE, read_workbook

NUMBER = re.compile(r"\s*(\d{1,4})\s*[.．、]?\s*")
MOST_DIGITS = 9
WORKBOOKS = (b"PK", OLE)
SAFE = "没有写入任何文件。"


def read_progress(path: Path) -> dict[int, str]:
    """Task number → text, in the file's order. Raises LedgerError for anything else than the two forms."""
    try:
        data = path.read_bytes()
    except OSError as e:
        raise LedgerError(f"无法读取进展文件「{path.name}」，{SAFE}请核对文件名和位置。", detail=repr(e)) from e
    return _from_workbook(data, path.name) if data.startswith(WORKBOOKS) else _from_json(data, path.name)


def _from_json(data: bytes, name: str) -> dict[int, str]:
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as e:
        message = f'进展文件「{name}」不是有效的 JSON（应为 UTF-8 编码的 {{"序号": "文字"}}），{SAFE}'
        raise LedgerError(message, detail=repr(e)) from e
    if not isinstance(found, dict):
        raise LedgerError(f'进展文件「{name}」的内容应为 {{"序号": "文字"}} 的形式，{SAFE}')
    progress: dict[int, str] = {}
    for key, text in found.items():
        if not (str(key).strip().isdecimal() and len(str(key)) <= MOST_DIGITS) or not isinstance(text, str):
            raise LedgerError(
                f"进展文件「{name}」中“{str(key)[:20]}”一项不对：左边应为序号（整数），右边应为文字，{SAFE}"
            )
        progress[int(key)] = text
    return progress


def _from_workbook(data: bytes, name: str) -> dict[int, str]:
    try:
        document = read_workbook(data)
    except LedgerError as e:
        message = f"进展文件「{name}」无法按 Excel 工作簿读取，{SAFE}请用 WPS 或 Excel 打开后另存为 .xlsx 再试。"
        raise LedgerError(message, detail=f"{e.message} {e.detail}") from e
    for table in tables_of(document.blocks):
        rows = [[_own(placed, r, c) for c, placed in enumerate(row)] for r, row in enumerate(grid_of(table))]
        for at, row in enumerate(rows):
            columns = {column_of(text): i for i, text in enumerate(row) if text.strip()}
            if Column.NUMBER in columns and Column.PROGRESS in columns:
                return _from_rows(rows[at + 1 :], columns[Column.NUMBER], columns[Column.PROGRESS], name)
    raise LedgerError(f"进展文件「{name}」中没有找到“序号”和“进展落实情况”两列，{SAFE}")


def _own(placed: Placed | None, row: int, column: int) -> str:
    """A merged cell's text stands where it begins, and nowhere else."""
    return placed.cell.text if placed and (placed.row, placed.col) == (row, column) else ""


def _from_rows(rows: list[list[str]], number_at: int, text_at: int, name: str) -> dict[int, str]:
    """Rows without a number are passed over when their text is blank too, else refused: text must not vanish."""
    progress: dict[int, str] = {}
    for row in rows:
        number, text = NUMBER.fullmatch(row[number_at]), row[text_at]
        if number:
            if text.strip():
                progress[int(number[1])] = text
        elif text.strip() and column_of(text) is None:
            raise LedgerError(f"进展文件「{name}」中“{text[:12]}”一行没有序号，{SAFE}请补上序号后再试。")
    return progress
