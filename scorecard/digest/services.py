"""The summary email: reminders from every app, and emails held back for it.

People who chose emails straight away or daily get at most one a day; people who chose
weekly get one on Monday, or on the first day after it if the scheduler was down then.
Nobody is reminded of the same thing twice: each reminder leaves a row, and each held
email names the digest that included it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.text import capfirst

from actions.register.services.by_link import LINK_DAYS
from partnership.outbox import messages
from partnership.outbox.models import Message, Reminded
from partnership.outbox.reminders import Reminder
from partnership.pages import addresses
from partnership.people.models import Person
from partnership.policy import values as policy
from scorecard.digest import reminders

# The first number of the advisory lock under which a person's digest is written.
DIGESTS = 7302
WEEK = timedelta(days=7)
# What a reminder with a deadline is about.
NOUNS = {
    "action_due": "action",
    "figure_due": "figure",
    "minutes": "task",
    "misses": "missed meeting",
    "papers": "task",
    "return_due": "return",
    "return_to_sign": "return",
    "return_to_submit": "return",
    "review_clock": "review deadline",
    "risk_review": "risk review",
    "scrutiny_answer": "scrutiny answer",
    "terms_review": "task",
    "seat_term": "term of a seat",
}


@dataclass
class News:
    """What is new for one person on the day of their digest."""

    reminders: dict[tuple, Reminder] = field(default_factory=dict)
    letters: list[Message] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.reminders) + len(self.letters)


def send_digests(*, on: date, only: Collection[Person] | None = None) -> list[Message]:
    """Write one email to each person with everything that is new for them on a day.

    `only` limits it to some people.

    Each email has its own transaction and lock, so that several workers at once write
    it only once, and a worker that dies loses only the email it was writing.
    """
    return [
        message
        for day in sorted({on, monday_of(on)})
        for person, news in _untold(day, on).items()
        if only is None or person in only
        for message in _send_digest(person, news, day, on)
    ]


def monday_of(on: date) -> date:
    """The Monday of a day's week."""
    return on - timedelta(days=on.weekday())


def digest_day(person: Person, on: date) -> date:
    """The day whose digest a person receives on a given day."""
    is_weekly = person.letters == Person.Letters.WEEKLY
    return monday_of(on) if is_weekly else on


def _digest_key(day: date) -> str:
    return f"digest:{day.isoformat()}"


def _untold(day: date, on: date) -> dict[Person, News]:
    """What is new, by person, for those whose digest of the day is not yet written.

    Anything that came up after the day waits for the next digest.
    """
    if day != on and not _weekly_readers(day):
        return {}
    news: dict[Person, News] = defaultdict(News)
    for reminder in reminders.of_all_apps(day):
        if reminder.person.email:
            news[reminder.person].reminders.setdefault(reminder.key, reminder)
    for letter in _kept(day):
        if _reader(letter).email:
            news[_reader(letter)].letters.append(letter)
    news = {p: theirs for p, theirs in news.items() if digest_day(p, on) == day}
    written = _written(day, news)
    told = _told(
        Reminded.objects.filter(
            person__in=news,
            subject_id__in={
                r.subject.pk
                for theirs in news.values()
                for r in theirs.reminders.values()
            },
        )
    )
    for theirs in news.values():
        theirs.reminders = _without(told, theirs.reminders)
    return {
        person: theirs
        for person, theirs in sorted(news.items(), key=lambda entry: entry[0].pk)
        if person.pk not in written and theirs
    }


def _weekly_readers(day: date) -> bool:
    """Whether anyone who chose weekly emails has no digest for this Monday yet."""
    weekly = Person.objects.filter(letters=Person.Letters.WEEKLY).exclude(email="")
    waiting = set(weekly.values_list("pk", flat=True))
    return bool(waiting - _written(day, waiting))


def _written(day: date, people: Iterable[Person | int]) -> set[int]:
    """The people whose digest of the day has been written."""
    keys = [f"{_digest_key(day)}:{getattr(one, 'pk', one)}" for one in people]
    return set(Message.objects.filter(key__in=keys).values_list("person_id", flat=True))


def _kept(day: date) -> QuerySet[Message]:
    """Emails held for a digest, written by the end of a day."""
    return (
        Message.objects.held()
        .filter(written_at__date__lte=day)
        .select_related("person__merged_into")
    )


def _reader(letter: Message) -> Person:
    """Who a held email is for; someone merged into another entry is that other."""
    return letter.person.merged_into or letter.person


