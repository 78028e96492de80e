"""The forms and the page of a risk."""

from datetime import date

import pytest

from actions.risks.models.risks import Risk
from actions.risks.services import controls
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.pages import errors, page, url
from tests.actions.risk_factories import assess, make_risk, ratings
from tests.subgroups.factories import SubgroupFactory

TODAY = date(2025, 10, 22)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2025-10-22 12:00 +0000", tick=False)


def typed(**fields):
    return {name: str(value) for name, value in fields.items()}


class TestTheForms:
    def test_a_risk_is_added_with_its_ratings(self, client_of, amara, education, mo):
        response = client_of(amara).post(
            url("add_risk"),
            typed(
                **ratings((4, 3)),
                cause="a post is vacant",
                event="calls are missed",
                consequence="help comes late",
                organisation=education.pk,
                owner=mo.pk,
                categories="workforce, front door",
                review_months=6,
            ),
        )

        risk = Risk.objects.get()
        assert response.url == risk.get_absolute_url()
        assert (risk.current_score, risk.owner, risk.review_months) == (12, mo, 6)
        assert risk.categories == ["workforce", "front door"]
        assert risk.review_on == date(2026, 4, 22)

    def test_each_missing_field_has_an_error(self, client_of, amara):
        soup = page(client_of(amara).post(url("add_risk"), {"cause": "Kept words"}))

        assert errors(soup)[:3] == [
            "Enter the event",
            "Enter the consequence",
            "Select the inherent likelihood",
        ]
        assert soup.find("textarea", {"name": "cause"}).get_text(strip=True) == (
            "Kept words"
        )

    def test_the_levels_have_the_partnerships_words(self, client_of, amara):
        soup = page(client_of(amara).get(url("add_risk")))

        options = soup.select("select[name=current_impact] option")
        assert [option.get_text() for option in options] == [
            "Choose a level",
            "1 Negligible",
            "2 Minor",
            "3 Moderate",
            "4 Major",
            "5 Severe",
        ]

    def test_people_who_belong_only_to_schools_are_not_offered(
        self, client_of, amara, dee, mo, education
    ):
        soup = page(client_of(amara).get(url("add_risk")))

        names = [o.get_text() for o in soup.select("select[name=owner] option")]
        assert "Mo" in names
        assert "Dee" not in names

    def test_its_owner_assesses_it(self, client_of, quality, mo):
        risk = make_risk(quality, owner=mo)

        response = client_of(mo).post(
            url("assess_risk", risk),
            typed(**ratings((3, 5)), reason="Worse", version=risk.version),
        )

        assert response.url == risk.get_absolute_url()
        risk.refresh_from_db()
        assert risk.current_score == 15

    def test_a_member_of_its_body_can_only_read_it(self, client_of, education, mo):
        risk, client = make_risk(education), client_of(mo)

        assert client.get(url("risk", risk)).status_code == 200
        for name in ("assess_risk", "edit_risk", "close_risk", "acknowledge_risk"):
            assert client.get(url(name, risk)).status_code == 403

    def test_the_executive_acknowledges_it(self, client_of, education, eve):
        risk, client = make_risk(education, current=(4, 4)), client_of(eve)
        assert "Not acknowledged" in page(client.get(url("risk", risk))).get_text()

        client.post(
            url("acknowledge_risk", risk),
            {"note": "We shall ask", "version": risk.version},
        )

        words = page(client.get(url("risk", risk))).main.get_text(" ", strip=True)
        assert "Acknowledged on 22 October 2025 by Eve : We shall ask" in words

    def test_its_current_values_are_always_offered(
        self, client_of, amara, mo, dee, elm
    ):
        old = make_priority(make_plan(amara), ref="OLD1")
        old.plan.status = "superseded"
        old.plan.save()
        closed = SubgroupFactory().organisation
        risk = make_risk(closed, owner=mo, priority=old)
        closed.closed_on = TODAY
        closed.save()

        soup = page(client_of(amara).get(url("edit_risk", risk)))

        chosen = {
            name: soup.select_one(f"select[name={name}] option[selected]").get_text()
            for name in ("organisation", "priority", "owner")
        }
        assert chosen == {
            "organisation": closed.name,
            "priority": str(old),
            "owner": "Mo",
        }

    def test_two_people_assessing_at_once_lose_nothing(
        self, client_of, education, amara
    ):
        risk = make_risk(education)
        opened_at = risk.version
        assess(risk, (5, 5), on=TODAY)

        response = client_of(amara).post(
            url("assess_risk", risk),
            typed(**ratings((1, 1)), reason="What I typed", version=opened_at),
        )

        soup = page(response)
        assert "Someone else changed this" in soup.get_text()
        assert "What I typed" in soup.find("textarea").get_text()
        risk.refresh_from_db()
        assert risk.current_score == 25

    def test_a_hidden_action_cannot_be_linked(
        self, client_of, education, quality, chris
    ):
        risk, theirs = make_risk(education), make_action(quality)

        response = client_of(chris).post(
            url("link_risk_action", risk), {"action": theirs.ref}
        )

        assert errors(page(response)) == [
            "Enter the reference of an action that you can see"
        ]

    def test_an_action_is_linked_by_its_reference_and_unlinked(
        self, client_of, education, chris
    ):
        risk, ours = make_risk(education), make_action(education)
        client = client_of(chris)

        client.post(url("link_risk_action", risk), {"action": ours.ref.lower()})
        assert ours.text in page(client.get(url("risk", risk))).get_text()
        client.post(url("unlink_risk_action", risk.links.get()))

        assert not risk.links.standing().exists()

    def test_an_action_is_raised_from_a_risk(self, client_of, education, chris):
        risk = make_risk(education)

        client_of(chris).post(
            url("raise_risk_action", risk),
            {"text": "Fill the post", "owners": "Chris", "due_text": "June 2026"},
        )

        action = risk.links.get().action
        assert (action.text, action.due_end) == ("Fill the post", date(2026, 6, 30))

    def test_closing_says_what_it_does_and_can_be_cancelled(
        self, client_of, education, amara
    ):
        risk = make_risk(education, current=(4, 4))
        for text in ("One", "Two"):
            controls.raise_from_risk(risk, text=text, by=amara, on=TODAY)

        shown = page(client_of(amara).get(url("close_risk", risk)))

        words = " ".join(shown.main.get_text(" ").split())
        assert "Its 2 open actions stay open" in words
        assert "no longer escalated" in words
        assert shown.find("a", string="Cancel")["href"] == risk.get_absolute_url()


