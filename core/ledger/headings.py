"""Room: core. What the headings of a ledger's columns mean, in the many words that offices use."""

import re
from enum import StrEnum
from functools import lru_cache


class Column(StrEnum):
    NUMBER = "number"  # 序号
    SECTION = "section"  # 板块
    TOPIC = "topic"  # 重点工作
    TASK = "task"  # 工作任务: content beside a topic column, else the topic itself
    CONTENT = "content"  # 主要内容
    INDICATOR = "indicator"  # 量化指标
    LEAD = "lead"  # 牵头单位
    UNITS = "units"  # 责任单位
    HELP = "help"  # 配合单位
    DEADLINE = "deadline"  # 完成时限
    PROGRESS = "progress"  # 进展落实情况
    OTHER = "other"  # 备注, 责任人, 是否完成 …: understood, and not ours


COLUMN_LABELS = {
    Column.NUMBER: "序号",
    Column.SECTION: "板块",
    Column.TOPIC: "重点工作",
    Column.TASK: "工作任务",
    Column.CONTENT: "主要内容",
    Column.INDICATOR: "量化指标",
    Column.LEAD: "牵头单位",
    Column.UNITS: "责任单位",
    Column.HELP: "配合单位",
    Column.DEADLINE: "完成时限",
    Column.PROGRESS: "进展落实情况",
    Column.OTHER: "其他",
}

_ORG = "(?:单位|部门|科室|股室|处室|站所|机构|主体|科所|办所)"
# The first pattern that matches the whole heading, spaces and brackets left out, decides.
PATTERNS: tuple[tuple[Column, str], ...] = (
    (Column.NUMBER, r"(?:任务|项目|工作)?(?:序号|编号|序|号|项次|NO\.?)"),
    (
        Column.PROGRESS,
        r".*(?:进展|进度|落实|完成|推进|执行|开展|办理|实施|工作|整改|自查|贯彻)(?:落实|完成|进展|推进|工作|实施|开展|贯彻|及成效)*(?:的?情况|成效|结果|实效)(?:填报|反馈|描述|说明|及.*)?",
    ),
    (
        Column.PROGRESS,
        r"(?:工作|落实|任务|目前|当前|最新|完成|推进)?(?:进展|进度)|填报内容|落实(?:举措)?及成效|主要成效|取得成效|(?:上|下)半年(?:进展|完成|落实).*",
    ),
    (
        Column.OTHER,
        r".*(?:领导|责任人|负责人|联系人|联络员|电话|经办人|承办人|填报人|审核|签字|是否|状态|评分|得分|分值|权重|备注|说明|佐证|附件|依据|来源|链接|网址).*",
    ),
    (Column.DEADLINE, r".*(?:时限|时间|期限|完成日期|时间节点|进度安排|节点)(?:要求|安排|节点|表)?"),
    (Column.HELP, rf".*(?:配合|协办|协助|协同|参与|参加|协作){_ORG}"),
    (
        Column.UNITS,
        rf".*(?:责任|承办|落实|实施|负责|执行|主管|完成){_ORG}|责任(?:分工|主体|落实)|任务分工|分工|{_ORG}|责任|负责{_ORG}?",
    ),
    (Column.LEAD, rf".*(?:牵头|主办|主责|主要责任){_ORG}?"),
    (Column.CONTENT, r".*(?:内容|措施|举措)[及和与](?:工作)?(?:目标|标准|指标)"),
    (Column.TOPIC, r"(?:重点|公开)领域|(?:工作)?要点(?:任务|条目|名称)?"),
    (
        Column.INDICATOR,
        r".*(?:指标|目标清单|目标|标准|要点及分值|成果形式|考核内容|考核要求|考核要点|检查内容|查看内容|评价内容|目标要求|完成标志)",
    ),
    (Column.TASK, r"(?:具体)?工作任务|任务(?:名称|事项)?|工作事项|目标任务|事项(?:名称)?|(?:任务|公开)事项"),
    (
        Column.CONTENT,
        r".*(?:内容|要求|措施|举措|做法|任务分解|具体任务|具体事项|任务描述|任务清单|细化任务|任务明细|任务要点)(?:及要求|和要求)?",
    ),
    (Column.SECTION, r"(?:所属)?(?:板块|部分|章节|领域|类别|任务类别|工作类别|分类|方面|一级(?:指标|任务)|类型)"),
    (
        Column.TOPIC,
        r".*(?:重点工作(?:任务)?|重点任务|主要任务|主要工作|工作重点|重点事项|工作项目|项目(?:名称)?|大项|重点|重点工作事项|工作名称|二级任务)",
    ),
)
_COMPILED = tuple((column, re.compile(pattern, re.IGNORECASE)) for column, pattern in PATTERNS)
# Headings long enough to be known again when their end was cut off.
_KNOWN = (
    (Column.PROGRESS, "进展落实情况"),
    (Column.PROGRESS, "落实进展情况"),
    (Column.PROGRESS, "落实情况"),
    (Column.PROGRESS, "完成情况"),
    (Column.PROGRESS, "工作进展情况"),
    (Column.DEADLINE, "完成时限"),
    (Column.DEADLINE, "时限要求"),
    (Column.DEADLINE, "办结时限"),
    (Column.UNITS, "责任单位"),
    (Column.UNITS, "责任部门"),
    (Column.UNITS, "责任科室"),
    (Column.LEAD, "牵头单位"),
    (Column.LEAD, "牵头部门"),
    (Column.HELP, "配合单位"),
    (Column.INDICATOR, "量化指标"),
    (Column.INDICATOR, "考核指标"),
    (Column.INDICATOR, "目标清单"),
    (Column.CONTENT, "主要内容"),
    (Column.CONTENT, "具体内容"),
    (Column.CONTENT, "具体要求"),
    (Column.TOPIC, "重点工作"),
    (Column.TOPIC, "重点任务"),
    (Column.TASK, "工作任务"),
)
_BRACKETS = re.compile(r"[（(【\[][^（()）】\]]*[）)】\]]")
_NOISE = re.compile(r"[\s\u3000:：*＊、,，/／·]+")
MAX_HEADING = 24


@lru_cache(maxsize=2048)
def bare(text: str) -> str:
    """A heading without white space, brackets and their content, colons and stars."""
    return _NOISE.sub("", _BRACKETS.sub("", _NOISE.sub("", text)))


@lru_cache(maxsize=2048)
def column_of(text: str) -> Column | None:
    """The meaning of a heading; None where it is blank, too long for one, or unknown."""
    word = bare(text) or _NOISE.sub("", text).strip("（）()[]【】")
    if not word or len(word) > MAX_HEADING or word[-1] in "。；;":
        return None
    if "牵头" in word and re.search("责任|配合|承办", word):
        return Column.UNITS
    for column, pattern in _COMPILED:
        if pattern.fullmatch(word):
            return column
    return None


def cut_off(text: str) -> Column | None:
    """The meaning of a heading of which only a part of two letters or more was left (进展落实情)."""
    word = bare(text)
    if len(word) < 2:
        return None
    found = {column for column, known in _KNOWN if known.startswith(word) or known.endswith(word)}
    return found.pop() if len(found) == 1 else None
