"""A restricted item’s unusual word is found nowhere by those whom it is not for."""

from datetime import date

import pytest
from django.urls import reverse

from actions.yearly import summarise
from partnership.dates.years import ReportYear
from partnership.history.models import Event
from partnership.history.words import in_words
from partnership.outbox.models import Message
from scorecard.calendars import services as calendars
from scorecard.digest.services import send_digests
from subgroups.agenda import sending
from subgroups.agenda import services as agenda
from subgroups.meetings.checking import check_minutes
from subgroups.minutes import correcting, deciding
from subgroups.minutes import services as minutes
from subgroups.registers.services import challenges, escalations
from subgroups.structure.models import Subgroup
from tests.scorecard import machines
from tests.scorecard.feeds import fetch
from tests.subgroups.factories import MeetingFactory
from tests.subgroups.pages import url
from tests.world import GUARDED, about, urls

WORD = "Rumpelstiltskin"
JANUARY = date(2026, 1, 20)

pytestmark = pytest.mark.usefixtures("_today", "pdfs_as_html")


@pytest.fixture
def secret(drafted, quality_group, lena, chris, today):
    """An item with everything that can be minuted, in minutes that have gone out."""
    item = agenda.add_agenda_item(
        drafted,
        title=WORD,
        presenter=WORD,
        access="restricted",
        readers=[lena],
        by=lena,
    )
    minutes.write_notes(item, notes=f"{WORD} was discussed.", by=lena)
    decision = minutes.record_decision(item, text=f"To write to {WORD}", by=lena)
    deciding.reword_decision(decision, text=f"To ring {WORD}", by=lena)
    challenges.record_challenge(
        item, challenger_words="MO", concern=WORD, response=WORD, by=lena
    )
    escalations.escalate(
        item, to=quality_group.organisation, why=WORD, by=lena, on=today
    )
    minutes.raise_from_item(
        item,
        text=f"Suspend {WORD}",
        owner_words="CH",
        due_words="12 December 2025",
        by=lena,
        on=today,
    )
    check_minutes(drafted, by=chris, on=today)
    minutes.circulate_minutes(drafted, by=lena, on=today)
    correction = correcting.propose_correction(
        drafted, item=item, paragraph=1, text=WORD, by=lena, on=today
    )
    correcting.settle_correction(
        correction, is_accepted=True, agreed_words=f"{WORD}!", by=lena, on=today
    )
    return item


@pytest.fixture
def quality_group(quality, partnership):
    return Subgroup.objects.create(organisation=quality, reports_to=partnership)


@pytest.fixture
def finished(secret, later, lena):
    """The same minutes, agreed and amended."""
    meeting = secret.meeting
    meeting.refresh_from_db()
    minutes.agree_minutes(meeting, agreed_at_meeting=later, by=lena, on=JANUARY)
    minutes.amend(meeting, item=secret, text=WORD, by=lena, on=JANUARY)
    return meeting


# Pages that list or show what a member of the group or of the addressee may open.
LISTS = [
    name
    for name in GUARDED
    if about(urls()[name]) is None and "<" not in str(urls()[name].pattern)
]
OF_MEETING = [
    "meeting",
    "minutes",
    "minutes_pdf",
    "redacted_minutes",
    "redacted_minutes_pdf",
    "compare_minutes",
    "corrections",
    "propose_correction",
]
OF_SUBGROUP = ["subgroup", "meetings", "forward_plan", "action_log"]


def read(client, path):
    response = client.get(path)
    return b"".join(response).decode(errors="ignore")


def test_it_is_read_by_whom_it_is_for(secret, client_of, lena):
    client = client_of(lena)

    for name in ("minutes", "minutes_pdf", "corrections"):
        assert WORD in read(client, url(name, secret.meeting)), name


def test_the_redacted_copies_leave_it_out_even_for_them(finished, client_of, lena):
    for name in ("redacted_minutes", "redacted_minutes_pdf"):
        text = read(client_of(lena), url(name, finished))
        assert WORD not in text, name
        assert "Restricted item" in text


