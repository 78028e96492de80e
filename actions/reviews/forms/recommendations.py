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
        label="What is recommended",
        missing="Enter what is recommended",
        rows=4,
        max_length=4000,
    )
    organisations = ModelMultipleChoiceField(
        Organisation.objects.none(), label="To whom", required=False
    )
    to_words = CharField(
        label="To whom, in words",
        hint="Whoever is not on the list, for example: the national panel",
        required=False,
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
    submit = "Save answer"

    response = ChoiceField(
        choices=Recommendation.Response,
        label="Is it accepted?",
        missing="Select whether it is accepted",
    )
    response_words = SafeTextField(
        label="What was answered",
        hint="The reason, where it is not accepted or only in part.",
        required=False,
        rows=3,
        max_length=2000,
    )
    day = DateField(label="When?", missing="Enter the day of the answer")


class FollowingActionForm(RaiseActionForm):
    """An action that follows from something: where it comes from is known."""

    source_words = None


class LinkActionForm(Form):
    submit = "Link action"

    ref = CharField(
        label="Reference of the action",
        hint="As it stands in the register, for example WSCP1.2",
        missing="Enter the reference of the action",
        max_length=36,
    )

    def __init__(self, *args, actions, **kwargs):
        super().__init__(*args, **kwargs)
        self.actions = actions

    def clean(self):
        cleaned = super().clean()
        if ref := cleaned.pop("ref", ""):
            action = self.actions.filter(ref__iexact=ref).first()
            if action is None:
                self.add_error("ref", "Enter the reference of an action you can see")
            cleaned["action"] = action
        return cleaned


class ImplementForm(Form):
    versioned = True
    submit = "Close as implemented"

    evidence = SafeTextField(
        label="What evidence is there that it made a difference?",
        hint="What is different for children now, and how do you know?",
        missing="Enter the evidence that it made a difference",
        max_length=4000,
    )


class ReopenRecommendationForm(Form):
    versioned = True
    submit = "Open again"

    reason = SafeTextField(
        label="Why is it opened again?",
        missing="Enter why it is opened again",
        rows=3,
        max_length=1000,
    )
