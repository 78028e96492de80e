"""An owner reports from the link of a letter: one action, one person, for a time."""

from datetime import date
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from actions import leaving, reminders
from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner
from actions.register.models.progress import Update
from actions.register.services import by_link, endings, progress, raising
from actions.register.words import OwnerAs
from partnership.access import link_address
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from scorecard.digest.services import send_digests
from tests.actions.factories import make_action
from tests.actions.pages import errors, page

ON = date(2025, 10, 24)
REPORT = {"text": "Half of it is written", "rag": "amber", "version": "1"}


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-24 10:00Z", tick=False):
        yield


@pytest.fixture
def action(education, mo, chris, amara):
    return make_action(
        education, owners=[mo, chris], due_text="31 October 2025", by=amara
    )


def link_of(action: Action, person) -> str:
    owner = action.owners.get(person=person)
    return link_address("actions:update_by_link", "update_action", owner)


@pytest.fixture
def link(action, mo):
    return link_of(action, mo)


class TestThePage:
    def test_shows_that_action_and_nothing_else(self, link, education, mo, chris):
        make_action(education, text="Another action of theirs", owners=[mo])

        response = Client().get(link)

        text = page(response).get_text(" ", strip=True)
        assert "Write the pathway" in text
        assert "31 October 2025" in text
        assert "None yet" in text
        assert "Another action" not in text
        assert "Chris" not in text
        assert response["Cache-Control"].startswith("max-age=0, no-cache")

    def test_shows_the_last_update(self, link, action, chris):
        progress.update_action(action, text="First steps", by=chris, on=ON)

        assert "24 October 2025: First steps" in page(Client().get(link)).get_text()

    def test_opening_it_changes_nothing(self, link):
        before = Action.objects.values().get()

        for _ in range(3):
            assert Client().get(link).status_code == 200
            assert Client().head(link).status_code == 200

        assert Action.objects.values().get() == before
        assert not Update.objects.exists()

    def test_saves_the_report_as_that_person_s_by_email_link(self, link, action, mo):
        response = Client().post(link, REPORT)

        assert response.url == reverse("actions:update_received")
        update = Update.objects.get()
        assert (update.text, update.by, update.by_link, update.rag_after) == (
            "Half of it is written",
            mo,
            True,
            "amber",
        )
        event = history.of(action)[0]
        assert (event.event, event.by) == ("updated", mo)
        assert event.detail["how"] == "the email link, without signing in"

    def test_says_so_on_the_page_of_the_action(self, link, action, client_of, amara):
        Client().post(link, REPORT)

        text = page(client_of(amara).get(action.get_absolute_url())).get_text()

        assert "Mo using the email link, 24 October 2025" in text

    def test_thanks_and_shows_nothing(self, link, action):
        text = page(Client().post(link, REPORT, follow=True)).get_text()

        assert "We have received your report" in text
        assert action.ref not in text
        assert action.text not in text

    def test_counts_as_mos_even_if_someone_else_is_signed_in(
        self, link, client_of, amara, mo
    ):
        client_of(amara).post(link, REPORT)

        assert Update.objects.get().by == mo

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"text": "  "}, "Enter what has happened"),
            ({"rag": ""}, "Select how delivery is going"),
        ],
    )
    def test_asks_as_the_signed_in_page_does(self, link, typed, said):
        response = Client().post(link, {**REPORT, **typed})

        assert errors(page(response)) == [said]
        assert not Update.objects.exists()

    def test_asks_why_a_rating_changes(self, link, action, mo):
        progress.update_action(action, text="x", rag="green", by=mo, on=ON)

        response = Client().post(link, {**REPORT, "rag": "red", "version": "2"})

        assert errors(page(response)) == [
            "Enter the reason for changing the delivery rating"
        ]

    def test_asks_about_text_that_may_identify_a_child(self, link):
        typed = {**REPORT, "text": "Seen with Kay Moss (12/03/2014) at home"}

        soup = page(Client().post(link, typed))

        assert "Kay Moss" in soup.find("textarea", {"name": "text"}).get_text()
        assert not Update.objects.exists()

    def test_the_second_of_two_is_shown_what_changed(self, link, action, chris):
        progress.update_action(action, text="Faster", rag="green", by=chris, on=ON)

        soup = page(Client().post(link, REPORT))

        assert "Half of it is written" in soup.get_text()
        assert Update.objects.count() == 1

    def test_answers_one_date_of_a_recurring_action(self, education, mo):
        action = make_action(education, owners=[mo], due_text="Quarterly")

        Client().post(link_of(action, mo), {**REPORT, "occurrence": "2025-06-30"})

        assert Update.objects.get().occurrence == date(2025, 6, 30)


