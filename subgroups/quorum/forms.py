"""The form for making a quorum rule.

It offers a share of the seats and sets of named seats, joined by “and” or by “or”. What
it makes is shown back as a sentence.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    IntegerField,
    ModelMultipleChoiceField,
    MultipleChoiceField,
    YesNoField,
)
from partnership.pages.forms.layout import Button, Fieldset, Folded
from partnership.people.roles import in_words
from subgroups.quorum.describing import FRACTIONS, LEFT_OUT, fraction_words
from subgroups.quorum.validating import check
from subgroups.structure.models import Seat

TRY = "try"
MORE_THAN = "more than "
PERCENT = re.compile(r"(\d{1,3}) ?(?:%|per ?cent)?")
FRACTION = re.compile(r"(\d{1,3}) ?/ ?(\d{1,3})")
BY_WORDS = {words: list(part) for part, words in FRACTIONS.items()}
UNREADABLE = "Enter a share of the seats, like 75%, 2/5 or more than half"
# Each set is at least some of the seats that are ticked.
SETS = (("some_of", "how_many"), ("others_of", "how_many_others"))


class ShareField(CharField):
    """A share of the seats, such as 75%, two fifths or more than half."""

    def clean(self, value) -> dict | None:
        words = " ".join(super().clean(value).lower().split())
        if not words:
            return None
        more = {"more": True} if words.startswith(MORE_THAN) else {}
        words = words.removeprefix(MORE_THAN)
        share: dict[str, Any] = {"kind": "share", **more}
        if words in BY_WORDS:
            share["part"] = BY_WORDS[words]
        elif found := FRACTION.fullmatch(words):
            share["part"] = [int(found[1]), int(found[2])]
        elif found := PERCENT.fullmatch(words):
            share["percent"] = int(found[1])
        else:
            raise ValidationError(UNREADABLE)
        check(share)
        return share


class QuorumRuleForm(Form):
    """The usual conditions, combined in `rule`."""

    submit = "Set quorum"
    label_size = "s"

    share = ShareField(
        label="Share of the seats that must be represented",
        hint="For example, 75%, 2/5 or more than half. It is rounded up",
        max_length=40,
        required=False,
        width=10,
    )
    least = IntegerField(
        label="But at least this many", min_value=1, required=False, width=2
    )
    without = MultipleChoiceField(
        label="Seats left out when the share is worked out",
        hint="If you select none, the share is of all seats, filled or not",
        choices=[(name, words.capitalize()) for name, words in LEFT_OUT.items()],
        required=False,
    )
    has_every_partner = BooleanField(
        label="Every statutory partner must be represented", required=False
    )
    each_of = ModelMultipleChoiceField(
        Seat.objects.none(),
        label="Seats that must each be represented",
        required=False,
        small=True,
    )
    some_of = ModelMultipleChoiceField(
        Seat.objects.none(),
        label="Seats of which some must be represented",
        required=False,
        small=True,
    )
    how_many = IntegerField(
        label="How many of these seats", min_value=1, required=False, width=2
    )
    others_of = ModelMultipleChoiceField(
        Seat.objects.none(),
        label="Other seats of which some must be represented",
        required=False,
        small=True,
    )
    how_many_others = IntegerField(
        label="How many of these other seats", min_value=1, required=False, width=2
    )
    joined_by = ChoiceField(
        label="Which of these conditions must be met?",
        choices=[("all", "All of them"), ("any", "Any one of them")],
        radios=True,
        inline=True,
        initial="all",
        required=False,
    )
    is_determined_by_chair = YesNoField(
        label="Does the chair decide whether a meeting is quorate?",
        hint="The conditions above then guide the chair’s decision",
        missing="Select whether the chair decides",
    )
    deputies_count = YesNoField(
        label="Do deputies count?", missing="Select whether deputies count"
    )
    counts_each_seat = BooleanField(
        label="Someone who sits in two seats counts for both", required=False
    )
    from_date = DateField(label="Applies from", hint="Today if blank", required=False)

    def __init__(self, *args, seats, named=(), on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        ticked = self._ticked() | set(named)
        found = list(seats)
        shown = [seat.pk for seat in found if seat.pk in ticked or seat.is_in_force(on)]
        for name in ("each_of", "some_of", "others_of"):
            self.fields[name].queryset = seats.filter(pk__in=shown)
            self.fields[name].label_from_instance = self._label

    def _ticked(self) -> set[int]:
        names = ("each_of", "some_of", "others_of")
        values = [
            value
            for name in names
            if hasattr(self.data, "getlist")
            for value in self.data.getlist(name)
        ]
        return {int(one) for one in values if one.isdecimal() and len(one) < 12}

    def _label(self, seat: Seat) -> str:
        if seat.to_date is not None and seat.to_date < self.on:
            return f"{seat.label} (ended on {in_words(seat.to_date)})"
        return seat.label

    def layout(self):
        return [
            Fieldset("A share of the seats", "share", "least", "without"),
            Fieldset("Named seats", "has_every_partner", "each_of"),
            self._folded("Some of a set of seats", *SETS[0]),
            self._folded("Some of another set of seats", *SETS[1]),
            "joined_by", "is_determined_by_chair", "deputies_count",
            "counts_each_seat", "from_date",
        ]  # fmt: skip

    def _folded(self, words: str, *names: str) -> Folded:
        is_set = any(self[name].value() or self[name].errors for name in names)
        return Folded(words, *names, is_open=is_set)

    def buttons(self):
        return [
            Button.primary(self.submit),
            Button.secondary("Try it on last year’s meetings", name=TRY, value="1"),
        ]

    def clean(self):
        given = super().clean()
        self._check_sets(given)
        begins = given.get("from_date") or self.on
        for name in ("each_of", "some_of", "others_of"):
            for seat in given.get(name) or ():
                self._check_seat(name, seat, begins)
        parts = self._parts(given)
        by_chair = given.get("is_determined_by_chair")
        if not parts and by_chair is False and not self.errors:
            self.add_error("share", "Enter a share of the seats or select seats")
        joint = given.get("joined_by") or "all"
        rule = parts[0] if len(parts) == 1 else {"kind": joint, "rules": parts}
        if by_chair:
            rule = {"kind": "chair", "expectation": rule if parts else None}
        return {
            "rule": rule,
            "deputies_count": given.get("deputies_count"),
            "counts_each_seat": bool(given.get("counts_each_seat")),
            "from_date": given.get("from_date"),
        }

    def _check_sets(self, given) -> None:
        for some, number in SETS:
            seats, how_many = given.get(some), given.get(number)
            if seats and not how_many:
                self.add_error(
                    number, "Enter how many of these seats must be represented"
                )
            elif how_many and len(seats or ()) < how_many:
                self.add_error(some, f"Select at least {how_many} seats")
        if not given.get("share") and "share" not in self.errors:
            for name in ("least", "without"):
                if given.get(name):
                    self.add_error("share", "Enter the share of the seats")

    def _check_seat(self, name: str, seat: Seat, begins) -> None:
        if seat.to_date is not None and seat.to_date < begins:
            self.add_error(
                name,
                f"“{seat.label}” ended on {in_words(seat.to_date)}. Clear it, or "
                "select another seat",
            )
        elif seat.from_date > begins:
            self.add_error(
                name, f"“{seat.label}” only exists from {in_words(seat.from_date)}"
            )

    def _parts(self, given) -> list[dict]:
        parts = []
        if share := given.get("share"):
            least = {"least": given["least"]} if given.get("least") else {}
            without = {"without": given["without"]} if given.get("without") else {}
            parts.append({**share, **least, **without})
        if given.get("has_every_partner"):
            parts.append({"kind": "statutory"})
        parts += [
            {"kind": "at_least", "n": 1, "of": [seat.pk]}
            for seat in given.get("each_of") or ()
        ]
        for some, number in SETS:
            if given.get(some) and given.get(number):
                seats = [seat.pk for seat in given[some]]
                parts.append({"kind": "at_least", "n": given[number], "of": seats})
        return parts


def initial_of(rule: Mapping) -> dict[str, Any]:
    """What the form shows of a rule; of one that it could not make, what it can."""
    given: dict[str, Any] = {"is_determined_by_chair": rule["kind"] == "chair"}
    if rule["kind"] == "chair":
        rule = rule["expectation"] or {"kind": "all", "rules": []}
    parts = [rule]
    if rule["kind"] in {"all", "any"}:
        given["joined_by"], parts = rule["kind"], rule["rules"]
    sets = iter(SETS)
    for part in parts:
        _show(part, given, sets)
    return given


def _show(part: Mapping, given: dict[str, Any], sets: Iterable) -> None:
    match part["kind"]:
        case "share":
            given["share"] = fraction_words(part)
            given["least"] = part.get("least")
            given["without"] = part.get("without", [])
        case "statutory":
            given["has_every_partner"] = True
        case "at_least" if len(part["of"]) == 1:
            given.setdefault("each_of", []).extend(part["of"])
        case "at_least":
            if names := next(iter(sets), None):
                given[names[0]], given[names[1]] = part["of"], part["n"]
