"""A Word file on its way into the draft, and files that are refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from subgroups.terms import services as terms_services
from tests.subgroups.pages import errors, page, posted, url, words
from tests.subgroups.terms import word_files

pytestmark = pytest.mark.usefixtures("_today")


def uploaded(content: bytes, name: str = "Terms 2025.docx") -> dict:
    return {"file": SimpleUploadedFile(name, content)}


def test_a_word_file_is_previewed_placed_and_imported(client_of, amara, group):
    client, path = client_of(amara), url("import_terms", group)

    preview = client.post(path, uploaded(word_files.with_styles()))

    said = words(preview)
    assert "Nothing has been saved yet" in said
    assert "Key purpose Purpose" in said
    assert "Sections that fit no part" in said
    left_out = page(preview).select("main ul.govuk-list--bullet li")
    assert [one.get_text() for one in left_out] == [
        "Before the first heading",
        "Procedure",
    ]
    assert group.terms.count() == 0

    filled = posted(preview)
    assert filled["file_name"] == "Terms 2025.docx"
    filled["part_5"] = "decision_making"
    filled["text_1"] = "To listen to schools and colleges."
    response = client.post(path, filled, follow=True)

    assert "Imported into the draft" in words(response)
    draft = group.terms.get()
    assert (draft.purpose, draft.decision_making) == (
        "To listen to schools and colleges.",
        "1. Open the meeting\n2. Close it",
    )
    assert "Education subgroup" not in [text for _, text in draft.written]


def test_two_sections_of_one_part_are_joined(client_of, amara, group):
    content = word_files.with_bold_lines(("Aims", "One"), ("Purpose", "Two"))
    client, path = client_of(amara), url("import_terms", group)

    client.post(path, posted(client.post(path, uploaded(content))))

    assert group.terms.get().purpose == "One\nTwo"


def test_nothing_placed_is_nothing_imported(client_of, amara, group):
    client, path = client_of(amara), url("import_terms", group)
    filled = posted(
        client.post(path, uploaded(word_files.with_bold_lines(("Budget", "Small"))))
    )

    response = client.post(path, filled)

    assert errors(response) == ["Select a part for one section"]
    assert posted(response)["text_0"] == "Small"
    assert group.terms.count() == 0


def test_the_preview_says_what_the_draft_has_already(client_of, amara, bryn, group):
    terms_services.write_terms(group, by=bryn, purpose="To hear", quorum="Half")
    client, path = client_of(amara), url("import_terms", group)
    content = word_files.with_bold_lines(("Purpose", "To listen"))

    preview = client.post(path, uploaded(content))
    assert "Parts written in the draft: Purpose, Quorum." in words(preview)
    client.post(path, posted(preview))

    draft = group.terms.get()
    assert (draft.purpose, draft.quorum) == ("To listen", "Half")


def test_a_draft_changed_meanwhile_is_not_overwritten_unasked(
    client_of, amara, bryn, group
):
    client, path = client_of(amara), url("import_terms", group)
    content = word_files.with_bold_lines(("Purpose", "To listen"))
    preview = posted(client.post(path, uploaded(content)))
    terms_services.write_terms(group, by=bryn, purpose="To hear")

    response = client.post(path, preview)

    assert "Someone else changed this" in words(response)
    assert posted(response)["text_0"] == "To listen"
    assert group.terms.get().purpose == "To hear"


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [
        (b"MZ\x90\0", "terms.docx", "The selected file must be a Word document (DOCX)"),
        (
            b"\xd0\xcf\x11\xe0" + b"\0" * 99,
            "terms.docx",
            "This file has a password or was saved by an old version of Word",
        ),
        (b"%PDF-1.7", "terms.pdf", "The selected file must be a Word document (DOCX)"),
        (b"", "terms.docx", "The selected file is empty"),
        (b"PK" + b"\0" * (60 << 20), "terms.docx", "must be smaller than 10MB"),
        (
            word_files.locked(word_files.with_styles()),
            "terms.docx",
            "This file has a password",
        ),
        (
            word_files.rewritten(
                word_files.with_styles(), word__media__a=b"0" * (61 << 20)
            ),
            "terms.docx",
            "This file unpacks to something too large",
        ),
    ],
    ids=["program", "password", "pdf", "empty", "60 MB", "locked zip", "bomb"],
)
def test_a_hostile_file_is_refused_beside_the_field(
    client_of, amara, group, content, name, error
):
    response = client_of(amara).post(
        url("import_terms", group), uploaded(content, name)
    )

    [said] = errors(response)
    assert error in said
    shown = page(response)
    assert shown.select_one(".govuk-error-summary a")["href"] == "#id_file"


@pytest.mark.parametrize("count", ["", "-1", "x", "9" * 4, "999"])
def test_a_number_of_sections_that_nobody_sent_is_no_fault(
    client_of, amara, group, count
):
    response = client_of(amara).post(url("import_terms", group), {"count": count})

    assert response.status_code == 200
    assert group.terms.count() == 0
