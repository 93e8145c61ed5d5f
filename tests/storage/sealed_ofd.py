"""Builds OFDs and seals them with keys of our own, sharing no code with what reads them (only gmalg and asn1crypto).

An OFD is a dict of part name → bytes here, so that a test can change anything before it packs it.
"""

import base64
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import gmalg
from asn1crypto import core, parser

UID = b"1234567812345678"
SM2_SM3, EC_KEY, SM2_CURVE = "1.2.156.10197.1.501", "1.2.840.10045.2.1", "1.2.156.10197.1.301"
NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
START, END = datetime(2023, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)

Parts = dict[str, bytes]


def seq(*parts: bytes) -> bytes:
    return parser.emit(0, 1, 16, b"".join(parts))


def integer(value: int) -> bytes:
    return core.Integer(value).dump()


def oid(dotted: str) -> bytes:
    return core.ObjectIdentifier(dotted).dump()


def octets(data: bytes) -> bytes:
    return core.OctetString(data).dump()


def bits(data: bytes) -> bytes:
    return core.OctetBitString(data).dump()


def utf8(text: str) -> bytes:
    return core.UTF8String(text).dump()


def ia5(text: str) -> bytes:
    return core.IA5String(text).dump()


def general_time(moment: datetime) -> bytes:
    return core.GeneralizedTime(moment).dump()


def utc_time(moment: datetime) -> bytes:
    return core.UTCTime(moment).dump()


def sm3(data: bytes) -> bytes:
    return hashlib.new("sm3", data).digest()


@dataclass(frozen=True)
class Key:
    """A key pair with its certificate, issued by nobody."""

    secret: bytes
    public: bytes
    certificate: bytes

    def sign(self, message: bytes) -> bytes:
        r, s = gmalg.SM2(sk=self.secret, uid=UID, pk=self.public).sign(message)
        return seq(integer(int.from_bytes(r)), integer(int.from_bytes(s)))


def make_key(name: str, number: int, start: datetime = START, end: datetime = END) -> Key:
    secret = (number * 0x1234567 + 99).to_bytes(32)
    public = gmalg.SM2().generate_pk(secret)
    return Key(secret, public, make_certificate(name, public, start, end))


def make_certificate(name: str, public: bytes, start: datetime, end: datetime, curve: str = SM2_CURVE) -> bytes:
    subject = seq(parser.emit(0, 1, 17, seq(oid("2.5.4.3"), utf8(name))))
    algorithm = seq(oid(SM2_SM3), core.Null().dump())
    key_info = seq(seq(oid(EC_KEY), oid(curve)), bits(public))
    version = parser.emit(2, 1, 0, integer(2))
    body = seq(version, integer(7), algorithm, subject, seq(utc_time(start), utc_time(end)), subject, key_info)
    return seq(body, algorithm, bits(b"\x30\x06\x02\x01\x01\x02\x01\x01"))


SIGNER = make_key("云岭县人民政府办公室", 1)
MAKER = make_key("云岭县印章制作中心", 2)
STRANGER = make_key("某某", 3)


@dataclass(frozen=True)
class SealMake:
    """How a seal and its signature are made; each field is something a test wants to be different."""

    version: str = "V4"
    name: str = "云岭县人民政府办公室"
    signer: Key = SIGNER
    maker: Key = MAKER
    listed: tuple[bytes, ...] | None = None  # certificates in the seal; default: the signer's
    digests_only: bool = False  # the seal lists digests of certificates
    start: datetime = START
    end: datetime = END
    signed_at: datetime = datetime(2024, 3, 5, 1, 2, 3, tzinfo=UTC)
    whole_signed_by_maker: bool = False  # V4: the maker signs information, certificate and algorithm together


