"""Forms for reviewing details past their retention period."""

from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import ChoiceField, TextField

ANONYMISE, KEEP = "anonymise", "keep"


class ReviewForm(Form):
    versioned = True
    submit = "Continue"

    decision = ChoiceField(
        label="What do you want to do with their details?",
        choices=[
            (ANONYMISE, "Remove them (you can check what will be removed first)"),
            (KEEP, "Keep them for now"),
        ],
        missing="Select what to do with their details",
        items={KEEP: {"reveals": "keep_until"}},
    )
    keep_until = DateField(
        label="Keep them until",
        hint="They will be listed again from that day",
        subject="The day",
        missing="Enter the date to keep them until",
    )
    reason = TextField(
        label="Why?",
        hint="Recorded with this decision",
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
    """The confirmation, once the page has listed what is removed."""

    versioned = True
    submit = ""
    reason = TextField(max_length=500, missing="Enter the reason")
