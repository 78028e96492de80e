"""The pages on which officers ask schools about their people, and settle answers."""

import pytest

from partnership.access import Role
from partnership.checks import services as checks
from partnership.checks import settling
from partnership.checks.models import PeopleCheck
from partnership.checks.services import Reported
from partnership.people.models import Person
from partnership.schools.models import School
from tests.factories import MembershipFactory, PersonFactory, SchoolFactory
from tests.partnership.asking import ON, ask, errors, soup, states, url
from tests.reading import in_one_line

pytestmark = pytest.mark.usefixtures("clock_stands")


class TestTheOfficersPages:
    def test_asking_some_schools_by_name(self, client_of, bryn, elm, oak, dee):
        MembershipFactory(organisation=oak.organisation, role=Role.HEAD)

        response = client_of(bryn).post(
            url("ask_schools"),
            {"who": "named", "named": "elm primary school\n"},
            follow=True,
        )

        page = soup(response)
        assert "1 school was asked" in page.get_text()
        assert [row.th.get_text(strip=True) for row in page.select("tbody tr")] == [
            "Elm Primary School"
        ]

    def test_the_last_asked_stand_first_by_name(
        self, client_of, bryn, elm, oak, dee, clock_stands
    ):
        yew = SchoolFactory(organisation__name="Yew College")
        for school in (oak, yew):
            MembershipFactory(organisation=school.organisation, role=Role.HEAD)
        ask(elm)
        clock_stands.move_to("2025-10-23 10:00Z")
        ask(oak, yew)

        page = soup(client_of(bryn).get(url("checks")))

        assert [row.th.get_text(strip=True) for row in page.select("tbody tr")] == [
            "Oak Academy",
            "Yew College",
            "Elm Primary School",
        ]

    def test_a_name_that_is_no_school_is_said(self, client_of, bryn, elm, dee):
        page = soup(
            client_of(bryn).post(
                url("ask_schools"), {"who": "named", "named": "990001\nHogwarts"}
            )
        )

        assert errors(page) == ["“Hogwarts” is not an open school here"]
        assert PeopleCheck.objects.count() == 0

    def test_asking_a_phase(self, client_of, bryn, elm, oak, dee):
        MembershipFactory(organisation=oak.organisation, role=Role.HEAD)
        School.objects.filter(pk=oak.pk).update(derived_phase="secondary")

        client_of(bryn).post(url("ask_schools"), {"who": "phase", "phase": "secondary"})

        assert PeopleCheck.objects.get().organisation == oak.organisation

    def test_asking_those_not_asked_for_a_year(
        self, client_of, bryn, check, oak, clock_stands
    ):
        checks.confirm_people(check, version=1, by=None, on=ON)
        MembershipFactory(organisation=oak.organisation, role=Role.HEAD)
        client = client_of(bryn)

        client.post(url("ask_schools"), {"who": "stale"})

        assert PeopleCheck.objects.latest("pk").organisation == oak.organisation
        assert PeopleCheck.objects.count() == 2

    def test_the_page_says_how_many_and_who_cannot_be_asked(
        self, client_of, bryn, elm, oak, check
    ):
        client = client_of(bryn)

        page = soup(client.get(url("ask_schools")))
        rows = [
            row.get_text(" ", strip=True)
            for row in page.select(".govuk-summary-list__row")
        ]
        assert rows[0] == "Open schools 2"
        assert rows[1] == "Asked but not yet answered 1"
        assert rows[2].startswith("No email address 1")
        page = soup(client.get(url("unreachable")))
        assert [row.th.get_text(strip=True) for row in page.select("tbody tr")] == [
            "Oak Academy"
        ]

    def test_a_year_later_the_page_says_so(self, client_of, bryn, check, clock_stands):
        clock_stands.move_to("2026-10-21 10:00Z")
        text = "Schools were last asked more than a year ago"
        assert text not in soup(client_of(bryn).get(url("checks"))).get_text()

        clock_stands.move_to("2026-10-23 10:00Z")
        assert text in soup(client_of(bryn).get(url("checks"))).get_text()

    def test_reminding_from_the_page(self, client_of, bryn, check, clock_stands):
        clock_stands.move_to("2025-11-05 10:00Z")

        response = client_of(bryn).post(url("remind_schools"), follow=True)

        assert "1 school was reminded" in soup(response).get_text()

    def test_a_colleague_who_edits_the_person_meanwhile_is_not_overwritten(
        self, client_of, bryn, reported, gwen
    ):
        client, edit = client_of(bryn), url("edit_change", reported, number=1)
        names = ("name", "email", "role", "version", "person_version")

        def typed(page):
            form = page.context["form"]
            return {name: form[name].value() for name in names}

        sent = typed(client.get(edit)) | {"email": "gwen@elm.example"}
        Person.objects.filter(pk=gwen.pk).update(name="Gwen Tolliver", version=7)

        page = client.post(edit, sent)

        differences = page.context["form"].differences
        assert ("Name", "Gwen Tolliver", "Gwen") in differences
        gwen.refresh_from_db()
        assert gwen.name == "Gwen Tolliver"
        client.post(edit, typed(page))
        gwen.refresh_from_db()
        assert (gwen.name, gwen.email) == ("Gwen", "gwen@elm.example")

    def test_whoever_has_the_address_is_named_before_a_role_is_given(
        self, client_of, bryn, reported
    ):
        PersonFactory(name="Ivo Lark", email="nia@elm.example")

        page = soup(client_of(bryn).get(url("settle_check", reported)))

        text = page.table.get_text(" ", strip=True)
        assert "The school gives this address to Nia Vane" in text
        assert page.find("button", string="Give Ivo Lark this role")

    def test_changes_stand_side_by_side_and_are_dealt_with(
        self, client_of, bryn, reported, elm
    ):
        client = client_of(bryn)
        page = soup(client.get(url("settle_check", reported)))
        cells = [
            [in_one_line(cell.get_text(" ")) for cell in row.select("th,td")[:2]]
            for row in page.table.select("tbody tr")
        ]
        assert cells == [
            ["Hal Head, hal@wexcombe.example", "Has left this role"],
            [
                "Gwen Safeguarding governor, gwen@wexcombe.example",
                "Writes from gwen@elm.example now",
            ],
            ["No one", "New: Nia Vane Head, nia@elm.example, Headteacher"],
        ]

        client.post(url("apply_change", reported, number=0), {"version": "2"})
        client.post(url("apply_change", reported, number=2), {"version": "3"})
        edit = url("edit_change", reported, number=1)
        form = soup(client.get(edit))
        assert form.find("input", {"name": "email"})["value"] == "gwen@wexcombe.example"
        client.post(
            edit,
            {
                "name": "Gwen",
                "email": "gwen@elm.example",
                "role": "governor",
                "version": "4",
                "person_version": "1",
            },
        )

        assert states(reported) == ["applied"] * 3
        page = soup(client.get(url("checks"), {"show": "settled"}))
        assert "Changes dealt with" in page.table.get_text()

    def test_setting_aside_asks_for_words(self, client_of, bryn, reported):
        client, aside = client_of(bryn), url("set_aside", reported, number=0)

        page = soup(client.post(aside, {"version": "2"}))
        assert errors(page) == ["Enter why you are not making this change"]
        client.post(aside, {"version": "2", "words": "He is only on leave"})

        assert states(reported)[0] == "set_aside"

    def test_a_colleague_who_was_faster_is_said(self, client_of, bryn, reported, amara):
        settling.apply_change(reported, number=0, version=2, by=amara, on=ON)

        response = client_of(bryn).post(
            url("apply_change", reported, number=2), {"version": "2"}, follow=True
        )

        assert "Someone else changed this" in soup(response).get_text()
        assert states(reported)[2] == "waiting"

    @pytest.mark.parametrize("many", [1, 40])
    def test_settling_asks_as_often_for_many_changes(
        self, many, client_of, bryn, elm, dee, django_assert_num_queries
    ):
        (check,) = ask(elm).checks
        held = [
            MembershipFactory(organisation=elm.organisation, role=Role.COLLEAGUE)
            for _ in range(many)
        ]
        checks.report_changes(
            check,
            changes=[Reported(kind="left", membership=one.pk) for one in held],
            version=1,
            by=None,
            on=ON,
        )
        client = client_of(bryn)
        client.get(url("settle_check", check))

        with django_assert_num_queries(7):
            page = soup(client.get(url("settle_check", check)))

        assert len(page.table.select("tbody tr")) == many