def make_seal(make: SealMake) -> bytes:
    v1 = make.version == "V1"
    number = {"V1": 1, "V4": 4, "V5": 5}[make.version]
    time = utc_time if v1 else general_time
    listed = make.listed if make.listed is not None else (make.signer.certificate,)
    if make.digests_only:
        certificates = seq(*(seq(core.PrintableString("SM3").dump(), octets(sm3(c))) for c in listed))
    else:
        certificates = seq(*map(octets, listed))
    kind = b"" if v1 else integer(2 if make.digests_only else 1)
    terms = (time(make.start), time(make.start), time(make.end))
    properties = seq(integer(1), utf8(make.name), kind, certificates, *terms)
    picture = seq(ia5("PNG"), octets(PICTURE), integer(40), integer(40))
    info = seq(seq(ia5("ES"), integer(number), ia5("test")), ia5("YL0001"), properties, picture)
    certificate, algorithm = octets(make.maker.certificate), oid(SM2_SM3)
    together = seq(info, certificate, algorithm)
    signature = bits(make.maker.sign(together if v1 or make.whole_signed_by_maker else info))
    return seq(info, seq(certificate, algorithm, signature)) if v1 else seq(info, certificate, algorithm, signature)


def sign_seal(make: SealMake, seal: bytes, description: bytes, place: str) -> bytes:
    v1 = make.version == "V1"
    number = integer({"V1": 1, "V4": 4, "V5": 5}[make.version])
    moment = bits(make.signed_at.strftime("%Y%m%d%H%M%SZ").encode()) if v1 else general_time(make.signed_at)
    certificate, algorithm = octets(make.signer.certificate), oid(SM2_SM3)
    tail = (certificate, algorithm) if v1 else ()
    to_sign = seq(number, seal, moment, bits(sm3(description)), ia5(place), *tail)
    signature = bits(make.signer.sign(to_sign))
    return seq(to_sign, signature) if v1 else seq(to_sign, certificate, algorithm, signature)


def sign_data(key: Key, description: bytes, attributes: bool = False) -> bytes:
    """GB/T 35275 SignedData over the digest of a description; with `attributes` detached, as CMS has it."""
    signed_data, plain, digest_kind = "1.2.156.10197.6.1.4.2.2", "1.2.156.10197.6.1.4.2.1", "1.2.840.113549.1.9.4"
    tagged = [parser.emit(2, 1, 0, octets(sm3(description)))] if not attributes else []
    inside = seq(oid(digest_kind), parser.emit(0, 1, 17, octets(sm3(description))))
    message = parser.emit(0, 1, 17, inside) if attributes else sm3(description)
    name = seq(parser.emit(0, 1, 17, seq(oid("2.5.4.3"), utf8("云岭"))))
    signer = seq(
        integer(1),
        seq(name, integer(7)),
        seq(oid("1.2.156.10197.1.401")),
        parser.emit(2, 1, 0, inside) if attributes else b"",
        seq(oid(SM2_SM3)),
        octets(key.sign(message)),
    )
    content = seq(oid(plain), *tagged)
    certificates = parser.emit(2, 1, 0, key.certificate)
    digests = parser.emit(0, 1, 17, seq(oid("1.2.156.10197.1.401")))
    body = seq(integer(1), digests, content, certificates, parser.emit(0, 1, 17, signer))
    return seq(oid(signed_data), parser.emit(2, 1, 0, body))


