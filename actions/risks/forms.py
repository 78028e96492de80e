"""The forms that add, assess and decide on risks, and their controls."""

from actions.plans.forms import AreasField
from actions.plans.models import Priority
from actions.register.forms.entering import (
    WithOwners,
    due_field,
    owners_field,
    text_field,
)
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
    "inherent": "Inherent: without any controls",
    "current": "Current: with the controls in place now",
    "target": "Target: the level to aim for",
}
PARTS = {"likelihood": likelihoods, "impact": impacts}


def level_field(rating: str, part: str) -> ChoiceField:
    """A level of one of the partnership's scales."""
    return ChoiceField(
        choices=[(str(level), str(level)) for level in range(1, 6)],
        coerce=int,
        radios=False,
        label=f"{rating.capitalize()} {part}",
        missing=f"Select the {rating} {part}",
    )


class RatingsForm(Form):
    """Likelihood and impact, for each of the three ratings."""

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
    """The description, owner and review dates of a risk."""

    cause = SafeTextField(
        label="Cause",
        hint="Completes “Because …”. For example, two posts in the front door team "
        "are vacant.",
        missing="Enter the cause",
        rows=2,
        max_length=1000,
    )
    event = SafeTextField(
        label="Event",
        hint="Completes “there is a risk that …”. For example, referrals wait for "
        "more than a day.",
        missing="Enter the event",
        rows=2,
        max_length=1000,
    )
    consequence = SafeTextField(
        label="Consequence",
        hint="Completes “which would mean that …”. For example, children in danger "
        "are seen too late.",
        missing="Enter the consequence",
        rows=2,
        max_length=1000,
    )
    organisation = ModelChoiceField(
        Organisation.objects.none(),
        label="Who does it belong to?",
        hint="Its members can see the risk",
        missing="Select who the risk belongs to",
    )
    priority = ModelChoiceField(
        Priority.objects.none(),
        label="Priority it puts at risk",
        empty_label="None of these",
        required=False,
    )
    categories = AreasField(
        label="Categories",
        hint="Separate with commas. For example, workforce, finance",
        required=False,
        max_length=300,
    )
    owner = ModelChoiceField(
        Person.objects.none(),
        label="Owner",
        hint="We email them now and before each review. They assess the risk",
        empty_label="Nobody yet",
        required=False,
    )
    owner_words = CharField(
        label="Owner’s role",
        hint="For example, Head of early help",
        required=False,
        max_length=200,
    )
    review_months = ChoiceField(
        choices=Risk.Cadence,
        coerce=int,
        radios=True,
        label="How often should it be reviewed?",
        missing="Select how often it should be reviewed",
    )

    def __init__(self, *args, places, priorities, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = places
        self.fields["priority"].queryset = priorities
        self.fields["owner"].queryset = owners


class AddRiskForm(RatingsForm, RiskWords):
    submit = "Add risk"

    reason = TextField(
        label="Reason for these ratings", required=False, max_length=2000, rows=3
    )
    review_on = DateField(
        label="First review",
        hint="Leave blank to count from today",
        required=False,
    )

    field_order = ["cause", "event", "consequence", *RATING_FIELDS, "reason"]

    def layout(self):
        first = ["cause", "event", "consequence"]
        later = [name for name in self.fields if name not in {*first, *RATING_FIELDS}]
        return [*first, *self.rated(), *later]


class EditRiskForm(RiskWords):
    versioned = True

    review_on = DateField(
        label="Next review", missing="Enter the date of the next review"
    )


class AssessRiskForm(RatingsForm):
    versioned = True
    submit = "Save assessment"

    reason = SafeTextField(
        label="Reason for these ratings",
        hint="What has changed since the last assessment, or why nothing has changed.",
        missing="Enter the reason for these ratings",
        max_length=2000,
    )
    review_on = DateField(
        label="Next review",
        hint="Leave blank to count from today",
        required=False,
    )


class ReasonForm(Form):
    """The reason for a decision about a risk."""

    versioned = True

    reason = SafeTextField(
        label="Reason", missing="Enter the reason", max_length=2000, rows=4
    )


class AcceptRiskForm(ReasonForm):
    submit = "Accept risk"


class CloseRiskForm(ReasonForm):
    submit = "Close risk"


class ReopenRiskForm(ReasonForm):
    submit = "Reopen risk"


class AcknowledgeRiskForm(Form):
    versioned = True
    submit = "Acknowledge risk"

    note = SafeTextField(
        label="Comment",
        hint="For example, what the executive will do or wants to know.",
        required=False,
        max_length=2000,
        rows=4,
    )


class ControlForm(Form):
    """A control of a risk and the assurance that it works."""

    text = TextField(
        label="What is the control?",
        missing="Enter the control",
        max_length=1000,
        rows=3,
    )
    assurance = TextField(
        label="How do we know it works?",
        hint="For example, an audit, a figure, or what the scrutineer found. "
        "Leave blank if there is no assurance yet",
        required=False,
        optional=False,
        max_length=1000,
        rows=3,
    )
    strength = ChoiceField(
        choices=RiskControl.Strength,
        label="How strong is the assurance?",
        items={
            "strong": {"hint": "Recent and independent of the service"},
            "some": {"hint": "Reported by the service itself, or some time ago"},
            "none": {"hint": "Not yet checked"},
        },
        missing="Select how strong the assurance is",
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
