"""The forms that save, rename and share a view of the register."""

from collections.abc import Callable

from django import forms

from actions.register.models.saved import SavedView
from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import BooleanField, CharField


def name_field():
    return CharField(
        label="Name of the view",
        hint="For example, Overdue police actions",
        missing="Enter a name for the view",
        max_length=80,
    )


def shared_field():
    return BooleanField(
        label="Share with everyone who can read the plan",
        hint="They will only see actions they have access to",
        required=False,
    )


class SaveViewForm(Form):
    """`tidied` puts a query string into the register's canonical form."""

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
        """The canonical form, which can be longer than what was sent."""
        query = self.tidied(self.cleaned_data["query"])
        if len(query) > SavedView._meta.get_field("query").max_length:
            # On the form, since this field is hidden.
            self.add_error(
                None, "Use fewer or shorter filters: this view is too long to save"
            )
        return query


class EditViewForm(Form):
    versioned = True

    name = name_field()
    is_shared = shared_field()

    def __init__(self, *args, may_share: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["is_shared"]
