"""Adding evidence from a section on a phone, with scripts and without."""

import pytest
from django.conf import settings
from django.test import Client

from audits.evidence.models import Attachment
from tests.audits.evidence.making import SVG, photograph
from tests.audits.factories import question

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(live_server, elms, dee, new_page):
    """Section A of Elm's return on Dee's phone."""
    client = Client()
    client.force_login(dee.user, backend="partnership.sign_in.backend.SignInBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def opened(*, scripts):
        page = new_page(scripts=scripts, width=320)
        page.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": session,
                    "url": live_server.url,
                }
            ]
        )
        page.goto(f"{live_server.url}/returns/{elms.pk}/sections/A/")
        return page

    return opened


def file(name: str, kind: str, content: bytes) -> dict:
    return {"name": name, "mimeType": kind, "buffer": content}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_refused_upload_loses_no_answer_and_no_other_file(phone, elms, scripts):
    deputies = question(elms, "deputies")
    page = phone(scripts=scripts)
    page.fill(f"#id_q{deputies.pk}", "3")
    page.get_by_role("button", name="Add evidence for A2").click()
    page.wait_for_url("**/evidence/")

    page.set_input_files(
        "#id_files",
        [
            file("Logo.svg", "image/svg+xml", SVG),
            file("Rota.jpg", "image/jpeg", photograph()),
        ],
    )
    page.get_by_role("button", name="Upload", exact=True).click()
    page.get_by_role("link", name="“Logo.svg”: The file must be").wait_for()
    page.get_by_role("link", name="Back to the section").click()
    page.wait_for_url("**/sections/A/")

    page.get_by_role("link", name="Rota", exact=True).wait_for()
    assert page.input_value(f"#id_q{deputies.pk}") == "3"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert [str(one.evidence) for one in Attachment.objects.all()] == ["Rota"]


def test_no_title_of_evidence_is_kept_in_the_browser(phone, elms, policy):
    page = phone(scripts=True)
    page.goto(page.url.replace("/sections/A/", "/sections/P/"))
    page.get_by_role("link", name="Our policy").wait_for()

    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage])")

    assert "Our policy" not in kept
