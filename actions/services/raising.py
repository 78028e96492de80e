"""Entering actions in the register, and changing what they say."""

import re
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from actions.due import Due, Precision, read_due
from actions.due.calendar import months_later
from actions.models import (
    Action,
    ActionOwner,
    Objective,
    OwnerAs,
    Priority,
    ReferenceSeries,
    Source,
)
from partnership.foundation import history, messages, policy
from partnership.foundation.dates import plan_year_containing
from partnership.foundation.outcomes import Refused
from partnership.models import Organisation, Person

# Domain.md 10.1: an ongoing action falls due for review after three months of silence.
REVIEW_MONTHS = 3
# A longer word is cut down to four letters in a reference.
LONGEST_WORD = 12


@transaction.atomic
def raise_action(
    *,
    text: str,
    organisation: Organisation,
    source: Source,
    source_words: str = "",
    source_url: str = "",
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
    """Enter an action in the register and tell the people who are to do it.

    `organisation` is who it belongs to: a subgroup, the partnership, a school.
    `meeting_on` is the day that “next meeting” in `due_text` would mean.

    Raises:
        Refused: there is no text, or the priority's plan has been superseded.
    """
    if not text.strip():
        raise Refused("Enter what is to be done", field="text")
    if priority and not priority.plan.can_be_edited:
        raise Refused("This plan has been superseded and takes no new actions")
    action = Action(
        ref=_next_ref(_prefix(organisation, priority)),
        text=text.strip(),
        organisation=organisation,
        priority=priority,
        objective=objective,
        source=source,
        source_words=source_words[:300],
        source_url=source_url[:300],
        raised_on=on,
        raised_by=by,
        measure=measure,
        measure_type=measure_type,
        areas=list(areas),
    )
    set_due(action, due_text, meeting_on=meeting_on, on=on)
    action.save()
    named = _set_owners(action, owners)
    history.record(action, "raised", by=by, due=action.due_text, source=str(source))
    tell_owners(action, named, by=by)
    return action


def add_action(
    priority: Priority, *, organisation: Organisation | None = None, **fields: object
) -> Action:
    """Add an action to a priority; it belongs to the partnership unless said."""
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
    """Change what is to be done and by whom; its date moves by `change_due` alone.

    People who become owners are told, those who were are not told again.
    """
    action.claim(version)
    if not action.is_open:
        raise Refused(
            f"{action.ref} is {action.get_status_display().lower()} and stays as it is"
        )
    if not text.strip():
        raise Refused("Enter what is to be done", field="text")
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
    """Keep a due text as typed and what it was read as; saving is the caller's."""
    if action.priority:
        plan_start = action.priority.plan.start
    else:
        month = policy.get("plan_year_start_month")
        plan_start, _ = plan_year_containing(on, start_month=month)
    due = read_due(
        due_text,
        plan_start=plan_start,
        terms=policy.get("school_terms"),
        next_meeting=meeting_on,
    )
    action.due_text = due_text[:300]
    action.due_start, action.due_end = due.start, due.end
    action.due_precision = due.precision
    action.due_occurrences = list(due.occurrences)
    action.due_remarks = list(due.remarks)
    set_next_due(action, on=on)
    return due


def set_next_due(action: Action, *, on: date) -> None:
    """Work out which day is to be kept next, and when an ongoing action is reviewed."""
    precision = action.due_precision
    if action.due_occurrences:
        unanswered = action.unanswered() if action.pk else action.due_occurrences
        action.next_due = next(iter(unanswered), None)
    elif precision in {Precision.RECURRING, Precision.AMBIGUOUS}:
        action.next_due = None
    else:
        action.next_due = action.due_end
    is_reviewed = not action.due_occurrences and precision in {
        Precision.ONGOING,
        Precision.RECURRING,
    }
    action.review_on = (
        months_later(max(action.due_start or on, on), REVIEW_MONTHS)
        if is_reviewed
        else None
    )


def tell_owners(action: Action, people: Sequence[Person], *, by: Person | None) -> None:
    """Tell people once that an action is theirs; its deadlines come in the digest."""
    messages.send(
        "action_raised",
        to=[person for person in people if person != by],
        key=f"action_raised:{action.pk}",
        action=action.ref,
        text=action.text,
        source=action.source_words or action.get_source_display(),
        due="\n".join([action.due_text or "no date yet", *action.due_remarks]),
        link=messages.absolute(action.get_absolute_url()),
    )


def _set_owners(action: Action, owners: Sequence[OwnerAs]) -> list[Person]:
    """Write the owners anew, in their order; returns the people among them."""
    kept = _kept_rows(action, owners)
    people: dict[int, Person] = {}
    fresh: list[ActionOwner] = []
    for position, owner in enumerate(owners, 1):
        if not owner.words.strip():
            raise Refused("Enter who is to do it", field="owners")
        if owner.person is not None and owner.person.pk in people:
            continue
        if owner.person is not None:
            people[owner.person.pk] = owner.person
        row = kept.get(owner.person.pk) if owner.person else None
        if row is None:
            row = ActionOwner(action=action)
            fresh.append(row)
        row.words, row.person = owner.words.strip()[:300], owner.person
        row.organisation, row.role_words = owner.organisation, owner.role_words[:120]
        row.position = position
    ActionOwner.objects.bulk_create(fresh)
    ActionOwner.objects.bulk_update(
        kept.values(), ["words", "organisation", "role_words", "position"]
    )
    getattr(action, "_prefetched_objects_cache", {}).pop("owners", None)
    return list(people.values())


def _kept_rows(action: Action, owners: Sequence[OwnerAs]) -> dict[int, ActionOwner]:
    """The rows of people who stay owners, so that their letters' links still work.

    All other rows of the action are deleted.
    """
    staying = {owner.person.pk for owner in owners if owner.person is not None}
    rows = action.owners.filter(person__in=staying)
    action.owners.exclude(pk__in=rows.values("pk")).delete()
    return {row.person_id: row for row in rows}


def _prefix(organisation: Organisation, priority: Priority | None) -> str:
    """What a reference begins with: the priority's, or the name of who it belongs to.

    A short word stands whole (EDUCATION-1), several give their letters (QAS-1), and
    one that is letters already stays so (Wexcombe SCP: WSCP-1).
    """
    if priority:
        return f"{priority.ref}."
    if organisation.kind == Organisation.Kind.SCHOOL:
        urn = getattr(getattr(organisation, "school", None), "urn", None)
        if urn:
            return f"S{urn}-"
    name = organisation.short_name or organisation.name
    if organisation.kind == Organisation.Kind.PARTNERSHIP:
        name = organisation.short_name or policy.get("partnership_short_name") or name
    words = re.findall(r"[A-Za-z0-9]+", name)
    if len(words) == 1 and len(words[0]) <= LONGEST_WORD:
        return f"{words[0].upper()}-"
    letters = "".join(
        word[:4] if len(words) == 1 else word if word.isupper() else word[0]
        for word in words
    )
    return f"{letters.upper()[:LONGEST_WORD] or 'A'}-"


def _next_ref(prefix: str) -> str:
    """The next reference under a prefix; concurrent callers wait for each other.

    A priority that returns next year under the same reference goes on counting.
    """
    ReferenceSeries.objects.bulk_create(
        [ReferenceSeries(prefix=prefix)], ignore_conflicts=True
    )
    series = ReferenceSeries.objects.select_for_update().get(prefix=prefix)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{prefix}{series.last}"
