"""The bases of forms: what they refuse, how they act, what they draw."""

from datetime import date
from types import SimpleNamespace

import django_filters
import pytest
from bs4 import BeautifulSoup
from django import forms as django_forms
from django.core.exceptions import ImproperlyConfigured
from django.http import QueryDict
from django.template import Context, Template

from partnership.guards.outcomes import Changed, Refused
from partnership.pages.forms.bases import FilterForm, Form
from partnership.pages.forms.dates import DateField, date_data
from partnership.pages.forms.fields import (
    CharField,
    ChoiceField,
    MultipleChoiceField,
    SafeTextField,
    TextField,
)
from partnership.pages.forms.layout import Button
from partnership.pages.forms.look import Look
from partnership.pages.forms.summary import errors_of
from partnership.people.models import Organisation

IDENTIFYING = "Jordan, born 3 May 2014, was discussed"


class RiverForm(Form):
    versioned = True
    submit = "Save river"

    name = CharField(label="Name of the river", missing="Enter the river's name")
    kind = ChoiceField(
        choices=[("tidal", "Tidal"), ("other", "Other")],
        required=False,
        items={"other": {"reveals": "why"}},
    )
    why = CharField(label="Why?", missing="Enter why")


def page(form, source="{% crispy form %}", **context) -> BeautifulSoup:
    loaded = "{% load crispy_forms_tags govuk %}" + source
    html = Template(loaded).render(Context({"form": form, **context}))
    return BeautifulSoup(html, "html5lib")


# What a form refuses to be


@pytest.mark.parametrize("message", ["", "This field is required.", "A name, please"])
def test_a_required_field_must_say_what_to_do(message):
    errors = {"required": message} if message else {}

    with pytest.raises(ImproperlyConfigured, match="NamelessForm.name"):
        type(
            "NamelessForm",
            (Form,),
            {"name": django_forms.CharField(error_messages=errors)},
        )


# Attempting


def typed(**more) -> dict:
    return {"name": "Wex", "kind": "tidal", "version": "3", **more}


def test_attempt_gives_the_service_what_was_typed_and_keeps_its_answer():
    form = RiverForm(typed())
    calls = []

    def service(river, *, by, **typed):
        calls.append((river, by, typed))
        return "saved"

    assert form.is_valid()
    assert form.attempt(service, "the Wex", by="Amara")
    assert form.outcome == "saved"
    expected = {"name": "Wex", "kind": "tidal", "why": "", "version": 3}
    assert calls == [("the Wex", "Amara", expected)]


@pytest.mark.parametrize(
    ("field", "where", "href"),
    [("", "__all__", "#id_name"), ("kind", "kind", "#id_kind")],
)
def test_a_refusal_becomes_an_error_with_everything_typed_still_there(
    field, where, href
):
    form = RiverForm(typed())

    def service(**typed):
        raise Refused("The river is dry", field=field)

    assert form.is_valid()
    assert not form.attempt(service)
    assert form.errors == {where: ["The river is dry"]}
    assert form.error_summary() == [("The river is dry", href)]
    assert page(form).find(id="id_name")["value"] == "Wex"


def test_a_change_by_another_shows_theirs_and_yours_and_then_saves_knowingly():
    theirs = SimpleNamespace(name="Great Wex", kind="other", why="", version=8)
    data = QueryDict("name=Wex&kind=tidal&version=3")
    form = RiverForm(data)

    def service(**typed):
        raise Changed(theirs)

    assert form.is_valid()
    assert not form.attempt(service)
    drawn = page(form)

    assert form.differences == [
        ("Name of the river", "Great Wex", "Wex"),
        ("Kind", "Other", "Tidal"),
    ]
    cells = [cell.get_text(strip=True) for cell in drawn.select("tbody td")]
    assert cells == ["Great Wex", "Wex", "Other", "Tidal"]
    assert drawn.find(id="id_name")["value"] == "Wex"
    assert drawn.find("input", {"name": "version"})["value"] == "8"
    assert data["version"] == "3"
    assert len(form.error_summary()) == 1


