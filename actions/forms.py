"""What is asked when a plan is made and when actions are entered and reported on."""

from datetime import date

from django.utils.text import slugify

from actions.models import MeasureType, Objective, Priority
from actions.owners import people_in, read_owners
from partnership.foundation.forms import (
    BooleanField,
    CharField,
    ChoiceField,
    DateField,
    Form,
    ModelChoiceField,
    SafeTextField,
    TextField,
)
from partnership.models import Organisation, Person

RATINGS = ("green", "amber", "red")


class CreatePlanForm(Form):
    submit = "Create plan"

    title = CharField(
        label="Title",
        hint="For example, Business plan 2026 to 2027",
        missing="Enter the title of the plan",
        max_length=200,
    )
    start = DateField(label="First day of the plan year", missing="Enter the first day")
    end = DateField(label="Last day of the plan year", missing="Enter the last day")
    intro = TextField(label="Introduction", required=False, max_length=4000)

    def clean(self):
        cleaned = super().clean()
        if title := cleaned.get("title"):
            cleaned["slug"] = slugify(title)[:80]
            if not cleaned["slug"]:
                self.add_error("title", "Enter a title with letters or numbers in it")
        return cleaned


class EditPlanForm(Form):
    versioned = True

    title = CharField(
        label="Title", missing="Enter the title of the plan", max_length=200
    )
    intro = TextField(label="Introduction", required=False, max_length=4000)


class AreasField(CharField):
    """Places in one line, set apart by commas."""

    def clean(self, value):
        places = [place.strip() for place in super().clean(value).split(",")]
        return list(dict.fromkeys(place[:60] for place in places if place))

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value


