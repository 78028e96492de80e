"""What someone tries who has no account, or wants more of one than is theirs."""

import logging
import re

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from partnership.access import link_address
from partnership.outbox import messages
from partnership.outbox.models import Message
from partnership.sign_in.models import User
from tests.partnership.sign_in.test_sign_in import PASSWORD, words

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STRANGER = "stranger@elsewhere.example"


@pytest.fixture(autouse=True)
def fresh_counts():
    """The cache counts attempts, whichever test makes them."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def mo(mo):
    mo.user.set_password(PASSWORD)
    mo.user.save()
    return mo


def sign_in(email: str, password: str, **more):
    return Client().post(
        reverse("account_login"), {"login": email, "password": password, **more}
    )


# The account


def test_nobody_changes_the_address_they_sign_in_with(client_of, mo):
    client, path = client_of(mo), reverse("account_email")

    for act in ("action_add", "action_primary", "action_remove", "action_send"):
        answer = client.post(path, {act: "", "email": STRANGER})
        assert answer.status_code == 405

    mo.user.refresh_from_db()
    assert mo.user.email == "mo@wexcombe.example"
    assert not Message.objects.exists()


def test_nobody_signs_up_by_posting_either(db):
    answer = Client().post(
        reverse("account_signup"), {"email": STRANGER, "password1": PASSWORD}
    )

    assert "Accounts are by invitation only" in words(answer)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "http:///evil.example",
        "javascript:alert(1)",
        "\x00//evil.example",
    ],
)
def test_signing_in_leads_nowhere_else(mo, elsewhere):
    assert sign_in(mo.email, PASSWORD, next=elsewhere).headers["Location"] == "/"


@pytest.mark.parametrize(
    "url_name", ["account_request_login_code", "account_reset_password"]
)
@pytest.mark.parametrize("times", [1, 2, 6])
def test_asking_tells_nobody_who_has_an_account(mo, url_name, times):
    told = {}
    for email in (mo.email, STRANGER):
        for _ in range(times):
            answer = Client().post(reverse(url_name), {"email": email})
        told[email] = (
            answer.status_code,
            answer.headers.get("Location"),
            words(answer).replace(email, ""),
        )

    assert told[mo.email] == told[STRANGER]
    assert {letter.address for letter in Message.objects.all()} == {mo.email}


def test_whose_account_is_closed_gets_no_code_and_no_link(mo):
    User.objects.filter(pk=mo.user.pk).update(is_active=False)

    for url_name in ("account_request_login_code", "account_reset_password"):
        Client().post(reverse(url_name), {"email": mo.email})

    assert not Message.objects.exists()


def test_guessing_is_stopped_before_the_right_password(mo):
    for attempt in range(6):
        sign_in(mo.email, f"guess {attempt}")

    answer = sign_in(mo.email, PASSWORD)

    assert "Too many attempts" in words(answer)


def test_asking_too_often_has_a_page_that_says_to_wait(mo):
    for _ in range(6):
        answer = Client().post(reverse("account_reset_password"), {"email": mo.email})

    assert answer.status_code == 429
    assert "Wait a few minutes and try again" in words(answer)
    assert Message.objects.count() < 6


def test_nobody_asks_so_often_that_mo_cannot_ask_from_elsewhere(mo):
    for _ in range(6):
        Client().post(reverse("account_reset_password"), {"email": mo.email})
    before = Message.objects.count()

    answer = Client().post(
        reverse("account_reset_password"),
        {"email": mo.email},
        REMOTE_ADDR="198.51.100.9",
    )

    assert answer.status_code == 302
    assert Message.objects.count() == before + 1


def test_guessing_a_code_ends_it(mo):
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": mo.email})
    code = re.search(r"asked for it:\s+(\S+)", Message.objects.get().body)[1]
    for number in range(5):
        client.post(reverse("account_confirm_login_code"), {"code": f"AAAAA{number}"})
    # The lock-out of this address alone would end after a while.
    AccessAttempt.objects.all().delete()

    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert "_auth_user_id" not in client.session


def test_neither_password_nor_code_is_logged(mo, caplog):
    caplog.set_level(logging.DEBUG)
    sign_in(mo.email, "a wrong guess")
    Client().post(reverse("account_request_login_code"), {"email": mo.email})
    code = re.search(r"asked for it:\s+(\S+)", Message.objects.get().body)[1]

    said = [r.getMessage() for r in caplog.records if r.name != "django.db.backends"]
    assert not [line for line in said if code in line or "a wrong guess" in line]


def test_whose_account_is_closed_is_signed_out(client_of, mo):
    client = client_of(mo)
    User.objects.filter(pk=mo.user.pk).update(is_active=False)

    assert client.get(reverse("actions:register")).status_code == 302


# The link to a first password


class TestTheFirstPassword:
    NEW = "seven quiet otters"

    @pytest.fixture
    def user(self, mo):
        mo.user.set_unusable_password()
        mo.user.save()
        return mo.user

    @pytest.fixture
    def path(self, user):
        return link_address("partnership:first_password", "first_password", user)

    def test_is_set_once(self, user, path):
        assert Client().post(path, {"password": self.NEW}).status_code == 302
        assert Client().post(path, {"password": "another one"}).status_code == 404

        user.refresh_from_db()
        assert user.check_password(self.NEW)

    @pytest.mark.parametrize(
        "change",
        [
            {"is_active": False},
            {"email": "someone.else@wexcombe.example"},
            {"password": "!another unusable one"},
        ],
    )
    def test_the_link_dies_with_what_it_was_made_for(self, user, path, change):
        User.objects.filter(pk=user.pk).update(**change)

        assert Client().post(path, {"password": self.NEW}).status_code == 404

    @pytest.mark.parametrize("weak", ["short", "password1234", "123456789012"])
    def test_a_weak_one_is_refused(self, user, path, weak):
        assert "There is a problem" in words(Client().post(path, {"password": weak}))

        user.refresh_from_db()
        assert not user.has_usable_password()

    def test_its_page_is_kept_by_nobody(self, path):
        page = Client().get(path)

        assert "no-store" in page.headers["Cache-Control"]
        assert page.headers["Referrer-Policy"] == "same-origin"


# What a page says to browsers and caches


def test_a_page_carries_nothing_inline_and_nothing_from_elsewhere(client_of, mo):
    headers = client_of(mo).get(reverse("actions:register")).headers

    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_what_one_person_sees_is_kept_by_no_shared_cache(client_of, mo):
    page = client_of(mo).get(reverse("actions:register"))

    assert "private" in page.headers["Cache-Control"]


def test_scripts_do_not_read_the_session(mo):
    cookie = sign_in(mo.email, PASSWORD).cookies["sessionid"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


# Letters


def test_a_name_adds_no_header_to_a_letter(mo, outbox_delivers):
    with outbox_delivers():
        messages.post(
            "test",
            "For Elm\rBcc: evil@evil.example\x0b\u2028X: y\nWords",
            address=mo.email,
        )

    [letter] = mail.outbox
    assert letter.subject == "For Elm Bcc: evil@evil.example X: y"
    assert "\nBcc" not in letter.message().as_string()
