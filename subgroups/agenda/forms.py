"""The form of an agenda item."""

from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import CharField, ChoiceField
from subgroups.agenda.models import AgendaItem


class AgendaItemForm(Form):
    submit = "Add item"

    title = CharField(label="Title", max_length=250, missing="Enter a title")
    purpose = ChoiceField(
        label="What the meeting is asked for",
        choices=AgendaItem.Purpose.choices,
        radios=True,
        missing="Select what the meeting is asked for",
    )
    presenter = CharField(
        label="Who presents it", max_length=120, required=False, width="one-half"
    )
