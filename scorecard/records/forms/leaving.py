"""Forms for leaving: the last day, and who takes over what."""

from collections.abc import Mapping, Sequence

from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import ChoiceField, ModelChoiceField
from partnership.pages.forms.layout import Button
from partnership.people.handing_over import Holding, by_kind
from partnership.people.models import Person

NOBODY, AS_ABOVE = "nobody", ""
TAKERS = ("taker_1", "taker_2", "taker_3")
ORDINALS = ("Who takes over?", "Who else takes over?", "And who else?")


class LeavingForm(Form):
    """The last day and up to three people who take over, submitted with GET."""

    submit = "Continue"

    last_day = DateField(
        label="Their last day",
        hint="Roles and sign-in end on this day, or straight away if it has passed.",
        subject="The last day",
        missing="Enter their last day",
    )
    taker_1, taker_2, taker_3 = (
        ModelChoiceField(
            None,
            label=label,
            required=False,
            empty_label="Nobody",
            hint="You choose who takes over what on the next page" if not place else "",
        )
        for place, label in enumerate(ORDINALS)
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        for name in TAKERS:
            self.fields[name].queryset = people

    def clean(self):
        cleaned = super().clean()
        named = [cleaned[name] for name in TAKERS if cleaned.get(name)]
        return {
            "last_day": cleaned.get("last_day"),
            "takers": list(dict.fromkeys(named)),
        }


class HandOverForm(Form):
    """Who takes over each kind, and optionally single holdings."""

    versioned = True
    submit = ""

    def __init__(
        self,
        *args,
        holdings: Sequence[Holding],
        takers: Sequence[Person],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.people = {str(taker.pk): taker for taker in takers}
        self.groups = by_kind(holdings)
        named = [(pk, taker.name) for pk, taker in self.people.items()]
        first = named[0][0] if named else NOBODY
        # Roles and seats are never proposed: someone must choose.
        asked = None if named else NOBODY
        for kind, rows in self.groups:
            self.fields[kind.key] = ChoiceField(
                label=f"{kind.words}: who takes over?",
                choices=[
                    *named,
                    (NOBODY, f"No one for now: {kind.otherwise} is asked instead"),
                ],
                hint=kind.follows,
                initial=asked if kind.gives_access else first,
                missing=f"Select who takes over {kind.words.lower()}, or nobody",
            )
            if len(rows) > 1 and named:
                for row in rows:
                    self.fields[row.key] = self._of_one(row, named)

    def _of_one(self, row: Holding, named) -> ChoiceField:
        instead = row.otherwise or row.kind.otherwise
        return ChoiceField(
            label=row.words,
            hint=row.detail,
            required=False,
            optional=False,
            radios=False,
            choices=[*named, (NOBODY, f"No one for now: {instead}")],
            empty_words="As chosen for all",
        )

    @property
    def drawn(self):
        """Each kind with its field, and the fields of its holdings."""
        for kind, rows in self.groups:
            single = [self[row.key] for row in rows if row.key in self.fields]
            yield {"kind": kind, "rows": rows, "field": self[kind.key], "one": single}

    @property
    def typed(self) -> list[tuple[str, str]]:
        """The choices, as hidden fields of the confirmation page."""
        return [
            (bound.html_name, str(bound.value()))
            for bound in self
            if bound.value() not in (None, AS_ABOVE)
        ]

    def clean(self):
        cleaned = super().clean()
        chosen = {
            name: self.people.get(value)
            for name, value in cleaned.items()
            if name != "version" and value != AS_ABOVE
        }
        return {"takers": chosen, "version": cleaned.get("version")}

    @property
    def takers(self) -> Mapping[str, Person | None]:
        """Who was chosen, by kind and by holding."""
        return self.cleaned_data["takers"]


CHECK = Button.primary("Check what will happen", name="check", value="1")
CONFIRM = Button.warning("Record leaving and hand over", name="confirm", value="1")
CHANGE = Button.secondary("Change who takes what", name="change", value="1")
