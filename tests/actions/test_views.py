"""What people see and do on the pages of plans and actions."""

from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from actions import services
from actions.models import Action, Plan, Priority, Update
from partnership.foundation.forms import date_data
from tests.actions.factories import make_action, make_plan, make_priority

ON = date(2025, 10, 22)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


def page(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def rows(soup):
    return [row.find("th").get_text(strip=True) for row in soup.select("tbody tr")]


def errors(soup):
    return [link.get_text() for link in soup.select(".govuk-error-summary__list a")]


def url(name, row=None):
    return reverse(f"actions:{name}", kwargs={"pk": row.pk} if row else None)


@pytest.fixture
def action(education, mo, amara):
    return make_action(education, owners=[mo], due_text="July 2025", by=amara)


class TestPlans:
    def test_an_officer_makes_one_from_the_first_page_to_the_last(
        self, client_of, amara, bryn
    ):
        client = client_of(amara)
        client.post(
            url("create_plan"),
            {
                "title": "Business plan 2025 to 2026",
                **date_data("start", date(2025, 4, 1)),
                **date_data("end", date(2026, 3, 31)),
            },
        )
        plan = Plan.objects.get()
        client.post(
            url("add_priority", plan),
            {"ref": "WSCP1", "title": "Neglect", "board_officer": bryn.pk, "areas": ""},
        )
        priority = Priority.objects.get()
        client.post(url("add_objective", priority), {"text": "Named early"})
        response = client.post(
            url("add_action", priority),
            {
                "text": "Choose a tool",
                "objective": priority.objectives.get().pk,
                "owners": "Bryn and Board office",
                "due_text": "Spring 2026",
                "measure_type": "output",
                "areas": "Ashmere, Denholt",
            },
            follow=True,
        )
        client.post(url("approve_plan", plan))

        action = Action.objects.get()
        assert (action.ref, action.due_text, action.areas) == (
            "WSCP1.1",
            "Spring 2026",
            ["Ashmere", "Denholt"],
        )
        assert [(o.words, o.person) for o in action.owners.all()] == [
            ("Bryn", bryn),
            ("Board office", None),
        ]
        assert "may be a school term" in page(response).get_text()
        shown = page(client.get(plan.get_absolute_url())).get_text()
        assert "Approved" in shown
        assert "Choose a tool" in shown

    def test_a_plan_that_ends_too_soon_keeps_what_was_typed(self, client_of, amara):
        soup = page(
            client_of(amara).post(
                url("create_plan"),
                {
                    "title": "Business plan",
                    **date_data("start", date(2025, 4, 1)),
                    **date_data("end", date(2025, 3, 31)),
                },
            )
        )

        assert errors(soup) == ["The plan year must end after it starts"]
        assert soup.find("input", {"name": "title"})["value"] == "Business plan"

    def test_of_two_officers_who_edit_a_priority_the_second_is_told(
        self, client_of, amara, bryn
    ):
        priority = make_priority(make_plan(amara))
        opened = {"version": priority.version, "areas": ""}
        client_of(amara).post(
            url("edit_priority", priority), {**opened, "title": "Amara's title"}
        )

        soup = page(
            client_of(bryn).post(
                url("edit_priority", priority), {**opened, "title": "Bryn's title"}
            )
        )

        assert "Someone else changed this" in soup.get_text()
        assert soup.find("input", {"name": "title"})["value"] == "Bryn's title"
        assert Priority.objects.get().title == "Amara's title"

    @pytest.mark.parametrize("count", [1, 100])
    def test_a_plan_of_many_actions(
        self, count, client_of, amara, partnership, django_assert_num_queries
    ):
        priority = make_priority(make_plan(amara))
        for number in range(count):
            services.add_action(priority, text=f"Do {number}", by=amara, on=ON)
        client = client_of(amara)

        with django_assert_num_queries(12):
            response = client.get(priority.plan.get_absolute_url())

        assert len(rows(page(response))) == count

    @pytest.mark.parametrize(("count", "shown"), [(1, 1), (100, 25)])
    def test_many_plans(
        self, count, shown, client_of, amara, django_assert_num_queries
    ):
        for number in range(count):
            make_plan(amara, title=f"Plan {number}")
        client = client_of(amara)

        with django_assert_num_queries(6):
            response = client.get(url("plans"))

        assert len(rows(page(response))) == shown

    def test_an_empty_list_says_what_to_do(self, client_of, amara, mo):
        assert (
            "Create the plan of this year"
            in page(client_of(amara).get(url("plans"))).get_text()
        )
        assert (
            "publish the plan here" in page(client_of(mo).get(url("plans"))).get_text()
        )


class TestTheRegister:
    @pytest.mark.parametrize(("count", "shown"), [(1, 1), (100, 25)])
    def test_holds_many(
        self, count, shown, client_of, amara, mo, education, django_assert_num_queries
    ):
        for number in range(count):
            make_action(education, text=f"Do {number}", owners=[mo, "tbc"])
        client = client_of(amara)

        with django_assert_num_queries(11):
            response = client.get(url("register"))

        assert len(rows(page(response))) == shown

    @pytest.mark.parametrize(
        ("query", "texts"),
        [
            ("", ["Late", "Soon", "Later", "Undated", "Done"]),
            ("overdue=on", ["Late"]),
            ("without_date=on", ["Undated"]),
            ("due=28", ["Soon"]),
            ("due=90", ["Soon", "Later"]),
            ("status=open", ["Late", "Soon", "Later", "Undated"]),
            ("status=complete", ["Done"]),
            ("text=unda", ["Undated"]),
            ("text=board office", ["Late"]),
            ("rag=red", ["Soon"]),
            ("source=meeting", ["Later"]),
            ("quiet=90", ["Late", "Later", "Undated"]),
            ("schools=on&overdue=on", ["A school's", "Late"]),
            ("order=-due", ["Later", "Soon", "Late", "Done", "Undated"]),
            ("due=nonsense", ["Late", "Soon", "Later", "Undated", "Done"]),
        ],
    )
    def test_is_narrowed(
        self, query, texts, client_of, amara, education, elm, partnership
    ):
        make_action(
            education, text="Late", owners=["Board office"], due_text="July 2025"
        )
        soon = make_action(education, text="Soon", due_text="31 October 2025")
        services.update_action(soon, text="Stuck", rag="red", by=amara, on=ON)
        make_action(education, text="Later", due_text="December 2025", source="meeting")
        make_action(education, text="Undated", due_text="tbc")
        done = make_action(education, text="Done", due_text="June 2025")
        services.complete_action(done, outcome="x", by=amara, on=ON)
        make_action(elm.organisation, text="A school's", due_text="June 2025")

        soup = page(client_of(amara).get(f"{url('register')}?{query}"))

        assert rows(soup) == texts

    def test_finds_an_owner_s(self, client_of, amara, mo, education):
        make_action(education, text="Mo's", owners=[mo])
        make_action(education, text="Nobody's")

        soup = page(client_of(amara).get(f"{url('register')}?owner={mo.pk}"))

        assert rows(soup) == ["Mo's"]

    def test_shows_a_school_its_own_without_asking(self, client_of, dee, elm, oak):
        make_action(elm.organisation, text="Elm's")
        make_action(oak.organisation, text="Oak's")

        soup = page(client_of(dee).get(url("register")))

        assert rows(soup) == ["Elm's"]
        assert "Include schools" not in soup.get_text()


class TestAnAction:
    def test_shows_what_was_typed_read_and_asked(self, client_of, amara, education):
        action = make_action(education, due_text="2025/10", owners=["tbc"])

        text = page(client_of(amara).get(action.get_absolute_url())).get_text()

        assert "2025/10" in text
        assert "may be October 2025 or the year 2025/26" in text
        assert "not yet a person or a group" in text

    def test_shows_that_its_date_moved(self, client_of, amara, action):
        for due in ("August 2025", "September 2025"):
            services.change_due(action, due_text=due, reason="Ill", by=amara, on=ON)

        text = page(client_of(amara).get(action.get_absolute_url())).get_text()

        assert "Moved 2 times" in text
        assert "Overdue" in text

    def test_its_owner_says_how_it_goes(self, client_of, mo, action):
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

    def test_of_two_who_write_at_once_the_second_keeps_every_word(
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

        assert errors(soup) == ["Enter why the date moves"]
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

    def test_is_opened_again(self, client_of, amara, action):
        services.complete_action(action, outcome="x", by=amara, on=ON)

        client_of(amara).post(
            url("reopen_action", action), {"reason": "Not done", "version": 2}
        )

        assert Action.objects.get().is_open

    def test_that_is_over_refuses_in_the_form(self, client_of, amara, action):
        services.withdraw_action(action, reason="x", by=amara, on=ON)

        soup = page(
            client_of(amara).post(
                url("complete_action", action), {"outcome": "Safer", "version": 2}
            )
        )

        assert "is withdrawn and cannot become complete" in soup.get_text()
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
    def test_offers_only_what_may_be_done(
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
        assert errors(soup) == ["Select one of the options; yours is no longer there"]

    def test_a_dsl_raises_one_for_the_school(self, client_of, dee, elm):
        client_of(dee).post(
            url("raise_action"),
            {"text": "Train lunch staff", "organisation": elm.organisation.pk},
        )

        assert Action.objects.of_schools().get().organisation == elm.organisation

    def test_it_needs_words(self, client_of, amara, partnership):
        soup = page(client_of(amara).post(url("raise_action"), {"due_text": ""}))

        assert errors(soup) == [
            "Enter what is to be done",
            "Select who the action belongs to",
        ]
