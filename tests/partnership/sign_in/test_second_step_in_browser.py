"""Setting up the second step as an officer does: on a phone, and without scripts."""

import os
import re
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator

from partnership.history import services as history
from tests.journeys.conftest import PHONE
from tests.journeys.reading import fill, fits, heading, press, problems
from tests.partnership.sign_in.second_steps import PASSWORD, code, give_password
from tests.tabs import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES_OF_SIGN_IN", "")


def is_good(page, *, scripts: bool) -> bool:
    """Whether it fits, and the judge of accessibility finds nothing."""
    if PICTURES:
        name = re.sub(r"\W+", "-", page.title().partition(" – ")[0].lower())
        Path(PICTURES).mkdir(exist_ok=True)
        page.screenshot(
            path=f"{PICTURES}/{name}-{page.viewport_size['width']}.png", full_page=True
        )
    return fits(page) and (not scripts or violations(page) == [])


@pytest.mark.parametrize(
    ("scripts", "width"), [(True, 1280), (True, PHONE), (False, PHONE)]
)
def test_bryn_sets_it_up_and_signs_in_with_it(
    live_server, new_page, bryn, scripts, width
):
    Authenticator.objects.all().delete()
    give_password(bryn)
    page = new_page(width=width, scripts=scripts)

    page.goto(f"{live_server.url}/account/login/")
    assert is_good(page, scripts=scripts)
    fill(page, "Email address", bryn.email)
    fill(page, "Password", PASSWORD)
    press(page, "Sign in")
    heading(page, "Set up a second step to sign in")
    assert is_good(page, scripts=scripts)
    press(page, "Set up now")

    heading(page, "Set up an authenticator app")
    key = page.locator(".app-key").inner_text().replace(" ", "")
    assert page.get_by_role("img", name="QR code").bounding_box()["width"] > 150
    fill(page, "Code from the app", code(key, step=9))
    press(page, "Continue")
    assert "clock is set automatically" in problems(page)[0]
    assert is_good(page, scripts=scripts)
    fill(page, "Code from the app", code(key))
    press(page, "Continue")

    heading(page, "Recovery codes")
    assert is_good(page, scripts=scripts)
    codes = page.locator(".app-key--codes li").all_inner_texts()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save as a file").click()
    saved = Path(saving.value.path()).read_text()
    assert re.findall(r"\d{8}", saved) == codes
    assert bryn.email in saved
    page.get_by_role("link", name="I have saved the codes").click()
    heading(page, "Second step for signing in")
    assert is_good(page, scripts=scripts)
    page.goto(f"{live_server.url}/account/")
    assert is_good(page, scripts=scripts)
    page.goto(f"{live_server.url}/account/sessions/")
    heading(page, "Where you are signed in")
    assert is_good(page, scripts=scripts)
    press(page, "Sign out")

    page.goto(f"{live_server.url}/account/login/")
    fill(page, "Email address", bryn.email)
    fill(page, "Password", PASSWORD)
    press(page, "Sign in")
    heading(page, "Your second step")
    assert is_good(page, scripts=scripts)
    fill(page, "Code", code(key))
    press(page, "Sign in")

    page.wait_for_url(f"{live_server.url}/")
    signed = history.of(bryn)[0]
    assert (signed.event, signed.detail["how"]) == (
        "signed in",
        "password, then a code from the app",
    )


def test_somebody_else_can_sign_in_instead(live_server, new_page, amara, mo):
    give_password(amara)
    page = new_page()
    page.goto(f"{live_server.url}/account/login/")
    fill(page, "Email address", amara.email)
    fill(page, "Password", PASSWORD)
    press(page, "Sign in")
    heading(page, "Your second step")

    press(page, "Sign in as someone else")
    page.goto(f"{live_server.url}/account/login/")

    heading(page, "Sign in")
