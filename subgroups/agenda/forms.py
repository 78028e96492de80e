"""The form of an agenda item."""

from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import CharField, ChoiceField
from subgroups.agenda.models import AgendaItem


class PublishForm(Form):
    submit = "Publish and send"
    versioned = True


class AgendaItemForm(Form):
    submit = "Add item"

    title = CharField(label="Title", max_length=250, missing="Enter a title")
    purpose = ChoiceField(
        label="Purpose",
        choices=AgendaItem.Purpose.choices,
        radios=True,
        missing="Select the purpose of this item",
    )
    presenter = CharField(
        label="Presented by", max_length=120, required=False, width="one-half"
    )
