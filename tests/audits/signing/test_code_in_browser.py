"""A governor without an account signs on a phone, without JavaScript."""

import re

import pytest

from audits.signing import by_code
from audits.signing.models import ASK
from partnership.access import link_address
from partnership.outbox.models import Message

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(new_page):
    return new_page(width=320, scripts=False)


def test_reads_the_return_and_signs_it(
    live_server, half_signed, dee, phone, mailoutbox
):
    asked = by_code.ask_governor(
        half_signed,
        name="Grace Tolliver",
        email="grace@elsewhere.example",
        capacity="chair",
        by=dee,
    )
    phone.goto(f"{live_server.url}{link_address('audits:ask_for_code', ASK, asked)}")

    with phone.expect_navigation():
        phone.get_by_role("button", name="Email me a code").click()
    code = re.search(r"\b\w{4}-\w{4}\b", mailoutbox[-1].body)[0]
    phone.get_by_label("Code from the email").fill(code)
    with phone.expect_navigation():
        phone.get_by_role("button", name="Continue").click()
    phone.get_by_text("Is your lead a senior leader?").wait_for()
    width = phone.evaluate("document.documentElement.scrollWidth")
    phone.get_by_label("I have read this return").check()
    with phone.expect_navigation():
        phone.get_by_role("button", name="Sign", exact=True).click()

    phone.get_by_role("heading", name="Thank you").wait_for()
    assert width <= 320
    assert code not in Message.objects.get(kind="signing_code").body
    assert half_signed.signatures.get(role="governor").name == "Grace Tolliver"
