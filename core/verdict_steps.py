"""Room: core. A verdict told step by step (domain.md E): what holds, what does not, what cannot be judged here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.finding import Finding, Severity
from core.seal import Verdict
from core.seal_findings import ASK, GOOD, NOT_SEALED, UNPROVEN


class StepState(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    DOUBTFUL = "doubtful"  # true, and yet to be looked at
    UNKNOWN = "unknown"  # cannot be judged on this machine


STEP_STATE_LABELS = {
    StepState.HOLDS: "通过",
    StepState.FAILS: "不通过",
    StepState.DOUBTFUL: "请留意",
    StepState.UNKNOWN: "无法判断",
}


@dataclass(frozen=True, slots=True)
class Step:
    """`words` say the step's outcome; `details` are the findings behind it."""

    title: str
    state: StepState
    words: str
    details: tuple[Finding, ...] = ()


# title, rules that belong to it, what is said when all is well, when it cannot be judged
_LATER_STEPS = (
    ("内容摘要", ("seal.changed", "seal.digest"), "印章保护的内容都和盖章时一样。", "内容是否被改动无法判断。"),
    ("保护范围", ("seal.uncovered",), "文件内容都在印章的保护范围内。", ""),
    (
        "签名验算",
        ("seal.readable", "seal.description_same", "seal.signature_fits"),
        "签名与签章人的证书相符。",
        "签名无法验算。",
    ),
    (
        "印章数据",
        ("seal.signer_listed", "seal.maker_fits", "seal.seal_file_same", "seal.digital"),
        "制章签名验算一致，签章人在印章的授权名单内。",
        "印章数据无法全部核对。",
    ),
    ("有效期", ("seal.term",), "没有发现证书或印章在盖章时已过期。", "签名没有验算成功，有效期无从核对。"),
)
_OFFLINE = "本机离线，没有核验证书的发证机构，也没有查证书是否已吊销。"


def headline(verdict: Verdict) -> tuple[StepState, str]:
    """The whole verdict in one sentence. The comparison with a Word is told apart."""
    errors = [f for f in verdict.findings if f.severity is Severity.ERROR and not _is_against(f)]
    if not verdict.sealed:
        return (StepState.FAILS, errors[0].message) if errors else (StepState.DOUBTFUL, NOT_SEALED)
    if verdict.intact is False:
        return StepState.FAILS, f"盖章后被改动。{ASK}"
    if errors:
        return StepState.FAILS, f"验章不通过：{errors[0].message}"
    if verdict.intact is None:
        return StepState.UNKNOWN, "已盖章，但内容是否被改动无法判断。"
    if not verdict.signature_valid:
        return StepState.UNKNOWN, UNPROVEN
    doubtful = any(f.severity is Severity.WARNING and not _is_against(f) for f in verdict.findings)
    return (StepState.DOUBTFUL, f"{GOOD}另有需要留意的情况，见下面各步。") if doubtful else (StepState.HOLDS, GOOD)


def steps(verdict: Verdict) -> tuple[Step, ...]:
    """The steps in their order. Of a file that is not sealed only the first two have anything to say."""
    opened = Step("打开文件", StepState.HOLDS, "是完整的 OFD 文件。")
    sealed = _sealed(verdict)
    if not verdict.sealed:
        return (opened, sealed)
    issuer = Step("发证机构", StepState.UNKNOWN, _OFFLINE)
    return (opened, sealed, *_later(verdict), issuer)


def _sealed(verdict: Verdict) -> Step:
    found = _of(verdict, ("seal.none", "seal.removed", "seal.list", "seal.resealed"))
    if not verdict.sealed:
        lost = any(f.severity is Severity.ERROR for f in found)
        return Step("盖章", StepState.FAILS if lost else StepState.DOUBTFUL, "", found)
    words = f"有 {len(verdict.seals)} 个印章或签名。" if verdict.seals else "声明了印章，但读不出来。"
    return Step("盖章", _state(found), words, found)


def _later(verdict: Verdict) -> Iterator[Step]:
    open_steps = _open_steps(verdict)
    for title, rules, well, unknown in _LATER_STEPS:
        found = _of(verdict, rules)
        state = _state(found)
        left_open = any(f.severity is Severity.WARNING and f.rule not in _TOLD_ANYWAY for f in found)
        if state is not StepState.FAILS and (left_open or title in open_steps):
            state = StepState.UNKNOWN
        yield Step(title, state, _words(state, well, unknown), found)


def _open_steps(verdict: Verdict) -> frozenset[str]:
    """Steps of which nothing bad is known only because they could not be gone through."""
    unreadable = bool(_of(verdict, ("seal.readable", "seal.list")))
    found = {"内容摘要"} if verdict.intact is None else set[str]()
    if unreadable:
        found |= {"保护范围", "签名验算", "印章数据"}
    if not verdict.signature_valid:
        found |= {"有效期"}
    return frozenset(found)


# Warnings that are certain: something is known and doubtful, rather than not known.
_TOLD_ANYWAY = frozenset({"seal.digest", "seal.term", "seal.digital", "seal.uncovered"})


def _words(state: StepState, well: str, unknown: str) -> str:
    if state is StepState.HOLDS:
        return well
    return unknown if state is StepState.UNKNOWN else ""


def _state(found: Iterable[Finding]) -> StepState:
    severities = {f.severity for f in found}
    if Severity.ERROR in severities:
        return StepState.FAILS
    return StepState.DOUBTFUL if Severity.WARNING in severities else StepState.HOLDS


def _of(verdict: Verdict, rules: Sequence[str]) -> tuple[Finding, ...]:
    return tuple(f for f in verdict.findings if f.rule in rules)


def _is_against(finding: Finding) -> bool:
    return finding.rule == "seal.against"
