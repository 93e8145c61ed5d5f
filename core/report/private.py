"""Room: core. Personal data and marks of secrecy in a report's words: it will be published."""

from collections.abc import Iterator

from core.advice.privacy import SECRET, personal_data, secrecy_marks
from core.finding import Finding, Severity
from core.report.report import AnnualReport


def private_findings(report: AnnualReport) -> Iterator[Finding]:
    parts = [("head:preface", "开头部分", report.preamble)]
    parts += [(f"section:{s.number}", f"“{s.title}”", s.text) for s in report.sections]
    for place, name, text in parts:
        for shown in secrecy_marks(text):
            message = f"{name}出现“{shown}”字样。{SECRET}"
            yield Finding(Severity.ERROR, "advice.secrecy_mark", message, (place,), "", shown)
        for what, shown in personal_data(text):
            message = f"{name}含有{what}（{shown}），属于个人信息，公布前请删去或隐去。"
            yield Finding(Severity.ERROR, "advice.personal_data", message, (place,), "", shown)
