"""Where the invitation to a round leads: to the return of each of one's schools."""

import pytest
from django.test import Client

from audits.returns.models.returns import AuditReturn
from partnership.access import Role
from partnership.outbox.models import Message
from partnership.people.models import Person
from tests.audits.factories import make_round
from tests.audits.reading import url
from tests.factories import MembershipFactory, PersonFactory

pytestmark = pytest.mark.django_db


def lines(person: Person) -> list[tuple[str, str]]:
    """Each school of the one invitation to someone, with its link."""
    [letter] = Message.objects.filter(kind="round_opened", person=person)
    body = letter.body.splitlines()
    return [
        (body[at - 1], line) for at, line in enumerate(body) if line.startswith("http")
    ]


def tasks(school) -> str:
    return url("tasks", AuditReturn.objects.get(school=school))


def test_one_email_leads_to_the_return_of_each_school(elm, oak, dee):
    MembershipFactory(person=dee, organisation=oak.organisation, role=Role.HEAD)

    make_round(elm, oak)

    assert [(school, link.partition("/returns")[2]) for school, link in lines(dee)] == [
        ("Elm Primary School", tasks(elm).partition("/returns")[2]),
        ("Oak Academy", tasks(oak).partition("/returns")[2]),
    ]


def test_someone_signed_out_signs_in_and_is_there(elm, dee):
    make_round(elm)

    response = Client().get(tasks(elm))

    assert response["Location"].endswith(f"?next={tasks(elm)}")


def test_someone_without_an_account_is_let_in_to_each_return(elm, oak):
    new = PersonFactory(name="Noor", email="noor@elm.example")
    for school in (elm, oak):
        MembershipFactory(person=new, organisation=school.organisation, role=Role.HEAD)

    make_round(elm, oak)

    assert [(school, link.partition("?next=")[2]) for school, link in lines(new)] == [
        ("Elm Primary School", tasks(elm)),
        ("Oak Academy", tasks(oak)),
    ]
