"""Sealed OFDs of our own making, each wrong in one way; what the verdict says of it."""

import hashlib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import LedgerError
from core.finding import Severity, has_errors
from core.seal import Verdict, verdict_json, verdict_lines
from core.seal_findings import GOOD
from storage.documents import seal_digest
from storage.documents.seal import verify_ofd
from tests.storage.sealed_ofd import (
    MAKER,
    SIGNER,
    STRANGER,
    Key,
    Parts,
    SealMake,
    flip,
    make_certificate,
    pack,
    plain_ofd,
    seal_ofd,
    seq,
    sign_data,
    unpack,
)

PAGE = "Doc_0/Pages/Page_1/Content.xml"
LIST = "Doc_0/Signs/Signatures.xml"
SIGN = "Doc_0/Signs/Sign_0"


def verdict_of(parts: Parts) -> Verdict:
    return verify_ofd(pack(parts))


def rules(verdict: Verdict, severity: Severity = Severity.ERROR) -> set[str]:
    return {f.rule for f in verdict.findings if f.severity is severity}


SEALED = seal_ofd(plain_ofd())


def test_an_unsealed_file_is_said_to_be_unsealed_and_nothing_is_judged() -> None:
    verdict = verdict_of(plain_ofd())
    assert (verdict.sealed, verdict.intact, verdict.signature_valid) == (False, None, None)
    assert any("未盖章" in line for line in verdict_lines(verdict))
    assert not has_errors(verdict.findings)


@pytest.mark.parametrize("version", ["V1", "V4", "V5"])
@pytest.mark.parametrize("relative", [False, True])
@pytest.mark.parametrize("esl", [False, True])
def test_a_sound_seal_of_each_standard_is_sound(version: str, relative: bool, esl: bool) -> None:
    verdict = verdict_of(seal_ofd(plain_ofd(), SealMake(version), relative=relative, esl=esl))
    assert (verdict.sealed, verdict.intact, verdict.signature_valid) == (True, True, True)
    assert (verdict.changed, verdict.uncovered, verdict.findings) == ((), (), ())
    assert verdict.seals[0].version == version
    assert verdict_lines(verdict)[-1] == GOOD


def test_the_json_is_the_contract() -> None:
    assert verdict_json(verdict_of(SEALED)) == {
        "sealed": True,
        "intact": True,
        "signature_valid": True,
        "seals": [
            {
                "name": "云岭县人民政府办公室",
                "signer": "云岭县人民政府办公室",
                "signed_at": "2024-03-05T09:02:03+08:00",
                "pages": [1],
            }
        ],
        "changed": [],
        "uncovered": [],
        "same_content": None,
        "differences": [],
    }


@pytest.mark.parametrize("name", [name for name in plain_ofd() if name != "OFD.xml"])
def test_one_byte_of_a_covered_part_is_named_as_changed(name: str) -> None:
    verdict = verdict_of(flip(SEALED, name))
    assert verdict.intact is False
    assert verdict.changed == (name,)
    assert verdict.signature_valid is True
    assert any("盖章后被改动" in line and name in line for line in verdict_lines(verdict))
    assert GOOD not in verdict_lines(verdict)


@given(st.data())
def test_no_byte_of_a_sealed_file_can_change_unnoticed(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(SEALED)))
    at = data.draw(st.integers(0, len(SEALED[name]) - 1))
    try:
        verdict = verdict_of(flip(SEALED, name, at))
    except LedgerError:
        return  # it cannot even be opened
    assert has_errors(verdict.findings)
    assert GOOD not in verdict_lines(verdict)
    assert not (verdict.intact and verdict.signature_valid)


@given(st.integers(0, len(pack(SEALED)) - 1), st.integers(1, 255))
def test_no_byte_of_the_zip_itself_breaks_the_program(at: int, mask: int) -> None:
    data = bytearray(pack(SEALED))
    data[at] ^= mask
    with suppress(LedgerError):
        verdict = verify_ofd(bytes(data))
        assert verdict.sealed or has_errors(verdict.findings)


