"""Who should hear about which action on a given day. Pure reads."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Prefetch, Q

from actions import clock_reminders
from actions.models import Action, ActionOwner
from partnership.access import Role
from partnership.foundation import policy
from partnership.foundation.reminders import Reminder
from partnership.models import Membership, Organisation, Person

# An action overdue for longer than this is beyond reminding.
LONGEST_CHASE = timedelta(days=3 * 365)


def due(on: date) -> Iterable[Reminder]:
    """Deadlines coming, come and missed, and ongoing actions to be reviewed.

    Owners hear of theirs; what no person owns is chased with the priority's board
    officer, a school's with its safeguarding lead, and all else with the business team.
    The clocks of reviews and scrutiny's questions follow.
    """
    steps = dict(_steps(on))
    actions = list(
        Action.objects.open()
        .filter(Q(next_due__in=steps) | Q(review_on__in=_review_days(on)))
        .select_related("organisation", "priority__board_officer")
        .prefetch_related(
            Prefetch("owners", ActionOwner.objects.select_related("person"))
        )
        .order_by("next_due", "pk")
    )
    others = _Others(actions, on)
    for action in actions:
        people = _people(action) or others.of(action)
        for person in people:
            if action.next_due in steps:
                yield _deadline(action, person, steps[action.next_due])
            else:
                yield _review(action, person, on)
    yield from clock_reminders.due(steps, on)


def _steps(on: date) -> Iterator[tuple[date, str]]:
    """The due days that this day reminds of, each with the rung of the ladder."""
    ladder = policy.get("reminder_ladder")
    for days in ladder["before"]:
        rung = "tomorrow" if days == 1 else f"in {days} days"
        yield on + timedelta(days=days), rung
    if ladder["on_the_day"]:
        yield on, "today"
    if every := ladder["repeat_after"]:
        for days in range(every, LONGEST_CHASE.days, every):
            weeks, rest = divmod(days, 7)
            late = f"{weeks} week{'s' if weeks > 1 else ''}"
            yield (
                on - timedelta(days=days),
                f"{days} days late" if rest else f"{late} late",
            )


def _review_days(on: date) -> list[date]:
    """The day itself, and every so often after it."""
    every = policy.get("reminder_ladder")["repeat_after"] or LONGEST_CHASE.days
    return [on - timedelta(days=days) for days in range(0, LONGEST_CHASE.days, every)]


def _deadline(action: Action, person: Person, rung: str) -> Reminder:
    when = f"{action.next_due.day} {action.next_due:%B %Y}"
    words = "is" if rung.endswith("late") else "is due"
    return Reminder(
        person=person,
        kind="action_due",
        subject=action,
        step=f"{action.next_due} {rung}",
        words=f"{action.ref} {words} {rung} ({when}): {action.text}",
        url=action.get_absolute_url(),
        due_on=action.next_due,
    )


def _review(action: Action, person: Person, on: date) -> Reminder:
    return Reminder(
        person=person,
        kind="action_review",
        subject=action,
        step=f"review {on}",
        words=f"{action.ref} goes on and has had no update for a while: {action.text}",
        url=action.get_absolute_url(),
        due_on=action.review_on,
    )


def _people(action: Action) -> list[Person]:
    return [owner.person for owner in action.owners.all() if owner.person_id]


class _Others:
    """Whom to ask about actions that no person owns, read once for all of them."""

    def __init__(self, actions: list[Action], on: date) -> None:
        unowned = [action for action in actions if not _people(action)]
        schools = {action.organisation_id for action in unowned if action.is_schools}
        wanted = Q(
            organisation__kind=Organisation.Kind.PARTNERSHIP,
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
                is_school = membership.organisation.kind == Organisation.Kind.SCHOOL
                place = membership.organisation_id if is_school else None
                people = self.held.setdefault((place, membership.role), [])
                if membership.person not in people:
                    people.append(membership.person)

    def of(self, action: Action) -> list[Person]:
        if action.is_schools:
            place = action.organisation_id
            return self.held.get((place, Role.DSL)) or self.held.get(
                (place, Role.HEAD), []
            )
        if action.priority and action.priority.board_officer:
            return [action.priority.board_officer]
        return self.held.get((None, Role.BUSINESS_MANAGER)) or self.held.get(
            (None, Role.BOARD_OFFICER), []
        )
