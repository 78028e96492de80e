"""The pages of terms of reference, as people use them."""

import io
from datetime import date

import pytest
from docx import Document
from pypdf import PdfReader

from partnership.drawing import pdf
from partnership.history.models import Download
from subgroups.terms import services as terms_services
from tests.gates import require_or_skip
from tests.subgroups.factories import TermsFactory
from tests.subgroups.pages import errors, page, posted, url, words
from tests.subgroups.terms.test_services import WHOLE

pytestmark = pytest.mark.usefixtures("_today")


def typed(**parts) -> dict:
    return {"version": 0, **dict.fromkeys(WHOLE, ""), **parts}


# Writing.


def test_a_new_draft_begins_with_seats_and_quorum(client_of, amara, group, seats, rule):
    begun = posted(client_of(amara).get(url("write_terms", group)))

    agencies = {seat.label: seat.agency.name for seat in seats}
    assert begun["membership"].splitlines() == [
        f"- {label}: {agencies[label]}" for label in sorted(agencies)
    ]
    assert begun["quorum"] == (
        "Quorate with 75% of all seats represented. Deputies count; visitors do not."
    )


def test_a_new_edition_begins_with_the_words_of_the_last(
    client_of, amara, group, seats, today
):
    terms = terms_services.write_terms(
        group, by=amara, review_on=date(2026, 1, 5), **WHOLE
    )
    terms_services.agree_terms(terms, by=amara, on=today)

    begun = posted(client_of(amara).get(url("write_terms", group)))

    assert {name: begun[name] for name in WHOLE} == WHOLE
    assert (begun["version"], begun["review_on-year"]) == ("0", "")


def test_a_part_that_was_emptied_in_the_draft_stays_empty(
    client_of, amara, group, seats
):
    terms_services.write_terms(group, by=amara, purpose="To listen")

    assert posted(client_of(amara).get(url("write_terms", group)))["membership"] == ""


def test_nothing_at_all_is_no_draft(client_of, amara, group):
    response = client_of(amara).post(url("write_terms", group), typed())

    assert errors(response) == ["Enter at least one part"]
    assert group.terms.count() == 0


def test_two_people_write_one_draft_and_the_second_sees_both(
    client_of, amara, bryn, group
):
    terms_services.write_terms(group, by=amara, purpose="To listen")
    client = client_of(amara)
    opened = posted(client.get(url("write_terms", group)))
    terms_services.write_terms(group, by=bryn, purpose="To hear", quorum="Half")

    response = client.post(
        url("write_terms", group), {**opened, "purpose": "To listen well"}
    )

    said = words(response)
    assert "Someone else changed this while you were editing it" in said
    assert "To hear" in said
    assert "To listen well" in said
    assert "Half" in said
    assert group.terms.get().purpose == "To hear"


def test_the_page_shows_what_is_missing(client_of, mo, group, rule, seats):
    TermsFactory(subgroup=group)

    text = words(client_of(mo).get(url("terms", group)))

    assert "These terms of reference are incomplete" in text
    for gap in ("No membership list", "No deputies clause", "No review date"):
        assert gap in text
    assert "No purpose" not in text
    assert "Quorate with 75% of all seats represented." in text


def test_a_review_that_is_due_is_shown(client_of, mo, group):
    TermsFactory(subgroup=group, review_on=date(2025, 10, 22))

    assert "Review is due" in words(client_of(mo).get(url("terms", group)))


# Agreeing and publishing.


def test_agreeing_offers_to_publish_where_the_last_edition_is_public(
    client_of, amara, group, today
):
    first = TermsFactory(subgroup=group)
    client = client_of(amara)

    def offered(terms):
        form = page(client.get(url("agree_terms", terms)))
        return form.select_one("[name=publish]").has_attr("checked")

    assert not offered(first)
    terms_services.agree_terms(first, publish=True, by=amara, on=today)
    second = terms_services.write_terms(group, purpose="To act", by=amara)
    assert offered(second)

    client.post(
        url("agree_terms", second),
        {"version": second.version, "approval": "The executive", "publish": "on"},
    )

    second.refresh_from_db()
    assert (second.approval, second.published_on) == ("The executive", today)


