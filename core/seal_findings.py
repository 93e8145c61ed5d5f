"""Room: core. Each failed or undecided step of a seal's check, in Chinese, as a finding."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.finding import Finding, Severity, Source

if TYPE_CHECKING:
    from core.seal import SealCheck

GOOD = "内容未被改动，签名验算一致；本机离线，未核验发证机构。"
UNPROVEN = "各部件与签名清单一致，但签名本身无法验算，不能据此认定内容未被改动。"
REMOVED = "OFD.xml 没有声明签名，但文件内留有签名部件，印章可能已被移除。"
NOT_SEALED = "未盖章：该 OFD 没有电子印章，也没有数字签名。"
WEAK_METHODS = frozenset({"MD5", "SHA1"})
ASK = "请以原件为准，并向盖章单位核实。"

# step → (what is said when it fails, when it cannot be judged)
_STEPS = {
    "readable": ("签名数据已损坏，无法解析", ""),
    "description_same": ("签名所保护的签章描述与文件中的不一致，盖章后被改动", "签章描述是否被改动无法判断"),
    "signature_fits": ("签名验算不一致", "签名无法验算"),
    "signer_listed": ("签章人证书不在该印章的授权名单内，印章可能被冒用", "印章的授权名单无法核对"),
    "maker_fits": ("印章本身的制章签名验算不一致，印章可能是伪造的", "印章的制章签名无法验算"),
    "seal_file_same": ("文件所附印章与签名内的印章不是同一枚", "文件所附印章无法核对"),
}


def unsealed_findings(leftover: bool) -> tuple[Finding, ...]:
    """未盖章 is no error: a file is also checked before it is sealed. A seal taken away is."""
    unsealed = _finding(Severity.WARNING, "seal.none", NOT_SEALED)
    return (unsealed, _finding(Severity.ERROR, "seal.removed", f"{REMOVED}{ASK}")) if leftover else (unsealed,)


def part_findings(
    problem: str, changed: tuple[str, ...], uncovered: tuple[str, ...], visible: frozenset[str]
) -> Iterator[Finding]:
    """What is wrong with the package as a whole: parts changed, parts that no seal protects."""
    if problem:
        yield _finding(Severity.ERROR, "seal.list", f"{problem}{ASK}")
    for name in changed:
        yield _finding(Severity.ERROR, "seal.changed", f"盖章后被改动：{name}。{ASK}", name)
    for name in uncovered:
        if name in visible:
            message = f"印章没有保护会显示出来的部件：{name}，其内容可能在盖章后被增改。{ASK}"
            yield _finding(Severity.ERROR, "seal.uncovered", message, name)
        else:
            yield _finding(Severity.HINT, "seal.uncovered", f"印章没有保护不显示的部件：{name}。", name)


def against_findings(differences: tuple[str, ...] | None) -> Iterator[Finding]:
    """What comparing the OFD with a Word file gives; no differences need no finding."""
    if differences is None:
        yield _finding(
            Severity.WARNING, "seal.against", "OFD 中没有可读取的文字（可能是扫描件），无法与 Word 核对内容。"
        )
    elif differences:
        message = (
            f"OFD 与所附 Word 的内容不一致，共{len(differences)}处。请以盖章的 OFD 为准，并核对 Word 是否在盖章后改过。"
        )
        yield _finding(Severity.ERROR, "seal.against", message)


def seal_findings(number: int, check: "SealCheck", resealed: bool) -> Iterator[Finding]:
    """What is wrong or doubtful with one seal; `number` counts from 1."""
    yield from _step_findings(number, check)
    who = f"印章{number}"
    if resealed:
        message = f"{who}盖章之后又加盖了印章，签名列表随之更新，属正常情形；正文未被改动。"
        yield _finding(Severity.HINT, "seal.resealed", message)
    if check.unjudged:
        message = f"{who}使用了本程序不认识的摘要算法（{check.digest_method}），内容是否被改动无法判断。"
        yield _finding(Severity.WARNING, "seal.digest", message)
    elif check.digest_method in WEAK_METHODS:
        message = f"{who}使用的摘要算法 {check.digest_method} 已不安全，相符不足以证明未被改动。"
        yield _finding(Severity.WARNING, "seal.digest", message)
    if check.in_certificate_term is False:
        yield _finding(Severity.WARNING, "seal.term", f"{who}的盖章时间不在签章人证书的有效期内，请向盖章单位核实。")
    if check.in_seal_term is False:
        yield _finding(Severity.WARNING, "seal.term", f"{who}的盖章时间不在印章的有效期内，请向盖章单位核实。")
    if check.seal.digital_only:
        yield _finding(Severity.WARNING, "seal.digital", f"{who}只是数字签名，没有印章图形，不能代替盖章。")


def _step_findings(number: int, check: "SealCheck") -> Iterator[Finding]:
    for step, (failed, unknown) in _STEPS.items():
        value = getattr(check, step)
        if value is False:
            yield _finding(Severity.ERROR, f"seal.{step}", f"印章{number}：{failed}。{ASK}", check.description)
            if step == "readable":
                return
        elif value is None and check.readable:
            why = f"：{check.problem}" if check.problem else ""
            yield _finding(Severity.WARNING, f"seal.{step}", f"印章{number}：{unknown}{why}。", check.description)


def _finding(severity: Severity, rule: str, message: str, name: str = "") -> Finding:
    return Finding(severity, rule, message, where=(f"file:{name}",) if name else (), source=Source.DERIVED)
