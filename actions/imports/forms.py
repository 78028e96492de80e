"""The form that imports actions, and the priority for rows without one."""

from django.forms import Field

from partnership.pages.forms.fields import ModelChoiceField
from partnership.people.models import Organisation
from partnership.uploads.forms import UploadForm, file_field


class ImportActionsForm(UploadForm):
    organisation = ModelChoiceField(
        Organisation.objects.none(),
        label="Who do the actions belong to?",
        missing="Select who the actions belong to",
    )
    file = file_field()

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = places


def otherwise_fields(priorities) -> dict[str, Field]:
    return {
        "priority": ModelChoiceField(
            priorities,
            label="Priority",
            empty_label="Refuse rows without a priority",
            required=False,
        )
    }
