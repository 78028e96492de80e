"""Each field in GOV.UK words: what it takes, what it refuses, what it draws again."""

import io
import zipfile
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from partnership.pages.forms.bases import Form
from partnership.pages.forms.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    DecimalField,
    EmailField,
    IntegerField,
    TextField,
    YesNoField,
)
from partnership.pages.forms.files import FileField
from partnership.pages.forms.options import drawing_of
from partnership.people.models import Organisation
from tests.partnership.pages.fields import ANY_TEXT, drawn, form_of, outcome

# Numbers


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("30", 30),
        (" 1,234 ", 1234),
        ("1 234", 1234),
        ("0", 0),
        ("-4", ["Pupils must be 0 or more"]),
        ("1,000,001", ["Pupils must be 1,000,000 or fewer"]),
        ("9" * 5000, ["Pupils must be 1,000,000 or fewer"]),
        ("3.5", ["Pupils must be a whole number"]),
        ("1,23", ["Pupils must be a number, like 30"]),
        ("ten", ["Pupils must be a number, like 30"]),
        ("1e3", ["Pupils must be a number, like 30"]),
        ("٣", ["Pupils must be a number, like 30"]),
        ("", ["Enter how many pupils"]),
        ("  ", ["Enter how many pupils"]),
    ],
)
def test_a_whole_number_is_taken_as_people_type_it(typed, found):
    field = IntegerField(
        label="Pupils",
        min_value=0,
        max_value=1_000_000,
        missing="Enter how many pupils",
    )

    assert outcome(field, it=typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("12.5", Decimal("12.5")),
        ("1,012.50", Decimal("1012.5")),
        ("7.", Decimal(7)),
        (".5", Decimal("0.5")),
        ("12.55", ["Share must have 1 decimal place or fewer"]),
        ("NaN", ["Share must be a number, like 12.5"]),
        ("Infinity", ["Share must be a number, like 12.5"]),
        ("2000.1", ["Share must be 2,000 or fewer"]),
        ("", None),
    ],
)
def test_a_decimal_number_is_taken_as_people_type_it(typed, found):
    field = DecimalField(
        label="Share", decimal_places=1, max_value=2000, required=False, suffix="%"
    )

    assert outcome(field, it=typed) == found


@pytest.mark.parametrize(("kept", "shown"), [("300.00", "300"), ("20.50", "20.5")])
def test_a_kept_number_is_shown_as_people_write_it(kept, shown):
    form = form_of(DecimalField(required=False), it=Decimal(kept))
    assert drawing_of(form["it"]).value == shown


@given(ANY_TEXT | st.text(alphabet="0123456789,.- "))
def test_whatever_is_typed_as_a_number_is_answered_and_drawn_again(typed):
    form = form_of(IntegerField(required=False), {"it": typed})

    found = form.cleaned_data["it"] if form.is_valid() else form.errors["it"]

    assert found is None or isinstance(found, int) or len(found) == 1
    assert drawing_of(form["it"]).value == (typed or None)
    assert drawn(form).select_one("input[inputmode=numeric]")


# Text


def test_text_is_counted_as_the_browser_counts_it():
    def notes():
        return TextField(label="Notes", missing="Enter notes", max_length=5)

    too_long = ["Notes must be 5 characters or fewer"]
    assert outcome(notes(), it="ab\r\ncd") == "ab\ncd"
    assert outcome(notes(), it="👩🏻") == "👩🏻"
    assert outcome(notes(), it="👩🏻👩") == too_long
    assert outcome(notes(), it="abcdef") == too_long
    assert outcome(notes(), it=" \r\n ") == ["Enter notes"]

    page = drawn(form_of(notes()))
    assert page.select_one("[data-maxlength='5'] #id_it-info")
    assert not page.find("textarea").has_attr("maxlength")


@pytest.mark.parametrize(
    "typed", ["amara", "amara@", "amara@wexcombe", "a b@c.example"]
)
def test_an_email_address_is_refused_in_words(typed):
    field = EmailField(missing="Enter an email address")
    words = "Enter an email address in the correct format, like name@example.com"

    assert outcome(field, it=typed) == [words]
    assert outcome(field, it="amara@wexcombe.example") == "amara@wexcombe.example"


def test_a_line_of_text_may_be_bounded_and_named_by_its_label():
    field = CharField(label="Reference", missing="Enter it", max_length=10)

    assert outcome(field, it="x" * 11) == ["Reference must be 10 characters or fewer"]


# Choices


@pytest.mark.parametrize(("count", "tag"), [(1, "input"), (5, "input"), (6, "select")])
def test_few_options_are_radios_and_many_are_a_list(count, tag):
    choices = [(str(n), f"Option {n}") for n in range(count)]
    field = ChoiceField(choices=choices, missing="Select an option")

    page = drawn(form_of(field))

    assert len(page.select(tag)) == (count if tag == "input" else 1)
    assert page.select("option:not([value=''])") == page.select("option")[1:]


def test_a_choice_is_of_the_options_and_may_be_coerced():
    def year():
        choices = [(2025, "2025/26"), (2026, "2026/27")]
        return ChoiceField(choices=choices, coerce=int, missing="Select the year")

    assert outcome(year(), it="2026") == 2026
    assert outcome(year(), it="1999") == ["Select one of the options"]
    assert outcome(year()) == ["Select the year"]
    assert drawn(form_of(year(), it=2026)).select_one("[checked]")["value"] == "2026"


