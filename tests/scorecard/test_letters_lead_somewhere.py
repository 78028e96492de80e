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
from django.urls import resolve

from audits.questions.models import QuestionSet
from audits.returns import services as returns
from partnership.access import allowed
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


def may_open(person: Person, path: str) -> bool:
    """What the door of a page decides, without the page being drawn."""
    door = resolve(urlsplit(path).path)
    permission = getattr(door.func, "permission", None)
    if permission is None:
        return True  # one's own, for everyone who is signed in
    if door.func.about is None:
        return allowed(person, permission)
    rows = door.func.about.objects.visible_to(person)
    row = rows.filter(pk=door.kwargs["pk"]).first()
    return row is not None and allowed(person, permission, row)


class Reader:
    """Somebody at the browser on which they open their emails."""

    def __init__(self, person: Person | None) -> None:
        self.person, self.client = person, Client()
        self.standing = person and frozenset(
            person.memberships.values_list("role", "organisation__kind", "to_date")
        )

    def way(self, letter: Message, path: str, tried: set) -> str:
        """How a link lets them in; a link that does not is in no way.

        The first of each kind of invitation for each standing is walked to its end;
        of the others the invitation is opened, and the door of the page is asked.
        """
        url = urlsplit(path)
        if "/invitations/" in url.path:
            page = parse_qs(url.query)["next"][0]
            kind = (letter.kind, re.sub(r"\d+", "", page), self.standing)
            walk = self._is_invited if kind in tried else self._by_invitation
            tried.add(kind)
            return "invited" if walk(path, page) else ""
        if not needs_sign_in(path):
            return "open" if Client().get(path).status_code == 200 else ""
        user = User.objects.filter(person=self.person, is_active=True).first()
        if user is None:
            return ""
        client = Client()
        client.force_login(user, backend="partnership.sign_in.backend.SignInBackend")
        return "signed in" if client.get(path).status_code == 200 else ""

    def _by_invitation(self, path: str, page: str) -> bool:
        answer = self.client.get(path, follow=True)
        if "password" in str(answer.content) and answer.request["PATH_INFO"] != page:
            answer = self.client.post(path, {"password": PASSWORD}, follow=True)
        return (answer.status_code, answer.request["PATH_INFO"]) == (200, page)

    def _is_invited(self, path: str, page: str) -> bool:
        answer = Client().get(path)
        # Someone who has accepted already is sent on.
        is_let_in = getattr(answer, "url", "") == page or (
            answer.status_code == 200 and 'type="password"' in answer.content.decode()
        )
        return is_let_in and may_open(self.person, page)


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
    readers, tried = {}, set()
    for letter in letters.select_related("person"):
        reader = readers.setdefault(letter.person_id, Reader(letter.person))
        for path in links_in(letter):
            way = reader.way(letter, path, tried)
            ways[way] += 1
            if not way:
                dead.append((letter.kind, letter.address, path))
    assert dead == []
    assert set(ways) == {"open", "signed in", "invited"}
    assert 5 < len(tried) < ways["invited"]
