"""The forms of practice reviews, whose texts must not identify a child."""

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
        hint="Only needed if the deadline was missed.",
        required=False,
        optional=False,
        rows=3,
        max_length=1000,
    )


class ReviewForm(Form):
    """The subject of a review and the people who carry it out."""

    title = SafeTextField(
        label="Title",
        hint="In general terms. For example, neglect of an infant known to several "
        "agencies.",
        missing="Enter a title",
        rows=2,
        max_length=200,
    )
    summary = SafeTextField(
        label="What do we want to learn?",
        hint="The themes and questions.",
        required=False,
        rows=4,
        max_length=4000,
    )
    lead = ModelChoiceField(
        Person.objects.none(),
        label="Lead",
        hint="Can read the review and is emailed about its deadlines",
        empty_label="Nobody chosen",
        required=False,
    )
    lead_words = CharField(
        label="Lead who is not on the list",
        hint="Their name or role",
        required=False,
        max_length=200,
    )
    reviewers = SafeTextField(
        label="Reviewers",
        hint="Names or roles.",
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
        "When did you become aware of the incident?", "Enter when you became aware"
    )
    field_order = ["kind", "aware_on"]


class EditReviewForm(ReviewForm):
    versioned = True


class StageForm(Form):
    """A stage reached on a day."""

    versioned = True


class NotifyForm(StageForm):
    submit = "Save notification"

    day = day_field("When was the panel notified?", "Enter when the panel was notified")
    late_because = late_field()


class RapidReviewForm(StageForm):
    submit = "Save rapid review"

    day = day_field(
        "When was it sent to the panel?", "Enter when it was sent to the panel"
    )
    late_because = late_field()


class DecideForm(StageForm):
    submit = "Save decision"

    needs_local_review = YesNoField(
        label="Will there be a local child safeguarding practice review?",
        missing="Select whether there will be a local review",
    )
    day = day_field("When was it decided?", "Enter when it was decided")
    reason = SafeTextField(
        label="Reason for the decision",
        missing="Enter the reason for the decision",
        rows=4,
        max_length=4000,
    )
    decision_words = CharField(
        label="Who decided?",
        hint="For example, the safeguarding partners, at the executive on 3 May",
        required=False,
        max_length=300,
    )


class CommissionForm(StageForm):
    submit = "Save start"

    day = day_field("When did the review start?", "Enter when the review started")
    reviewers = SafeTextField(
        label="Reviewers",
        hint="Leave blank to keep the current reviewers.",
        required=False,
        rows=2,
        max_length=300,
    )


class PublishForm(StageForm):
    submit = "Save publication"

    day = day_field("When was it published?", "Enter when it was published")
    publication_url = AddressField(
        label="Web address of the report", hint="Where the public can read it"
    )
    late_because = late_field()


class PublishLaterForm(StageForm):
    submit = "Save delay"

    reason = SafeTextField(
        label="Why will it be published later?",
        hint="For example, court proceedings have not ended.",
        missing="Enter why it will be published later",
        rows=4,
        max_length=2000,
    )
    expected_on = day_field(
        "When do you expect to publish it?", "Enter when you expect to publish it"
    )


class CloseReviewForm(StageForm):
    submit = "Close review"

    reason = SafeTextField(
        label="Reason for closing",
        missing="Enter the reason for closing the review",
        rows=4,
        max_length=2000,
    )


class CorrectDayForm(StageForm):
    submit = "Save date"

    stage = ChoiceField(
        choices=[],
        label="Which date is wrong?",
        radios=True,
        missing="Select which date is wrong",
    )
    day = day_field("Correct date", "Enter the correct date")
    reason = SafeTextField(
        label="Reason for the correction",
        missing="Enter the reason for the correction",
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
    submit = "Give access"

    person = ModelChoiceField(
        Person.objects.none(),
        label="Person",
        missing="Select a person",
    )
    part = SafeCharField(
        label="Role in the review",
        hint="For example, reviewer or panel member",
        required=False,
        max_length=120,
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
