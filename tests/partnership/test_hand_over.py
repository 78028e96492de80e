"""Roles end with the last day, and so do sign-in, keys and invitations."""

from datetime import date, timedelta

import pytest
from allauth.usersessions.models import UserSession

from partnership import leaving
from partnership.access import Role
from partnership.guards.outcomes import Changed, Refused
from partnership.holdings import holdings
from partnership.people import roles as people_roles
from partnership.sign_in.models import ApiToken, Invitation, User
from tests.factories import MembershipFactory, PersonFactory
from tests.scorecard.naming import THEN, token

pytestmark = pytest.mark.django_db

LAST_DAY, NEXT_DAY = date(2025, 10, 31), date(2025, 11, 1)


def hand_over(leaver, taker, *, by, on, last_day=LAST_DAY):
    return leaving.hand_over(
        leaver=leaver, taker=taker, last_day=last_day, by=by, on=on
    )


def roles(person) -> list[tuple]:
    return [
        (row.role, row.from_date, row.to_date)
        for row in person.memberships.order_by("from_date", "pk")
    ]


def test_a_role_ends_with_the_last_day_and_begins_the_day_after(
    chris, mo, amara, today
):
    [row] = hand_over(chris, mo, by=amara, on=today)

    assert row.words == "Subgroup chair, Education subgroup"
    assert roles(chris) == [("subgroup_chair", date(2020, 1, 6), LAST_DAY)]
    assert roles(mo)[1:] == [("subgroup_chair", NEXT_DAY, None)]


def test_who_has_the_role_already_keeps_it_as_it_is(mo, dara, education, amara, today):
    MembershipFactory(person=dara, organisation=education, role=Role.MEMBER)
    before = roles(dara)

    hand_over(mo, dara, by=amara, on=today)

    assert roles(dara) == before


def test_a_role_that_would_begin_later_is_taken_back(mo, quality, amara, today):
    MembershipFactory(
        person=mo, organisation=quality, role=Role.MEMBER, from_date=date(2025, 12, 1)
    )

    hand_over(mo, None, by=amara, on=today)

    assert roles(mo) == [("member", date(2020, 1, 6), LAST_DAY)]


def test_a_role_that_ends_sooner_stays_as_it_was_set(mo, amara, today):
    mo.memberships.update(to_date=date(2025, 10, 25))

    hand_over(mo, None, by=amara, on=today)

    assert roles(mo) == [("member", date(2020, 1, 6), date(2025, 10, 25))]


def test_the_only_chair_is_missed(chris, today):
    assert [row.vacancy for row in holdings(chris, on=today)] == [
        "Education subgroup will have no chair"
    ]


def test_one_of_two_chairs_is_not(chris, education, today):
    MembershipFactory(organisation=education, role=Role.SUBGROUP_CHAIR)

    assert [row.vacancy for row in holdings(chris, on=today)] == [""]


def test_the_last_administrator_hands_over_before_leaving(adi, olu, partnership, today):
    with pytest.raises(Refused, match="No one else would be an administrator"):
        hand_over(adi, None, by=adi, on=today)

    hand_over(adi, olu, by=adi, on=today)

    assert roles(olu)[-1] == ("administrator", NEXT_DAY, None)


def test_nobody_hands_over_a_role_above_their_own(amara, bryn, olu, today):
    with pytest.raises(Refused, match="Only an administrator"):
        hand_over(amara, olu, by=bryn, on=today)


def test_nobody_takes_over_from_themselves(mo, amara, today):
    with pytest.raises(Refused, match="someone else"):
        hand_over(mo, mo, by=amara, on=today)


class TestTheLastDay:
    def test_sign_in_goes_on_until_it(self, mo, client_of, amara, today):
        leaving.note_leaving(mo, last_day=today, by=amara, on=today)

        assert leaving.end_sign_ins(on=today) == 0
        assert User.objects.get(person=mo).is_active

    def test_sign_in_ends_in_the_night_after(self, mo, client_of, amara, today):
        client = client_of(mo)
        UserSession.objects.create(
            user=mo.user, session_key=client.session.session_key, ip="127.0.0.1"
        )
        token(person=mo, created_by=amara)
        mo.memberships.update(to_date=today)
        leaving.note_leaving(mo, last_day=today, by=amara, on=today)

        closed = leaving.end_sign_ins(on=today + timedelta(days=1))

        assert closed == 1
        user = User.objects.get(person=mo)
        assert (user.is_active, user.has_usable_password()) == (False, False)
        assert not UserSession.objects.filter(user=user).exists()
        assert client.get("/").status_code == 200
        assert "Sign in" in client.get("/").content.decode()
        assert ApiToken.objects.get(person=mo).revoked_at is not None

    def test_a_past_last_day_ends_it_at_once(self, mo, amara, today):
        leaving.note_leaving(mo, last_day=date(2025, 10, 1), by=amara, on=today)

        assert not User.objects.get(person=mo).is_active

    def test_whoever_holds_a_role_again_keeps_their_sign_in(
        self, mo, quality, amara, today
    ):
        leaving.note_leaving(mo, last_day=today, by=amara, on=today)
        tomorrow = today + timedelta(days=1)
        people_roles.join(mo, quality, Role.MEMBER, by=amara, on=tomorrow)

        assert leaving.end_sign_ins(on=tomorrow) == 0
        mo.refresh_from_db()
        assert mo.left_on is None

    def test_keys_for_machines_end_with_it(self, mo, amara, today):
        long_one = token(person=mo, created_by=amara)

        leaving.note_leaving(mo, last_day=LAST_DAY, by=amara, on=today)

        long_one.refresh_from_db()
        assert long_one.expires_on == LAST_DAY

    def test_a_waiting_invitation_is_withdrawn(self, mo, amara, today):
        invitation = Invitation.objects.create(person=mo, invited_at=THEN)

        leaving.note_leaving(mo, last_day=LAST_DAY, by=amara, on=today)

        invitation.refresh_from_db()
        assert invitation.withdrawn_at is not None

    def test_the_second_of_two_officers_is_told(self, mo, amara, today):
        version = mo.version
        leaving.note_leaving(mo, last_day=LAST_DAY, version=version, by=amara, on=today)

        with pytest.raises(Changed):
            leaving.note_leaving(
                mo, last_day=LAST_DAY, version=version, by=amara, on=today
            )

    def test_nobody_leaves_who_is_somebody_else(self, mo, amara, today):
        gone = PersonFactory(email="", merged_into=mo)

        with pytest.raises(Refused, match="was merged with Mo"):
            leaving.note_leaving(gone, last_day=LAST_DAY, by=amara, on=today)
