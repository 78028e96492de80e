"""What officers make of the changes that a school reported."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from partnership.access import Role
from partnership.checks import settling
from partnership.checks.models import PeopleCheck
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.people import roles
from partnership.people.models import Membership, Person
from partnership.schools.models import School
from partnership.sign_in.models import User
from tests.factories import MembershipFactory, PersonFactory
from tests.partnership.asking import ON, states


def held_at(school: School) -> set[tuple[str, str]]:
    current = Membership.objects.current(on=ON).filter(organisation__school=school)
    return set(current.values_list("person__name", "role"))


class TestSettling:
    def apply(self, check, number, *, by):
        settling.apply_change(check, number=number, version=None, by=by, on=ON)

    def test_each_is_taken_over_alone(self, reported, elm, bryn):
        self.apply(reported, 0, by=bryn)
        assert states(reported) == ["applied", "waiting", "waiting"]
        self.apply(reported, 2, by=bryn)

        assert ("Nia Vane", "head") in held_at(elm)
        hal = Membership.objects.get(person__name="Hal", role="head")
        assert hal.to_date == ON
        assert reported.settled_at is None

    def test_the_last_one_settles_the_check(self, reported, bryn):
        for number in (0, 2):
            self.apply(reported, number, by=bryn)
        settling.set_aside(
            reported, number=1, words="She has not moved", version=None, by=bryn
        )

        assert states(reported) == ["applied", "set_aside", "applied"]
        assert reported.settled_by == bryn
        assert reported.changes[1]["said"] == "She has not moved"

    def test_someone_new_gets_no_sign_in(self, reported, bryn):
        users = User.objects.count()

        self.apply(reported, 2, by=bryn)

        nia = Person.objects.get(email="nia@elm.example")
        assert User.objects.count() == users
        assert not nia.invitations.exists()
        # The person's own row says who she is; the check no longer does.
        assert reported.changes[2] | {"words": ""} == {
            "kind": "new",
            "state": "applied",
            "words": "",
            "name": "",
            "email": "",
            "job_title": "",
            "role": "head",
            "person": nia.pk,
        }
        assert settling.changes_of(reported)[2].who == "Nia Vane"

    def test_someone_here_with_the_address_gets_the_role(self, reported, elm, bryn):
        nia = PersonFactory(name="Nia Vane-Oduya", email="NIA@elm.example")

        self.apply(reported, 2, by=bryn)

        assert ("Nia Vane-Oduya", "head") in held_at(elm)
        assert Person.objects.filter(name__startswith="Nia").get() == nia

    def test_someone_of_the_same_name_is_not_taken_for_her(self, reported, bryn):
        namesake = PersonFactory(name="Nia Vane")

        (_, _, change) = settling.changes_of(reported)
        self.apply(reported, 2, by=bryn)

        assert (change.known, change.namesakes) == (None, [namesake])
        assert Person.objects.filter(name="Nia Vane").count() == 2

    def test_who_has_the_role_already_keeps_it(self, reported, elm, bryn):
        nia = PersonFactory(name="Nia Vane", email="nia@elm.example")
        MembershipFactory(person=nia, organisation=elm.organisation, role=Role.HEAD)

        self.apply(reported, 2, by=bryn)

        assert nia.memberships.count() == 1
        assert states(reported)[2] == "applied"

    def test_a_role_that_has_ended_meanwhile_is_settled(self, reported, hal, bryn):
        roles.leave(hal.memberships.get(), by=bryn, on=ON - timedelta(days=3))

        self.apply(reported, 0, by=bryn)

        assert hal.memberships.get().to_date == ON - timedelta(days=3)
        assert states(reported)[0] == "applied"

    def test_words_are_edited_by_an_officer(self, reported, gwen, elm, bryn):
        with pytest.raises(Refused, match="Edit our record"):
            self.apply(reported, 1, by=bryn)

        settling.edit_change(
            reported,
            number=1,
            name="Gwen Tolliver",
            email="gwen@elm.example",
            job_title="",
            role="colleague",
            version=2,
            by=bryn,
            on=ON,
        )

        gwen.refresh_from_db()
        assert (gwen.name, gwen.email) == ("Gwen Tolliver", "gwen@elm.example")
        assert set(gwen.memberships.values_list("role", "to_date")) == {
            ("governor", ON),
            ("colleague", None),
        }
        assert states(reported)[1] == "applied"

    def test_an_address_that_is_someone_elses_undoes_the_edit(
        self, reported, gwen, bryn
    ):
        with pytest.raises(Refused, match="already here"):
            settling.edit_change(
                reported,
                number=1,
                name="Gwen",
                email="hal@wexcombe.example",
                job_title="",
                role="governor",
                version=2,
                by=bryn,
                on=ON,
            )

        assert states(reported)[1] == "waiting"

    @pytest.mark.parametrize("number", [-1, 3, 99])
    def test_what_was_never_reported_is_refused(self, reported, number, bryn):
        with pytest.raises(Refused, match="did not report this change"):
            self.apply(reported, number, by=bryn)

    def test_a_change_is_dealt_with_once(self, reported, bryn):
        self.apply(reported, 0, by=bryn)

        with pytest.raises(Refused, match="already been dealt with"):
            self.apply(reported, 0, by=bryn)
        with pytest.raises(Changed):
            settling.set_aside(reported, number=1, words="No", version=2, by=bryn)

    def test_history_tells_of_each_step(self, reported, bryn):
        self.apply(reported, 0, by=bryn)

        assert [event.event for event in history.of(reported)] == [
            "change taken over",
            "changes reported",
            "asked",
        ]


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_add_someone_once(reported, amara, bryn):
    ready, answers = Barrier(2), []

    def press(person):
        mine = PeopleCheck.objects.get(pk=reported.pk)
        ready.wait()
        try:
            settling.apply_change(mine, number=2, version=2, by=person, on=ON)
            answers.append("taken over")
        except Changed:
            answers.append("Changed")
        finally:
            connection.close()

    pressing = [Thread(target=press, args=[person]) for person in (amara, bryn)]
    for one in pressing:
        one.start()
    for one in pressing:
        one.join()

    assert sorted(answers) == ["Changed", "taken over"]
    assert Person.objects.filter(name="Nia Vane").count() == 1
