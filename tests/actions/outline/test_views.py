"""What people see and do on the pages of plans and in the register."""

from datetime import date

import pytest
import time_machine

from actions.outline import services as outline
from actions.plans.models import Plan, Priority
from actions.register.models.actions import Action
from actions.register.services import endings, progress, raising
from partnership.pages.forms.dates import date_data
from tests.actions.factories import make_action, make_plan, make_priority
from tests.actions.pages import errors, page, rows, url

pytestmark = pytest.mark.long

ON = date(2025, 10, 22)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        yield


class TestPlans:
    def test_an_officer_creates_and_approves_a_plan(self, client_of, amara, bryn):
        client = client_of(amara)
        client.post(
            url("create_plan"),
            {
                "title": "Business plan 2025 to 2026",
                "tier": "yearly",
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
        confirmation = page(client.get(url("approve_plan", plan))).main.get_text(" ")
        plan.refresh_from_db()
        client.post(url("approve_plan", plan), {"version": plan.version})

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
        assert "its 1 priority and 1 action" in " ".join(confirmation.split())
        shown = page(client.get(plan.get_absolute_url())).get_text()
        assert "Approved" in shown
        assert "Choose a tool" in shown

    def test_a_plan_that_ends_too_soon_keeps_what_was_typed(self, client_of, amara):
        soup = page(
            client_of(amara).post(
                url("create_plan"),
                {
                    "title": "Business plan",
                    "tier": "yearly",
                    **date_data("start", date(2025, 4, 1)),
                    **date_data("end", date(2025, 3, 31)),
                },
            )
        )

        assert errors(soup) == ["The plan year must end after it starts"]
        assert soup.find("input", {"name": "title"})["value"] == "Business plan"

    def test_the_second_officer_to_edit_a_priority_gets_a_message(
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

    def test_superseding_one_first_says_what_it_does_and_to_how_many(
        self, client_of, amara, partnership
    ):
        priority = make_priority(make_plan(amara))
        plan = priority.plan
        outline.approve_plan(plan, by=amara, on=ON)
        for text in ("First", "Second"):
            raising.add_action(priority, text=text, by=amara, on=ON)
        client = client_of(amara)
        shown = page(client.get(plan.get_absolute_url()))
        asked = page(client.get(shown.find("a", string="Supersede")["href"]))
        plan.refresh_from_db()

        words = " ".join(asked.main.get_text(" ").split())
        assert "You cannot undo this" in words
        assert "edit the plan or its 1 priority" in words
        assert "Its 2 open actions stay open" in words
        assert plan.is_approved

        version = asked.select_one("form [name=version]")["value"]
        client.post(url("supersede_plan", plan), {"version": version})

        assert Plan.objects.get().status == Plan.Status.SUPERSEDED

    def test_the_page_of_a_plan_opens_with_its_progress(
        self, client_of, amara, partnership
    ):
        priority = make_priority(make_plan(amara))
        for text, due in (
            ("Late", "July 2025"),
            ("Soon", "May 2026"),
            ("Some day", ""),
        ):
            raising.add_action(priority, text=text, due_text=due, by=amara, on=ON)
        done = raising.add_action(priority, text="Done", by=amara, on=ON)
        endings.complete_action(done, outcome="Safer", by=amara, on=ON)

        soup = page(client_of(amara).get(priority.plan.get_absolute_url()))

        bar = soup.select_one(".app-progress")
        assert bar.get_text(" ", strip=True).startswith("25% 1 of 4 actions complete")
        assert bar.find_previous("h2") is None or bar.sourceline < soup.h2.sourceline
        assert [s.get_text(" ", strip=True) for s in soup.select(".app-stat")] == [
            "1 overdue",
            "0 off track",
            "0 at risk",
            "1 without a date",
        ]

    @pytest.mark.parametrize("count", [1, 100])
    def test_a_plan_of_many_actions(
        self, count, client_of, amara, partnership, django_assert_num_queries
    ):
        priority = make_priority(make_plan(amara))
        for number in range(count):
            raising.add_action(priority, text=f"Do {number}", by=amara, on=ON)
        client = client_of(amara)

        with django_assert_num_queries(11):
            response = client.get(priority.plan.get_absolute_url())

        assert len(rows(page(response))) == count

    @pytest.mark.parametrize(("count", "shown"), [(1, 1), (100, 25)])
    def test_many_plans(
        self, count, shown, client_of, amara, django_assert_num_queries
    ):
        for number in range(count):
            make_plan(amara, title=f"Plan {number}")
        client = client_of(amara)

        with django_assert_num_queries(4):
            response = client.get(url("plans"))

        assert len(rows(page(response))) == shown

    def test_an_empty_list_says_what_to_do(self, client_of, amara, mo):
        assert (
            "Create this year’s plan"
            in page(client_of(amara).get(url("plans"))).get_text()
        )
        assert (
            "publish the plan here" in page(client_of(mo).get(url("plans"))).get_text()
        )

    def test_an_empty_plan_says_who_adds_to_it(self, client_of, amara, mo):
        plan = make_plan(amara)
        amaras, mos = (
            page(client_of(person).get(plan.get_absolute_url())).get_text()
            for person in (amara, mo)
        )

        assert "Add the plan’s priorities first" in amaras
        assert "The board’s officers add them here" in mos


class TestTheRegister:
    @pytest.mark.parametrize(("count", "shown"), [(1, 1), (100, 20)])
    def test_holds_many(
        self, count, shown, client_of, amara, mo, education, django_assert_num_queries
    ):
        for number in range(count):
            make_action(education, text=f"Do {number}", owners=[mo, "tbc"])
        client = client_of(amara)

        with django_assert_num_queries(9):
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
        progress.update_action(soon, text="Stuck", rag="red", by=amara, on=ON)
        make_action(education, text="Later", due_text="December 2025", source="meeting")
        make_action(education, text="Undated", due_text="tbc")
        done = make_action(education, text="Done", due_text="June 2025")
        endings.complete_action(done, outcome="x", by=amara, on=ON)
        make_action(elm.organisation, text="A school's", due_text="June 2025")

        soup = page(client_of(amara).get(f"{url('register')}?{query}"))

        assert rows(soup) == texts

    def test_finds_an_owner_s(self, client_of, amara, mo, education):
        make_action(education, text="Mo's", owners=[mo])
        make_action(education, text="Nobody's", owners=["tbc"])

        soup = page(client_of(amara).get(f"{url('register')}?owner={mo.name}"))

        assert rows(soup) == ["Mo's"]

    def test_shows_a_school_its_own_without_asking(self, client_of, dee, elm, oak):
        make_action(elm.organisation, text="Elm's")
        make_action(oak.organisation, text="Oak's")

        soup = page(client_of(dee).get(url("register")))

        assert rows(soup) == ["Elm's"]
        assert "Include schools" not in soup.get_text()


def test_the_second_of_two_editors_is_shown_the_differences_with_labels(
    client_of, amara, bryn, education
):
    action = make_action(education, text="Sample files", owners=["Police", "tbc"])
    opened = {"version": action.version, "measure": "", "measure_type": "", "areas": ""}
    first = {**opened, "text": "Sample ten files", "owners": "Police\ntbc"}
    second = {**opened, "text": "Sample twelve files", "owners": "tbc\nThe chair"}

    client_of(amara).post(url("edit_action", action), first)
    answer = client_of(bryn).post(url("edit_action", action), second)

    assert answer.context["form"].differences == [
        ("What needs to be done", "Sample ten files", "Sample twelve files"),
        ("Owners", "Police, tbc", "The chair, tbc"),
    ]
    assert page(answer).find("textarea", attrs={"name": "owners"}).text.split("\n")[
        -2:
    ] == ["tbc", "The chair"]
    action.refresh_from_db()
    assert action.text == "Sample ten files"
    same = client_of(bryn).post(
        url("edit_action", action), {**second, "owners": first["owners"]}
    )
    assert [label for label, *_ in same.context["form"].differences] == [
        "What needs to be done"
    ]
