"""Room: storage. SignedValue.dat and Seal.esl read: the ASN.1 of GM/T 0031-2014 (V1), GB/T 38540-2020 (V4) and V5.

V1 keeps certificate and algorithm inside the signed part and pairs a seal with one SES_SignInfo; V4 and V5 put them
beside it. Both are told apart by their shape, as no field says so reliably.
"""

from dataclasses import dataclass
from datetime import datetime

from core.seal_time import parse_seal_time, parse_utc_time
from storage.documents.der import (
    BIT_STRING,
    GENERALIZED_TIME,
    INTEGER,
    OCTET_STRING,
    OID,
    SEQUENCE,
    UTC_TIME,
    Der,
    DerError,
)


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature and what it takes to check it. `messages`: any one of these may be what was signed."""

    messages: tuple[bytes, ...]
    certificate: bytes
    algorithm: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class EsSeal:
    """An electronic seal (SESeal): its name and term, whom it lists as signers, and its maker's signature."""

    raw: bytes
    version: int
    name: str
    signers: tuple[bytes, ...]  # certificates, or digests of certificates
    valid_from: datetime | None
    valid_to: datetime | None
    made: Signed


@dataclass(frozen=True, slots=True)
class SealSignature:
    """A seal signature (SES_Signature): the seal, the digest of Signature.xml and the signer's signature."""

    seal: EsSeal
    version: str
    signed_at: datetime | None
    data_hash: bytes
    signed: Signed


def read_seal_signature(data: bytes) -> SealSignature:
    """Read SignedValue.dat of a seal. DerError when it is broken or of another kind."""
    parts = _sequence(Der.of(data))
    if len(parts) == 2 and parts[1].is_(BIT_STRING):
        return _read_v1(*parts)
    if len(parts) >= 4 and parts[1].is_(OCTET_STRING):
        return _read_v4(parts)
    raise DerError("not a seal signature")


def read_seal(element: Der) -> EsSeal:
    """Read a SESeal, from Seal.esl or from inside a signature."""
    parts = _sequence(element)
    info = _sequence(parts[0])
    header, properties = _sequence(info[0]), _sequence(info[2])
    times = [_time(p) for p in properties if p.is_(UTC_TIME) or p.is_(GENERALIZED_TIME)]
    return EsSeal(
        raw=element.raw,
        version=int.from_bytes(header[1].content, signed=True) if header[1].is_(INTEGER) else 0,
        name=properties[1].text().strip(),
        signers=tuple(_signers(next(p for p in properties if p.is_(SEQUENCE)))),
        valid_from=times[-2] if len(times) >= 2 else None,
        valid_to=times[-1] if times else None,
        made=_made(parts),
    )


def is_bare_signature(data: bytes) -> bool:
    """A SEQUENCE of two INTEGERs: an SM2 signature without any certificate, as early software wrote it."""
    try:
        parts = Der.of(data).children()
    except DerError:
        return False
    return len(parts) == 2 and all(p.is_(INTEGER) for p in parts)


def _read_v1(to_sign: Der, signature: Der) -> SealSignature:
    fields = _sequence(to_sign)
    certificate = next(f for f in fields if f.is_(OCTET_STRING))
    algorithm = next(f for f in fields if f.is_(OID))
    signed = Signed((to_sign.raw,), certificate.content, algorithm.oid(), signature.bits())
    return _signature(fields, "V1", signed)


def _read_v4(parts: list[Der]) -> SealSignature:
    to_sign, certificate, algorithm, signature = parts[:4]
    signed = Signed((to_sign.raw,), certificate.content, algorithm.oid(), signature.bits())
    return _signature(_sequence(to_sign), "V4", signed)


def _signature(fields: list[Der], shape: str, signed: Signed) -> SealSignature:
    seal = read_seal(fields[1])
    version = "V5" if shape == "V4" and seal.version >= 5 else shape
    return SealSignature(seal, version, _time(fields[2]), fields[3].bits(), signed)


def _made(parts: list[Der]) -> Signed:
    if len(parts) == 2:
        certificate, algorithm, signature = _sequence(parts[1])[:3]
    else:
        certificate, algorithm, signature = parts[1:4]
    # GM/T 0031 signs information, certificate and algorithm as one SEQUENCE; makers of V4 seals sign the first alone.
    together = _as_sequence(parts[0].raw + certificate.raw + algorithm.raw)
    return Signed((parts[0].raw, together), certificate.content, algorithm.oid(), signature.bits())


def _signers(listed: Der) -> list[bytes]:
    """Certificates as OCTET STRINGs, as plain Certificates, or (type, digest) pairs."""
    found: list[bytes] = []
    for entry in listed.children():
        if entry.is_(OCTET_STRING):
            found.append(entry.content)
        elif entry.is_(SEQUENCE):
            inner = entry.children()
            digest = len(inner) == 2 and inner[1].is_(OCTET_STRING)
            found.append(inner[1].content if digest else entry.raw)
    return found


def _time(element: Der) -> datetime | None:
    """A time as UTCTime, GeneralizedTime, or (V1) text inside a BIT STRING; None where it is a time-stamp token."""
    if element.is_(UTC_TIME):
        return parse_utc_time(element.text())
    if element.is_(BIT_STRING):
        return parse_seal_time(element.bits().decode("ascii", "replace"))
    return parse_seal_time(element.text())


def _sequence(element: Der) -> list[Der]:
    if not element.is_(SEQUENCE):
        raise DerError(f"tag {element.tag} where a sequence is due")
    return element.children()


def _as_sequence(content: bytes) -> bytes:
    length = len(content)
    if length < 0x80:
        return bytes((0x30, length)) + content
    size = (length.bit_length() + 7) // 8
    return bytes((0x30, 0x80 | size)) + length.to_bytes(size) + content