@pytest.mark.parametrize("name", OF_MEETING)
def test_others_do_not_read_it_on_the_pages_of_the_meeting(
    name, finished, client_of, mo
):
    assert WORD not in read(client_of(mo), url(name, finished))


@pytest.mark.parametrize("name", OF_SUBGROUP)
def test_nor_on_the_pages_of_the_subgroup(name, finished, client_of, mo):
    assert WORD not in read(client_of(mo), url(name, finished.subgroup))


def test_nor_in_any_list_nor_at_the_addressee(
    finished, client_of, mo, olu, eve, scarlett
):
    for person in (mo, olu, eve, scarlett):
        client = client_of(person)
        told = [name for name in LISTS if WORD in read(client, reverse(name))]
        assert told == []
        for kind in ("decisions", "challenges", "escalations"):
            for filters in ("", f"?words={WORD}"):
                path = f"{url(kind)[:-1]}.csv/{filters}"
                assert f"to ring {WORD}".lower() not in read(client, path).lower()
                assert f",{WORD}" not in read(client, path)


@pytest.mark.parametrize("reader", ["mo", "eve", "amara", "chris"])
def test_nor_in_calendars_not_even_those_of_its_owner(
    finished, education, request, reader
):
    person = request.getfixturevalue(reader)

    for organisation in (None, education):
        feed = calendars.add_calendar(organisation=organisation, by=person)
        assert WORD not in fetch(feed).content.decode()


def test_nor_in_downloads_nor_in_what_other_systems_read(finished, client_of, mo, eve):
    for person in (mo, eve):
        register = reverse("actions:register_file", kwargs={"kind": "csv"})
        assert WORD not in read(client_of(person), register)
        assert WORD not in read(
            client_of(person), f"{reverse('actions:register')}?words={WORD}"
        ).replace(f'value="{WORD}"', "")
        key, _ = machines.give(person)
        api = machines.read("actions", key)
        assert api.status_code == 200
        assert WORD not in api.content.decode()


def test_nor_in_the_yearly_report(finished, education):
    year = ReportYear(2025)

    for organisation in (None, education):
        assert WORD not in str(summarise(year, organisation=organisation))


def test_nor_in_the_digest_of_its_owner(finished, chris):
    send_digests(on=date(2025, 12, 15))

    told = Message.objects.filter(person=chris, kind="digest")
    assert "Restricted action" in "".join(told.values_list("body", flat=True))
    assert WORD not in "".join(told.values_list("body", flat=True))


def test_nor_on_the_next_agenda_of_the_addressee(
    secret, quality_group, client_of, amara, olu, today
):
    coming = MeetingFactory(subgroup=quality_group, held_on=JANUARY)
    agenda.add_agenda_item(coming, title="Welcome", by=amara)
    sending.publish_agenda(coming, by=amara, on=today)

    assert coming.items.filter(access="restricted").exists()
    assert WORD not in read(client_of(olu), url("meeting", coming))
    assert WORD not in read(client_of(olu), url("minutes", coming))


def test_nor_in_emails_to_others(finished, lena):
    told = Message.objects.exclude(person=lena)

    assert told.exists()
    assert [one.kind for one in told if WORD in f"{one.subject}{one.body}"] == []


def test_nor_in_the_history_that_others_read(finished, later):
    rows = [finished, finished.subgroup, later]
    events = Event.objects.filter(
        subject_type__in=["subgroups.meeting", "subgroups.subgroup"],
        subject_id__in=[row.pk for row in rows],
    )

    assert events.exists()
    assert [one.event for one in events if WORD in str(in_words(one))] == []


def test_nor_in_what_was_sent_nor_in_the_record_of_corrections(finished, later):
    assert WORD not in str(finished.minutes_sendings.get().parts)
    assert WORD not in finished.corrections
    assert finished.items.get(access="restricted").notes == f"{WORD}!"