class TestOneRisk:
    def test_shows_its_score_over_time_once_there_are_two(
        self, client_of, education, amara
    ):
        risk, client = make_risk(education), client_of(amara)
        assert "Score over time" not in page(client.get(url("risk", risk))).get_text()

        assess(risk, (4, 4), on=TODAY)

        words = page(client.get(url("risk", risk))).main.get_text(" ", strip=True)
        assert "9 at first, 16 now" in words
        assert "It has changed" in words

    def test_a_hidden_action_is_left_out(
        self, client_of, education, quality, amara, mo
    ):
        risk, theirs = make_risk(education), make_action(quality, text="Theirs")
        controls.link_risk_action(risk, action=theirs, by=amara, on=TODAY)

        assert "Theirs" in page(client_of(amara).get(url("risk", risk))).get_text()
        assert "Theirs" not in page(client_of(mo).get(url("risk", risk))).get_text()


def test_an_action_lists_the_risks_its_reader_may_see(
    client_of, education, quality, mo, chris, amara
):
    ours, theirs = make_risk(education), make_risk(quality)
    action = make_action(education, owners=[mo])
    for risk in (ours, theirs):
        controls.link_risk_action(risk, action=action, by=amara, on=TODAY)

    words = page(client_of(mo).get(url("action", action))).main.get_text()

    assert ours.ref in words
    assert theirs.ref not in words
