"""What machines read: exactly what one person may see, page by page."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions import services as actions
from audits import services as audits
from partnership import services
from partnership.access import Role
from partnership.foundation.outcomes import Refused
from partnership.models import ApiToken, Event, Membership, Message
from scorecard.api import RESOURCES
from scorecard.views import api
from tests.actions.factories import make_action, make_plan, make_priority
from tests.audits.factories import make_round, return_of
from tests.factories import MembershipFactory, PersonFactory, SchoolFactory
from tests.scorecard.factories import FigureFactory, MeasureFactory
from tests.scorecard.pages import address, errors, words

NOON = datetime(2025, 10, 22, 11, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _today():
    cache.clear()
    with time_machine.travel(NOON, tick=False):
        yield


def give(person, **fields) -> tuple[str, ApiToken]:
    key = services.new_key()
    fields = {"name": f"For {person}, {key[8:20]}", "by": person} | fields
    fields.setdefault("expires_on", TODAY + timedelta(days=30))
    return key, services.give_token(key=key, person=person, on=TODAY, **fields)


@pytest.fixture
def key_of():
    return lambda person: give(person)[0]


def read(path, key, method="get", **headers):
    if key is not None:
        headers["Authorization"] = f"Bearer {key}"
    return getattr(Client(), method)(f"/api/{path}", headers=headers)


def rows(path, key) -> list[dict]:
    return read(path, key).json()["rows"]


def references(path, key) -> list[str]:
    return [row["reference"] for row in rows(path, key)]


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
        services.revoke_token(token, by=amara)

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


class TestActions:
    @pytest.fixture
    def everywhere(self, education, quality, elm, oak, mo):
        """One action of each body, by the name of the body."""
        return {
            body.name: make_action(body, owners=[mo] if body == education else ["tbc"])
            for body in (education, quality, elm.organisation, oak.organisation)
        }

    WHO = {
        "amara": [
            "Education subgroup",
            "Quality assurance subgroup",
            "Elm Primary School",
            "Oak Academy",
        ],
        "eve": ["Education subgroup", "Quality assurance subgroup"],
        "chris": ["Education subgroup"],
        "olu": ["Quality assurance subgroup"],
        "dee": ["Elm Primary School"],
        "tara": ["Elm Primary School"],
    }

    @pytest.mark.parametrize("name", WHO)
    def test_a_key_sees_what_its_person_sees(self, name, everywhere, request, key_of):
        someone = request.getfixturevalue(name)

        told = rows("actions", key_of(someone))

        assert [row["belongs_to"] for row in told] == self.WHO[name]

    def test_it_is_decided_at_the_moment_of_asking(self, everywhere, chris, key_of):
        key = key_of(chris)
        before = references("actions", key)
        MembershipFactory(
            person=chris,
            organisation=everywhere["Quality assurance subgroup"].organisation,
        )
        after = references("actions", key)
        Membership.objects.filter(person=chris).update(
            to_date=TODAY - timedelta(days=1)
        )

        assert (len(before), len(after)) == (1, 2)
        assert read("actions", key).status_code == 401

    def test_a_row_says_what_the_register_says(
        self, education, mo, amara, key_of, settings
    ):
        settings.SITE_ADDRESS = "https://quorate.example"
        priority = make_priority(make_plan(amara))
        action = make_action(
            education,
            owners=[mo, "the police"],
            due_text="by 3 October 2025",
            priority=priority,
            source_words="Meeting of 1 May",
        )
        actions.update_action(action, text="Begun", rag="amber", by=mo, on=TODAY)

        (told,) = rows("actions", key_of(amara))

        assert told == {
            "reference": action.ref,
            "text": "Write the pathway",
            "belongs_to": "Education subgroup",
            "kind_of_organisation": "Subgroup",
            "priority": "WSCP1",
            "objective": "",
            "source": "Other",
            "source_words": "Meeting of 1 May",
            "raised_on": "2025-05-01",
            "owners": "Mo, the police",
            "due": "by 3 October 2025",
            "due_from": told["due_from"],
            "due_by": "2025-10-03",
            "next_due": "2025-10-03",
            "review_on": None,
            "status": "Under way",
            "delivery": "At risk",
            "is_overdue": True,
            "success_measure": "",
            "last_update_on": "2025-10-22",
            "completed_on": None,
            "outcome": "",
            "withdrawn_on": None,
            "changed_at": "2025-10-22T11:00:00Z",
            "address": f"https://quorate.example/actions/{action.pk}/",
        }

    def test_no_email_address_is_told(self, everywhere, amara, key_of):
        assert "@" not in read("actions", key_of(amara)).content.decode()

    def test_only_what_changed_since_is_told(self, education, mo, amara, key_of):
        old, changed = make_action(education), make_action(education)
        with time_machine.travel(NOON + timedelta(days=2), tick=False):
            actions.update_action(changed, text="Begun", by=mo, on=TODAY)
            key = give(amara)[0]

            since = {
                words: references(f"actions?changed_since={words}", key)
                for words in (
                    "2025-10-22",
                    "2025-10-23",
                    "2025-10-24T11:00:00Z",
                    "2025-10-24T11:00:01Z",
                )
            }

        assert list(since.values()) == [
            [old.ref, changed.ref],
            [changed.ref],
            [changed.ref],
            [],
        ]

    @pytest.mark.parametrize("count", [1, 100])
    def test_asks_as_often_for_100_as_for_one(
        self, count, education, mo, amara, key_of
    ):
        priority = make_priority(make_plan(amara))
        for _ in range(count):
            make_action(education, owners=[mo, "tbc"], priority=priority)
        key = key_of(amara)
        read("actions", key)

        with CaptureQueriesContext(connection) as asked:
            told = rows("actions", key)

        assert len(asked) == 7
        assert len(told) == count


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


class TestMeasures:
    def test_a_measure_comes_with_its_latest_figure(self, education, chris, key_of):
        measure = MeasureFactory(organisation=education, target=Decimal("20.5"))
        FigureFactory(measure=measure, value=Decimal(28))
        FigureFactory(
            measure=measure,
            period_start=date(2025, 8, 1),
            period_end=date(2025, 10, 20),
            value=Decimal("36.25"),
        )
        MeasureFactory(ref="Z9", organisation=education)
        MeasureFactory(title="Elsewhere")

        first, second = rows("measures", key_of(chris))

        assert (first["reference"], first["target"]) == (measure.ref, 20.5)
        assert (first["latest_value"], first["latest_period_end"]) == (
            36.25,
            "2025-10-20",
        )
        assert (second["reference"], second["latest_value"]) == ("Z9", None)

    def test_figures_leave_out_what_was_corrected(self, education, chris, key_of):
        measure = MeasureFactory(organisation=education)
        old = FigureFactory(measure=measure, value=1, superseded_at=NOON)
        FigureFactory(measure=measure, value=2, corrects=old)
        FigureFactory(measure__title="Elsewhere")
        suppressed = FigureFactory(
            measure=measure,
            period_start=date(2025, 8, 1),
            period_end=date(2025, 10, 20),
            status="suppressed",
            value=None,
        )

        told = rows("figures", key_of(chris))

        assert [(row["measure"], row["value"], row["status"]) for row in told] == [
            (measure.ref, 2, "Final"),
            (suppressed.measure.ref, None, "Suppressed"),
        ]

    @pytest.mark.parametrize("count", [1, 100])
    @pytest.mark.parametrize(("name", "queries"), [("measures", 6), ("figures", 5)])
    def test_asks_as_often_for_100_as_for_one(
        self, count, name, queries, amara, key_of, education
    ):
        for _ in range(count):
            FigureFactory(measure__organisation=education)
        key = key_of(amara)
        read(name, key)

        with CaptureQueriesContext(connection) as asked:
            told = rows(name, key)

        assert len(asked) == queries
        assert len(told) == count


class TestRounds:
    @pytest.fixture
    def small(self, elm, oak):
        return make_round(elm, oak)

    def counts(self, key):
        (told,) = rows("rounds", key)
        return told["schools_asked"], told["returns_submitted"]

    def test_an_officer_reads_every_count(self, small, amara, key_of):
        assert self.counts(key_of(amara)) == (2, 0)

    def test_counts_of_few_schools_are_kept_from_others(self, small, eve, key_of):
        assert self.counts(key_of(eve)) == (None, None)

    def test_counts_of_five_schools_are_told(self, small, eve, key_of):
        audits.add_schools(
            small, [SchoolFactory() for _ in range(3)], by=None, on=TODAY
        )

        assert self.counts(key_of(eve)) == (5, 0)

    def test_the_scrutineer_reads_no_schools_return(self, small, scarlett, key_of):
        assert read("returns", key_of(scarlett)).status_code == 403

    @pytest.mark.parametrize(
        ("name", "schools"),
        [
            ("bryn", ["Elm Primary School", "Oak Academy"]),
            ("dee", ["Elm Primary School"]),
            ("tara", ["Elm Primary School"]),
        ],
    )
    def test_returns_are_told_to_whoever_sees_them(
        self, name, schools, small, request, key_of
    ):
        told = rows("returns", key_of(request.getfixturevalue(name)))

        assert [row["school"] for row in told] == schools

    def test_a_return_says_where_it_stands_and_nothing_it_answers(
        self, small, elm, dee, key_of, settings
    ):
        settings.SITE_ADDRESS = "https://quorate.example"
        row = return_of(small, elm)

        (told,) = rows("returns", key_of(dee))

        assert told == {
            "number": row.pk,
            "round": small.pk,
            "round_title": "Safeguarding audit",
            "school_year": "2024/25",
            "school": "Elm Primary School",
            "school_urn": 990_001,
            "phase": elm.get_derived_phase_display(),
            "status": "Not started",
            "revision": 1,
            "submitted_at": None,
            "changed_at": told["changed_at"],
            "address": f"https://quorate.example{row.get_absolute_url()}",
        }

    def test_a_school_asks_for_no_round(self, small, dee, key_of):
        assert read("rounds", key_of(dee)).status_code == 403

    @pytest.mark.parametrize("count", [1, 100])
    @pytest.mark.parametrize(("name", "queries"), [("rounds", 5), ("returns", 5)])
    def test_asks_as_often_for_100_as_for_one(
        self, count, name, queries, amara, key_of, elm
    ):
        round_ = make_round(elm)
        audits.add_schools(
            round_, [SchoolFactory() for _ in range(count - 1)], by=None, on=TODAY
        )
        key = key_of(amara)
        read(name, key)

        with CaptureQueriesContext(connection) as asked:
            told = rows(name, key)

        assert len(asked) == queries
        assert len(told) == (count if name == "returns" else 1)


class TestTheExplanation:
    def test_names_every_field_of_every_resource_in_order(
        self, client_of, dee, amara, key_of
    ):
        page = BeautifulSoup(client_of(dee).get(address("api")).content, "html5lib")
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

    @pytest.mark.parametrize("resource", RESOURCES.values(), ids=lambda r: r.name)
    def test_every_field_says_what_it_means(self, resource):
        assert [f.name for f in resource.fields if not f.words or not f.kind] == []
        assert len(set(resource.headings)) == len(resource.headings)


class TestKeys:
    def data(self, **changes):
        return {
            "name": "Power BI",
            "person": "eve@wexcombe.example",
            "expires_on-day": "1",
            "expires_on-month": "4",
            "expires_on-year": "2026",
        } | changes

    def test_a_key_is_shown_once_and_never_kept(self, client_of, amara, eve):
        client = client_of(amara)

        given = client.post(address("give_key"), self.data())

        page = BeautifulSoup(given.content, "html5lib")
        key = page.select_one("#key")["value"]
        token = ApiToken.objects.get()
        assert read("rounds", key).status_code == 200
        assert (token.person, token.created_by) == (eve, amara)
        assert key.startswith(token.beginning)
        assert "no-store" in given["Cache-Control"]
        assert key not in client.get(address("keys")).content.decode()
        kept = [str(ApiToken.objects.values().get()), *map(str, Event.objects.values())]
        kept += [message.body for message in Message.objects.all()]
        assert not [text for text in kept if key in text]

    def test_the_person_is_told(self, client_of, amara, eve, outbox_delivers):
        with outbox_delivers():
            client_of(amara).post(address("give_key"), self.data())

        assert [(letter.to, letter.subject) for letter in mail.outbox] == [
            (
                ["eve@wexcombe.example"],
                "A key has been made that reads for you: Power BI",
            )
        ]

    def test_sent_twice_it_is_made_once(self, client_of, amara, eve):
        client = client_of(amara)
        client.post(address("give_key"), self.data())

        again = client.post(address("give_key"), self.data(name="power bi"))

        assert errors(again)[0][1] == "#id_name"
        assert ApiToken.objects.count() == 1

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"name": ""}, "#id_name"),
            ({"person": "nobody@wexcombe.example"}, "#id_person"),
            ({"person": "eve"}, "#id_person"),
            ({"expires_on-year": "2027"}, "#id_expires_on"),
            ({"expires_on-year": "2025"}, "#id_expires_on"),
            ({"expires_on-day": ""}, "#id_expires_on"),
        ],
    )
    def test_a_wrong_form_says_where(self, changes, field, client_of, amara, eve):
        answer = client_of(amara).post(address("give_key"), self.data(**changes))

        assert [link for _, link in errors(answer)][0].startswith(field)
        assert not ApiToken.objects.exists()

    @pytest.mark.parametrize(
        ("days", "is_given"), [(-1, False), (0, True), (365, True), (366, False)]
    )
    def test_a_key_lasts_a_year_at_most(self, days, is_given, amara):
        if is_given:
            give(amara, expires_on=TODAY + timedelta(days=days))
        else:
            with pytest.raises(Refused, match="within a year"):
                give(amara, expires_on=TODAY + timedelta(days=days))

    def test_someone_without_a_role_gets_none(self, amara):
        with pytest.raises(Refused, match="no role"):
            give(PersonFactory(name="Sam"))

    def test_a_contact_gets_none(self, education):
        sam = PersonFactory()
        MembershipFactory(person=sam, organisation=education, role=Role.CONTACT)

        with pytest.raises(Refused, match="no role"):
            give(sam)

    def test_amara_revokes_a_key(self, client_of, amara, eve):
        key, token = give(eve, name="Power BI")

        client_of(amara).post(address("revoke_key", token))

        listed = words(client_of(amara).get(address("keys")))
        assert read("rounds", key).status_code == 401
        assert "Revoked" in listed
        with pytest.raises(Refused, match="revoked already"):
            services.revoke_token(token, by=amara)

    def test_an_expired_key_is_listed_as_such(self, client_of, amara, eve):
        give(eve, expires_on=TODAY)

        with time_machine.travel(NOON + timedelta(days=1), tick=False):
            listed = words(client_of(amara).get(address("keys")))

        assert "Expired" in listed
        assert "Revoke" not in listed
