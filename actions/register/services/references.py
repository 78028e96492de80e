"""The references of actions: a prefix for where it belongs, and a number."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from actions.plans.models import Priority
from actions.register.models.actions import Action
from actions.register.models.references import ReferenceSeries
from partnership.guards.outcomes import Refused
from partnership.people.models import Organisation
from partnership.policy import values as policy

# A longer word is cut to four letters in a reference.
LONGEST_WORD = 12
# An imported reference may be part of a series, so its number is taken as used.
ENDS_IN_NUMBER = re.compile(r"(.{1,24}?)([0-9]{1,9})")


def prefix_of(organisation: Organisation, priority: Priority | None) -> str:
    """The start of a reference: from the priority, or the organisation's name.

    A short word is kept whole (EDUCATION-1), several words give their initials (QAS-1),
    and an acronym stays as it is (Wexcombe SCP: WSCP-1).
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


def refs_for(wanted: Iterable[tuple[str, str]]) -> list[str]:
    """A unique reference for each (own reference, prefix).

    Actions with their own reference keep it, and later numbers continue from it.

    Raises:
        Refused: one of their own references is taken.
    """
    wanted = list(wanted)
    kept = [ref for ref, _ in wanted if ref]
    _refuse_taken(kept)
    highest: dict[str, int] = {}
    for ref in kept:
        if found := ENDS_IN_NUMBER.fullmatch(ref):
            prefix, number = found[1], int(found[2])
            highest[prefix] = max(highest.get(prefix, 0), number)
    counted = Counter(prefix for ref, prefix in wanted if not ref)
    # In a fixed order, so that concurrent calls cannot deadlock.
    blocks = _next_numbers(
        {
            prefix: (counted[prefix], highest.get(prefix, 0))
            for prefix in sorted({*counted, *highest})
        }
    )
    return [ref or f"{prefix}{next(blocks[prefix])}" for ref, prefix in wanted]


def _refuse_taken(refs: Sequence[str]) -> None:
    if not refs:
        return
    twice = [ref for ref, times in Counter(refs).items() if times > 1]
    taken = Action.objects.filter(ref__in=refs).values_list("ref", flat=True)
    for ref in [*twice, *taken]:
        raise Refused(f"There is already an action {ref}")


def _next_numbers(wanted: Mapping[str, tuple[int, int]]) -> dict[str, Iterator[int]]:
    """The next numbers for each prefix; concurrent calls wait for each other.

    `wanted` is how many numbers each prefix needs, and a number already used. A
    priority with the same reference next year continues its numbers.
    """
    ReferenceSeries.objects.bulk_create(
        (ReferenceSeries(prefix=prefix) for prefix in wanted), ignore_conflicts=True
    )
    series = ReferenceSeries.objects.select_for_update().filter(prefix__in=wanted)
    numbers, rows = {}, list(series.order_by("prefix"))
    for row in rows:
        count, after = wanted[row.prefix]
        first = max(row.last, after) + 1
        row.last = first + count - 1
        numbers[row.prefix] = iter(range(first, first + count))
    ReferenceSeries.objects.bulk_update(rows, ["last"], batch_size=1000)
    return numbers
