"""Development only: writes the sample county's documents. `python tools/make_samples.py [folder]`.

The files it writes are committed with it; two runs write the same bytes. Text lives in tools/sample_county/*.toml.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sample_county import division, ledger, plan, progress, reports, returned

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "samples"
NAME = "云岭县2026年政务公开工作要点"
FILES: dict[str, Callable[[], bytes]] = {
    f"{NAME}.docx": plan.plan,
    f"{NAME}任务落实台账（填报版）.docx": ledger.blank_ledger,
    "松溪街道内部分工表.docx": division.division,
    "returned/云岭镇2026年政务公开台账(上半年).docx": returned.town,
    "returned/县医保局-任务落实台账（7.8改）.docx": returned.bureau,
    "returned/县司法局任务落实台账.html": returned.web_page,
    "returned/清河街道.txt": returned.pasted_text,
    "progress/县医疗保障局进展.json": partial(progress.json_file, "县医疗保障局"),
    "progress/云岭镇人民政府进展.xlsx": partial(
        progress.workbook, "云岭镇人民政府", "云岭镇2026年上半年政务公开任务进展汇总"
    ),
    **{name: partial(reports.report, data) for name, data in reports.report_files().items()},
}


def make_samples(folder: Path) -> None:
    """Write every sample below `folder`, over what is there."""
    for name, make in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())


if __name__ == "__main__":
    make_samples(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
