"""Room: gui. Text put into an editor as a step of its own: one Ctrl+Z takes it back and nothing typed before it."""

from PySide6.QtWidgets import QPlainTextEdit


def put_at_cursor(editor: QPlainTextEdit, text: str) -> None:
    cursor = editor.textCursor()
    cursor.beginEditBlock()
    cursor.insertText(text)
    cursor.endEditBlock()
    editor.setTextCursor(cursor)
