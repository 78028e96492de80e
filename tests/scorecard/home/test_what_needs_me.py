"""What needs each of us, and that the page says what the letter says."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.register.services import endings, progress
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from partnership.access import Role
from partnership.checks import services
from partnership.outbox import messages
from partnership.outbox.models import Message
from partnership.people.models import Organisation
from scorecard.digest import reminders
from scorecard.home import what_needs_me as home
from tests.actions.factories import make_action, make_plan, make_priority
from tests.audits.factories import make_question_set
from tests.factories import MembershipFactory
from tests.scorecard.factories import EditionFactory, FigureFactory, MeasureFactory
from tests.subgroups.factories import MeetingFactory, SubgroupFactory

MOST_QUERIES = 19


def shown(person, on):
    """The blocks of someone's page: key → what stands in it."""
    return {
        block.key: [matter.words for matter in block.matters]
        for block in home.blocks(person, on)
    }


@pytest.fixture
def running(db, today):
    """A round that schools are answering."""
    return Round.objects.create(
        question_set=make_question_set(),
        title="Section 175 audit",
        academic_year="2024/25",
        opens_on=today - timedelta(days=30),
        closes_on=today + timedelta(days=10),
        status=Round.Status.OPEN,
    )


@pytest.fixture
def everything(running, education, quality, partnership, elm, oak, mo, dee, today):
    """Something of each kind for each of the cast, with twins elsewhere."""
    subgroup = SubgroupFactory(organisation=education)
    other = SubgroupFactory(organisation=quality)
    MeetingFactory(subgroup=subgroup, held_on=date(2025, 9, 30), status="draft")
    MeetingFactory(subgroup=other, held_on=date(2025, 9, 29), status="held")
    MeetingFactory(subgroup=subgroup, held_on=date(2025, 11, 11))
    rows = {
        "late": make_action(education, text="Late", owners=[mo], due_text="July 2025"),
        "undated": make_action(education, text="Undated", owners=["tbc"]),
        "elsewhere": make_action(quality, text="Theirs", due_text="July 2025"),
        "coming": make_action(quality, text="Coming", due_text="March 2026"),
        "school": make_action(
            elm.organisation, text="Elm's", owners=[dee], due_text="July 2025"
        ),
        "other school": make_action(
            oak.organisation, text="Oak's", due_text="July 2025"
        ),
    }
    for school in (elm, oak):
        AuditReturn.objects.create(round=running, school=school)
    FigureFactory(
        measure=MeasureFactory(
            ref="ED3", organisation=education, owner=mo, frequency="monthly"
        )
    )
    MeasureFactory(organisation=education, from_date=today)
    EditionFactory()
    return {key: str(action) for key, action in rows.items()}


def test_amara_has_her_monday_page(amara, everything, today):
    assert shown(amara, today) == {
        "overdue": [everything["late"], everything["elsewhere"]],
        "without_date": [everything["undated"]],
        "owners_to_match": ["tbc"],
        "minutes": [
            "Minutes of Quality assurance subgroup, 29 September 2025",
            "Minutes of Education subgroup, 30 September 2025",
        ],
        "rounds": ["Section 175 audit 2024/25"],
        "figures": ["ED3 Children missing education, whereabouts unknown"],
        "meetings": ["Education subgroup, 11 November 2025"],
        "editions": ["Yearly report 2024/25"],
    }


def test_amara_sees_what_moved_in_two_weeks(
    amara, education, today, time_machine, client_of
):
    moved, still = (make_action(education, text=text) for text in ("Moved", "Still"))
    time_machine.move_to(f"{today - timedelta(days=15)} 12:00 +0000", tick=False)
    progress.update_action(
        still, text="Long ago", by=amara, on=today - timedelta(days=15)
    )
    time_machine.move_to(f"{today} 12:00 +0000", tick=False)
    progress.update_action(moved, text="Agreed by heads", by=amara, on=today)

    (block,) = [b for b in home.blocks(amara, today) if b.key == "moved"]

    assert [(m.words, m.detail) for m in block.matters] == [
        (str(moved), "Agreed by heads")
    ]
    page = client_of(amara).get(block.url)
    assert page.context["period"].since == today - timedelta(days=14)
    assert block.total is None, "news: nobody is asked to do so many things"


def test_officers_see_emails_that_are_held_up_or_probably_bounced(
    amara, mo, partnership, today, client_of
):
    held_up, doubtful, deferred, sent = (
        messages.post("note", f"{subject}\nWords", address=mo.email, person=mo)[0]
        for subject in ("Held up", "Doubtful", "Deferred", "Sent")
    )
    for message, status, is_ours in [
        (held_up, "waiting", True),
        (doubtful, "doubtful", False),
        (deferred, "waiting", False),
        (sent, "sent", True),
    ]:
        Message.objects.filter(pk=message.pk).update(
            status=status, is_ours_to_mend=is_ours, refusal="The reason"
        )

    assert shown(mo, today).get("emails") is None
    (block,) = [b for b in home.blocks(amara, today) if b.key == "emails"]
    assert [(m.words, m.detail) for m in block.matters] == [
        ("Doubtful", "Probably bounced: The reason"),
        ("Held up", "Waiting: The reason"),
    ]
    page = client_of(amara).get(reverse("scorecard:home")).content.decode()
    assert "Emails not delivered" in page


