"""The pages of arrangements and legal texts, signed in and signed out."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from subgroups.arrangements import services
from subgroups.arrangements.models import Arrangement, LegalText
from subgroups.terms import services as terms_services
from tests.subgroups.arrangements.test_services import publish, write
from tests.subgroups.factories import LegalTextFactory, TermsFactory
from tests.subgroups.pages import errors, page, posted, url, words

pytestmark = pytest.mark.usefixtures("_today")
DAY = {"applies_from-day": "1", "applies_from-month": "4", "applies_from-year": "2026"}


def address(kind: str) -> str:
    return reverse("subgroups:write_arrangement", kwargs={"kind": kind})


def test_a_document_is_written_and_published_page_by_page(client_of, amara):
    text = LegalTextFactory(title="Working together", edition="2023")
    client = client_of(amara)

    response = client.post(
        address("threshold"),
        {"version": 0, "text": "## Levels\n- One", "legal_texts": [text.pk]},
        follow=True,
    )
    draft = Arrangement.objects.get()
    assert "Publish the draft" in words(response)
    assert Client().get(url("public_arrangement", draft)).status_code == 404

    client.post(
        url("publish_arrangement", draft),
        {"version": draft.version, "approval": "Lead partners", **DAY},
    )

    said = words(Client().get(url("public_arrangement", draft)))
    assert "Edition 1 Threshold document" in said
    assert "Applies from 1 April 2026. Signed off by: Lead partners." in said
    assert "Levels One" in said
    assert "Working together, 2023, applies from" in said
    assert "Edition 1 (this page) 1 April 2026 First published" in said
    assert "Old edition" not in said


def test_a_new_edition_begins_with_the_text_of_the_last(client_of, amara, today):
    text = LegalTextFactory()
    publish(write(amara, "Who does what", legal_texts=[text]), amara, today)

    response = client_of(amara).get(address("arrangements"))

    begun = posted(response)
    assert (begun["text"], begun["version"]) == ("Who does what", "0")
    ticked = page(response).select("[name=legal_texts][checked]")
    assert [one["value"] for one in ticked] == [str(text.pk)]


def test_two_people_write_one_draft_and_the_second_sees_both(client_of, amara, bryn):
    write(amara, "First words")
    client = client_of(amara)
    opened = posted(client.get(address("arrangements")))
    write(bryn, "Bryn’s words")

    response = client.post(address("arrangements"), {**opened, "text": "Mine"})

    said = words(response)
    assert "Someone else changed this" in said
    assert "Bryn’s words" in said
    assert Arrangement.objects.get().text == "Bryn’s words"


def test_a_document_that_is_none_of_ours_is_not_found(client_of, amara):
    assert client_of(amara).get(address("budget")).status_code == 404


def test_the_second_edition_says_what_changed(client_of, amara, today):
    first = publish(write(amara), amara, today)
    draft = write(amara, "New")
    client = client_of(amara)
    form = {"version": draft.version, "approval": "Lead partners", **DAY}

    response = client.post(url("publish_arrangement", draft), form)
    assert errors(response) == ["Enter what has changed"]
    assert page(response).select_one("#id_approval")["value"] == "Lead partners"

    client.post(url("publish_arrangement", draft), {**form, "changes": "Health moved"})

    said = words(Client().get(url("public_arrangement", draft)))
    assert "Edition 2 (this page) 1 April 2026 Health moved" in said
    earlier = Client().get(url("public_arrangement", first))
    assert "This edition has been replaced. Read edition 2 ." in words(earlier)
    link = page(earlier).select_one(".govuk-inset-text a")
    assert link["href"] == url("public_arrangement", draft)


def test_an_old_edition_of_a_legal_text_is_marked_everywhere(
    client_of, amara, eve, today
):
    old = LegalTextFactory(title="Working together", edition="2018")
    LegalTextFactory(
        title="Working together",
        edition="2023",
        applies_from=date(2023, 12, 15),
        replaces=old,
    )
    public = publish(write(amara, legal_texts=[old]), amara, today)
    draft = write(amara)

    marked = "Old edition replaced by Working together (2023) from 15 December 2023"
    assert marked in words(Client().get(url("public_arrangement", public)))
    assert marked in words(client_of(eve).get(url("arrangement", public)))
    assert "Old edition refers to Working together (2018)" in words(
        client_of(eve).get(url("arrangements"))
    )
    assert "2018 Old edition" in words(client_of(eve).get(url("legal_texts")))

    services.write_arrangement("arrangements", text="New", legal_texts=[old], by=amara)
    said = words(client_of(amara).get(url("publish_arrangement", draft)))
    assert "It refers to Working together (2018), which Working together (2023)" in said


def test_a_reader_is_offered_nothing_to_change(client_of, eve, amara, today):
    publish(write(amara), amara, today)
    LegalTextFactory()
    client = client_of(eve)

    for name in ("arrangements", "legal_texts"):
        shown = page(client.get(url(name))).select_one("main")
        assert not shown.select("th:-soup-contains('Change')")
        assert not shown.select(".govuk-button")


def test_a_legal_text_is_added_and_corrected(client_of, amara):
    old = LegalTextFactory(title="Working together", edition="2018")
    client = client_of(amara)
    form = {"title": "Working together", "edition": "2023", "replaces": old.pk, **DAY}

    response = client.post(url("add_legal_text"), {**form, "address": "javascript:x"})
    assert errors(response) == ["Enter a web address that begins with https://"]

    client.post(url("add_legal_text"), {**form, "address": "https://www.example/wt"})
    text = LegalText.objects.get(edition="2023")
    assert (text.replaces, text.applies_from) == (old, date(2026, 4, 1))

    path = url("edit_legal_text", text)
    begun = posted(client.get(path))
    assert begun["address"] == "https://www.example/wt"
    client.post(path, {**begun, **DAY, "edition": "2026", "replaces": ""})
    text.refresh_from_db()
    assert (text.edition, text.replaces) == ("2026", None)


def test_removing_and_restoring_are_offered_in_turn(client_of, amara, today):
    public = publish(write(amara), amara, today)
    client = client_of(amara)

    def buttons():
        shown = page(client.get(url("arrangement", public)))
        return [one.get_text(strip=True) for one in shown.select("main form button")]

    assert buttons() == ["Remove from the public pages"]
    client.post(url("withdraw_arrangement", public))
    assert Client().get(url("public_arrangement", public)).status_code == 404
    assert buttons() == ["Make public again"]
    client.post(url("restore_arrangement", public))
    assert Client().get(url("public_arrangement", public)).status_code == 200


# The front page, signed out.


def front() -> list[tuple[str, str]]:
    """The links of the front page's lists."""
    links = page(Client().get("/")).select("main ul.govuk-list a")
    return [(one.get_text(strip=True), one["href"]) for one in links]


