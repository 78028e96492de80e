"""What is asked when someone's details are past their time."""

from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import ChoiceField, TextField

ANONYMISE, KEEP = "anonymise", "keep"


class ReviewForm(Form):
    versioned = True
    submit = "Continue"

    decision = ChoiceField(
        label="What becomes of their details?",
        choices=[
            (ANONYMISE, "Remove them: you are shown what goes before anything does"),
            (KEEP, "Keep them for now"),
        ],
        missing="Select what becomes of their details",
        items={KEEP: {"reveals": "keep_until"}},
    )
    keep_until = DateField(
        label="Keep them until",
        hint="They are listed again from that day on",
        subject="The day",
        missing="Enter until when they are kept",
    )
    reason = TextField(
        label="Why?",
        hint="For whoever looks at this decision later",
        max_length=500,
        rows=3,
        missing="Enter the reason",
    )

    def __init__(self, *args, earliest, **kwargs):
        super().__init__(*args, **kwargs)
        day = self.fields["keep_until"]
        day.earliest, day.earliest_words = earliest, "in the future"

    def clean(self):
        cleaned = super().clean()
        self.decided = cleaned.pop("decision", "")
        return cleaned


class ConfirmForm(Form):
    """The second press: by now the page has said what goes."""

    versioned = True
    submit = ""
    reason = TextField(max_length=500, missing="Enter the reason")
