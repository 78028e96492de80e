"""Letters and history past their period go when someone says so, and never before."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from partnership.history import services as history
from partnership.history.models import Event
from partnership.outbox.models import Message
from scorecard.records.services import keeping
from tests.scorecard.naming import THEN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2025-10-22 10:00", tick=False):
        yield


def letter(days):
    return Message.objects.create(
        kind="digest",
        address="someone@council.example",
        subject="Old",
        body="Old",
        written_at=THEN - timedelta(days=days),
        status=Message.Status.SENT,
    )


def test_letters_past_the_period_go_and_it_is_said(amara, today):
    old, recent = letter(1000), letter(10)

    gone = keeping.prune_records(by=amara, on=today)

    assert gone["messages"] == 1
    assert list(Message.objects.all()) == [recent]
    assert old.pk != recent.pk
    assert history.of(amara)[0].event == "old records removed"


def test_history_past_the_period_goes(amara, mo, today):
    with time_machine.travel("2018-10-20 12:00"):
        history.record(mo, "named", by=amara)
    with time_machine.travel("2018-10-25 12:00"):
        history.record(mo, "invited", by=amara)

    keeping.prune_records(by=amara, on=today)

    assert [event.event for event in history.of(mo)] == ["invited"]
    assert Event.objects.filter(event="named").count() == 0


def test_a_digest_goes_with_what_it_gathered(amara, today):
    digest = letter(1000)
    Message.objects.create(
        kind="action_raised",
        address="someone@council.example",
        subject="Old",
        body="Old",
        written_at=THEN - timedelta(days=1001),
        status=Message.Status.GATHERED,
        gathered_in=digest,
    )

    assert keeping.prune_records(by=amara, on=today)["messages"] == 2


def command(*said) -> str:
    told = StringIO()
    call_command("prune_records", *said, stdout=told)
    return told.getvalue()


def test_the_command_only_counts_unless_told_to_remove(amara):
    letter(1000)

    told = command("--by", amara.email)

    assert "Emails sent, older than 2 years: 1" in told
    assert "Nothing was removed" in told
    assert Message.objects.count() == 1


def test_the_command_removes_when_told(amara):
    letter(1000)

    told = command("--by", amara.email.upper(), "--remove")

    assert "Removed: 1 emails, 0 events" in told
    assert not Message.objects.exists()


@pytest.mark.parametrize("who", ["mo@wexcombe.example", "nobody@wexcombe.example"])
def test_the_command_wants_someone_who_may(mo, who):
    with pytest.raises(CommandError, match="may not review"):
        command("--by", who)
