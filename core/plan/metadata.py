"""Room: core. What a plan says of itself around its body: title, year, number, issuer, date of issue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from core.chinese_dates import POINT, point_of
from core.ledger.ledger import Declared
from core.ledger.title import find_declared, find_year
from core.plan.front import NUMBER, PRINTED, Front, Part
from core.plan.lines import Line
from core.squeezed import squeeze

_NOTICE = re.compile("(?P<issuer>[\u4e00-\u9fff]{2,40}?)关于(?:印发|转发|下发|公布)(?P<rest>.*)通知")
_QUOTED = re.compile(
    "《([^《》]*(?:要点|方案|安排|计划|清单)[^《》]*)》|印发(?:的)?([^《》]*?(?:要点|方案|安排|计划|清单))(?:的|$)"
)
_IMPRINTED = re.compile(r"(?P<issuer>[\u4e00-\u9fff]{4,30})\s+[二2][^\s]{3,}日?\s*印\s*发")
_ISSUED = re.compile(
    r"(?:成文|发文|生成|印发|发布)(?:日期|时间)\s*[:：]?\s*(?P<date>20\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?)"
)
_ISSUER = re.compile(
    r"(?:发布|发文|制定)(?:机构|机关|单位)\s*[:：]?\s*(?P<name>[\u4e00-\u9fff]{4,30}?)(?=\s|$|责任|发文|成文|生成)"
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Text fields are "" and dates None where the document does not tell."""

    title: str = ""
    year: int | None = None
    number: str = ""  # 文号
    issuer: str = ""
    issued_on: date | None = None
    addressees: str = ""
    introduction: str = ""
    attachments: str = ""
    declared: Declared = field(default_factory=Declared)


def read_metadata(lines: Sequence[Line], front: Front) -> Metadata:
    outside = [line.text for line, part in zip(lines, front.parts, strict=True) if part not in (Part.BODY, Part.BLANK)]
    before = [t for t in outside if t.strip()]
    introduction = front.text_of(lines, Part.INTRODUCTION)
    title = "".join(front.text_of(lines, Part.TITLE).split("\n")) or _quoted_title(before)
    number = next(
        (m[0] for part in (Part.CHROME, Part.NOTICE) for m in NUMBER.finditer(front.text_of(lines, part))), ""
    )
    issued_on = _issued_on(lines, front)
    year = find_year(title, [introduction, *before]) or (issued_on.year if issued_on else None)
    return Metadata(
        title=title,
        year=year,
        number="".join(number.split()).removeprefix("文号").removeprefix("发文字号"),
        issuer=_issuer(lines, front),
        issued_on=issued_on,
        addressees=front.text_of(lines, Part.ADDRESSEES).strip().rstrip(":："),
        introduction=introduction,
        attachments=front.text_of(lines, Part.ATTACHMENT),
        declared=find_declared([introduction, *front.text_of(lines, Part.NOTICE).split("\n")]),
    )


def _quoted_title(texts: Sequence[str]) -> str:
    """The plan's name as the notice that issues it gives it."""
    for text in texts:
        notice = _NOTICE.search(text)
        quoted = _QUOTED.search(notice["rest"] if notice else "")
        if quoted:
            return (quoted[1] or quoted[2]).strip()
    return ""


def _issuer(lines: Sequence[Line], front: Front) -> str:
    signed = front.text_of(lines, Part.SIGNATURE)
    if signed:
        return "".join(signed.split("\n")[0].split())
    notice = _NOTICE.search(re.sub(r"\s+", "", front.text_of(lines, Part.NOTICE)))
    if notice:
        return notice["issuer"]
    imprint = _IMPRINTED.search(front.text_of(lines, Part.IMPRINT))
    if imprint:
        return imprint["issuer"]
    told = _ISSUER.search(front.text_of(lines, Part.CHROME))
    return told["name"] if told else ""


def _issued_on(lines: Sequence[Line], front: Front) -> date | None:
    """The date under the signature, else of the imprint, else what the page tells."""
    dates = [_date(text) for text in front.text_of(lines, Part.DATE).split("\n")]
    imprint = PRINTED.search(front.text_of(lines, Part.IMPRINT))
    told = _ISSUED.search(front.text_of(lines, Part.CHROME))
    found = [*dates, _date(imprint["date"]) if imprint else None, _date(told["date"]) if told else None]
    return next((d for d in found if d), None)


def _date(text: str) -> date | None:
    squeezed = squeeze(re.sub(r"(?<=\d)\s*([-./])\s*(?=\d)", r"\1", text))
    m = POINT.search(squeezed.text)
    return point_of(m, None).date if m else None