def test_a_part_that_is_missing_counts_as_changed() -> None:
    verdict = verdict_of({name: data for name, data in SEALED.items() if name != PAGE})
    assert (verdict.intact, verdict.changed) == (False, (PAGE,))


def test_a_page_that_the_seal_leaves_out_is_an_alarm() -> None:
    verdict = verdict_of(seal_ofd(plain_ofd(), cover=lambda parts: [name for name in parts if name != PAGE]))
    assert (verdict.intact, verdict.signature_valid, verdict.uncovered) == (True, True, (PAGE,))
    assert rules(verdict) == {"seal.uncovered"}
    assert GOOD not in verdict_lines(verdict)


def test_a_page_added_after_sealing_is_an_alarm() -> None:
    parts = dict(SEALED)
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace(
        b"</ofd:Pages>", b'<ofd:Page ID="77" BaseLoc="Pages/Page_9/Content.xml"/></ofd:Pages>'
    )
    parts["Doc_0/Pages/Page_9/Content.xml"] = parts[PAGE]
    verdict = verdict_of(parts)
    assert verdict.changed == ("Doc_0/Document.xml",)
    assert verdict.uncovered == ("Doc_0/Pages/Page_9/Content.xml",)


def test_another_document_slipped_in_front_is_an_alarm() -> None:
    cover = [name for name in plain_ofd() if name != "OFD.xml"]  # so that further seals can follow
    parts = seal_ofd(plain_ofd(), cover=lambda _: cover)
    parts |= {name.replace("Doc_0", "Doc_1"): data for name, data in plain_ofd().items() if name != "OFD.xml"}
    body = b"<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody><ofd:DocBody>"
    parts["OFD.xml"] = parts["OFD.xml"].replace(b"<ofd:DocBody>", body, 1)
    verdict = verdict_of(parts)
    assert "Doc_1/Pages/Page_0/Content.xml" in verdict.uncovered
    assert "seal.uncovered" in rules(verdict)


def test_what_is_not_drawn_may_stay_uncovered_with_a_hint() -> None:
    parts = SEALED | {"Doc_0/Extensions.xml": b"<x/>"}
    verdict = verdict_of(parts)
    assert verdict.uncovered == ("Doc_0/Extensions.xml",)
    assert not has_errors(verdict.findings)


def test_digest_list_rewritten_to_match_the_changed_page_is_caught() -> None:
    changed = seal_ofd(flip(plain_ofd(), PAGE), esl=False)
    genuine = seal_ofd(plain_ofd(), esl=False)
    verdict = verdict_of(changed | {f"{SIGN}/SignedValue.dat": genuine[f"{SIGN}/SignedValue.dat"]})
    assert verdict.changed == (f"{SIGN}/Signature.xml",)
    assert (verdict.intact, verdict.signature_valid) == (False, False)


def test_a_stranger_who_signs_with_a_copied_seal_is_caught() -> None:
    verdict = verdict_of(seal_ofd(plain_ofd(), SealMake(signer=STRANGER, listed=(SIGNER.certificate,))))
    assert verdict.signature_valid is False
    assert rules(verdict) == {"seal.signer_listed"}


def test_a_seal_that_lists_digests_of_certificates_is_understood() -> None:
    assert verdict_of(seal_ofd(plain_ofd(), SealMake(digests_only=True))).signature_valid is True
    other = SealMake(digests_only=True, listed=(STRANGER.certificate,))
    assert verdict_of(seal_ofd(plain_ofd(), other)).signature_valid is False


def test_a_seal_made_by_nobody_who_holds_the_makers_key_is_caught() -> None:
    fake = Key(STRANGER.secret, STRANGER.public, MAKER.certificate)
    verdict = verdict_of(seal_ofd(plain_ofd(), SealMake(maker=fake)))
    assert (verdict.signature_valid, rules(verdict)) == (False, {"seal.maker_fits"})


def test_a_maker_may_sign_information_certificate_and_algorithm_together() -> None:
    assert verdict_of(seal_ofd(plain_ofd(), SealMake(whole_signed_by_maker=True))).signature_valid is True


