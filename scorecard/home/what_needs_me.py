"""The blocks of the home page, by what a person can do.

Only reads, with the same queryset methods as the reminders, so that the page and the
email agree. Each block makes one query.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import make_aware

from actions.register.models.actions import Action
from actions.register.models.progress import Update
from audits.colleagues.models import Delegation
from audits.returns.models.returns import AuditReturn
from audits.rounds.models import Round
from partnership.access import Permission, may_own_risks
from partnership.dates.years import add_working_days
from partnership.pages.addresses import reverse
from partnership.pages.forms.dates import date_data
from partnership.people.models import Person
from partnership.policy import values as policy
from scorecard.home import emails, figures, learning, owners, people
from scorecard.home.matters import Block, Matter, block_of, block_of_actions, news
from scorecard.home.risks import risks
from scorecard.yearly_report.models import ReportEdition
from subgroups.meetings.models.meetings import Meeting

P = Permission

LATELY = timedelta(days=14)
SOON = timedelta(days=28)


def blocks(person: Person, on: date) -> list[Block]:
    """The blocks that are not empty, most urgent first."""
    asked = [make for applies, make in BLOCKS if applies(person)]
    return [block for make in asked for block in make(person, on) if block.matters]


def _is_officer(person: Person) -> bool:
    return person.holds(P.MANAGE_ROUND)


def _schools(person: Person) -> set[int]:
    """The schools a person belongs to or leads on."""
    return person.organisations_where(P.SEE_RETURN) - person.organisations_where(
        P.MANAGE_ROUND
    )


def _runs_meetings(person: Person) -> bool:
    return person.holds_anywhere(P.RECORD_MEETING)


def _runs_a_subgroup(person: Person) -> bool:
    return bool(person.organisations_where(P.RECORD_MEETING)) and not _is_officer(
        person
    )


def _reads_reports(person: Person) -> bool:
    return person.holds(P.SEE_YEARLY_REPORT)


def _may_be_named(person: Person) -> bool:
    """People on a practice review, apart from officers and school staff."""
    return not (person.holds(P.MANAGE_REVIEWS) or _schools(person))


def _my_actions(person: Person, on: date) -> Iterator[Block]:
    mine = Action.objects.visible_to(person).owned_by(person)
    yield block_of_actions(
        "my_actions",
        "Your actions",
        mine.open().by_date(),
        on,
    )


def _my_checks(person: Person, on: date) -> Iterator[Block]:
    """Completed actions for this person to check."""
    waiting = Action.objects.visible_to(person).to_be_checked_by(person)
    yield block_of(
        "checks",
        "Completed actions to check",
        waiting.select_related("completed_by__merged_into")
        .only(
            "ref",
            "text",
            "completed_on",
            "completed_by__name",
            "completed_by__merged_into__name",
        )
        .order_by("completed_on", "pk"),
        lambda action: Matter(
            words=str(action),
            url=reverse("actions:check_action", kwargs={"pk": action.pk}),
            due_on=action.completed_on,
            detail=f"Completed by {action.completed_by.name_now}",
        ),
        subject="Action",
        about="Completed by",
        when="Completed",
    )


def _board_actions(person: Person, on: date) -> Iterator[Block]:
    """Actions that are overdue or have no date."""
    register = reverse("actions:register")
    board = Action.objects.visible_to(person).board()
    yield block_of_actions(
        "overdue",
        "Overdue actions",
        board.overdue(on=on).by_date(),
        on,
        url=f"{register}?overdue=on",
        is_urgent=True,
    )
    yield block_of_actions(
        "without_date",
        "Actions without a date",
        board.without_date().order_by("raised_on", "pk"),
        on,
        url=f"{register}?without_date=on",
    )


def midnight(day: date) -> datetime:
    """The start of a day as a datetime, so that an index is used."""
    return make_aware(datetime.combine(day, time()))


def _moved_lately(person: Person, on: date) -> Iterator[Block]:
    since = urlencode(date_data("since", on - LATELY))
    board = Action.objects.visible_to(person).board()
    updates = (
        Update.objects.filter(action__in=board, at__gte=midnight(on - LATELY))
        .select_related("action")
        .only("text", "action__ref", "action__text")
        .order_by("-at", "-pk")
    )
    yield news(
        updates,
        lambda update: Matter(
            words=str(update.action),
            url=update.action.get_absolute_url(),
            detail=update.text,
        ),
        key="moved",
        title="Updated in the last 2 weeks",
        subject="Action",
        about="Update",
        url=f"{reverse('actions:movement')}?{since}",
    )


def _rounds(person: Person, on: date) -> Iterator[Block]:
    """Open rounds with the schools that have not answered."""
    rounds = Round.objects.visible_to(person).running()
    yield block_of(
        "rounds",
        "Open audits",
        rounds.with_counts().order_by("closes_on", "pk"),
        lambda row: Matter(
            words=str(row),
            url=row.get_absolute_url(),
            due_on=row.closes_on,
            detail=f"{row.asked - row.submitted} of {row.asked} have not answered",
            is_late=row.closes_on < on,
        ),
        subject="Audit",
        about="Answers",
        when="Closes",
        url=reverse("audits:rounds"),
    )


def _named(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings with only the fields a row shows."""
    return meetings.select_related("subgroup__organisation").only(
        "held_on",
        "status",
        "place",
        "circulated_on",
        "checked_on",
        "subgroup__organisation__name",
    )


