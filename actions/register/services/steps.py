"""Adding, editing and ticking off the steps of an action."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from actions.register.models.actions import Action
from actions.register.models.steps import Step
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.people.models import Person

LONGEST = Step._meta.get_field("text").max_length


@transaction.atomic
def add_steps(action: Action, *, text: str, by: Person | None) -> list[Step]:
    """Add a step for each line of a text, after the existing ones.

    Raises:
        Refused: there is no text, a line is too long, or the action is closed.
    """
    action.claim(None)
    action.guard("plan_steps")
    lines = [
        line for line in (" ".join(one.split()) for one in text.splitlines()) if line
    ]
    if not lines:
        raise Refused("Enter at least one step", field="text")
    _refuse_long(lines)
    last = action.steps.aggregate(last=Max("position"))["last"] or 0
    steps = [
        Step.objects.create(action=action, text=line, position=position)
        for position, line in enumerate(lines, last + 1)
    ]
    action.save(update_fields=["version"])
    history.record(action, "steps added", by=by, steps=lines)
    return steps


@transaction.atomic
def edit_step(step: Step, *, text: str, version: int | None = None, by: Person) -> None:
    """Change the text of a step.

    Raises:
        Refused: the text is blank or too long, or its action is closed.
    """
    step.action.claim(None)
    step.action.guard("plan_steps")
    step.claim(version)
    if not text.strip():
        raise Refused("Enter the step", field="text")
    words = " ".join(text.split())
    _refuse_long([words])
    before, step.text = step.text, words
    step.save()
    history.record(step.action, "step edited", by=by, before=before, after=step.text)


@transaction.atomic
def tick_step(step: Step, *, is_done: bool, by: Person, on: date) -> None:
    """Mark a step as done or not done; repeating it changes nothing."""
    step.action.claim(None)
    step.action.guard("plan_steps")
    step.claim(None)
    if step.is_done == is_done:
        return
    step.done_on, step.done_by = (on, by) if is_done else (None, None)
    step.save()
    event = "step done" if is_done else "step not done after all"
    history.record(step.action, event, by=by, step=step.text)


def _refuse_long(lines: list[str]) -> None:
    if any(len(line) > LONGEST for line in lines):
        raise Refused(f"Each step must be {LONGEST} characters or fewer", field="text")
