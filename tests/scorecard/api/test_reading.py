"""What machines read: who may ask, page by page, as JSON and as CSV."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnership.sign_in import keys
from scorecard.api.resources import RESOURCES
from scorecard.api.views import reading as api
from tests.actions.factories import make_action
from tests.scorecard.machines import give, read, rows
from tests.scorecard.pages import address

NOON = datetime(2025, 10, 22, 11, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _today():
    cache.clear()
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def key_of():
    return lambda person: give(person)[0]


class TestWhoMayAsk:
    @pytest.mark.parametrize(
        "header",
        [
            {},
            {"Authorization": "Bearer"},
            {"Authorization": "Bearer nonsense"},
            {"Authorization": "Basic YTpi"},
            {"Authorization": "Bearer \u00ff"},
        ],
    )
    def test_without_a_key_nobody(self, header, db):
        answer = Client().get("/api/actions", headers=header)

        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == 'Bearer realm="Quorate"'
        assert answer.json() == {
            "error": "Send a key that is in force: “Authorization: Bearer …”"
        }

    def test_a_key_in_the_address_is_no_key(self, amara, key_of):
        key = key_of(amara)

        for name in ("key", "token", "access_token"):
            assert Client().get(f"/api/actions?{name}={key}").status_code == 401

    def test_a_session_is_no_key(self, client_of, amara):
        assert client_of(amara).get("/api/actions").status_code == 401

    @pytest.mark.parametrize(
        ("day", "status"),
        [(date(2025, 11, 1), 200), (date(2025, 11, 2), 401)],
    )
    def test_a_key_works_through_its_last_day(self, day, status, amara):
        key, _ = give(amara, expires_on=date(2025, 11, 1))

        with time_machine.travel(
            datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        ):
            assert read("actions", key).status_code == status

    def test_a_revoked_key_reads_nothing(self, amara):
        key, token = give(amara)
        keys.revoke_token(token, by=amara)

        assert read("actions", key).status_code == 401

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
    def test_nothing_can_be_changed(self, method, amara, key_of):
        answer = read("actions", key_of(amara), method)

        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
        assert answer.json() == {"error": "The API is read only: use GET"}

    def test_nothing_is_kept_on_the_way(self, amara, key_of):
        answer = read("actions", key_of(amara))

        assert answer["Cache-Control"] == "private, no-store"
        assert "Authorization" in answer["Vary"]

    def test_use_is_remembered_once_a_day(self, amara):
        key, token = give(amara)
        read("actions", key)
        with CaptureQueriesContext(connection) as asked:
            read("actions", key)

        token.refresh_from_db()
        assert token.last_used_on == TODAY
        assert not [q for q in asked if q["sql"].startswith("UPDATE")]

    def test_who_may_not_see_a_thing_is_told_so(self, dee, key_of):
        answer = read("measures", key_of(dee))

        assert answer.status_code == 403
        assert answer.json() == {"error": "Dee may not see the scorecard"}


class TestRateLimit:
    def test_a_key_that_asks_too_often_waits(self, amara, bryn, key_of, monkeypatch):
        monkeypatch.setattr(api, "MOST_A_MINUTE", 2)
        key, other = key_of(amara), key_of(bryn)
        with time_machine.travel(NOON + timedelta(seconds=20), tick=False):
            statuses = [read("actions", key).status_code for _ in range(2)]
            refused = read("actions", key)
            others = read("actions", other).status_code
        with time_machine.travel(NOON + timedelta(seconds=60), tick=False):
            later = read("actions", key).status_code

        assert (statuses, others, later) == ([200, 200], 200, 200)
        assert (refused.status_code, refused["Retry-After"]) == (429, "40")
        assert "wait" in refused.json()["error"]

    def test_without_a_cache_nobody_waits(self, amara, key_of, settings, monkeypatch):
        monkeypatch.setattr(api, "MOST_A_MINUTE", 2)
        settings.CACHES = {
            "default": {
                "BACKEND": "partnership.cache.FailOpenRedisCache",
                "LOCATION": "redis://127.0.0.1:1/0",
                "OPTIONS": {"socket_connect_timeout": 0.1, "retry": None},
            }
        }
        key = key_of(amara)

        assert [read("actions", key).status_code for _ in range(4)] == [200] * 4


class TestPages:
    @pytest.fixture
    def seven(self, education):
        return [make_action(education).ref for _ in range(7)]

    def test_every_row_stands_on_one_page(self, seven, amara, key_of, settings):
        settings.SITE_ADDRESS = "http://testserver"
        key, path, found = key_of(amara), "actions?page_size=3", []

        while path:
            page = read(path, key).json()
            found += [row["reference"] for row in page["rows"]]
            path = page["next"] and page["next"].partition("/api/")[2]

        assert found == seven
        assert page | {"rows": None} == {
            "total": 7,
            "page": 3,
            "pages": 3,
            "page_size": 3,
            "next": None,
            "previous": "http://testserver/api/actions?page_size=3&page=2",
            "rows": None,
        }

    @pytest.mark.parametrize(
        ("query", "status"),
        [
            ("page=0", 400),
            ("page=-1", 400),
            ("page=two", 400),
            ("page=²", 400),
            ("page=99999999999999999999", 400),
            ("page=2", 404),
            ("page=999999999", 404),
            ("page_size=0", 400),
            ("page_size=1001", 400),
            ("format=xml", 400),
            ("format=", 400),
            ("changed_since=yesterday", 400),
            ("changed_since=2025-02-30", 400),
            ("changed_since=0001-01-01", 200),
            ("changed_since=9999-12-31T23:59:59%2B00:01", 200),
            ("changed_since=%00", 400),
            ("pagesize=5", 400),
            ("page_size=1000", 200),
        ],
    )
    def test_a_senseless_question_is_refused_in_words(
        self, query, status, seven, amara, key_of
    ):
        answer = read(f"actions?{query}", key_of(amara))

        assert answer.status_code == status
        assert status == 200 or answer.json()["error"]

    def test_a_round_cannot_tell_when_it_changed(self, amara, key_of):
        answer = read("rounds?changed_since=2025-10-01", key_of(amara))

        assert answer.status_code == 400
        assert "ask for them all" in answer.json()["error"]


class TestCsv:
    def table(self, answer) -> list[list[str]]:
        text = answer.content.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline="")))

    @pytest.mark.parametrize(
        ("query", "accept", "kind"),
        [
            ("?format=csv", "application/json", "text/csv; charset=utf-8"),
            ("", "text/csv", "text/csv; charset=utf-8"),
            ("", "*/*", "application/json"),
            ("", "application/json;q=0.5, text/csv", "text/csv; charset=utf-8"),
            ("?format=json", "text/csv", "application/json"),
        ],
    )
    def test_is_asked_for_in_the_address_or_the_header(
        self, query, accept, kind, amara, key_of
    ):
        answer = read(f"actions{query}", key_of(amara), Accept=accept)

        assert answer["Content-Type"] == kind

    def test_another_kind_is_not_to_be_had(self, amara, key_of):
        answer = read("actions", key_of(amara), Accept="image/png")

        assert answer.status_code == 406
        assert answer.json() == {"error": "There is application/json and text/csv"}

    def test_says_the_same_as_json_and_runs_nothing(self, education, amara, key_of):
        make_action(education, text='=HYPERLINK("x")', owners=["+44"])
        key = key_of(amara)

        (told,) = rows("actions", key)
        answer = read("actions?format=csv", key)
        heading, line = self.table(answer)

        assert answer.content.startswith(b"\xef\xbb\xbf")
        assert heading == list(told)
        assert dict(zip(heading, line, strict=True)) == {
            name: {None: "", True: "true", False: "false"}.get(value, value)
            for name, value in told.items()
        } | {
            "text": '\'=HYPERLINK("x")',
            "owners": "'+44",
            "changed_at": line[heading.index("changed_at")],
        }

    def test_names_its_next_page_in_a_header(self, education, amara, key_of, settings):
        settings.SITE_ADDRESS = "https://quorate.example"
        for _ in range(3):
            make_action(education)
        key = key_of(amara)

        first = read("actions?format=csv&page_size=2", key)
        last = read("actions?format=csv&page_size=2&page=2", key)

        assert first["Link"] == (
            "<https://quorate.example/api/actions?format=csv&page_size=2&page=2>; "
            'rel="next"'
        )
        assert first["X-Total-Count"] == "3"
        assert "Link" not in last
        assert len(self.table(last)) == 2


class TestTheExplanation:
    def test_names_every_field_of_every_resource_in_order(
        self, client_of, dee, amara, key_of
    ):
        page = BeautifulSoup(client_of(dee).get(address("api")).content, "html.parser")
        explained = [
            [code.get_text() for code in table.select("tbody th code")]
            for table in page.select("table")
        ]
        key = key_of(amara)
        written = [
            read(f"{name}?format=csv", key)
            .content.decode("utf-8-sig")
            .strip()
            .split(",")
            for name in RESOURCES
        ]

        assert explained == written

    def test_says_of_rounds_alone_that_they_cannot_tell_changes(self, client_of, dee):
        page = BeautifulSoup(client_of(dee).get(address("api")).content, "html.parser")

        without = [
            heading.get_text()
            for heading in page.select("h3")
            if "does not take" in heading.find_next("p").get_text()
        ]

        assert without == ["/api/rounds"]

    @pytest.mark.parametrize("resource", RESOURCES.values(), ids=lambda r: r.name)
    def test_every_field_says_what_it_means(self, resource):
        assert [f.name for f in resource.fields if not f.words or not f.kind] == []
        assert len(set(resource.headings)) == len(resource.headings)