def test_the_round_says_how_many_have_not_answered(amara, everything, running, today):
    AuditReturn.objects.filter(school__urn=990_001).update(
        status="submitted",
        receipt_number="R-1",
        submitted_by=amara,
        submitted_at="2025-10-20T10:00Z",
    )

    (block,) = [b for b in home.blocks(amara, today) if b.key == "rounds"]

    assert [matter.detail for matter in block.matters] == ["1 of 2 have not answered"]


def test_chris_has_the_subgroups_minutes_and_worries(chris, everything, today):
    assert shown(chris, today) == {
        "subgroup_actions": [everything["late"], everything["undated"]],
        "minutes": ["Minutes of Education subgroup, 30 September 2025"],
        "meetings": ["Education subgroup, 11 November 2025"],
    }


def test_minutes_wait_to_be_circulated_and_then_to_be_agreed(chris, education, today):
    subgroup = SubgroupFactory(organisation=education)
    last = MeetingFactory(subgroup=subgroup, held_on=date(2025, 9, 30), status="draft")
    sent = {"status": "circulated", "circulated_on": today}
    MeetingFactory(subgroup=subgroup, held_on=date(2025, 9, 2), **sent)
    agreed = {"agreed_on": today, "agreed_by": chris, "agreed_at_meeting": last}
    MeetingFactory(
        subgroup=subgroup,
        held_on=date(2025, 7, 1),
        **sent | agreed | {"status": "agreed", "quorum_as_agreed": "Quorate"},
    )

    (block,) = [b for b in home.blocks(chris, today) if b.key == "minutes"]

    assert [(m.words, m.is_late, m.due_words) for m in block.matters] == [
        ("Minutes of Education subgroup, 30 September 2025", True, ""),
        (
            "Minutes of Education subgroup, 2 September 2025",
            False,
            "At the next meeting",
        ),
    ]


def test_mo_has_his_action_his_measure_and_his_meeting(mo, everything, today):
    assert shown(mo, today) == {
        "my_actions": [everything["late"]],
        "figures": ["ED3 Children missing education, whereabouts unknown"],
        "meetings": ["Education subgroup, 11 November 2025"],
    }


def test_dee_has_her_schools_return_and_actions(dee, everything, today):
    assert shown(dee, today) == {
        "my_actions": [everything["school"]],
        "returns": ["Elm Primary School, Section 175 audit 2024/25"],
        "school_actions": [everything["school"]],
    }


def test_gwen_sees_the_return_that_waits_for_her(gwen, everything, today):
    assert shown(gwen, today)["returns"] == [
        "Elm Primary School, Section 175 audit 2024/25"
    ]


def test_eve_has_the_report_and_no_chasing(eve, everything, today):
    assert shown(eve, today) == {
        "meetings": ["Education subgroup, 11 November 2025"],
        "editions": ["Yearly report 2024/25"],
    }


def test_olu_sees_nothing_of_the_education_subgroup(olu, everything, today):
    assert shown(olu, today) == {}


@pytest.mark.parametrize(
    ("on", "is_late"),
    [
        (date(2025, 7, 31), False),
        (date(2025, 8, 1), True),
    ],
)
def test_an_action_is_late_the_day_after_its_date(mo, education, on, is_late):
    make_action(education, owners=[mo], due_text="July 2025")

    (block,) = home.blocks(mo, on)

    assert [matter.is_late for matter in block.matters] == [is_late]


def test_the_letter_and_the_page_name_the_same_late_figure(mo, everything, today):
    letter = [r for r in reminders.due(today) if r.person == mo]
    (block,) = [b for b in home.blocks(mo, today) if b.key == "figures"]

    assert [(m.url, m.due_on) for m in block.matters] == [
        (reminder.url, reminder.due_on) for reminder in letter
    ]


def test_more_than_fit_are_counted(mo, education, today):
    for number in range(9):
        make_action(education, text=f"Number {number}", owners=[mo])

    (block,) = home.blocks(mo, today)

    assert (len(block.matters), block.total, block.more) == (5, 9, 4)


