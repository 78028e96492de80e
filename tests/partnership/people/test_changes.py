"""People, roles and sign-in: what services do, refuse and leave in the history."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from partnership.access import Role
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.history.models import Event
from partnership.organisations import services as organisations
from partnership.people import roles
from partnership.people import services as people
from partnership.people.models import Membership, Organisation, Person
from partnership.sign_in.models import User
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
ON = date(2025, 10, 22)


def events(subject):
    return [event.event for event in history.of(subject)]


def test_a_person_is_added_with_history(amara):
    noor = people.add_person(name="Noor", email="noor@wexcombe.example", by=amara)

    assert events(noor) == ["added"]
    assert history.of(noor).get().by == amara


def test_an_address_is_used_once_whatever_its_case(amara):
    people.add_person(name="Noor", email="noor@wexcombe.example", by=amara)

    with pytest.raises(Refused, match="already here"):
        people.add_person(name="Nora", email="NOOR@wexcombe.example", by=amara)


def test_the_database_holds_addresses_apart_too(amara):
    PersonFactory(email="noor@wexcombe.example")

    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(email="Noor@wexcombe.example")


def test_a_role_is_refused_where_it_does_not_belong(mo, elm, amara):
    with pytest.raises(Refused, match="is not a role at Elm"):
        roles.join(mo, elm.organisation, Role.SUBGROUP_CHAIR, by=amara, on=ON)


def test_a_role_is_not_given_twice(mo, education, amara):
    with pytest.raises(Refused, match="already has this role"):
        roles.join(mo, education, Role.MEMBER, by=amara, on=ON)


def test_leaving_ends_the_role_and_keeps_it(mo, amara):
    membership = mo.memberships.get()

    roles.leave(membership, by=amara, on=ON)

    assert Membership.objects.get(pk=membership.pk).to_date == ON
    with pytest.raises(Refused, match="already ended"):
        roles.leave(membership, by=amara, on=ON)


def test_leaving_before_the_first_day_ends_on_the_first_day(mo, amara):
    membership = mo.memberships.get()

    roles.leave(membership, by=amara, on=membership.from_date - timedelta(days=3))

    assert membership.to_date == membership.from_date


def test_a_role_cannot_end_before_it_begins(mo):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(person=mo).update(to_date=date(1999, 1, 1))


def test_sign_in_needs_an_address(amara):
    someone = PersonFactory(email="")

    with pytest.raises(Refused, match="no email address"):
        people.give_sign_in(someone, by=amara)


def test_sign_in_is_given_once(mo, amara):
    with pytest.raises(Refused, match="can already sign in"):
        people.give_sign_in(mo, by=amara)


def test_someone_who_was_given_sign_in_has_no_password_yet(amara):
    user = people.give_sign_in(PersonFactory(), by=amara)

    assert not user.has_usable_password()


def test_a_partnership_starts_once(db):
    organisations.start_partnership(name="Wexcombe", administrator="a@b.example", on=ON)

    with pytest.raises(Refused, match="already has a partnership"):
        organisations.start_partnership(
            name="Again", administrator="c@d.example", on=ON
        )
    assert Organisation.objects.get().name == "Wexcombe"


def test_the_administrators_link_works_once(client, db):
    path = organisations.start_partnership(
        name="Wexcombe", administrator="ada@wexcombe.example", on=ON
    )
    chosen = {"name": "Ada Marsh", "password": "three random words"}

    opened = client.get(path)
    answered = client.post(path, chosen)

    assert (opened.status_code, answered.status_code) == (200, 302)
    user = User.objects.get()
    assert user.check_password(chosen["password"])
    assert user.person.name == "Ada Marsh"
    assert client.get(path).status_code == 404
    client.post("/account/login/", {"login": "ada@wexcombe.example", **chosen})
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


def test_a_weak_password_is_refused_beside_the_field(client, db):
    path = organisations.start_partnership(
        name="Wexcombe", administrator="ada@wexcombe.example", on=ON
    )

    response = client.post(path, {"name": "Ada Marsh", "password": "short"})

    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    assert "Ada Marsh" in response.content.decode()
    assert not User.objects.get().has_usable_password()


def test_the_first_officer_says_their_name(client, db):
    path = organisations.start_partnership(
        name="Wexcombe", administrator="jo@wexcombe.example", on=ON
    )

    response = client.post(path, {"name": " ", "password": "three random words"})

    assert "Enter your full name" in response.content.decode()
    assert not User.objects.get().has_usable_password()


@pytest.mark.parametrize(
    ("name", "email", "words"),
    [
        (" ", "jo@wexcombe.example", "Enter the name of the partnership"),
        ("Wexcombe", "jo", "“jo” is not an email address"),
    ],
)
def test_a_partnership_is_not_half_begun(db, name, email, words):
    with pytest.raises(Refused, match=words):
        organisations.start_partnership(name=name, administrator=email, on=ON)

    assert not Organisation.objects.exists()
    assert not User.objects.exists()


def test_the_first_link_is_given_again_until_it_has_been_used(client, db):
    assert organisations.first_link() == ""
    organisations.start_partnership(
        name="Wexcombe", administrator="jo@wexcombe.example", on=ON
    )
    path = organisations.first_link()

    client.post(path, {"name": "Jo Marsh", "password": "three random words"})

    assert organisations.first_link() == ""


def test_a_row_saved_by_someone_faster_is_changed(mo):
    version = mo.version
    people.name_person(mo, name="Mo R", initials="MR", job_title="", by=mo)

    with pytest.raises(Changed) as change, transaction.atomic():
        mo.claim(version)
    assert change.value.subject.name == "Mo R"


def test_history_is_append_only(mo, amara):
    people.name_person(mo, name="Mo R", initials="MR", job_title="", by=amara)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Event.objects.update(event="nothing happened")


def test_history_of_a_bulk_change(mo, dara, amara):
    history.record_many([(mo, "added", {"from": "x"}), (dara, "added", {})], by=amara)

    assert [history.of(p).get().detail for p in (mo, dara)] == [{"from": "x"}, {}]


def test_there_is_one_partnership(partnership):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(kind=Organisation.Kind.PARTNERSHIP, name="Another")


def test_a_person_has_a_name():
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(name="")
