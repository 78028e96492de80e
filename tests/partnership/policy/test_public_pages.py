"""Cookies, privacy, accessibility: what they say is what the site does."""

import re
from pathlib import Path

import pytest
from django.test import Client

from partnership.pages import browser_keeps
from partnership.policy import services
from partnership.policy import values as policy
from tests.partnership.policy.rule_pages import filled, page
from tests.reading import in_one_line

pytestmark = pytest.mark.django_db
SCRIPTS = Path(__file__).resolve().parents[3] / "static" / "js"
PAGES = ("/cookies/", "/privacy/", "/accessibility/")


def text_of(path):
    return " ".join(page(Client().get(path)).get_text(" ").split())


def rules(by, **values):
    for name, value in values.items():
        services.change_rule(name, value=value, by=by)


@pytest.mark.parametrize("path", PAGES)
def test_anyone_reads_them_from_the_foot_of_every_page(path):
    soup = page(Client().get("/account/login/"))

    links = {link["href"] for link in soup.select("footer a")}

    assert path in links
    assert Client().get(path).status_code == 200


class TestCookies:
    def test_the_page_lists_those_that_are_really_set(self, client_of, amara):
        """Signing in, and saving a form, set all there are."""
        client = Client()
        seen = set(client.get("/account/login/").cookies)
        signed_in = client_of(amara)
        seen |= set(signed_in.cookies)
        sent = filled(page(signed_in.get("/settings/rules/suppression_threshold/")))
        sent["value"] = "7"
        seen |= set(
            signed_in.post("/settings/rules/suppression_threshold/", sent).cookies
        )

        told = {
            cell.get_text()
            for cell in page(Client().get("/cookies/")).select("tbody th code")
        }

        assert seen == {kept.name for kept in browser_keeps.cookies()}
        assert told == seen | {kept.name for kept in browser_keeps.stored()}

    def test_only_what_is_listed_keeps_anything_else(self):
        keeping = {
            script.name
            for script in SCRIPTS.rglob("*.js")
            if re.search(
                r"localStorage|sessionStorage|indexedDB|caches\.|cookie =",
                script.read_text(),
            )
        }

        # The last only removes what the room kept.
        assert keeping == {"keeping.js", "start.js"}
        assert len(browser_keeps.stored()) == 2

    @pytest.mark.parametrize(
        ("seconds", "words"),
        [
            (12 * 60 * 60, "12 hours"),
            (364 * 24 * 60 * 60, "364 days"),
            (24 * 60 * 60, "1 day"),
            (90, "90 seconds"),
            (1800, "30 minutes"),
        ],
    )
    def test_how_long_is_what_is_set(self, seconds, words, settings):
        settings.SESSION_COOKIE_AGE = seconds

        assert f"When you sign out, or after {words}" in text_of("/cookies/")

    def test_a_public_page_sets_none(self):
        assert set(Client().get("/privacy/").cookies) == set()


class TestPrivacy:
    def test_says_honestly_that_it_is_not_complete(self):
        text = text_of("/privacy/")

        assert "This notice is incomplete" in text
        assert text.count("Not completed yet") == 2

    def test_says_what_the_partnership_has_filled_in(self, amara):
        rules(
            amara,
            controller_name="Wexcombe Council",
            controller_address="County Hall\nAshmere",
            controller_registration="Z0000000",
            data_protection_contact="dpo@wexcombe.example",
            privacy_where_kept="In the United Kingdom",
            privacy_more="We also …",
            privacy_sharing="With <b>nobody</b>",
        )

        text = text_of("/privacy/")

        assert "incomplete" not in text
        assert "Not completed" not in text
        for words in (
            "The controller of this data is Wexcombe Council (registration number "
            "Z0000000",
            "County Hall Ashmere",
            "dpo@wexcombe.example",
            "In the United Kingdom",
            "We also …",
            "With <b>nobody</b>",
            "nothing that could identify a child",
            "Information Commissioner",
        ):
            assert words in text

    def test_the_table_of_periods_is_the_rule(self, amara):
        periods = policy.get("retention_periods")
        periods[2]["years"] = 1
        rules(amara, retention_periods=periods)

        rows = [
            [in_one_line(cell.get_text()) for cell in row.select("th, td")]
            for row in page(Client().get("/privacy/")).select("tbody tr")
        ]

        assert rows == [
            [
                row["words"],
                "Permanently"
                if row["years"] is None
                else "1 year, then reviewed"
                if row["years"] == 1
                else f"{row['years']} years, then reviewed",
            ]
            for row in periods
        ]
        assert len(rows) >= 7


class TestAccessibility:
    def test_says_honestly_that_it_is_not_complete(self):
        text = text_of("/accessibility/")

        assert "This statement is incomplete" in text
        assert "partially compliant" in text
        assert "Packs that combine several documents" in text

    @pytest.mark.parametrize(
        ("status", "words"),
        [
            ("full", "fully compliant"),
            ("partial", "partially compliant"),
            ("none", "not compliant"),
        ],
    )
    def test_holds_what_the_regulations_ask_for(self, amara, status, words):
        rules(
            amara,
            accessibility_status=status,
            accessibility_contact="access@wexcombe.example",
            accessibility_other_ways="Telephone 01632 960000",
            accessibility_response_days=1,
            accessibility_prepared_on="2026-01-09",
            accessibility_reviewed_on="2026-09-01",
        )

        text = text_of("/accessibility/")

        assert "incomplete" not in text
        for said in (
            f"This site is {words} with the Web Content Accessibility Guidelines "
            "version 2.2, level AA",
            "Content that is not accessible",
            "access@wexcombe.example",
            "Telephone 01632 960000",
            "We will reply within 1 working day.",
            "Accessibility Regulations 2018",
            "Equality and Human Rights Commission",
            "Equality Advisory and Support Service",
            "axe-core",
            "veraPDF",
            "Nu HTML Checker",
            "Prepared on 9 January 2026. Last reviewed on 1 September 2026.",
        ):
            assert said in text

    def test_none_known_is_said(self, amara):
        rules(amara, accessibility_problems="")

        assert "We are not aware of any" in text_of("/accessibility/")
