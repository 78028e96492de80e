"""The forms that approve and supersede a plan."""

from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import TextField
from partnership.pages.forms.layout import Button


class ApproveForm(Form):
    versioned = True
    submit = "Approve plan"


class SupersedeForm(Form):
    versioned = True
    submit = "Supersede plan"

    def buttons(self):
        return [Button.warning(self.submit)]


class ApproveAgainForm(Form):
    versioned = True
    submit = "Approve this version"

    note = TextField(
        label="Why was the plan changed?",
        hint="Kept with this version. The earlier version stays as it was approved",
        missing="Enter why the plan was changed",
        max_length=1000,
        rows=3,
    )
