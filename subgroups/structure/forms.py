"""Forms of the structure: a subgroup, its terms of reference, seats and quorum rule."""

from django import forms as django_forms

from partnership.foundation.forms import (
    BooleanField,
    CharField,
    DateField,
    Form,
    IntegerField,
    ModelChoiceField,
    ModelMultipleChoiceField,
    TextField,
    YesNoField,
)
from partnership.models import Organisation, Person
from subgroups.models import Seat


class SubgroupForm(Form):
    submit = "Add subgroup"

    name = CharField(
        label="Name of the subgroup", max_length=200, missing="Enter its name"
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


class TermsForm(Form):
    submit = "Save draft"
    label_size = "s"

    version = django_forms.IntegerField(
        min_value=0, widget=django_forms.HiddenInput, initial=0
    )
    purpose = TextField(label="Purpose", missing="Enter the purpose", rows=4)
    responsibilities = TextField(
        label="Responsibilities",
        hint="One responsibility a line",
        missing="Enter the responsibilities",
        rows=8,
    )
    practice_standards = TextField(
        label="Practice standards",
        hint="How the work is judged, one standard a line",
        required=False,
        rows=4,
    )
    decision_making = TextField(label="Decision-making", required=False, rows=3)
    deputies = TextField(
        label="Deputies", hint="Who may stand in for whom", required=False, rows=3
    )
    frequency = CharField(
        label="How often it meets",
        hint="For example, every school term",
        max_length=200,
        required=False,
    )
    review_on = DateField(label="To be reviewed on", required=False)


class AgreeTermsForm(Form):
    submit = "Agree these terms"
    versioned = True

    review_on = DateField(label="To be reviewed on", required=False)


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
        label="Whose seat it is",
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
    is_deputy = BooleanField(label="As the deputy for this seat", required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class QuorumRuleForm(Form):
    """The usual rules, joined by “and”; `rule` is what they make together."""

    submit = "Set quorum rule"
    label_size = "s"

    percent = IntegerField(
        label="Share of the seats to be represented",
        min_value=1,
        max_value=100,
        required=False,
        width=3,
        suffix="%",
    )
    each_of = ModelMultipleChoiceField(
        Seat.objects.none(), label="Seats that must each be represented", required=False
    )
    some_of = ModelMultipleChoiceField(
        Seat.objects.none(), label="Seats of which some are needed", required=False
    )
    how_many = IntegerField(
        label="How many of these are needed", min_value=1, required=False, width=2
    )
    is_determined_by_chair = YesNoField(
        label="Does the chair determine whether a meeting is quorate?",
        hint="Then what is set above is the expectation",
        missing="Select whether the chair determines it",
    )
    deputies_count = YesNoField(
        label="Do deputies count?", missing="Select whether deputies count"
    )

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["each_of"].queryset = seats
        self.fields["some_of"].queryset = seats

    def clean(self):
        given = super().clean()
        some, how_many = given.get("some_of"), given.get("how_many")
        if some and not how_many:
            self.add_error("how_many", "Enter how many of these seats are needed")
        elif how_many and len(some or ()) < how_many:
            self.add_error("some_of", f"Select at least {how_many} seats")
        parts = self._parts(given)
        by_chair = given.get("is_determined_by_chair")
        if not parts and by_chair is False:
            self.add_error("percent", "Enter a share, or select the seats needed")
        rule = parts[0] if len(parts) == 1 else {"kind": "all", "rules": parts}
        if by_chair:
            rule = {"kind": "chair", "expectation": rule if parts else None}
        return {"rule": rule, "deputies_count": given.get("deputies_count")}

    def _parts(self, given) -> list[dict]:
        parts = []
        if given.get("percent"):
            parts.append({"kind": "share", "percent": given["percent"]})
        parts += [
            {"kind": "at_least", "n": 1, "of": [seat.pk]}
            for seat in given.get("each_of") or ()
        ]
        if given.get("some_of") and given.get("how_many"):
            seats = [seat.pk for seat in given["some_of"]]
            parts.append({"kind": "at_least", "n": given["how_many"], "of": seats})
        return parts
