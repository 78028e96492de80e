"""Every email of the demonstration leads somewhere: each link opens for its reader."""

import re
from collections import Counter
from datetime import date
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from audits.questions.models import QuestionSet
from audits.returns import services as returns
from partnership.outbox.links import needs_sign_in
from partnership.outbox.models import Message
from partnership.people.models import Person
from partnership.sign_in.models import User
from scorecard.digest.services import send_digests

pytestmark = pytest.mark.slow

SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)
PASSWORD = "three random words"


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
            answer = self.client.post(path, {"password": PASSWORD}, follow=True)
        came_to = answer.request["PATH_INFO"]
        return "invited" if (answer.status_code, came_to) == (200, page) else ""


@pytest.mark.django_db
def test_every_link_of_a_day_opens_for_its_recipient(time_machine):
    time_machine.move_to("2026-11-22 08:00 +0000")
    call_command("seed_demo", today=SUNDAY, stdout=StringIO())
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

    ways, dead = Counter(), []
    letters = Message.objects.filter(pk__gt=before).exclude(body="")
    readers = {}
    for letter in letters.select_related("person"):
        reader = readers.setdefault(letter.person_id, Reader(letter.person))
        for path in links_in(letter):
            way = reader.way(path)
            ways[way] += 1
            if not way:
                dead.append((letter.kind, letter.address, path))
    assert dead == []
    assert set(ways) == {"open", "signed in", "invited"}