class TestThePage:
    @pytest.mark.parametrize(
        "who",
        ["amara", "bryn", "adi", "eve", "scarlett", "chris", "lena", "mo", "dara"]
        + ["olu", "dee", "hal", "gwen", "cole", "tara"],
    )
    def test_opens_for_everyone_in_few_queries(
        self, who, request, client_of, everything, time_machine, today
    ):
        time_machine.move_to(f"{today} 12:00 +0000", tick=False)
        client = client_of(request.getfixturevalue(who))

        with CaptureQueriesContext(connection) as queries:
            response = client.get(reverse("scorecard:home"))

        assert response.status_code == 200
        assert len(queries) <= MOST_QUERIES, [q["sql"] for q in queries]

    @pytest.mark.parametrize("count", [1, 100])
    def test_makes_the_same_queries_for_one_and_for_a_hundred(
        self, count, amara, education, client_of, time_machine, today
    ):
        time_machine.move_to(f"{today} 12:00 +0000", tick=False)
        for number in range(count):
            make_action(
                education, text=f"Late {number}", owners=["tbc"], due_text="July 2025"
            )
        client = client_of(amara)

        with CaptureQueriesContext(connection) as queries:
            response = client.get(reverse("scorecard:home"))

        words = " ".join(
            BeautifulSoup(response.content, "html.parser").main.stripped_strings
        )
        assert len(queries) == MOST_QUERIES
        assert f"{count} Overdue actions" in words
        assert words.count("tbc") == min(count, 5) + 1

    def test_says_so_when_nothing_needs_anyone(self, olu, client_of):
        page = client_of(olu).get(reverse("scorecard:home")).content.decode()

        assert "You have nothing to do today" in page

    def test_a_visitor_sees_what_is_published_and_the_way_in(self, partnership):
        EditionFactory()
        EditionFactory(
            year="2023-24", status="published", published_on=date(2024, 9, 24)
        )

        page = Client().get(reverse("scorecard:home")).content.decode()

        assert "Yearly report 2023/24" in page
        assert "Yearly report 2024/25" not in page
        assert reverse("account_login") in page

    def test_a_visitor_of_an_empty_deployment_is_told_so(self, db):
        page = Client().get(reverse("scorecard:home")).content.decode()

        assert "No report has been published yet" in page


class TestTheYearlyCheck:
    @pytest.fixture
    def asked(self, elm, oak, hal, amara, today):
        """Both schools are asked; Elm has not answered, Oak reported a change."""
        MembershipFactory(organisation=oak.organisation, role=Role.HEAD)
        schools = Organisation.objects.filter(kind="school").order_by("name")
        checks = services.ask_schools(schools=schools, by=amara, on=today).checks
        change = services.Reported(
            kind="new", name="Nia Vane", email="nia@oak.example", role="dsl"
        )
        services.report_changes(
            checks[1], changes=[change], version=1, by=None, on=today
        )
        return checks

    @pytest.mark.parametrize("who", ["hal", "dee"])
    def test_waits_for_whoever_may_answer(self, who, asked, request, today):
        blocks = home.blocks(request.getfixturevalue(who), today)

        [block] = [block for block in blocks if block.key == "people_checks"]
        [matter] = block.matters
        assert matter.words == "Elm Primary School"
        assert matter.url == f"/people/checks/{asked[0].pk}/"

    def test_is_nothing_to_a_governor_or_once_answered(self, asked, gwen, hal, today):
        assert "people_checks" not in shown(gwen, today)
        services.confirm_people(asked[0], version=1, by=hal, on=today)

        assert "people_checks" not in shown(hal, today)

    def test_comes_to_officers_with_what_schools_reported(self, asked, bryn, today):
        assert shown(bryn, today)["reported_people"] == ["Oak Academy"]


class TestCompletionsToCheck:
    @pytest.fixture
    def waiting(self, amara, bryn, chris, mo, partnership, today):
        """Two completions of a plan that has them checked, one by its own officer."""
        plan = make_plan(amara, needs_check=True)
        priority = make_priority(plan, lead=chris, board_officer=bryn)
        rows = [make_action(partnership, priority=priority) for _ in range(2)]
        for row, by in zip(rows, (mo, bryn), strict=True):
            endings.complete_action(row, outcome="Safer", by=by, on=today)
        return [str(row) for row in rows]

    def test_wait_for_officers_and_the_lead_and_not_for_who_completed_them(
        self, waiting, amara, bryn, chris, mo, today
    ):
        assert shown(amara, today)["checks"] == waiting
        assert shown(chris, today)["checks"] == waiting
        assert shown(bryn, today)["checks"] == waiting[:1]
        assert "checks" not in shown(mo, today)

    def test_lead_to_the_check_and_say_who_completed_them(self, waiting, chris, today):
        [block] = [
            block for block in home.blocks(chris, today) if block.key == "checks"
        ]

        assert [matter.detail for matter in block.matters] == [
            "Completed by Mo",
            "Completed by Bryn",
        ]
        assert all(matter.url.endswith("/check/") for matter in block.matters)

    def test_are_those_of_the_reminder(self, waiting, bryn, chris, today):
        heard = {
            (reminder.person, str(reminder.subject))
            for reminder in reminders.of_all_apps(today + timedelta(days=7))
            if reminder.kind == "action_check"
        }

        assert heard == {
            (bryn, waiting[0]),
            (chris, waiting[0]),
            (chris, waiting[1]),
        }
