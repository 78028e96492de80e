"""Where one is signed in: listed, ended; and how long it lasts."""

import json
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.history import services as history
from partnership.sign_in import browsers, services
from tests.partnership.sign_in.second_steps import (
    PASSWORD,
    give_password,
    with_password,
)
from tests.partnership.sign_in.test_sign_in import words

pytestmark = pytest.mark.django_db

FIREFOX = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
)
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def office(mo):
    """Mo's browser in the office."""
    client = Client(headers={"user-agent": FIREFOX}, REMOTE_ADDR="192.0.2.7")
    with_password(client, give_password(mo))
    return client


@pytest.fixture
def phone(mo, office):
    client = Client(headers={"user-agent": SAFARI}, REMOTE_ADDR="198.51.100.9")
    with_password(client, mo)
    return client


def is_in(client) -> bool:
    return client.get(reverse("partnership:account")).status_code == 200


def test_mo_sees_where_he_is_signed_in(office, phone):
    page = words(office.get(reverse("partnership:sessions")))

    assert "Safari on an iPhone" in page
    assert "198.51.100.9" in page
    assert "Firefox on Windows" in page
    assert "This browser" in page


def test_he_signs_out_his_phone_from_the_office(mo, office, phone):
    page = office.get(reverse("partnership:sessions"))
    [other] = [one for one in page.context["sessions"] if not one.is_this]

    office.post(reverse("partnership:end_session"), {"number": other.number})

    assert (is_in(office), is_in(phone)) == (True, False)
    ended = history.of(mo)[0]
    assert (ended.event, ended.detail) == (
        "session ended",
        {"browser": "Safari on an iPhone"},
    )


def test_or_everywhere_else_at_once(office, phone):
    office.post(reverse("partnership:sessions"))

    assert (is_in(office), is_in(phone)) == (True, False)
    assert len(office.get(reverse("partnership:sessions")).context["sessions"]) == 1


@pytest.mark.parametrize("number", ["", "x", "0", "theirs"])
def test_nobody_ends_what_is_not_theirs(office, dara, number):
    theirs = Client()
    with_password(theirs, give_password(dara))
    page = theirs.get(reverse("partnership:sessions"))
    if number == "theirs":
        number = page.context["sessions"][0].number

    response = office.post(reverse("partnership:end_session"), {"number": number})

    assert response.status_code == 409
    assert is_in(theirs)


def test_a_new_password_signs_out_everywhere_else(mo, office, phone):
    office.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "seven quiet otters",
            "password2": "seven quiet otters",
        },
    )

    assert (is_in(office), is_in(phone)) == (True, False)
    assert len(office.get(reverse("partnership:sessions")).context["sessions"]) == 1
    assert [one.event for one in history.of(mo)][:2] == [
        "other sessions ended",
        "password changed",
    ]


def test_ones_account_shows_how_one_signed_in(office, phone):
    page = words(office.get(reverse("partnership:account")))

    assert "Signed in with password, using Firefox on Windows" in page


