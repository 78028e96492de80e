"""The forms that raise and edit an action, and add and edit its steps."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from actions.plans.forms import AreasField
from actions.plans.models import Objective, Priority
from actions.register.models.owners import ActionOwner
from actions.register.owners import people_in, read_owners, split_owners
from actions.register.words import MeasureType, OwnerAs
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import (
    CharField,
    ChoiceField,
    ModelChoiceField,
    SafeTextField,
    TextField,
)
from partnership.people.models import Organisation

LONGEST_OWNER = ActionOwner._meta.get_field("words").max_length


class WithOwners(Form):
    """A form that reads owners from text, matching `people` and `organisations`."""

    def __init__(self, *args, people, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.people, self.organisations = people, organisations

    def clean_owners(self):
        text = self.cleaned_data["owners"]
        if any(len(words) > LONGEST_OWNER for words in split_owners(text)):
            raise ValidationError(
                f"Enter each owner on a new line, using {LONGEST_OWNER} characters "
                "or fewer",
                code="max_length",
            )
        return self.read(text)

    def read(self, text):
        return read_owners(
            text, people=people_in(text, self.people), organisations=self.organisations
        )


# Anything longer was pasted by mistake.
LONGEST = 10_000


def text_field():
    return SafeTextField(
        label="What needs to be done",
        missing="Enter what needs to be done",
        rows=3,
        max_length=LONGEST,
        limit=None,
    )


def owners_field(**kwargs):
    return TextField(
        label="Owners",
        hint="Names, initials, roles or groups, as in minutes. Enter each on a new "
        "line or join them with “and”",
        rows=2,
        max_length=1000,
        **{"required": False, **kwargs},
    )


def due_field(**kwargs):
    return CharField(
        label="Due",
        hint="For example, 30 June 2026, end of March, Q3 2026/27 or quarterly. We "
        "keep it as you type it",
        max_length=300,
        **kwargs,
    )


class PlanActionForm(WithOwners):
    """The fields of a plan action, apart from its date."""

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
        hint="How we will know it is done and what it changed",
        required=False,
        rows=3,
        max_length=LONGEST,
        limit=None,
    )
    measure_type = ChoiceField(
        choices=MeasureType,
        label="What it measures",
        radios=False,
        empty_words="Not specified",
        required=False,
    )
    areas = AreasField(
        label="Areas", hint="Separate with commas", required=False, max_length=300
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
    """`kept` are the current owners: one written as before keeps its match."""

    versioned = True

    def __init__(self, *args, kept: Iterable[ActionOwner] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = {owner.words: owner for owner in kept}

    def read(self, text):
        owners = []
        for line in text.splitlines():
            owner = self.kept.get(" ".join(line.split()))
            if owner is None or not owner.is_matched:
                owners += super().read(line)
            else:
                owners.append(
                    OwnerAs(
                        words=owner.words,
                        person=owner.person,
                        organisation=owner.organisation,
                        role_words=owner.role_words,
                    )
                )
        return owners


class RaiseActionForm(WithOwners):
    submit = "Raise action"

    text = text_field()
    organisation = ModelChoiceField(
        Organisation.objects.none(),
        label="Belongs to",
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


def steps_field(**kwargs):
    return TextField(rows=5, max_length=3000, **kwargs)


class AddStepsForm(Form):
    submit = "Add steps"

    text = steps_field(
        label="Steps",
        hint="Enter each step on a new line, in order",
        missing="Enter at least one step",
    )


class EditStepForm(Form):
    versioned = True

    text = CharField(label="Step", missing="Enter the step", max_length=300)
