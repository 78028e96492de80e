"""What is past its time: who is due for review, what is removed, and what is kept."""

from datetime import date, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt
from django.apps import apps
from django.db import connection, models
from django.urls import reverse

from partnership.access import Role
from partnership.guards.outcomes import Changed, Refused
from partnership.history import services as history
from partnership.outbox.models import Message
from partnership.pages.forms.dates import date_data
from partnership.people import services as directory
from partnership.people.models import Person
from partnership.policy import values as policy
from partnership.sign_in.models import User
from scorecard.records import across as people
from scorecard.records.models import KeepingDecision
from scorecard.records.services import keeping
from tests.actions.factories import make_action
from tests.factories import MembershipFactory, PersonFactory
from tests.reading import in_one_line
from tests.scorecard.naming import MAKERS, THEN

pytestmark = pytest.mark.django_db

ENDED = date(2023, 10, 21)
SECRET = "long.gone@council.example"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2025-10-22 10:00", tick=False):
        yield


@pytest.fixture
def gone(education):
    """Someone who left two years and a day ago."""
    someone = PersonFactory(
        name="Lou Gonne",
        initials="LG",
        aliases=["LoG"],
        email=SECRET,
        job_title="Officer for something singular",
        left_on=ENDED,
    )
    MembershipFactory(
        person=someone, organisation=education, role=Role.MEMBER, to_date=ENDED
    )
    return someone


def due(on) -> list[str]:
    found = people.due_for_review(Person.objects.all(), on=on)
    return [person.name for person in found]


class TestWhoIsDue:
    @pytest.mark.parametrize(
        ("ended", "is_due"),
        [
            (date(2023, 10, 21), True),
            (date(2023, 10, 22), False),
            (date(2023, 10, 23), False),
            (date(2026, 3, 31), False),
            (None, False),
        ],
    )
    def test_whose_last_role_ended_longer_ago_than_the_period(
        self, education, today, ended, is_due
    ):
        MembershipFactory(person__name="Lou", organisation=education, to_date=ended)

        assert due(today) == (["Lou"] if is_due else [])

    def test_a_later_role_counts(self, gone, quality, today):
        MembershipFactory(person=gone, organisation=quality, to_date=date(2025, 1, 31))

        assert due(today) == []

    def test_who_never_held_a_role_is_not_reviewed(self, today):
        PersonFactory()

        assert due(today) == []

    def test_who_left_without_a_role_is(self, today):
        PersonFactory(name="Lou", left_on=ENDED)

        assert due(today) == ["Lou"]

    @pytest.mark.parametrize(
        ("keep_until", "is_due"),
        [(date(2025, 10, 23), False), (date(2025, 10, 22), True)],
    )
    def test_who_is_kept_longer_is_due_again_on_the_day(
        self, gone, amara, today, keep_until, is_due
    ):
        keeping.keep_longer(
            gone,
            keep_until=keep_until,
            reason="A review is under way",
            by=amara,
            on=date(2025, 10, 1),
        )

        assert due(today) == (["Lou Gonne"] if is_due else [])

    def test_nobody_where_policy_keeps_for_good(self, gone, amara, today):
        periods = [
            {**row, "years": None if row["name"] == "contacts" else row["years"]}
            for row in policy.get("retention_periods")
        ]
        policy.change("retention_periods", periods, by=amara)

        assert due(today) == []


def anonymise(person, *, by, on, **fields):
    fields = {"reason": "Past the period", **fields}
    keeping.anonymise(person, by=by, on=on, **fields)


