"""The second step: required of officers, set up once, refused in plain words."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.sign_in import services
from partnership.sign_in.forms.second_step import use_up
from tests.factories import TOTP_SECRET
from tests.partnership.sign_in.second_steps import (
    code,
    give_password,
    signed_in,
    with_code,
    with_password,
)
from tests.partnership.sign_in.test_sign_in import words

pytestmark = pytest.mark.django_db
# In the middle of the half minute for which a code is shown.
NOW = "2026-11-02T10:00:15Z"


@pytest.fixture
def at_noon():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def bryn_anew(bryn):
    """An officer who has not set up a second step, with a password."""
    Authenticator.objects.all().delete()
    return give_password(bryn)


def events(person) -> list[str]:
    return [one.event for one in history.of(person)]


def test_an_officer_signs_in_with_a_password_and_the_code_of_the_app(client, amara):
    give_password(amara)

    first = with_password(client, amara)
    assert (first.status_code, first.url) == (302, reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session

    with_code(client, code())
    assert client.session["_auth_user_id"] == str(amara.user.pk)
    signed = history.of(amara)[0]
    assert (signed.event, signed.detail["how"]) == (
        "signed in",
        "password, then a code from the app",
    )


def test_a_member_needs_no_second_step(client, mo):
    give_password(mo)

    with_password(client, mo)

    assert client.get(reverse("scorecard:home")).status_code == 200


def test_the_page_says_why_and_leads_on(bryn_anew, client_of):
    page = client_of(bryn_anew).get("/", follow=True)

    assert page.redirect_chain == [(reverse("partnership:second_step_needed"), 302)]
    assert "a password or an emailed code is not enough" in words(page)
    assert reverse("mfa_activate_totp") in page.content.decode()


def set_up(client) -> tuple[str, str]:
    """The key on the set-up page, and the address in its square."""
    page = BeautifulSoup(
        client.get(reverse("mfa_activate_totp")).content, "html.parser"
    )
    link = page.find("a", href=re.compile("^otpauth://"))["href"]
    return page.find(class_="app-key").text.replace(" ", "").strip(), link


def test_bryn_sets_it_up_and_is_shown_recovery_codes_once(
    client, bryn_anew, outbox_delivers
):
    with_password(client, bryn_anew)
    key, link = set_up(client)

    with outbox_delivers():
        page = client.post(
            reverse("mfa_activate_totp"), {"code": code(key)}, follow=True
        )
    again = client.get(reverse("mfa_view_recovery_codes"))

    assert f"secret={key}" in link
    assert link.startswith("otpauth://totp/bryn%40wexcombe.example?")
    codes = re.findall(r"<li>(\d{8})</li>", page.content.decode())
    assert len(set(codes)) == 10
    saved = BeautifulSoup(page.content, "html.parser").find("a", download=True)
    assert [one for one in codes if one not in saved["href"]] == []
    assert not any(one in again.content.decode() for one in codes)
    assert client.get("/").status_code == 200
    assert "second step added" in events(bryn_anew)


def test_the_square_stands_in_the_page_and_the_policy_allows_it(client, bryn_anew):
    with_password(client, bryn_anew)

    page = client.get(reverse("mfa_activate_totp"))

    square = BeautifulSoup(page.content, "html.parser").find("svg", class_="app-qr")
    assert square.find("title").text.startswith("QR code")
    assert not square.find_all(style=True)
    assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"]


def test_a_wrong_code_at_set_up_says_what_to_check(client, bryn_anew):
    with_password(client, bryn_anew)
    key, _ = set_up(client)

    page = client.post(reverse("mfa_activate_totp"), {"code": code(key, step=9)})

    assert "check that your phone’s clock is set automatically" in words(page)
    assert key == BeautifulSoup(page.content, "html.parser").find(
        class_="app-key"
    ).text.replace(" ", "")


@pytest.mark.parametrize(
    ("step", "is_in"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_phone_may_be_half_a_minute_wrong(client, amara, at_noon, step, is_in):
    give_password(amara)
    with_password(client, amara)

    page = with_code(client, code(step=step))

    assert ("_auth_user_id" in client.session) == is_in
    if not is_in:
        assert "check that your phone’s clock is set automatically" in words(page)


def test_a_code_is_good_for_one_sign_in_only(amara, at_noon):
    give_password(amara)
    used = code()
    signed_in(amara)
    # Within the tolerance of the clock; the cache has forgotten, or is gone.
    cache.clear()
    at_noon.shift(timedelta(seconds=40))
    thief = Client()
    with_password(thief, amara)

    page = with_code(thief, used)

    assert "This code has already been used" in words(page)
    assert "_auth_user_id" not in thief.session
    with_code(thief, code())
    assert "_auth_user_id" in thief.session


def test_whoever_types_a_code_again_at_once_is_told_to_wait_and_not_counted(
    amara, at_noon
):
    give_password(amara)
    signed_in(amara)
    tablet = Client()
    with_password(tablet, amara)

    page = with_code(tablet, code())

    assert "Wait for the app to show a new one" in words(page)
    assert "_auth_user_id" not in tablet.session
    assert "sign-in failed" not in events(amara)


def test_a_code_whose_time_runs_out_while_it_is_looked_at_is_refused(amara, at_noon):
    late = code(step=-2)

    with pytest.raises(ValidationError, match="already been used"):
        use_up(Authenticator.objects.get(user=amara.user), late)


def test_whoever_came_in_by_the_password_alone_is_signed_out_when_it_is_set_up(
    client, bryn_anew, outbox_delivers
):
    thief = Client()
    for browser in (thief, client):
        with_password(browser, bryn_anew)
    key, _ = set_up(client)

    with outbox_delivers():
        client.post(reverse("mfa_activate_totp"), {"code": code(key)})

    assert client.get(reverse("partnership:account")).status_code == 200
    assert "_auth_user_id" not in thief.session
    assert thief.get(reverse("partnership:account")).status_code == 302


@pytest.mark.parametrize("name", ["accessibility", "cookies", "privacy"])
def test_what_anyone_may_read_is_read_before_it_is_set_up(client_of, bryn_anew, name):
    page = client_of(bryn_anew).get(reverse(f"partnership:{name}"))

    assert page.status_code == 200


def test_the_logo_shows_on_the_page_that_asks_for_it(client_of, bryn_anew):
    answer = client_of(bryn_anew).get(reverse("partnership:logo", args=["0" * 64]))

    assert answer.status_code == 404


def test_a_recovery_code_lets_one_in_once(client, bryn_anew):
    with_password(client, bryn_anew)
    key, _ = set_up(client)
    page = client.post(reverse("mfa_activate_totp"), {"code": code(key)}, follow=True)
    spare = re.search(r"<li>(\d{8})</li>", page.content.decode())[1]

    first, second = Client(), Client()
    for browser in (first, second):
        with_password(browser, bryn_anew)
        with_code(browser, spare)

    assert "_auth_user_id" in first.session
    assert "_auth_user_id" not in second.session
    assert history.of(bryn_anew).filter(event="signed in")[0].detail["how"] == (
        "password, then a recovery code"
    )


def test_the_secret_is_sealed_in_the_database(amara):
    kept = Authenticator.objects.get(user=amara.user)

    assert TOTP_SECRET not in str(kept.data)


def test_bryn_cannot_do_without_the_app_but_can_replace_it(
    bryn, at_noon, outbox_delivers
):
    give_password(bryn)
    client = signed_in(bryn)
    old = Authenticator.objects.get(user=bryn.user)

    page = client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(pk=old.pk).exists()
    assert "your role needs a second step" in words(page)

    shown = client.get(reverse("mfa_replace_totp"))
    key = re.search(r"secret=([A-Z2-7]+)", shown.content.decode())[1]
    with outbox_delivers():
        client.post(reverse("mfa_replace_totp"), {"code": code(key)})

    new = Authenticator.objects.get(user=bryn.user, type=Authenticator.Type.TOTP)
    assert new.pk != old.pk
    assert set(events(bryn)[:3]) == {
        "new recovery codes made",
        "second step added",
        "second step removed",
    }


def test_mo_may_do_without_it_again(mo):
    give_password(mo)
    services.add_second_step(mo.user, secret=TOTP_SECRET, by=mo)
    client = signed_in(mo)

    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=mo.user).exists()
    assert (
        "The authenticator app has been removed" in Message.objects.latest("pk").subject
    )


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
@pytest.mark.parametrize("number", ["amaras", 0, 2**63])
def test_nobody_reaches_a_passkey_of_somebody_else(client_of, mo, amara, name, number):
    theirs = Authenticator.objects.create(
        user=amara.user, type=Authenticator.Type.WEBAUTHN, data={"name": "Amara’s key"}
    )
    pk = theirs.pk if number == "amaras" else number

    response = client_of(mo).post(reverse(name, kwargs={"pk": pk}), {"name": "Mine"})

    theirs.refresh_from_db()
    assert response.status_code == 404
    assert theirs.data["name"] == "Amara’s key"


class TestLost:
    def test_adi_takes_it_away_and_bryn_is_told_and_signed_out(self, adi, bryn):
        give_password(bryn)
        browser = signed_in(bryn)

        services.reset_second_step(bryn, by=adi)

        assert not Authenticator.objects.filter(user=bryn.user).exists()
        assert "_auth_user_id" not in browser.session
        assert events(bryn)[0] == "second step removed"
        letter = Message.objects.latest("pk")
        assert letter.address == bryn.email
        assert "Adi has removed your second step" in letter.body

    def test_by_a_button_after_a_page_that_says_what_follows(
        self, client_of, adi, bryn
    ):
        client = client_of(adi)
        path = reverse("partnership:reset_second_step", kwargs={"pk": bryn.pk})

        page = client.get(path)
        client.post(path)

        assert "ring a number you know" in words(page)
        assert not Authenticator.objects.filter(user=bryn.user).exists()

    @pytest.mark.parametrize(
        ("by", "of", "why"),
        [
            ("adi", "adi", "Ask someone else"),
            ("bryn", "adi", "has a role above yours"),
            ("adi", "mo", "has no second step"),
        ],
    )
    def test_not_by_everybody_of_everybody(self, request, by, of, why):
        by, of = request.getfixturevalue(by), request.getfixturevalue(of)

        with pytest.raises(Refused, match=why):
            services.reset_second_step(of, by=by)

    def test_whoever_has_no_account_has_no_second_step(self, adi, mo):
        mo.user.delete()

        with pytest.raises(Refused, match="has no account"):
            services.reset_second_step(mo, by=adi)


def test_with_another_key_of_the_site_a_code_is_refused_in_plain_words(
    client, amara, settings
):
    give_password(amara)
    settings.SECRET_KEY = "another key, of which nobody told"  # noqa: S105
    with_password(client, amara)

    page = with_code(client, code())

    assert "this site’s key has changed" in words(page)
    assert "_auth_user_id" not in client.session


def test_the_key_of_before_still_opens_what_it_sealed(client, amara, settings):
    give_password(amara)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, of which nobody told"  # noqa: S105
    with_password(client, amara)

    with_code(client, code())

    assert "_auth_user_id" in client.session


def test_the_last_administrator_is_helped_by_a_command(adi, capsys):
    call_command("reset_second_step", "ADI@wexcombe.example")

    assert not Authenticator.objects.exists()
    assert "has removed your second" in Message.objects.get().body
    with pytest.raises(CommandError, match="Adi has no second step"):
        call_command("reset_second_step", "adi@wexcombe.example")
    with pytest.raises(CommandError, match="No one signs in with"):
        call_command("reset_second_step", "nobody@wexcombe.example")


def test_it_costs_no_page_a_statement(client_of, amara, django_assert_num_queries):
    client = client_of(amara)

    client.get(reverse("partnership:second_step_needed"))
    # Session; user with person, app, roles: as it was without a second step.
    with django_assert_num_queries(2):
        client.get(reverse("partnership:second_step_needed"))
    assert Session.objects.get().expire_date > timezone.now()
