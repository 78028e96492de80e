"""The public page of terms of reference, signed out."""

import pytest
from django.test import Client

from subgroups.terms import services as terms_services
from tests.subgroups.factories import SubgroupFactory, TermsFactory
from tests.subgroups.pages import page, url, words
from tests.subgroups.terms.test_services import WHOLE

pytestmark = pytest.mark.usefixtures("_today")


@pytest.fixture
def published(group, amara, today):
    terms = terms_services.write_terms(group, by=amara, **WHOLE)
    terms_services.agree_terms(terms, publish=True, by=amara, on=today)
    return terms


def test_the_public_page_is_read_signed_out(published, seats, amara):
    response = Client().get(url("public_terms", published))

    said = words(response)
    assert "Terms of reference, edition 1 Education subgroup" in said
    assert "Frequency of meetings Each term" in said
    assert "Agreed on 22 October 2025." in said
    # Neither who agreed them nor who sits there: only what the text says.
    for name in ("Amara", "Chris", "Lena"):
        assert name not in said
    assert page(response).select("meta[name=robots]") == []


def test_other_pages_are_not_for_search_engines(published, client_of, mo):
    response = client_of(mo).get(url("terms", published.subgroup))

    assert page(response).select_one("meta[name=robots]")["content"] == "noindex"


def test_an_earlier_edition_stays_readable_and_leads_to_the_next(
    published, group, amara, today
):
    second = terms_services.write_terms(group, purpose="To act", by=amara)
    terms_services.agree_terms(second, by=amara, on=today)

    said = words(Client().get(url("public_terms", published)))
    assert "This edition has been replaced. The new one is not published yet." in said

    terms_services.publish_terms(second, by=amara, on=today)

    response = Client().get(url("public_terms", published))
    assert "This edition has been replaced. Read edition 2 ." in words(response)
    link = page(response).select_one(".govuk-inset-text a")
    assert link["href"] == url("public_terms", second)
    said = words(Client().get(url("public_terms", second)))
    assert "replaced" not in said
    assert "Edition 1 , agreed on 22 October 2025" in said


def test_what_is_not_published_is_not_found(published, group, amara, today):
    draft = terms_services.write_terms(group, purpose="Secret", by=amara)
    other = TermsFactory(subgroup=SubgroupFactory())
    terms_services.unpublish_terms(published, by=amara, on=today)

    for terms in (draft, other, published):
        assert Client().get(url("public_terms", terms)).status_code == 404
