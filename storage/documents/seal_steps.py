"""Room: storage. The signature of one seal taken apart and checked: steps 5 and 6 of docs/formats/ofd.md."""

from dataclasses import replace
from datetime import datetime

from core.seal import SealCheck
from storage.documents.der import DerError
from storage.documents.seal_asn1 import EsSeal, SealSignature, Signed, is_bare_signature, read_seal_signature
from storage.documents.seal_cms import DataSignature, read_signed_data
from storage.documents.seal_digest import sm3
from storage.documents.seal_signature import Certificate, read_certificate, sm2_fits

BROKEN = (DerError, StopIteration, IndexError, ValueError)


def signature_steps(check: SealCheck, data: bytes, described: bytes, seal_file: bytes | None) -> SealCheck:
    """The check with every step filled in that the signature's `data` (SignedValue.dat) allows.

    `described` is Signature.xml; `seal_file` Seal.esl, None where the file names none.
    """
    try:
        return _seal_steps(check, read_seal_signature(data), sm3(described), seal_file)
    except BROKEN:
        pass
    if is_bare_signature(data):
        why = "签名数据中没有证书"
        seal = replace(check.seal, digital_only=True)
        return replace(check, seal=seal, readable=True, signer_listed=True, maker_fits=True, problem=why)
    try:
        return _data_steps(check, read_signed_data(data, described, sm3(described)), described)
    except BROKEN:
        return check


def _seal_steps(check: SealCheck, signature: SealSignature, data_hash: bytes, seal_file: bytes | None) -> SealCheck:
    signer = read_certificate(signature.signed.certificate)
    seal = signature.seal
    signed_at = check.seal.signed_at or signature.signed_at
    name = signer.name if signer else ""
    return replace(
        check,
        seal=replace(check.seal, name=seal.name, signer=name, signed_at=signed_at, version=signature.version),
        readable=True,
        description_same=data_hash == signature.data_hash,
        signature_fits=_fits(signature.signed),
        signer_listed=_listed(signature.signed.certificate, seal),
        maker_fits=_fits(seal.made),
        seal_file_same=seal_file is None or seal_file == seal.raw,
        in_certificate_term=_within_certificate(signed_at, signer),
        in_seal_term=_within(signed_at, seal.valid_from, seal.valid_to),
        problem=_key_problem(signature.signed, seal.made),
    )


def _data_steps(check: SealCheck, signature: DataSignature, described: bytes) -> SealCheck:
    signer = read_certificate(signature.signed.certificate)
    return replace(
        check,
        seal=replace(check.seal, signer=signer.name if signer else "", digital_only=True),
        readable=True,
        description_same=any(said in (sm3(described), described) for said in signature.hashes),
        signature_fits=_fits(signature.signed),
        signer_listed=True,
        maker_fits=True,
        in_certificate_term=_within_certificate(check.seal.signed_at, signer),
        problem=_key_problem(signature.signed),
    )


def _fits(signed: Signed) -> bool | None:
    """By the key alone: the algorithm's name lies outside what is signed, and an SM2 key signs nothing but SM2."""
    certificate = read_certificate(signed.certificate)
    if certificate is None or not certificate.point:
        return None
    return any(sm2_fits(certificate.point, message, signed.signature) for message in signed.messages)


def _key_problem(*signatures: Signed) -> str:
    certificates = [read_certificate(s.certificate) for s in signatures]
    odd = next((s.algorithm for s, c in zip(signatures, certificates, strict=True) if c is None or not c.point), None)
    return "" if odd is None else f"证书不是 SM2 证书（签名算法 {odd or '不详'}）"


def _listed(certificate: bytes, seal: EsSeal) -> bool | None:
    if not seal.signers:
        return None
    return certificate in seal.signers or sm3(certificate) in seal.signers


def _within_certificate(moment: datetime | None, signer: Certificate | None) -> bool | None:
    return _within(moment, signer.not_before, signer.not_after) if signer else None


def _within(moment: datetime | None, start: datetime | None, end: datetime | None) -> bool | None:
    if moment is None or start is None or end is None:
        return None
    return start <= moment <= end
