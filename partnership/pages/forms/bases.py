"""The base classes of every form.

A form takes no request or user and never saves. It collects what a service needs, and
`attempt` calls the service and turns its refusals into form errors.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError
from django.forms.forms import DeclarativeFieldsMetaclass
from django.forms.utils import ErrorDict, pretty_name
from psycopg2.errors import ExclusionViolation, UniqueViolation

from partnership.guards.outcomes import Changed, Refused
from partnership.pages.forms import fields as ours
from partnership.pages.forms.differences import differences
from partnership.pages.forms.identifiable import seal
from partnership.pages.forms.layout import Button, Buttons, Folded, Layout
from partnership.pages.forms.look import Look
from partnership.pages.forms.summary import errors_of
from partnership.pages.listing import chosen

BEGINNINGS = (
    "Add ",
    "Answer ",
    "Choose ",
    "Confirm ",
    "Describe ",
    "Enter ",
    "Explain ",
    "Give ",
    "Say ",
    "Select ",
    "Tell us ",
    "Upload ",
)
SAME_MOMENT = (
    "Nothing has been saved: someone else was entering the same thing. Try again"
)
UNTOLD = "Reload this page and try again: the form was out of date"


def version_field() -> forms.IntegerField:
    messages = {"required": UNTOLD, "invalid": UNTOLD, "min_value": UNTOLD}
    return forms.IntegerField(
        min_value=1, widget=forms.HiddenInput, error_messages=messages
    )


def check(form_class: type) -> None:
    """Refuse a form class whose required fields have no message for an empty value."""
    for name, field in form_class.base_fields.items():
        if field.label is None:
            field.label = pretty_name(name)
        hidden = field.widget.is_hidden
        message = str(field.error_messages.get("required", ""))
        if field.required and not hidden and not message.startswith(BEGINNINGS):
            raise ImproperlyConfigured(
                f"{form_class.__name__}.{name} is required and needs its own message "
                f"(missing=…) beginning with one of: {', '.join(BEGINNINGS)}"
            )


class FormMetaclass(DeclarativeFieldsMetaclass):
    def __new__(mcs, name, bases, attrs):
        if attrs.get("versioned"):
            attrs["version"] = version_field()
        form_class = super().__new__(mcs, name, bases, attrs)
        check(form_class)
        return form_class


class Shared:
    """The behaviour of `Form` and `FilterForm`."""

    submit = "Save"
    versioned = False
    label_size = ""
    mark_optional = True
    use_required_attribute = False
    looks: Mapping[str, Look] = MappingProxyType({})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.outcome = None
        self.differences: list[tuple[str, str, str]] = []
        self.asked_about: dict[str, tuple[str, bool]] = {}
        self.confirmed_identifiable: list[str] = []

    # Rendering.

    def reveals(self) -> list[tuple[str, str, str]]:
        """Tuples of (field, option, the field that this option reveals)."""
        return [
            (name, value, item["reveals"])
            for name, field in self.fields.items()
            for value, item in getattr(
                getattr(field, "look", None), "items", {}
            ).items()
            if item.get("reveals") in self.fields
        ]

    def layout(self) -> list:
        """Field names and fieldsets; by default every field in order."""
        revealed = {name for _, _, name in self.reveals()}
        return [name for name in self.fields if name not in revealed]

    def buttons(self) -> list[Button]:
        return [Button.primary(self.submit)] if self.submit else []

    @property
    def helper(self) -> FormHelper:
        """Crispy's helper for the fields and buttons; the page renders the form tag."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.include_media = False
        helper.render_hidden_fields = True
        buttons = self.buttons()
        tail = [Buttons(*buttons)] if buttons else []
        helper.layout = Layout(*self.layout(), *tail)
        return helper

    def error_summary(self) -> list[tuple[str, str]]:
        return errors_of(self)

    def without_errors(self):
        """Show the input without validating it, when a button asks for another row."""
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data = {}
        return self

    # Validation.

    def _clean_fields(self):
        super()._clean_fields()
        self._clear_hidden()
        for name, field in self.fields.items():
            if isinstance(field, ours.Asked) and name in self.cleaned_data:
                kept = self.cleaned_data[name]
                lines = kept if isinstance(kept, list) else [kept]
                self._ask_about(name, field, "\n".join(map(str, lines)))

    def _clear_hidden(self) -> None:
        """Ignore a field revealed by an option that was not chosen."""
        for chooser, option, name in self.reveals():
            typed = self[chooser].data
            chosen = typed if isinstance(typed, list | tuple) else [typed]
            if option not in map(str, chosen):
                self._errors.pop(name, None)
                self.cleaned_data[name] = getattr(
                    self.fields[name], "empty_value", None
                )

    def _ask_about(self, name: str, field, text: str) -> None:
        """Accept text that may identify a child only if it was confirmed unchanged."""
        found = field.found_in(text)
        if not found:
            return
        ticked = self.data.get(f"{self.add_prefix(name)}-confirmed") == seal(text)
        self.asked_about[name] = (seal(text), ticked)
        if ticked:
            self.confirmed_identifiable.append(name)
        else:
            self.add_error(
                name,
                f"Not saved: this looks as if it contains {found}. "
                "Change it, or confirm that no child can be identified",
            )

    def attempt(self, service: Callable, *args, **kwargs) -> bool:
        """Call a service with the input, and turn its refusal into a form error.

        The service's result is stored as `outcome`. If someone else entered the same
        thing at the same moment, submitting again lets the service explain.
        """
        try:
            self.outcome = service(*args, **kwargs, **self.cleaned_data)
        except Refused as refusal:
            self.refuse(refusal)
        except IntegrityError as error:
            if not isinstance(error.__cause__, UniqueViolation | ExclusionViolation):
                raise
            self.add_error(None, SAME_MOMENT)
        except Changed as change:
            self._show_change(change)
        else:
            return True
        return False

    def refuse(self, refusal: Refused) -> None:
        """Show a service's refusal beside its field."""
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, refusal.sentence)

    def _show_change(self, change: Changed) -> None:
        """Show both values; submitting again then overwrites knowingly."""
        self.differences = differences(self, change.subject)
        self.add_error(None, str(change))
        name = self.version_of(change.subject)
        if name in self.fields:
            self.data = self.data.copy()
            self.data[self.add_prefix(name)] = str(change.subject.version)

    def version_of(self, subject) -> str:
        """The hidden field for a row's version; some forms change two rows."""
        return "version"


class Form(Shared, forms.Form, metaclass=FormMetaclass):
    """A form with declared fields."""


class FilterForm(Shared, forms.Form, metaclass=FormMetaclass):
    """The form of a FilterSet (`class Meta: form = FilterForm`), submitted with GET.

    `first` are the filters used most; the rest, if any, fold behind "More filters".
    """

    submit = "Apply filters"
    mark_optional = False
    label_size = "s"
    first: tuple[str, ...] = ()

    def layout(self) -> list:
        names = super().layout()
        if not self.first:
            return names
        shown = [name for name in self.first if name in names]
        more = [name for name in names if name not in self.first]
        is_set = self.is_bound and any(
            name in self.errors or chosen(self, name) for name in more
        )
        return [*shown, Folded("More filters", *more, is_open=is_set)]

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.form_method = "get"
        return helper
