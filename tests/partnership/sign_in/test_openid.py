"""The organisation's own provider, a real one: it lets in those we know, as we say."""

import json
import os
import subprocess
import sys

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as ours
from django.test import Client
from django.urls import reverse

from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.people import services
from partnership.people.models import Person
from partnership.sign_in.models import User
from tests.partnership.sign_in.openid_provider import (
    named,
    running_provider,
    sign_in_there,
)
from tests.partnership.sign_in.second_steps import code, with_code
from tests.partnership.sign_in.test_sign_in import words

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def server():
    with running_provider("http://testserver") as address:
        yield address


@pytest.fixture(autouse=True)
def _provider(server, settings, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    named(settings, server)


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_mo_comes_in_by_an_address_that_the_provider_has_verified(client, mo):
    back = sign_in_there(client, "number-1")

    assert (back.status_code, back.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(mo.user.pk)
    assert history.of(mo)[0].detail["how"] == "the organisation’s own account"
    letter = Message.objects.get()
    assert letter.address == mo.email
    assert (
        letter.subject
        == "Partnership: You have signed in with Council account for the first time"
    )


def test_from_then_on_he_is_known_by_his_number_there(mo):
    sign_in_there(Client(), "number-1")
    User.objects.filter(pk=mo.user.pk).update(email="mo.rahimi@wexcombe.example")
    again = Client()

    sign_in_there(again, "number-1")

    assert again.session["_auth_user_id"] == str(mo.user.pk)
    assert Message.objects.count() == 1


def test_until_his_address_here_is_changed_which_may_never_have_been_his(mo, amara):
    sign_in_there(Client(), "number-1")
    services.edit_person(
        mo,
        name=mo.name,
        initials=mo.initials,
        aliases=mo.aliases,
        email="mo.rahimi@wexcombe.example",
        job_title=mo.job_title,
        by=amara,
    )
    again = Client()

    back = sign_in_there(again, "number-1")

    assert back.status_code == 403
    assert "_auth_user_id" not in again.session


def test_what_else_the_provider_tells_is_not_kept(client, mo):
    sign_in_there(client, "number-1")
    sign_in_there(Client(), "number-1")

    kept = SocialAccount.objects.get()
    assert (kept.uid, kept.extra_data) == ("number-1", {})


@pytest.mark.parametrize(
    ("sub", "why"),
    [
        ("number-2", "No one with the email address stranger@elsewhere.example"),
        ("number-3", "a verified email address for you"),
        ("number-4", "a verified email address for you"),
        ("number-6", "a verified email address for you"),
        ("number-7", "a verified email address for you"),
    ],
)
def test_others_are_told_why_not_and_nobody_is_created(client, mo, sub, why):
    before = (User.objects.count(), Person.objects.count())

    back = sign_in_there(client, sub)

    assert back.status_code == 403
    assert why in words(back)
    assert not is_in(client)
    assert (User.objects.count(), Person.objects.count()) == before
    assert not SocialAccount.objects.exists()


def test_an_account_that_was_closed_stays_closed(client, mo):
    sign_in_there(Client(), "number-1")
    User.objects.update(is_active=False)

    back = sign_in_there(client, "number-1")

    assert back.status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize(
    ("sub", "is_let_in"), [("number-1", False), ("number-6", True)]
)
def test_for_entra_another_claim_says_that_an_address_is_verified(
    client, mo, settings, sub, is_let_in
):
    settings.OPENID_VERIFIED_CLAIM = "xms_edov"

    sign_in_there(client, sub)

    assert is_in(client) == is_let_in


class TestASecondStep:
    def test_is_asked_of_an_officer_all_the_same(self, client, amara):
        back = sign_in_there(client, "number-5", amr="pwd mfa")

        assert (back.status_code, back.url) == (302, reverse("mfa_authenticate"))
        assert not is_in(client)
        with_code(client, code())
        assert is_in(client)

    def test_is_the_providers_where_it_is_trusted_with_it(
        self, client, amara, settings
    ):
        settings.OPENID_TRUSTS_MFA = True

        sign_in_there(client, "number-5", amr="pwd mfa")

        assert is_in(client)
        assert client.get("/").status_code == 200

    def test_is_asked_when_the_provider_says_nothing_of_one(
        self, client, amara, settings
    ):
        settings.OPENID_TRUSTS_MFA = True

        sign_in_there(client, "number-5", amr="pwd")

        assert not is_in(client)

    def test_need_not_be_set_up_by_whoever_took_it_there(self, client, amara, settings):
        settings.OPENID_TRUSTS_MFA = True
        amara.user.authenticator_set.all().delete()

        sign_in_there(client, "number-5", amr="mfa")

        assert client.get("/").status_code == 200

    def test_must_be_set_up_by_whoever_did_not(self, client, amara, settings):
        settings.OPENID_TRUSTS_MFA = True
        amara.user.authenticator_set.all().delete()

        sign_in_there(client, "number-5", amr="pwd")

        assert client.get("/").url == reverse("partnership:second_step_needed")


def test_who_comes_back_without_signing_in_may_try_again(client, mo):
    back = sign_in_there(client, "number-1", cancel="1")

    assert back.url == reverse("socialaccount_login_cancelled")
    assert "You did not sign in" in words(client.get(back.url))


def test_an_answer_that_nobody_asked_for_is_no_sign_in(client, mo):
    path = reverse("openid_connect_callback", kwargs={"provider_id": "organisation"})

    page = client.get(path, {"code": "guessed", "state": "guessed"})

    assert "Sign-in did not work" in words(page)
    assert not is_in(client)


def test_nobody_connects_an_account_of_somebody_else_to_theirs(client_of, mo, dara):
    back = sign_in_there(client_of(dara), "number-1", process="connect")

    assert back.status_code == 403
    assert not SocialAccount.objects.exists()


def test_a_provider_that_is_gone_gets_a_plain_page(client, settings):
    named(settings, "http://127.0.0.1:9")
    path = reverse("openid_connect_login", kwargs={"provider_id": "organisation"})

    page = client.post(f"{path}?process=login")

    assert page.status_code == 503
    assert "such as with an emailed code" in words(page)


def test_only_the_sign_in_page_may_send_a_form_there(client, server):
    policies = {
        page: client.get(page).headers["Content-Security-Policy"]
        for page in (reverse("account_login"), reverse("account_reset_password"))
    }

    sign_in, other = policies.values()
    assert f"form-action 'self' {server}" in sign_in
    assert "form-action 'self';" in f"{other};"


def test_without_a_provider_nothing_is_offered_or_allowed(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS, settings.OPENID_ORIGINS = {}, []

    page = client.get(reverse("account_login"))

    assert "Continue to sign in" not in words(page)
    assert "form-action 'self';" in f"{page.headers['Content-Security-Policy']};"


ENVIRONMENT = {
    "OPENID_SERVER": "https://login.example/9f1c/v2.0",
    "OPENID_NAME": "Council account",
    "OPENID_CLIENT_ID": "quorate",
    "OPENID_CLIENT_SECRET": "known to the tests",
    "OPENID_VERIFIED_CLAIM": "xms_edov",
    "OPENID_TRUSTS_MFA": "true",
}
SAYING = """
import json
from partnership import sign_in_settings as s
names = "SOCIALACCOUNT_PROVIDERS OPENID_ORIGINS OPENID_VERIFIED_CLAIM OPENID_TRUSTS_MFA"
print(json.dumps([getattr(s, name) for name in names.split()]))
"""


def read_from(environment: dict) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", SAYING],
        cwd=ours.BASE_DIR,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_provider_is_named_by_environment(settings):
    named(settings, ENVIRONMENT["OPENID_SERVER"])

    said = json.loads(read_from(ENVIRONMENT).stdout)

    assert said == [
        settings.SOCIALACCOUNT_PROVIDERS,
        ["https://login.example"],
        "xms_edov",
        True,
    ]


@pytest.mark.parametrize("tenant", ["common", "organizations", "consumers"])
def test_entra_for_everybody_is_refused(tenant):
    server = f"https://login.microsoftonline.com/{tenant}/v2.0"

    refusal = read_from({**ENVIRONMENT, "OPENID_SERVER": server})

    assert refusal.returncode != 0
    assert "OPENID_SERVER must name one tenant of Entra ID" in refusal.stderr
