"""Room: core. A sealed OFD judged: from what was computed of each seal to one verdict, and the words for it.

storage computes the facts (digests, signatures, certificates); what they mean is decided here, step by step, so that
"改动", "签名不符" and "无法判断" are never confused. None always means that it cannot be judged on this machine.
Sources: GB/T 33190-2016 (signatures of an OFD), GM/T 0031-2014 and GB/T 38540-2020 (seal and seal signature).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from core.finding import Finding, Severity
from core.seal_findings import GOOD, UNPROVEN, against_findings, part_findings, seal_findings, unsealed_findings


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal as it stands in the file. `pages` count from 1; a 骑缝章 lies across several."""

    name: str = ""
    signer: str = ""
    signed_at: datetime | None = None
    pages: tuple[int, ...] = ()
    digital_only: bool = False  # a signature without the picture of a seal (Type="Sign")
    straddles: bool = False
    version: str = ""  # V1 = GM/T 0031, V4 = GB/T 38540, V5 its successor; "" where unknown


@dataclass(frozen=True, slots=True)
class SealCheck:
    """What was computed of one seal. Each step is True (holds), False (does not) or None (cannot be judged)."""

    seal: Seal
    description: str  # the part that describes the signature (Signature.xml)
    covered: frozenset[str] = frozenset()
    broken: tuple[str, ...] = ()  # covered parts that are missing or whose digest differs
    unjudged: tuple[str, ...] = ()  # covered parts whose digest method this program does not know
    digest_method: str = "SM3"
    readable: bool = True  # the signature's data could be decoded
    description_same: bool | None = None  # the digest inside the signature is that of Signature.xml
    signature_fits: bool | None = None  # SM2, by the key of the signer's certificate
    signer_listed: bool | None = None  # the signer's certificate stands in the seal
    maker_fits: bool | None = None  # the seal maker's signature over the seal
    seal_file_same: bool | None = True  # Seal.esl is the seal inside the signature; True where there is none
    in_certificate_term: bool | None = True
    in_seal_term: bool | None = True
    problem: str = ""  # why a step could not be judged, in Chinese

    @property
    def signature_valid(self) -> bool | None:
        steps = (self.description_same, self.signature_fits, self.signer_listed, self.maker_fits, self.seal_file_same)
        return all_of((self.readable, *steps))


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A package's seals and its parts. `content` leaves out OFD.xml and what belongs to the signatures themselves."""

    seals: tuple[SealCheck, ...] = ()
    declared: bool = False  # OFD.xml names a list of signatures
    leftover: bool = False  # not declared, yet parts of a signature lie in the package
    problem: str = ""  # why the list of signatures could not be read
    signature_lists: frozenset[str] = frozenset()
    content: tuple[str, ...] = ()
    visible: frozenset[str] = frozenset()  # of content: what a reader draws


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of `verify`. `changed` and `uncovered` name parts of the package; None = cannot be judged."""

    sealed: bool
    intact: bool | None
    signature_valid: bool | None
    seals: tuple[Seal, ...] = ()
    changed: tuple[str, ...] = ()
    uncovered: tuple[str, ...] = ()
    same_content: bool | None = None
    differences: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


def judge(file: SealedFile) -> Verdict:
    """The verdict over all seals together; every step that fails is a finding of its own."""
    if not file.declared:
        return Verdict(False, None, None, findings=unsealed_findings(file.leftover))
    resealed = {check.description: _resealed(file, i) for i, check in enumerate(file.seals)}
    changed = _changed(file, resealed)
    covered = frozenset[str]().union(*(check.covered for check in file.seals))
    uncovered = tuple(name for name in file.content if name not in covered) if file.seals else ()
    findings = [
        *part_findings(file.problem, changed, uncovered, file.visible),
        *(f for i, c in enumerate(file.seals, 1) for f in seal_findings(i, c, resealed[c.description])),
    ]
    return Verdict(
        sealed=True,
        intact=_intact(file, changed),
        signature_valid=False if file.problem else all_of(check.signature_valid for check in file.seals),
        seals=tuple(check.seal for check in file.seals),
        changed=changed,
        uncovered=uncovered,
        findings=tuple(findings),
    )


def against(verdict: Verdict, differences: tuple[str, ...] | None) -> Verdict:
    """The verdict with the comparison of the OFD's content and a Word's: None where the OFD holds no text to compare."""
    return replace(
        verdict,
        same_content=None if differences is None else not differences,
        differences=differences or (),
        findings=(*verdict.findings, *against_findings(differences)),
    )


def verdict_json(verdict: Verdict) -> dict[str, object]:
    """The contract of `verify --json` (design.md)."""
    return {
        "sealed": verdict.sealed,
        "intact": verdict.intact,
        "signature_valid": verdict.signature_valid,
        "seals": [_seal_json(seal) for seal in verdict.seals],
        "changed": list(verdict.changed),
        "uncovered": list(verdict.uncovered),
        "same_content": verdict.same_content,
        "differences": list(verdict.differences),
    }


def verdict_lines(verdict: Verdict) -> list[str]:
    """The verdict for people: the seals, then what is wrong or doubtful, or that nothing is."""
    lines = [_seal_line(i, seal) for i, seal in enumerate(verdict.seals, 1)]
    lines += [finding.message for finding in verdict.findings]
    lines += verdict.differences
    if verdict.intact and not _alarming(verdict):
        lines.append(GOOD if verdict.signature_valid else UNPROVEN)
    if verdict.same_content:
        lines.append("OFD 与所附 Word 的内容一致。")
    return lines


def all_of(steps: Iterable[bool | None]) -> bool | None:
    """False beats None beats True; nothing at all is None."""
    seen = set(steps)
    if False in seen:
        return False
    return None if None in seen or not seen else True


def _resealed(file: SealedFile, index: int) -> bool:
    """Only the list of signatures changed, and a later, sound seal stands in it: it was sealed once more, not altered.

    GB/T 33190 lets a signature cover Signatures.xml, which the next seal must extend.
    """
    broken = frozenset(file.seals[index].broken)
    later = file.seals[index + 1 :]
    return bool(broken) and broken <= file.signature_lists and any(c.signature_valid and not c.broken for c in later)


def _changed(file: SealedFile, resealed: dict[str, bool]) -> tuple[str, ...]:
    changed: dict[str, None] = {}
    for check in file.seals:
        if not resealed[check.description]:
            changed |= dict.fromkeys(check.broken)
        if check.description_same is False and check.signature_fits:
            changed[check.description] = None
    return tuple(changed)


def _intact(file: SealedFile, changed: tuple[str, ...]) -> bool | None:
    if changed:
        return False
    known = bool(file.seals) and not file.problem and all(c.covered and not c.unjudged for c in file.seals)
    return True if known else None


def _alarming(verdict: Verdict) -> bool:
    return any(f.severity is Severity.ERROR and not f.rule.startswith("seal.against") for f in verdict.findings)


def _seal_json(seal: Seal) -> dict[str, object]:
    return {
        "name": seal.name,
        "signer": seal.signer,
        "signed_at": seal.signed_at.isoformat(timespec="seconds") if seal.signed_at else None,
        "pages": list(seal.pages),
    }


def _seal_line(number: int, seal: Seal) -> str:
    name = "数字签名（没有印章图形）" if seal.digital_only else seal.name or "名称不详"
    when = f"{seal.signed_at:%Y-%m-%d %H:%M:%S}" if seal.signed_at else "时间不详"
    where = f"第{'、'.join(map(str, seal.pages))}页" if seal.pages else "页码不详"
    kind = "，骑缝章" if seal.straddles else ""
    return f"印章{number}：{name}；签章人：{seal.signer or '不详'}；盖章时间：{when}；{where}{kind}。"
