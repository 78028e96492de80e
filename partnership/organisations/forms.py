"""Forms for organisations."""

from partnership.organisations.services import NAMED_ELSEWHERE
from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import CharField, EmailField


class OrganisationForm(Form):
    name = CharField(
        label="Name", missing="Enter the name of the organisation", max_length=200
    )
    short_name = CharField(
        label="Short name",
        hint="Used in tables, for example ICB",
        required=False,
        max_length=40,
        width=20,
    )
    email = EmailField(
        label="Email address",
        hint="Used when there is no contact person",
        required=False,
    )


class AddAgencyForm(OrganisationForm):
    submit = "Add agency"


class EditOrganisationForm(OrganisationForm):
    versioned = True

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        if organisation.kind in NAMED_ELSEWHERE:
            del self.fields["name"]


class CloseOrganisationForm(Form):
    versioned = True
    submit = "Close"

    closed_on = DateField(
        label="When did it close?",
        subject="The day it closed",
        missing="Enter the day it closed",
    )

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["closed_on"]
        field.latest, field.latest_words = on, "today or in the past"
