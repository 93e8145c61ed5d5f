"""Room: core. A text that speaks for another unit: its name as the one who did it, or words of another kind of unit."""

import re
from collections.abc import Iterator

from core.advice.sheet import Sheet, SheetRow
from core.advice.text import without_quotations
from core.finding import Finding, Severity

_DID = "(?:积极|认真|严格|按照|按要求|组织|开展|明确|通过|已|共|高度重视|结合|及时|切实|依托|加强|完善|建立|制定|聚焦|坚持|充分|持续|进一步|在|对|将|于|全面|扎实|深入|始终|把)"
_SUBJECT = re.compile(
    rf"(?:^|(?<=[。；！？\n]))\s*(?:\d{{4}}年以?来?，?)?(?P<name>[\u4e00-\u9fff]{{2,16}}?(?:局|委员会|办公室|人民政府|街道办事处|镇|乡|街道|中心))(?={_DID})"
)
_OURS = re.compile(
    "(?<![各由从向对与和自])(?:我|本)(?P<kind>局|镇|乡|街道|委|办|中心|院|站|所)(?![一-龥]?(?:公室|员会法))(?=[^法]|$)"
)
_KINDS = {
    "town": "镇乡",
    "street": "街道办",
    "department": "局委办中心院站所",
    "institution": "中心院站所局办",
    "park": "委办中心",
    "party": "委办部",
    "mass": "会委办",
}
_NOT_NAMES = re.compile("^(?:各|全|本|我|该|县|区|市|省|由|与|联合|会同|配合|协助|邀请|以|经|在|对|向|从|为)")


def name_findings(sheet: Sheet, row: SheetRow) -> Iterator[Finding]:
    if not sheet.unit or not row.said.strip():
        return
    text = without_quotations(row.said)
    for m in _SUBJECT.finditer(text):
        name = m["name"]
        if _is_other(name, sheet):
            message = f"第{row.number}项以“{name}”的口吻叙述，本台账的填报单位是“{sheet.unit}”，请核对是否误用了其他单位的文字。"
            yield Finding(Severity.WARNING, "advice.other_unit", message, row.where, sheet.unit, name)
            return
    yield from _other_kind(sheet, row, text)


def _is_other(name: str, sheet: Sheet) -> bool:
    if _NOT_NAMES.match(name) or name in sheet.unit or sheet.unit in name or sheet.is_own(name):
        return False
    return any(_same_body(name, other) for other in sheet.other_units) and not _same_body(name, sheet.unit)


def _same_body(name: str, full: str) -> bool:
    """云岭县民政局 = 县民政局 = 民政局: one ends with the other, but for a place before it."""
    short, long = sorted((name, full), key=len)
    return len(short) >= 3 and long.endswith(re.sub("^[县区市]", "", short))


def _other_kind(sheet: Sheet, row: SheetRow, text: str) -> Iterator[Finding]:
    allowed = _KINDS.get(sheet.unit_kind)
    if allowed is None:
        return
    for m in _OURS.finditer(text):
        if m["kind"] not in allowed and not sheet.unit.endswith(m["kind"]):
            message = f"第{row.number}项写有“{m[0]}”，与填报单位“{sheet.unit}”不符，请核对是否误用了其他单位的文字。"
            yield Finding(Severity.WARNING, "advice.other_kind", message, row.where, sheet.unit, m[0])
            return
