"""Forms for subgroups, seats and appointments."""

from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import (
    BooleanField,
    CharField,
    ModelChoiceField,
)
from partnership.people.models import Organisation, Person


class SubgroupForm(Form):
    submit = "Add subgroup"

    name = CharField(
        label="Name of the subgroup",
        max_length=200,
        missing="Enter the name of the subgroup",
    )
    short_name = CharField(
        label="Short name", max_length=40, required=False, width="one-half"
    )
    reports_to = ModelChoiceField(
        Organisation.objects.none(),
        label="Reports to",
        missing="Select where it reports to",
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reports_to"].queryset = places


class SeatForm(Form):
    submit = "Add seat"

    label = CharField(
        label="Name of the seat",
        hint="For example, Special schools",
        max_length=120,
        missing="Enter the name of the seat",
    )
    agency = ModelChoiceField(
        Organisation.objects.none(),
        label="Agency",
        missing="Select the agency",
    )
    is_statutory = BooleanField(label="A statutory partner’s seat", required=False)

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies


class SeatPersonForm(Form):
    submit = "Save"

    person = ModelChoiceField(
        Person.objects.none(), label="Who", missing="Select a person"
    )
    is_deputy = BooleanField(label="Appoint as deputy", required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
