"""Forms for notes, decisions, actions and amendments, and to circulate and agree."""

from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import (
    BooleanField,
    CharField,
    ModelChoiceField,
    SafeTextField,
    TextField,
)
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models.meetings import Meeting


class NotesForm(Form):
    submit = "Save notes"
    versioned = True
    mark_optional = False

    notes = SafeTextField(label="Notes", required=False, rows=14)


class DecisionForm(Form):
    submit = "Record decision"

    text = SafeTextField(label="Decision", missing="Enter the decision", rows=4)


class RatifyForm(Form):
    submit = "Record ratification"

    meeting = ModelChoiceField(
        Meeting.objects.none(),
        label="Ratified at the meeting of",
        radios=True,
        missing="Select the meeting that ratified the decision",
    )

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings


class MinutedActionForm(Form):
    """Asks the minute-taker to confirm initials that match no one in the meeting."""

    submit = "Raise action"

    text = SafeTextField(label="Action", missing="Enter the action", rows=3)
    owner_words = CharField(
        label="Owner",
        hint="Initials or names, for example AO/EG or Priya Anand",
        max_length=250,
        missing="Enter an owner",
    )
    keeps_unknown = BooleanField(
        label="The owner is correct. Keep it as typed", required=False
    )
    due_words = CharField(
        label="Due",
        hint="For example, end of March, next meeting or termly",
        max_length=120,
        required=False,
        width="one-half",
    )

    def layout(self):
        """Shows the confirmation only when there is something to confirm."""
        insists = "owner_words" in self.errors or self.data.get("keeps_unknown")
        return [name for name in self.fields if name != "keeps_unknown" or insists]


class CirculateForm(Form):
    submit = "Send to everyone"
    versioned = True


class AgreeForm(Form):
    submit = "Agree and lock"
    versioned = True

    agreed_at_meeting = ModelChoiceField(
        Meeting.objects.none(),
        label="Agreed at the meeting of",
        radios=True,
        missing="Select the meeting that agreed the minutes",
    )
    corrections = TextField(
        label="Corrections agreed at that meeting",
        hint="Give the page or item. Leave blank if there were none",
        required=False,
        rows=4,
    )

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreed_at_meeting"].queryset = meetings


class AmendForm(Form):
    submit = "Add amendment"

    item = ModelChoiceField(
        AgendaItem.objects.none(),
        label="Item",
        required=False,
        empty_label="The minutes as a whole",
    )
    text = SafeTextField(
        label="Amendment",
        missing="Enter the amendment",
        rows=4,
    )

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items
