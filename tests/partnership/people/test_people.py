"""People and organisations as services change them: addresses, initials, roles."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils.timezone import localdate

from partnership.access import Role
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.organisations import services as organisations
from partnership.outbox.models import Message
from partnership.people import inviting, roles
from partnership.people import services as people
from partnership.people.models import Membership, Organisation
from partnership.sign_in.models import Invitation
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db
ON = date(2025, 10, 22)
DAY = timedelta(days=1)


def events(subject):
    return [event.event for event in history.of(subject)]


def edit(person, *, by, **changes):
    fields = ("name", "initials", "aliases", "email", "job_title")
    kept = {field: getattr(person, field) for field in fields}
    people.edit_person(person, **{**kept, **changes}, by=by)


class TestEditingAPerson:
    def test_what_has_changed_is_in_the_history(self, mo, bryn):
        edit(mo, by=bryn, name="Mo Rahimi", aliases=["MHR"])

        assert history.of(mo).first().detail == {
            "name": "Mo Rahimi",
            "other_initials": ["MHR"],
        }

    def test_saving_what_was_there_leaves_no_trace(self, mo, bryn):
        edit(mo, by=bryn)

        assert events(mo) == []

    def test_the_second_officer_is_told_of_the_first(self, mo, bryn, amara):
        opened_at = mo.version
        edit(mo, by=bryn, name="Mo R")

        with pytest.raises(Changed):
            edit(mo, by=amara, name="Mo Rahimi", version=opened_at)

    def test_a_new_address_is_where_one_signs_in(self, mo, bryn):
        edit(mo, by=bryn, email="mo@college.example")

        mo.user.refresh_from_db()
        assert mo.user.email == "mo@college.example"
        assert EmailAddress.objects.get(user=mo.user).email == "mo@college.example"

    def test_the_old_address_is_told_and_the_new_one_not_named(self, mo, bryn):
        edit(mo, by=bryn, email="mo@college.example")

        letter = Message.objects.get()
        assert letter.address == "mo@wexcombe.example"
        assert "Bryn has changed the email address" in letter.body
        assert "college" not in letter.body

    def test_addresses_do_not_stay_in_the_history(self, mo, bryn):
        edit(mo, by=bryn, email="mo@college.example")

        assert events(mo) == ["email address changed"]
        assert history.of(mo).get().detail == {}

    def test_a_new_address_ends_links_made_for_the_old(self, mo, bryn):
        before = mo.user.link_state("first_password")

        edit(mo, by=bryn, email="mo@college.example")

        mo.user.refresh_from_db()
        assert mo.user.link_state("first_password") != before

    def test_a_new_address_withdraws_an_invitation_to_the_old(self, elm, bryn):
        noor = PersonFactory()
        MembershipFactory(person=noor, organisation=elm.organisation, role=Role.DSL)
        inviting.invite(noor, by=bryn, on=ON)

        edit(noor, by=bryn, email="noor@wexcombe.example")

        assert Invitation.objects.get().withdrawn_at

    @pytest.mark.parametrize("email", ["dee@wexcombe.example", "DEE@wexcombe.example"])
    def test_an_address_belongs_to_one_person(self, mo, dee, bryn, email):
        with pytest.raises(Refused, match="already here"):
            edit(mo, by=bryn, email=email)

    def test_whoever_signs_in_keeps_an_address(self, mo, bryn):
        with pytest.raises(Refused, match="they need one"):
            edit(mo, by=bryn, email="")

    def test_a_board_officer_does_not_move_an_administrators_sign_in(self, adi, bryn):
        with pytest.raises(Refused, match="Only an administrator"):
            edit(adi, by=bryn, email="bryn.too@wexcombe.example")
        edit(adi, by=bryn, job_title="Systems administrator")

        adi.user.refresh_from_db()
        assert adi.user.email == "adi@wexcombe.example"
        assert adi.job_title == "Systems administrator"

    def test_nor_of_one_who_is_to_be_administrator(self, mo, partnership, bryn):
        MembershipFactory(
            person=mo,
            organisation=partnership,
            role=Role.ADMINISTRATOR,
            from_date=localdate() + DAY,
        )

        with pytest.raises(Refused, match="Only an administrator"):
            edit(mo, by=bryn, email="bryn.too@wexcombe.example")

    def test_a_merged_person_is_not_edited(self, mo, dee, bryn):
        mo.merged_into, mo.email = dee, ""
        mo.save()

        with pytest.raises(Refused, match="was merged with Dee"):
            edit(mo, by=bryn, name="Mo R")


class TestInitials:
    def test_colleagues_with_the_same_are_named(self, education, mo, lena):
        mo.initials, mo.aliases = "MR", ["le"]
        mo.save()

        assert people.sharing_initials(mo, on=ON) == [(lena, "Education subgroup")]

    def test_elsewhere_they_do_not_matter(self, mo, olu):
        olu.initials = mo.initials
        olu.save()

        assert people.sharing_initials(olu, on=ON) == []

    def test_nobody_shares_none(self, education):
        for name in ("Ann", "Ben"):
            someone = PersonFactory(name=name)
            MembershipFactory(person=someone, organisation=education)

        assert people.sharing_initials(someone, on=ON) == []


class TestGivingARole:
    def test_it_may_begin_later(self, elm, bryn):
        noor = PersonFactory()

        roles.give_role(
            noor, elm.organisation, role="head", from_date=ON + 30 * DAY, by=bryn
        )

        assert not noor.memberships.current(on=ON).exists()
        assert noor.memberships.current(on=ON + 30 * DAY).exists()

    @pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.BUSINESS_MANAGER])
    def test_nobody_gives_a_role_above_their_own(self, partnership, mo, bryn, role):
        with pytest.raises(Refused, match="Only an administrator"):
            roles.join(mo, partnership, role, by=bryn, on=ON)

    @pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.BUSINESS_MANAGER])
    def test_an_administrator_gives_every_role(self, partnership, mo, adi, role):
        roles.join(mo, partnership, role, by=adi, on=ON)

        assert mo.memberships.filter(role=role).exists()

    def test_a_role_that_ends_later_is_not_given_beside_itself(self, mo, amara):
        [held] = mo.memberships.all()
        roles.end_role(held, last_day=ON + 9 * DAY, version=1, by=amara, on=ON)

        with pytest.raises(Refused, match="until 31 October 2025"):
            roles.join(mo, held.organisation, Role.MEMBER, by=amara, on=ON)
        roles.join(mo, held.organisation, Role.MEMBER, by=amara, on=ON + 10 * DAY)

    def test_what_has_closed_takes_nobody(self, mo, amara):
        agency = OrganisationFactory(closed_on=ON)

        with pytest.raises(Refused, match="has closed"):
            roles.join(mo, agency, Role.MEMBER, by=amara, on=ON)


class TestEndingARole:
    @pytest.fixture
    def held(self, mo) -> Membership:
        return mo.memberships.get()

    def end(self, held, last_day, *, by, **more):
        roles.end_role(held, last_day=last_day, version=None, by=by, on=ON, **more)

    def test_the_last_day_may_be_changed_before_it_comes(self, held, amara):
        self.end(held, ON + 30 * DAY, by=amara)
        self.end(held, ON + 3 * DAY, by=amara)

        assert held.to_date == ON + 3 * DAY

    def test_it_may_be_taken_back_before_it_comes(self, held, amara):
        self.end(held, ON, by=amara)

        roles.keep_role(held, by=amara, on=ON)

        assert held.to_date is None
        assert events(held.person)[0] == "end of role taken back"

    def test_what_has_ended_stays_ended(self, held, amara):
        self.end(held, ON - DAY, by=amara)

        with pytest.raises(Refused, match="ended on 21 October 2025"):
            self.end(held, ON + DAY, by=amara)
        with pytest.raises(Refused, match="ended on 21 October 2025"):
            roles.keep_role(held, by=amara, on=ON)

    def test_yesterday_ends_it_at_once(self, mo, held, amara):
        self.end(held, ON - DAY, by=amara)

        assert not mo.memberships.current(on=ON).exists()

    def test_it_does_not_end_before_it_begins(self, held, amara):
        with pytest.raises(Refused, match="when the role starts"):
            self.end(held, held.from_date - DAY, by=amara)

    def test_it_does_not_grow_into_the_same_role_given_for_later(self, held, amara):
        self.end(held, ON, by=amara)
        roles.join(
            held.person, held.organisation, Role.MEMBER, by=amara, on=ON + 9 * DAY
        )

        with pytest.raises(Refused, match="same role from 31 October 2025"):
            self.end(held, ON + 9 * DAY, by=amara)
        with pytest.raises(Refused, match="same role from 31 October 2025"):
            roles.keep_role(held, by=amara, on=ON)

    def test_the_second_to_set_a_last_day_is_told_of_the_first(self, held, amara, bryn):
        opened_at = held.version
        self.end(held, ON, by=amara)

        with pytest.raises(Changed):
            roles.end_role(held, last_day=ON, version=opened_at, by=bryn, on=ON)

    def test_a_role_given_by_mistake_is_taken_back_the_same_day(self, mo, elm, amara):
        given = roles.join(mo, elm.organisation, Role.HEAD, by=amara, on=ON)

        roles.take_back_role(given, by=amara, on=ON)

        assert not mo.memberships.filter(role=Role.HEAD).exists()
        assert events(mo)[:2] == ["role taken back", "joined"]

    def test_a_role_that_was_acted_in_is_not_taken_back(self, held, amara):
        with pytest.raises(Refused, match="End it instead"):
            roles.take_back_role(held, by=amara, on=ON)


class TestTheLastAdministrator:
    @pytest.fixture
    def held(self, adi) -> Membership:
        return adi.memberships.get()

    def another(self, partnership, person, adi, **days):
        return MembershipFactory(
            person=person, organisation=partnership, role=Role.ADMINISTRATOR, **days
        )

    def end(self, held, *, by, is_sure=True):
        roles.end_role(held, last_day=ON, is_sure=is_sure, version=None, by=by, on=ON)

    def test_stays(self, held, amara):
        with pytest.raises(
            Refused, match="No one else would be an administrator on 23"
        ):
            self.end(held, by=amara)
        with pytest.raises(Refused, match="No one else would be an administrator"):
            roles.leave(held, by=amara, on=ON)

    def test_goes_when_another_can_sign_in(self, held, adi, mo, partnership, amara):
        self.another(partnership, mo, adi)

        self.end(held, by=amara)

        assert held.to_date == ON

    def test_one_without_an_account_does_not_count(self, held, adi, partnership, amara):
        self.another(partnership, PersonFactory(), adi)

        with pytest.raises(Refused, match="No one else"):
            self.end(held, by=amara)

    def test_one_who_leaves_the_same_day_does_not_count(
        self, held, adi, mo, partnership, amara
    ):
        self.another(partnership, mo, adi, to_date=ON)

        with pytest.raises(Refused, match="No one else"):
            self.end(held, by=amara)

    def test_a_board_officer_ends_no_administration(
        self, held, adi, mo, partnership, bryn
    ):
        self.another(partnership, mo, adi)

        with pytest.raises(Refused, match="Only an administrator"):
            self.end(held, by=bryn)

    def test_ones_own_is_ended_only_when_one_is_sure(self, held, adi, mo, partnership):
        self.another(partnership, mo, adi)

        with pytest.raises(Refused, match="Confirm"):
            self.end(held, by=adi, is_sure=False)
        self.end(held, by=adi)

        assert held.to_date == ON


class TestOrganisations:
    @pytest.fixture
    def agency(self) -> Organisation:
        return OrganisationFactory(name="Denholt Fire Service")

    def test_two_agencies_are_not_called_alike(self, agency, amara):
        with pytest.raises(Refused, match="There is already an agency called denholt"):
            organisations.add_organisation(
                kind="agency", name="denholt fire service", by=amara
            )

    def test_an_agency_is_renamed(self, agency, amara):
        organisations.edit_organisation(
            agency,
            name="Denholt Fire and Rescue",
            short_name="Fire",
            email="",
            by=amara,
        )

        agency.refresh_from_db()
        assert (agency.name, agency.short_name) == ("Denholt Fire and Rescue", "Fire")

    def test_a_school_keeps_its_registered_name(self, elm, amara):
        organisations.edit_organisation(
            elm.organisation, name="Oak", short_name="Elm", email="", by=amara
        )

        assert elm.organisation.name == "Elm Primary School"

    def test_it_does_not_close_while_people_hold_roles_there(self, agency, mo, amara):
        held = roles.join(mo, agency, Role.MEMBER, by=amara, on=ON - DAY)

        with pytest.raises(Refused, match="1 person holds a role at Denholt"):
            organisations.close_organisation(agency, closed_on=ON, by=amara)
        roles.leave(held, by=amara, on=ON - DAY)
        organisations.close_organisation(agency, closed_on=ON, by=amara)

        assert agency.closed_on == ON

    def test_the_register_closes_schools(self, elm, amara):
        with pytest.raises(Refused, match="national register"):
            organisations.close_organisation(elm.organisation, closed_on=ON, by=amara)

    def test_the_partnership_stays(self, partnership, amara):
        with pytest.raises(Refused, match="cannot be closed"):
            organisations.close_organisation(partnership, closed_on=ON, by=amara)

    def test_it_opens_again_unless_its_name_is_taken(self, agency, amara):
        organisations.close_organisation(agency, closed_on=ON, by=amara)
        other = organisations.add_organisation(
            kind="agency", name=agency.name, by=amara
        )

        with pytest.raises(Refused, match="already an agency"):
            organisations.open_organisation_again(agency, by=amara)
        organisations.close_organisation(other, closed_on=ON, by=amara)
        organisations.open_organisation_again(agency, by=amara)

        assert agency.closed_on is None
