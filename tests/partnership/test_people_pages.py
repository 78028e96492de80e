"""The pages of the directory: what each reader finds, and what officers do there."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from partnership import services
from partnership.access import Role
from partnership.foundation.forms import date_data
from partnership.models import Invitation, Message, Organisation, Person, Sharing
from tests.factories import (
    LONG_AGO,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    SchoolFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def url(name, subject=None) -> str:
    args = [subject.pk] if subject else []
    return reverse(f"partnership:{name}", args=args)


def words(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.split())


def names(response) -> list[str]:
    return [row.name for row in response.context["page"]]


def errors(response) -> list[str]:
    return [message for message, _ in response.context["form"].error_summary()]


@pytest.fixture
def noor(elm) -> Person:
    noor = PersonFactory(
        name="Noor Bielik", initials="NB", aliases=["NLB"], email="noor@elm.example"
    )
    MembershipFactory(person=noor, organisation=elm.organisation, role=Role.GOVERNOR)
    return noor


class TestTheDirectory:
    def find(self, client, **asked):
        return names(client.get(url("people"), asked))

    @pytest.mark.parametrize(
        "typed", ["noor", "BIEL", "nb", "NLB", "nlb", "elm prim", " Noor "]
    )
    def test_finds_by_name_initials_and_organisation(
        self, client_of, bryn, noor, olu, typed
    ):
        assert self.find(client_of(bryn), words=typed) == ["Noor Bielik"]

    def test_addresses_are_searched_for_officers_only(self, client_of, bryn, mo, noor):
        assert self.find(client_of(bryn), words="noor@") == ["Noor Bielik"]
        assert self.find(client_of(mo), words="noor@") == []

    def test_narrows_by_role_and_kind(self, client_of, bryn, noor, mo, lena):
        client = client_of(bryn)

        assert self.find(client, role="governor") == ["Noor Bielik"]
        assert self.find(client, kind="school") == ["Noor Bielik"]
        assert self.find(client, kind="subgroup", role="member") == ["Mo"]

    def test_a_role_that_has_ended_no_longer_counts(self, client_of, bryn, noor):
        noor.memberships.update(to_date=localdate() - DAY)

        assert self.find(client_of(bryn), role="governor") == []

    def test_shows_who_cannot_sign_in(self, client_of, bryn, mo, noor):
        assert self.find(client_of(bryn), account="cannot_sign_in") == ["Noor Bielik"]

    def test_shows_who_has_not_accepted(self, client_of, bryn, mo, noor):
        services.invite(noor, by=bryn, on=localdate())

        response = client_of(bryn).get(url("people"), {"account": "invited"})

        assert names(response) == ["Noor Bielik"]
        assert "Letter waiting" in words(response)

    def test_shows_whose_letter_bounced_until_the_address_changes(
        self, client_of, bryn, mo, noor
    ):
        client = client_of(bryn)
        services.invite(noor, by=bryn, on=localdate())
        Message.objects.update(status=Message.Status.BOUNCED, refusal="No such user")

        response = client.get(url("people"), {"account": "bounced"})
        assert names(response) == ["Noor Bielik"]
        assert "correct the address on their page" in words(response)
        noor.email = "bielik@elm.example"
        noor.save()
        assert self.find(client, account="bounced") == []

    def test_members_are_not_asked_about_accounts(self, client_of, mo, noor):
        response = client_of(mo).get(url("people"), {"account": "cannot_sign_in"})

        assert names(response) == ["Mo", "Noor Bielik"]
        assert "Sign-in" not in words(response)
        assert "Invite" not in words(response)

    def test_members_see_addresses_of_their_bodies_and_of_officers(
        self, client_of, mo, lena, bryn, noor, olu
    ):
        text = words(client_of(mo).get(url("people")))

        assert "lena@wexcombe.example" in text
        assert "bryn@wexcombe.example" in text
        assert "noor@elm.example" not in text
        assert "olu@wexcombe.example" not in text

    def test_leaves_out_who_was_merged_or_anonymised(self, client_of, bryn, mo, noor):
        noor.email, noor.merged_into = "", mo
        noor.save()
        PersonFactory(name="Gone", email="", anonymised_on=LONG_AGO)

        assert self.find(client_of(bryn)) == ["Bryn", "Mo"]

    def test_schools_have_no_directory(self, client_of, dee):
        assert client_of(dee).get(url("people")).status_code == 403


class TestAPersonsPage:
    def test_shows_roles_now_to_come_and_ended(self, client_of, bryn, noor, elm):
        school, today = elm.organisation, localdate()
        MembershipFactory(
            person=noor, organisation=school, role=Role.HEAD, from_date=today + DAY
        )
        MembershipFactory(
            person=noor, organisation=school, role=Role.DSL, to_date=today - DAY
        )

        response = client_of(bryn).get(url("person", noor))

        kinds = {
            kind: [role.role for role in response.context[kind]]
            for kind in ("now", "to_come", "ended")
        }
        assert kinds == {"now": ["governor"], "to_come": ["head"], "ended": ["dsl"]}

    def test_says_whose_initials_are_the_same(self, client_of, bryn, mo, lena):
        lena.initials = "mo"
        lena.save()

        text = words(client_of(bryn).get(url("person", mo)))

        assert "Same initials Lena, Education subgroup" in text

    def test_members_see_no_account_invitation_or_history(
        self, client_of, bryn, mo, lena
    ):
        services.name_person(lena, name="Lena F", initials="LF", job_title="", by=bryn)

        text = words(client_of(mo).get(url("person", lena)))

        assert "lena@wexcombe.example" in text
        for unseen in ("Sign-in", "Invitations", "History", "Give a role"):
            assert unseen not in text

    def test_a_merged_persons_page_leads_to_the_kept_one(
        self, client_of, bryn, mo, noor
    ):
        noor.email, noor.merged_into = "", mo
        noor.save()

        response = client_of(bryn).get(url("person", noor))

        assert response.url == url("person", mo)

    def test_says_what_to_do_about_a_letter_that_bounced(self, client_of, bryn, noor):
        services.invite(noor, by=bryn, on=localdate())
        Message.objects.update(
            status=Message.Status.BOUNCED, refusal="550 No such user"
        )

        text = words(client_of(bryn).get(url("person", noor)))

        assert "noor@elm.example refused it: 550 No such user" in text
        assert "Correct the address, then invite again" in text

    def test_of_someone_anonymised_says_what_stays(self, client_of, bryn):
        gone = PersonFactory(name="Sam Gone", email="", anonymised_on=LONG_AGO)

        text = words(client_of(bryn).get(url("person", gone)))

        assert "the name stays in agreed minutes" in text
        assert "Give a role" not in text


class TestEditing:
    def data(self, person, **changes):
        fields = ("name", "initials", "email", "job_title", "version")
        return {**{field: getattr(person, field) for field in fields}, **changes}

    def test_an_address_in_use_leads_to_its_person(self, client_of, bryn, mo, noor):
        response = client_of(bryn).post(
            url("edit_person", mo), self.data(mo, email="NOOR@elm.example", name="Mo R")
        )

        page = response.content.decode()
        assert errors(response) == ["Someone with this email address is already here"]
        assert f'<a class="govuk-link" href="{url("person", noor)}">' in page
        assert 'value="Mo R"' in page
        mo.refresh_from_db()
        assert mo.name == "Mo"

    def test_the_second_officer_is_shown_both(self, client_of, bryn, amara, mo):
        data = self.data(mo, name="Mo R")
        client_of(amara).post(url("edit_person", mo), self.data(mo, name="Mo Rahimi"))

        response = client_of(bryn).post(url("edit_person", mo), data)

        assert "Someone else changed this" in errors(response)[0]
        assert ("Name", "Mo Rahimi", "Mo R") in response.context["form"].differences

    def test_the_same_initials_are_kept_and_said(self, client_of, bryn, mo, lena):
        response = client_of(bryn).post(
            url("edit_person", mo),
            self.data(mo, initials=lena.initials, aliases="MR, MHR, MR"),
            follow=True,
        )

        mo.refresh_from_db()
        assert (mo.initials, mo.aliases) == ("LE", ["MR", "MHR"])
        assert "Lena has the same initials at Education subgroup" in words(response)

    def test_each_of_several_initials_is_short(self, client_of, bryn, mo):
        response = client_of(bryn).post(
            url("edit_person", mo), self.data(mo, aliases="MR, Mohammed R")
        )

        assert errors(response) == [
            "Each of the other initials must be 8 characters or fewer"
        ]


class TestAdding:
    def data(self, **changes):
        return {
            "name": "Noor Bielik",
            "email": "noor@elm.example",
            "role": "governor",
            **date_data("from_date", localdate()),
            **changes,
        }

    def test_begins_with_where_they_belong(self, client_of, bryn, elm):
        response = client_of(bryn).get(url("add_person"), {"words": "elm"})

        assert url("add_person_at", elm.organisation) in response.content.decode()

    def test_offers_only_the_roles_of_that_kind(self, client_of, bryn, elm):
        response = client_of(bryn).get(url("add_person_at", elm.organisation))

        offered = [
            value for value, _ in response.context["form"].fields["role"].choices
        ]
        assert offered == ["head", "dsl", "governor", "colleague", "contact"]

    def test_gives_the_role_and_invites_in_one_step(self, client_of, bryn, elm):
        client_of(bryn).post(
            url("add_person_at", elm.organisation), self.data(is_invited="on")
        )

        noor = Person.objects.get(name="Noor Bielik")
        assert noor.memberships.get().role == Role.GOVERNOR
        assert Invitation.objects.waiting().get().person == noor

    def test_a_contact_is_added_without_an_account(self, client_of, bryn):
        agency = OrganisationFactory()

        client_of(bryn).post(
            url("add_person_at", agency), self.data(role="contact", email="")
        )

        noor = Person.objects.get(name="Noor Bielik")
        assert noor.memberships.get().role == Role.CONTACT
        assert not hasattr(noor, "user")

    def test_a_refused_invitation_adds_nobody(self, client_of, bryn, elm):
        response = client_of(bryn).post(
            url("add_person_at", elm.organisation),
            self.data(role="contact", is_invited="on"),
        )

        assert "no role that opens a page" in errors(response)[0]
        assert not Person.objects.filter(name="Noor Bielik").exists()

    def test_an_invitation_needs_an_address(self, client_of, bryn, elm):
        response = client_of(bryn).post(
            url("add_person_at", elm.organisation),
            self.data(email="", is_invited="on"),
        )

        assert errors(response) == ["Enter the email address the invitation goes to"]

    def test_someone_known_is_offered_the_role_instead(self, client_of, bryn, elm, mo):
        school = elm.organisation
        response = client_of(bryn).post(
            url("add_person_at", school), self.data(email=mo.email)
        )

        path = f"{url('give_role', mo)}?organisation={school.pk}"
        assert path in response.content.decode()
        assert Person.objects.filter(email__iexact=mo.email).count() == 1
        assert client_of(bryn).get(path).status_code == 200

    def test_someone_may_come_without_a_role(self, client_of, bryn):
        client_of(bryn).post(url("add_person_alone"), {"name": "Noor Bielik"})

        assert not Person.objects.get(name="Noor Bielik").memberships.exists()


class TestRoles:
    def test_the_form_says_who_gives_the_highest(
        self, client_of, bryn, mo, partnership
    ):
        path = f"{url('give_role', mo)}?organisation={partnership.pk}"

        response = client_of(bryn).get(path)
        forced = client_of(bryn).post(
            path, {"role": "administrator", **date_data("from_date", localdate())}
        )

        assert "Only an administrator or a business manager gives" in words(response)
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
        given = services.join(mo, elm.organisation, Role.HEAD, by=bryn, on=localdate())

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
        assert "Sam has no role that opens a page" in words(response)

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
