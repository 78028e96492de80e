"""Lock-outs: after five failures one waits; nobody keeps out anybody from elsewhere."""

import re
from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.sign_in import services
from tests.partnership.sign_in.second_steps import (
    PASSWORD,
    code,
    give_password,
    with_code,
    with_password,
)
from tests.partnership.sign_in.test_sign_in import words

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "192.0.2.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def _no_limits_of_the_cache():
    """What the cache limits is forgotten, so that the database is seen to count."""
    cache.clear()


@pytest.fixture
def mo_in(mo):
    return give_password(mo)


def fail(person, *, times: int = 5, address: str = HERE):
    """The answer to the last of some wrong passwords."""
    for _ in range(times):
        response = with_password(
            Client(), person, password="not it", REMOTE_ADDR=address
        )
        cache.clear()
    return response


def is_let_in(person, *, address: str = HERE) -> bool:
    client = Client()
    with_password(client, person, REMOTE_ADDR=address)
    return "_auth_user_id" in client.session


def test_the_fifth_wrong_password_locks_and_says_for_how_long(mo_in):
    fourth = fail(mo_in, times=4)
    fifth = fail(mo_in, times=1)

    assert (fourth.status_code, fifth.status_code) == (200, 429)
    assert "Wait 15 minutes, then try again" in words(fifth)
    assert not is_let_in(mo_in)
    assert sorted(one.event for one in history.of(mo_in)) == [
        *["sign-in failed"] * 5,
        "sign-in locked",
    ]


def test_the_right_password_is_not_even_looked_at(client, mo_in):
    fail(mo_in)

    page = with_password(client, mo_in, REMOTE_ADDR=HERE)

    assert page.status_code == 429
    assert "_auth_user_id" not in client.session


def test_from_elsewhere_mo_signs_in_as_ever(mo_in):
    fail(mo_in)

    assert is_let_in(mo_in, address=ELSEWHERE)


def test_at_the_same_address_others_sign_in_as_ever(mo_in, dara):
    fail(mo_in)

    assert is_let_in(give_password(dara))


def test_the_limits_of_the_cache_keep_out_nobody_elsewhere_either(mo_in):
    for _ in range(12):
        with_password(Client(), mo_in, password="not it", REMOTE_ADDR=ELSEWHERE)

    assert is_let_in(mo_in)


def test_after_a_quarter_of_an_hour_mo_may_try_again(mo_in):
    with time_machine.travel("2026-11-02T10:00Z", tick=False) as clock:
        fail(mo_in)
        clock.shift(timedelta(minutes=14))
        assert "Wait 1 minute, then" in words(
            with_password(Client(), mo_in, REMOTE_ADDR=HERE)
        )
        clock.shift(timedelta(minutes=2))

        assert is_let_in(mo_in)


def test_signing_in_starts_the_count_anew(mo_in):
    fail(mo_in, times=4)
    assert is_let_in(mo_in)

    assert fail(mo_in, times=4).status_code == 200


@pytest.mark.parametrize("email", ["mo@wexcombe.example", "nobody@wexcombe.example"])
def test_wrong_codes_from_letters_count_whether_there_is_an_account_or_not(mo, email):
    for number in range(5):
        client = Client()
        client.post(reverse("account_request_login_code"), {"email": email})
        page = client.post(reverse("account_confirm_login_code"), {"code": "WRONG"})
        cache.clear()
        assert page.status_code == (429 if number == 4 else 200)

    asked = Client().post(reverse("account_request_login_code"), {"email": email})
    assert asked.status_code == 429


def test_a_code_sent_before_the_lock_does_not_open_it(client, mo_in):
    client.post(
        reverse("account_request_login_code"), {"email": mo_in.email}, REMOTE_ADDR=HERE
    )
    sent = re.search(r"[A-Z]{4}-[A-Z]{4}", Message.objects.get().body)[0]
    fail(mo_in)

    page = client.post(
        reverse("account_confirm_login_code"), {"code": sent}, REMOTE_ADDR=HERE
    )

    assert page.status_code == 429
    assert "_auth_user_id" not in client.session


