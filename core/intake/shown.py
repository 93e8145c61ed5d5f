"""Room: core. The contract of `collect --json` (docs/命令行.md)."""

from collections.abc import Mapping

from core.finding import finding_json
from core.intake.returned import Intake, UnitReturn


def intake_json(intake: Intake, deductions: Mapping[str, float]) -> dict[str, object]:
    """`deductions`: unit → sum of what is proposed under the chosen rules."""
    return {
        "files": [{"file": f.name, "unit": f.unit, "status": f.status.value, "reason": f.reason} for f in intake.files],
        "units": [_unit(u, deductions.get(u.name, 0)) for u in intake.units],
        "findings": [finding_json(f) for f in intake.findings],
    }


def _unit(unit: UnitReturn, deduction: float) -> dict[str, object]:
    return {
        "name": unit.name,
        "returned": unit.returned,
        "on_time": unit.on_time,
        "tasks_due": len(unit.due),
        "tasks_filled": len(unit.said),
        "deduction": deduction,
    }
