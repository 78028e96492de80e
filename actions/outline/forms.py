"""What is asked when a changed plan is approved again."""

from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import TextField


class ApproveAgainForm(Form):
    versioned = True
    submit = "Approve this version"

    note = TextField(
        label="Why was the plan changed?",
        hint="Kept with the version; the one before stays as it was approved",
        missing="Enter why the plan was changed",
        max_length=1000,
        rows=3,
    )