class TestTheEnd:
    @pytest.fixture
    def clock(self):
        with time_machine.travel("2026-11-02T09:00Z", tick=False) as clock:
            yield clock

    def test_comes_after_an_hour_without_doing_anything(self, clock, office):
        clock.shift(timedelta(minutes=59))
        assert is_in(office)
        clock.shift(timedelta(minutes=59))
        assert is_in(office)
        clock.shift(timedelta(minutes=61))
        assert not is_in(office)
        assert not Session.objects.exists()

    def test_comes_after_twelve_hours_whatever_one_does(self, clock, office):
        for _ in range(23):
            clock.shift(timedelta(minutes=30))
            assert is_in(office)
        clock.shift(timedelta(minutes=31))
        assert not is_in(office)

    def test_looking_how_long_is_left_is_doing_nothing(self, clock, office):
        path = reverse("partnership:time_left")
        clock.shift(timedelta(minutes=40))
        assert json.loads(office.get(path).content)["seconds"] == 20 * 60
        clock.shift(timedelta(minutes=21))
        assert json.loads(office.get(path).content) == {
            "seconds": 0,
            "can_stay": False,
            "who": "",
        }

    def test_it_is_not_told_before_it_has_come(self, clock, office):
        clock.shift(timedelta(minutes=59, seconds=59.9))
        left = json.loads(office.get(reverse("partnership:time_left")).content)
        assert left["seconds"] == 1

    def test_asking_to_stay_is_doing_something(self, clock, office):
        path = reverse("partnership:time_left")
        clock.shift(timedelta(minutes=59))
        left = json.loads(office.post(path).content)
        assert (left["seconds"], left["can_stay"]) == (60 * 60, True)

    def test_near_the_twelve_hours_staying_is_not_offered(self, clock, office):
        for _ in range(23):
            clock.shift(timedelta(minutes=30))
            office.get("/")
        clock.shift(timedelta(minutes=10))
        left = json.loads(office.post(reverse("partnership:time_left")).content)
        assert (left["seconds"], left["can_stay"]) == (20 * 60, False)

    def test_a_page_costs_no_write_but_now_and_then(
        self, clock, office, django_assert_num_queries
    ):
        path = reverse("account_logout")  # of all pages the barest
        office.get(path)
        clock.shift(timedelta(minutes=4))
        with django_assert_num_queries(2) as usual:
            office.get(path)
        clock.shift(timedelta(minutes=2))
        with django_assert_num_queries(5) as now_and_then:
            office.get(path)

        assert "UPDATE" not in str(usual.captured_queries)
        assert "UPDATE" in str(now_and_then.captured_queries)


def test_sessions_that_are_over_are_forgotten_with_their_addresses(office):
    with time_machine.travel(timezone.now() + timedelta(hours=13)):
        services.clear_sessions()

    assert not Session.objects.exists()
    assert not UserSession.objects.exists()


def test_those_that_are_not_over_are_kept(office):
    services.clear_sessions()

    assert is_in(office)
    assert UserSession.objects.count() == 1


def test_what_was_typed_when_it_ended_is_kept_on_the_page(office, client, mo):
    Session.objects.all().delete()
    path = reverse("partnership:sessions")

    page = office.post(path, {"words": "Three families\nwere <seen>"})

    assert page.status_code == 403
    assert "Sign in and send your changes again" in words(page)
    assert 'value="Three families\nwere &lt;seen&gt;"' in page.content.decode()
    assert f'action="{path}"' in page.content.decode()


def test_after_a_new_sign_in_a_page_opened_before_asks_once_more(mo):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(mo.user, backend="partnership.sign_in.backend.SignInBackend")
    path = reverse("partnership:sessions")
    sent = {"csrfmiddlewaretoken": "a" * 32, "words": "Three families"}

    ours = browser.post(path, sent, headers={"origin": "http://testserver"})
    theirs = browser.post(path, sent, headers={"origin": "http://evil.example"})

    assert "Send your changes again" in words(ours)
    assert 'value="Three families"' in ours.content.decode()
    assert theirs.status_code == 403
    assert "Three families" not in theirs.content.decode()


def test_a_password_is_never_shown_again(office):
    Session.objects.all().delete()

    response = office.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD}
    )

    assert response.status_code == 302


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (FIREFOX, "Firefox on Windows"),
        (SAFARI, "Safari on an iPhone"),
        ("Mozilla (X11; CrOS) Chrome/140.0 Safari/537.36", "Chrome on a Chromebook"),
        ("Mozilla (Windows NT 10.0) Chrome/140 Edg/140", "Edge on Windows"),
        ("curl/8.5", "A browser"),
        ("", "A browser"),
    ],
)
def test_browsers_are_told_in_words(said, told):
    assert browsers.in_words(said) == told
