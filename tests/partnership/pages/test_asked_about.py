"""Which fields ask before they keep what may identify a child."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template

from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import (
    CharField,
    SafeCharField,
    SafeTextField,
    TextField,
)

IDENTIFYING = "Jordan, born 3 May 2014, was discussed"


def form_with(field):
    return type("OneForm", (Form,), {"words": field, "submit": "Save"})


@pytest.mark.parametrize("kind", [SafeCharField, TextField, SafeTextField])
def test_free_words_are_asked_about_and_kept_once_confirmed(kind):
    one = form_with(kind(missing="Enter the words"))
    asked = one({"words": IDENTIFYING})
    assert asked.errors["words"][0].startswith("Not saved: ")

    html = Template("{% load crispy_forms_tags %}{% crispy form %}").render(
        Context({"form": asked})
    )
    tick = BeautifulSoup(html, "html.parser").find("input", {"type": "checkbox"})
    confirmed = one({"words": IDENTIFYING, tick["name"]: tick["value"]})

    assert confirmed.is_valid()
    assert confirmed.cleaned_data["words"] == IDENTIFYING


def test_a_line_that_is_no_free_words_is_not():
    assert form_with(CharField(missing="Enter it"))({"words": IDENTIFYING}).is_valid()
