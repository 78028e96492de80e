"""The reminders about actions on a day, and who gets them. Only reads."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from django.db.models import OuterRef, Prefetch, Q, Subquery

from actions.ladder import (
    BROUGHT_FORWARD_AT_SCHOOLS,
    LONGEST_CHASE,
    Ladder,
    in_words,
    is_gone,
)
from actions.register import reminders as owner_reminders
from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner
from actions.register.models.progress import DueChange
from actions.risks import reminders as risk_reminders
from actions.scrutiny import reminders as clock_reminders
from partnership.access import Role, link_address
from partnership.outbox.reminders import Reminder
from partnership.pages.addresses import reverse
from partnership.people.models import Membership, Organisation, Person

# After this many days, checkers are reminded of an unchecked completion.
CHECK_AFTER = 7
Kind = Organisation.Kind


def due(on: date) -> Iterable[Reminder]:
    """Reminders of deadlines, ongoing actions, checks, owners, risks and the rest.

    Owners are reminded of their actions. If no current person owns an action, the
    priority's board officer is, for a school's action its safeguarding lead, and
    otherwise the business team. Reminders that fell due before someone last changed the
    action are not sent.
    """
    ladder = Ladder()
    if not ladder.may_tell(on, is_school=False):
        return
    actions = _in_reach(on, ladder)
    checks = list(
        Action.objects.awaiting_check()
        .select_related("priority__board_officer", "priority__lead", "completed_by")
        .order_by("completed_on", "pk")
    )
    others = _Others([*actions, *checks], on)
    told = [
        (action, person)
        for action in actions
        for person in _people(action, on) or others.of(action)
    ]
    told += [
        (action, person) for action in checks for person in _checkers(action, others)
    ]
    schools = _at_schools({person.pk for _, person in told}, on)
    for action, person in told:
        is_school = person.pk in schools
        if not ladder.may_tell(on, is_school=is_school):
            continue
        if not action.is_open:
            found = _check(action, person, on, ladder, is_school)
        elif action.next_due is not None:
            found = _deadline(action, person, on, ladder, is_school)
        else:
            found = _review(action, person, on, ladder, is_school)
        if found:
            yield found
    yield from owner_reminders.due(on, ladder)
    yield from risk_reminders.due(on, ladder)
    yield from clock_reminders.due(on, ladder)


def _in_reach(on: date, ladder: Ladder) -> list[Action]:
    """Open actions that may be due a reminder."""
    first = on - LONGEST_CHASE
    furthest = timedelta(days=max(ladder.before, default=0))
    last = on + furthest + BROUGHT_FORWARD_AT_SCHOOLS
    moves = DueChange.objects.filter(action=OuterRef("pk")).order_by("-on", "-pk")
    return list(
        Action.objects.open()
        .filter(Q(next_due__range=(first, last)) | Q(review_on__range=(first, on)))
        .annotate(moved_on=Subquery(moves.values("on")[:1]))
        .select_related("organisation", "priority__board_officer")
        .prefetch_related(
            Prefetch("owners", ActionOwner.objects.select_related("person"))
        )
        .order_by("next_due", "pk")
    )


def _deadline(
    action: Action, person: Person, on: date, ladder: Ladder, is_school: bool
) -> Reminder | None:
    rung = ladder.reached(action.next_due, on, is_school=is_school)
    if rung is None or rung.day < _last_touched(action):
        return None
    when = f"{action.next_due.day} {action.next_due:%B %Y}"
    return Reminder(
        person=person,
        kind="action_due",
        subject=action,
        step=f"{action.next_due} {rung.name}",
        words=f"{action.ref} {in_words(action.next_due, on)} ({when}): "
        f"{action.open_text}",
        url=action.get_absolute_url(),
        due_on=action.next_due,
        answer=_answer(action, person),
    )


def _last_touched(action: Action) -> date:
    days = (action.raised_on, action.last_update_on, action.moved_on)
    return max(day for day in days if day)


def _review(
    action: Action, person: Person, on: date, ladder: Ladder, is_school: bool
) -> Reminder | None:
    rung = ladder.repeated(action.review_on, on, after=0, is_school=is_school)
    if rung is None:
        return None
    return Reminder(
        person=person,
        kind="action_review",
        subject=action,
        step=f"review {rung.name}",
        words=f"{action.ref} is ongoing and has had no recent update: "
        f"{action.open_text}",
        url=action.get_absolute_url(),
        due_on=action.review_on,
        answer=_answer(action, person),
    )


def _check(
    action: Action, person: Person, on: date, ladder: Ladder, is_school: bool
) -> Reminder | None:
    since = action.completed_on
    rung = ladder.repeated(since, on, after=CHECK_AFTER, is_school=is_school)
    if rung is None:
        return None
    day = f"{since.day} {since:%B %Y}"
    return Reminder(
        person=person,
        kind="action_check",
        subject=action,
        step=f"check {rung.name}",
        words=f"{action.ref} has been waiting for you to check it since {day}: "
        f"{action.open_text}",
        url=reverse("actions:check_action", kwargs={"pk": action.pk}),
    )


def _answer(action: Action, person: Person) -> partial | None:
    """A function that makes an owner's link for reporting without signing in."""
    for owner in action.owners.all():
        if owner.person_id == person.pk:
            owner.action = action
            return partial(
                link_address, "actions:update_by_link", "update_action", owner
            )
    return None


