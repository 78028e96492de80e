"""The evidence of a question on the pages of a return."""

from datetime import date, timedelta

import pytest
import time_machine

from audits.evidence import services as evidence
from tests.audits.factories import question
from tests.audits.reading import errors, names, soup, url

pytestmark = pytest.mark.django_db


class TestGoingFromASectionToItsEvidence:
    def post(self, client, elms, **answers):
        name, asked = names(elms), question(elms, "deputies")
        return client.post(
            url("section", elms, letter="A"),
            {
                **{name[code]: value for code, value in answers.items()},
                "evidence": asked.pk,
            },
        )

    def test_saves_what_was_answered(self, elms, dee, client_of):
        response = self.post(client_of(dee), elms, deputies="2")

        asked = question(elms, "deputies")
        assert response["Location"] == url("evidence", elms, question=asked.pk)
        assert elms.answers.get(question=asked).in_words == "2"

    def test_with_an_error_loses_nothing(self, elms, dee, client_of):
        response = self.post(client_of(dee), elms, deputies="two")

        assert len(errors(response)) == 1
        page = soup(response)
        assert page.find(id=f"id_{names(elms)['deputies']}")["value"] == "two"

    def test_the_enter_key_still_saves_the_section(self, elms, dee, client_of):
        page = soup(client_of(dee).get(url("section", elms, letter="A")))

        assert not page.select_one("main form button[type=submit]").has_attr("name")


def test_the_section_lists_what_is_shown(elms, policy, dee, client_of):
    page = soup(client_of(dee).get(url("section", elms, letter="P")))

    assert page.find("a", string="Our policy")["href"] == url("evidence_file", policy)
    button = page.select_one('button[name="evidence"]')
    assert button.get_text(" ", strip=True) == "Add or change evidence for P1"


@pytest.mark.parametrize(("day", "is_marked"), [(31, False), (32, True)])
def test_expired_evidence_is_marked_the_day_after(
    elms, asked, policy, dee, client_of, day, is_marked
):
    evidence.change_evidence(
        policy, title="Our policy", expires_on=date(2027, 1, 31), by=dee
    )

    with time_machine.travel(date(2026, 12, 31) + timedelta(days=day), tick=False):
        client = client_of(dee)
        pages = [
            client.get(url("evidence", elms, question=asked.pk)),
            client.get(url("section", elms, letter="P")),
            client.get(url("whole", elms)),
            client.get(url("check", elms)),
        ]

    marked = [bool(soup(page).find("strong", string="Expired")) for page in pages]
    assert marked == [is_marked] * 4


def test_a_question_of_another_audit_has_no_evidence_here(elms, dee, client_of):
    response = client_of(dee).get(url("evidence", elms, question=0))

    assert response.status_code == 404


@pytest.mark.parametrize("count", [1, 100])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("evidence", 6), ("evidence_again", 5), ("section", 5), ("whole", 5)],
)
def test_a_hundred_pieces_take_no_more_queries_than_one(
    elms, asked, leads, dee, client_of, django_assert_num_queries, name, queries, count
):
    for number in range(count):
        evidence.add_note(elms, leads, title=f"Log {number}", note="Seen", by=dee)
    place = {
        "evidence": {"question": leads.pk},
        "evidence_again": {"question": asked.pk},
        "section": {"letter": "A"},
        "whole": {},
    }[name]
    client = client_of(dee)

    with django_assert_num_queries(queries):
        page = client.get(url(name, elms, **place))

    assert page.content.count(b"Log ") >= count
