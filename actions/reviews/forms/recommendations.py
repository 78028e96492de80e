"""What is asked about recommendations, and about the actions that follow."""

from actions.register.forms.entering import RaiseActionForm
from actions.reviews.models.recommendations import Recommendation
from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    CharField,
    ChoiceField,
    ModelMultipleChoiceField,
    SafeTextField,
)
from partnership.people.models import Organisation


class RecommendationForm(Form):
    text = SafeTextField(
        label="Recommendation",
        missing="Enter the recommendation",
        rows=4,
        max_length=4000,
    )
    organisations = ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="Who is it addressed to?",
        required=False,
        optional=False,
    )
    to_words = CharField(
        label="Anyone else it is addressed to",
        hint="Not on the list. For example, the national panel",
        required=False,
        optional=False,
        max_length=300,
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisations"].queryset = organisations


class AddRecommendationForm(RecommendationForm):
    submit = "Add recommendation"


class EditRecommendationForm(RecommendationForm):
    versioned = True


class AnswerRecommendationForm(Form):
    versioned = True
    submit = "Save response"

    response = ChoiceField(
        choices=Recommendation.Response,
        label="Is the recommendation accepted?",
        missing="Select whether it is accepted",
    )
    response_words = SafeTextField(
        label="Reason",
        hint="Only needed if it is not accepted, or accepted in part.",
        required=False,
        optional=False,
        rows=3,
        max_length=2000,
    )
    day = DateField(
        label="Date of the response", missing="Enter the date of the response"
    )


class FollowingActionForm(RaiseActionForm):
    """An action for a recommendation or a question, which is its source."""

    source_words = None


class ImplementForm(Form):
    versioned = True
    submit = "Mark as implemented"

    evidence = SafeTextField(
        label="Evidence of impact",
        hint="What is different for children now, and how do you know?",
        missing="Enter the evidence of impact",
        max_length=4000,
    )


class ReopenRecommendationForm(Form):
    versioned = True
    submit = "Reopen"

    reason = SafeTextField(
        label="Reason for reopening",
        missing="Enter the reason for reopening",
        rows=3,
        max_length=1000,
    )
