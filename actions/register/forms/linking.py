"""The form that links an existing action to a risk, recommendation or question."""

from django.core.exceptions import ValidationError

from actions.register.models.actions import Action
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import CharField


class LinkActionForm(Form):
    submit = "Link action"

    action = CharField(
        label="Action reference",
        hint="For example, WSCP2.4",
        missing="Enter the reference of an action",
        max_length=40,
        width=10,
    )

    def __init__(self, *args, actions, **kwargs):
        super().__init__(*args, **kwargs)
        self.actions = actions

    def clean_action(self) -> Action:
        ref = self.cleaned_data["action"]
        found = self.actions.filter(ref__iexact=ref).first()
        if found is None:
            raise ValidationError("Enter the reference of an action that you can see")
        return found
