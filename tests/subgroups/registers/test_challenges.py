"""Who challenged whom on what, what was answered, and what came of it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from subgroups.meetings.models.meetings import Meeting
from subgroups.minutes import services as minutes
from subgroups.registers.models.challenges import Challenge
from subgroups.registers.services import challenges
from tests.subgroups.factories import AgendaItemFactory

FEBRUARY = date(2026, 2, 3)
Status = Challenge.Status


def test_people_are_found_by_their_initials_and_the_agency_by_the_seat(
    held, item, mo, chris, seats, lena
):
    challenge = challenges.record_challenge(
        item,
        challenger_words="MO",
        challenged_words="CH",
        concern="Why has nothing been done?",
        by=lena,
    )

    assert (challenge.challenger, challenge.challenged) == (mo, chris)
    assert challenge.organisation == seats[2].agency
    assert challenge.status == Status.OPEN


def test_who_cannot_be_one_person_stays_in_words(held, item, lena):
    challenge = challenges.record_challenge(
        item,
        challenger_words="The young scrutineers",
        challenged_words="MO and CH",
        concern="Who asked us?",
        by=lena,
    )

    assert (challenge.challenger, challenge.challenged) == (None, None)
    assert challenge.challenged_words == "MO and CH"


def test_the_first_challenge_begins_the_draft(challenge, held):
    held.refresh_from_db()

    assert held.status == Meeting.Status.DRAFT


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"challenger_words": " ", "concern": "Why?"}, "challenger_words"),
        ({"challenger_words": "MO", "concern": " "}, "concern"),
    ],
)
def test_it_says_who_and_on_what(held, item, lena, words, field):
    with pytest.raises(Refused) as refusal:
        challenges.record_challenge(item, by=lena, **words)

    assert refusal.value.field == field


def test_a_response_in_the_meeting_is_minuted(challenge, lena, today):
    challenges.respond_to_challenge(
        challenge, response="It begins on Monday", by=lena, on=today
    )

    challenge.refresh_from_db()
    assert (challenge.response, challenge.later_response) == ("It begins on Monday", "")
    assert challenge.status == Status.ANSWERED


def test_a_response_after_the_minutes_stands_beside_them(challenge, agreed, lena):
    challenges.respond_to_challenge(
        challenge, response="It has begun", by=lena, on=FEBRUARY
    )

    challenge.refresh_from_db()
    assert (challenge.response, challenge.later_response, challenge.responded_on) == (
        "",
        "It has begun",
        FEBRUARY,
    )


def test_it_is_closed_once_with_an_outcome(challenge, lena):
    with pytest.raises(Refused, match="Enter the outcome"):
        challenges.close_challenge(challenge, outcome=" ", by=lena, on=FEBRUARY)
    challenges.close_challenge(challenge, outcome="Done", by=lena, on=FEBRUARY)

    challenge.refresh_from_db()
    assert (challenge.outcome, challenge.closed_on, challenge.closed_by) == (
        "Done",
        FEBRUARY,
        lena,
    )
    assert not Challenge.objects.open().exists()
    with pytest.raises(Refused, match="closed already"):
        challenges.close_challenge(challenge, outcome="Again", by=lena, on=FEBRUARY)


def test_it_is_corrected_while_the_minutes_may_be_written(challenge, held, lena, today):
    challenges.correct_challenge(
        challenge,
        challenger_words="MO",
        concern="Why so little?",
        response="More is planned",
        version=1,
        by=lena,
    )

    challenge.refresh_from_db()
    assert (challenge.concern, challenge.status) == ("Why so little?", Status.ANSWERED)
    assert history.of(challenge).first().detail["before"]["concern"] == (
        "Why has nothing been done?"
    )
    held.refresh_from_db()
    minutes.circulate_minutes(held, by=lena, on=today)
    with pytest.raises(Refused, match="have been circulated"):
        challenges.correct_challenge(
            challenge, challenger_words="MO", concern="Other words", by=lena
        )


def test_the_second_of_two_writers_is_told(challenge, lena, today):
    challenges.respond_to_challenge(challenge, response="Yes", by=lena, on=today)

    with pytest.raises(Changed):
        challenges.close_challenge(
            challenge, outcome="Done", version=1, by=lena, on=today
        )


@pytest.mark.parametrize("field", ["concern", "response", "challenger_words"])
def test_agreed_minutes_keep_its_words(challenge, agreed, field):
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        Challenge.objects.update(**{field: "Other words"})
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        Challenge.objects.all().delete()


def test_one_under_a_restricted_item_is_read_by_whom_the_item_is_for(
    held, lena, mo, olu
):
    item = AgendaItemFactory(meeting=held, number=2, access="restricted")
    challenges.record_challenge(
        item, challenger_words="CH", concern="Of a school", by=lena
    )

    assert not Challenge.objects.visible_to(mo).exists()
    assert Challenge.objects.visible_to(lena).exists()
    item.named.create(person=olu)
    assert Challenge.objects.visible_to(olu).exists()
