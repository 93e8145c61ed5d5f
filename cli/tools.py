"""Room: cli. What the commands are given by main.py, and how they print."""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.actions.documents import Documents
from core.finding import SEVERITY_LABELS, SOURCE_LABELS, Finding
from core.units import UnitDirectory


@dataclass(frozen=True, slots=True)
class Tools:
    """`directory` reads the standard units when they are needed; `samples` is a folder's path."""

    documents: Documents
    directory: Callable[[], UnitDirectory]
    samples: str


def print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def finding_line(finding: Finding) -> str:
    return f"〔{SEVERITY_LABELS[finding.severity]}〕{finding.message}（{SOURCE_LABELS[finding.source]}）"


def print_findings(findings: Iterable[Finding], *, to_stderr: bool = False) -> None:
    for finding in findings:
        print(finding_line(finding), file=sys.stderr if to_stderr else sys.stdout)
