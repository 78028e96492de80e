"""What comes onto the next agenda by itself: escalations and decisions by email."""

from datetime import date

import pytest

from partnership.guards.outcomes import Refused
from subgroups.agenda import proposals, sending
from subgroups.agenda import services as agenda
from subgroups.meetings.models.meetings import Meeting
from subgroups.registers.models.by_email import EmailDecision
from subgroups.registers.services import by_email, escalations
from tests.subgroups.factories import MeetingFactory
from tests.subgroups.pages import page, url, words

NOVEMBER, JANUARY = date(2025, 11, 18), date(2026, 1, 20)


@pytest.fixture
def coming(quality_group):
    return MeetingFactory(subgroup=quality_group, held_on=JANUARY)


def titles(meeting) -> list[str]:
    return list(meeting.items.values_list("title", flat=True))


def certain(meeting, by, on):
    found = proposals.proposals_for(meeting, by=by, on=on)
    return [one.title for one in found if one.is_certain]


SENT = "Escalated by Education subgroup on 22 October 2025"
BACK = "Response of Quality assurance subgroup to the escalation of 22 October 2025"


@pytest.mark.usefixtures("_today")
def test_an_escalation_is_ticked_already(escalation, coming, client_of, amara):
    agenda.add_agenda_item(coming, title="Welcome", by=amara)

    form = page(client_of(amara).get(url("build_agenda", coming)))

    ticked = form.select("input[type=checkbox][checked]")
    assert [one["value"] for one in ticked] == [f"escalated:{escalation.pk}"]


def test_it_comes_onto_the_agenda_without_anybody_choosing_it(
    escalation, coming, amara, today
):
    agenda.add_agenda_item(coming, title="Welcome", by=amara)

    sending.publish_agenda(coming, by=amara, on=today)

    assert titles(coming) == ["Welcome", SENT]
    assert SENT in str(coming.sendings.get().agenda)


def test_it_comes_once_and_waits_until_it_is_on_an_agenda(
    escalation, coming, quality_group, amara, today
):
    after = MeetingFactory(subgroup=quality_group, held_on=date(2026, 3, 3))
    assert certain(after, amara, today) == [SENT]
    agenda.add_agenda_item(coming, title="Welcome", by=amara)
    sending.publish_agenda(coming, by=amara, on=today)

    assert certain(coming, amara, today) == certain(after, amara, today) == []
    # The meeting was held and did not deal with it.
    Meeting.objects.filter(pk=coming.pk).update(status=Meeting.Status.HELD)
    assert certain(after, amara, today) == [SENT]


def test_the_response_comes_back_to_the_sender(
    escalation, theirs, later, amara, lena, today
):
    escalations.respond_to_escalation(
        escalation, response="We shall write", meeting=theirs, by=amara, on=NOVEMBER
    )

    assert BACK in certain(later, lena, today)
    Meeting.objects.filter(pk=later.pk).update(status=Meeting.Status.HELD)
    later.refresh_from_db()
    escalations.note_response(escalation, meeting=later, by=lena, on=JANUARY)
    next_one = MeetingFactory(subgroup=later.subgroup, held_on=date(2026, 3, 3))
    assert certain(next_one, lena, today) == []


def test_one_from_a_restricted_item_stays_restricted(
    escalation, item, coming, amara, olu, today
):
    type(item).objects.filter(pk=item.pk).update(access="restricted")
    agenda.add_agenda_item(coming, title="Welcome", by=amara)
    sending.publish_agenda(coming, by=amara, on=today)

    last = coming.items.last()
    assert last.is_restricted
    assert SENT not in str(coming.sendings.get().agenda)


@pytest.mark.usefixtures("_today")
def test_the_addressee_receives_and_responds_at_its_meeting(
    escalation, theirs, client_of, amara
):
    client = client_of(amara)
    here = {"pk": theirs.pk, "escalation": escalation.pk}
    base = url("meeting_escalations", theirs)
    client.post(f"{base}{here['escalation']}/receive/")
    escalation.refresh_from_db()
    assert (escalation.received_at_meeting, escalation.received_by) == (theirs, amara)
    client.post(
        f"{base}{here['escalation']}/respond/",
        {"version": escalation.version, "response": "We shall write"},
    )

    assert "at the meeting of 18 November 2025, recorded by Amara" in words(
        client.get(url("escalation", escalation))
    )


