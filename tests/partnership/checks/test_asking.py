"""The yearly question to schools: whom it reaches, and what they answer."""

from datetime import date, timedelta

import pytest

from partnership.access import Role, link_address
from partnership.checks import services
from partnership.checks.services import Reported
from partnership.dates import clock
from partnership.guards.outcomes import Changed, Refused
from partnership.outbox.models import Message
from partnership.people.models import Membership, Person
from partnership.schools.models import School
from tests.factories import MembershipFactory, SchoolFactory
from tests.partnership.asking import ON, ask

pytestmark = pytest.mark.usefixtures("clock_stands")


def addresses() -> list[str]:
    return sorted(Message.objects.values_list("address", flat=True))


def held_at(school: School) -> set[tuple[str, str]]:
    current = Membership.objects.current(on=ON).filter(organisation__school=school)
    return set(current.values_list("person__name", "role"))


class TestAsking:
    def test_writes_to_head_dsl_and_the_schools_own_address(
        self, elm, dee, hal, gwen, cole
    ):
        elm.organisation.email = "office@elm.example"
        elm.organisation.save()

        asked = ask(elm)

        assert (len(asked.checks), asked.letters) == (1, 3)
        assert addresses() == [
            "dee@wexcombe.example",
            "hal@wexcombe.example",
            "office@elm.example",
        ]
        assert set(asked.checks[0].messages.all()) == set(Message.objects.all())

    def test_an_address_that_two_share_gets_one_letter(self, elm, dee):
        MembershipFactory(person=dee, organisation=elm.organisation, role=Role.HEAD)
        elm.organisation.email = "DEE@wexcombe.example"
        elm.organisation.save()

        assert ask(elm).letters == 1

    def test_the_letter_greets_and_links_and_hides(self, elm, dee):
        (check,) = ask(elm).checks

        letter = check.messages.get()
        assert (
            letter.subject
            == "Elm Primary School: check your contacts by 20 December 2025"
        )
        assert "Dear Dee," in letter.body
        assert link_address("partnership:answer_by_link", "people_check", check) in (
            letter.body
        )
        assert "20 December 2025" in letter.body
        assert letter.is_secret

    def test_a_school_without_an_address_is_told_apart(self, elm, oak, dee):
        MembershipFactory(
            person__email="", organisation=oak.organisation, role=Role.HEAD
        )

        asked = ask(elm, oak)

        assert [check.organisation for check in asked.checks] == [elm.organisation]
        assert asked.unreachable == [oak.organisation]

    def test_former_heads_are_not_written_to(self, elm, dee):
        MembershipFactory(
            organisation=elm.organisation, role=Role.HEAD, to_date=date(2025, 8, 31)
        )

        assert ask(elm).letters == 1

    def test_a_school_is_asked_once_until_it_answers(self, check, elm, oak, amara):
        MembershipFactory(organisation=oak.organisation, role=Role.HEAD)

        asked = ask(elm, oak)

        assert (len(asked.checks), asked.waiting) == (1, 1)
        with pytest.raises(Refused, match="There is no one to ask"):
            ask(elm)
        services.confirm_people(check, version=1, by=None, on=ON)
        assert len(ask(elm).checks) == 1

    def test_a_closed_school_is_not_asked(self, elm, dee):
        elm.organisation.closed_on = ON
        elm.organisation.save()

        with pytest.raises(Refused):
            ask(elm)

    def test_takes_as_many_statements_for_many(self, db, django_assert_num_queries):
        for many in (1, 60):
            schools = [SchoolFactory() for _ in range(many)]
            for school in schools:
                for role in (Role.HEAD, Role.DSL):
                    MembershipFactory(organisation=school.organisation, role=role)
            with django_assert_num_queries(12):
                asked = ask(*schools)
            assert (len(asked.checks), asked.letters) == (many, 2 * many)


class TestReminding:
    def test_only_those_who_have_not_answered(
        self, check, elm, oak, amara, clock_stands
    ):
        MembershipFactory(
            person__email="oak@b.example", organisation=oak.organisation, role=Role.HEAD
        )
        ask(oak)
        services.confirm_people(check, version=1, by=None, on=ON)
        Message.objects.all().delete()
        clock_stands.move_to("2025-11-05 10:00Z")

        number = services.remind_schools(by=amara, on=ON + timedelta(days=14))

        assert number == 1
        letter = Message.objects.get()
        assert letter.address == "oak@b.example"
        assert "On 22 October 2025 we asked" in letter.body
        assert "3 January 2026" in letter.body

    def test_once_a_day(self, check, amara, clock_stands):
        with pytest.raises(Refused, match="emailed today"):
            services.remind_schools(by=amara, on=ON)
        clock_stands.move_to("2025-11-05 10:00Z")
        later = ON + timedelta(days=14)
        services.remind_schools(by=amara, on=later)

        with pytest.raises(Refused, match="emailed today"):
            services.remind_schools(by=amara, on=later)

    def test_takes_as_many_statements_for_many(
        self, amara, clock_stands, django_assert_num_queries
    ):
        for many in (1, 60):
            for _ in range(many):
                MembershipFactory(
                    organisation=SchoolFactory().organisation, role=Role.HEAD
                )
            ask(*School.objects.filter(organisation__people_checks=None))
            clock_stands.shift(timedelta(days=1))
            with django_assert_num_queries(11):
                services.remind_schools(by=amara, on=clock.now().date())


class TestAnswering:
    def test_all_right_is_done_at_once(self, check, dee):
        services.confirm_people(check, version=1, by=None, on=ON)

        check.refresh_from_db()
        assert check.answered_at == check.settled_at is not None
        assert (check.changes, check.answered_by) == ([], None)

    def test_changes_wait_and_change_nothing(self, check, elm, hal, dee):
        before = held_at(elm)
        head = hal.memberships.get()

        services.report_changes(
            check,
            changes=[
                Reported(kind="left", membership=head.pk),
                Reported(
                    kind="new", name="Nia Vane", email="nia@elm.example", role="head"
                ),
            ],
            version=1,
            by=dee,
            on=ON,
        )

        check.refresh_from_db()
        assert (check.answered_by, check.settled_at) == (dee, None)
        assert [one["state"] for one in check.changes] == ["waiting", "waiting"]
        assert held_at(elm) == before
        assert not Person.objects.filter(name="Nia Vane").exists()

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (None, "Enter what has changed"),
            (
                Reported(kind="left", membership=0),
                "no longer has a role at your school",
            ),
            (Reported(kind="new", name="X", role="administrator"), "Enter who is new"),
            (Reported(kind="new", name="", role="head"), "Enter who is new"),
            (Reported(kind="gone"), "Enter who is new"),
        ],
    )
    def test_nothing_and_strangers_are_refused(self, check, change, words):
        with pytest.raises(Refused, match=words):
            services.report_changes(
                check,
                changes=[change] if change else [],
                version=1,
                by=None,
                on=ON,
            )

    def test_people_of_another_school_are_none_of_theirs(self, check, oak):
        elsewhere = MembershipFactory(organisation=oak.organisation, role=Role.HEAD)

        with pytest.raises(Refused, match="no longer has a role at your school"):
            services.report_changes(
                check,
                changes=[Reported(kind="left", membership=elsewhere.pk)],
                version=1,
                by=None,
                on=ON,
            )

    def test_a_second_answer_is_refused(self, check):
        services.confirm_people(check, version=1, by=None, on=ON)

        with pytest.raises(Refused, match="has already answered"):
            services.confirm_people(check, version=2, by=None, on=ON)
        with pytest.raises(Changed):
            services.confirm_people(check, version=1, by=None, on=ON)
