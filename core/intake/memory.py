"""Room: core. What a person mended once, and by what a later file is known to be of the same kind."""

import re
from collections.abc import Iterator

from core.intake.arrived import Arrived
from core.intake.record import Remembered
from core.ledger.matching import plain
from core.ledger.mending import HeaderSeen

BY_SHA, BY_HEAD, BY_NAME = "sha:", "head:", "name:"
# Heads and names that any unit may use tell nobody apart.
_ANYBODY = re.compile(
    r"(?:党政|综合|政务公开|政务|县|乡|镇|街道|本)*(?:办公室|办|综合科|科|股|单位|机关|局|镇|乡|街道)?"
)
_COMMON = re.compile(
    r"政府信息公开|政务公开|信息公开|主要任务|工作要点|任务落实|任务|落实|工作|台账|填报版|填报|报送|上报|附件|终稿|定稿|最终|正式|扫描|盖章"
    r"|进展|情况|修改|新建|文档|副本|版本|版|稿|表|改|新|年度|上半年|下半年|半年|第?[一二三四五六七八九十\d]+[期季次号]|[年月日度季期的了]"
    r"|[^\u4e00-\u9fff]+"
)
_TOLD = {BY_SHA: "同一文件", BY_HEAD: "同样的表头填报单位", BY_NAME: "同样的文件名"}
LEAST = 2  # Chinese characters of a file's name that are its own


def unit_keys(file: Arrived, sha256: str) -> tuple[str, ...]:
    """Keys under which a unit given by hand is remembered: the file itself, and what is printed on it or it is called."""
    return (f"{BY_SHA}{sha256}", *_kinds(file))


def _kinds(file: Arrived) -> Iterator[str]:
    printed = plain(file.head.get("unit", ""))
    if printed and not _ANYBODY.fullmatch(printed):
        yield BY_HEAD + printed
    elif own := _own_name(file.name):
        yield BY_NAME + own


def _own_name(name: str) -> str:
    """What of a file's name is its own: without 台账, 政务公开, years, numbers; "" where too little is left."""
    own = _COMMON.sub("", name.rpartition("/")[2].rpartition(".")[0])
    return own if len(own) >= LEAST and not _ANYBODY.fullmatch(own) else ""


def recalled_unit(file: Arrived, sha256: str, memory: Remembered) -> tuple[str, str, bool]:
    """(unit, by what, whether it stands above what the file itself tells); "" where nothing is remembered."""
    for key in unit_keys(file, sha256):
        if unit := memory.units.get(key):
            kind = key.partition(":")[0] + ":"
            return unit, f"以前人工指定（{_TOLD[kind]}）", kind != BY_NAME
    return "", "", False


def header_key(header: HeaderSeen) -> str:
    """Two tables of the same headings in the same order are of one kind."""
    return "|".join(plain(text) for text in header.headings)
