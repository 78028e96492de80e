"""Addresses with invisible characters: cleaned at every door, refused by the table."""

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from partnership.email_addresses import plain_address
from partnership.lists.services import LISTS
from partnership.outbox import messages
from partnership.outbox.models import Message
from partnership.people import services as people
from partnership.people.models import Organisation, Person
from partnership.policy import values as policy
from partnership.sign_in.lockouts import name_of
from partnership.sign_in.models import User
from partnership.sign_in.openid import verified_email
from partnership.uploads import services as uploads
from tests.factories import PersonFactory
from tests.partnership.policy.rule_pages import address, filled, page
from tests.partnership.sheets import ON, csv, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits_of_the_cache():
    """These tests ask for more codes than anybody may."""
    cache.clear()


PLAIN = "ivy@wexcombe.example"
UNSEEN = [
    "ivy@wexcombe.example\u200b",
    "ivy@\u2060wexcombe.example",
    "ivy@wexcombe.example\ufeff",
    "ivy@wexcombe\u00ad.example",
    "\u200eivy@wexcombe.example\u200f",
    "\u00a0ivy@wexcombe.example\u2003",
    "ivy@wexcombe.example\t",
]


@pytest.mark.parametrize("typed", UNSEEN)
def test_what_cannot_be_seen_is_taken_out(typed):
    assert plain_address(typed) == PLAIN


def test_a_blank_that_can_be_seen_stays_to_be_refused(client_of, bryn):
    assert plain_address("i vy@wexcombe.example") == "i vy@wexcombe.example"


@pytest.mark.parametrize("typed", UNSEEN)
def test_the_form_for_a_person_keeps_the_plain_address(typed, client_of, bryn):
    page = reverse("partnership:add_person_alone")

    client_of(bryn).post(page, {"name": "Ivy Fenn", "email": typed})

    assert Person.objects.get(name="Ivy Fenn").email == PLAIN


@pytest.mark.parametrize("typed", UNSEEN)
def test_a_new_person_can_sign_in_with_the_plain_address(typed, client):
    ivy = people.add_person(name="Ivy Fenn", email=typed, by=None)
    people.give_sign_in(ivy, by=None)

    client.post(reverse("account_request_login_code"), {"email": PLAIN})

    assert Message.objects.get(kind="login_code").address == PLAIN


@pytest.mark.parametrize("typed", UNSEEN)
def test_a_code_is_sent_whatever_was_pasted_at_sign_in(typed, client, mo):
    pasted = typed.replace("ivy", "mo")

    client.post(reverse("account_request_login_code"), {"email": pasted})

    assert Message.objects.get(kind="login_code").person == mo


@pytest.mark.parametrize("typed", UNSEEN)
def test_a_password_is_accepted_with_a_pasted_address(typed, client, mo):
    mo.user.set_password("three random words")
    mo.user.save()

    response = client.post(
        reverse("account_login"),
        {"login": typed.replace("ivy", "mo"), "password": "three random words"},
    )

    assert response.status_code == 302


def test_a_second_person_with_the_same_address_is_refused(client_of, bryn):
    PersonFactory(name="Ivy Fenn", email=PLAIN)
    page = reverse("partnership:add_person_alone")

    response = client_of(bryn).post(page, {"name": "Ivy Fenn", "email": UNSEEN[0]})

    assert response.context["form"].errors["email"]


def test_a_list_of_people_keeps_the_plain_address(education, amara):
    with time_machine.travel("2025-10-22 10:00Z", tick=False):
        people_list = uploaded(
            csv(
                "Name,Email,Subgroup,Role",
                f"Ivy Fenn,{UNSEEN[1]},Education subgroup,Member",
                "Bo Fenn,Bo Fenn <bo@wexcombe.example\u2060>,Education subgroup,Member",
            ),
            by=amara,
        )
        uploads.apply(LISTS, people_list, version=people_list.version, by=amara, on=ON)

    assert set(
        Person.objects.filter(name__endswith="Fenn").values_list("email", flat=True)
    ) == {PLAIN, "bo@wexcombe.example"}


def test_a_partnership_is_started_with_the_plain_address(capsys):
    call_command("start_partnership", "Fennmarsh SCP", "--administrator", UNSEEN[0])

    assert User.objects.get().email == PLAIN


def test_a_command_finds_the_person_of_a_pasted_address(bryn):
    call_command("reset_second_step", "BRYN@wexcombe.example\u200b")

    assert not bryn.user.authenticator_set.exists()


def test_the_address_a_provider_verified_is_plain(settings):
    settings.OPENID_VERIFIED_CLAIM = "email_verified"
    claims = {"email": UNSEEN[2], "email_verified": True}

    assert verified_email({"id_token": claims}) == PLAIN


def test_failures_are_counted_by_the_plain_address():
    assert name_of(None, {"email": UNSEEN[3].upper()}) == PLAIN


def test_an_organisation_and_an_email_keep_the_plain_address(client_of, bryn, council):
    page = reverse("partnership:edit_organisation", args=[council.pk])

    client_of(bryn).post(
        page,
        {"name": council.name, "email": UNSEEN[0], "version": council.version},
    )
    messages.send_to_address("address_changed", UNSEEN[1], by="Bryn")

    council.refresh_from_db()
    assert (council.email, Message.objects.get().address) == (PLAIN, PLAIN)


def test_the_rule_for_replies_keeps_the_plain_address(client_of, amara):
    client = client_of(amara)
    opened = filled(page(client.get(address("reply_to"))))

    client.post(address("reply_to"), {**opened, "value": UNSEEN[0]})

    assert policy.get("reply_to") == PLAIN


@pytest.mark.parametrize("address", [*UNSEEN, "i vy@wexcombe.example"])
@pytest.mark.parametrize(
    ("model", "column", "name"),
    [
        (Person, "email", "person_email_plain"),
        (Organisation, "email", "organisation_email_plain"),
        (User, "email", "user_email_plain"),
        (Message, "address", "message_address_plain"),
        (Message, "reply_to", "message_reply_to_plain"),
    ],
)
def test_the_database_refuses_anything_unseen(model, column, name, address, mo):
    messages.send_to_address("address_changed", PLAIN, by="Bryn")
    pk = model.objects.first().pk if model is not Organisation else _council().pk
    table = model._meta.db_table

    with (
        pytest.raises(IntegrityError, match=name),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"UPDATE {table} SET {column} = %s WHERE id = %s",  # noqa: S608
            [address, pk],
        )


def _council() -> Organisation:
    return Organisation.objects.create(kind="agency", name="Fennmarsh Council")


@pytest.fixture
def council(db) -> Organisation:
    return _council()
