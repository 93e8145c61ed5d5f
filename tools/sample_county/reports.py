"""Annual reports in the official form (国办公开办函〔2021〕30号): six sections, the tables 二, 三 and 四."""

from collections.abc import Mapping, Sequence
from typing import Any

from .package import About, docx
from .report_tables import table_four, table_three, table_two
from .tasks import load
from .typist import BODY, HEADING_1, HEADING_2, TITLE, Stand, Typist

TEXT = Stand(indent=2, line=28)
FOLDER = "annual_report"


def report_files() -> dict[str, Mapping[str, Any]]:
    """File name → what its report says."""
    return {f"{FOLDER}/{report['name']}.docx": report for report in load("reports")["reports"]}


def report(data: Mapping[str, Any]) -> bytes:
    typist = Typist(data["name"])
    cells = figures(data)
    body = [
        typist.paragraph(_broken(data["name"]), TITLE, Stand("center", line=34)),
        typist.paragraph("", BODY, Stand(line=28)),
        typist.paragraph(data["lead"], BODY, TEXT),
        *_prose(typist, "一、总体情况", data["overview"]),
        *_prose(typist, "二、主动公开政府信息情况", ()),
        table_two(typist, cells),
        *_prose(typist, "三、收到和处理政府信息公开申请情况", ()),
        table_three(typist, cells),
        *_prose(typist, "四、政府信息公开行政复议、行政诉讼情况", ()),
        table_four(typist, cells),
        *_prose(typist, "五、存在的主要问题及改进情况", data["problems"]),
        *_prose(typist, "六、其他需要报告的事项", data["other"]),
        *_signature(typist, data["name"][:-17], data.get("signed", "")),
    ]
    return docx(typist, body, About(data["author"], data["date"], title=data["name"]))


def figures(data: Mapping[str, Any]) -> dict[str, str]:
    """Cell → what stands in it, by the ids of the command line's contract; what is not told is 0."""
    cells = dict(zip(("2.normative.made", "2.normative.repealed", "2.normative.valid"), data["normative"], strict=True))
    cells |= dict(zip(("2.licence", "2.penalty", "2.coercion", "2.fee"), data["decisions"], strict=True))
    cells |= _requests(data["requests"])
    for group, counts in zip(("review", "suit", "suit_after"), data["cases"], strict=True):
        for result, count in zip(("upheld", "corrected", "other", "pending"), counts, strict=True):
            cells[f"4.{group}.{result}"] = str(count)
        cells[f"4.{group}.total"] = str(sum(counts))
    return cells | data.get("typed", {})


def _requests(told: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """Table 三 with its sums: the row （七）总计, and the last column of every row."""
    columns = ("person", "business", "research", "charity", "legal", "other")
    rows = {row: (*counts, *(0,) * (6 - len(counts))) for row, counts in told.items()}
    settled = [counts for row, counts in rows.items() if row not in ("new", "carried_in", "carried_out")]
    rows["done"] = tuple(map(sum, zip(*settled, strict=True)))
    cells = {f"3.{row}.{col}": str(n) for row, counts in rows.items() for col, n in zip(columns, counts, strict=True)}
    return cells | {f"3.{row}.total": str(sum(counts)) for row, counts in rows.items()}


def _prose(typist: Typist, heading: str, paragraphs: Sequence[str]) -> list[str]:
    return [typist.paragraph(heading, HEADING_1, TEXT), *(_paragraph(typist, text) for text in paragraphs)]


def _signature(typist: Typist, unit: str, date: str) -> list[str]:
    """Some units sign a report, some do not."""
    if not date:
        return []
    blank = [typist.paragraph("", BODY, Stand(line=28)) for _ in range(2)]
    signed = typist.paragraph(unit, BODY, Stand("right", right=3, line=28))
    return [*blank, signed, typist.paragraph(date, BODY, Stand("right", right=4, line=28))]


def _paragraph(typist: Typist, text: str) -> str:
    """（一）主动公开。 in 楷体, and what follows in 仿宋, as one paragraph."""
    if not text.startswith("（") or "。" not in text[:12]:
        return typist.paragraph(text, BODY, TEXT)
    at = text.index("。") + 1
    return typist.paragraph(text[:at], HEADING_2, TEXT).replace("</w:p>", typist.runs(text[at:], BODY) + "</w:p>")


def _broken(name: str) -> str:
    """A long title on two lines, broken before the subject, as typists do."""
    return name.replace("政府信息公开", "\n政府信息公开") if len(name) > 22 else name
