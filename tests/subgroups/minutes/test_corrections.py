"""Corrections that those who attended propose, and what the agreed minutes carry."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from partnership.guards.outcomes import Refused
from partnership.outbox.models import Message
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes import correcting
from subgroups.minutes import services as minutes
from subgroups.minutes.models import Correction
from subgroups.minutes.versions import compare, versions_of
from tests.subgroups.factories import AgendaItemFactory
from tests.subgroups.pages import errors, url, words

JANUARY = date(2026, 1, 20)
TEXT = "This should refer to WeRead accounts and not to testing"


def propose(meeting, by, text=TEXT, **place):
    return correcting.propose_correction(
        meeting, text=text, by=by, on=date(2025, 10, 24), **place
    )


def accept(correction, by, words):
    correcting.settle_correction(
        correction, is_accepted=True, agreed_words=words, by=by, on=date(2025, 10, 30)
    )


def agree(meeting, later, by, others=""):
    minutes.agree_minutes(
        meeting, agreed_at_meeting=later, corrections=others, by=by, on=JANUARY
    )
    meeting.refresh_from_db()


@pytest.fixture
def correction(circulated, item, mo):
    return propose(circulated, mo, item=item, paragraph=1)


def test_the_chair_and_the_minute_taker_are_told(correction, chris, lena):
    told = Message.objects.filter(kind="correction_proposed")

    assert {message.person for message in told} == {chris, lena}
    assert f"Item 1, paragraph 1: {TEXT}" in told.first().body


def test_only_those_who_attended_propose(circulated, amara, mo):
    with pytest.raises(Refused, match="Only people who attended"):
        propose(circulated, amara)
    circulated.attendances.filter(person=mo).update(kind="apologies")
    with pytest.raises(Refused, match="Only people who attended"):
        propose(circulated, mo)


def test_a_draft_and_agreed_minutes_take_no_proposals(drafted, later, mo, lena, today):
    with pytest.raises(Refused, match="once the minutes have been circulated"):
        propose(drafted, mo)
    minutes.circulate_minutes(drafted, by=lena, on=today)
    agree(drafted, later, lena)
    with pytest.raises(Refused, match="once the minutes have been circulated"):
        propose(drafted, mo)


def test_its_place_must_be_in_these_minutes(circulated, item, mo):
    for place, sentence in (
        ({"item": item, "paragraph": 2}, "Item 1 has 1 paragraph"),
        ({"paragraph": 1}, "Select the item"),
        ({"item": AgendaItemFactory()}, "belongs to another meeting"),
    ):
        with pytest.raises(Refused, match=sentence):
            propose(circulated, mo, **place)


def test_it_is_refused_with_a_reason_and_the_proposer_is_told(correction, mo, lena):
    with pytest.raises(Refused, match="Enter the reason"):
        correcting.settle_correction(correction, is_accepted=False, by=lena, on=JANUARY)
    correcting.settle_correction(
        correction, is_accepted=False, reason="It was said so", by=lena, on=JANUARY
    )

    correction.refresh_from_db()
    assert correction.status == Correction.Status.REFUSED
    [told] = Message.objects.filter(kind="correction_settled")
    assert told.person == mo
    assert "Refused: It was said so" in told.body


def test_minutes_wait_until_every_proposal_is_answered(
    correction, circulated, later, lena
):
    with pytest.raises(Refused, match="Accept or refuse each proposed correction"):
        agree(circulated, later, lena)


def test_accepted_words_are_what_the_agreed_minutes_carry(
    correction, circulated, item, later, lena
):
    accept(correction, lena, "CH reported on attendance.")
    agree(circulated, later, lena, others="Page 2: JB is JP")

    item.refresh_from_db()
    assert item.notes == "CH reported on attendance."
    assert circulated.corrections == (
        "Item 1, paragraph 1: CH reported on attendance.\nPage 2: JB is JP"
    )


def test_a_refused_one_changes_nothing(correction, circulated, item, later, lena):
    correcting.settle_correction(
        correction, is_accepted=False, reason="No", by=lena, on=JANUARY
    )
    agree(circulated, later, lena)

    item.refresh_from_db()
    assert (item.notes, circulated.corrections) == ("CH asked about attendance.", "")


def test_two_to_one_paragraph_build_on_each_other(
    correction, circulated, item, later, mo, lena
):
    other = propose(circulated, mo, item=item, paragraph=1)
    assert correcting.words_now(other) == "CH asked about attendance."
    accept(correction, lena, "CH reported on attendance.")

    assert correcting.words_now(other) == "CH reported on attendance."


def test_an_answer_can_be_changed_until_the_minutes_are_agreed(
    correction, circulated, later, lena
):
    accept(correction, lena, "One")
    accept(correction, lena, "Two")
    assert correction.agreed_words == "Two"
    agree(circulated, later, lena)

    with pytest.raises(Refused, match="while the minutes are circulated"):
        accept(correction, lena, "Three")
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        Correction.objects.update(agreed_words="Three")


@pytest.mark.usefixtures("_today")
def test_the_next_meetings_minutes_say_what_was_corrected(
    correction, circulated, later, lena, client_of, mo
):
    accept(correction, lena, "CH reported on attendance.")
    agree(circulated, later, lena)
    Meeting.objects.filter(pk=later.pk).update(status=Meeting.Status.HELD)

    assert (
        "Minutes of 21 October 2025 Agreed with these corrections: "
        "Item 1, paragraph 1: CH reported on attendance."
    ) in words(client_of(mo).get(url("minutes", later)))


def test_a_correction_to_a_restricted_item_is_no_news_to_others(
    drafted, lena, mo, later, today
):
    secret = AgendaItemFactory(
        meeting=drafted, number=2, access="restricted", notes="Rumpelstiltskin"
    )
    secret.named.create(person=lena)
    minutes.circulate_minutes(drafted, by=lena, on=today)
    proposed = propose(drafted, lena, "Rumpelstiltskin!", item=secret, paragraph=1)

    assert not Correction.objects.visible_to(mo).exists()
    assert "Rumpel" not in Message.objects.filter(kind="correction_proposed").get().body
    accept(proposed, lena, "Rumpelstiltskin!")
    agree(drafted, later, lena)
    assert drafted.corrections == ""


@pytest.mark.usefixtures("_today")
def test_the_pages_propose_and_answer(circulated, item, client_of, mo, lena):
    member, writer = client_of(mo), client_of(lena)
    refused = member.post(
        url("propose_correction", circulated),
        {"item": item.pk, "paragraph": "7", "text": TEXT},
    )
    assert errors(refused) == ["Item 1 has 1 paragraph"]
    assert TEXT in refused.content.decode()
    member.post(
        url("propose_correction", circulated),
        {"item": item.pk, "paragraph": "1", "text": TEXT},
    )
    correction = Correction.objects.get()
    assert "CH asked about attendance." in words(
        writer.get(url("settle_correction", correction))
    )
    writer.post(
        url("settle_correction", correction),
        {"version": 1, "is_accepted": "True", "agreed_words": "CH reported."},
    )

    assert "Accepted CH reported." in words(member.get(url("corrections", circulated)))


# Versions.


def test_each_circulation_is_kept_as_it_was_sent(circulated, item, lena, today):
    minutes.take_back_minutes(circulated, by=lena)
    minutes.write_notes(item, notes="CH reported on attendance.", by=lena)
    circulated.refresh_from_db()
    minutes.circulate_minutes(circulated, by=lena, on=today)

    first, second, now = versions_of(circulated)
    changed = [part for part in compare(first, second) if not part.is_same]
    assert [(part.title, part.change) for part in changed] == [
        ("1. Attendance at school", "Changed")
    ]
    assert all(part.is_same for part in compare(second, now))
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        circulated.minutes_sendings.update(parts=[])


@pytest.mark.usefixtures("_today")
def test_the_page_compares_two_versions(circulated, item, client_of, mo, lena, today):
    minutes.take_back_minutes(circulated, by=lena)
    minutes.write_notes(item, notes="CH asked about exclusions.", by=lena)

    response = client_of(mo).get(
        url("compare_minutes", circulated), {"earlier": "1", "later": "now"}
    )

    assert "removed: attendance. CH asked about added: exclusions." in words(response)


@pytest.mark.usefixtures("_today")
def test_who_was_sent_the_minutes_and_who_opened_them(
    circulated, client_of, mo, lena, chris
):
    client_of(mo).get(url("minutes", circulated))
    client_of(mo).get(url("minutes_pdf", circulated))

    shown = words(client_of(lena).get(url("minutes_sent", circulated)))
    assert "Opened by 1 of 3." in shown
    assert "Mo Waiting 22 October 2025, 10:00" in shown
    assert "Chris Waiting Not yet" in shown
