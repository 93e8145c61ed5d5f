"""Room: storage. Opens an office's blank form: in place where its format can be kept, else written anew in its layout."""

from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import NotYetSupported
from storage.documents.open import read_opened
from storage.documents.package import read_file
from storage.documents.sniff import Kind, kind_of

if TYPE_CHECKING:
    from storage.documents.docx_form import DocxForm
    from storage.documents.xlsx_form import XlsxForm

# What the clerk calls a format that is read and never written.
OLD_WORD = {
    Kind.DOC: "Word 97—2003 文档（.doc）",
    Kind.WPS: "WPS 文字文档（.wps）",
    Kind.HTML: "网页",
    Kind.MHTML: "单文件网页",
}


def open_form(place: Path) -> "DocxForm | XlsxForm":
    """Raises NotYetSupported for text and for fixed layouts, LedgerError for what cannot be read."""
    data = read_file(place)
    kind = kind_of(data, place.name)
    if kind is Kind.DOCX:
        return _word(data)
    if kind is Kind.XLSX:
        return _workbook(data)
    if kind in OLD_WORD:
        from storage.documents.writers.docx import write_docx

        document = read_opened(data, kind, place.name, look=True)
        return _word(write_docx(document, document.title), _why(OLD_WORD[kind], ".docx", "Word"))
    if kind is Kind.XLS:
        from storage.documents.writers.xlsx import write_xlsx

        old = "WPS 表格（.et）" if place.suffix.lower() in (".et", ".ett") else "Excel 97—2003 工作簿（.xls）"
        document = read_opened(data, kind, place.name)
        return _workbook(write_xlsx(document, place.stem, headed=False), _why(old, ".xlsx", "Excel"))
    raise NotYetSupported(f"「{place.name}」不是 Word 或 Excel 文件，不能在原文件上填写。")


def _word(data: bytes, rewritten: str = "") -> "DocxForm":
    from storage.documents.docx_form import DocxForm

    return DocxForm(data, rewritten)


def _workbook(data: bytes, rewritten: str = "") -> "XlsxForm":
    from storage.documents.xlsx_form import XlsxForm

    return XlsxForm(data, rewritten)


def _why(old: str, ending: str, program: str) -> str:
    return (
        f"原表是 {old}，这种格式不能原样写回，已按原表的版式另写为 {ending} 后填写，内容不变，原文件没有改动。"
        f"请用 WPS 或 {program} 打开核对版式后再报送。"
    )
