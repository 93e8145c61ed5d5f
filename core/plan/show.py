"""Room: core. A plan as `show --json` prints it: the contract of docs/命令行.md."""

from core.finding import finding_json
from core.ledger.shown import task_json
from core.plan.plan import Plan


def plan_json(plan: Plan) -> dict[str, object]:
    told = plan.metadata.declared
    return {
        "kind": "plan",
        "title": plan.metadata.title,
        "year": plan.metadata.year,
        "unit": None,
        "contact": None,
        "phone": None,
        "declared": {"sections": told.sections, "topics": told.topics, "tasks": told.tasks},
        "sections": [{"title": title} for title in plan.sections],
        "tasks": [task_json(row) for row in plan.rows],
        "findings": [finding_json(f) for f in plan.findings],
    }
