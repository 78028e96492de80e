"""The form that settles whom a wording means."""

from collections.abc import Iterable, Sequence

from actions.register.forms.owners import named
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import ChoiceField
from partnership.people.models import Organisation, Person

OTHER, WORDS = "other", "words"


class SettleWordingForm(Form):
    """One of the suggestions, anyone else in the directory, or nobody."""

    submit = "Save"

    def __init__(
        self,
        *args,
        suggested: Sequence[Person | Organisation],
        people: Iterable[Person],
        organisations: Iterable[Organisation],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.known = {
            **{f"person-{person.pk}": person for person in people},
            **{f"organisation-{body.pk}": body for body in organisations},
        }
        keys = [_key_of(one) for one in suggested]
        self.fields["who"] = ChoiceField(
            choices=[
                *((key, self.known[key].name) for key in keys),
                (
                    OTHER,
                    "Someone else in the directory"
                    if keys
                    else "Someone in the directory",
                ),
                (WORDS, "Nobody: leave the words as they are"),
            ],
            label="Who is this?",
            missing="Select who this is",
            items={
                **{
                    key: {"hint": one.job_title}
                    for key, one in zip(keys, suggested, strict=True)
                    if isinstance(one, Person) and one.job_title
                },
                OTHER: {"reveals": "other"},
                WORDS: {"hint": "Nobody is reminded of these actions by email"},
            },
        )
        self.fields["other"] = ChoiceField(
            choices=[
                ("People", named(self.known, "person")),
                ("Groups and organisations", named(self.known, "organisation")),
            ],
            label="Person or group",
            radios=False,
            missing="Select a person or group",
        )

    def clean(self):
        cleaned = super().clean()
        who, other = cleaned.pop("who", ""), cleaned.pop("other", "")
        cleaned["meant"] = self.known.get(other if who == OTHER else who)
        return cleaned


def _key_of(one: Person | Organisation) -> str:
    return f"{type(one).__name__.lower()}-{one.pk}"
