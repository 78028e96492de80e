"""Forms for notes, decisions, actions, corrections and amendments, and to circulate,
agree and compare minutes.
"""

from partnership.pages.forms.bases import FilterForm, Form
from partnership.pages.forms.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    IntegerField,
    ModelChoiceField,
    SafeTextField,
    TextField,
    YesNoField,
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


class RewordForm(DecisionForm):
    submit = "Save decision"


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
        label="Other corrections agreed at that meeting",
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


class ReopenForm(Form):
    submit = "Reopen item"
    versioned = True

    reason = TextField(
        label="Why does the item have to be reopened?",
        missing="Enter the reason",
        rows=3,
    )


class CorrectionForm(Form):
    submit = "Propose correction"

    item = ModelChoiceField(
        AgendaItem.objects.none(),
        label="Item",
        required=False,
        empty_label="The minutes as a whole",
    )
    paragraph = IntegerField(
        label="Paragraph of the item", required=False, min_value=1, width=3
    )
    page = IntegerField(
        label="Page",
        hint="If you are reading the PDF or a printed copy",
        required=False,
        min_value=1,
        width=3,
    )
    text = SafeTextField(
        label="What should it say?", missing="Enter the correction", rows=4
    )

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items


class SettleForm(Form):
    submit = "Save"
    versioned = True

    is_accepted = YesNoField(
        label="Is the correction accepted?",
        missing="Select whether the correction is accepted",
    )
    agreed_words = SafeTextField(
        label="Words for the agreed minutes",
        hint="If you accept it. For a paragraph, the whole paragraph as it will read",
        required=False,
        rows=5,
    )
    reason = TextField(label="Reason", hint="If you refuse it", required=False, rows=3)


class CompareVersionsForm(FilterForm):
    """Two versions of minutes."""

    submit = "Compare"

    earlier = ChoiceField(label="Earlier version", required=False, radios=False)
    later = ChoiceField(label="Later version", required=False, radios=False)

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(version.key, version.words) for version in versions]
        for name in ("earlier", "later"):
            self.fields[name].choices = choices
