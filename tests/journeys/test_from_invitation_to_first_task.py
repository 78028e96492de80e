"""From an officer's invitation to the first task done, as a governor and an officer."""

import re
from urllib.parse import urlsplit

import pytest

from actions.register.models.actions import Action
from audits.returns.models.answers import Given
from audits.signing import services as audits
from audits.signing.models import Signature
from partnership.people.models import Person
from partnership.sign_in.models import Invitation
from tests.audits.factories import answer_all
from tests.journeys.conftest import PHONE
from tests.journeys.reading import (
    choose,
    facts,
    fill,
    fits,
    follow,
    heading,
    press,
    rows,
    says,
)
from tests.partnership.sign_in.second_steps import code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "three random words"


@pytest.fixture
def waiting_for_a_governor(elms, dee, hal):
    """Elm's return, answered and signed by its head; it has no governor yet."""
    answer_all(elms, by=dee, deputies=Given(number=0))
    audits.declare_ready(elms, by=dee)
    audits.sign_as_head(elms, name="Hal Brightwater", by=hal)
    return elms


@pytest.fixture
def open_letter(live_server, new_page, mailoutbox):
    """Opens the link of the one invitation to an address, in a browser of its own."""

    def follow_link(address: str, **kwargs):
        letters = [one for one in mailoutbox if one.to == [address]]
        [letter] = [one for one in letters if "has invited you" in one.subject]
        [link] = re.findall(r"\S+/invitations/\S+", letter.body)
        page = new_page(**kwargs)
        page.goto(f"{live_server.url}{urlsplit(link).path}")
        return page

    return follow_link


def add_and_invite(page, *, place: str, name: str, email: str, role: str) -> None:
    """What an officer does, from the directory on."""
    press(page, "Add a person")
    heading(page, "Which organisation are they from?")
    fill(page, "Name of a school, agency, trust or subgroup", place[:7])
    press(page, "Find")
    follow(page, place)
    heading(page, "Add a person")
    fill(page, "Name", name)
    fill(page, "Email address", email)
    choose(page, "Role", role)
    page.get_by_label("Invite them to sign in").check()
    press(page, "Add person")
    says(page, f"{name} added and invited")
    heading(page, name)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_governor_is_invited_and_signs_her_schools_return_on_a_phone(
    browser_of, open_letter, waiting_for_a_governor, bryn, mailoutbox, scripts
):
    officers = browser_of(bryn, "/people/")
    add_and_invite(
        officers,
        place="Elm Primary School",
        name="Noor Bielik",
        email="noor@elm.example",
        role="Safeguarding governor",
    )
    assert rows(officers, "Invitations")[0][2].startswith("Email sent")

    page = open_letter("noor@elm.example", width=PHONE, scripts=scripts)
    says(page, "Bryn has invited you as:")
    says(page, "Safeguarding governor, Elm Primary School")
    assert fits(page)
    mailoutbox.clear()
    press(page, "Email me a code")
    heading(page, "Enter the code")
    assert fits(page)
    [letter] = mailoutbox
    fill(page, "Code", re.search(r"asked for it:\s+(\S+)", letter.body)[1])
    press(page, "Sign in")

    heading(page, "Your work")
    assert fits(page)
    follow(page, "Elm Primary School")
    heading(page, "Safeguarding audit 2024/25")
    follow(page, "Sign as governor")
    heading(page, "Sign as governor")
    assert fits(page)
    page.get_by_label("I have read this return").check()
    press(page, "Sign")
    says(page, "Signed as governor")

    noor = Person.objects.get(name="Noor Bielik")
    assert Signature.objects.filter(person=noor).exists()
    assert Invitation.objects.get().accepted_at


def test_an_officer_is_invited_sets_up_a_second_step_and_raises_an_action(
    browser_of, open_letter, partnership, education, amara
):
    add_and_invite(
        browser_of(amara, "/people/"),
        place=partnership.name,
        name="Ines Caldbeck",
        email="ines@wexcombe.example",
        role="Board officer",
    )

    page = open_letter("ines@wexcombe.example")
    says(page, "Amara has invited you as:")
    fill(page, "Choose a password", PASSWORD)
    press(page, "Set password and sign in")
    heading(page, "Set up a second step to sign in")
    press(page, "Set up now")
    heading(page, "Set up an authenticator app")
    secret = re.sub(r"\s", "", page.locator(".app-key").inner_text())
    fill(page, "Code", code(secret))
    press(page, "Continue")
    page.goto(f"{page.url.partition('/account/')[0]}/")

    heading(page, "Your work")
    page.get_by_role("navigation").get_by_role("link", name="Actions").click()
    press(page, "Raise an action")
    fill(page, "What needs to be done", "Ask every school when its day starts")
    page.get_by_label("Belongs to").select_option(label=education.name)
    press(page, "Raise action")

    heading(page, "Ask every school when its day starts")
    assert facts(page)["Belongs to"] == education.name
    assert Action.objects.get().raised_by.name == "Ines Caldbeck"
