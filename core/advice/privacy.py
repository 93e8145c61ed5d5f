"""Room: core. Personal data and marks of secrecy, which must not leave in a ledger that may be published."""

import re
from collections.abc import Iterator

from core.advice.sheet import SheetRow
from core.finding import Finding, Severity

_ID_CARD = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])"
)
_MOBILE = re.compile(r"(?<![0-9.\-])1[3-9]\d(?:[ -]?\d{4}){2}(?![0-9.])")
_BANK = re.compile(r"(?<![0-9.])(?:\d{4}[ -]?){3,4}\d{1,7}(?![0-9.])")
_OFFICE_PHONE = re.compile(r"(?:电话|热线|手机|联系方式|传真|号码为?|咨询|值班|邮编|编码|标识码)[^，。；\n]{0,8}$")
_ACCOUNT = re.compile(r"(?:账号|帐号|卡号|账户|银行卡|开户)[^，。；\n]{0,8}$")
_MARK = re.compile(
    r"(?:绝密|机密|秘密)\s*[★☆]|[（(【\[]\s*(?:绝密|机密|秘密|内部)\s*[）)】\]]|(?:^|\n)\s*(?:绝密|机密|秘密)\s*(?:\d+年)?\s*(?:\n|$)"
    r"|密\s*级\s*[:：]\s*(?:绝密|机密|秘密|内部)|内部(?:资料|文件|材料)[，,、]?\s*(?:注意保存|不得外传|请勿外传|严禁外传|不得公开|请勿扩散)"
    r"|(?:属于?|定为|列为|标注为?)(?:绝密|机密|秘密)级?(?:文件|事项|材料|信息)?"
)
_NO_MARK = re.compile(r"(?:不|未|非|否|是否|有无)(?:属于?|定为|列为|标注为?)")
SECRET = "涉密信息和工作秘密不得录入本程序，请立即核对并删去。"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def privacy_findings(row: SheetRow) -> Iterator[Finding]:
    for shown in secrecy_marks(row.said):
        message = f"第{row.number}项出现“{shown}”字样。{SECRET}"
        yield Finding(Severity.ERROR, "advice.secrecy_mark", message, row.where, "", shown)
    for what, shown in personal_data(row.said):
        message = f"第{row.number}项含有{what}（{shown}），属于个人信息，报送前请删去或隐去。"
        yield Finding(Severity.ERROR, "advice.personal_data", message, row.where, "", shown)


def personal_data(text: str) -> Iterator[tuple[str, str]]:
    """What kind of number, and its ends only: the number itself must not spread into lists of findings."""
    cards = [m for m in _ID_CARD.finditer(text) if is_id_card(m[0])]
    for m in cards:
        yield "身份证号码", _ends(m)
    taken = [m.span() for m in cards]
    for m in _MOBILE.finditer(text):
        if not _OFFICE_PHONE.search(text[: m.start()]) and not _inside(m, taken):
            yield "手机号码", _ends(m)
    for m in _BANK.finditer(text):
        digits = re.sub(r"\D", "", m[0])
        known = _ACCOUNT.search(text[: m.start()])
        if (
            16 <= len(digits) <= 19
            and is_luhn(digits)
            and not _inside(m, taken)
            and (known or digits[:2] in _BANK_STARTS)
        ):
            yield "银行账号", _ends(m)


def secrecy_marks(text: str) -> Iterator[str]:
    for m in _MARK.finditer(text):
        if not _NO_MARK.search(text[max(m.start() - 3, 0) : m.end()]):
            yield "".join(m[0].split())


def _ends(found: re.Match[str]) -> str:
    return f"{found[0][:3]}…{found[0][-2:]}"


# China UnionPay cards begin with 62; 4, 5 and 3 are other schemes, 9 some savings books.
_BANK_STARTS = frozenset({"62", "95"} | {f"{a}{b}" for a in "45" for b in range(10)})


def is_id_card(number: str) -> bool:
    """Whether the last sign is the right check sign (GB 11643-1999, ISO 7064 mod 11-2)."""
    return (
        len(number) == 18
        and "10X98765432"[sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False)) % 11] == number[-1].upper()
    )


def is_luhn(digits: str) -> bool:
    """Whether a card number's check digit is right (ISO/IEC 7812-1)."""
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _inside(m: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start < m.end() and m.start() < end for start, end in spans)
