"""Raising and editing actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.text import Truncator
from django.utils.timezone import localtime

from actions.due.calendar import months_later
from actions.due.local import school_calendar
from actions.due.meaning import Due, Precision
from actions.due.reading import read_due
from actions.plans.models import Objective, Priority
from actions.register.models.actions import Action
from actions.register.models.owners import ActionOwner
from actions.register.models.querysets import ActionQuerySet
from actions.register.services.first_reports import FirstReport, begin, write
from actions.register.services.references import prefix_of, refs_for
from actions.register.words import OwnerAs, Source
from partnership.dates import clock
from partnership.dates.years import plan_year_containing
from partnership.guards.outcomes import Refused
from partnership.history import services as history
from partnership.names import plain_name
from partnership.outbox import messages
from partnership.pages import addresses
from partnership.people.models import Organisation, Person
from partnership.policy import values as policy

# Domain.md 10.1: an ongoing action is due for review after three months.
REVIEW_MONTHS = 3
# The characters of a due date that a subject has room for.
LONGEST_DEADLINE = 40


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An action to be added.

    `ref` is its own reference, `report` its progress so far, `by` and `at` who raised
    it earlier elsewhere, and when.
    """

    text: str
    organisation: Organisation
    source: Source
    source_words: str = ""
    source_url: str = ""
    is_restricted: bool = False
    owners: Sequence[OwnerAs] = ()
    due_text: str = ""
    priority: Priority | None = None
    objective: Objective | None = None
    measure: str = ""
    measure_type: str = ""
    areas: Sequence[str] = ()
    meeting_on: date | None = None
    ref: str = ""
    report: FirstReport | None = None
    by: Person | None = None
    at: datetime | None = None


@transaction.atomic
def raise_action(
    *,
    text: str,
    organisation: Organisation,
    source: Source,
    source_words: str = "",
    source_url: str = "",
    is_restricted: bool = False,
    owners: Sequence[OwnerAs] = (),
    due_text: str = "",
    priority: Priority | None = None,
    objective: Objective | None = None,
    measure: str = "",
    measure_type: str = "",
    areas: Sequence[str] = (),
    meeting_on: date | None = None,
    by: Person | None,
    on: date,
) -> Action:
    """Add an action to the register and email its owners.

    `organisation` is who it belongs to: a subgroup, the partnership or a school.
    `meeting_on` is the date of “next meeting” in `due_text`.

    Raises:
        Refused: there is no text, or the priority's plan has been superseded.
    """
    draft = Draft(
        text=text,
        organisation=organisation,
        source=source,
        source_words=source_words,
        source_url=source_url,
        is_restricted=is_restricted,
        owners=owners,
        due_text=due_text,
        priority=priority,
        objective=objective,
        measure=measure,
        measure_type=measure_type,
        areas=areas,
        meeting_on=meeting_on,
    )
    [(action, named)] = _enter([draft], by=by, on=on)
    tell_owners(action, named, by=by)
    return action


@transaction.atomic
def raise_actions(
    drafts: Sequence[Draft], *, by: Person | None = None, on: date | None = None
) -> list[Action]:
    """Add many actions at once, in a few statements, in the order given.

    No emails are sent: the caller tells owners once about all their actions. `by` and
    `on` apply to drafts without their own.

    Raises:
        Refused: one has no text, its own reference is taken, or its plan has been
            superseded.
    """
    return [action for action, _ in _enter(drafts, by=by, on=on)]


