"""Roles, invitations and organisations in the browser, as officers handle them."""

import pytest
from django.utils.timezone import localdate

from partnership.access import Role
from partnership.pages.forms.dates import date_data
from partnership.people import roles
from partnership.people.models import Organisation, Person, Sharing
from partnership.sign_in.models import Invitation
from tests.factories import (
    LONG_AGO,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    SchoolFactory,
)
from tests.partnership.people.people_pages import DAY, errors, names, url, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor(elm) -> Person:
    noor = PersonFactory(
        name="Noor Bielik", initials="NB", aliases=["NLB"], email="noor@elm.example"
    )
    MembershipFactory(person=noor, organisation=elm.organisation, role=Role.GOVERNOR)
    return noor


class TestRoles:
    def test_the_form_says_who_gives_the_highest(
        self, client_of, bryn, mo, partnership
    ):
        path = f"{url('give_role', mo)}?organisation={partnership.pk}"

        response = client_of(bryn).get(path)
        forced = client_of(bryn).post(
            path, {"role": "administrator", **date_data("from_date", localdate())}
        )

        assert "Only an administrator or business manager can give" in words(response)
        assert errors(forced) == ["Select one of the options"]
        assert not mo.memberships.filter(role=Role.ADMINISTRATOR).exists()

    def test_a_role_may_begin_on_a_day_to_come(self, client_of, bryn, mo, elm):
        client_of(bryn).post(
            f"{url('give_role', mo)}?organisation={elm.organisation.pk}",
            {"role": "dsl", **date_data("from_date", localdate() + 9 * DAY)},
        )

        assert mo.memberships.get(role=Role.DSL).from_date == localdate() + 9 * DAY

    @pytest.mark.parametrize("asked", ["", "x", "0", "99999999999999999999", "²"])
    def test_an_organisation_that_is_none_is_asked_for(
        self, client_of, bryn, mo, asked
    ):
        response = client_of(bryn).get(url("give_role", mo), {"organisation": asked})

        assert "Where is the role held?" in words(response)

    def test_an_end_is_set_changed_and_taken_back(self, client_of, bryn, mo):
        client, [held] = client_of(bryn), mo.memberships.all()
        for days, version in ((30, 1), (3, 2)):
            last_day = date_data("last_day", localdate() + days * DAY)
            client.post(url("end_role", held), {**last_day, "version": version})
            held.refresh_from_db()
            assert held.to_date == localdate() + days * DAY

        client.post(url("keep_role", held))

        held.refresh_from_db()
        assert held.to_date is None

    def test_ones_own_administration_is_not_ended_by_accident(
        self, client_of, adi, amara, partnership
    ):
        MembershipFactory(
            person=amara, organisation=partnership, role=Role.ADMINISTRATOR
        )
        client, [held] = client_of(adi), adi.memberships.all()
        data = {**date_data("last_day", localdate()), "version": 1}

        warned = client.get(url("end_role", held))
        unsure = client.post(url("end_role", held), data)
        sure = client.post(url("end_role", held), {**data, "is_sure": "on"})

        assert "This is your own role as administrator" in words(warned)
        assert "Confirm that you no longer" in errors(unsure)[0]
        assert sure.status_code == 302

    def test_a_role_given_by_mistake_is_taken_back(self, client_of, bryn, mo, elm):
        given = roles.join(mo, elm.organisation, Role.HEAD, by=bryn, on=localdate())

        page = client_of(bryn).get(url("end_role", given))
        client_of(bryn).post(url("take_back_role", given))

        assert "Given by mistake?" in words(page)
        assert not mo.memberships.filter(role=Role.HEAD).exists()


