"""What someone else saved compared with the input, in words."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.db.models import Manager, Model

from partnership.pages.forms.dates import in_words

NOTHING = "Nothing"


def _plain(value):
    """A value for comparison: rows by key, several rows or words as a set."""
    if isinstance(value, Manager):
        value = value.all()
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return {_plain(each) for each in value}
    return None if value == "" else value


def in_page_words(field: forms.Field, value) -> str:
    """A value in words."""
    if isinstance(value, Manager):
        value = value.all()
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        words = sorted(in_page_words(field, each) for each in value)
        return ", ".join(words) or NOTHING
    if isinstance(field, forms.ChoiceField) and not isinstance(value, Model):
        for key, label in field.choices:
            if str(key) == str(value):
                return str(label)
    return str(value)


def differences(form: forms.BaseForm, subject: Model) -> list[tuple[str, str, str]]:
    """(label, theirs, yours) for each differing field of `subject`."""
    found = []
    for bound in form.visible_fields():
        if bound.name not in form.cleaned_data or not hasattr(subject, bound.name):
            continue
        if isinstance(bound.field, forms.FileField):
            continue  # its content is not compared in words
        theirs = getattr(subject, bound.name)
        yours = form.cleaned_data[bound.name]
        if _plain(theirs) != _plain(yours):
            told, typed = (in_page_words(bound.field, each) for each in (theirs, yours))
            # Rows entered as text are equal if their text is.
            if told != typed:
                found.append((str(bound.label), told, typed))
    return found