def _enter(
    drafts: Sequence[Draft], *, by: Person | None, on: date | None
) -> list[tuple[Action, list[Person]]]:
    """Save actions with their owners and history, without emails."""
    for draft in drafts:
        if not draft.text.strip():
            raise Refused("Enter what needs to be done", field="text")
        if draft.priority:
            draft.priority.plan.guard("add_action")
    refs = refs_for(
        (draft.ref, "" if draft.ref else prefix_of(draft.organisation, draft.priority))
        for draft in drafts
    )
    now = clock.now()
    actions = []
    for draft, ref in zip(drafts, refs, strict=True):
        raised_on = localtime(draft.at).date() if draft.at else on
        raised_by = draft.by or by
        action = Action(
            ref=ref,
            text=draft.text.strip(),
            organisation=draft.organisation,
            priority=draft.priority,
            objective=draft.objective,
            source=draft.source,
            source_words=draft.source_words[:300],
            source_url=draft.source_url[:300],
            is_restricted=draft.is_restricted,
            raised_on=raised_on,
            raised_by=raised_by,
            measure=draft.measure,
            measure_type=draft.measure_type,
            areas=list(draft.areas),
        )
        set_due(action, draft.due_text, meeting_on=draft.meeting_on, on=raised_on)
        if draft.report:
            begin(action, draft.report, by=raised_by, on=raised_on)
        actions.append(action)
    Action.objects.bulk_create(actions, batch_size=500)
    owners, named = [], []
    for action, draft in zip(actions, drafts, strict=True):
        rows, people = _owner_rows(action, draft.owners)
        owners += rows
        named.append(people)
    ActionOwner.objects.bulk_create(owners, batch_size=2000)
    history.record_past(
        history.Past(
            action,
            "raised",
            by=action.raised_by,
            at=draft.at or now,
            detail={"due": action.due_text, "source": str(action.source)},
        )
        for action, draft in zip(actions, drafts, strict=True)
    )
    told = [
        (action, draft.report)
        for action, draft in zip(actions, drafts, strict=True)
        if draft.report
    ]
    if told:
        write(told, by=by)
    return list(zip(actions, named, strict=True))


def add_action(
    priority: Priority, *, organisation: Organisation | None = None, **fields: object
) -> Action:
    """Add an action to a priority; by default it belongs to the partnership."""
    if organisation is None:
        organisation = Organisation.objects.get(kind=Organisation.Kind.PARTNERSHIP)
    return raise_action(
        organisation=organisation,
        priority=priority,
        source=Source.PLAN,
        source_words=str(priority.plan),
        **fields,
    )


@transaction.atomic
def edit_action(
    action: Action,
    *,
    text: str,
    owners: Sequence[OwnerAs],
    measure: str = "",
    measure_type: str = "",
    areas: Sequence[str] = (),
    objective: Objective | None = None,
    version: int | None = None,
    by: Person,
    on: date,
) -> None:
    """Change everything but the date, which only `change_due` does.

    Only new owners are emailed.
    """
    action.claim(version)
    action.guard("edit")
    if not text.strip():
        raise Refused("Enter what needs to be done", field="text")
    before = {
        "text": action.text,
        "owners": action.owner_words,
        "measure": action.measure,
    }
    already = {owner.person_id for owner in action.owners.all()}
    action.text, action.measure = text.strip(), measure
    action.measure_type, action.areas = measure_type, list(areas)
    action.objective = objective
    action.save()
    named = _set_owners(action, owners)
    after = {
        "text": action.text,
        "owners": ", ".join(owner.words for owner in owners),
        "measure": action.measure,
    }
    changed = [key for key, value in before.items() if after[key] != value]
    history.record(
        action,
        "edited",
        by=by,
        before={key: before[key] for key in changed},
        after={key: after[key] for key in changed},
    )
    tell_owners(action, [person for person in named if person.pk not in already], by=by)


def set_due(
    action: Action, due_text: str, *, meeting_on: date | None = None, on: date
) -> Due:
    """Set the due text and the date it was read as; the caller saves."""
    if action.priority:
        plan_start = action.priority.plan.start
    else:
        month = policy.get("plan_year_start_month")
        plan_start, _ = plan_year_containing(on, start_month=month)
    due = read_due(
        due_text,
        plan_start=plan_start,
        next_meeting=meeting_on,
        **school_calendar(),
    )
    action.due_text = due_text[:300]
    action.due_start, action.due_end = due.start, due.end
    action.due_precision = due.precision
    action.due_occurrences = list(due.occurrences)
    action.due_remarks = list(due.remarks)
    set_next_due(action, on=on)
    return due


