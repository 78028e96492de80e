"""The pages of people: what each reader finds, and what officers do there."""

import pytest
from django.utils.timezone import localdate

from partnership.access import Role
from partnership.outbox.models import Message
from partnership.pages.forms.dates import date_data
from partnership.people import inviting
from partnership.people import services as people
from partnership.people.models import Person
from partnership.sign_in.models import Invitation
from tests.factories import (
    LONG_AGO,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.partnership.people.people_pages import DAY, errors, names, url, words
from tests.reading import in_one_line

pytestmark = pytest.mark.django_db


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
        inviting.invite(noor, by=bryn, on=localdate())

        response = client_of(bryn).get(url("people"), {"account": "invited"})

        assert names(response) == ["Noor Bielik"]
        assert "Email waiting" in words(response)

    def test_shows_whose_letter_bounced_until_the_address_changes(
        self, client_of, bryn, mo, noor
    ):
        client = client_of(bryn)
        inviting.invite(noor, by=bryn, on=localdate())
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
        people.name_person(lena, name="Lena F", initials="LF", job_title="", by=bryn)

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
        inviting.invite(noor, by=bryn, on=localdate())
        Message.objects.update(
            status=Message.Status.BOUNCED, refusal="550 No such user"
        )

        text = words(client_of(bryn).get(url("person", noor)))

        assert "noor@elm.example could not receive it: 550 No such user" in text
        assert "Correct the address, then invite them again" in text

    def test_of_someone_anonymised_says_what_stays(self, client_of, bryn):
        gone = PersonFactory(name="Sam Gone", email="", anonymised_on=LONG_AGO)

        text = words(client_of(bryn).get(url("person", gone)))

        assert "their name stays in agreed minutes" in text
        assert "Give a role" not in text


class TestEditing:
    def data(self, person, **changes):
        fields = ("name", "initials", "email", "job_title", "version")
        return {**{field: getattr(person, field) for field in fields}, **changes}

    def test_an_address_in_use_leads_to_its_person(self, client_of, bryn, mo, noor):
        response = client_of(bryn).post(
            url("edit_person", mo), self.data(mo, email="NOOR@elm.example", name="Mo R")
        )

        page = in_one_line(response.content.decode())
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
        assert offered == [
            "head",
            "dsl",
            "governor",
            "chair_of_governors",
            "proprietor",
            "colleague",
            "contact",
        ]

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

        assert "no role that lets them sign in" in errors(response)[0]
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


@pytest.mark.django_db(transaction=True)
def test_a_long_job_title_fits_a_phone(browser_of, amara, mo):
    mo.job_title = "Designated safeguarding lead and assistant headteacher, inclusion"
    mo.save()

    page = browser_of(amara, url("people"), width=320)

    assert page.evaluate("document.documentElement.scrollWidth") == 320