class TestALinkIsOver:
    def refused(self, link) -> bool:
        statuses = {
            Client().get(link).status_code,
            Client().post(link, REPORT).status_code,
        }
        return statuses == {404} and not Update.objects.exists()

    def test_when_the_action_is_complete(self, link, action, chris):
        endings.complete_action(action, outcome="Safer", by=chris, on=ON)

        assert self.refused(link)

    def test_a_reopened_action_s_old_link_stays_invalid(self, link, action, chris, mo):
        endings.complete_action(action, outcome="Safer", by=chris, on=ON)
        endings.reopen_action(action, reason="Not done", by=chris, on=ON)

        assert self.refused(link)
        assert Client().get(link_of(action, mo)).status_code == 200

    def test_when_the_action_is_withdrawn(self, link, action, amara):
        endings.withdraw_action(action, reason="Not needed", by=amara, on=ON)

        assert self.refused(link)

    def test_when_the_action_is_somebody_elses(self, link, action, amara, mo, chris):
        leaving.hand_over(leaver=mo, taker=chris, last_day=ON, by=amara, on=ON)

        assert self.refused(link)

    def test_when_the_owners_no_longer_include_that_person(
        self, link, action, amara, chris
    ):
        owners = [OwnerAs(words="Chris", person=chris)]
        raising.edit_action(action, text="x", owners=owners, by=amara, on=ON)

        assert self.refused(link)

    def test_not_if_the_person_stays_an_owner(self, link, action, amara, mo):
        owners = [OwnerAs(words="tbc"), OwnerAs(words="Mo R", person=mo)]
        raising.edit_action(action, text="Other words", owners=owners, by=amara, on=ON)

        assert "Other words" in page(Client().get(link)).get_text()
        assert [owner.words for owner in action.owners.all()] == ["tbc", "Mo R"]

    @pytest.mark.parametrize(
        ("later", "status"), [("2025-11-07 09:59", 200), ("2025-11-07 10:01", 404)]
    )
    def test_after_a_fortnight(self, link, later, status):
        with time_machine.travel(f"{later}Z", tick=False):
            assert Client().get(link).status_code == status

    @pytest.mark.parametrize(
        ("left_on", "status"), [(date(2025, 10, 24), 200), (date(2025, 10, 23), 404)]
    )
    def test_when_the_person_has_left(self, link, mo, left_on, status):
        mo.left_on = left_on
        mo.save()

        assert Client().get(link).status_code == status

    def test_when_it_has_another_owner_on_submitting(self, action, mo, chris):
        owner = action.owners.get(person=mo)
        ActionOwner.objects.filter(pk=owner.pk).delete()

        with pytest.raises(Refused, match="different owner"):
            by_link.update_by_link(owner, text="x", on=ON)

        assert not Update.objects.exists()

    def test_a_link_of_one_action_opens_no_other(self, link, action, education, mo):
        other = make_action(education, text="Quite another", owners=[mo])

        signed = link.rstrip("/").split("/")[-1]
        forged = link_of(other, mo).rstrip("/").split("/")[-1]
        mixed = ":".join([signed.split(":")[0], *forged.split(":")[1:]])

        assert Client().get(link.replace(signed, mixed)).status_code == 404


class TestTheLetter:
    def test_holds_a_link_for_each_owner_and_is_secret(self, action, mo, chris):
        send_digests(on=ON)

        letters = Message.objects.filter(kind="digest")
        assert {letter.person for letter in letters} == {mo, chris}
        for letter in letters:
            assert letter.is_secret
            assert "this link is only for you, until 6 November 2025" in letter.body
            (path,) = [
                urlsplit(word).path
                for word in letter.body.split()
                if "/actions/report/" in word
            ]
            assert letter.person.name in page(Client().get(path)).get_text()

    def test_holds_none_for_people_who_only_chase(self, education, amara):
        make_action(education, owners=["tbc"], due_text="31 October 2025")

        send_digests(on=ON)

        letter = Message.objects.get(person=amara)
        assert "/actions/report/" not in letter.body
        assert not letter.is_secret


class TestTheCheck:
    @pytest.fixture
    def waiting(self, action, amara, chris):
        Action.objects.filter(pk=action.pk).update(
            status="to_check", completed_on=date(2025, 10, 1), completed_by=chris
        )
        return action

    @pytest.mark.parametrize(
        ("on", "step"),
        [
            (date(2025, 10, 7), None),
            (date(2025, 10, 8), "check 2025-10-08"),
            (date(2025, 10, 14), "check 2025-10-08"),
            (date(2025, 10, 15), "check 2025-10-15"),
            (date(2025, 10, 18), None),  # a Saturday
        ],
    )
    def test_is_asked_for_weekly_until_it_is_made(self, waiting, amara, on, step):
        heard = [(r.person, r.kind, r.step) for r in reminders.due(on)]

        assert heard == ([(amara, "action_check", step)] if step else [])

    def test_the_person_who_completed_it_is_not_asked(self, waiting, amara):
        Action.objects.update(completed_by=amara)

        assert list(reminders.due(date(2025, 10, 8))) == []

    def test_once_checked_nobody_is_asked(self, waiting, amara):
        waiting.refresh_from_db()
        endings.check_action(waiting, is_done=True, by=amara, on=ON)

        assert list(reminders.due(date(2025, 10, 27))) == []
