"""Room: storage. The same zip again with some parts' bytes new; everything else as it was, in its order."""

import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from core.errors import LedgerError

_BROKEN = "表格文件里有一个部件已损坏，没有写出任何文件，原文件未作任何改动。请用 WPS 或 Word 打开另存一次，或向发送方重新索取。"


def rezipped(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """`changed`: part's name with forward slashes → its bytes. LedgerError where a part that is only carried is damaged."""
    out = BytesIO()
    try:
        with ZipFile(BytesIO(data)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
            for info in source.infolist():
                body = changed.get(info.filename.replace("\\", "/"))
                target.writestr(_like(info), source.read(info) if body is None else body)
            target.comment = source.comment
    except (BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as e:
        raise LedgerError(_BROKEN, detail=repr(e)) from e
    return out.getvalue()


def _like(info: ZipInfo) -> ZipInfo:
    fresh = ZipInfo(info.filename, info.date_time)
    fresh.compress_type = info.compress_type
    fresh.external_attr = info.external_attr
    fresh.create_system = info.create_system
    return fresh
