"""The registers of decisions, challenges and escalations, and their files."""

import csv
from datetime import date, time
from io import StringIO

import pytest

from partnership.organisations.services import edit_organisation
from subgroups.agenda.models import AgendaItem
from subgroups.minutes import services as minutes
from subgroups.registers.services import by_email, challenges, escalations
from tests.subgroups.factories import AgendaItemFactory, MeetingFactory
from tests.subgroups.pages import errors, page, url, words

pytestmark = pytest.mark.usefixtures("_today")


def refs(response) -> list[str]:
    return [
        cell.get_text(strip=True)
        for cell in page(response).select("tbody th[scope=row]")
    ]


def file_of(client, name, **asked):
    response = client.get(f"{url(name)[:-1]}.csv/", asked)
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


@pytest.fixture
def decision(held, item, lena):
    return minutes.record_decision(item, text="To publish the report", by=lena)


@pytest.fixture
def other_decision(quality_group, amara):
    """Of another subgroup, a year before."""
    meeting = MeetingFactory(subgroup=quality_group, held_on=date(2024, 3, 5))
    return minutes.record_decision(
        AgendaItemFactory(meeting=meeting, number=4), text="To buy a bus", by=amara
    )


def test_a_decision_has_a_reference_for_good(decision):
    assert decision.ref == "ES-2025-10-21/1.1"


def rename(organisation, by):
    organisation.refresh_from_db()
    edit_organisation(organisation, name="Learning", short_name="LRN", email="", by=by)


def test_it_stays_when_the_subgroup_is_renamed(
    decision, group, item, client_of, amara, today
):
    asked = by_email.ask_question(
        group, question="A bus?", asked_on=today, answer_by=today, by=amara
    )
    by_email.record_answer(
        asked, person=amara, answer="agree", answered_on=today, by=amara
    )
    by_email.close_question(asked, outcome="Yes", by=amara, on=today)
    rename(group.organisation, amara)

    shown = refs(client_of(amara).get(url("decisions")))

    email = f"ES-email-{asked.pk}"
    assert shown == [email, "ES-2025-10-21/1.1"]
    for ref in [*shown, f"email-{asked.pk}"]:
        found = refs(client_of(amara).get(url("decisions"), {"words": ref.lower()}))
        assert found == [email if "email" in ref else ref]
    for ref in ("LRN-2025-10-21/1.1", f"LRN-email-{asked.pk}"):
        assert refs(client_of(amara).get(url("decisions"), {"words": ref})) == []
    item = AgendaItem.objects.get(pk=item.pk)
    later = minutes.record_decision(item, text="To sell it", by=amara)
    assert later.ref == "LRN-2025-10-21/1.2"


def test_a_second_meeting_on_a_day_has_references_of_its_own(decision, group, amara):
    evening = MeetingFactory(
        subgroup=group, held_on=date(2025, 10, 21), starts_at=time(18)
    )
    item = AgendaItemFactory(meeting=evening, number=1)

    taken = [
        minutes.record_decision(item, text=text, by=amara) for text in ("One", "Two")
    ]

    assert [one.ref for one in taken] == ["ES-2025-10-21/1.1-2", "ES-2025-10-21/1.2"]


def test_officers_see_all_decisions_and_members_those_of_their_group(
    decision, other_decision, client_of, amara, mo
):
    assert refs(client_of(amara).get(url("decisions"))) == [
        "ES-2025-10-21/1.1",
        "QAS-2024-03-05/4.1",
    ]
    assert refs(client_of(mo).get(url("decisions"))) == ["ES-2025-10-21/1.1"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "BUS"}, ["QAS-2024-03-05/4.1"]),
        ({"words": "ES-2025-10-21/1.1"}, ["ES-2025-10-21/1.1"]),
        ({"words": "2025-10-21/1"}, ["ES-2025-10-21/1.1"]),
        ({"words": "2025-10-21/1.2"}, []),
        ({"words": "2025-99-99/1.2"}, []),
        ({"year": "2024"}, ["QAS-2024-03-05/4.1"]),
        ({"state": "draft"}, ["ES-2025-10-21/1.1", "QAS-2024-03-05/4.1"]),
        ({"state": "agreed"}, []),
        ({"state": "ratified"}, []),
        ({"state": "by_email"}, []),
    ],
)
def test_decisions_are_filtered(
    asked, found, decision, other_decision, client_of, amara
):
    assert refs(client_of(amara).get(url("decisions"), asked)) == found