def everything_written() -> str:
    """Every text of every table, whoever's it is."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        texts = [
            field.column
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
            or field.get_internal_type() == "ArrayField"
        ]
        with connection.cursor() as cursor:
            for column in texts:
                cursor.execute(f'SELECT "{column}"::text FROM "{model._meta.db_table}"')
                found += [
                    f"{model._meta.label}.{column}: {value}"
                    for (value,) in cursor.fetchall()
                    if value
                ]
    return "\n".join(found)


class TestRemoving:
    @pytest.fixture
    def laden(self, gone, amara):
        """Everything of theirs that there could be."""
        user = directory.give_sign_in(gone, by=amara)
        AccessAttempt.objects.create(
            username=SECRET.upper(),
            ip_address="192.0.2.7",
            user_agent="A browser",
            failures_since_start=1,
        )
        for status in (Message.Status.SENT, Message.Status.WAITING):
            Message.objects.create(
                kind="digest",
                person=gone,
                address=SECRET,
                subject="For Lou alone",
                body=f"Dear Lou, {SECRET}",
                written_at=THEN,
                status=status,
            )
        Message.objects.create(
            kind="login_code",
            address=SECRET,
            subject="A code",
            body="K7PQ",
            written_at=THEN,
            status=Message.Status.BOUNCED,
            refusal=f"No such mailbox: {SECRET}",
        )
        history.record(gone, "edited", by=amara, job_title=gone.job_title)
        history.record(gone, "joined", by=amara, role="Member")
        assert user.pk
        return gone

    def test_nothing_that_describes_them_is_left_anywhere(self, laden, amara, today):
        before = everything_written()
        assert SECRET in before

        anonymise(laden, by=amara, on=today)

        after = everything_written()
        for words in (SECRET, SECRET.upper(), "Officer for something singular"):
            assert words not in after
        assert "For Lou alone" not in after
        laden.refresh_from_db()
        assert (laden.name, laden.anonymised_on) == ("Lou Gonne", today)
        assert (laden.initials, laden.aliases, laden.job_title) == ("", [], "")

    def test_what_the_page_says_goes_does_go(self, laden, amara, today):
        assert any(held.goes for held in people.held_about(laden))

        anonymise(laden, by=amara, on=today)

        assert [held for held in people.held_about(laden) if held.goes] == []

    def test_what_waits_is_not_sent(self, laden, amara, today):
        anonymise(laden, by=amara, on=today)

        assert list(
            Message.objects.filter(person=laden).values_list("status", "address")
        ) == [(Message.Status.SENT, "")]

    def test_sign_in_is_gone(self, laden, amara, today):
        anonymise(laden, by=amara, on=today)

        assert not User.objects.filter(person=laden).exists()
        assert not EmailAddress.objects.filter(email=SECRET).exists()

    def test_what_was_changed_of_roles_stays_known(self, laden, amara, today):
        anonymise(laden, by=amara, on=today)

        assert [event.event for event in history.of(laden)] == [
            "anonymised",
            "joined",
            "sign-in given",
        ]

    def test_a_merged_duplicate_loses_what_was_left_of_it(self, gone, amara, today):
        double = PersonFactory(
            name="L. Gonne", email="", job_title="Singular", merged_into=gone
        )

        anonymise(gone, by=amara, on=today)

        double.refresh_from_db()
        assert (double.job_title, double.anonymised_on) == ("", today)

    @pytest.mark.parametrize(
        "column",
        [
            "audits.Signature.person",
            "subgroups.Attendance.person",
            "scorecard.Figure.recorded_by",
            "actions.Update.by",
        ],
    )
    def test_what_they_signed_and_said_stays_under_their_name(
        self, gone, amara, today, column
    ):
        row = MAKERS[column](gone)

        anonymise(gone, by=amara, on=today)

        field = column.rpartition(".")[2]
        row = type(row)._base_manager.get(pk=row.pk)
        assert str(getattr(row, field)) == "Lou Gonne"

    def test_the_decision_is_kept(self, gone, amara, today):
        anonymise(gone, by=amara, on=today, reason="  They asked for it ")

        decision = KeepingDecision.objects.get()
        assert (decision.words, decision.decision, decision.reason) == (
            "Lou Gonne",
            "anonymise",
            "They asked for it",
        )
        assert (decision.decided_by, decision.keep_until) == (amara, None)


class TestRefused:
    def test_while_a_role_is_held(self, mo, amara, today):
        with pytest.raises(Refused, match="Mo still has Member, Education subgroup"):
            anonymise(mo, by=amara, on=today)

    def test_while_an_action_is_open(self, gone, amara, today):
        make_action(text="Write the pathway", owners=[gone])

        with pytest.raises(Refused, match="Write the pathway"):
            anonymise(gone, by=amara, on=today)

    def test_a_second_time(self, gone, amara, today):
        anonymise(gone, by=amara, on=today)

        with pytest.raises(Refused, match="already"):
            anonymise(gone, by=amara, on=today)

    def test_oneself(self, gone, today):
        with pytest.raises(Refused, match="another officer"):
            anonymise(gone, by=gone, on=today)

    def test_what_someone_else_decided_meanwhile(self, gone, amara, bryn, today):
        version = gone.version
        keeping.keep_longer(
            gone,
            keep_until=date(2026, 1, 1),
            reason="A review",
            version=version,
            by=bryn,
            on=today,
        )

        with pytest.raises(Changed):
            anonymise(gone, by=amara, on=today, version=version)

    def test_keeping_until_a_day_that_is_past(self, gone, amara, today):
        with pytest.raises(Refused, match="future"):
            keeping.keep_longer(
                gone, keep_until=today, reason="A review", by=amara, on=today
            )


class TestThePages:
    @pytest.fixture
    def client(self, client_of, amara):
        return client_of(amara)

    def test_the_list_says_who_is_due_and_what_else_is_past(self, client, gone, amara):
        Message.objects.create(
            kind="digest",
            address="someone@council.example",
            subject="Old",
            body="Old",
            written_at=THEN - timedelta(days=1000),
            status=Message.Status.SENT,
        )

        html = client.get(reverse("scorecard:keeping")).content.decode()

        for words in ("Lou Gonne", "Emails sent", "prune_records"):
            assert words in html

    def test_a_journey_to_removal_shows_what_goes_first(self, client, gone):
        path = reverse("scorecard:review_keeping", args=[gone.pk])
        chosen = {"version": gone.version, "reason": "Past the period"}

        ask = client.post(path, {**chosen, "decision": "anonymise"})

        html = ask.content.decode()
        assert "This cannot be undone" in html
        assert "Current and past roles: 1" in html
        gone.refresh_from_db()
        assert gone.email == SECRET

        done = client.post(path, {**chosen, "confirm": "1"})

        assert done.url == reverse("scorecard:keeping")
        gone.refresh_from_db()
        assert (gone.email, gone.name) == ("", "Lou Gonne")

    def test_a_journey_to_keeping(self, client, gone, today):
        path = reverse("scorecard:review_keeping", args=[gone.pk])

        done = client.post(
            path,
            {
                "version": gone.version,
                "reason": "A review is under way",
                "decision": "keep",
                **date_data("keep_until", date(2026, 10, 1)),
            },
        )

        assert done.url == reverse("scorecard:keeping")
        assert due(today) == []
        assert "Keep until 1 Oct 2026" in in_one_line(
            client.get(done.url).content.decode()
        )

    def test_the_day_and_the_reason_are_asked_for(self, client, gone):
        path = reverse("scorecard:review_keeping", args=[gone.pk])

        html = client.post(
            path, {"version": gone.version, "decision": "keep"}
        ).content.decode()

        assert "Enter the date to keep them until" in html
        assert "Enter the reason" in html

    def test_a_removal_that_is_refused_says_why(self, client, gone):
        make_action(text="Write the pathway", owners=[gone])
        path = reverse("scorecard:review_keeping", args=[gone.pk])

        html = client.post(
            path, {"version": gone.version, "reason": "Past", "confirm": "1"}
        ).content.decode()

        assert "Hand that over or end it first" in html
