"""The forms that create and edit plans, priorities and objectives."""

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from actions.plans.models import Plan, Priority
from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    ModelChoiceField,
    TextField,
)
from partnership.people.models import Organisation, Person


def tier_field():
    return ChoiceField(
        choices=Plan.Tier,
        label="What kind of plan is it?",
        items={
            "yearly": {"hint": "What the partnership has chosen for one year"},
            "core": {
                "hint": "What the law asks of every partnership, often over three years"
            },
        },
        missing="Select what kind of plan it is",
    )


def check_field():
    return BooleanField(
        label="A second person checks each completed action",
        hint="The priority’s lead or an officer, not the person who completed it",
        required=False,
    )


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
    tier = tier_field()
    intro = TextField(label="Introduction", required=False, max_length=4000)
    needs_check = check_field()
    field_order = ["title", "tier"]

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
    tier = tier_field()
    intro = TextField(label="Introduction", required=False, max_length=4000)
    needs_check = check_field()


LONGEST_AREA = Priority._meta.get_field("areas").base_field.max_length


class AreasField(CharField):
    """Places separated by commas."""

    def clean(self, value):
        places = [place.strip() for place in super().clean(value).split(",")]
        if any(len(place) > LONGEST_AREA for place in places):
            raise ValidationError(
                f"Separate {self.subject.lower()} with commas, using "
                f"{LONGEST_AREA} characters or fewer for each",
                code="max_length",
            )
        return list(dict.fromkeys(place for place in places if place))

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value


def words_field(label: str, hint: str):
    """Long text, without a character count."""
    return TextField(
        label=label, hint=hint, required=False, max_length=10_000, limit=None
    )


class PriorityForm(Form):
    """The text and people of a priority; its reference is only set once."""

    title = CharField(
        label="Title", missing="Enter the title of the priority", max_length=200
    )
    statement = words_field("Priority statement", "The priority in one sentence")
    rationale = words_field("Rationale", "Why this priority, and why now")
    intended_outcomes = words_field(
        "Intended outcomes", "What will be different for children"
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
    delivery_organisation = ModelChoiceField(
        Organisation.objects.none(),
        label="Who delivers it",
        hint="A subgroup or an agency",
        empty_label="None of these",
        required=False,
    )
    delivery_mechanism = CharField(
        label="Key delivery mechanism as shown in the plan",
        hint="For example, Transition task and finish group",
        required=False,
        max_length=300,
    )
    areas = AreasField(
        label="Areas",
        hint="Districts or authorities it covers. Separate with commas",
        required=False,
    )
    is_open = BooleanField(
        label="Further actions may be added during the year", required=False
    )

    def __init__(self, *args, leads, officers, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["delivery_organisation"].queryset = bodies
        self.fields["lead"].queryset = leads
        self.fields["board_officer"].queryset = officers


class AddPriorityForm(PriorityForm):
    submit = "Add priority"

    ref = CharField(
        label="Reference",
        hint="For example, WSCP1. Its actions will be numbered WSCP1.1, WSCP1.2",
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
