"""What is asked when a risk is entered, assessed, decided about or controlled."""

from django.core.exceptions import ValidationError

from actions.plans.forms import AreasField
from actions.plans.models import Priority
from actions.register.forms.entering import (
    WithOwners,
    due_field,
    owners_field,
    text_field,
)
from actions.register.models.actions import Action
from actions.risks.models.parts import RiskControl
from actions.risks.models.ratings import RATING_FIELDS, impacts, likelihoods
from actions.risks.models.risks import Risk
from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    CharField,
    ChoiceField,
    ModelChoiceField,
    SafeTextField,
    TextField,
    YesNoField,
)
from partnership.pages.forms.layout import Fieldset
from partnership.people.models import Organisation, Person

RATED_AS = {
    "inherent": "Inherent: what it would be without any controls",
    "current": "Current: what it is now",
    "target": "Target: what it should become",
}
PARTS = {"likelihood": likelihoods, "impact": impacts}


def level_field(rating: str, part: str) -> ChoiceField:
    """A level of a scale; its words come from the partnership's policy."""
    return ChoiceField(
        choices=[(str(level), str(level)) for level in range(1, 6)],
        coerce=int,
        radios=False,
        label=f"{rating.capitalize()} {part}",
        missing=f"Select the {rating} {part}",
    )


class RatingsForm(Form):
    """The six ratings, two by two, in the words of the partnership's scales."""

    inherent_likelihood = level_field("inherent", "likelihood")
    inherent_impact = level_field("inherent", "impact")
    current_likelihood = level_field("current", "likelihood")
    current_impact = level_field("current", "impact")
    target_likelihood = level_field("target", "likelihood")
    target_impact = level_field("target", "impact")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in RATING_FIELDS:
            levels = PARTS[name.partition("_")[2]]()
            self.fields[name].choices = [("", "Choose a level"), *levels.items()]

    def layout(self):
        own = [name for name in super().layout() if name not in RATING_FIELDS]
        return [*self.rated(), *own]

    def rated(self) -> list[Fieldset]:
        return [
            Fieldset(legend, f"{rating}_likelihood", f"{rating}_impact", size="s")
            for rating, legend in RATED_AS.items()
        ]


class RiskWords(Form):
    """What a risk says, whose it is and when it is reviewed."""

    cause = SafeTextField(
        label="Cause",
        hint="Goes on from “Because …”, such as: two posts in the front door team are "
        "vacant.",
        missing="Enter the cause",
        rows=2,
        max_length=1000,
    )
    event = SafeTextField(
        label="Event",
        hint="Goes on from “there is a risk that …”, such as: referrals wait for more "
        "than a day.",
        missing="Enter the event",
        rows=2,
        max_length=1000,
    )
    consequence = SafeTextField(
        label="Consequence",
        hint="Goes on from “which would mean that …”, such as: children in danger are "
        "seen too late.",
        missing="Enter the consequence",
        rows=2,
        max_length=1000,
    )
    organisation = ModelChoiceField(
        Organisation.objects.none(),
        label="Who it belongs to",
        hint="Its members see it",
        missing="Select who the risk belongs to",
    )
    priority = ModelChoiceField(
        Priority.objects.none(),
        label="Priority of the plan that it puts at risk",
        empty_label="None of these",
        required=False,
    )
    categories = AreasField(
        label="Categories",
        hint="Words to find it by, set apart by commas, such as: workforce, finance",
        required=False,
        max_length=300,
    )
    owner = ModelChoiceField(
        Person.objects.none(),
        label="Owner",
        hint="Is told, assesses it, and hears of its reviews",
        empty_label="Nobody yet",
        required=False,
    )
    owner_words = CharField(
        label="Owner’s role, as the register shows it",
        hint="For example, Head of early help",
        required=False,
        max_length=200,
    )
    review_months = ChoiceField(
        choices=Risk.Cadence,
        coerce=int,
        radios=True,
        label="How often is it reviewed?",
        missing="Select how often it is reviewed",
    )

    def __init__(self, *args, places, priorities, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = places
        self.fields["priority"].queryset = priorities
        self.fields["owner"].queryset = owners


class AddRiskForm(RatingsForm, RiskWords):
    submit = "Add risk"

    reason = TextField(
        label="Why is it rated so?", required=False, max_length=2000, rows=3
    )
    review_on = DateField(
        label="First review",
        hint="Leave it empty to count from today",
        required=False,
    )

    field_order = ["cause", "event", "consequence", *RATING_FIELDS, "reason"]

    def layout(self):
        first = ["cause", "event", "consequence"]
        later = [name for name in self.fields if name not in {*first, *RATING_FIELDS}]
        return [*first, *self.rated(), *later]


class EditRiskForm(RiskWords):
    versioned = True

    review_on = DateField(label="Next review", missing="Enter the day of its review")


class AssessRiskForm(RatingsForm):
    versioned = True
    submit = "Save assessment"

    reason = SafeTextField(
        label="Why is it rated so?",
        hint="What has changed since the last assessment, or why nothing has.",
        missing="Enter why it is rated so",
        max_length=2000,
    )
    review_on = DateField(
        label="Next review",
        hint="Leave it empty to count from today",
        required=False,
    )


class ReasonForm(Form):
    """Why something is decided about a risk."""

    versioned = True

    reason = SafeTextField(
        label="Why?", missing="Enter the reason", max_length=2000, rows=4
    )


class AcceptRiskForm(ReasonForm):
    submit = "Accept risk"


class CloseRiskForm(ReasonForm):
    submit = "Close risk"


class ReopenRiskForm(ReasonForm):
    submit = "Open again"


class AcknowledgeRiskForm(Form):
    versioned = True
    submit = "Acknowledge"

    note = SafeTextField(
        label="What do you make of it?",
        hint="For example, what the executive will do or wants to hear.",
        required=False,
        max_length=2000,
        rows=4,
    )


class ControlForm(Form):
    """What keeps a risk down, and how we know."""

    text = TextField(
        label="What keeps the risk down?",
        missing="Enter what keeps the risk down",
        max_length=1000,
        rows=3,
    )
    assurance = TextField(
        label="How do we know that it works?",
        hint="For example, an audit, a figure, or what the scrutineer found",
        required=False,
        max_length=1000,
        rows=3,
    )
    strength = ChoiceField(
        choices=RiskControl.Strength,
        label="How good is that assurance?",
        items={
            "strong": {"hint": "Seen from outside the service, and lately"},
            "some": {"hint": "Reported by those who do it, or some time ago"},
            "none": {"hint": "Nobody has looked"},
        },
        missing="Select how good the assurance is",
    )


class AddRiskControlForm(ControlForm):
    submit = "Add control"


class EditRiskControlForm(ControlForm):
    versioned = True

    is_in_place = YesNoField(
        label="Is it still in place?", missing="Select whether it is still in place"
    )


class RaiseFromRiskForm(WithOwners):
    submit = "Raise action"

    text = text_field()
    owners = owners_field()
    due_text = due_field(required=False)


class LinkRiskActionForm(Form):
    submit = "Link action"

    action = CharField(
        label="Reference of the action",
        hint="As the register shows it, such as WSCP2.4",
        missing="Enter the reference of an action",
        max_length=40,
        width=10,
    )

    def __init__(self, *args, actions, **kwargs):
        super().__init__(*args, **kwargs)
        self.actions = actions

    def clean_action(self) -> Action:
        ref = self.cleaned_data["action"]
        found = self.actions.filter(ref__iexact=ref).first()
        if found is None:
            raise ValidationError("Enter the reference of an action that you can see")
        return found
