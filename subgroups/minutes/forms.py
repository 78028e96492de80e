"""Forms of the minutes: notes, decisions, actions, and what becomes of the whole."""

from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import (
    BooleanField,
    CharField,
    ModelChoiceField,
    SafeTextField,
    TextField,
)
from subgroups.agenda.models import AgendaItem
from subgroups.meetings.models import Meeting


class NotesForm(Form):
    submit = "Save notes"
    versioned = True
    mark_optional = False

    notes = SafeTextField(label="Notes", required=False, rows=14)


class DecisionForm(Form):
    submit = "Record decision"

    text = SafeTextField(
        label="What was decided", missing="Enter what was decided", rows=4
    )


class MinutedActionForm(Form):
    """The owner is asked about only when initials are of nobody in the meeting."""

    submit = "Raise action"

    text = SafeTextField(
        label="What will be done", missing="Enter what will be done", rows=3
    )
    owner_words = CharField(
        label="Who will do it",
        hint="Initials or names, as minuted: AO/EG, or Priya Anand",
        max_length=250,
        missing="Enter who will do it",
    )
    keeps_unknown = BooleanField(
        label="The owner is right: keep it as typed", required=False
    )
    due_words = CharField(
        label="By when",
        hint="As people say it: end of March, next meeting, termly",
        max_length=120,
        required=False,
        width="one-half",
    )

    def layout(self):
        """The box to insist is offered once there is something to insist on."""
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
        missing="Select the meeting that agreed them",
    )
    corrections = TextField(
        label="Corrections made by that meeting",
        hint="By page or item. Leave empty if there were none",
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
        label="Which item",
        required=False,
        empty_label="The minutes as a whole",
    )
    text = SafeTextField(
        label="What should have been minuted",
        missing="Enter what should have been minuted",
        rows=4,
    )

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items
