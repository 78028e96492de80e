"""What is asked when a view of the register is kept, renamed or shared."""

from collections.abc import Callable

from django import forms

from actions.register.models.saved import SavedView
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import BooleanField, CharField


def name_field():
    return CharField(
        label="Name of the view",
        hint="For example, Late actions of the police",
        missing="Enter a name for the view",
        max_length=80,
    )


def shared_field():
    return BooleanField(
        label="Share it with everyone who reads the plan",
        hint="They see the actions they may see, through the same filters",
        required=False,
    )


class SaveViewForm(Form):
    """`tidied` writes a query string as the register does."""

    submit = "Save view"

    name = name_field()
    is_shared = shared_field()
    query = forms.CharField(required=False, widget=forms.HiddenInput, strip=True)

    def __init__(self, *args, may_share: bool, tidied: Callable[[str], str], **kwargs):
        super().__init__(*args, **kwargs)
        self.tidied = tidied
        if not may_share:
            del self.fields["is_shared"]

    def clean_query(self):
        """As the register writes it, which can be longer than it was sent."""
        query = self.tidied(self.cleaned_data["query"])
        if len(query) > SavedView._meta.get_field("query").max_length:
            # Beside no field, since this one is hidden.
            self.add_error(None, "Say less in the filters: this is too much to keep")
        return query


class EditViewForm(Form):
    versioned = True

    name = name_field()
    is_shared = shared_field()

    def __init__(self, *args, may_share: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["is_shared"]
