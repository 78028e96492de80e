"""A signatory sends a return back with a comment instead of signing it."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from audits.signing import sending_back
from audits.signing import services as signing
from partnership.access import Role
from partnership.guards.outcomes import Refused
from partnership.outbox.models import Message
from tests.audits.reading import url
from tests.cast import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(half_signed, gwen):
    return sending_back.send_back(half_signed, comment="Add the rota", by=gwen)


def test_goes_back_to_the_school_without_signatures(comment, half_signed):
    assert half_signed.can_be_answered
    assert half_signed.current_signatures == {}
    assert comment.as_what == "Safeguarding governor"
    told = Message.objects.filter(kind="return_sent_back")
    assert {message.person.name for message in told} == {"Dee", "Hal"}
    assert "Add the rota" in told.first().body


def test_the_comment_stands_on_the_task_list_until_answered(
    comment, half_signed, dee, client_of
):
    client = client_of(dee)
    before = client.get(url("tasks", half_signed))

    client.post(url("answer_comment", comment), {"answer": "It is in section B"})

    after = client.get(url("tasks", half_signed))
    assertContains(before, "Say what you have done")
    assertContains(after, "It is in section B")
    assertNotContains(after, "Say what you have done")


def test_an_unanswered_comment_holds_up_signing(comment, half_signed, dee):
    with pytest.raises(Refused, match="Say what you have done about Gwen’s comment"):
        signing.declare_ready(half_signed, by=dee)

    sending_back.answer_comment(comment, answer="Added", by=dee)
    signing.declare_ready(half_signed, by=dee)

    assert half_signed.is_ready


def test_everyone_signs_again(comment, half_signed, dee, hal):
    sending_back.answer_comment(comment, answer="Added", by=dee)
    signing.declare_ready(half_signed, by=dee)

    assert half_signed.next_to_sign == "head"
    signing.sign_as_head(half_signed, name="Hal", by=hal)
    assert half_signed.signatures.count() == 2


def test_a_comment_is_answered_once(comment, dee):
    sending_back.answer_comment(comment, answer="Added", by=dee)

    with pytest.raises(Refused, match="already been answered"):
        sending_back.answer_comment(comment, answer="Again", by=dee)


def test_only_signatories_send_a_return_back(half_signed, elm, dee):
    with pytest.raises(Refused, match="You do not sign"):
        sending_back.send_back(half_signed, comment="No", by=dee)
    assert half_signed.signatures.filter(withdrawn_at=None).count() == 1


def test_the_chair_of_governors_may_too(half_signed, elm):
    chair = person("Ines", elm.organisation, Role.CHAIR_OF_GOVERNORS)

    row = sending_back.send_back(half_signed, comment="Add the rota", by=chair)

    assert row.as_what == "Chair of governors"
