"""The daily letter to each person: what every app has to say, told once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.contrib.humanize.templatetags.humanize import apnumber
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.formats import date_format

from partnership.foundation import messages
from partnership.foundation.reminders import Reminder
from partnership.models import Message, Person, Reminded
from scorecard import reminders

# The advisory lock of two numbers that one person's digest is written under.
DIGESTS = 7302


def send_digests(*, on: date) -> list[Message]:
    """Write one letter to each person with all that they should hear on a day.

    Each person's letter is a transaction of its own under a lock of its own, so that
    any number of workers at once write it once, and one that dies loses only the
    letter it was at: the next beat writes it.
    """
    news = _untold(reminders.of_all_apps(on), on)
    return [
        message
        for person, theirs in news.items()
        for message in _send_digest(person, theirs, on)
    ]


def _digest_key(on: date) -> str:
    return f"digest:{on.isoformat()}"


def _untold(found: Iterable[Reminder], on: date) -> dict[Person, list[Reminder]]:
    """What was never told, by person, of those not yet written to on the day."""
    news: dict[Person, dict[tuple, Reminder]] = defaultdict(dict)
    for reminder in found:
        if reminder.person.email:
            news[reminder.person].setdefault(reminder.key, reminder)
    written = set(
        Message.objects.filter(
            key__in=[f"{_digest_key(on)}:{person.pk}" for person in news]
        ).values_list("person", flat=True)
    )
    told = _told(
        Reminded.objects.filter(
            person__in=news,
            subject_id__in={
                r.subject.pk for theirs in news.values() for r in theirs.values()
            },
        )
    )
    return {
        person: fresh
        for person, theirs in sorted(news.items(), key=lambda entry: entry[0].pk)
        if person.pk not in written
        and (fresh := [r for key, r in theirs.items() if key not in told])
    }


def _told(reminded: QuerySet[Reminded]) -> set[tuple]:
    return set(
        reminded.values_list("kind", "subject_type", "subject_id", "step", "person")
    )


@transaction.atomic
def _send_digest(person: Person, news: list[Reminder], on: date) -> list[Message]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [DIGESTS, person.pk])
        (is_ours,) = cursor.fetchone()
    if not is_ours:
        return []
    # Again under the lock: another worker may have written between reading and now.
    told = _told(
        Reminded.objects.filter(
            person=person, subject_id__in={reminder.subject.pk for reminder in news}
        )
    )
    news = [reminder for reminder in news if reminder.key not in told]
    if not news:
        return []
    written = messages.send(
        "digest",
        to=person,
        key=_digest_key(on),
        things=_things_in_words(len(news)),
        date=date_format(on, "j F Y"),
        entries="\n\n".join(
            _entry_in_words(reminder)
            for reminder in sorted(news, key=lambda r: (r.due_on or date.max, r.words))
        ),
    )
    Reminded.objects.bulk_create(
        Reminded(
            message=message,
            person=person,
            kind=kind,
            subject_type=subject_type,
            subject_id=subject_id,
            step=step,
        )
        for message in written
        for kind, subject_type, subject_id, step, _ in (r.key for r in news)
    )
    return written


def _things_in_words(count: int) -> str:
    words = str(apnumber(count))
    return f"{words[:1].upper()}{words[1:]} thing{'' if count == 1 else 's'}"


def _entry_in_words(reminder: Reminder) -> str:
    due = [f"Due {date_format(reminder.due_on, 'j F Y')}"] if reminder.due_on else []
    return "\n".join([reminder.words, *due, messages.absolute(reminder.url)])