def test_a_signature_by_another_key_does_not_fit() -> None:
    fake = Key(STRANGER.secret, STRANGER.public, SIGNER.certificate)
    verdict = verdict_of(seal_ofd(plain_ofd(), SealMake(signer=fake)))
    assert (verdict.intact, verdict.signature_valid) == (True, False)
    assert rules(verdict) == {"seal.signature_fits"}


def test_another_seal_beside_the_signature_is_caught() -> None:
    other = seal_ofd(plain_ofd(), SealMake(name="松溪乡人民政府"))
    cover = list(plain_ofd())
    parts = seal_ofd(plain_ofd(), cover=lambda _: cover)
    verdict = verdict_of(parts | {f"{SIGN}/Seal.esl": other[f"{SIGN}/Seal.esl"]})
    assert (verdict.signature_valid, rules(verdict)) == (False, {"seal.seal_file_same"})


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\x30",
        b"\x30\x84\xff\xff\xff\xff",
        b"not asn.1",
        b"\x30\x80" * 5000,
        seq(seq(), seq()),
        seq(b"\x02\x01\x05"),
    ],
)
def test_broken_signature_data_is_an_error_and_no_crash(broken: bytes) -> None:
    verdict = verdict_of(SEALED | {f"{SIGN}/SignedValue.dat": broken})
    assert (verdict.signature_valid, rules(verdict)) == (False, {"seal.readable"})


@given(st.integers(0, len(SEALED[f"{SIGN}/SignedValue.dat"])), st.binary(max_size=6))
def test_wrong_lengths_inside_signature_data_are_no_crash(at: int, insert: bytes) -> None:
    data = SEALED[f"{SIGN}/SignedValue.dat"]
    changed = data[:at] + insert + data[at + len(insert) + 1 :]
    verdict = verdict_of(SEALED | {f"{SIGN}/SignedValue.dat": changed})
    assert verdict.intact is True
    assert verdict.signature_valid is (at == len(data))


@pytest.mark.parametrize("name", [LIST, f"{SIGN}/Signature.xml", f"{SIGN}/SignedValue.dat"])
def test_a_signature_part_that_is_gone_is_an_error(name: str) -> None:
    verdict = verdict_of({part: data for part, data in SEALED.items() if part != name})
    assert verdict.sealed
    assert verdict.signature_valid is False
    assert has_errors(verdict.findings)


@pytest.mark.parametrize("description", [b"<Signature", b"<Signature/>"])
def test_a_signature_description_that_is_broken_counts_as_changed(description: bytes) -> None:
    verdict = verdict_of(SEALED | {f"{SIGN}/Signature.xml": description})
    assert (verdict.intact, verdict.signature_valid) == (False, False)
    assert verdict.changed == (f"{SIGN}/Signature.xml",)


def test_a_seal_that_covers_nothing_proves_nothing() -> None:
    verdict = verdict_of(seal_ofd(plain_ofd(), cover=lambda _: []))
    assert (verdict.intact, verdict.signature_valid) == (None, True)
    assert PAGE in verdict.uncovered
    assert GOOD not in verdict_lines(verdict)


def test_a_list_of_signatures_emptied_or_unhooked_is_an_error() -> None:
    emptied = SEALED | {LIST: b"<Signatures/>"}
    assert has_errors(verdict_of(emptied).findings)
    unhooked = SEALED | {"OFD.xml": plain_ofd()["OFD.xml"]}
    verdict = verdict_of(unhooked)
    assert (verdict.sealed, rules(verdict)) == (False, {"seal.removed"})


def test_a_second_seal_that_extends_the_list_is_not_called_tampering() -> None:
    twice = seal_ofd(SEALED, SealMake("V1", name="云岭县档案局"))
    verdict = verdict_of(twice)
    assert (verdict.intact, verdict.signature_valid, verdict.changed) == (True, True, ())
    assert [s.name for s in verdict.seals] == ["云岭县人民政府办公室", "云岭县档案局"]
    assert rules(verdict, Severity.HINT) == {"seal.resealed"}
    assert verdict_lines(verdict)[-1] == GOOD


