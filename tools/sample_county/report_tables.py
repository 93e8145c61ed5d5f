"""The three tables of the annual report, cell by cell, as the official form prints them."""

from collections.abc import Mapping, Sequence

from .tables import Box, Line, box, table
from .typist import Font, Stand, Typist

Cells = Mapping[str, str]
WORDS = Font("宋体", 10.5)
SMALL = Font("宋体", 9)
MIDDLE = Stand("center")
LEFT = Stand("left")
TWO = (2211, 2211, 2211, 2211)
THREE = (700, 960, 2390, 684, 684, 684, 684, 684, 684, 690)
FOUR = (590,) * 14 + (584,)
COLUMNS = ("person", "business", "research", "charity", "legal", "other", "total")
RESULTS = ("upheld", "corrected", "other", "pending", "total")
RESULT_NAMES = ("结果\n维持", "结果\n纠正", "其他\n结果", "尚未\n审结", "总计")
GROUPS = (
    ("（三）不予公开", "deny", ("1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益",
        "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项"),
        ("secret", "law", "safety", "third", "internal", "process", "case", "query")),
    ("（四）无法提供", "none", ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"),
        ("held", "make", "unclear")),
    ("（五）不予处理", "skip", ("1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请",
        "5.要求行政机关确认或重新出具已获取信息"), ("petition", "repeat", "publication", "excess", "confirm")),
    ("（六）其他处理", "other", ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他"), ("uncorrected", "unpaid", "rest")),
)  # fmt: skip


def table_two(typist: Typist, cells: Cells) -> str:
    def line(*texts: str) -> Line:
        spans = {1: (4,), 2: (1, 3), 4: (1, 1, 1, 1)}[len(texts)]
        return Line([box(typist, t, WORDS, MIDDLE, n) for t, n in zip(texts, spans, strict=True)], height=420)

    def counts(label: str, row: str) -> Line:
        return line(label, *(cells.get(f"2.{row}.{col}", "0") for col in ("made", "repealed", "valid")))

    def amount(label: str, row: str) -> Line:
        return line(label, cells[f"2.{row}"])

    lines = [
        line("第二十条第（一）项"),
        line("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        counts("规章", "rules"),
        counts("行政规范性文件", "normative"),
        line("第二十条第（五）项"),
        line("信息内容", "本年处理决定数量"),
        amount("行政许可", "licence"),
        line("第二十条第（六）项"),
        line("信息内容", "本年处理决定数量"),
        amount("行政处罚", "penalty"),
        amount("行政强制", "coercion"),
        line("第二十条第（八）项"),
        line("信息内容", "本年收费金额（单位：万元）"),
        amount("行政事业性收费", "fee"),
    ]
    return table(typist, TWO, lines)


def table_three(typist: Typist, cells: Cells) -> str:
    def figures(row: str) -> list[Box]:
        return [box(typist, cells.get(f"3.{row}.{col}", "0"), WORDS, MIDDLE) for col in COLUMNS]

    def label(text: str, span: int = 1, down: str = "") -> Box:
        return box(typist, "" if down == "continue" else text, SMALL, LEFT, span, down)

    lines = [*_heads(typist)]
    lines.append(Line([label("一、本年新收政府信息公开申请数量", 3), *figures("new")]))
    lines.append(Line([label("二、上年结转政府信息公开申请数量", 3), *figures("carried_in")]))
    result = "三、本年度办理结果"
    lines.append(Line([label(result, 1, "restart"), label("（一）予以公开", 2), *figures("grant")]))
    partial = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    lines.append(Line([label(result, 1, "continue"), label(partial, 2), *figures("partial")]))
    for name, prefix, texts, keys in GROUPS:
        for text, key in zip(texts, keys, strict=True):
            down = "restart" if key is keys[0] else "continue"
            line = [label(result, 1, "continue"), label(name, 1, down), label(text), *figures(f"{prefix}_{key}")]
            lines.append(Line(line))
    lines.append(Line([label(result, 1, "continue"), label("（七）总计", 2), *figures("done")]))
    lines.append(Line([label("四、结转下年度继续办理", 3), *figures("carried_out")]))
    return table(typist, THREE, lines)


def _heads(typist: Typist) -> Sequence[Line]:
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

    def head(text: str, span: int = 1, down: str = "") -> Box:
        return box(typist, text, SMALL, MIDDLE, span, down)

    kinds = ("商业\n企业", "科研\n机构", "社会公\n益组织", "法律服\n务机构", "其他")
    return [
        Line([head(note, 3, "restart"), head("申请人情况", 7)], header=True),
        Line([head("", 3, "continue"), head("自然人", 1, "restart"), head("法人或其他组织", 5), head("总计", 1, "restart")], header=True),
        Line([head("", 3, "continue"), head("", 1, "continue"), *map(head, kinds), head("", 1, "continue")], header=True),
    ]  # fmt: skip


def table_four(typist: Typist, cells: Cells) -> str:
    def head(text: str, span: int = 1, down: str = "") -> Box:
        return box(typist, text, SMALL, MIDDLE, span, down)

    figures = [head(cells[f"4.{group}.{result}"]) for group in ("review", "suit", "suit_after") for result in RESULTS]
    lines = [
        Line([head("行政复议", 5), head("行政诉讼", 10)]),
        Line(
            [*(head(name, 1, "restart") for name in RESULT_NAMES), head("未经复议直接起诉", 5), head("复议后起诉", 5)]
        ),
        Line([*(head("", 1, "continue") for _ in RESULT_NAMES), *map(head, RESULT_NAMES * 2)]),
        Line(figures, height=420),
    ]
    return table(typist, FOUR, lines)
