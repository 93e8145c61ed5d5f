"""Room: core. Tells a plan's body from what stands around it: web page, issuing note, signature, attachments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.plan.lines import Line


class Part(StrEnum):
    """What a line is. Everything but BODY is no task."""

    BLANK = "blank"
    CHROME = "chrome"  # of a web page, page numbers
    NOTICE = "notice"  # the 通知 that issues the plan
    ADDRESSEES = "addressees"
    TITLE = "title"
    INTRODUCTION = "introduction"
    BODY = "body"
    CLOSING = "closing"  # what all are told after the last task
    ATTACHMENT = "attachment"
    SIGNATURE = "signature"
    DATE = "date"
    IMPRINT = "imprint"  # 抄送, 印发, 此件公开发布


PART_LABELS = {
    Part.BLANK: "空行",
    Part.CHROME: "网页与页码",
    Part.NOTICE: "印发通知",
    Part.ADDRESSEES: "主送单位",
    Part.TITLE: "标题",
    Part.INTRODUCTION: "引言与总体要求",
    Part.BODY: "正文",
    Part.CLOSING: "结尾要求",
    Part.ATTACHMENT: "附件",
    Part.SIGNATURE: "落款",
    Part.DATE: "日期",
    Part.IMPRINT: "版记",
}

_PLAN = re.compile(
    "工作要点|重点工作安排|重点工作任务|主要任务|工作安排|重点任务|任务清单|任务分工|工作方案|实施方案|行动方案|工作计划|要点"
)
_NOT_TITLE = re.compile(
    r"[。；;，,：:！!]|^\s*[（(]|关于.{0,4}(?:印发|转发)|^\s*附\s*件|^\s*《.*》$|^\s*(?:政策)?(?:解读|一图读懂)|链接|下载|>"
)
_ABOUT = re.compile("[^。]{0,30}关于(?!印发|转发)[^。]{4,40}(?:通知|意见|方案|安排)")
_NOTICE = re.compile("关于(?:印发|转发|下发|公布).*(?:的?通知|的?函)\\s*$")
PAGE_NUMBER = re.compile(
    r"\s*(?:[-—－–·]\s*)*\d{1,3}\s*(?:[-—－–·]\s*)*|\s*第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?\s*|\s*\d+\s*/\s*\d+\s*"
)
_CHROME = re.compile(
    r"当前位置|所在(?:的)?位置|首页\s*[>＞»]|^\s*索\s*引\s*号|(?:信息|内容|主题|体裁)分类|发布(?:机构|机关|日期|时间|单位)\s*[:：]?|"
    r"^\s*(?:发文|成文|生成|公开)(?:机关|日期|时间|方式|字号)|^\s*(?:文\s*号|标\s*题|名\s*称)\s*[:：]|^\s*文\s*号|^\s*(?:信息)?来\s*源\s*[:：]|(?:浏览|点击|阅读|访问)(?:次数|量|数)|"
    r"^\s*[【\[]?(?:字体|字号|打印|关闭|收藏|分享|大中小|保存|返回|下一|上一|纠错)|扫一扫|(?:上|下)一(?:篇|条)\s*[:：]|相关(?:解读|链接|文件|信息|阅读)|"
    r"图片链接|附件下载|ICP备|公网安备|版权所有|网站标识码|技术支持\s*[:：]|责任编辑|返回顶部|无障碍(?:浏览|阅读版)|网站地图|联系我们|"
    r"Copyright|©|^\s*(?:主办|承办|主管)(?:单位)?\s*[:：]|有\s*效\s*性|统一编号|^\s*政策解读|^\s*一图读懂",
    re.IGNORECASE,
)
_DATE = r"(?:20\d\d|[二２][〇○零０O][〇○零一二三四五六七八九０-９]{2})\s*年\s*[\d０-９一二三四五六七八九十]{1,3}\s*月\s*[\d０-９一二三四五六七八九十]{1,3}\s*日"
DATE_ONLY = re.compile(rf"\s*[（(]?\s*{_DATE}\s*[）)]?\s*")
PRINTED = re.compile(rf"(?P<date>{_DATE})\s*印\s*发")
NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}\s*[〔\[【（(]\s*20\d\d\s*[〕\]】）)]\s*(?:第\s*)?\d{1,4}\s*号")
_IMPRINT = re.compile(
    rf"\s*[（(]\s*(?:此件|本文).{{0,12}}(?:公开|发布).{{0,8}}[）)]\s*|\s*抄\s*送|.*{_DATE}\s*印\s*发\s*|\s*(?:主题词|公开属性|信息公开选项)\s*[:：]"
)
_ADDRESSEES = re.compile(r"^\s*(?:各|县|区|市|乡|镇|有关|机关).{2,120}[:：]\s*$")
_ATTACHMENT = re.compile(r"\s*附\s*[件表录]?\s*(?:[:：]|[0-9０-９一二三四五六七八九十]{1,2}\s*(?:[:：.．、]|$)|$)")
_SIGNER = re.compile(
    r"\s*[\u4e00-\u9fff\s（）()]{4,40}(?:政府|办公室|委员会|局|办|中心|领导小组|处|委|政务公开办)\s*(?:[（(]\s*(?:代章|盖章|印章)\s*[）)])?\s*"
)


@dataclass(frozen=True, slots=True)
class Front:
    """The part each line plays, and where the title stands (None: none was found)."""

    parts: tuple[Part, ...]
    title_at: int | None

    def text_of(self, lines: Sequence[Line], part: Part) -> str:
        return "\n".join(line.text.strip() for line, p in zip(lines, self.parts, strict=True) if p is part)


def find_front(lines: Sequence[Line]) -> Front:
    """Tell the body from what stands around it."""
    title = _find_title(lines)
    begin = (title[-1] + 1) if title else 0
    first = next((i for i in range(begin, len(lines)) if lines[i].mark and not _is_chrome(lines[i])), None)
    end = _end_of_body(lines, begin if first is None else first)
    parts: list[Part] = []
    for i, line in enumerate(lines):
        if i in title:
            parts.append(Part.TITLE)
        elif line.blank:
            parts.append(Part.BLANK)
        elif _is_page_number(line):
            parts.append(Part.CHROME)
        elif i < begin:
            parts.append(_around(lines, i, Part.NOTICE))
        elif i >= end:
            parts.append(_around(lines, i, Part.ATTACHMENT if Part.ATTACHMENT in parts[begin:] else Part.CHROME))
        elif first is not None and i < first:
            parts.append(_around(lines, i, Part.INTRODUCTION))
        else:
            parts.append(Part.BODY)
    return Front(tuple(parts), title[-1] if title else None)


def _find_title(lines: Sequence[Line]) -> list[int]:
    """Lines of the title that has the most numbered lines under it, before the next such title."""
    found = [i for i, line in enumerate(lines) if _is_title(line)]
    if not found:  # the notice is the plan itself
        first = next((i for i, line in enumerate(lines) if line.mark), len(lines))
        return [i for i, line in enumerate(lines[:first]) if _ABOUT.fullmatch(line.text.strip())][:1]
    counts = [
        sum(line.mark is not None for line in lines[a:b]) for a, b in zip(found, [*found[1:], len(lines)], strict=True)
    ]
    at = found[counts.index(max(counts))]
    above = next((i for i in range(at - 1, -1, -1) if not lines[i].blank), None)
    return [at] if above is None or not _begins_title(lines, above, at) else [above, at]


def _is_title(line: Line) -> bool:
    text = line.text.strip()
    return bool(
        4 <= len(text) <= 60
        and not line.mark
        and _PLAN.search(text)
        and not _NOT_TITLE.search(text)
        and not _is_chrome(line)
    )


def _begins_title(lines: Sequence[Line], above: int, at: int) -> bool:
    """A title over two lines: 云岭县人民政府办公室⏎2024年政务公开工作要点; a signature is none."""
    text = lines[above].text.strip()
    joined = re.fullmatch("[\u4e00-\u9fff0-9]{3,30}(?:政府|办公室|县|区|市|镇|乡|局|年)", text)
    return bool(joined) and above == at - 1 and not DATE_ONLY.fullmatch(text) and not _NOTICE.search(text)


def _end_of_body(lines: Sequence[Line], first: int) -> int:
    """The first line behind the body: attachment, signature and date, imprint, or the web page's foot."""
    marked = [i for i in range(first, len(lines)) if lines[i].mark]
    for i in range(first, len(lines)):
        line = lines[i]
        if line.blank or line.mark or _is_page_number(line):
            continue
        if _ATTACHMENT.match(line.text) and len(line.text) < 80 and len(marked) > 1 and i > marked[1]:
            return i
        if _is_signature(lines, i) or DATE_ONLY.fullmatch(line.text) or _IMPRINT.match(line.text):
            return i
        if marked and i > marked[-1] and _is_chrome(line):
            return i
    return len(lines)