def plain_ofd(texts: Iterable[str] = ("第一页", "第二页", "第三页")) -> Parts:
    """An unsealed OFD of A4 pages with one line of text each, a template and an attachment."""
    texts = list(texts)
    pages = "".join(f'<ofd:Page ID="{10 + i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(texts)))
    parts = {
        "OFD.xml": f'{HEAD}<ofd:OFD {NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>'
        "0123456789abcdef0123456789abcdef</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{HEAD}<ofd:Document {NS}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID>"
        "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
        f"<ofd:Pages>{pages}</ofd:Pages><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>",
        "Doc_0/PublicRes.xml": f'{HEAD}<ofd:Res {NS} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/>'
        "</ofd:Fonts></ofd:Res>",
        "Doc_0/Attachs/Attachments.xml": f"{HEAD}<ofd:Attachments {NS}/>",
    }
    for i, text in enumerate(texts):
        parts[f"Doc_0/Pages/Page_{i}/Content.xml"] = (
            f'{HEAD}<ofd:Page {NS}><ofd:Content><ofd:Layer ID="{100 + i}"><ofd:TextObject ID="{200 + i}" '
            f'Boundary="28 37 150 6" Font="3" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g {len(text) - 1} 5">{text}'
            "</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>"
        )
    return {name: text.encode() for name, text in parts.items()}


def everything(parts: Parts) -> list[str]:
    return list(parts)


def seal_ofd(
    parts: Parts,
    make: SealMake = SealMake(),
    cover: Callable[[Parts], Iterable[str]] = everything,
    stamps: str = '<ofd:StampAnnot ID="1" PageRef="10" Boundary="120 200 45 45"/>',
    method: str | None = "1.2.156.10197.1.401",
    digest: Callable[[bytes], bytes] = sm3,
    time: str = "20240305010203Z",
    kind: str = "",
    esl: bool = True,
    relative: bool = False,
) -> Parts:
    """The same OFD with one more seal; the first seal also names the list of signatures in OFD.xml."""
    parts = dict(parts)
    number = sum(name.endswith("Signature.xml") for name in parts)
    folder = f"Doc_0/Signs/Sign_{number}"
    _enlist(parts, number, kind)
    seal = make_seal(make)
    if esl:
        parts[f"{folder}/Seal.esl"] = seal
    entries = "".join(
        f'<ofd:Reference FileRef="{"../../../" if relative else "/"}{name}"><ofd:CheckValue>'
        f"{base64.b64encode(digest(parts[name])).decode()}</ofd:CheckValue></ofd:Reference>"
        for name in cover(parts)
    )
    attribute = "" if method is None else f' CheckMethod="{method}"'
    where = f"<ofd:Seal><ofd:BaseLoc>/{folder}/Seal.esl</ofd:BaseLoc></ofd:Seal>" if esl else ""
    description = (
        f'{HEAD}<ofd:Signature {NS}><ofd:SignedInfo><ofd:Provider ProviderName="test"/><ofd:SignatureMethod>{SM2_SM3}'
        f"</ofd:SignatureMethod><ofd:SignatureDateTime>{time}</ofd:SignatureDateTime><ofd:References{attribute}>"
        f"{entries}</ofd:References>{stamps}{where}</ofd:SignedInfo><ofd:SignedValue>"
        f"{'SignedValue.dat' if relative else f'/{folder}/SignedValue.dat'}</ofd:SignedValue></ofd:Signature>"
    ).encode()
    parts[f"{folder}/Signature.xml"] = description
    parts[f"{folder}/SignedValue.dat"] = sign_seal(make, seal, description, f"/{folder}/Signature.xml")
    return parts


def _enlist(parts: Parts, number: int, kind: str) -> None:
    place = "Doc_0/Signs/Signatures.xml"
    attribute = f' Type="{kind}"' if kind else ""
    entry = f'<ofd:Signature ID="s{number}"{attribute} BaseLoc="Sign_{number}/Signature.xml"/>'
    if place in parts:
        parts[place] = parts[place].replace(b"</ofd:Signatures>", f"{entry}</ofd:Signatures>".encode())
        return
    parts[place] = f"{HEAD}<ofd:Signatures {NS}>{entry}</ofd:Signatures>".encode()
    named = b"<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody>"
    parts["OFD.xml"] = parts["OFD.xml"].replace(b"</ofd:DocBody>", named)


def pack(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unpack(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


def flip(parts: Parts, name: str, at: int | None = None) -> Parts:
    """The same parts with one byte of `name` changed (by default the middle one)."""
    data = bytearray(parts[name])
    data[len(data) // 2 if at is None else at] ^= 1
    return parts | {name: bytes(data)}