class TestInvitingFromThePages:
    def test_one_is_invited_and_the_invitation_withdrawn(self, client_of, bryn, noor):
        client = client_of(bryn)

        client.post(url("invite", noor))
        client.post(url("withdraw_invitation", Invitation.objects.get()))

        assert Invitation.objects.get().withdrawn_at

    def test_a_refusal_is_a_sentence(self, client_of, bryn):
        response = client_of(bryn).post(url("invite", PersonFactory(name="Sam")))

        assert response.status_code == 409
        assert "Sam has no role that lets them sign in" in words(response)

    def test_those_ticked_are_shown_before_they_are_invited(
        self, client_of, bryn, noor, olu
    ):
        client, sam = client_of(bryn), PersonFactory(name="Sam")
        ticked = {"person": [noor.pk, sam.pk, "x", "²"]}

        before = client.get(url("invite_many"), ticked)
        assert not Invitation.objects.exists()
        client.post(url("invite_many"), ticked)

        assert before.context["asked"] == [noor]
        assert [who for who, _ in before.context["refused"]] == [sam]
        assert Invitation.objects.get().person == noor

    def test_everyone_on_the_list_is_invited(self, client_of, bryn, noor, elm):
        MembershipFactory(
            person=PersonFactory(name="Dan"),
            organisation=elm.organisation,
            role=Role.DSL,
        )
        asked = {"everyone": 1, "role": "dsl", "account": "cannot_sign_in"}

        page = client_of(bryn).get(url("invite_many"), asked)

        assert [person.name for person in page.context["asked"]] == ["Dan"]


class TestOrganisationPages:
    def test_the_list_is_narrowed_by_kind_and_words(self, client_of, mo, elm):
        OrganisationFactory(name="Elm Housing")
        client = client_of(mo)

        by_words = client.get(url("organisations"), {"words": "elm"})
        by_kind = client.get(url("organisations"), {"words": "elm", "kind": "school"})

        assert names(by_words) == ["Elm Housing", "Elm Primary School"]
        assert names(by_kind) == ["Elm Primary School"]

    def test_what_has_closed_is_left_out_unless_asked(self, client_of, mo):
        OrganisationFactory(name="Gone", closed_on=LONG_AGO)
        client = client_of(mo)

        assert "Gone" not in names(client.get(url("organisations")))
        closed = client.get(url("organisations"), {"state": "closed"})
        assert names(closed) == ["Gone"]

    def test_a_school_shows_what_the_register_says(self, client_of, bryn, noor, elm):
        text = words(client_of(bryn).get(url("organisation", elm.organisation)))

        assert "URN 990001" in text
        assert "Noor Bielik Safeguarding governor" in text

    def test_members_see_its_people_and_no_register(self, client_of, mo, noor, elm):
        text = words(client_of(mo).get(url("organisation", elm.organisation)))

        assert "Noor Bielik Safeguarding governor" in text
        assert "URN" not in text
        assert "History" not in text

    def test_a_trust_shows_which_schools_share_with_it(self, client_of, bryn, elm, hal):
        trust = OrganisationFactory(kind=Organisation.Kind.TRUST, name="Hedgerow Trust")
        for school in (elm, SchoolFactory(organisation__name="Fern School")):
            school.trust = trust
            school.save()
        Sharing.objects.create(
            school=elm.organisation, trust=trust, from_date=LONG_AGO, agreed_by=hal
        )

        text = words(client_of(bryn).get(url("organisation", trust)))

        assert "Elm Primary School Not known Since 6 January 2020" in text
        assert "Fern School Not known No" in text

    def test_an_agency_is_added_renamed_closed_and_opened(self, client_of, bryn):
        client = client_of(bryn)
        client.post(url("add_organisation"), {"name": "Denholt Fire"})
        agency = Organisation.objects.get(name="Denholt Fire")
        data = {"name": "Denholt Fire and Rescue", "version": 1}
        client.post(url("edit_organisation", agency), data)
        client.post(
            url("close_organisation", agency),
            {**date_data("closed_on", localdate()), "version": 2},
        )
        agency.refresh_from_db()
        assert (agency.name, agency.closed_on) == (
            "Denholt Fire and Rescue",
            localdate(),
        )

        client.post(url("open_organisation_again", agency))

        agency.refresh_from_db()
        assert agency.closed_on is None

    def test_it_does_not_close_tomorrow(self, client_of, bryn):
        agency = OrganisationFactory()

        response = client_of(bryn).post(
            url("close_organisation", agency),
            {**date_data("closed_on", localdate() + DAY), "version": 1},
        )

        assert errors(response) == ["The day it closed must be today or in the past"]

    def test_a_taken_name_is_refused_beside_the_field(self, client_of, bryn):
        OrganisationFactory(name="Denholt Fire")

        response = client_of(bryn).post(
            url("add_organisation"), {"name": "denholt fire"}
        )

        assert "name" in response.context["form"].errors
        assert errors(response) == ["There is already an agency called denholt fire"]
