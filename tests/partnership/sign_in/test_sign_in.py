"""Signing in: by password and by code, its errors in our words, its letters ours."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from partnership.outbox.models import Message
from partnership.people import services

PASSWORD = "three random words"

pytestmark = pytest.mark.django_db
CODE = r"asked for it:\s+(\S+)"


@pytest.fixture(autouse=True)
def _no_limits_of_the_cache():
    """Mo asks for more codes within these seconds than anybody may."""
    cache.clear()


@pytest.fixture
def mo_with_password(mo):
    mo.user.set_password(PASSWORD)
    mo.user.save()
    return mo


def words(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.split())


def test_mo_signs_in_with_his_password(client, mo_with_password):
    response = client.post(
        reverse("account_login"),
        {"login": "MO@wexcombe.example", "password": PASSWORD},
    )

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(mo_with_password.user.pk)


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({}, ["Enter your email address", "Enter your password"]),
        (
            {"login": "mo", "password": "x"},
            ["Enter an email address in the correct format, like name@example.com"],
        ),
        (
            {"login": "mo@wexcombe.example", "password": "not his"},
            ["Your email address or password is incorrect"],
        ),
        (
            {"login": "nobody@wexcombe.example", "password": "not his"},
            ["Your email address or password is incorrect"],
        ),
    ],
)
def test_a_refused_sign_in_says_why_and_keeps_the_address(
    client, mo_with_password, typed, errors
):
    response = client.post(reverse("account_login"), typed)

    summary = words(response).partition("There is a problem")[2].partition("Sign in")[0]
    assert summary.strip() == " ".join(errors)
    assert "<title>Error: Sign in" in response.content.decode()
    assert f'value="{typed.get("login", "")}"' in response.content.decode() or not typed


def test_mo_signs_in_with_a_code_from_a_letter(client, mo):
    client.post(reverse("account_request_login_code"), {"email": mo.email})
    letter = Message.objects.get()
    code = re.search(CODE, letter.body)[1]

    response = client.post(reverse("account_confirm_login_code"), {"code": code})

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(mo.user.pk)
    assert (letter.subject, letter.is_secret) == (
        "Partnership: your sign-in code, valid for 15 minutes",
        True,
    )


def test_a_code_works_as_long_as_its_letter_may_take_and_then_says_so(client, mo):
    with time_machine.travel("2026-11-02T10:00:00Z", tick=False) as clock:
        for minutes, is_in in ((16, False), (14, True)):
            client.post(reverse("account_request_login_code"), {"email": mo.email})
            code = re.findall(CODE, Message.objects.order_by("pk").last().body)[0]
            clock.shift(timedelta(minutes=minutes))

            page = client.post(
                reverse("account_confirm_login_code"), {"code": code}, follow=True
            )

            late = "A code works for 15 minutes. Ask for a new one." in words(page)
            assert ("_auth_user_id" in client.session, late) == (is_in, not is_in)


def test_a_code_sent_to_an_address_of_before_lets_nobody_in(client, mo, amara):
    client.post(reverse("account_request_login_code"), {"email": mo.email})
    code = re.search(CODE, Message.objects.get().body)[1]
    services.edit_person(
        mo,
        name=mo.name,
        initials=mo.initials,
        aliases=mo.aliases,
        email="mo.moved@wexcombe.example",
        job_title=mo.job_title,
        by=amara,
    )

    page = client.post(reverse("account_confirm_login_code"), {"code": code})

    assert "Enter the code from the email" in words(page)
    assert "_auth_user_id" not in client.session


def test_a_wrong_code_says_so(client, mo):
    client.post(reverse("account_request_login_code"), {"email": mo.email})

    response = client.post(reverse("account_confirm_login_code"), {"code": "WRONG"})

    assert "Enter the code from the email" in words(response)


def test_a_stranger_is_told_the_same_and_gets_no_letter(client, mo):
    pages = []
    for email in (mo.email, "stranger@elsewhere.example"):
        visitor = Client()
        page = visitor.post(reverse("account_reset_password"), {"email": email})
        pages.append((page.status_code, page.headers["Location"]))

    assert pages[0] == pages[1]
    assert [letter.address for letter in Message.objects.all()] == [mo.email]


def test_mo_chooses_a_new_password_through_a_link(client, mo_with_password):
    client.post(reverse("account_reset_password"), {"email": mo_with_password.email})
    link = re.search(r"https?://[^/]+(/\S+)", Message.objects.get().body)[1]
    new = "seven quiet otters"

    opened = client.get(link, follow=True)
    form = opened.request["PATH_INFO"]
    client.post(form, {"password1": new, "password2": new})

    mo_with_password.user.refresh_from_db()
    assert mo_with_password.user.check_password(new)
    assert "If this was not you" in Message.objects.order_by("pk").last().body


def test_signing_out_takes_a_press_of_a_button(client_of, mo):
    client = client_of(mo)

    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session

    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client):
    page = client.get(reverse("account_signup"))

    assert "Accounts are by invitation only" in words(page)


@pytest.mark.parametrize(
    ("name", "title"),
    [("404.html", "Page not found"), ("500.html", "Sorry, there is a problem")],
)
def test_what_went_wrong_has_a_page(name, title, rf):
    assert f"<title>{title}" in render_to_string(name, request=rf.get("/"))


def test_the_page_of_a_fault_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        render_to_string("500.html")


def test_a_code_asked_for_is_not_boasted_of(client, mo):
    client.post(reverse("account_request_login_code"), {"email": mo.email})

    page = client.get(reverse("account_confirm_login_code"))

    assert "If mo@wexcombe.example has an account" in words(page)
    assert "has been sent" not in words(page)