@pytest.mark.parametrize("version", ["", "x", "0"])
def test_a_form_without_its_version_saves_nothing(version):
    form = RiverForm(typed(version=version))

    assert not form.is_valid()
    (message, href), *others = form.error_summary()
    assert message.startswith("Reload this page")
    assert (href, others) == ("#id_name", [])


# Fields behind an option


def test_a_revealed_field_is_asked_for_only_with_its_option():
    assert RiverForm(typed(kind="other")).errors == {"why": ["Enter why"]}
    form = RiverForm(typed(kind="tidal", why="left over"))
    assert form.is_valid()
    assert form.cleaned_data["why"] == ""


def test_a_revealed_field_is_drawn_once_inside_its_option():
    drawn = page(RiverForm())

    assert len(drawn.select("[name=why]")) == 1
    assert drawn.select_one(".govuk-radios__conditional #id_why")


def test_a_field_behind_one_of_several_checkboxes():
    class Needs(Form):
        needs = MultipleChoiceField(
            choices=[("a", "A"), ("b", "B")],
            required=False,
            items={"b": {"reveals": "detail"}},
        )
        detail = CharField(missing="Enter the detail")

    assert Needs(QueryDict("needs=a")).is_valid()
    assert Needs(QueryDict("needs=a&needs=b")).errors == {
        "detail": ["Enter the detail"]
    }


# Drawing


def test_the_page_has_the_fields_the_hidden_version_and_real_buttons():
    drawn = page(RiverForm(initial={"version": 2}), cancel_url="/rivers")

    names = [tag["name"] for tag in drawn.select("input, textarea, select")]
    assert names == ["name", "kind", "kind", "why", "version"]
    button = drawn.find("button")
    assert (button.get_text(strip=True), button["type"]) == ("Save river", "submit")
    assert drawn.find("a")["href"] == "/rivers"
    assert drawn.find("form") is None


def test_optional_fields_say_so_and_no_description_is_empty():
    drawn = page(RiverForm())

    labels = [tag.get_text(strip=True) for tag in drawn.select("legend, label")]
    assert labels == ["Name of the river", "Kind (optional)", "Tidal", "Other", "Why?"]
    assert drawn.select("[aria-describedby='']") == []
    assert drawn.select("[required]") == []


def test_a_form_of_another_library_is_drawn_with_the_same_pack():
    class SignIn(django_forms.Form):
        login = django_forms.EmailField(help_text="<b>As</b> registered")
        password = django_forms.CharField(widget=django_forms.PasswordInput)
        remember = django_forms.BooleanField(required=False)
        next = django_forms.CharField(widget=django_forms.HiddenInput)

    drawn = page(SignIn({"next": "/"}), "{% error_summary form %}{% crispy form %}")

    summary = [(a.get_text(), a["href"]) for a in drawn.select("li a")]
    required = "This field is required."
    assert summary == [(required, "#id_login"), (required, "#id_password")]
    assert drawn.find(id="id_login-hint").get_text() == "<b>As</b> registered"
    assert drawn.find(id="id_login")["class"] == ["govuk-input", "govuk-input--error"]
    assert drawn.select_one(".govuk-password-input [type=password]")
    assert drawn.select_one(".govuk-checkboxes__input")["id"] == "id_remember"
    assert drawn.find("input", {"name": "next"})["type"] == "hidden"


def test_a_form_may_say_how_its_fields_look():
    class Narrow(RiverForm):
        looks = {"name": Look(width=4, label_size="m")}

    drawn = page(Narrow())

    assert drawn.select_one("#id_name.govuk-input--width-4")
    assert drawn.select_one("label[for=id_name].govuk-label--m")


def test_the_summary_leads_to_the_first_input_of_each_field():
    class Visit(Form):
        due_on = DateField(missing="Enter the date it is due", subject="Due date")
        kind = ChoiceField(choices=[("a", "A")], missing="Select one")
        also = MultipleChoiceField(choices=[("c", "C")], missing="Select another")

    data = {"due_on-day": "1", "due_on-month": "13", "due_on-year": "2026"}
    assert errors_of(Visit(data), None, Visit()) == [
        ("Due date must be a real date", "#id_due_on-month"),
        ("Select one", "#id_kind"),
        ("Select another", "#id_also"),
    ]
    assert errors_of(Visit({}))[0] == ("Enter the date it is due", "#id_due_on-day")


