"""The form that matches owners to the directory."""

from collections.abc import Iterable, Sequence

from actions.register.models.owners import ActionOwner
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import ChoiceField
from partnership.people.models import Organisation, Person


class MatchOwnersForm(Form):
    """A question for each unmatched owner, with people and groups to choose from."""

    versioned = True
    submit = "Save"

    def __init__(
        self,
        *args,
        owners: Sequence[ActionOwner],
        people: Iterable[Person],
        organisations: Iterable[Organisation],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        known = {
            **{f"organisation-{body.pk}": body for body in organisations},
            **{f"person-{person.pk}": person for person in people},
        }
        offered = [
            ("People", named(known, "person")),
            ("Groups and organisations", named(known, "organisation")),
        ]
        self.owners = owners
        for owner in owners:
            self.fields[f"owner-{owner.pk}"] = ChoiceField(
                choices=offered,
                label=f"Who is “{owner.words}”?",
                radios=False,
                empty_words="Not known yet",
                coerce=known.get,
                empty_value=None,
                required=False,
                optional=False,
            )

    def clean(self):
        cleaned = super().clean()
        meant = {
            owner.pk: cleaned.pop(f"owner-{owner.pk}", None) for owner in self.owners
        }
        cleaned["matches"] = {pk: one for pk, one in meant.items() if one}
        if not cleaned["matches"] and not self.errors:
            self.add_error(None, "Select a person or group for at least one owner")
        return cleaned


def named(known: dict, kind: str) -> list[tuple[str, str]]:
    return [(key, str(one)) for key, one in known.items() if key.startswith(kind)]
