"""Forms to upload a register and to confirm its import."""

import re

from django.core.exceptions import ValidationError

from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import CharField
from partnership.pages.forms.files import FileField


class UploadRegisterForm(Form):
    submit = "Upload and preview"

    file = FileField(
        label="The file",
        hint="As you downloaded it, CSV or ZIP, up to 60MB",
        missing="Select the file",
        kinds=("csv", "zip"),
        most_megabytes=60,
    )
    la_codes = CharField(
        label="Local authority code",
        hint="Three digits, for example 885. If your partnership covers several "
        "authorities, separate their codes with commas",
        missing="Enter the code of your local authority",
        width=20,
    )

    def clean_la_codes(self):
        codes = re.split(r"[\s,;]+", self.cleaned_data["la_codes"].strip(" ,;"))
        if not all(re.fullmatch(r"\d{3}", code, re.ASCII) for code in codes):
            raise ValidationError(
                "Local authority codes have three digits, for example 885"
            )
        return list(dict.fromkeys(codes))


class ImportRegisterForm(Form):
    versioned = True
    submit = "Import these schools"
