"""Room: storage. SM2 signatures (GB/T 32918.2) checked with the key of a certificate, and what the certificate says.

gmalg does the curve; its SM3 in pure Python is replaced by OpenSSL's, since a seal's picture is part of the message.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from asn1crypto import x509
from gmalg.base import Hash
from gmalg.ellipticcurve import ECDLP
from gmalg.errors import GMError
from gmalg.sm2 import SM2Core, bytes_to_point

from core.seal_time import CHINA
from storage.documents.der import Der, DerError
from storage.documents.seal_digest import sm3

SM2_CURVE = "1.2.156.10197.1.301"
# GB/T 32918.5: the recommended curve (p, a, b, G, n).
CURVE = ECDLP(
    0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF,
    0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC,
    0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93,
    (
        0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
        0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
    ),
    0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123,
)
SM2_UID = b"1234567812345678"  # the default user id of GM/T 0009


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the check needs of an X.509 certificate. `point` is its SM2 key, b"" for a key of another kind."""

    raw: bytes
    serial: int
    name: str
    point: bytes
    not_before: datetime | None
    not_after: datetime | None


class _Sm3(Hash):
    """gmalg's hash port over the fast SM3."""

    def __init__(self) -> None:
        self._data = bytearray()

    @classmethod
    def max_msg_length(cls) -> int:
        return 1 << 61

    @classmethod
    def hash_length(cls) -> int:
        return 32

    def reset(self) -> None:
        self._data.clear()

    def update(self, data: bytes) -> None:
        self._data += data

    def value(self) -> bytes:
        return sm3(bytes(self._data))


def read_certificate(raw: bytes) -> Certificate | None:
    """The certificate of these DER bytes; None when they are none."""
    try:
        certificate = x509.Certificate.load(raw)
        body = certificate["tbs_certificate"]
        term = body["validity"]
        return Certificate(
            raw=raw,
            serial=body["serial_number"].native,
            name=_subject_name(body["subject"]),
            point=_sm2_point(body["subject_public_key_info"]),
            not_before=_civil(term["not_before"].native),
            not_after=_civil(term["not_after"].native),
        )
    except (ValueError, TypeError, KeyError, OverflowError, AttributeError, IndexError):
        return None


@lru_cache(maxsize=256)
def sm2_fits(point: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an SM2withSM3 signature (DER SEQUENCE of two integers, or 64 bytes r‖s) holds. Takes about 0.03 s."""
    try:
        r, s = _signature_numbers(signature)
        key = bytes_to_point(point)
        return CURVE.ec.isvalid(key) and SM2Core(CURVE, _Sm3()).verify(message, r, s, SM2_UID, key)
    except (GMError, DerError, ValueError, IndexError, ZeroDivisionError):
        return False


def _signature_numbers(signature: bytes) -> tuple[int, int]:
    if len(signature) == 64:
        return int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
    r, s = Der.of(signature).children()[:2]
    return int.from_bytes(r.content), int.from_bytes(s.content)


def _sm2_point(key_info: x509.PublicKeyInfo) -> bytes:
    algorithm = Der.of(key_info["algorithm"].dump()).children()
    if len(algorithm) < 2 or algorithm[1].oid() != SM2_CURVE:
        return b""
    return key_info["public_key"].contents[1:]


def _subject_name(subject: x509.Name) -> str:
    """The common name, else the organisation's: of several, the last, as certificates for seals order them."""
    values = {part["type"].native: part["value"].native for rdn in subject.chosen for part in rdn}
    names = (values.get(key) for key in ("common_name", "organization_name", "organizational_unit_name"))
    return next((str(name) for name in names if name), "")


def _civil(moment: datetime | None) -> datetime | None:
    return moment.astimezone(CHINA) if moment else None
