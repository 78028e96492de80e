"""The forms that close the year of a plan."""

import re
from datetime import timedelta

from django.utils.text import slugify

from actions.due.calendar import months_later
from actions.plans.models import Plan, Priority
from actions.register.forms.addresses import DecisionAddressField
from actions.register.forms.entering import due_field
from actions.register.forms.progress import CompleteForm
from actions.year_end.services.closing import TAKE_OVER
from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    CharField,
    ChoiceField,
    ModelChoiceField,
    TextField,
)
from partnership.pages.forms.layout import Button

YEAR = re.compile(r"\b(20[0-9]{2})(?:([/-])([0-9]{2}))?\b")


def proposed(plan: Plan) -> dict:
    """The next plan: the same length, from the day after, with the years moved on."""
    start = plan.end + timedelta(days=1)
    months = round((start - plan.start).days / 30.4375)
    years = start.year - plan.start.year

    def moved(found: re.Match) -> str:
        short = f"{(int(found[3]) + years) % 100:02}" if found[3] else ""
        return f"{int(found[1]) + years}{found[2] or ''}{short}"

    return {
        "title": YEAR.sub(moved, plan.title),
        "start": start,
        "end": months_later(start, months) - timedelta(days=1),
    }


class BeginYearEndForm(Form):
    submit = "Continue"

    next_plan = ModelChoiceField(
        Plan.objects.none(),
        label="Next plan",
        empty_label="A new plan, as entered below",
        required=False,
        optional=False,
    )
    title = CharField(
        label="Title of the new plan", required=False, optional=False, max_length=200
    )
    start = DateField(label="First day of the new plan", required=False, optional=False)
    end = DateField(label="Last day of the new plan", required=False, optional=False)

    def __init__(self, *args, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["next_plan"].queryset = plans

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("next_plan"):
            for name in ("title", "start", "end"):
                self._errors.pop(name, None)
            return {"next_plan": cleaned["next_plan"]}
        for name, words in (
            ("title", "Enter the title of the new plan"),
            ("start", "Enter the first day of the new plan"),
            ("end", "Enter the last day of the new plan"),
        ):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, words)
        cleaned["slug"] = slugify(cleaned.get("title") or "")[:80]
        if cleaned.get("title") and not cleaned["slug"]:
            self.add_error("title", "Enter a title with letters or numbers in it")
        return cleaned


class PlacesForm(Form):
    """The priority of the next plan for each priority of this one."""

    versioned = True
    submit = "Save"

    def __init__(self, *args, year_end, **kwargs):
        super().__init__(*args, **kwargs)
        self.priorities = list(year_end.plan.priorities.all())
        targets = list(year_end.next_plan.priorities.all())
        placed = dict(year_end.successors.values_list("priority_id", "target_id"))
        self.targets = {str(target.pk): target for target in targets}
        by_ref = {target.ref: target.pk for target in targets}
        is_new = not placed and not targets
        for priority in self.priorities:
            take_over = [] if priority.ref in by_ref else [TAKE_OVER]
            self.fields[self.name_of(priority)] = ChoiceField(
                label=str(priority),
                choices=[
                    *((one, "Copy it to the next plan") for one in take_over),
                    *((pk, str(target)) for pk, target in self.targets.items()),
                ],
                radios=False,
                empty_words="Decide for each action",
                required=False,
                optional=False,
                initial=placed.get(priority.pk, by_ref.get(priority.ref))
                or (TAKE_OVER if is_new else ""),
            )

    def name_of(self, priority: Priority) -> str:
        return f"priority_{priority.pk}"

    def clean(self):
        cleaned = super().clean()
        places = {}
        for priority in self.priorities:
            chosen = cleaned.get(self.name_of(priority), "")
            places[priority.pk] = (
                TAKE_OVER if chosen == TAKE_OVER else self.targets.get(chosen)
            )
        return {"version": cleaned.get("version"), "places": places}


class CarryForm(Form):
    versioned = True
    submit = "Save decision"

    target = ModelChoiceField(
        Priority.objects.none(),
        label="Priority it will continue under",
        missing="Select a priority",
    )
    due_text = due_field(missing="Enter the new due date")
    reason = TextField(
        label="Reason for carrying it forward",
        hint="Shown with both actions and in the year-end report",
        missing="Enter the reason for carrying it forward",
        max_length=1000,
        rows=3,
    )

    def __init__(self, *args, targets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].queryset = targets


class CarryActionForm(CarryForm):
    submit = "Carry forward"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].label_from_instance = lambda p: f"{p}, {p.plan}"


class DropForm(Form):
    versioned = True
    submit = "Save decision"

    reason = TextField(
        label="Reason for dropping it",
        missing="Enter the reason for dropping it",
        max_length=1000,
        rows=3,
    )
    decision_words = CharField(
        label="Decision to drop this action",
        hint="For example, Executive of 14 March 2026, item 6",
        missing="Enter the decision to drop this action",
        max_length=300,
    )
    decision_url = DecisionAddressField()


class DoneForm(CompleteForm):
    submit = "Save decision"


class CloseYearForm(Form):
    versioned = True
    submit = "Close the year"

    def buttons(self):
        return [Button.warning(self.submit)]


class AbandonForm(Form):
    versioned = True
    submit = "Abandon year end"

    reason = TextField(
        label="Reason for abandoning it",
        hint="We keep the decisions made so far in the history",
        missing="Enter the reason for abandoning it",
        max_length=1000,
        rows=3,
    )
