"""A governor without an account signs with an emailed code, or by a minute."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from audits.signing import by_code, minutes
from audits.signing import services as signing
from audits.signing.models import ASK, Signature, SignatureRequest
from partnership.access import link_address
from partnership.dates import clock
from partnership.guards.outcomes import Refused
from partnership.outbox.models import Message
from tests.audits.factories import CLOSES
from tests.audits.reading import errors, url

pytestmark = pytest.mark.django_db
GRACE = {"name": "Grace Tolliver", "email": "grace@elsewhere.example"}
MINUTE = {
    "name": "Grace Tolliver",
    "capacity": "chair",
    "meeting_on": date(2025, 10, 14),
    "minute_reference": "2025/10, item 7",
    "on": CLOSES,
}


def pdf(content=b"%PDF-1.7 The governing body agreed the return."):
    return ContentFile(content, name="minute.pdf")


@pytest.fixture
def asked(half_signed, dee):
    return by_code.ask_governor(half_signed, **GRACE, capacity="chair", by=dee)


def ask_path(asked):
    return link_address("audits:ask_for_code", ASK, asked)


def emailed_code():
    body = Message.objects.filter(kind="signing_code").last().body
    return re.search(r"\w{4}-\w{4}", body)[0]


def test_the_whole_way_from_the_link_to_the_signature(asked, half_signed):
    governor = Client()
    path = ask_path(asked)

    before = governor.get(path)
    governor.post(path, {"send": "1"})
    opened = governor.post(path, {"code": emailed_code().lower()})
    page = governor.get(opened["Location"])
    done = governor.post(
        opened["Location"],
        {"version": half_signed.version, "name": "Grace Tolliver", "agrees": "on"},
    )

    assertNotContains(before, "Is your lead a senior leader?")
    assertContains(page, "Is your lead a senior leader?")
    assert done.status_code == 302
    signature = half_signed.signatures.get(role="governor")
    assert (signature.how, signature.as_what, signature.email, signature.person) == (
        "code",
        "Chair of governors",
        "grace@elsewhere.example",
        None,
    )
    assert governor.get(path).status_code == 404
    assert governor.get(opened["Location"]).status_code == 404


def test_no_code_is_kept_or_shown(asked, amara, client_of):
    by_code.send_code(asked)
    code = emailed_code()

    message = Message.objects.filter(kind="signing_code").get()
    page = client_of(amara).get(message.get_absolute_url())

    asked.refresh_from_db()
    assert code.replace("-", "") not in asked.code_digest
    assertNotContains(page, code)


def test_a_code_works_once(asked):
    by_code.send_code(asked)
    code = emailed_code()
    by_code.enter_code(asked, code=code)

    with pytest.raises(Refused, match="no longer works"):
        by_code.enter_code(asked, code=code)


def test_a_code_works_for_a_quarter_of_an_hour(asked):
    by_code.send_code(asked)

    with (
        clock.at(clock.now() + timedelta(minutes=15, seconds=1)),
        pytest.raises(Refused, match="no longer works"),
    ):
        by_code.enter_code(asked, code=emailed_code())


def test_a_code_can_be_tried_five_times(asked):
    path = ask_path(asked)
    by_code.send_code(asked)
    code = emailed_code()

    tried = [Client().post(path, {"code": "WRNG-C0DE"}) for _ in range(5)]
    late = Client().post(path, {"code": code})

    assert {errors(page)[0] for page in tried} == {"Enter the code from the email"}
    assert errors(late) == ["This code no longer works. Ask for a new one"]


def test_five_codes_are_sent_at_most(asked):
    for _ in range(5):
        by_code.send_code(asked)

    page = Client().post(ask_path(asked), {"send": "1"})

    assertContains(page, "Too many codes have been sent")
    assert Message.objects.filter(kind="signing_code").count() == 5


def test_a_code_of_one_request_does_not_open_another(asked, oaks, ola):
    by_code.send_code(asked)
    other = SignatureRequest.objects.create(
        audit_return=oaks,
        capacity="chair",
        **GRACE,
        asked_by=ola,
        asked_at=clock.now(),
        code_digest=by_code._digest(asked, emailed_code().replace("-", "")),
        code_at=clock.now(),
    )

    with pytest.raises(Refused, match="Enter the code"):
        by_code.enter_code(other, code=emailed_code())


@pytest.mark.parametrize(
    "changes",
    [{"email": "HAL@wexcombe.example"}, {"name": "hal brightwater"}],
)
def test_whoever_signed_as_head_is_not_asked_as_governor(
    half_signed, hal, dee, changes
):
    hal.email = "hal@wexcombe.example"
    hal.save()

    with pytest.raises(Refused, match="Hal Brightwater has already signed"):
        by_code.ask_governor(half_signed, **GRACE | changes, capacity="chair", by=dee)


def test_taking_the_return_back_ends_the_request(asked, half_signed, dee):
    signing.take_back(half_signed, by=dee)

    assert Client().get(ask_path(asked)).status_code == 404


def test_a_second_request_replaces_the_first(asked, half_signed, dee):
    path = ask_path(asked)

    by_code.ask_governor(
        half_signed,
        name="Ida Marsh",
        email="ida@elsewhere.example",
        capacity="governor",
        by=dee,
    )

    assert Client().get(path).status_code == 404
    assert half_signed.signature_requests.filter(ended_at=None).count() == 1


def test_the_governor_can_send_the_return_back(asked, half_signed):
    by_code.send_code(asked)
    path = by_code.enter_code(asked, code=emailed_code())

    Client().post(
        path, {"back-version": half_signed.version, "back-comment": "Add the rota"}
    )

    half_signed.refresh_from_db()
    assert half_signed.can_be_answered
    comment = half_signed.comments.get()
    assert (comment.name, comment.comment, comment.by) == (
        "Grace Tolliver",
        "Add the rota",
        None,
    )


def test_the_governor_is_not_asked_before_the_head_has_signed(ready, dee, client_of):
    page = client_of(dee).get(url("ask_governor", ready))

    assert page.status_code == 409
    assertContains(page, "The head must sign first", status_code=409)


class TestByMinute:
    def test_counts_as_the_governors_signature(self, half_signed, dee):
        minutes.record_minute(half_signed, **MINUTE, minute=pdf(), by=dee)

        signature = half_signed.signatures.get(role="governor")
        assert (signature.how, signature.recorded_by, signature.person) == (
            "minute",
            dee,
            None,
        )
        half_signed.reload_signatures()
        assert half_signed.is_signed

    def test_is_not_of_a_meeting_that_lies_ahead(self, half_signed, dee):
        late = MINUTE | {"meeting_on": CLOSES + timedelta(days=1)}

        with pytest.raises(Refused, match="today or in the past"):
            minutes.record_minute(half_signed, **late, minute=pdf(), by=dee)

    def test_a_page_dressed_up_as_a_pdf_is_refused(self, half_signed, dee, client_of):
        page = client_of(dee).post(
            url("record_minute", half_signed),
            {
                "version": half_signed.version,
                "name": "Grace Tolliver",
                "capacity": "chair",
                "meeting_on-day": "14",
                "meeting_on-month": "10",
                "meeting_on-year": "2025",
                "minute_reference": "7",
                "minute": pdf(b"<script>alert(1)</script>"),
            },
        )

        assert errors(page) == [
            "The selected file must be a PDF, Word document (DOCX), JPG or PNG"
        ]
        assertContains(page, "Grace Tolliver")

    def test_is_downloaded_by_those_who_see_the_return(
        self, half_signed, dee, ola, client_of
    ):
        minutes.record_minute(half_signed, **MINUTE, minute=pdf(), by=dee)
        signature = half_signed.signatures.get(role="governor")

        theirs = client_of(dee).get(url("minute", signature))

        assert b"".join(theirs).startswith(b"%PDF")
        assert theirs["Content-Disposition"].startswith("attachment")
        assert client_of(ola).get(url("minute", signature)).status_code == 404

    def test_a_signature_without_a_person_says_how_it_was_given(self, half_signed):
        with pytest.raises(IntegrityError), transaction.atomic():
            Signature.objects.create(
                audit_return=half_signed,
                role="governor",
                name="Grace",
                statement="Agreed",
                at=clock.now(),
            )
