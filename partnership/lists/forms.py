"""What holds for the rows of a list of people that do not say it themselves."""

from django.forms import Field

from partnership.lists.known import BY_LIST
from partnership.pages.forms.fields import ChoiceField, ModelChoiceField


def otherwise_fields(places) -> dict[str, Field]:
    return {
        "role": ChoiceField(
            label="Role",
            choices=[(role.value, role.label) for role in BY_LIST],
            radios=False,
            required=False,
            empty_words="Refuse rows that name no role",
        ),
        "organisation": ModelChoiceField(
            places,
            label="Organisation",
            empty_label="Refuse rows that name no organisation",
            required=False,
        ),
    }
