"""The whole demonstration in a database: full, alike when seeded again, and usable.

Every link of its emails opens for its reader.
"""

import re
from collections import Counter
from datetime import date
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import ResolverMatch, resolve, reverse

from audits.questions.models import QuestionSet
from audits.returns import services as returns
from audits.returns.models.answers import Answer
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from partnership.demo import DEMO_USERS, PASSWORD
from partnership.history.models import Event
from partnership.outbox.links import needs_sign_in
from partnership.outbox.models import Message
from partnership.people.models import Person
from partnership.sign_in.models import User
from scorecard.digest.services import send_digests
from subgroups.agenda.models import AgendaSending
from subgroups.meetings.proof import proof_of
from tests.partnership.history.lines import showing_keys

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

DAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)
NEW_PASSWORD = "three random words"

# domain.md 10.3, the line n=273: (returns, total, zeros, top 39) and counts of answers.
PUBLISHED = {
    "submitted last year, and so far": [273, 169],
    "front-door-referrals": (273, 1751, 31, 875),
    "physical-interventions": (273, 3181, 131, 108, 34),
    "concerns-to-dsl": (273, 33_413),
    "residential-visits": [187, 74, 12],
    "governors-know-part-two": 266,
    "safeguarding-on-agenda": 268,
    "inspection-guidance-considered": 26,
    "low-level-concern-forms": 45,
    "dsl-supervision": 85,
    "looked-after-designated-teacher": 246,
    "new-challenges": 47,
}


def published_totals() -> dict:
    """The same figures, read from the answers of the round that was sent in."""
    last, running = Round.objects.order_by("opens_on")
    sent = {
        one: AuditReturn.objects.filter(round=one, status="submitted", is_current=True)
        for one in (last, running)
    }
    answers = Answer.objects.filter(audit_return__in=sent[last])

    def numbers(code):
        asked = answers.filter(question__code=code)
        return sorted(int(number) for number in asked.values_list("number", flat=True))

    def chosen(code, *choices):
        return answers.filter(question__code=code, choice__in=choices).count()

    referrals, held = numbers("front-door-referrals"), numbers("physical-interventions")
    concerns = numbers("concerns-to-dsl")
    often = ("monthly", "half_termly", "termly")
    help_wanted = answers.filter(
        question__code="new-challenges", choices__contains=["early_help"]
    )
    return {
        "submitted last year, and so far": [len(sent[last]), len(sent[running])],
        "front-door-referrals": (
            len(referrals),
            sum(referrals),
            referrals.count(0),
            sum(referrals[-39:]),
        ),
        "physical-interventions": (
            len(held),
            sum(held),
            held.count(0),
            sum(1 <= number <= 10 for number in held),
            sum(number > 10 for number in held),
        ),
        "concerns-to-dsl": (len(concerns), sum(concerns)),
        "residential-visits": [
            chosen("residential-visits", "4"),
            chosen("residential-visits", "3"),
            chosen("residential-visits", "2", "1"),
        ],
        "governors-know-part-two": chosen("governors-know-part-two", "yes"),
        "safeguarding-on-agenda": chosen("safeguarding-on-agenda", *often),
        "inspection-guidance-considered": chosen(
            "inspection-guidance-considered", "yes"
        ),
        "low-level-concern-forms": chosen("low-level-concern-forms", "no"),
        "dsl-supervision": chosen("dsl-supervision", "none"),
        "looked-after-designated-teacher": chosen(
            "looked-after-designated-teacher", "yes"
        ),
        "new-challenges": help_wanted.count(),
    }


