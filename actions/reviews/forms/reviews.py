"""What is asked about practice reviews; no box may hold what identifies a child."""

from actions.register.forms.addresses import AddressField
from actions.reviews.models.reviews import PracticeReview
from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    CharField,
    ChoiceField,
    ModelChoiceField,
    ModelMultipleChoiceField,
    SafeCharField,
    SafeTextField,
    YesNoField,
)
from partnership.people.models import Organisation, Person

Stage = PracticeReview.Stage


def day_field(label: str, missing: str):
    return DateField(label=label, missing=missing)


def late_field():
    return SafeTextField(
        label="Why was it late?",
        hint="Only when the day is past the last day of the clock.",
        required=False,
        rows=3,
        max_length=1000,
    )


class ReviewForm(Form):
    """What a review says of itself, and who does it."""

    title = SafeTextField(
        label="What it is about",
        hint="In general words, for example: neglect of an infant known to several "
        "agencies.",
        missing="Enter what the review is about",
        rows=2,
        max_length=200,
    )
    summary = SafeTextField(
        label="What is to be learned",
        hint="Themes and questions.",
        required=False,
        rows=4,
        max_length=4000,
    )
    lead = ModelChoiceField(
        Person.objects.none(),
        label="Lead",
        hint="May read the review, and hears of its clocks",
        empty_label="Nobody chosen",
        required=False,
    )
    lead_words = CharField(
        label="Lead in words",
        hint="If it is not someone of the list",
        required=False,
        max_length=200,
    )
    reviewers = SafeTextField(
        label="Reviewers",
        hint="Names or roles, as you would write them.",
        required=False,
        rows=2,
        max_length=300,
    )
    agencies = ModelMultipleChoiceField(
        Organisation.objects.none(), label="Agencies involved", required=False
    )

    def __init__(self, *args, people, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = people
        self.fields["agencies"].queryset = agencies


class OpenReviewForm(ReviewForm):
    submit = "Open review"

    kind = ChoiceField(
        choices=PracticeReview.Kind,
        label="What kind of review is it?",
        missing="Select what kind of review it is",
    )
    aware_on = day_field(
        "When did someone become aware?", "Enter the day on which someone became aware"
    )
    field_order = ["kind", "aware_on"]


class EditReviewForm(ReviewForm):
    versioned = True


class StageForm(Form):
    """A stage that was reached on a day."""

    versioned = True


class NotifyForm(StageForm):
    submit = "Record the notification"

    day = day_field("When was the panel told?", "Enter the day of the notification")
    late_because = late_field()


class RapidReviewForm(StageForm):
    submit = "Record the rapid review"

    day = day_field(
        "When was it sent to the panel?", "Enter the day on which it was sent"
    )
    late_because = late_field()


class DecideForm(StageForm):
    submit = "Record the decision"

    needs_local_review = YesNoField(
        label="Will there be a local child safeguarding practice review?",
        missing="Select whether there will be a local review",
    )
    day = day_field("When was it decided?", "Enter the day of the decision")
    reason = SafeTextField(
        label="Why?",
        missing="Enter the reason of the decision",
        rows=4,
        max_length=4000,
    )
    decision_words = CharField(
        label="Who decided, and where",
        hint="For example, the three partners, at the executive meeting of 3 May",
        required=False,
        max_length=300,
    )


class CommissionForm(StageForm):
    submit = "Record that it has begun"

    day = day_field("When did the work begin?", "Enter the day on which it began")
    reviewers = SafeTextField(
        label="Reviewers",
        hint="Leave empty if they stay as they are.",
        required=False,
        rows=2,
        max_length=300,
    )


class PublishForm(StageForm):
    submit = "Record the publication"

    day = day_field("When was it published?", "Enter the day of the publication")
    publication_url = AddressField(
        label="Address of the report", hint="Where anybody can read it"
    )
    late_because = late_field()


class PublishLaterForm(StageForm):
    reason = SafeTextField(
        label="Why is it published later?",
        hint="For example, because a court has not decided yet.",
        missing="Enter why it is published later",
        rows=4,
        max_length=2000,
    )
    expected_on = day_field(
        "When is it expected?", "Enter the day on which it is expected"
    )


class CloseReviewForm(StageForm):
    submit = "End the review"

    reason = SafeTextField(
        label="Why does it end here?",
        missing="Enter why the review ends here",
        rows=4,
        max_length=2000,
    )


class CorrectDayForm(StageForm):
    submit = "Correct the day"

    stage = ChoiceField(
        choices=[],
        label="Which day is wrong?",
        radios=True,
        missing="Select which day is wrong",
    )
    day = day_field("What day was it?", "Enter the right day")
    reason = SafeTextField(
        label="Why is it corrected?",
        missing="Enter why the day is corrected",
        rows=3,
        max_length=1000,
    )

    def __init__(self, *args, review: PracticeReview, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [
            (stage.value, f"{stage.label}: {day.day} {day:%B %Y}")
            for stage, column in PracticeReview.DAYS.items()
            if (day := getattr(review, column)) is not None
        ]


class NameOnReviewForm(Form):
    submit = "Name them"

    person = ModelChoiceField(
        Person.objects.none(),
        label="Who?",
        missing="Select who is to read the review",
    )
    part = SafeCharField(
        label="What is their part?",
        hint="For example, reviewer, or member of the panel",
        required=False,
        max_length=120,
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
