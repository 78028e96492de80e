"""One entry of two stays, with one account, and old links of the other open nothing."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils.timezone import localdate

from partnership import merging
from partnership.access import Role, link_address
from partnership.guards.outcomes import Refused
from partnership.merging import Facts
from partnership.outbox.models import Message, Reminded
from partnership.people import inviting
from partnership.people import services as people
from partnership.people.inviting import PURPOSE
from partnership.people.models import Membership, Person
from partnership.sign_in.models import Invitation, User
from tests.cast import person
from tests.factories import MembershipFactory, PersonFactory
from tests.scorecard.naming import THEN, reminded

pytestmark = pytest.mark.django_db


@pytest.fixture
def double(db):
    """Mo once more, without an account."""
    return PersonFactory(
        name="M. Rahimi",
        initials="MRa",
        aliases=["Mr"],
        email="m.rahimi@council.example",
        job_title="Governor services",
    )


def facts_of(entry: Person, **changes) -> Facts:
    return Facts(
        **{
            "name": entry.name,
            "initials": entry.initials,
            "email": entry.email,
            "job_title": entry.job_title,
            **changes,
        }
    )


def merge(kept, gone, *, by, on, **changes):
    merging.check_merge(kept=kept, gone=gone, by=by)
    moved = merging.merge_people(kept=kept, gone=gone, by=by, on=on)
    merging.keep_one(
        kept=kept, gone=gone, facts=facts_of(kept, **changes), moved=moved, by=by
    )
    return moved


def account(entry: Person, *, password: str = "") -> User:
    user = people.give_sign_in(entry, by=None)
    if password:
        user.set_password(password)
        user.save()
    return user


class TestWhoStays:
    def test_the_other_points_to_the_kept_and_has_no_address(
        self, mo, double, amara, today
    ):
        merge(mo, double, by=amara, on=today)

        double.refresh_from_db()
        assert (double.merged_into, double.email, double.initials, double.aliases) == (
            mo,
            "",
            "",
            [],
        )
        assert mo not in Person.objects.known().filter(name="M. Rahimi")

    def test_initials_of_both_are_ways_to_be_minuted(self, mo, double, amara, today):
        merge(mo, double, by=amara, on=today)

        mo.refresh_from_db()
        assert (mo.initials, mo.aliases) == ("MO", ["MRa", "Mr"])

    def test_what_was_chosen_stays(self, mo, double, amara, today):
        merge(
            mo,
            double,
            by=amara,
            on=today,
            name="Mo Rahimi",
            initials="MRa",
            email=double.email,
            job_title="Governor services",
        )

        mo.refresh_from_db()
        assert (mo.name, mo.initials, mo.aliases) == ("Mo Rahimi", "MRa", ["MO", "Mr"])
        assert (mo.email, mo.job_title) == (
            "m.rahimi@council.example",
            "Governor services",
        )

    def test_entries_merged_before_point_to_the_last(self, mo, double, amara, today):
        first = PersonFactory(email="", merged_into=double)

        merge(mo, double, by=amara, on=today)

        first.refresh_from_db()
        assert first.merged_into == mo


class TestRefused:
    def test_an_entry_with_itself(self, mo, amara):
        with pytest.raises(Refused, match="different entry"):
            merging.check_merge(kept=mo, gone=mo, by=amara)

    def test_an_entry_that_was_merged(self, mo, double, dara, amara, today):
        merge(mo, double, by=amara, on=today)
        double.refresh_from_db()

        with pytest.raises(Refused, match="was merged with Mo"):
            merging.check_merge(kept=dara, gone=double, by=amara)

    def test_a_role_above_ones_own(self, amara, bryn, double):
        with pytest.raises(Refused, match="Only an administrator"):
            merging.check_merge(kept=double, gone=amara, by=bryn)

    def test_a_role_above_ones_own_that_is_to_come(self, partnership, bryn, double):
        MembershipFactory(
            person=double,
            organisation=partnership,
            role=Role.BUSINESS_MANAGER,
            from_date=localdate() + timedelta(days=1),
        )

        with pytest.raises(Refused, match="Only an administrator"):
            merging.check_merge(kept=bryn, gone=double, by=bryn)

    def test_an_address_that_is_somebody_elses(self, mo, double, olu, amara, today):
        with pytest.raises(Refused, match="already here"):
            merge(mo, double, by=amara, on=today, email=olu.email.upper())

    def test_no_address_for_who_signs_in(self, mo, double, amara, today):
        with pytest.raises(Refused, match="Keep an email address"):
            merge(mo, double, by=amara, on=today, email="")


class TestRoles:
    def test_roles_move(self, mo, double, quality, amara, today):
        row = MembershipFactory(person=double, organisation=quality)

        merge(mo, double, by=amara, on=today)

        row.refresh_from_db()
        assert (row.person, row.version) == (mo, 2)

    @pytest.mark.parametrize(
        ("own", "other", "stays"),
        [
            (
                (date(2024, 1, 1), None),
                (date(2022, 1, 1), None),
                (date(2022, 1, 1), None),
            ),
            (
                (date(2022, 1, 1), date(2026, 3, 31)),
                (date(2024, 1, 1), None),
                (date(2022, 1, 1), None),
            ),
            (
                (date(2022, 1, 1), date(2026, 3, 31)),
                (date(2024, 1, 1), date(2026, 8, 31)),
                (date(2022, 1, 1), date(2026, 8, 31)),
            ),
        ],
    )
    def test_a_role_that_both_hold_is_held_once(
        self, mo, double, education, amara, today, own, other, stays
    ):
        mo.memberships.update(from_date=own[0], to_date=own[1])
        MembershipFactory(
            person=double,
            organisation=education,
            role=Role.MEMBER,
            from_date=other[0],
            to_date=other[1],
        )

        merge(mo, double, by=amara, on=today)

        [row] = Membership.objects.filter(organisation=education, role=Role.MEMBER)
        assert (row.person, row.from_date, row.to_date) == (mo, *stays)

    def test_a_role_that_ended_is_kept_beside_the_one_that_stands(
        self, mo, double, education, amara, today
    ):
        MembershipFactory(
            person=double,
            organisation=education,
            role=Role.MEMBER,
            to_date=date(2021, 1, 1),
        )

        merge(mo, double, by=amara, on=today)

        assert mo.memberships.filter(organisation=education).count() == 2


class TestAccounts:
    def test_the_other_account_is_closed_where_both_have_one(
        self, mo, quality, amara, today, client_of
    ):
        gone = person("Rahimi", quality, Role.MEMBER)
        client = client_of(gone)

        merge(mo, gone, by=amara, on=today)

        user = User.objects.get(person=gone)
        assert (user.is_active, user.email) == (
            False,
            f"merged-{gone.pk}@quorate.invalid",
        )
        assert client.get("/account/").status_code == 302
        assert User.objects.get(person=mo).is_active

    def test_the_account_moves_where_the_kept_entry_has_none(
        self, double, mo, amara, today
    ):
        user = account(double, password="a-long-enough-password")
        kept = PersonFactory(name="Mo the second", email="second@council.example")

        merge(kept, double, by=amara, on=today, email=double.email)

        user.refresh_from_db()
        assert (user.person, user.email, user.is_active) == (
            kept,
            "m.rahimi@council.example",
            True,
        )
        assert user.check_password("a-long-enough-password")
        assert [row.email for row in EmailAddress.objects.filter(user=user)] == [
            "m.rahimi@council.example"
        ]

    def test_a_closed_account_gives_way_to_one_that_is_used(
        self, mo, double, amara, today
    ):
        User.objects.filter(person=mo).update(is_active=False)
        account(double)

        merge(mo, double, by=amara, on=today)

        [user] = User.objects.filter(person__in=[mo, double])
        assert (user.person, user.is_active, user.email) == (mo, True, mo.email)

    def test_the_kept_account_takes_the_address_that_was_chosen(
        self, mo, double, amara, today
    ):
        account(double)

        merge(mo, double, by=amara, on=today, email=double.email)

        user = User.objects.get(person=mo)
        assert user.email == "m.rahimi@council.example"
        [address] = EmailAddress.objects.filter(user=user)
        assert (address.email, address.verified) == ("m.rahimi@council.example", True)

    def test_the_address_that_is_dropped_is_told(self, mo, double, amara, today):
        account(double)

        merge(mo, double, by=amara, on=today)

        told = Message.objects.filter(kind="address_changed")
        assert [message.address for message in told] == ["m.rahimi@council.example"]


class TestOldLinks:
    def test_a_first_password_link_of_the_other_opens_nothing(
        self, double, mo, amara, today
    ):
        link = link_address(
            "partnership:first_password", "first_password", account(double)
        )
        merge(mo, double, by=amara, on=today)

        assert_plain_refusal(link)

    def test_nor_does_it_where_the_account_moved(self, double, amara, today):
        link = link_address(
            "partnership:first_password", "first_password", account(double)
        )
        kept = PersonFactory(name="Mo the second", email="second@council.example")

        merge(kept, double, by=amara, on=today, email=double.email)

        assert_plain_refusal(link)
        assert User.objects.get(person=kept).is_active

    def test_an_invitation_of_the_other_says_that_it_is_over(
        self, double, mo, education, amara, today
    ):
        MembershipFactory(person=double, organisation=education, role=Role.DEPUTY)
        invitation = inviting.invite(double, by=amara, on=today)
        link = link_address("partnership:accept_invitation", PURPOSE, invitation)

        merge(mo, double, by=amara, on=today)

        response = Client().get(link)
        assert response.status_code == 410
        assert "withdrawn" in response.content.decode()
        assert 'name="password"' not in response.content.decode()
        assert Invitation.objects.get().withdrawn_at is not None


def assert_plain_refusal(link):
    client = Client()
    for answer in (
        client.get(link),
        client.post(link, {"password": "a-long-enough-password"}),
    ):
        assert answer.status_code == 404
        assert "This link does" in answer.content.decode()
    assert client.get("/account/").status_code == 302


def test_nobody_is_reminded_twice_of_what_both_were_told(mo, double, amara, today):
    reminded(mo)
    reminded(double)

    merge(mo, double, by=amara, on=today)

    assert [row.person for row in Reminded.objects.all()] == [mo]


def test_letters_of_both_are_the_persons(mo, double, amara, today):
    Message.objects.create(
        kind="digest",
        person=double,
        address=double.email,
        subject="What there is to look at",
        body="One thing",
        written_at=THEN,
    )

    merge(mo, double, by=amara, on=today)

    assert [row.person for row in Message.objects.filter(kind="digest")] == [mo]
