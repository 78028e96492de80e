"""An agenda goes out once, its changes as changes, and both can be proved."""

from datetime import date

import pytest

from partnership.guards.outcomes import Refused
from partnership.outbox.models import Message
from subgroups.agenda import sending
from subgroups.agenda import services as agenda
from subgroups.agenda.changes import changes_between
from subgroups.meetings.proof import proof_of
from tests.subgroups.factories import MeetingFactory
from tests.subgroups.pages import page, url, words

SENT = {
    "number": 1,
    "title": "Welcome",
    "section": "",
    "purpose": "Decision",
    "presenter": "",
    "minutes": 5,
    "papers": [],
}


def entry(pk, **fields):
    return {**SENT, "pk": pk, **fields}


def paper(pk, title, digest="a"):
    return {"pk": pk, "title": title, "digest": digest}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([entry(1)], [entry(1)], []),
        (
            [entry(1)],
            [entry(1), entry(2, number=2, title="Risks", papers=[paper(1, "Log")])],
            ["Item 2 is new: Risks", "Item 2: paper added, Log"],
        ),
        ([entry(1), entry(2)], [entry(2)], ["Removed: Welcome (was item 1)"]),
        (
            [entry(1)],
            [entry(1, title="Opening", minutes=10, presenter="Mo")],
            [
                "Item 1 is now called “Opening” (was “Welcome”)",
                "Item 1, Opening: who presents it and its minutes changed",
            ],
        ),
        (
            [entry(1), entry(2)],
            [entry(2), entry(1)],
            ["The items are in another order"],
        ),
        (
            [entry(1, papers=[paper(1, "Log"), paper(2, "Plan")])],
            [entry(1, papers=[paper(1, "Log", "b")])],
            ["Item 1: new version of Log", "Item 1: paper removed, Plan"],
        ),
    ],
)
def test_what_changed_in_words(before, after, expected):
    assert changes_between(before, after) == expected


def test_the_agenda_is_sent_once(coming, items, lena, mo, today):
    sending.publish_agenda(coming, by=lena, on=today)

    with pytest.raises(Refused, match="once"):
        sending.publish_agenda(coming, by=lena, on=today)
    assert Message.objects.filter(kind="agenda_published", person=mo).count() == 1


def test_changes_are_sent_as_changes(coming, items, lena, mo, today):
    sending.publish_agenda(coming, by=lena, on=today)
    with pytest.raises(Refused, match="Nothing has changed"):
        sending.send_changes(coming, by=lena, on=today)
    agenda.add_agenda_item(coming, title="Exclusions", by=lena)
    agenda.add_agenda_item(coming, title="Secret", access="restricted", by=lena)

    sending.send_changes(coming, by=lena, on=today)

    body = Message.objects.get(kind="agenda_changed", person=mo).body
    assert "- Item 4 is new: Exclusions\n- Item 5 is new: Restricted item" in body
    assert "Secret" not in body
    with pytest.raises(Refused, match="Nothing has changed"):
        sending.send_changes(coming, by=lena, on=today)


def test_changes_are_sent_from_the_page(client_of, coming, items, lena, mo, today):
    sending.publish_agenda(coming, by=lena, on=today)
    client = client_of(lena)
    before = words(client.get(url("meeting", coming)))
    agenda.correct_item(items[2], title="Figures", purpose="assurance", by=lena)

    asked = words(client.get(url("send_changes", coming)))
    after = words(client.get(url("meeting", coming)))
    coming.refresh_from_db()
    client.post(url("send_changes", coming), {"version": coming.version})

    assert "Send the changes" not in before
    assert "Send the changes" in after
    assert "Item 3 is now called “Figures” (was “Scorecard”)" in asked
    assert Message.objects.filter(kind="agenda_changed", person=mo).exists()


# Notice.


@pytest.mark.usefixtures("_today")
@pytest.mark.parametrize(
    ("held_on", "is_late"),
    # Today is Wednesday 22 October 2025.
    [(date(2025, 10, 29), False), (date(2025, 10, 28), True)],
)
def test_publishing_inside_the_notice_period_is_warned_of(
    client_of, lena, group, held_on, is_late
):
    meeting = MeetingFactory(subgroup=group, held_on=held_on)
    agenda.add_agenda_item(meeting, title="Welcome", by=lena)
    client = client_of(lena)

    asked = words(client.get(url("publish_agenda", meeting)))
    client.post(url("publish_agenda", meeting), {"version": 1})

    shown = words(client.get(url("meeting", meeting)))
    assert ("later than the notice period" in asked) is is_late
    assert ("Agenda published late" in shown) is is_late
    assert "Sent on 22 October 2025" in shown


# Proof.


def test_who_was_sent_it_and_who_opened_it(
    client_of, coming, items, lena, mo, dara, today
):
    sending.publish_agenda(coming, by=lena, on=today)
    client_of(mo).get(url("meeting", coming))
    client_of(mo).get(url("meeting", coming))
    agenda.add_agenda_item(coming, title="Exclusions", by=lena)
    sending.send_changes(coming, by=lena, on=today)

    shown = client_of(lena).get(url("agenda_sent", coming))

    tables = page(shown).select("table")
    changes, first = (
        {
            row.th.get_text(strip=True): row.select("td")[1].get_text(strip=True)
            for row in table.select("tbody tr")
        }
        for table in tables
    )
    assert first["Mo"] == "22 October 2025, 10:00"
    assert first["Dara"] == "Not yet"
    assert set(changes.values()) == {"Not yet"}
    assert "Item 4 is new: Exclusions" in words(shown)


def test_the_page_says_how_many_were_emailed(client_of, coming, items, lena, dara):
    dara.email = ""
    dara.save()
    coming.refresh_from_db()
    client = client_of(lena)

    published = client.post(
        url("publish_agenda", coming), {"version": coming.version}, follow=True
    )
    agenda.add_agenda_item(coming, title="Exclusions", by=lena)
    coming.refresh_from_db()
    changed = client.post(
        url("send_changes", coming), {"version": coming.version}, follow=True
    )

    emailed = "3 people emailed, 1 without an email address"
    assert f"Agenda published: {emailed}" in words(published)
    assert f"Changes sent: {emailed}" in words(changed)


def test_opening_a_draft_proves_nothing(client_of, coming, items, lena, mo, today):
    client_of(mo).get(url("meeting", coming))

    sending.publish_agenda(coming, by=lena, on=today)

    [sent] = proof_of(coming.sendings)
    assert sent.opened == 0
    assert {line.person.name for line in sent.lines} == {"Chris", "Lena", "Mo", "Dara"}