def _meetings(person: Person, on: date) -> Iterator[Block]:
    meetings = _named(Meeting.objects.visible_to(person))
    days = policy.get("minutes_deadline_working_days")

    def minutes(meeting: Meeting) -> Matter:
        if meeting.circulated_on:
            return Matter(
                words=f"Minutes of {meeting}",
                url=meeting.get_absolute_url(),
                due_words="At the next meeting",
                detail="Circulated, to be agreed"
                if meeting.checked_on
                else "Circulated, to be checked by the chair and agreed",
            )
        deadline = add_working_days(meeting.held_on, days)
        return Matter(
            words=f"Minutes of {meeting}",
            url=meeting.get_absolute_url(),
            due_on=deadline,
            detail=meeting.get_status_display(),
            is_late=deadline < on,
        )

    yield block_of(
        "minutes",
        "Minutes to circulate and agree",
        meetings.to_circulate_or_agree(),
        minutes,
        subject="Minutes",
        about="Progress",
        is_urgent=True,
    )


def _coming_meetings(person: Person, on: date) -> Iterator[Block]:
    meetings = _named(
        Meeting.objects.visible_to(person).coming(on=on).filter(held_on__lte=on + SOON)
    )
    yield block_of(
        "meetings",
        "Upcoming meetings",
        meetings,
        lambda meeting: Matter(
            words=str(meeting),
            url=meeting.get_absolute_url(),
            due_on=meeting.held_on,
            detail=meeting.place,
        ),
        subject="Meeting",
        about="Place",
        when="Day",
        url=reverse("subgroups:subgroups"),
    )


def _subgroup_actions(person: Person, on: date) -> Iterator[Block]:
    """Actions of subgroups a person chairs or takes minutes for."""
    ours = Action.objects.visible_to(person).filter(
        organisation__in=person.organisations_where(P.RECORD_MEETING)
    )
    wanting = ours.overdue(on=on) | ours.without_date()
    yield block_of_actions(
        "subgroup_actions",
        "Your subgroup’s overdue and undated actions",
        wanting.by_date(),
        on,
        url=reverse("actions:register"),
        is_urgent=True,
    )


def _returns(person: Person, on: date) -> Iterator[Block]:
    given = Delegation.objects.filter(person=person, audit_return=OuterRef("pk"))
    returns = (
        AuditReturn.objects.visible_to(person)
        .filter(school__organisation__in=_schools(person))
        .outstanding()
        .annotate(given=ArraySubquery(given.values("section__letter")))
        .order_by(Exists(given).desc(), "round__closes_on", "pk")
    )

    def matter(row: AuditReturn) -> Matter:
        theirs = f", your sections: {', '.join(row.given)}" if row.given else ""
        return Matter(
            words=str(row),
            url=row.get_absolute_url(),
            due_on=row.round.closes_on,
            detail=f"{row.get_status_display()}{theirs}",
            is_late=row.round.closes_on < on,
        )

    yield block_of(
        "returns",
        "Audit returns to complete",
        returns,
        matter,
        subject="Return",
        about="Progress",
        url=reverse("audits:returns"),
        is_urgent=True,
    )


def _school_actions(person: Person, on: date) -> Iterator[Block]:
    actions = (
        Action.objects.visible_to(person)
        .of_schools()
        .filter(organisation__in=_schools(person))
        .open()
        .by_date()
    )
    yield block_of_actions(
        "school_actions",
        "Your school’s actions",
        actions,
        on,
        url=reverse("actions:register"),
    )


def _editions(person: Person, on: date) -> Iterator[Block]:
    editions = ReportEdition.objects.visible_to(person).unpublished()
    yield block_of(
        "editions",
        "Yearly report in progress",
        editions.only("year", "status"),
        lambda edition: Matter(
            words=str(edition),
            url=edition.get_absolute_url(),
            detail=edition.get_status_display(),
        ),
        subject="Report",
        about="Progress",
        url=reverse("scorecard:editions"),
    )


# Who sees which block, in page order.
BLOCKS = [
    (lambda person: True, _my_actions),
    (lambda person: True, _my_checks),
    (_schools, _returns),
    (people.schools_of, people.checks),
    (_schools, _school_actions),
    (emails.sees_messages, emails.to_look_at),
    (_is_officer, _board_actions),
    (_is_officer, owners.to_match),
    (lambda person: person.holds(P.MANAGE_REVIEWS), learning.reviews),
    (_may_be_named, learning.reviews_named),
    (lambda person: person.holds(P.MANAGE_SCRUTINY), learning.scrutiny),
    (_runs_a_subgroup, _subgroup_actions),
    (may_own_risks, risks),
    (_runs_meetings, _meetings),
    (_is_officer, _rounds),
    (lambda person: person.holds(P.MANAGE_PEOPLE), people.reported),
    (lambda person: not _is_officer(person), figures.mine),
    (_is_officer, figures.of_all),
    (lambda person: person.holds_anywhere(P.SEE_MEETINGS), _coming_meetings),
    (_is_officer, _moved_lately),
    (_reads_reports, _editions),
]
