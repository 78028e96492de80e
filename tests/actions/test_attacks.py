"""What people type or send to do harm, or by mistake, does none to anybody else."""

import io

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from actions.register.models.actions import Action
from actions.register.models.progress import Update
from actions.register.models.saved import SavedView
from actions.register.services import steps
from actions.register.views.saved import KINDS
from partnership.guards.outcomes import Refused
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.pages import errors, page, url


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-24 10:00Z", tick=False):
        yield


class TestAddresses:
    """What was typed as the address of a decision becomes a link for everybody."""

    WITHDRAWAL = {"reason": "Overtaken", "decision_words": "Executive, item 6"}

    def withdraw(self, client, action, address, *, many):
        said = {**self.WITHDRAWAL, "decision_url": address}
        if many:
            said |= {"what": "withdraw", "action": f"{action.pk}-1"}
            return client.post(url("update_many"), said)
        return client.post(url("withdraw_action", action), {**said, "version": "1"})

    @pytest.mark.parametrize("many", [False, True])
    @pytest.mark.parametrize(
        "address",
        ["javascript:alert(1)", "//evil.example", "/\\evil.example", "https://\\evil"],
    )
    def test_that_leave_the_web_or_this_site_unseen_are_refused(
        self, address, many, client_of, amara, education
    ):
        action = make_action(education, by=amara)

        response = self.withdraw(client_of(amara), action, address, many=many)

        assert errors(page(response)) == [
            "Enter an address that begins with https:// or with /"
        ]
        assert "Overtaken" in response.content.decode()
        assert not Action.objects.filter(status="withdrawn").exists()

    @pytest.mark.parametrize("many", [False, True])
    @pytest.mark.parametrize("address", ["/decisions/6/", "HTTPS://wexcombe.example/6"])
    def test_of_a_page_are_kept(self, address, many, client_of, amara, education):
        action = make_action(education, by=amara)

        self.withdraw(client_of(amara), action, address, many=many)

        assert Action.objects.get().decision_url == address


class TestText:
    def test_of_a_megabyte_is_refused_beside_its_field(
        self, client_of, amara, education
    ):
        words = " ".join(f"word{number}" for number in range(100_000))

        response = client_of(amara).post(
            url("raise_action"), {"text": words, "organisation": education.pk}
        )

        assert errors(page(response)) == [
            "What needs to be done must be 10,000 characters or fewer"
        ]
        assert not Action.objects.exists()

    def test_of_a_priority_is_bounded(self, client_of, amara):
        priority = make_priority(make_plan(amara))

        response = client_of(amara).post(
            url("edit_priority", priority),
            {"title": "Going missing", "rationale": "x" * 10_001, "version": "1"},
        )

        assert errors(page(response)) == [
            "Rationale must be 10,000 characters or fewer"
        ]

    @pytest.mark.parametrize("blank", ["\u200b", "\u2060\u200d", "\u3164", "\u2800 "])
    def test_that_nobody_sees_is_no_update(self, blank, client_of, amara, education):
        action = make_action(education, by=amara)

        response = client_of(amara).post(
            url("update_action", action), {"text": blank, "rag": "green", "version": 1}
        )

        assert errors(page(response)) == ["Enter what has happened"]
        assert not Update.objects.exists()

    def test_that_no_workbook_may_hold_takes_the_file_from_nobody(
        self, client_of, amara, education
    ):
        # Not by the form: a file of actions, or one kept from before.
        make_action(education, text="Write\uffff the\ufffe path\x0bway", by=amara)

        files = {
            kind: client_of(amara).get(reverse("actions:register_file", args=[kind]))
            for kind in KINDS
        }

        book = load_workbook(io.BytesIO(files["xlsx"].content))
        assert book.active["B2"].value == "Write the pathway"
        assert "Write the pathway" in files["csv"].content.decode()


class TestNothingTypedIsCutOff:
    def test_of_a_step(self, client_of, amara, education):
        action = make_action(education, by=amara)

        response = client_of(amara).post(
            url("add_steps", action), {"text": f"A short one\n{'x' * 301}"}
        )

        assert errors(page(response)) == ["Each step must be 300 characters or fewer"]
        assert "x" * 301 in response.content.decode()
        assert not action.steps.exists()

    def test_of_an_owner(self, client_of, amara, education):
        response = client_of(amara).post(
            url("raise_action"),
            {"text": "Do it", "organisation": education.pk, "owners": "x" * 301},
        )

        assert errors(page(response)) == [
            "Enter each owner on a new line, using 300 characters or fewer"
        ]
        assert not Action.objects.exists()

    def test_of_an_area(self, client_of, amara):
        priority = make_priority(make_plan(amara))

        response = client_of(amara).post(
            url("add_action", priority),
            {"text": "Do it", "areas": f"North, {'x' * 61}"},
        )

        assert errors(page(response)) == [
            "Separate areas with commas, using 60 characters or fewer for each"
        ]
        assert "x" * 61 in response.content.decode()


class TestSavedViews:
    @pytest.mark.parametrize(
        "query", [f"text={'é' * 1500}", f"text={'x' * 2000}", f"text={'%C3%A9' * 400}"]
    )
    def test_that_are_too_long_are_refused_with_a_message(
        self, query, client_of, amara
    ):
        response = client_of(amara).post(
            url("save_view"), {"name": "Long words", "query": query}
        )

        assert errors(page(response)) == [
            "Use fewer or shorter filters: this view is too long to save"
        ]
        assert "Long words" in response.content.decode()
        assert not SavedView.objects.exists()


def test_a_step_that_is_too_long_is_refused(education, amara):
    [step] = steps.add_steps(
        make_action(education, by=amara), text="Ask the schools", by=amara
    )

    with pytest.raises(Refused, match="Each step must be 300 characters or fewer"):
        steps.edit_step(step, text="x" * 301, by=amara)

    step.refresh_from_db()
    assert step.text == "Ask the schools"
