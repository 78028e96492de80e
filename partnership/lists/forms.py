"""Defaults for rows without a role or an organisation."""

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
            empty_words="Leave out rows without a role",
        ),
        "organisation": ModelChoiceField(
            places,
            label="Organisation",
            empty_label="Leave out rows without an organisation",
            required=False,
        ),
    }
