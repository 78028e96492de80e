"""The first steps of a new partnership: in their order, the next one first."""

from bs4 import BeautifulSoup
from django.urls import reverse

from partnership.policy import values as policy
from scorecard.home.first_steps import first_steps
from tests.actions.factories import make_action
from tests.subgroups.factories import SubgroupFactory


def test_an_officer_of_an_empty_partnership_is_led_through_the_first_steps(
    amara, client_of
):
    client = client_of(amara)

    page = BeautifulSoup(client.get(reverse("scorecard:home")).content, "html.parser")

    steps = {
        link.get_text(strip=True): link["href"]
        for link in page.select(".govuk-task-list__link")
    }
    assert list(steps) == [
        "Name, colour and logo",
        "People",
        "Subgroups",
        "Plan",
        "Schools",
        "Questions",
        "First round",
        "Scorecard",
    ]
    assert {client.get(address).status_code for address in steps.values()} == {200}
    assert "You have nothing to do today" not in page.get_text()


def test_the_first_step_that_is_not_done_comes_next(amara, mo, client_of):
    policy.change("colour", "plum", by=amara)
    SubgroupFactory()

    steps = first_steps(amara)

    assert [step.words for step in steps if step.is_done] == [
        "Name, colour and logo",
        "People",
        "Subgroups",
    ]
    assert [step.words for step in steps if step.is_next] == ["Plan"]
    page = client_of(amara).get(reverse("scorecard:home")).content.decode()
    assert "Next: Write the business plan, or import it from a spreadsheet." in page


def test_the_first_steps_stay_beside_the_first_work(amara, client_of):
    make_action(owners=[amara], due_text="July 2025")

    page = client_of(amara).get(reverse("scorecard:home")).content.decode()

    assert "Overdue actions" in page
    assert "Set up your partnership" in page


def test_whoever_sets_nothing_up_is_shown_no_first_steps(eve, client_of):
    page = client_of(eve).get(reverse("scorecard:home")).content.decode()

    assert "govuk-task-list" not in page
    assert "You have nothing to do today" in page
