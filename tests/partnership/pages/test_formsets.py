"""Add another: rows come and go without a script, and nothing typed is lost."""

import pytest
from bs4 import BeautifulSoup
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django.forms import formset_factory
from django.http import QueryDict

from partnership.pages.forms.bases import Form
from partnership.pages.forms.dates import DateField
from partnership.pages.forms.fields import CharField
from partnership.pages.forms.formsets import AddAnother
from partnership.pages.forms.summary import errors_of


class OwnerForm(Form):
    submit = ""
    name = CharField(missing="Enter the owner")
    since = DateField(required=False)


Owners = formset_factory(OwnerForm, formset=AddAnother, extra=1)


def rows(*names, press="", **more) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"form-TOTAL_FORMS": len(names), "form-INITIAL_FORMS": 0})
    for place, name in enumerate(names):
        data[f"form-{place}-name"] = name
    data.update(more)
    if press:
        name, _, value = press.partition("=")
        data[name] = value
    return data


@pytest.mark.parametrize(
    ("press", "names"),
    [
        ("form-add=1", ["Ash", "", "Cat", None]),
        ("form-remove=0", ["", "Cat"]),
        ("form-remove=1", ["Ash", "Cat"]),
        ("form-remove=2", ["Ash", ""]),
        ("form-remove=3", ["Ash", "", "Cat"]),
        ("form-remove=x", ["Ash", "", "Cat"]),
    ],
)
def test_a_row_more_or_less_keeps_what_was_typed_and_judges_nothing(press, names):
    half = {"form-1-since-day": "40"}
    owners = Owners(rows("Ash", "", "Cat", press=press, **half))

    assert owners.pressed
    assert not owners.is_valid()
    assert [row["name"].value() for row in owners] == names
    assert errors_of(owners) == []


def test_removing_a_row_moves_its_date_too():
    data = rows("Ash", "Cat", press="form-remove=0", **{"form-1-since-day": "7"})

    (row,) = Owners(data)

    drawn = BeautifulSoup(as_crispy_field(row["since"]), "html.parser")
    assert drawn.find(id="id_form-0-since-day")["value"] == "7"


def test_rows_sent_without_a_press_are_judged_with_links_into_each_row():
    owners = Owners(rows("Ash", "", **{"form-1-since-day": "40"}))

    assert not owners.pressed
    assert not owners.is_valid()
    assert errors_of(owners) == [
        ("Enter the owner", "#id_form-1-name"),
        ("Since must include a month and year", "#id_form-1-since-month"),
    ]


def test_the_buttons_of_rows_name_their_row():
    owners = Owners(rows("Ash", "Cat"))

    add = BeautifulSoup(str(owners.add_button()), "html.parser").button
    remove = BeautifulSoup(str(owners.remove_button(owners[1])), "html.parser").button

    assert (add["name"], add["value"]) == ("form-add", "1")
    assert (remove["name"], remove["value"]) == ("form-remove", "1")


def test_a_page_that_did_not_arrive_whole_says_so_in_our_words():
    [said] = Owners({}, prefix="owners").non_form_errors()

    assert said == (
        "Submit the page again: it was not fully received, and nothing has been saved"
    )