def set_next_due(action: Action, *, on: date) -> None:
    """Set the next deadline, and when an ongoing action is reviewed."""
    precision = action.due_precision
    if action.due_occurrences:
        unanswered = action.unanswered() if action.pk else action.due_occurrences
        action.next_due = next(iter(unanswered), None)
    elif precision in {Precision.RECURRING, Precision.AMBIGUOUS}:
        action.next_due = None
    else:
        action.next_due = action.due_end
    # Without a review, a recurring action gets no reminders after its last date.
    is_reviewed = precision == Precision.ONGOING or (
        precision == Precision.RECURRING and action.next_due is None
    )
    action.review_on = (
        months_later(max(action.due_start or on, on), REVIEW_MONTHS)
        if is_reviewed
        else None
    )


def tell_owners(action: Action, people: Sequence[Person], *, by: Person | None) -> None:
    """Email new owners; deadlines come in the digest.

    Someone who was an owner before and becomes one again is emailed again.
    """
    due = action.due_text or "no date yet"
    messages.send(
        "action_raised",
        to=[person for person in people if person != by],
        key=f"action_raised:{action.pk}:{action.version}",
        action=action.ref,
        text=action.open_text,
        source=action.source_words or action.get_source_display(),
        due="\n".join([due, *action.due_remarks]),
        deadline=Truncator(due).chars(LONGEST_DEADLINE),
        link=addresses.absolute(action.get_absolute_url()),
    )


def _set_owners(action: Action, owners: Sequence[OwnerAs]) -> list[Person]:
    """Replace the owners, in order; returns the people among them."""
    left = set(
        action.owners.filter(is_left_as_words=True).values_list(
            "plain_words", flat=True
        )
    )
    kept = _kept_rows(action, owners)
    rows, people = _owner_rows(action, owners)
    fresh: list[ActionOwner] = []
    for row in rows:
        staying = kept.get(row.person_id)
        if staying is None:
            is_left = not row.is_matched and plain_name(row.words) in left
            row.is_left_as_words = is_left
            fresh.append(row)
            continue
        staying.words, staying.position = row.words, row.position
        staying.organisation, staying.role_words = row.organisation, row.role_words
    ActionOwner.objects.bulk_create(fresh)
    ActionOwner.objects.bulk_update(
        kept.values(), ["words", "organisation", "role_words", "position"]
    )
    getattr(action, "_prefetched_objects_cache", {}).pop("owners", None)
    return people


def _kept_rows(action: Action, owners: Sequence[OwnerAs]) -> dict[int, ActionOwner]:
    """The rows of people who stay owners, so that their email links still work.

    Deletes all other owner rows of the action.
    """
    staying = {owner.person.pk for owner in owners if owner.person is not None}
    rows = action.owners.filter(person__in=staying)
    action.owners.exclude(pk__in=rows.values("pk")).delete()
    return {row.person_id: row for row in rows}


def _owner_rows(
    action: Action, owners: Sequence[OwnerAs]
) -> tuple[list[ActionOwner], list[Person]]:
    """Unsaved rows of an action's owners, and the people among them."""
    people: dict[int, Person] = {}
    rows = []
    for position, owner in enumerate(owners, 1):
        if not owner.words.strip():
            raise Refused("Enter the owner", field="owners")
        if owner.person is not None and owner.person.pk in people:
            continue
        if owner.person is not None:
            people[owner.person.pk] = owner.person
        rows.append(
            ActionOwner(
                action=action,
                words=owner.words.strip()[:300],
                person=owner.person,
                organisation=owner.organisation,
                role_words=owner.role_words[:120],
                position=position,
            )
        )
    return rows, list(people.values())


def restate_source(actions: ActionQuerySet, *, words: str) -> None:
    """Say anew where actions came from, once that is no longer a draft."""
    actions.update(source_words=words)
