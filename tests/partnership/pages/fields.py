"""One field of a form by itself: what it makes of data, and how it is drawn."""

from bs4 import BeautifulSoup
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from hypothesis import strategies as st

from partnership.pages.forms.bases import Form

ANY_TEXT = st.text(max_size=12) | st.integers(-50, 3000).map(str)


def form_of(field, data=None, files=None, **initial) -> Form:
    built = type("Built", (Form,), {"it": field})
    return built(data, files, initial=initial)


def outcome(field, **data):
    """The cleaned value, or the messages."""
    form = form_of(field, data)
    return form.cleaned_data["it"] if form.is_valid() else form.errors["it"]


def drawn(form: Form) -> BeautifulSoup:
    return BeautifulSoup(as_crispy_field(form["it"]), "html.parser")