def test_the_words_of_a_model_are_options_without_an_empty_one():
    field = ChoiceField(choices=Organisation.Kind, missing="Select a kind")

    page = drawn(form_of(field))

    values = [tag["value"] for tag in page.select("input")]
    assert values == Organisation.Kind.values


@pytest.mark.parametrize(("typed", "value"), [("True", True), ("False", False)])
def test_yes_and_no_are_truth_values(typed, value):
    field = YesNoField(missing="Select yes or no")

    assert outcome(field, it=typed) is value
    page = drawn(form_of(YesNoField(missing="Select yes or no"), it=value))
    assert page.select_one("[checked]")["value"] == typed


def test_an_unanswered_question_is_neither_yes_nor_no():
    assert outcome(YesNoField(required=False)) is None
    assert drawn(form_of(YesNoField(required=False))).select("[checked]") == []


def test_one_checkbox_has_its_hint_and_error_described_by_the_input():
    field = BooleanField(
        label="I agree", hint="To what was said", missing="Confirm that you agree"
    )

    box = drawn(form_of(field, {})).find("input")

    assert box["aria-describedby"] == "id_it-error id_it-item-hint"
    assert box["id"] == "id_it"


# Files


def office(part: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(part, "<x/>")
    return held.getvalue()


CONTENT = {
    "pdf": b"%PDF-1.7\n",
    "png": b"\x89PNG\r\n\x1a\n0000",
    "jpg": b"\xff\xd8\xff\xe0",
    "docx": office("word/document.xml"),
    "xlsx": office("xl/workbook.xml"),
    "csv": "URN,Name\n1,Élan\n".encode("cp1252"),
}


def upload(name: str, content: bytes, **options):
    field = FileField(missing="Upload the plan", **options)
    return form_of(field, {}, {"it": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("kind", CONTENT)
def test_a_file_is_what_its_content_says(kind):
    form = upload(f"Plan.{kind.upper()}", CONTENT[kind])

    assert form.is_valid()
    assert form.cleaned_data["it"].read() == CONTENT[kind]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", CONTENT["png"]),
        ("plan.pdf", b"MZ\x90\x00"),
        ("plan.docx", CONTENT["xlsx"]),
        ("plan.docx", b"PK\x03\x04 not a zip"),
        ("plan.docx", office("other.xml")),
        ("plan.exe", CONTENT["pdf"]),
        ("plan", CONTENT["pdf"]),
        ("plan.csv", b"a,b\x00c"),
        ("plan.csv", CONTENT["pdf"]),
    ],
)
def test_a_file_that_is_something_else_is_refused(name, content):
    form = upload(name, content, kinds=("pdf", "docx", "csv"))

    words = "The selected file must be a PDF, Word document (DOCX) or CSV"
    assert form.errors == {"it": [words]}


def test_a_file_is_refused_for_being_empty_absent_or_too_large():
    large = b"%PDF-" + b"0" * 1024 * 1024

    assert upload("a.pdf", b"").errors["it"] == ["The selected file is empty"]
    assert upload("a.pdf", large, most_megabytes=1).errors["it"] == [
        "The selected file must be smaller than 1MB"
    ]
    assert outcome(FileField(missing="Upload the plan")) == ["Upload the plan"]


def test_a_file_that_was_right_must_be_chosen_again_and_the_page_says_so():
    class Plan(Form):
        name = CharField(missing="Enter a name")
        it = FileField(missing="Upload the plan", kinds=("pdf",), hint="A PDF.")

    file = SimpleUploadedFile("a.pdf", CONTENT["pdf"])
    page = drawn(Plan({"name": ""}, {"it": file}))

    hint = page.find(id="id_it-hint").get_text()
    assert hint == "A PDF. Choose the file again. Your browser does not keep it."
    assert drawn(Plan()).find(id="id_it-hint").get_text() == "A PDF."
    assert page.find("input")["accept"] == ".pdf"


@pytest.mark.parametrize(
    "blank", ["\u200b", "\xa0\u2060", "\u3164", "\x01", "\u2800\n"]
)
@pytest.mark.parametrize("kind", [CharField, TextField])
def test_what_nobody_would_see_counts_as_nothing(kind, blank):
    field = kind(label="Words", missing="Enter the words")

    assert outcome(field, it=blank) == ["Enter the words"]


def test_what_no_document_may_hold_is_not_kept():
    typed = "One\x0btwo\x01 \ufffethree\uffff 👩\u200d👧"

    assert outcome(TextField(label="Words", missing="Enter it"), it=typed) == (
        "One\ntwo three 👩\u200d👧"
    )
    assert outcome(CharField(label="Words", missing="Enter it"), it=typed) == (
        "One two three 👩\u200d👧"
    )


def test_spaces_in_a_row_are_one_and_a_password_keeps_its_own():
    name, password = CharField(required=False), CharField(required=False, strip=False)
    assert outcome(name, it=" Wex \u00a0 Council ") == "Wex Council"
    assert outcome(password, it=" Wex  Council ") == " Wex  Council "
