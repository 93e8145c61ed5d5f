"""Room: storage. A digital signature without a seal: GB/T 35275 SignedData (CMS with SM2), as GM/T 0099 asks of an OFD."""

from dataclasses import dataclass

from storage.documents.der import CONTEXT, OCTET_STRING, SEQUENCE, Der, DerError
from storage.documents.seal_asn1 import Signed
from storage.documents.seal_signature import read_certificate

SIGNED_DATA = frozenset({"1.2.156.10197.6.1.4.2.2", "1.2.840.113549.1.7.2"})
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"


@dataclass(frozen=True, slots=True)
class DataSignature:
    """`hashes`: what the signature says the digest of Signature.xml is, or its very bytes."""

    signed: Signed
    hashes: tuple[bytes, ...]


def read_signed_data(data: bytes, described: bytes, described_hash: bytes) -> DataSignature:
    """Read SignedValue.dat of a digital signature. DerError when it is broken or of another kind."""
    kind, wrapped = Der.of(data).children()[:2]
    if kind.oid() not in SIGNED_DATA:
        raise DerError(f"content type {kind.oid()}")
    parts = wrapped.children()[0].children()
    content = _content(next(p for p in parts if p.is_(SEQUENCE)))
    certificates = [c.raw for p in parts if (p.class_, p.tag) == (CONTEXT, 0) for c in p.children()]
    signer = parts[-1].children()[0].children()
    attributes = next((p for p in signer if (p.class_, p.tag) == (CONTEXT, 0)), None)
    signature = next(p for p in signer if p.is_(OCTET_STRING)).content
    certificate = _certificate_of(signer[1].children()[1].content, certificates)
    if attributes is not None:
        messages = (b"\x31" + attributes.raw[1:],)  # signed as a SET, stored under a tag of its own
        hashes = _message_digests(attributes)
    else:
        messages = (content,) if content is not None else (described_hash, described)
        hashes = (content,) if content is not None else (described_hash,)
    return DataSignature(Signed(messages, certificate, "", signature), hashes)


def _content(info: Der) -> bytes | None:
    """The signed content, None when it is detached."""
    parts = info.children()
    return parts[1].children()[0].content if len(parts) > 1 else None


def _message_digests(attributes: Der) -> tuple[bytes, ...]:
    pairs = (attribute.children() for attribute in attributes.children())
    return tuple(values.children()[0].content for kind, values in pairs if kind.oid() == MESSAGE_DIGEST)


def _certificate_of(serial: bytes, certificates: list[bytes]) -> bytes:
    """The signer's certificate, by its serial number."""
    for raw in certificates:
        certificate = read_certificate(raw)
        if certificate is not None and certificate.serial == int.from_bytes(serial, signed=True):
            return raw
    raise DerError("no certificate of the signer")
