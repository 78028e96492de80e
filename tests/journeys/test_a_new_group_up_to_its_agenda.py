"""From a new group's terms of reference to its published agenda, in a browser."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from partnership.outbox.models import Message
from subgroups.meetings.models.meetings import Meeting
from subgroups.structure.models import Subgroup
from tests.actions.risk_factories import make_risk
from tests.factories import OrganisationFactory
from tests.journeys.conftest import PHONE
from tests.journeys.reading import (
    choose,
    fill,
    fill_day,
    fits,
    follow,
    go_back,
    heading,
    press,
    says,
)
from tests.subgroups.factories import SubgroupFactory
from tests.subgroups.papers import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "Wexcombe Executive"
AGENCY = "Wexcombe Council"
PARTS = {
    "Purpose": "To decide what the partnership does next.",
    "Responsibilities": "- To hear what its groups escalate\n- To agree the budget",
    "Membership": "- The council\n- The police\n- Health",
    "Deputies": "Each member names one deputy with the same authority.",
    "Frequency of meetings": "Every two months.",
    "Quorum": "Three quarters of the seats.",
}


@pytest.fixture
def worry(education, partnership, amara):
    """A risk of the Education subgroup that is over the threshold."""
    SubgroupFactory(organisation=education, reports_to=partnership)
    return make_risk(education, current=(5, 5), by=amara, on=localdate())


def add_the_group(page) -> Subgroup:
    press(page, "Add a subgroup")
    fill(page, "Name of the subgroup", NAME)
    choose(page, "Kind of group", "Executive")
    page.get_by_label("Reports to").select_option(label="Wexcombe partnership")
    press(page, "Add subgroup")
    heading(page, NAME)
    return Subgroup.objects.get(organisation__name=NAME)


def agree_terms(page) -> None:
    follow(page, "None yet")
    press(page, "Write one")
    heading(page, "Write terms of reference")
    for part, words in PARTS.items():
        page.get_by_label(part, exact=True).fill(words)
    press(page, "Save draft")
    says(page, "No confidentiality clause")
    press(page, "Agree the draft")
    fill(page, "Who approved them", "Meeting of 1 October")
    page.get_by_label("Publish them on the public page").check()
    press(page, "Agree terms of reference")
    says(page, "Terms of reference agreed")
    go_back(page)


def make_seats(page, *people) -> None:
    for person in people:
        press(page, "Add a seat")
        fill(page, "Name of the seat", f"{person}’s seat")
        page.get_by_label("Agency").select_option(label=AGENCY)
        press(page, "Add seat")
        says(page, "Seat added")
        follow(page, f"Appoint to {person}’s seat")
        page.get_by_label("Who", exact=True).select_option(label=str(person))
        press(page, "Save")
        says(page, "Appointment saved")


def set_quorum(page) -> None:
    follow(page, "Change the quorum rule")
    fill(page, "Share of the seats", "two thirds")
    choose(page, "Do deputies count?", "Yes")
    press(page, "Set quorum")
    says(page, "Quorum set")


def put_under_the_group(page, other: Subgroup) -> None:
    """Let another group report to the new one."""
    page.goto(page.url.partition("/subgroups/")[0] + other.get_absolute_url())
    follow(page, "Change")
    page.get_by_label("Reports to").select_option(label=NAME)
    press(page, "Save")
    says(page, "Place in the structure saved")


def plan_and_build(page, worry, held_on) -> None:
    press(page, "Plan a meeting")
    fill_day(page, "Date", held_on.day, held_on.month, held_on.year)
    fill(page, "Starts at", "1.30pm")
    fill(page, "Place", "Denholt House")
    press(page, "Plan meeting")
    says(page, "Meeting planned")
    press(page, "Build the agenda")
    page.get_by_label(f"Escalated by Education subgroup: {worry.ref}").check()
    press(page, "Add to the agenda")
    says(page, "items added to the agenda")


def add_paper(page, item: str) -> None:
    press(page, "Add a paper")
    page.get_by_label("The file").set_input_files(
        {
            "name": "Capacity of the front door.pdf",
            "mimeType": "application/pdf",
            "buffer": making.pdf("Two posts are vacant", "What it would cost"),
        }
    )
    fill(page, "Title", "Capacity of the front door")
    page.get_by_label(item).check()
    press(page, "Add paper")
    says(page, "Paper added")


def test_from_terms_of_reference_to_a_published_agenda_and_public_pages(
    browser_of, new_page, live_server, amara, eve, mo, worry
):
    # An officer sets the group up, from what it is for to when it is quorate.
    OrganisationFactory(name=AGENCY)
    page = browser_of(amara, "/subgroups/")
    group = add_the_group(page)
    agree_terms(page)
    make_seats(page, eve, mo)
    set_quorum(page)
    says(page, "two thirds")

    # A risk of the group below waits for it, and comes onto its agenda with a paper.
    put_under_the_group(page, worry.organisation.subgroup)
    page.goto(f"{live_server.url}{group.get_absolute_url()}")
    plan_and_build(page, worry, localdate() + timedelta(days=28))
    add_paper(page, "Escalated by")
    press(page, "Publish the agenda")
    heading(page, "Publish the agenda")
    says(page, "Mo")
    press(page, "Publish and send")
    says(page, "Agenda published: 2 people emailed")
    press(page, "Make the pack")
    says(page, "The pack is ready")

    # A member finds it on his phone by the link of his email, and reads the paper.
    meeting = Meeting.objects.get()
    [letter] = Message.objects.filter(kind="agenda_published", person=mo)
    assert meeting.get_absolute_url() in letter.body
    mos = browser_of(mo, meeting.get_absolute_url(), width=PHONE)
    says(mos, f"Escalated by Education subgroup: {worry.ref}")
    assert fits(mos)
    follow(mos, "Capacity of the front door")
    heading(mos, "Capacity of the front door")
    assert fits(mos)

    # Anyone reads the terms of reference, signed out.
    anyone = new_page(width=PHONE)
    anyone.goto(live_server.url)
    follow(anyone, NAME)
    says(anyone, "To decide what the partnership does next.")
    assert fits(anyone)
    response = anyone.goto(f"{live_server.url}{meeting.get_absolute_url()}")
    assert "/account/login/" in response.url