@pytest.mark.usefixtures("_today")
def test_the_senders_minute_taker_does_not_receive_it_for_the_addressee(
    escalation, theirs, client_of, lena
):
    path = f"{url('meeting_escalations', theirs)}{escalation.pk}/receive/"

    assert client_of(lena).post(path).status_code == 404


def test_what_is_not_yet_received_is_a_loose_end(escalation, coming, amara, today):
    agenda.add_agenda_item(coming, title="Welcome", by=amara)
    sending.publish_agenda(coming, by=amara, on=today)
    end = "Item 2: record whether the escalation was received"
    assert end in coming.loose_ends()
    Meeting.objects.filter(pk=coming.pk).update(status=Meeting.Status.HELD)
    coming.refresh_from_db()
    escalations.receive_escalation(escalation, meeting=coming, by=amara, on=JANUARY)

    assert end not in coming.loose_ends()


# Decisions by email.


@pytest.fixture
def question(group, lena, today):
    return by_email.ask_question(
        group,
        question="Do we reply to the consultation?",
        asked_on=today,
        answer_by=date(2025, 10, 31),
        by=lena,
    )


@pytest.fixture
def taken(question, mo, lena):
    by_email.record_answer(
        question,
        person=mo,
        answer="agree",
        words="Yes, today",
        answered_on=date(2025, 10, 23),
        by=lena,
    )
    by_email.close_question(question, outcome="We reply", by=lena, on=date(2025, 11, 3))
    return question


def test_who_answered_what_by_when_is_kept(taken, mo):
    [answer] = taken.answers.all()

    assert (answer.person, answer.get_answer_display(), answer.words) == (
        mo,
        "Agrees",
        "Yes, today",
    )


def test_an_outcome_needs_an_answer_and_words(question, mo, lena, today):
    with pytest.raises(Refused, match="at least one answer"):
        by_email.close_question(question, outcome="We reply", by=lena, on=today)
    by_email.record_answer(
        question, person=mo, answer="agree", answered_on=today, by=lena
    )
    with pytest.raises(Refused, match="Enter the outcome"):
        by_email.close_question(question, outcome=" ", by=lena, on=today)


def test_answers_come_after_the_question_and_before_the_outcome(
    taken, question, mo, lena
):
    with pytest.raises(Refused, match="This question is closed"):
        by_email.record_answer(
            taken, person=mo, answer="agree", answered_on=NOVEMBER, by=lena
        )


def test_it_goes_onto_the_next_agenda_and_is_noted(taken, later, lena, today):
    title = "To note: decision by email of 3 November 2025"
    assert title in certain(later, lena, today)
    with pytest.raises(Refused, match="a meeting that has been held"):
        by_email.note_question(taken, meeting=later, by=lena)
    Meeting.objects.filter(pk=later.pk).update(status=Meeting.Status.HELD)
    later.refresh_from_db()
    by_email.note_question(taken, meeting=later, by=lena)

    taken.refresh_from_db()
    assert (taken.status, taken.noted_at_meeting) == (
        EmailDecision.Status.NOTED,
        later,
    )


@pytest.mark.usefixtures("_today")
def test_it_stands_in_the_register_of_decisions(taken, client_of, mo, olu):
    shown = words(client_of(mo).get(url("decisions"), {"words": "consultation"}))

    assert f"ES-email-{taken.pk}" in shown
    assert "Do we reply to the consultation? – We reply" in shown
    assert "consultation" not in words(client_of(olu).get(url("decisions")))


@pytest.mark.usefixtures("_today")
def test_its_pages_record_it(group, seats, client_of, lena, mo):
    client = client_of(lena)
    day = {"day": "20", "month": "10", "year": "2025"}
    client.post(
        url("ask_question", group),
        {
            "question": "Do we reply?",
            **{f"asked_on-{part}": value for part, value in day.items()},
            **{f"answer_by-{part}": value for part, value in day.items()},
        },
    )
    decision = EmailDecision.objects.get()
    client.post(
        url("answer_question", decision),
        {
            "version": 1,
            "person": mo.pk,
            "answer": "disagree",
            **{f"answered_on-{part}": value for part, value in day.items()},
        },
    )
    client.post(url("close_question", decision), {"version": 2, "outcome": "We do not"})

    shown = words(client.get(url("question", decision)))
    assert "Mo Disagrees 20 October 2025" in shown
    assert "Outcome We do not" in shown