def test_decisions_of_one_subgroup(
    decision, other_decision, quality_group, client_of, amara
):
    response = client_of(amara).get(url("decisions"), {"subgroup": quality_group.pk})

    assert refs(response) == ["QAS-2024-03-05/4.1"]


def test_what_waits_to_be_ratified_is_found(held, decision, item, lena, client_of):
    assert refs(client_of(lena).get(url("decisions"), {"state": "to_ratify"})) == []
    held.attendances.filter(person=lena).update(kind="apologies")

    assert refs(client_of(lena).get(url("decisions"), {"state": "to_ratify"})) == [
        "ES-2025-10-21/1.1"
    ]


def test_draft_is_said_on_pages_and_in_files(
    challenge, escalation, decision, client_of, mo
):
    client = client_of(mo)
    for name in ("decisions", "challenges", "escalations"):
        assert "Draft minutes" in words(client.get(url(name)))
        assert [row["Minutes"] for row in file_of(client, name)] == ["Draft minutes"]


def test_agreed_ones_no_longer_say_it(challenge, agreed, client_of, mo):
    assert "Draft minutes" not in words(client_of(mo).get(url("challenges")))
    assert file_of(client_of(mo), "challenges")[0]["Minutes"] == "Agreed"


def test_a_file_holds_what_the_filters_leave(
    decision, other_decision, client_of, amara
):
    client = client_of(amara)

    assert [row["Reference"] for row in file_of(client, "decisions", words="bus")] == [
        "QAS-2024-03-05/4.1"
    ]
    workbook = client.get(f"{url('decisions')[:-1]}.xlsx/")
    assert workbook.content[:2] == b"PK"
    assert client.get(f"{url('decisions')[:-1]}.pdf/").status_code == 404


def test_a_challenge_is_recorded_answered_and_closed_on_its_pages(
    held, item, client_of, lena
):
    client = client_of(lena)
    asked = client.post(url("record_challenge", item), {"challenger_words": "MO"})
    assert errors(asked) == ["Enter what was challenged"]
    client.post(
        url("record_challenge", item), {"challenger_words": "MO", "concern": "Why?"}
    )
    challenge = item.challenges.get()
    for name, typed in (
        ("respond_to_challenge", {"response": "Soon"}),
        ("close_challenge", {"outcome": "It was done"}),
    ):
        challenge.refresh_from_db()
        client.post(url(name, challenge), {"version": challenge.version, **typed})

    shown = words(client.get(url("challenge", challenge)))
    assert "Response in the meeting Soon" in shown
    assert "Outcome It was done" in shown
    assert refs(client.get(url("challenges"), {"status": "closed"})) == [
        "ES-2025-10-21/1"
    ]


def test_an_escalation_to_a_group_is_recorded_on_its_page(
    held, item, quality_group, client_of, lena
):
    client = client_of(lena)
    neither = client.post(url("escalate", item), {"why": "Two schools refuse"})
    assert errors(neither) == ["Select or enter who it is escalated to"]
    client.post(
        url("escalate", item),
        {"to": quality_group.organisation_id, "why": "Two schools refuse"},
    )

    assert item.escalations.get().to == quality_group.organisation


def test_another_body_is_recorded_as_having_received_and_answered(
    held, item, client_of, lena, today
):
    escalation = escalations.escalate(
        item, to_words="The regional board", why="Buses stop", by=lena, on=today
    )
    client = client_of(lena)
    client.post(
        url("receive_escalation", escalation),
        {"version": 1, "received_words": "Email from their clerk"},
    )
    client.post(
        url("respond_to_escalation", escalation),
        {"version": 2, "response": "They stay"},
    )

    shown = words(client.get(url("escalation", escalation)))
    assert "recorded by Lena (Email from their clerk)" in shown
    assert "They stay (The regional board, 22 October 2025)" in shown


def test_rows_under_restricted_items_are_read_by_nobody_else(
    held, client_of, mo, lena, today
):
    secret = AgendaItemFactory(meeting=held, number=2, access="restricted")
    challenges.record_challenge(
        secret, challenger_words="CH", concern="Rumpelstiltskin", by=lena
    )
    escalations.escalate(
        secret, to_words="The board", why="Rumpelstiltskin", by=lena, on=today
    )
    minutes.record_decision(secret, text="Rumpelstiltskin", by=lena)

    for name in ("decisions", "challenges", "escalations"):
        assert "Rumpel" not in words(client_of(mo).get(url(name)))
        assert file_of(client_of(mo), name) == []
        assert "Rumpel" in words(client_of(lena).get(url(name)))