def test_the_front_page_lists_what_is_published(group, amara, today):
    assert front() == []

    draft = TermsFactory(subgroup=group)
    arrangement = write(amara)
    assert front() == []

    publish(arrangement, amara, today)
    threshold = services.write_arrangement("threshold", text="Levels", by=amara)
    publish(threshold, amara, today)
    terms_services.agree_terms(draft, publish=True, by=amara, on=today)

    assert front() == [
        ("Safeguarding arrangements", url("public_arrangement", arrangement)),
        ("Threshold document", url("public_arrangement", threshold)),
        ("Education subgroup", url("public_terms", draft)),
    ]

    services.withdraw_arrangement(threshold, by=amara, on=today)
    terms_services.unpublish_terms(draft, by=amara, on=today)

    assert [text for text, _ in front()] == ["Safeguarding arrangements"]


def test_public_pages_may_be_found_by_search_engines(amara, today):
    public = publish(write(amara), amara, today)

    for path in ("/", url("public_arrangement", public)):
        assert page(Client().get(path)).select("meta[name=robots]") == []


@pytest.mark.parametrize("count", [1, 30])
def test_the_front_page_asks_the_same_of_one_and_of_many(
    amara, today, count, django_assert_num_queries
):
    for _ in range(count):
        terms_services.agree_terms(TermsFactory(), publish=True, by=amara, on=today)
    client = Client()
    client.get("/")

    with django_assert_num_queries(4):
        response = client.get("/")

    assert len(page(response).select("main ul.govuk-list a")) == count
