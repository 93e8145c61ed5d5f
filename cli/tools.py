"""Room: cli. What the commands are given by main.py, and how they print."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.actions.documents import Documents
from core.document import Document
from core.finding import SEVERITY_LABELS, SOURCE_LABELS, Finding
from core.registers.kit import RegisterKit
from core.report.form import Form
from core.seal import Verdict
from core.units import UnitDirectory


@dataclass(frozen=True, slots=True)
class Tools:
    """`directory` and `forms` read the standard units and the report's forms when they are needed.

    `verify` judges the seals of the OFD at a place, and compares it with a Word where one is given.
    `samples` is a folder's path; `seconds` a clock that only counts, for work with a time limit.
    `scores` reads a table of scores, by its file's place, or the id or name of a bundled one. `registers`: with the
    year's figures, that units export.
    """

    documents: Documents
    directory: Callable[[], UnitDirectory]
    forms: Callable[[], Sequence[Form]]
    verify: Callable[[str, Document | None], Verdict]
    samples: str
    seconds: Callable[[], float]
    scores: Callable[[str], Mapping[str, object]]
    registers: Callable[[], RegisterKit] | None = None


def print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def finding_line(finding: Finding) -> str:
    return f"〔{SEVERITY_LABELS[finding.severity]}〕{finding.message}（{SOURCE_LABELS[finding.source]}）"


def print_findings(findings: Iterable[Finding], *, to_stderr: bool = False) -> None:
    for finding in findings:
        print(finding_line(finding), file=sys.stderr if to_stderr else sys.stdout)


def short(text: str, limit: int = 60) -> str:
    """One line of a text, for people."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