def test_publish_and_remove_are_offered_in_turn(client_of, amara, group, today):
    terms = TermsFactory(subgroup=group)
    terms_services.agree_terms(terms, by=amara, on=today)
    client = client_of(amara)

    def buttons():
        shown = page(client.get(url("terms", group)))
        return [one.get_text(strip=True) for one in shown.select("main form button")]

    assert buttons() == ["Publish"]
    client.post(url("publish_terms", terms))
    assert buttons() == ["Remove from the public page"]
    client.post(url("unpublish_terms", terms))
    assert buttons() == ["Publish"]


# Comparing.


def test_the_last_two_editions_are_compared_unless_others_are_chosen(
    client_of, mo, amara, group, today
):
    for purpose in ("To hear", "To hear schools", "To hear schools well"):
        terms = terms_services.write_terms(group, purpose=purpose, by=amara)
        terms_services.agree_terms(terms, by=amara, on=today)
    client = client_of(mo)

    def row(query=""):
        shown = page(client.get(url("compare_terms", group) + query))
        return [
            " ".join(cell.get_text(" ").split())
            for cell in shown.select("tbody tr:first-child > *")
        ]

    assert row() == [
        "Purpose Changed",
        "To hear schools",
        "To hear schools added: well",
    ]
    assert row("?earlier=1&later=3") == [
        "Purpose Changed",
        "To hear",
        "To hear added: schools well",
    ]
    assert row("?earlier=9&later=3") == []


def test_one_edition_is_compared_with_nothing(client_of, mo, group):
    TermsFactory(subgroup=group)

    said = words(client_of(mo).get(url("compare_terms", group)))

    assert "There is only one edition" in said


@pytest.mark.parametrize("count", [2, 40])
def test_comparing_asks_the_same_of_two_and_of_many(
    client_of, mo, group, count, django_assert_num_queries
):
    for edition in range(1, count + 1):
        TermsFactory(
            subgroup=group,
            edition=edition,
            status="superseded",
            agreed_on=date(2020, 1, 1),
            agreed_by=mo,
        )
    client = client_of(mo)

    with django_assert_num_queries(4):
        client.get(url("compare_terms", group))


# Files.


def test_the_pdf(client_of, mo, amara, group, today):
    require_or_skip(pdf.is_available(), "Pango is not installed")
    text = "Of:\n- Colleges\n## Chair\nThe council"
    terms = terms_services.write_terms(group, by=amara, **{**WHOLE, "membership": text})
    terms_services.agree_terms(terms, approval="The executive", by=amara, on=today)

    response = client_of(mo).get(url("terms_pdf", terms))

    reader = PdfReader(io.BytesIO(response.content))
    said = " ".join(" ".join(one.extract_text() for one in reader.pages).split())
    for expected in (
        "Education subgroup, edition 1",
        "Agreed on 22 October 2025. Approved by: The executive.",
        "Membership Of: Colleges Chair The council",
        "Practice standards What became of each issue is reported",
    ):
        assert expected in said
    assert "draft" not in said
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    heading, parts = reader.outline
    titles = [one.title for one in parts if not isinstance(one, list)]
    assert heading.title == "Terms of reference"
    assert titles[:3] == ["Purpose", "Objectives", "Responsibilities"]
    assert Download.objects.get().words == str(terms)


def test_the_word_file(client_of, mo, group):
    terms = TermsFactory(subgroup=group)

    response = client_of(mo).get(url("terms_word", terms))

    assert response.headers["Content-Disposition"] == (
        'attachment; filename="education-subgroup-terms-of-reference-edition-1.docx"'
    )
    document = Document(io.BytesIO(response.content))
    assert document.paragraphs[0].text == "Terms of reference: Education subgroup"
    assert document.paragraphs[1].text == "Edition 1, draft."
    assert Download.objects.get().person == mo
