"""Colleagues a school adds and removes, and the sections they are given."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from audits.colleagues import services
from audits.colleagues.models import Delegation
from audits.returns import services as returns
from audits.returns.models.answers import Given
from audits.signing import services as signing
from partnership.access import Role
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.people.models import Person
from tests.audits.factories import answer_all, question
from tests.audits.reading import errors, soup, url
from tests.factories import LONG_AGO, MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"  # noqa: S105


def section(audit_return, letter):
    return audit_return.questions_of(letter)[0].section


@pytest.fixture
def priya(elms, dee):
    """A colleague whom Dee has just added."""
    return services.add_colleague(
        elms, name="Priya Nair", email="priya@elm.example", by=dee, on=localdate()
    ).person


class TestAdding:
    def add(self, client, elms, **typed):
        return client.post(url("add_colleague", elms), typed)

    def test_gives_a_new_person_the_role_and_an_email(self, elms, elm, dee, client_of):
        client = client_of(dee)
        response = self.add(client, elms, name="Priya Nair", email="priya@elm.example")

        priya = Person.objects.get(email="priya@elm.example")
        held = priya.memberships.get()
        assert (held.role, held.organisation) == (Role.COLLEAGUE, elm.organisation)
        [letter] = Message.objects.filter(kind="colleague_added")
        assert (letter.address, letter.person) == ("priya@elm.example", priya)
        page = soup(client.get(response["Location"])).get_text()
        assert "Priya Nair added and emailed" in page

    def test_leads_from_the_email_to_the_one_task(self, elms, priya):
        [letter] = Message.objects.filter(kind="colleague_added")
        [link] = [word for word in letter.body.split() if word.startswith("http")]
        address, client = urlsplit(link), Client()
        assert parse_qs(address.query)["next"] == [url("tasks", elms)]

        client.get(f"{address.path}?{address.query}")
        entered = client.post(
            f"{address.path}?{address.query}",
            {"password1": PASSWORD, "password": PASSWORD, "password2": PASSWORD},
        )

        assert entered["Location"] == url("tasks", elms)
        assert client.get(entered["Location"]).status_code == 200

    def test_takes_someone_the_partnership_knows(self, elms, mo, hal, client_of):
        self.add(client_of(hal), elms, name="Maurice", email=mo.email.upper())

        mo.refresh_from_db()
        assert mo.name == "Mo"
        assert mo.memberships.filter(role=Role.COLLEAGUE).exists()

    def test_refuses_whoever_answers_already(self, elms, dee, cole, client_of):
        response = self.add(client_of(dee), elms, name="Cole", email=cole.email)

        assert errors(response) == ["Cole can already answer for Elm Primary School"]
        assert soup(response).find(id="id_name")["value"] == "Cole"

    def test_needs_a_name_and_an_address(self, elms, dee, client_of):
        response = self.add(client_of(dee), elms, name="", email="priya")

        assert errors(response) == [
            "Enter their name",
            "Enter an email address in the correct format, like name@example.com",
        ]

    @pytest.mark.parametrize(
        ("who", "status"),
        [("dee", 200), ("hal", 200), ("cole", 403), ("gwen", 403), ("ola", 404)],
    )
    def test_is_for_head_and_dsl(self, request, elms, client_of, who, status):
        client = client_of(request.getfixturevalue(who))

        assert client.get(url("colleagues", elms)).status_code == status


class TestRemoving:
    def remove(self, client, elms, person):
        held = person.memberships.get(role=Role.COLLEAGUE)
        return client.post(url("remove_colleague", elms, membership=held.pk))

    def test_ends_access_at_once(self, elms, dee, cole, client_of):
        theirs = client_of(cole)
        assert theirs.get(url("tasks", elms)).status_code == 200

        self.remove(client_of(dee), elms, cole)

        assert theirs.get(url("tasks", elms)).status_code == 404
        held = cole.memberships.get()
        assert held.to_date == localdate() - timedelta(days=1)

    def test_on_the_day_they_were_added_too(self, elms, dee, priya, client_of):
        self.remove(client_of(dee), elms, priya)

        assert not priya.memberships.exists()

    def test_keeps_what_they_answered(self, elms, dee, cole, client_of):
        asked = question(elms, "dsl-in-leadership")
        returns.save_answer(elms, asked, Given(choice="yes"), by=cole)

        self.remove(client_of(dee), elms, cole)

        assert elms.answers.get().by == cole

    def test_takes_their_sections_from_them(self, elms, dee, cole, today, client_of):
        people = {section(elms, "A"): cole}
        services.give_sections(elms, people=people, by=dee, on=today)

        self.remove(client_of(dee), elms, cole)

        assert not Delegation.objects.exists()

    def test_is_not_for_heads_and_dsls(self, elms, dee, hal, client_of):
        held = hal.memberships.get()

        response = client_of(dee).post(
            url("remove_colleague", elms, membership=held.pk)
        )

        assert response.status_code == 404

    def test_is_in_the_history(self, elms, dee, cole, today):
        held = cole.memberships.get()

        services.remove_colleague(elms, membership=held, by=dee, on=today)

        assert history.of(elms)[0].detail == {"colleague": "Cole"}


class TestGivingSections:
    def give(self, client, elms, **people):
        typed = {
            f"section-{section(elms, letter).pk}": person.pk
            for letter, person in people.items()
        }
        return client.post(url("give_sections", elms), typed)

    def test_shows_who_answers_what(self, elms, dee, cole, client_of):
        client = client_of(dee)
        self.give(client, elms, B=cole)

        page = soup(client.get(url("tasks", elms)))

        hints = [
            one.get_text(strip=True) for one in page.select(".govuk-task-list__hint")
        ]
        assert hints[:2] == [
            "2 questions left, about 2 minutes",
            "2 questions left, about 2 minutes, given to Cole",
        ]

    def test_emails_each_person_their_new_sections_once(
        self, elms, dee, hal, cole, client_of
    ):
        client = client_of(dee)
        self.give(client, elms, A=cole)
        self.give(client, elms, A=cole, B=cole)
        self.give(client, elms, A=cole, B=cole)

        letters = Message.objects.filter(kind="sections_given").order_by("pk")
        assert [
            (one.person, "- A. Leads" in one.body, "- B. Practice" in one.body)
            for one in letters
        ] == [(cole, True, False), (cole, False, True)]

    def test_puts_their_own_first(self, elms, dee, cole, client_of):
        self.give(client_of(dee), elms, B=cole)

        page = soup(client_of(cole).get(url("tasks", elms)))

        headings = [one.get_text(strip=True) for one in page.select("main h2")]
        tasks = [one.get_text(strip=True) for one in page.select(".govuk-task-list a")]
        assert headings[:2] == ["Your sections", "Other sections"]
        assert tasks[:2] == ["B. Practice", "A. Leads"]

    def test_says_so_on_their_home_page(self, elms, dee, cole, client_of):
        self.give(client_of(dee), elms, A=cole, B=cole)

        home = soup(client_of(cole).get("/")).get_text(" ")

        assert "your sections: A, B" in " ".join(home.split())

    def test_locks_nobody_out(self, elms, dee, hal, cole, client_of):
        self.give(client_of(dee), elms, A=hal)

        page = client_of(cole).get(url("section", elms, letter="A"))

        assert page.status_code == 200

    def test_can_be_taken_back(self, elms, dee, cole, client_of):
        client = client_of(dee)
        self.give(client, elms, A=cole)

        self.give(client, elms)

        assert not Delegation.objects.exists()

    def test_is_refused_for_someone_else(self, elms, dee, ola, today, client_of):
        response = self.give(client_of(dee), elms, A=ola)

        assert errors(response) == [
            "Select another option: the one you selected is no longer available"
        ]
        with pytest.raises(Refused, match="cannot answer for Elm Primary School"):
            services.give_sections(
                elms, people={section(elms, "A"): ola}, by=dee, on=today
            )

    def test_is_refused_once_sent_for_signing(self, elms, dee, cole, today):
        answer_all(elms, by=dee)
        signing.declare_ready(elms, by=dee)

        with pytest.raises(Refused, match="sent for signing"):
            services.give_sections(
                elms, people={section(elms, "A"): cole}, by=dee, on=today
            )

    def test_to_someone_who_has_left_says_nothing(self, elms, dee, cole, today):
        services.give_sections(
            elms, people={section(elms, "A"): cole}, by=dee, on=today
        )
        cole.memberships.update(to_date=today - timedelta(days=1))

        assert elms.delegates(on=today) == {}


class TestSomeoneOfTwoSchools:
    @pytest.fixture
    def both(self, dee, oak):
        MembershipFactory(person=dee, organisation=oak.organisation, role=Role.DSL)
        return dee

    def test_sees_each_return_under_the_name_of_its_school(
        self, elms, oaks, both, client_of
    ):
        client = client_of(both)

        listed = soup(client.get(reverse("audits:returns"))).select("tbody th")
        names = [one.get_text(" ", strip=True).partition(" ,")[0] for one in listed]
        captions = [
            soup(client.get(url("tasks", row))).select_one(".app-caption").get_text()
            for row in (elms, oaks)
        ]

        assert names == ["Elm Primary School", "Oak Academy"]
        assert captions == ["Elm Primary School", "Oak Academy"]

    def test_gives_the_sections_of_one_return_to_its_own_people(
        self, elms, oaks, both, cole, client_of
    ):
        page = soup(client_of(both).get(url("give_sections", oaks)))

        offered = page.select_one("main select").get_text(" ", strip=True)
        assert "Dee" in offered
        assert "Cole" not in offered


@pytest.mark.parametrize("count", [1, 100])
@pytest.mark.parametrize(("name", "queries"), [("colleagues", 6), ("give_sections", 8)])
def test_a_hundred_colleagues_take_no_more_queries_than_one(
    elms, elm, dee, client_of, django_assert_num_queries, name, queries, count
):
    for number in range(count):
        MembershipFactory(
            person=PersonFactory(name=f"Helper {number}"),
            organisation=elm.organisation,
            role=Role.COLLEAGUE,
            from_date=LONG_AGO,
        )
    client = client_of(dee)

    with django_assert_num_queries(queries):
        page = client.get(url(name, elms))

    assert page.content.count(b"Helper ") >= count
