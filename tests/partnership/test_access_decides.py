"""What `access` decides, on its own: roles, reach and dates."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from partnership.access import GRANTS, Permission, Role, allowed, granting
from partnership.people.models import Membership, Organisation, Person, Sharing

pytestmark = pytest.mark.django_db


def again(person):
    """The person as the next request loads them."""
    return Person.objects.get(pk=person.pk)


def test_every_role_has_a_line_in_the_grants():
    assert set(GRANTS) == set(Role)


def test_permissions_stand_in_alphabetical_order():
    names = [permission.name for permission in Permission]

    assert names == sorted(names)


def test_every_permission_is_granted_to_someone():
    assert {p for p in Permission if not granting(p)} == set()


def test_a_role_in_the_partnership_reaches_everywhere(amara, education):
    assert allowed(amara, Permission.SEE_PEOPLE, education)
    assert amara.holds(Permission.EDIT_PLAN)


def test_a_role_in_a_subgroup_stays_there(chris, education, quality):
    assert allowed(chris, Permission.RECORD_MEETING, education)
    assert not allowed(chris, Permission.RECORD_MEETING, quality)


def test_nobody_is_allowed_nothing(education):
    assert not allowed(None, Permission.SEE_HOME)
    assert not allowed(None, Permission.SEE_HOME, education)


def test_a_role_that_ended_yesterday_is_gone_today(mo):
    yesterday = localdate() - timedelta(days=1)
    Membership.objects.filter(person=mo).update(to_date=yesterday)

    assert not allowed(again(mo), Permission.SEE_MEETINGS)


def test_a_role_that_ends_today_still_holds(mo):
    Membership.objects.filter(person=mo).update(to_date=localdate())

    assert allowed(again(mo), Permission.SEE_MEETINGS)


def test_a_role_that_begins_tomorrow_does_not_hold_yet(mo):
    Membership.objects.filter(person=mo).update(
        from_date=localdate() + timedelta(days=1)
    )

    assert not allowed(again(mo), Permission.SEE_MEETINGS)


def test_a_role_at_a_closed_organisation_is_gone(mo, education):
    education.closed_on = localdate()
    education.save()

    assert not allowed(again(mo), Permission.SEE_MEETINGS)


def test_tara_sees_the_school_that_shares_and_no_other(tara, elm, oak):
    assert tara.organisations_where(Permission.SEE_RETURN) >= {elm.organisation_id}
    assert oak.organisation_id not in tara.organisations_where(Permission.SEE_RETURN)


def test_tara_sees_nothing_once_the_sharing_has_ended(tara, elm):
    Sharing.objects.update(to_date=localdate() - timedelta(days=1))

    held = again(tara).organisations_where(Permission.SEE_RETURN)
    assert elm.organisation_id not in held


def test_standing_takes_one_query(mo, django_assert_num_queries):
    mo = again(mo)

    with django_assert_num_queries(1):
        mo.holds(Permission.SEE_PLAN)
        mo.organisations_where(Permission.SEE_MEETINGS)
        mo.roles_at(1)


def test_dee_sees_her_colleagues_and_not_the_neighbours(dee, hal, mo):
    assert set(Person.objects.visible_to(dee)) == {dee, hal}


def test_mo_sees_everyone(mo, dee, olu):
    assert set(Person.objects.visible_to(mo)) == {mo, dee, olu}


def test_signed_out_sees_nobody(mo):
    assert not Person.objects.visible_to(None).exists()
    assert not Organisation.objects.visible_to(None).exists()
    assert not Membership.objects.visible_to(None).exists()