def test_a_list_changed_without_a_later_sound_seal_is_tampering() -> None:
    changed = SEALED[LIST].replace(b"</ofd:Signatures>", b"<!-- --></ofd:Signatures>")
    assert verdict_of(SEALED | {LIST: changed}).changed == (LIST,)
    fake = Key(STRANGER.secret, STRANGER.public, SIGNER.certificate)
    unsound = seal_ofd(SEALED, SealMake(signer=fake))
    assert verdict_of(unsound).changed == (LIST,)


def test_a_page_changed_between_two_seals_is_held_against_the_first() -> None:
    verdict = verdict_of(seal_ofd(flip(SEALED, PAGE)))
    assert verdict.changed == (PAGE, LIST)
    assert verdict.intact is False


@pytest.mark.parametrize(
    ("method", "algorithm", "intact"),
    [("SM3", "sm3", True), ("sm3", "sm3", True), (None, "sm3", True), (None, "md5", True), ("MD5", "md5", True),
     ("SHA-1", "sha1", True), ("SHA256", "sha256", True), ("1.2.3.4", "sm3", None)],
)  # fmt: skip
def test_digest_methods_by_name_by_oid_and_unknown(method: str | None, algorithm: str, intact: bool | None) -> None:
    def digest(data: bytes) -> bytes:
        return hashlib.new(algorithm, data).digest()

    verdict = verdict_of(seal_ofd(plain_ofd(), method=method, digest=digest))
    assert (verdict.intact, verdict.signature_valid) == (intact, True)
    doubtful = intact is None or algorithm in ("md5", "sha1")
    assert ("seal.digest" in rules(verdict, Severity.WARNING)) is doubtful


def test_sm3_without_openssl_gives_the_same_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal_digest, "FAST_SM3", False)
    assert seal_digest.sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert seal_digest.digest(bytes(seal_digest.SLOW_SM3_LIMIT + 1), "sm3") is None
    assert verdict_of(SEALED).intact is True


@pytest.mark.parametrize(
    ("written", "told"),
    [("20240305010203Z", "2024-03-05T09:02:03+08:00"), ("20240305010203.302Z", "2024-03-05T09:02:03+08:00"),
     ("20240305010203", "2024-03-05T01:02:03+08:00"), ("2024-03-05 01:02:03", "2024-03-05T01:02:03+08:00"),
     ("2024-03-05T01:02:03+08:00", "2024-03-05T01:02:03+08:00"), ("", "2024-03-05T09:02:03+08:00"),
     ("昨天", "2024-03-05T09:02:03+08:00")],
)  # fmt: skip
@pytest.mark.parametrize("version", ["V1", "V4"])
def test_the_time_is_read_as_it_is_written_else_from_the_signature(version: str, written: str, told: str) -> None:
    verdict = verdict_of(seal_ofd(plain_ofd(), SealMake(version), time=written))
    assert verdict_json(verdict)["seals"][0]["signed_at"] == told  # type: ignore[index]


def test_a_seal_used_after_its_term_is_a_warning() -> None:
    late = SealMake(end=datetime(2024, 1, 1, tzinfo=UTC))
    verdict = verdict_of(seal_ofd(plain_ofd(), late))
    assert verdict.signature_valid is True
    assert rules(verdict, Severity.WARNING) == {"seal.term"}


def test_a_seal_across_the_edges_of_several_pages_is_told() -> None:
    stamps = "".join(
        f'<ofd:StampAnnot ID="{i}" PageRef="{10 + i}" Boundary="195 100 15 45" Clip="{15 * i} 0 15 45"/>'
        for i in (2, 0, 1)
    )
    seal = verdict_of(seal_ofd(plain_ofd(), stamps=stamps)).seals[0]
    assert (seal.pages, seal.straddles) == ((1, 2, 3), True)
    assert "骑缝章" in "".join(verdict_lines(verdict_of(seal_ofd(plain_ofd(), stamps=stamps))))


