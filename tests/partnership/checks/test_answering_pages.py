"""The page where a school says whether the list of its people is right."""

from datetime import date
from urllib.parse import urlsplit

import pytest

from partnership.access import Role, link_address
from partnership.checks import services
from partnership.checks.models import PeopleCheck
from partnership.history import services as history
from partnership.people.models import Membership
from tests.factories import MembershipFactory
from tests.partnership.asking import ON, ask, errors, soup, url
from tests.reading import in_one_line

pytestmark = pytest.mark.usefixtures("clock_stands")


class TestTheSchoolsPage:
    @pytest.fixture
    def link(self, check):
        return link_address("partnership:answer_by_link", "people_check", check)

    def form(self, check, **fields):
        held = Membership.objects.filter(organisation=check.organisation)
        return {
            **{f"is_{one.pk}": "still" for one in held},
            "version": str(check.version),
            "new-TOTAL_FORMS": "1",
            "new-INITIAL_FORMS": "0",
            **fields,
        }

    def test_the_link_of_the_letter_opens_it_without_signing_in(self, check, client):
        letter = check.messages.first()
        (address,) = [line for line in letter.body.split() if "/answer/" in line]

        page = soup(client.get(urlsplit(address).path))

        rows = [row.get_text(" ", strip=True) for row in page.select("tbody tr")]
        assert rows == [
            "Dee Designated safeguarding lead (DSL) dee@wexcombe.example",
            "Gwen Safeguarding governor gwen@wexcombe.example",
            "Hal Head hal@wexcombe.example",
        ]

    def test_it_shows_nobody_who_has_left_or_is_elsewhere(
        self, check, link, elm, olu, client
    ):
        MembershipFactory(
            person__name="Gone Before",
            organisation=elm.organisation,
            role=Role.HEAD,
            to_date=date(2025, 8, 31),
        )

        text = soup(client.get(link)).get_text()

        assert "Gone Before" not in text
        assert "Olu" not in text

    def test_opening_it_changes_nothing(self, check, link, client):
        before = PeopleCheck.objects.values().get(pk=check.pk)
        events = history.of(check).count()

        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200

        assert PeopleCheck.objects.values().get(pk=check.pk) == before
        assert history.of(check).count() == events

    def test_one_press_confirms_and_the_link_says_so(self, check, link, client):
        response = client.post(link, {"all_right": "1", "version": "1"}, follow=True)

        assert "We have received your school’s answer" in soup(response).get_text()
        check.refresh_from_db()
        assert check.settled_at
        for again in (
            client.get(link),
            client.post(link, {"all_right": "1", "version": "2"}),
        ):
            text = soup(again).get_text()
            assert "Your school answered on 22 October 2025" in text
            assert "wexcombe.example" not in text
        check.refresh_from_db()
        assert check.version == 2

    def test_the_link_dies_after_sixty_days(self, link, client, clock_stands):
        clock_stands.move_to("2025-12-20 10:00Z")
        assert client.get(link).status_code == 200

        clock_stands.move_to("2025-12-22 10:00Z")
        assert client.get(link).status_code == 404

    def test_changes_are_sent(self, check, link, hal, gwen, client):
        response = client.post(
            link,
            self.form(
                check,
                **{
                    f"is_{hal.memberships.get().pk}": "left",
                    f"is_{gwen.memberships.get().pk}": "changed",
                    f"words_{gwen.memberships.get().pk}": "Is called Gwen Moor now",
                    "new-0-name": "Nia Vane",
                    "new-0-role": "head",
                    "new-0-email": "nia@elm.example",
                },
            ),
        )

        assert response.status_code == 302
        check.refresh_from_db()
        assert [(one["kind"], one["words"]) for one in check.changes] == [
            ("changed", "Is called Gwen Moor now"),
            ("left", ""),
            ("new", ""),
        ]

    def test_nothing_changed_is_no_change(self, check, link, client):
        page = soup(client.post(link, self.form(check)))

        assert errors(page) == [
            "Enter what has changed, or select “These contacts are correct”"
        ]

    def test_what_is_half_said_is_asked_for_and_kept(self, check, link, hal, client):
        held = hal.memberships.get().pk
        page = soup(
            client.post(
                link,
                self.form(check, **{f"is_{held}": "changed", "new-0-name": "Nia Vane"}),
            )
        )

        assert errors(page) == [
            "Enter what has changed for Hal",
            "Select the role",
            "Enter the work email address",
        ]
        assert page.find("input", {"name": "new-0-name"})["value"] == "Nia Vane"
        check.refresh_from_db()
        assert check.answered_at is None

    def test_another_person_can_be_added(self, check, link, client):
        page = soup(
            client.post(
                link, self.form(check, **{"new-add": "1", "new-0-name": "Nia Vane"})
            )
        )

        assert errors(page) == []
        names = [f.get("value") for f in page.select("input[name$=-name]")]
        assert names == ["Nia Vane", None]

    def test_text_that_may_name_a_child_is_asked_about(self, check, link, hal, client):
        held = hal.memberships.get().pk
        words = "Sam Marsh, born 3 May 2016, is looked after by someone else"
        sent = self.form(check, **{f"is_{held}": "changed", f"words_{held}": words})

        page = soup(client.post(link, sent))

        assert "looks as if it contains a name with a date of birth" in errors(page)[0]
        ticked = page.find("input", {"name": f"words_{held}-confirmed"})["value"]
        client.post(link, {**sent, f"words_{held}-confirmed": ticked})
        event = history.of(check).first()
        assert event.detail["confirmed"] == [f"words_{held}"]

    def test_a_dsl_answers_signed_in(self, check, client_of, dee):
        client = client_of(dee)
        client.post(url("answer_check", check), {"all_right": "1", "version": "1"})

        check.refresh_from_db()
        assert check.answered_by == dee
        page = soup(client.get(url("answer_check", check)))
        assert "Your school answered on 22 October 2025 (Dee)" in in_one_line(
            page.get_text()
        )

    def test_a_colleague_who_was_faster_is_shown(self, check, client_of, dee):
        page = url("answer_check", check)
        client = client_of(dee)
        client.get(page)
        services.confirm_people(check, version=1, by=None, on=ON)

        response = client.post(page, {"all_right": "1", "version": "1"})

        assert "Your school answered" in soup(response).get_text()

    def test_a_school_of_which_we_know_nobody_is_asked_who_there_is(self, oak, client):
        oak.organisation.email = "office@oak.example"
        oak.organisation.save()
        (check,) = ask(oak).checks
        link = link_address("partnership:answer_by_link", "people_check", check)

        page = soup(client.get(link))

        assert "We have no contacts for your school" in page.get_text()
        assert page.find("button", {"name": "all_right"}) is None
