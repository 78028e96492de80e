"""The pages from checking answers to the receipt."""

import io
from decimal import Decimal

import pypdf
import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audits.returns.models.answers import Given
from audits.signing import services
from partnership.history import services as history
from tests.audits.factories import ANSWERS, answer_all, question
from tests.audits.reading import errors, soup, url
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def test_a_return_goes_from_its_first_answer_to_its_receipt(
    elms, dee, hal, gwen, client_of, outbox_delivers, mailoutbox
):
    answer_all(elms, by=dee, deputies=Given(number=Decimal(0)))
    lead, head, governor = client_of(dee), client_of(hal), client_of(gwen)
    name = f"g{question(elms, 'deputies').pk}"

    plan = lead.post(
        url("gaps", elms),
        {
            "version": "1",
            f"{name}-decision": "action",
            f"{name}-action_text": "Train Mr Bell",
            f"{name}-owner_words": "Head",
            f"{name}-due_text": "31 March 2026",
        },
    )
    ready = lead.post(url("check", elms), {"version": "2"})
    signing = {"name": "Hal Brightwater", "agrees": "on"}
    signed = head.post(url("sign_as_head", elms), {"version": "3", **signing})
    signing = {"name": "Gwen Tolliver", "agrees": "on"}
    agreed = governor.post(url("sign_as_governor", elms), {"version": "4", **signing})
    with outbox_delivers():
        done = lead.post(url("submit", elms), {"version": "5"})

    for response in (plan, ready, signed, agreed):
        assertRedirects(response, url("tasks", elms), fetch_redirect_response=False)
    assertRedirects(done, url("receipt", elms), fetch_redirect_response=False)
    elms.refresh_from_db()
    assert elms.is_submitted
    page = lead.get(url("receipt", elms))
    assertContains(page, elms.receipt_number)
    assertContains(page, "Train Mr Bell")
    assertContains(page, "Hal Brightwater")
    receipts = [m for m in mailoutbox if elms.receipt_number in m.subject]
    assert {m.to[0].partition("@")[0] for m in receipts} == {"dee", "hal", "gwen"}


def test_the_task_list_shows_whose_turn_it_is(elms, dee, hal, gwen, client_of):
    answer_all(elms, by=dee)
    services.declare_ready(elms, by=dee)

    assertContains(client_of(hal).get(url("tasks", elms)), "Waiting for you", count=1)
    assertNotContains(client_of(gwen).get(url("tasks", elms)), "Waiting for you")
    assertContains(client_of(gwen).get(url("tasks", elms)), "Waiting", count=1)


def test_a_return_with_answers_missing_is_not_sent_for_signing(elms, dee, client_of):
    response = client_of(dee).post(url("check", elms), {"version": "1"})

    assertContains(response, "Answer A1, A2, B2, B3 first")


def test_the_check_page_shows_every_answer_with_a_change_link(elms, dee, client_of):
    answer_all(elms, by=dee, dsl_in_leadership=Given(choice="no"))

    page = soup(client_of(dee).get(url("check", elms)))

    rows = page.select(".govuk-summary-list__row:has(a)")
    assert len(rows) == 6
    assert rows[0].find("dd").get_text(" ", strip=True) == "No Gap"
    assert rows[0].find("a")["href"].startswith(url("section", elms, letter="A"))


def test_a_gap_needs_an_action_or_a_reason(elms, dee, client_of):
    answer_all(elms, by=dee, deputies=Given(number=Decimal(0)))
    name = f"g{question(elms, 'deputies').pk}"

    neither = client_of(dee).post(
        url("gaps", elms), {"version": "1", f"{name}-decision": "none"}
    )
    empty = client_of(dee).post(
        url("gaps", elms), {"version": "1", f"{name}-decision": "action"}
    )

    assert errors(neither) == ["Enter why no action is needed"]
    assert errors(empty) == ["Enter what you will do"]
    assert elms.gaps.count() == 0