def test_a_key_that_is_not_sm2_cannot_be_judged() -> None:
    foreign = make_certificate("外国", SIGNER.public, SealMake().start, SealMake().end, curve="1.2.840.10045.3.1.7")
    key = Key(SIGNER.secret, SIGNER.public, foreign)
    verdict = verdict_of(seal_ofd(plain_ofd(), SealMake(signer=key)))
    assert (verdict.intact, verdict.signature_valid) == (True, None)
    assert not has_errors(verdict.findings)
    assert GOOD not in verdict_lines(verdict)


def test_a_bare_signature_without_a_certificate_cannot_be_judged() -> None:
    parts = seal_ofd(plain_ofd(), kind="Sign", esl=False, stamps="")
    parts[f"{SIGN}/SignedValue.dat"] = SIGNER.sign(parts[f"{SIGN}/Signature.xml"])
    verdict = verdict_of(parts)
    assert (verdict.sealed, verdict.intact, verdict.signature_valid) == (True, True, None)
    assert "seal.digital" in rules(verdict, Severity.WARNING)


@pytest.mark.parametrize("attributes", [False, True])
def test_a_digital_signature_with_its_certificate_is_verified_but_is_no_seal(attributes: bool) -> None:
    parts = seal_ofd(plain_ofd(), kind="Sign", esl=False, stamps="")
    description = parts[f"{SIGN}/Signature.xml"]
    parts[f"{SIGN}/SignedValue.dat"] = sign_data(SIGNER, description, attributes)
    verdict = verdict_of(parts)
    assert (verdict.intact, verdict.signature_valid) == (True, True)
    assert verdict.seals[0].signer == "云岭县人民政府办公室"
    assert rules(verdict, Severity.WARNING) == {"seal.digital"}
    changed = description.replace(b"20240305", b"20240306")
    assert verdict_of(parts | {f"{SIGN}/Signature.xml": changed}).signature_valid is False
    fake = Key(STRANGER.secret, STRANGER.public, SIGNER.certificate)
    parts[f"{SIGN}/SignedValue.dat"] = sign_data(fake, description, attributes)
    assert verdict_of(parts).signature_valid is False


REAL = {
    "999.ofd": (True, "测试全国统一发票监制章国家税务总局重庆市税务局", "2020-08-17T19:13:29+08:00", [1]),
    "SESV4SignDoc.ofd": (True, "OFD R&W 测试用印章", "2026-08-04T10:08:09+08:00", [1]),
    "signedFile.ofd": (True, "国家税务总局江苏省税务局", "2020-10-04T15:28:55+08:00", [1]),
    "DigitalSign.ofd": (None, "", "2020-04-22T16:22:44+08:00", []),
}


@pytest.mark.parametrize("name", sorted(REAL))
def test_real_sealed_files_are_judged_as_they_are(shared_fixtures: Path, name: str) -> None:
    told = verdict_json(verify_ofd(shared_fixtures / "ofd" / name))
    valid, seal, when, pages = REAL[name]
    assert (told["sealed"], told["intact"], told["signature_valid"]) == (True, True, valid)
    assert (told["changed"], told["uncovered"]) == ([], [])
    shown = told["seals"][0]  # type: ignore[index]
    assert (shown["name"], shown["signed_at"], shown["pages"]) == (seal, when, pages)


@pytest.mark.parametrize("name", sorted(REAL))
def test_real_sealed_files_with_a_byte_changed_are_caught_in_every_part(shared_fixtures: Path, name: str) -> None:
    parts = unpack((shared_fixtures / "ofd" / name).read_bytes())
    unprotected = {"OFD.xml", "Doc_0/Signs/Signatures.xml"}  # by the files' own choice
    if name == "DigitalSign.ofd":  # no certificate inside: its signature protects nothing that can be judged
        unprotected |= {f"{SIGN}/Signature.xml", f"{SIGN}/SignedValue.dat"}
    for part in parts.keys() - unprotected:
        assert has_errors(verdict_of(flip(parts, part)).findings), part