def dump():
    """Every row of every table of ours, in order."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for app in ("partnership", "actions", "subgroups", "audits", "scorecard")
        for model in apps.get_app_config(app).get_models()
    } | {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_app_config("account").get_models()
    }


def lines_of(sending: AgendaSending) -> list:
    [sent] = proof_of(type(sending).objects.filter(pk=sending.pk))
    return sent.lines


@pytest.fixture(scope="module")
def dumps(django_db_setup, django_db_blocker, tmp_path_factory):
    """Two databases seeded for one day on different days; the second is there yet."""
    dumps = []
    with django_db_blocker.unblock():
        for wall_clock in ("2026-12-03 17:30 +0000", "2026-11-22 08:00 +0000"):
            folder = tmp_path_factory.mktemp("media")
            call_command("flush", interactive=False, verbosity=0)
            with time_machine.travel(wall_clock), override_settings(MEDIA_ROOT=folder):
                call_command("seed_demo", today=DAY, stdout=StringIO())
            dumps.append(dump())
        yield dumps
        call_command("flush", interactive=False, verbosity=0)


def test_two_databases_seeded_for_one_day_are_alike_and_full(dumps):
    assert published_totals() == PUBLISHED
    first, second = dumps
    assert [label for label in first if first[label] != second[label]] == []
    assert {
        label
        for label, rows in first.items()
        if not rows and not label.startswith("account.")
    } == set()
    assert showing_keys(Event.objects.all()) == []
    sent = [one for row in AgendaSending.objects.all() for one in lines_of(row)]
    assert {line.message and line.message.status for line in sent} == {"sent"}
    with pytest.raises(CommandError, match="already has a partnership"):
        call_command("seed_demo", today=DAY, stdout=StringIO())


@pytest.mark.usefixtures("dumps")
def test_everyone_it_names_signs_in_and_has_a_home_page():
    for email, _, _, _ in DEMO_USERS:
        user = User.objects.get(email=email)
        assert user.check_password(PASSWORD)
        client = Client()
        client.force_login(user, backend="partnership.sign_in.backend.SignInBackend")
        assert client.get(reverse("scorecard:home")).status_code == 200


def links_in(letter: Message) -> list[str]:
    site = re.escape(settings.SITE_ADDRESS.rstrip("/"))
    return re.findall(rf"{site}(/[^\s<>\"]*)", letter.body)


class Reader:
    """Somebody at the browser on which they open their emails."""

    def __init__(self, person: Person | None) -> None:
        self.person, self.client = person, Client()
        self.has_account = (
            person is not None and User.objects.filter(person=person).exists()
        )
        held = person.memberships.values_list("role", flat=True) if person else ()
        self.roles = tuple(sorted(held))

    def way(self, path: str) -> str:
        """How a link lets them in; a link that does not is in no way."""
        url = urlsplit(path)
        if "/invitations/" in url.path:
            return self._by_invitation(path, parse_qs(url.query)["next"][0])
        if not needs_sign_in(path):
            return "open" if Client().get(path).status_code == 200 else ""
        user = User.objects.filter(person=self.person, is_active=True).first()
        if user is None:
            return ""
        client = Client()
        client.force_login(user, backend="partnership.sign_in.backend.SignInBackend")
        return "signed in" if client.get(path).status_code == 200 else ""

    def _by_invitation(self, path: str, page: str) -> str:
        answer = self.client.get(path, follow=True)
        if "password" in str(answer.content) and answer.request["PATH_INFO"] != page:
            answer = self.client.post(path, {"password": NEW_PASSWORD}, follow=True)
        came_to = answer.request["PATH_INFO"]
        return "invited" if (answer.status_code, came_to) == (200, page) else ""


def pages_of(path: str) -> list[ResolverMatch]:
    """The pages a link leads to: an invitation leads on to another."""
    url = urlsplit(path)
    onwards = parse_qs(url.query).get("next", []) if "/invitations/" in url.path else []
    return [resolve(urlsplit(one).path) for one in (path, *onwards)]


def alike(letter: Message, path: str, reader: Reader) -> tuple:
    """What a link shares with those that can only fail together with it.

    A page about no row is the same for people of the same roles, and each school is
    asked in the same way for its own return. Any other link is about a row of its own.
    """
    pages = pages_of(path)
    its_own = pages[-1].kwargs and letter.kind != "round_opened"
    views = tuple(page.view_name for page in pages)
    whose = (reader.person.pk if reader.person else None, path) if its_own else ()
    return letter.kind, views, reader.roles, reader.has_account, whose


@pytest.mark.usefixtures("dumps")
def test_every_link_of_a_day_opens_for_its_recipient(time_machine):
    before = Message.objects.latest("pk").pk
    time_machine.move_to("2026-11-23 08:00 +0000")

    officer = Person.objects.get(email="bryn@wexcombe.example")
    returns.launch_round(
        question_set=QuestionSet.objects.in_force().first(),
        title="Second audit",
        academic_year="2026/27",
        closes_on=date(2026, 12, 18),
        by=officer,
        on=MONDAY,
    )
    send_digests(on=MONDAY)

    tried, ways, dead = set(), Counter(), []
    letters = Message.objects.filter(pk__gt=before).exclude(body="")
    readers = {}
    for letter in letters.select_related("person"):
        reader = readers.setdefault(letter.person_id, Reader(letter.person))
        for path in links_in(letter):
            if (link := alike(letter, path, reader)) in tried:
                continue
            tried.add(link)
            way = reader.way(path)
            ways[way] += 1
            if not way:
                dead.append((letter.kind, letter.address, path))
    assert dead == []
    assert set(ways) == {"open", "signed in", "invited"}
