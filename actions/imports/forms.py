"""What is asked of a file of actions beside the file."""

from django.forms import Field

from partnership.pages.forms.fields import ModelChoiceField
from partnership.people.models import Organisation
from partnership.uploads.forms import UploadForm, file_field


class ImportActionsForm(UploadForm):
    organisation = ModelChoiceField(
        Organisation.objects.none(),
        label="Who the actions belong to",
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
            empty_label="Refuse rows that name no priority",
            required=False,
        )
    }
