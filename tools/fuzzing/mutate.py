"""Room: tools. What is done to a sound file, by a seed alone: its bytes, its zip, its XML, its sectors."""

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

MOST_BYTES = 8 << 20  # a mutation may swell a file, but what is looked for are faults, not slow disks
SECRET = "绝密口令七一九"  # stands in a file that only an expanded entity could bring in
TAG = re.compile(rb"<[A-Za-z][^<>]{0,400}>")
VALUE = re.compile(rb'="([^"<]{0,80})"')
NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483647", b"-2147483648", b"4294967296", b"9" * 40, b"1e309", b"nan", b"")
TEXTS = (
    "\u202e\u2066".encode(),
    "，。".encode() * 500,
    b"=cmd|' /C calc'!A0",
    b"<img src=file:///etc/passwd>",
    b"../../x",
    "１２３".encode(),
    "2026年13月45日前".encode(),
    b"A" * 100_000,
)
VALUES = (
    b"1",
    b"-1",
    b'""',
    b'"x"',
    b"[]",
    b"[1]",
    b'["x"]',
    b"{}",
    b"{x = 1}",
    b"1.5",
    b"nan",
    b"true",
    b"2026-01-01",
    b"[[[]]]",
)
LENGTHS = (b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\0", b"\xfe\xff\xff\xff", b"\1\0\0\0")


def mutated(data: bytes, chance: Random, secret: str) -> bytes:
    """One to three changes, one after another; `secret` is the address that a hostile entity names."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = _once(data, chance, secret)[:MOST_BYTES]
    return data


def _once(data: bytes, chance: Random, secret: str) -> bytes:
    if data.startswith(b"PK") and chance.random() < 0.85:
        return _zip(data, chance, secret)
    if data.startswith(b"\xd0\xcf\x11\xe0") and chance.random() < 0.5:
        return _sectors(data, chance)
    if data.lstrip()[:1] in (b"<", b"{", b"[") and chance.random() < 0.6:
        return _xml(data, chance, secret)
    if b"\0" not in data[:4096] and b" = " in data and chance.random() < 0.8:
        return _line(data, chance)
    return chance.choice(BYTES)(data, chance)


def _line(data: bytes, chance: Random) -> bytes:
    """TOML: a line gone, twice, elsewhere, or a value of another kind."""
    lines = data.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    what = chance.randrange(6)
    if what == 0:
        del lines[at]
    elif what == 1:
        lines.insert(other, lines[at])
    else:
        name, sign, _ = lines[at].partition(b" = ")
        lines[at] = name + sign + chance.choice(VALUES) if sign else lines[other]
    return b"\n".join(lines)


def _flip(data: bytes, chance: Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 64))):
        if made:
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _length(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(LENGTHS) + data[at + 4 :]


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _without(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at + chance.choice((1, 40, 600, 5000)) :]


def _again(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    piece = data[at : at + chance.choice((1, 40, 600))]
    return data[:at] + piece * chance.choice((2, 3, 50, 1000)) + data[at:]


def _moved(data: bytes, chance: Random) -> bytes:
    made = bytearray(data)
    size = chance.choice((2, 8, 64, 512))
    source, target = (chance.randrange(max(1, len(made) - size)) for _ in range(2))
    made[target : target + size] = made[source : source + size]
    return bytes(made)


def _text(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(TEXTS) + data[at:]


BYTES: tuple[Callable[[bytes, Random], bytes], ...] = (_flip, _flip, _length, _cut, _without, _again, _moved, _text)


def _sectors(data: bytes, chance: Random) -> bytes:
    """OLE: a 512-byte sector swapped, doubled, or an entry of a table of sectors led astray."""
    made, count = bytearray(data), max(1, len(data) // 512)
    for _ in range(chance.choice((1, 2, 6))):
        one, two = (512 * chance.randrange(count) for _ in range(2))
        what = chance.randrange(3)
        if what == 0:
            made[one : one + 512], made[two : two + 512] = made[two : two + 512], made[one : one + 512]
        elif what == 1:
            made[one : one + 512] = made[two : two + 512]
        else:
            at = one + 4 * chance.randrange(128)
            made[at : at + 4] = chance.choice((*LENGTHS, chance.randrange(count).to_bytes(4, "little")))
    return bytes(made)


def _zip(data: bytes, chance: Random, secret: str) -> bytes:
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = [(name, archive.read(name)) for name in archive.namelist()]
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return _flip(data, chance)
    if not members:
        return _flip(data, chance)
    at = chance.randrange(len(members))
    # The part that says the most is damaged the most.
    if chance.random() < 0.5:
        at = max(range(len(members)), key=lambda i: len(members[i][1]) * members[i][0].endswith("xml"))
    name, content = members[at]
    what = chance.randrange(14)
    if what == 0:
        other = chance.randrange(len(members))
        members[at], members[other] = (name, members[other][1]), (members[other][0], content)
    elif what == 1:
        del members[at]
    elif what == 2:
        members[at] = (chance.choice(("../../x.xml", "/etc/x", "C:\\x", "a\nb", "\u202e.xml", name * 30)), content)
    elif what == 3:
        members.append((chance.choice(("word/vbaProject.bin", "x/../y", name.upper(), "a/" * 200 + "b")), content))
    else:
        xml = content.lstrip()[:1] == b"<"
        members[at] = (name, _xml(content, chance, secret) if xml else chance.choice(BYTES)(content, chance))
    return _packed(members, chance)


def _packed(members: list[tuple[str, bytes]], chance: Random) -> bytes:
    target = BytesIO()
    how = ZIP_STORED if chance.random() < 0.3 else ZIP_DEFLATED
    with ZipFile(target, "w", how, compresslevel=1) as archive:
        for name, content in dict(members).items():
            archive.writestr(name, content[:MOST_BYTES])
    return target.getvalue()


def _xml(data: bytes, chance: Random, secret: str) -> bytes:
    """Elements repeated, nested, removed; attributes huge; entities; hostile texts where text stands."""
    tags = list(TAG.finditer(data, 0, 4 << 20))
    if not tags:
        return chance.choice(BYTES)(data, chance)
    tag = chance.choice(tags)
    what = chance.randrange(9)
    if what == 0:  # a whole element or a stretch between two tags, many times
        other = min(len(tags) - 1, tags.index(tag) + chance.choice((1, 3, 20)))
        piece = data[tag.start() : tags[other].start()]
        return data[: tag.start()] + piece * chance.choice((2, 10, 300)) + data[tag.start() :]
    if what == 1:
        return data[: tag.start()] + data[tag.end() :]
    if what == 2:
        return _nested(data, tag, chance.choice((2, 20, 300, 3000)))
    if what == 3:
        end = data.find(b">", tag.end() + 1)
        return data[: tag.start()] + data[end + 1 :]
    if what == 4:
        doctype = f'<!DOCTYPE x [<!ENTITY a "{"哈" * 50}"><!ENTITY b "{"&a;" * 50}"><!ENTITY s SYSTEM "{secret}">]>'
        start = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
        return data[:start] + doctype.encode() + data[start : tag.end()] + b"&b;&s;" + data[tag.end() :]
    if what == 5:
        return data[: tag.end()] + chance.choice(TEXTS[:-1]).replace(b"<", b"&lt;") + data[tag.end() :]
    values = list(VALUE.finditer(data, tag.start(), tag.start() + 4000))
    if not values:
        return chance.choice(BYTES)(data, chance)
    value = chance.choice(values)
    put = chance.choice(NUMBERS if chance.random() < 0.7 else TEXTS).replace(b"<", b"&lt;")
    return data[: value.start(1)] + put + data[value.end(1) :]


def _nested(data: bytes, tag: "re.Match[bytes]", times: int) -> bytes:
    """The element within itself, so many times; closed where its name ends next."""
    name = re.match(rb"<([^\s/>]+)", tag[0])
    if name is None or tag[0].endswith(b"/>"):
        return data
    close = b"</" + name[1] + b">"
    end = data.find(close, tag.end())
    if end < 0:
        return data
    inner = data[tag.start() : end + len(close)]
    return data[: tag.start()] + tag[0] * times + inner + close * times + data[end + len(close) :]