def test_wrong_codes_of_the_app_count_too(client, amara):
    give_password(amara)
    with_password(client, amara, REMOTE_ADDR=HERE)

    answers = []
    for _ in range(5):
        answers.append(with_code(client, code(step=9), REMOTE_ADDR=HERE).status_code)
        cache.clear()
    right = with_code(client, code(), REMOTE_ADDR=HERE)

    assert answers == [200] * 4 + [429]
    assert right.status_code == 429
    assert "_auth_user_id" not in client.session
    failed = history.of(amara).filter(event="sign-in failed")
    assert {one.detail["how"] for one in failed} == {"a code from the app"}


def test_whoever_comes_as_far_as_the_code_knows_the_password_so_amara_is_told(amara):
    give_password(amara)
    for address in (HERE, ELSEWHERE):
        client = Client(REMOTE_ADDR=address)
        with_password(client, amara)
        for _ in range(5):
            with_code(client, code(step=9))
            cache.clear()

    [letter] = Message.objects.all()  # one a day, however often
    assert letter.address == amara.email
    assert "Someone who knows your password entered wrong codes" in letter.body


def test_what_no_longer_counts_is_forgotten(mo_in, dara):
    with time_machine.travel("2026-11-02T10:00Z", tick=False) as clock:
        fail(mo_in)
        clock.shift(timedelta(minutes=10))
        fail(give_password(dara), times=1)
        clock.shift(timedelta(minutes=6))

        services.clear_sessions()

    assert set(AccessAttempt.objects.values_list("username", flat=True)) == {dara.email}


def test_behind_a_proxy_its_word_is_believed_and_no_other(settings, mo_in):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    proxy = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": f"{ELSEWHERE}, {HERE}"}

    for _ in range(5):
        with_password(Client(), mo_in, password="not it", **proxy)
        cache.clear()

    assert set(AccessAttempt.objects.values_list("ip_address", flat=True)) == {HERE}


def test_the_present_password_is_not_guessed_in_an_open_browser_either(mo_in):
    browser = Client()
    with_password(browser, mo_in)
    typed = {"password1": "seven quiet otters", "password2": "seven quiet otters"}

    for number in range(5):
        page = browser.post(
            reverse("account_change_password"), {**typed, "oldpassword": f"no {number}"}
        )
        cache.clear()

    assert page.status_code == 429
    browser.post(reverse("account_change_password"), {**typed, "oldpassword": PASSWORD})
    mo_in.user.refresh_from_db()
    assert mo_in.user.check_password(PASSWORD)


def test_changing_ones_address_within_a_network_of_ipv6_helps_nobody(mo_in):
    for number in range(5):
        page = fail(mo_in, times=1, address=f"2001:db8:0:7::{number:x}")

    assert page.status_code == 429
    assert not is_let_in(mo_in, address="2001:db8:0:7:ffff::1")
    assert is_let_in(mo_in, address="2001:db8:0:8::1")


def test_what_was_typed_is_not_kept(mo_in):
    fail(mo_in, times=1)

    kept = AccessAttempt.objects.get()
    assert "not it" not in f"{kept.post_data} {kept.get_data}"


def test_amara_lets_mo_try_again_at_once(client_of, amara, mo_in):
    fail(mo_in)
    page = reverse("partnership:reset_second_step", kwargs={"pk": mo_in.pk})
    unlock = reverse("partnership:unlock_sign_in", kwargs={"pk": mo_in.pk})
    client = client_of(amara)

    assert "Unlock sign-in" in words(client.get(page))
    client.post(unlock)

    assert is_let_in(mo_in)
    assert "Unlock sign-in" not in words(client.get(page))
    with pytest.raises(Refused, match="is not locked out"):
        services.unlock_sign_in(mo_in, by=amara)


def test_a_command_unlocks_as_well(mo_in):
    fail(mo_in)

    call_command("axes_reset")

    assert is_let_in(mo_in)
