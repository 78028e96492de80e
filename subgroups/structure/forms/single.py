"""Forms for subgroups, seats and appointments."""

from django.core.files.base import ContentFile

from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    ModelChoiceField,
    TextField,
)
from partnership.people.models import Organisation, Person
from partnership.uploads.forms import file_field
from subgroups.structure.models import Subgroup


class PlaceForm(Form):
    """Where a group stands in the structure."""

    kind = ChoiceField(
        label="Kind of group",
        choices=Subgroup.Kind.choices,
        radios=True,
        initial=Subgroup.Kind.SUBGROUP,
        missing="Select the kind of group",
    )
    reports_to = ModelChoiceField(
        Organisation.objects.none(),
        label="Reports to",
        missing="Select where it reports to",
    )
    parent = ModelChoiceField(
        Subgroup.objects.none(),
        label="Part of",
        hint="Only if it is part of another group than the one it reports to",
        required=False,
        empty_label="The group it reports to",
    )
    finishes_on = DateField(
        label="Finishes on",
        hint="For a task and finish group",
        required=False,
    )

    def __init__(self, *args, places, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reports_to"].queryset = places
        self.fields["parent"].queryset = groups


class SubgroupForm(PlaceForm):
    submit = "Add subgroup"

    name = CharField(
        label="Name of the subgroup",
        max_length=200,
        missing="Enter the name of the subgroup",
    )
    short_name = CharField(
        label="Short name", max_length=40, required=False, width="one-half"
    )

    field_order = ("name", "short_name")


class EditSubgroupForm(PlaceForm):
    submit = "Save"
    versioned = True


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
    appointed_by = CharField(
        label="Appointed by",
        hint="Who appoints to this seat, for example the Director of Education",
        max_length=120,
        required=False,
    )
    is_statutory = BooleanField(label="A statutory partner’s seat", required=False)
    is_associate = BooleanField(
        label="An associate member’s seat",
        hint="Associate members attend but never count towards the quorum",
        required=False,
    )

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies


class EditSeatForm(SeatForm):
    submit = "Save seat"
    versioned = True

    from_date = DateField(label="First day", missing="Enter the seat’s first day")
    to_date = DateField(
        label="Last day", hint="Leave blank while the seat exists", required=False
    )


class SeatPersonForm(Form):
    submit = "Save"

    person = ModelChoiceField(
        Person.objects.none(), label="Who", missing="Select a person"
    )
    is_deputy = BooleanField(
        label="Appoint as deputy",
        hint="A seat has one holder and any number of deputies",
        required=False,
    )
    replaces = BooleanField(
        label="Replace the present holder",
        hint="Their time in the seat ends the day before",
        required=False,
    )
    from_date = DateField(label="First day", hint="Today if blank", required=False)
    term_ends_on = DateField(label="Term ends on", required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class HolderForm(Form):
    submit = "Save"
    versioned = True

    person = ModelChoiceField(
        Person.objects.none(), label="Who", missing="Select a person"
    )
    is_deputy = BooleanField(label="Deputy", required=False)
    from_date = DateField(label="First day", missing="Enter the first day")
    to_date = DateField(
        label="Last day",
        hint="Leave blank while they sit. Enter it when they leave",
        required=False,
    )
    term_ends_on = DateField(
        label="Term ends on",
        hint="After this day they are carried over until they are replaced",
        required=False,
    )
    leave_from = DateField(label="On leave from", required=False)
    leave_until = DateField(label="On leave until", required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class PasteForm(Form):
    """A list of seats, as a file or copied out of Excel."""

    submit = "Read and preview"

    pasted = TextField(
        label="Rows copied from Excel",
        hint="Copy the rows with their column headings and paste them here",
        required=False,
        rows=8,
    )
    file = file_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].required = False
        self.fields["file"].label = "Or a file"

    def clean(self):
        given = super().clean()
        pasted, file = given.get("pasted"), given.get("file")
        if not pasted and not file and not self.errors:
            self.add_error("pasted", "Paste the rows, or select a file")
        if pasted and file:
            self.add_error("pasted", "Paste the rows or select a file, not both")
        # Not CSV by its separator, but read as such: the reader sees that it is tabs.
        name = "Pasted rows.csv"
        return {"file": file or ContentFile((pasted or "").encode(), name=name)}


class RemoveForm(Form):
    submit = "Remove appointment"
    versioned = True
