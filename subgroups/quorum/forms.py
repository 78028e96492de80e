"""The form for setting a quorum."""

from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import (
    IntegerField,
    ModelMultipleChoiceField,
    YesNoField,
)
from subgroups.structure.models import Seat


class QuorumRuleForm(Form):
    """The usual conditions, all of which must be met, combined in `rule`."""

    submit = "Set quorum"
    label_size = "s"

    percent = IntegerField(
        label="Percentage of seats that must be represented",
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
        Seat.objects.none(),
        label="Seats of which some must be represented",
        required=False,
    )
    how_many = IntegerField(
        label="How many of these seats", min_value=1, required=False, width=2
    )
    is_determined_by_chair = YesNoField(
        label="Does the chair decide whether a meeting is quorate?",
        hint="The conditions above then guide the chair’s decision",
        missing="Select whether the chair decides",
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
            self.add_error(
                "how_many", "Enter how many of these seats must be represented"
            )
        elif how_many and len(some or ()) < how_many:
            self.add_error("some_of", f"Select at least {how_many} seats")
        parts = self._parts(given)
        by_chair = given.get("is_determined_by_chair")
        if not parts and by_chair is False:
            self.add_error("percent", "Enter a percentage or select seats")
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