def _people(action: Action, on: date) -> list[Person]:
    """The people who own it and have not left."""
    people = [owner.person for owner in action.owners.all() if owner.person_id]
    return [person for person in people if not is_gone(person, on)]


def _checkers(action: Action, others: "_Others") -> list[Person]:
    """The priority's officer and lead, or the business team; not the completer."""
    priority, done_by = action.priority, action.completed_by
    named = [priority.board_officer, priority.lead] if priority else []
    theirs = {done_by.pk, done_by.merged_into_id}
    people = dict.fromkeys(
        person
        for person in named
        if person is not None
        and person.pk not in theirs
        and not is_gone(person, others.on)
    )
    return list(people) or [
        person for person in others.officers if person.pk not in theirs
    ]


def _at_schools(people: set[int], on: date) -> set[int]:
    """People who work at a school and not for an agency or the partnership."""
    kinds: dict[int, set[str]] = {}
    for person, kind in (
        Membership.objects.current(on=on)
        .filter(person__in=people)
        .values_list("person_id", "organisation__kind")
    ):
        kinds.setdefault(person, set()).add(kind)
    return {
        person
        for person, held in kinds.items()
        if Kind.SCHOOL in held and not held & {Kind.AGENCY, Kind.PARTNERSHIP}
    }


class _Others:
    """The people reminded of actions without a current owner, read once for all."""

    def __init__(self, actions: list[Action], on: date) -> None:
        self.on = on
        unowned = [
            action
            for action in actions
            if not action.is_open or not _people(action, on)
        ]
        schools = {action.organisation_id for action in unowned if action.is_schools}
        wanted = Q(
            organisation__kind=Kind.PARTNERSHIP,
            role__in=[Role.BUSINESS_MANAGER, Role.BOARD_OFFICER],
        )
        if schools:
            wanted |= Q(organisation__in=schools, role__in=[Role.DSL, Role.HEAD])
        self.held: dict[tuple[int | None, str], list[Person]] = {}
        if unowned:
            for membership in (
                Membership.objects.current(on=on)
                .filter(wanted)
                .select_related("person", "organisation")
                .order_by("pk")
            ):
                is_school = membership.organisation.kind == Kind.SCHOOL
                place = membership.organisation_id if is_school else None
                people = self.held.setdefault((place, membership.role), [])
                if membership.person not in people:
                    people.append(membership.person)

    @property
    def officers(self) -> list[Person]:
        """The business managers, or the board officers if there are none."""
        return self.held.get((None, Role.BUSINESS_MANAGER)) or self.held.get(
            (None, Role.BOARD_OFFICER), []
        )

    def of(self, action: Action) -> list[Person]:
        if action.is_schools:
            place = action.organisation_id
            return self.held.get((place, Role.DSL)) or self.held.get(
                (place, Role.HEAD), []
            )
        officer = action.priority and action.priority.board_officer
        if officer and not is_gone(officer, self.on):
            return [officer]
        return self.officers
