"""The content of a plan as approved, and how it has changed since."""

from dataclasses import dataclass
from typing import Any

from actions.plans.models import Plan, Priority
from actions.register.models.actions import Action

# What a version keeps, in the order pages show it.
WORDS_OF_PLAN = {"title": "Title", "intro": "Introduction", "tier": "Tier"}
WORDS_OF_PRIORITY = {
    "title": "Title",
    "statement": "Priority statement",
    "rationale": "Rationale",
    "intended_outcomes": "Intended outcomes",
    "lead": "Partnership lead",
    "board_officer": "Board officer",
    "delivery": "Key delivery mechanism",
    "areas": "Areas",
}
WORDS_OF_ACTION = {
    "text": "What needs to be done",
    "objective": "Objective",
    "owners": "Owners",
    "due": "Due",
    "measure": "Success measure",
    "measure_type": "What it measures",
}


@dataclass(frozen=True)
class Difference:
    """One change to a plan."""

    subject: str
    what: str
    before: str
    after: str


def content_of(plan: Plan) -> dict[str, Any]:
    """The content of a plan, as kept by `PlanVersion`, in three queries.

    It holds what was agreed, not progress.
    """
    priorities = plan.priorities.select_related(
        "lead", "board_officer", "delivery_organisation"
    )
    actions: dict[int, list[dict]] = {}
    for action in (
        Action.objects.filter(priority__plan=plan)
        .select_related("objective")
        .prefetch_related("owners")
        .order_by("pk")
    ):
        actions.setdefault(action.priority_id, []).append(_action(action))
    return {
        "title": plan.title,
        "intro": plan.intro,
        "tier": plan.get_tier_display(),
        "priorities": [
            {**_priority(priority), "actions": actions.get(priority.pk, [])}
            for priority in priorities
        ],
    }


def _priority(priority: Priority) -> dict[str, Any]:
    officer = priority.board_officer
    return {
        "ref": priority.ref,
        "title": priority.title,
        "statement": priority.statement,
        "rationale": priority.rationale,
        "intended_outcomes": priority.intended_outcomes,
        "lead": priority.lead_words,
        "board_officer": officer.name if officer else "",
        "delivery": priority.delivery_words,
        "areas": ", ".join(priority.areas),
    }


def _action(action: Action) -> dict[str, str]:
    return {
        "ref": action.ref,
        "text": action.text,
        "objective": action.objective.text if action.objective else "",
        "owners": action.owner_words,
        "due": action.due_text,
        "measure": action.measure,
        "measure_type": action.measure_type,
    }


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """The changes between two versions: the plan, its priorities, then actions."""
    found = _changed("The plan", before, after, WORDS_OF_PLAN)
    found += _compared(
        before["priorities"], after["priorities"], WORDS_OF_PRIORITY, "title"
    )
    found += _compared(_actions_in(before), _actions_in(after), WORDS_OF_ACTION, "text")
    return found


def _actions_in(content: dict[str, Any]) -> list[dict[str, str]]:
    return [
        action for priority in content["priorities"] for action in priority["actions"]
    ]


def _compared(
    before: list[dict], after: list[dict], words: dict[str, str], name: str
) -> list[Difference]:
    old, new = ({row["ref"]: row for row in rows} for rows in (before, after))
    found = []
    for ref, row in new.items():
        if ref in old:
            found += _changed(ref, old[ref], row, words)
        else:
            found.append(Difference(ref, "Added", "", row[name]))
    found += [
        Difference(ref, "Removed", row[name], "")
        for ref, row in old.items()
        if ref not in new
    ]
    return found


def _changed(
    subject: str, before: dict, after: dict, words: dict[str, str]
) -> list[Difference]:
    return [
        Difference(subject, label, before[name], after[name])
        for name, label in words.items()
        if before[name] != after[name]
    ]