class PriorityForm(Form):
    """The words and people of a priority; its reference is asked for once."""

    title = CharField(
        label="Title", missing="Enter the title of the priority", max_length=200
    )
    statement = TextField(
        label="Priority statement", hint="What it is, in a sentence", required=False
    )
    rationale = TextField(
        label="Rationale", hint="Why this, and why now", required=False
    )
    intended_outcomes = TextField(
        label="Intended outcomes",
        hint="What will be different for children",
        required=False,
    )
    lead = ModelChoiceField(
        Person.objects.none(), label="Partnership lead", required=False
    )
    lead_words = CharField(
        label="Lead as shown in the plan",
        hint="For example, Head of Children’s Social Care, County",
        required=False,
        max_length=200,
    )
    board_officer = ModelChoiceField(
        Person.objects.none(), label="Board officer", required=False
    )
    delivery_mechanism = CharField(
        label="Key delivery mechanism",
        hint="A subgroup, or a task and finish group",
        required=False,
        max_length=300,
    )
    areas = AreasField(
        label="Areas",
        hint="Districts or authorities it covers, set apart by commas",
        required=False,
    )
    is_open = BooleanField(
        label="Further actions may be added during the year", required=False
    )

    def __init__(self, *args, leads, officers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = leads
        self.fields["board_officer"].queryset = officers


class AddPriorityForm(PriorityForm):
    submit = "Add priority"

    ref = CharField(
        label="Reference",
        hint="For example, WSCP1. Actions are numbered by it: WSCP1.1, WSCP1.2",
        missing="Enter a reference",
        max_length=12,
        width=10,
    )
    field_order = ["ref"]


class EditPriorityForm(PriorityForm):
    versioned = True


class AddObjectiveForm(Form):
    submit = "Add objective"

    text = TextField(label="Objective", missing="Enter the objective", max_length=1000)


class WithOwners(Form):
    """Reads who is to do it from the words; needs to know who may be meant."""

    def __init__(self, *args, people, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.people, self.organisations = people, organisations

    def clean_owners(self):
        text = self.cleaned_data["owners"]
        return read_owners(
            text, people=people_in(text, self.people), organisations=self.organisations
        )


def text_field():
    return SafeTextField(
        label="What is to be done", missing="Enter what is to be done", rows=3
    )


def owners_field():
    return TextField(
        label="Owners",
        hint="Write them as you would in minutes: names, initials, roles or groups, "
        "one to a line or joined by “and”",
        required=False,
        rows=2,
        max_length=1000,
    )


def due_field(**kwargs):
    return CharField(
        label="Due",
        hint="As you would write it: 30 June 2026, end of March, Q3 2026/27, "
        "quarterly. It is kept as you type it",
        max_length=300,
        **kwargs,
    )


class PlanActionForm(WithOwners):
    """What an action of the plan says beside its date."""

    text = text_field()
    objective = ModelChoiceField(
        Objective.objects.none(),
        label="Objective",
        empty_label="No objective",
        required=False,
    )
    owners = owners_field()
    measure = TextField(
        label="Success measure",
        hint="How we shall know that it was done, and what it changed",
        required=False,
        rows=3,
    )
    measure_type = ChoiceField(
        choices=MeasureType,
        label="What the measure counts",
        radios=False,
        empty_words="Not said",
        required=False,
    )
    areas = AreasField(
        label="Areas", hint="Set apart by commas", required=False, max_length=300
    )

    def __init__(self, *args, priority: Priority | None, **kwargs):
        super().__init__(*args, **kwargs)
        if priority is None:
            del self.fields["objective"]
        else:
            self.fields["objective"].queryset = priority.objectives.all()


class AddActionForm(PlanActionForm):
    submit = "Add action"

    due_text = due_field(required=False)
    field_order = ["text", "objective", "owners", "due_text"]


class EditActionForm(PlanActionForm):
    versioned = True


class RaiseActionForm(WithOwners):
    submit = "Raise action"

    text = text_field()
    organisation = ModelChoiceField(
        Organisation.objects.none(),
        label="Who it belongs to",
        missing="Select who the action belongs to",
    )
    owners = owners_field()
    due_text = due_field(required=False)
    source_words = CharField(
        label="Where it comes from",
        hint="For example, a letter from the scrutiny committee",
        required=False,
        max_length=300,
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = places


class UpdateForm(Form):
    versioned = True
    submit = "Save update"

    text = SafeTextField(
        label="What has happened?", missing="Enter what has happened", max_length=4000
    )
    rag = ChoiceField(
        label="How does delivery go?",
        choices=[(value, value) for value in RATINGS],
        missing="Select how delivery goes",
    )
    occurrence = ChoiceField(
        label="Which date is this the update for?",
        choices=[],
        coerce=date.fromisoformat,
        radios=False,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args, action, legend, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rag"].choices = [
            (row["value"], row["word"]) for row in legend if row["value"] in RATINGS
        ]
        self.fields["rag"].look.items.update(
            {row["value"]: {"hint": row["meaning"]} for row in legend}
        )
        unanswered = action.unanswered() if action.due_occurrences else []
        if unanswered:
            self.fields["occurrence"].choices = [
                *((str(day), f"{day.day} {day:%B %Y}") for day in unanswered),
                ("", "None: a note in between"),
            ]
        else:
            del self.fields["occurrence"]


class ChangeDueForm(Form):
    versioned = True
    submit = "Change date"

    due_text = due_field(missing="Enter the new date")
    reason = TextField(
        label="Why does it move?",
        hint="Kept with the old date, and shown with the action",
        missing="Enter why the date moves",
        max_length=1000,
        rows=3,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.initial.get("due_text"):
            reason = self.fields["reason"]
            reason.label = "Why this date?"
            reason.error_messages["required"] = "Enter why it is this date"


class CompleteForm(Form):
    versioned = True
    submit = "Complete action"

    outcome = SafeTextField(
        label="What difference did it make for children?",
        hint="What is different now, and how do you know?",
        missing="Enter what difference it made for children",
        max_length=4000,
    )


class WithdrawForm(Form):
    versioned = True
    submit = "Withdraw action"

    reason = TextField(
        label="Why will it not be done?",
        missing="Enter why it is withdrawn",
        max_length=1000,
    )


class ReopenForm(Form):
    versioned = True
    submit = "Open again"

    reason = TextField(
        label="Why is it opened again?",
        missing="Enter why it is opened again",
        max_length=1000,
    )