def test_the_head_cannot_sign_for_the_governor_too(elms, hal, dee, client_of):
    MembershipFactory(
        person=hal, organisation=elms.school.organisation, role="governor"
    )
    answer_all(elms, by=dee)
    services.declare_ready(elms, by=dee)
    client = client_of(hal)
    form = {"name": "Hal Brightwater", "agrees": "on"}
    client.post(url("sign_as_head", elms), {**form, "version": "2"})

    response = client.post(url("sign_as_governor", elms), {**form, "version": "3"})

    assertContains(response, "You have already signed this return")
    assert elms.signatures.count() == 1


def test_another_schools_return_is_not_found(elms, ola, client_of):
    answer_all(elms, by=ola)

    for name in ("tasks", "check", "gaps", "submit", "receipt", "whole", "pdf"):
        assert client_of(ola).get(url(name, elms)).status_code == 404
    assert client_of(ola).get(url("section", elms, letter="A")).status_code == 404
    first = question(elms, "deputies").pk
    post = client_of(ola).post(url("save_answer", elms, question=first), {})
    assert post.status_code == 404


def test_officers_can_read_a_return_but_not_change_it(sent, amara, client_of):
    page = client_of(amara).get(url("whole", sent))

    assertContains(page, sent.receipt_number)
    assert client_of(amara).get(url("section", sent, letter="A")).status_code == 403
    assert client_of(amara).post(url("take_back", sent)).status_code == 403


def test_reopening_shows_the_signatures_it_withdraws(elms, dee, hal, client_of):
    answer_all(elms, by=dee)
    services.declare_ready(elms, by=dee)
    services.sign_as_head(elms, name="Hal Brightwater", by=hal)
    client, path = client_of(dee), url("take_back", elms)

    page = client.get(path)
    answers = [client.post(path, {"version": "3"}) for _ in range(2)]

    assertContains(page, "This withdraws 1 signature.")
    assertContains(page, "Hal Brightwater")
    for answer in answers:
        assertRedirects(answer, url("tasks", elms), fetch_redirect_response=False)
    elms.refresh_from_db()
    assert elms.can_be_answered
    assert elms.signatures.get().withdrawn_at


def test_an_old_reopen_page_withdraws_nothing(elms, dee, hal, client_of):
    answer_all(elms, by=dee)
    services.declare_ready(elms, by=dee)
    services.sign_as_head(elms, name="Hal Brightwater", by=hal)

    client_of(dee).post(url("take_back", elms), {"version": "2"})

    assert elms.signatures.get().withdrawn_at is None


def test_checking_and_submitting_show_what_follows(elms, dee, hal, gwen, client_of):
    answer_all(elms, by=dee, deputies=Given(number=Decimal(0)))
    lead = client_of(dee)

    check = lead.get(url("check", elms))
    services.declare_ready(elms, by=dee)
    services.sign_as_head(elms, name="Hal", by=hal)
    services.sign_as_governor(elms, name="Gwen", by=gwen)
    submit = lead.get(url("submit", elms))

    assertContains(check, "your answers show 1 gap,")
    assertContains(check, "we email the head and ask them to sign")
    assertContains(submit, "adds 1 action to your school’s action list")


def test_the_pdf_has_the_receipt_number_and_every_answer(sent, dee, client_of):
    response = client_of(dee).get(url("pdf", sent))

    reader = pypdf.PdfReader(io.BytesIO(response.content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert sent.receipt_number in text
    assert "Elm Primary School" in text
    assert all(one.ref in text for one in sent.questions)
    assert set(ANSWERS) <= {one.code for one in sent.questions}


def test_a_double_click_has_the_same_result_as_one_click(
    elms, dee, hal, gwen, client_of
):
    answer_all(elms, by=dee)
    signing = {"name": "Hal Brightwater", "agrees": "on"}
    journey = [
        (dee, "check", {"version": "1"}, "tasks"),
        (hal, "sign_as_head", {"version": "2", **signing}, "tasks"),
        (gwen, "sign_as_governor", {"version": "3", **signing}, "tasks"),
        (dee, "submit", {"version": "4"}, "receipt"),
    ]

    for person, name, data, then in journey:
        for _ in range(2):
            response = client_of(person).post(url(name, elms), data)
            assertRedirects(response, url(then, elms), fetch_redirect_response=False)

    assert [event.event for event in history.of(elms)][:5] == [
        "submitted",
        "PDF requested",
        "signed",
        "signed",
        "ready to sign",
    ]
    assert elms.signatures.count() == 2
