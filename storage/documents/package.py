"""Room: storage. Opens zip packages (docx, xlsx, ofd) and their XML so that a hostile file costs little and is refused.

Nothing is ever unpacked to disk. Sizes and counts are bounded before anything is decompressed, and a part can never
grow beyond the size that its directory entry declares.
"""

import re
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from core.errors import LedgerError
from storage.long_path import reachable

MB = 1024 * 1024
MAX_FILE_BYTES = 100 * MB
MAX_PARTS = 10_000
MAX_PART_BYTES = 64 * MB
MAX_TOTAL_BYTES = 256 * MB
MAX_RATIO = 200  # only asked of parts larger than RATIO_FREE_BYTES: small XML often packs 50:1 and more
RATIO_FREE_BYTES = 16 * MB
MAX_XML_MEMORY = 180 * MB
SMALL_XML_BYTES = 2 * MB  # cannot reach MAX_XML_MEMORY, whatever it holds
NODE_BYTES, ATTRIBUTE_BYTES = 130, 220  # what libxml2 spends, so that a tree is refused before it is built
PROLOG_BYTES = 4096

ENCRYPTED_FLAG, UTF8_FLAG = 0x1, 0x800
CENTRAL_ENTRY = b"PK\x01\x02"
SAFE = "原文件未作任何改动。"
HOSTILE = f"为安全起见未予读取，{SAFE}请核对文件来源。"

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
_CONTROL = re.compile(r"[\x00-\x1f]")


