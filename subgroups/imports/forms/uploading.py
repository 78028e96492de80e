"""The upload of a file of minutes."""

from django.forms import ValidationError

from partnership.pages.forms.bases import Form
from partnership.pages.forms.files import FileField
from partnership.uploads.word_files import LOCKED, is_locked
from subgroups.imports.lines import MOST_MEGABYTES


class MinutesFileField(FileField):
    """A file of minutes, which says why one with a password is refused."""

    def clean(self, data, initial=None):
        if data and is_locked(data):
            raise ValidationError(LOCKED, code="kind")
        return super().clean(data, initial)


class MinutesFileForm(Form):
    submit = "Upload and preview"

    file = MinutesFileField(
        label="File of the minutes",
        hint=f"A Word document (.docx) or plain text (.txt) up to {MOST_MEGABYTES}MB",
        missing="Select the file",
        kinds=("docx", "txt"),
        most_megabytes=MOST_MEGABYTES,
    )