def _is_for(person: Person) -> Q:
    return Q(person=person) | Q(person__merged_into=person)


def _told(reminded: QuerySet[Reminded]) -> set[tuple]:
    return set(
        reminded.values_list("kind", "subject_type", "subject_id", "step", "person")
    )


def _without(told: set[tuple], found: dict[tuple, Reminder]) -> dict[tuple, Reminder]:
    return {key: reminder for key, reminder in found.items() if key not in told}


@transaction.atomic
def _send_digest(person: Person, news: News, day: date, on: date) -> list[Message]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [DIGESTS, person.pk])
        (is_ours,) = cursor.fetchone()
    if not is_ours:
        return []
    # Again under the lock: another worker may have written between reading and now.
    told = _told(
        Reminded.objects.filter(
            person=person,
            subject_id__in={r.subject.pk for r in news.reminders.values()},
        )
    )
    fresh = News(
        _without(told, news.reminders),
        list(_kept(day).filter(_is_for(person))) if news.letters else [],
    )
    if not fresh:
        return []
    written = messages.send(
        "digest",
        to=person,
        key=_digest_key(day),
        summary=_summary(fresh, on=on),
        entries=_entries_in_words(fresh, until=_last_day(on)),
        # Whoever reads a link can answer in the name of the person it was made for.
        is_secret=any(reminder.answer for reminder in fresh.reminders.values()),
    )
    for digest in written:
        _remember(digest, fresh, person)
    return written


def _remember(digest: Message, told: News, person: Person) -> None:
    """Record what a digest includes, so that no other one repeats it."""
    told_of = Message.objects.filter(pk__in=[letter.pk for letter in told.letters])
    Message.move_rows(told_of, "gather", gathered_in=digest)
    Reminded.objects.bulk_create(
        Reminded(
            message=digest,
            person=person,
            kind=kind,
            subject_type=subject_type,
            subject_id=subject_id,
            step=step,
        )
        for kind, subject_type, subject_id, step, _ in told.reminders
    )


def _summary(news: News, *, on: date) -> str:
    """What is overdue, due this week or new: “1 action overdue, 2 due this week”."""
    deadlines = [
        (reminder.due_on, NOUNS[reminder.kind])
        for reminder in news.reminders.values()
        if reminder.due_on and reminder.kind in NOUNS
    ]
    overdue = [noun for due_on, noun in deadlines if due_on < on]
    soon = [noun for due_on, noun in deadlines if on <= due_on < on + WEEK]
    parts, named = [], ""
    for nouns, when in ((overdue, "overdue"), (soon, "due this week")):
        if nouns:
            noun = nouns[0] if len(set(nouns)) == 1 else "task"
            # Shown once: “1 action overdue, 2 due this week”.
            words = "" if noun == named else f" {_plural(noun, len(nouns))}"
            parts.append(f"{len(nouns)}{words} {when}")
            named = noun
    if others := len(news) - len(overdue) - len(soon):
        parts.append(f"{others} {_plural('update', others)}")
    return ", ".join(parts)


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


def _last_day(on: date) -> str:
    """The last day on which links made on a day work."""
    return date_format(on + timedelta(days=LINK_DAYS - 1), "j F Y")


def _entries_in_words(news: News, *, until: str) -> str:
    due_first = sorted(
        news.reminders.values(), key=lambda r: (r.due_on or date.max, r.words)
    )
    return "\n\n".join(
        [
            *(_reminder_in_words(reminder, until) for reminder in due_first),
            *map(_letter_in_words, news.letters),
        ]
    )


def _reminder_in_words(reminder: Reminder, until: str) -> str:
    due = [f"Due {date_format(reminder.due_on, 'j F Y')}"] if reminder.due_on else []
    lines = [reminder.words, *due, addresses.absolute(reminder.url)]
    if reminder.answer:
        lines += [
            f"Report without signing in (this link is only for you, until {until}):",
            addresses.absolute(reminder.answer()),
        ]
    return "\n".join(lines)


def _letter_in_words(letter: Message) -> str:
    """A held email under its subject, without its greeting.

    The subject of the digest names the partnership already.
    """
    named = f"{policy.get('partnership_short_name')}: "
    subject = capfirst(letter.subject.removeprefix(named))
    greeting, _, rest = letter.body.strip().partition("\n")
    is_greeting = greeting.startswith(("Dear ", "Hello ")) and len(greeting) < 140
    text = rest.strip() if is_greeting and rest.strip() else letter.body.strip()
    return f"{subject}\n\n{text}"