class Package:
    """A checked zip package. `names` are its parts in the order of its directory, folders left out."""

    def __init__(self, archive: ZipFile, infos: dict[str, ZipInfo], what: str) -> None:
        self._archive = archive
        self._infos = infos
        self._what = what
        self.names: tuple[str, ...] = tuple(infos)

    def __contains__(self, name: object) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """The part's bytes, checksum verified; LedgerError when it is missing or damaged."""
        info = self._infos.get(name)
        if info is None:
            raise LedgerError(f"{self._what}缺少部件「{name}」，文件不完整。{SAFE}请向发送方重新索取。")
        try:
            with self._archive.open(info) as part:
                # One byte more than declared: bounds the output and makes zipfile check the CRC even of lying sizes.
                return part.read(info.file_size + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as e:
            message = f"{self._what}的部件「{name}」已损坏，无法读取。{SAFE}请向发送方重新索取。"
            raise LedgerError(message, detail=repr(e)) from e

    def xml(self, name: str) -> etree._Element:
        """The root element of an XML part; LedgerError as of `read` and `parse_xml`."""
        return parse_xml(self.read(name), name)


def open_package(data: bytes | Path, what: str) -> Package:
    """Open a zip package. `what` names the kind of file in messages, such as 「Word 文档」.

    Raises LedgerError for what is no zip, encrypted, too large, a bomb, or names parts twice or outside itself.
    """
    if isinstance(data, Path):
        data, what = read_file(data), f"{what}「{data.name}」"
    if len(data) > MAX_FILE_BYTES or _parts(data) > MAX_PARTS:
        raise LedgerError(f"{what}过大或部件过多。{HOSTILE}")
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError, OSError) as e:
        message = f"{what}不是有效的压缩包格式，或者文件已损坏。{SAFE}请确认文件类型，或向发送方重新索取。"
        raise LedgerError(message, detail=repr(e)) from e
    return Package(archive, _checked(archive.infolist(), what), what)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse one XML part; `name` is for the message. Refuses DTDs and entities, and trees that would fill memory."""
    if b"<!DOCTYPE" in data[:PROLOG_BYTES]:
        raise LedgerError(f"部件「{name}」含有文档类型声明，正常公文不会有。{HOSTILE}")
    if len(data) > SMALL_XML_BYTES and _tree_bytes(data) > MAX_XML_MEMORY:
        raise LedgerError(f"部件「{name}」过大。{HOSTILE}")
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as e:
        message = f"部件「{name}」不是有效的 XML，文件已损坏。{SAFE}请向发送方重新索取。"
        raise LedgerError(message, detail=repr(e)) from e
    # Again, for what the search above does not see: UTF-16, or a prolog of long comments.
    if root.getroottree().docinfo.internalDTD is not None:
        raise LedgerError(f"部件「{name}」含有文档类型声明，正常公文不会有。{HOSTILE}")
    return root


def _parts(data: bytes) -> int:
    """No more entries than this will zipfile read: each begins with the signature, and takes 46 bytes or more."""
    return data.count(CENTRAL_ENTRY) if len(data) > MAX_PARTS * 46 else 0


def _tree_bytes(data: bytes) -> int:
    return data.count(b"<") * NODE_BYTES + data.count(b"=") * ATTRIBUTE_BYTES


def read_file(path: Path) -> bytes:
    """A whole file. Raises LedgerError for one that is missing, a folder, not to be read, or far too large."""
    path = reachable(path)
    try:
        if path.is_dir():
            raise LedgerError(f"「{path.name}」是文件夹，不是文件。请选择文件夹里的一个文件。")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise LedgerError(f"「{path.name}」超过 {MAX_FILE_BYTES // MB} MB，未予读取，{SAFE}请核对文件来源。")
        return path.read_bytes()
    except FileNotFoundError as e:
        raise LedgerError(f"找不到文件「{path.name}」，请核对文件名和位置。", detail=repr(e)) from e
    except PermissionError as e:
        message = f"没有读取「{path.name}」的权限，或者它正被其他程序占用。请关闭其他程序，或向管理员申请权限后重试。"
        raise LedgerError(message, detail=repr(e)) from e
    except (OSError, ValueError) as e:
        raise LedgerError(f"无法读取「{path.name}」。请检查磁盘或网络位置后重试。", detail=repr(e)) from e


def _checked(entries: list[ZipInfo], what: str) -> dict[str, ZipInfo]:
    infos: dict[str, ZipInfo] = {}
    total = 0
    for info in entries:
        name = _name_of(info)
        if name.endswith("/"):
            continue
        if leads_outside(name):
            raise LedgerError(f"{what}内有指向包外的路径。{HOSTILE}", detail=repr(name))
        if name in infos:
            raise LedgerError(f"{what}内有重名部件「{name}」，无法确定以哪一份为准。{HOSTILE}")
        infos[name] = info
        total += _checked_size(info, what)
    if total > MAX_TOTAL_BYTES:
        raise LedgerError(f"{what}解压后过大。{HOSTILE}", detail=f"{total} bytes")
    return infos


def leads_outside(name: str) -> bool:
    """Whether a name in a zip is a path from the root, of a drive, or upwards; control characters are nobody's name."""
    upwards = ".." in name and ".." in name.split("/")
    return name[:1] == "/" or name[1:2] == ":" or upwards or bool(_CONTROL.search(name))


def _checked_size(info: ZipInfo, what: str) -> int:
    if info.flag_bits & ENCRYPTED_FLAG:
        raise LedgerError(f"{what}已加密，无法读取。{SAFE}请取消密码后再试。")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        # bzip2 and lzma cannot be bounded while unpacking, and neither OOXML nor OFD allows them.
        raise LedgerError(f"{what}使用了不支持的压缩方式。{HOSTILE}", detail=str(info.compress_type))
    size = info.file_size
    packed_too_well = size > RATIO_FREE_BYTES and size > MAX_RATIO * max(info.compress_size, 1)
    if size > MAX_PART_BYTES or packed_too_well:
        raise LedgerError(f"{what}内有解压后异常巨大的部件。{HOSTILE}", detail=f"{info.filename}: {size} bytes")
    return size


def _name_of(info: ZipInfo) -> str:
    """The part's name with forward slashes. Chinese software writes GBK names without the UTF-8 flag."""
    name = info.filename
    if not name.isascii() and not info.flag_bits & UTF8_FLAG:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")
