"""What people see and do on the pages of one action, and on raising one."""

from datetime import date

import pytest
import time_machine

from actions.register.models.actions import Action
from actions.register.models.progress import Update
from actions.register.services import endings, progress
from tests.actions.factories import make_action
from tests.actions.pages import errors, page, url

ON = date(2025, 10, 22)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


@pytest.fixture
def action(education, mo, amara):
    return make_action(education, owners=[mo], due_text="July 2025", by=amara)


class TestAnAction:
    def test_shows_what_was_typed_read_and_asked(self, client_of, amara, education):
        action = make_action(education, due_text="2025/10", owners=["tbc"])

        text = page(client_of(amara).get(action.get_absolute_url())).get_text()

        assert "2025/10" in text
        assert "may be October 2025 or the year 2025/26" in text
        assert "not in the directory" in text

    def test_shows_that_its_date_moved(self, client_of, amara, action):
        for due in ("August 2025", "September 2025"):
            progress.change_due(action, due_text=due, reason="Ill", by=amara, on=ON)

        text = page(client_of(amara).get(action.get_absolute_url())).get_text()

        assert "Moved 2 times" in text
        assert "Overdue" in text

    def test_its_owner_reports_progress(self, client_of, mo, action):
        response = client_of(mo).post(
            url("update_action", action),
            {"text": "Half of it is written", "rag": "amber", "version": 1},
            follow=True,
        )

        assert "Half of it is written" in page(response).get_text()
        assert Action.objects.get().state_word == "At risk"

    def test_a_blank_update_is_refused_and_keeps_the_rating(
        self, client_of, mo, action
    ):
        soup = page(
            client_of(mo).post(
                url("update_action", action), {"text": " ", "rag": "red", "version": 1}
            )
        )

        assert errors(soup) == ["Enter what has happened"]
        assert soup.find("input", {"value": "red"}).has_attr("checked")
        assert not Update.objects.exists()

    def test_a_quarterly_update_says_which_quarter(self, client_of, mo, education):
        action = make_action(education, owners=[mo], due_text="Quarterly")

        client_of(mo).post(
            url("update_action", action),
            {"text": "First", "rag": "green", "occurrence": "2025-06-30", "version": 1},
        )

        assert Update.objects.get().occurrence == date(2025, 6, 30)
        assert Action.objects.get().next_due == date(2025, 9, 30)

    def test_the_second_of_two_at_once_keeps_their_text(
        self, client_of, amara, mo, action
    ):
        first = {"text": "From Amara", "rag": "green", "version": 1}
        client_of(amara).post(url("update_action", action), first)

        soup = page(
            client_of(mo).post(
                url("update_action", action), {**first, "text": "From Mo"}
            )
        )

        assert "Someone else changed this" in soup.get_text()
        assert soup.find("textarea").get_text(strip=True) == "From Mo"
        assert [update.text for update in Update.objects.all()] == ["From Amara"]

    def test_a_new_date_needs_its_reason(self, client_of, amara, action):
        client = client_of(amara)

        soup = page(
            client.post(
                url("change_due", action), {"due_text": "May 2026", "version": 1}
            )
        )
        client.post(
            url("change_due", action),
            {"due_text": "May 2026", "reason": "Illness", "version": 1},
        )

        assert errors(soup) == ["Enter the reason for changing the date"]
        assert Action.objects.get().due_end == date(2026, 5, 31)

    @pytest.mark.parametrize(
        ("name", "data", "status"),
        [
            ("complete_action", {"outcome": "Children are safer"}, "complete"),
            ("withdraw_action", {"reason": "Overtaken by events"}, "withdrawn"),
        ],
    )
    def test_ends(self, name, data, status, client_of, amara, action):
        response = client_of(amara).post(
            url(name, action), {**data, "version": 1}, follow=True
        )

        assert next(iter(data.values())) in page(response).get_text()
        assert Action.objects.get().status == status

    def test_is_reopened(self, client_of, amara, action):
        endings.complete_action(action, outcome="x", by=amara, on=ON)

        client_of(amara).post(
            url("reopen_action", action), {"reason": "Not done", "version": 2}
        )

        assert Action.objects.get().is_open

    def test_of_a_closed_action_shows_no_form(self, client_of, amara, action):
        endings.withdraw_action(action, reason="x", by=amara, on=ON)

        answer = client_of(amara).get(url("complete_action", action))

        assert answer.status_code == 409
        assert (
            "ES-1 is withdrawn: only an open action can be completed"
            in answer.content.decode()
        )

    def test_of_a_closed_action_is_refused_in_the_form(self, client_of, amara, action):
        endings.withdraw_action(action, reason="x", by=amara, on=ON)

        soup = page(
            client_of(amara).post(
                url("complete_action", action), {"outcome": "Safer", "version": 2}
            )
        )

        assert "is withdrawn: only an open action can be completed" in soup.get_text()
        assert soup.find("textarea").get_text(strip=True) == "Safer"

    def test_is_edited(self, client_of, amara, mo, chris, action):
        client_of(amara).post(
            url("edit_action", action),
            {"text": "New words", "owners": "Chris", "areas": "", "version": 1},
        )

        edited = Action.objects.get()
        assert edited.text == "New words"
        assert [owner.person for owner in edited.owners.all()] == [chris]

    @pytest.mark.parametrize(("who", "is_offered"), [("amara", True), ("mo", False)])
    def test_offers_only_acts_that_are_open(
        self, who, is_offered, request, client_of, education, mo
    ):
        action = make_action(education)

        soup = page(
            client_of(request.getfixturevalue(who)).get(action.get_absolute_url())
        )

        assert ("Withdraw" in soup.get_text()) == is_offered


class TestRaising:
    def test_a_chair_raises_one_for_their_own_subgroup(
        self, client_of, chris, education, quality
    ):
        client = client_of(chris)
        data = {"text": "Write to schools", "owners": "Chris", "due_text": "May 2026"}

        client.post(url("raise_action"), {**data, "organisation": education.pk})
        soup = page(
            client.post(url("raise_action"), {**data, "organisation": quality.pk})
        )

        action = Action.objects.get()
        assert (action.organisation, action.due_end) == (education, date(2026, 5, 31))
        assert errors(soup) == [
            "Select another option: the one you selected is no longer available"
        ]

    def test_a_dsl_raises_one_for_the_school(self, client_of, dee, elm):
        client_of(dee).post(
            url("raise_action"),
            {"text": "Train lunch staff", "organisation": elm.organisation.pk},
        )

        assert Action.objects.of_schools().get().organisation == elm.organisation

    def test_it_needs_words(self, client_of, amara, partnership):
        soup = page(client_of(amara).post(url("raise_action"), {"due_text": ""}))

        assert errors(soup) == [
            "Enter what needs to be done",
            "Select who the action belongs to",
        ]