def test_two_errors_of_one_field_are_both_told():
    form = RiverForm(typed())
    form.add_error("name", "Too wet")
    form.add_error("name", "Too long")

    error = page(form).find(id="id_name-error")

    assert error.get_text("|", strip=True) == "Error:|Too wet|Too long"


# Text about a child


class NoteForm(Form):
    note = SafeTextField(missing="Enter a note", max_length=200)
    other = CharField(missing="Enter the other thing")


def test_text_about_a_child_stays_in_its_box_marked_not_saved_until_confirmed():
    form = NoteForm({"note": IDENTIFYING, "other": "x"})
    drawn = page(form)

    (message,) = form.errors["note"]
    assert message.startswith("Not saved: this looks as if it contains a name with")
    assert drawn.find("textarea").get_text().strip() == IDENTIFYING
    tick = drawn.find("input", {"name": "note-confirmed"})
    assert not tick.has_attr("checked")

    again = NoteForm({"note": IDENTIFYING, "other": "x", tick["name"]: tick["value"]})
    assert again.is_valid()
    assert again.confirmed_identifiable == ["note"]


def test_a_confirmation_is_of_the_text_that_was_shown_and_no_other():
    form = NoteForm({"note": IDENTIFYING, "other": "x"})
    value = page(form).find("input", {"name": "note-confirmed"})["value"]

    changed = NoteForm(
        {"note": f"{IDENTIFYING} again", "other": "x", "note-confirmed": value}
    )
    harmless = NoteForm({"note": "Nobody", "other": "x", "note-confirmed": value})

    assert list(changed.errors) == ["note"]
    assert harmless.is_valid()
    assert harmless.confirmed_identifiable == []


def test_a_confirmation_stays_ticked_when_another_field_is_wrong():
    form = NoteForm({"note": IDENTIFYING, "other": "x"})
    value = page(form).find("input", {"name": "note-confirmed"})["value"]

    form = NoteForm({"note": IDENTIFYING, "other": "", "note-confirmed": value})

    assert list(form.errors) == ["other"]
    assert page(form).find("input", {"name": "note-confirmed"}).has_attr("checked")


# Filters, buttons


def test_the_filters_of_a_list_are_drawn_and_read_the_same_way():
    class Organisations(django_filters.FilterSet):
        kind = django_filters.ChoiceFilter(choices=Organisation.Kind.choices)

        class Meta:
            model = Organisation
            fields = ("name", "kind")
            form = FilterForm

    found = Organisations(QueryDict("kind=trust"), Organisation.objects.all())
    drawn = page(found.form)

    assert drawn.find("option", selected=True)["value"] == "trust"
    assert drawn.find("label").get_text(strip=True) == "Name"
    assert drawn.find("button").get_text(strip=True) == "Apply filters"
    assert found.form.helper.form_method == "get"


def test_a_form_may_have_several_buttons_or_none():
    class Draft(RiverForm):
        def buttons(self):
            return [Button.primary("Send"), Button.secondary("Save", name="draft")]

    class NoButton(RiverForm):
        submit = ""

    texts = [b.get_text(strip=True) for b in page(Draft()).select("button")]

    assert texts == ["Send", "Save"]
    assert page(NoButton()).select("button, .govuk-button-group") == []


def test_without_errors_draws_what_was_typed_and_judges_nothing():
    form = RiverForm(typed(name="")).without_errors()

    assert form.error_summary() == []
    assert page(form).select(".govuk-error-message") == []


def test_a_text_area_keeps_its_first_empty_line():
    class Text(Form):
        text = TextField(required=False)

    form = Text({"text": "\nsecond line"})

    assert page(form).find("textarea").get_text() == "\nsecond line"


def test_a_date_is_sent_as_a_browser_sends_it():
    class Visit(Form):
        on = DateField(missing="Enter the date")

    names = {tag["name"] for tag in page(Visit()).select("input")}

    assert date_data("on", date(2026, 2, 1)).keys() == names