def _around(lines: Sequence[Line], i: int, otherwise: Part) -> Part:
    line = lines[i]
    for part, is_it in (
        (Part.DATE, bool(DATE_ONLY.fullmatch(line.text))),
        (Part.IMPRINT, bool(_IMPRINT.match(line.text))),
        (Part.CHROME, _is_chrome(line)),
        (Part.SIGNATURE, _is_signature(lines, i)),
        (Part.ATTACHMENT, bool(_ATTACHMENT.match(line.text))),
        (Part.ADDRESSEES, bool(_ADDRESSEES.match(line.text)) and "如下" not in line.text),
    ):
        if is_it:
            return part
    return otherwise


def _is_signature(lines: Sequence[Line], i: int) -> bool:
    """A body's name alone on its line, a date below it (another signer may stand between)."""
    below = [line for line in lines[i + 1 : i + 6] if not line.blank][:2]
    dated = any(DATE_ONLY.fullmatch(line.text) for line in below)
    return bool(dated and _SIGNER.fullmatch(lines[i].text) and not _PLAN.search(lines[i].text))


def _is_chrome(line: Line) -> bool:
    return len(line.text) <= 200 and not line.mark and bool(_CHROME.search(line.text))


def _is_page_number(line: Line) -> bool:
    return bool(PAGE_NUMBER.fullmatch(line.text))
