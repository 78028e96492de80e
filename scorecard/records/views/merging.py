"""Pages to find a duplicate entry and merge it."""

from django.contrib import messages as notices
from django.db.models import Q
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from audits.held import both_signed
from partnership.access import Permission, requires
from partnership.names import plain_name, with_name
from partnership.people.handing_over import by_kind
from partnership.people.models import Person
from scorecard.records import across as people
from scorecard.records.forms.merging import FindPersonForm, MergeForm
from scorecard.records.services import merging

MOST_FOUND, MOST_LINES = 20, 5


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, on=Person)
def merge(request, person):
    if person.merged_into_id:
        return redirect("scorecard:merge", pk=person.merged_into_id)
    others = (
        Person.objects.visible_to(request.person)
        .known()
        .filter(anonymised_on=None)
        .exclude(pk=person.pk)
    )
    if "other" not in request.GET:
        return _find(request, person, others)
    number = request.GET["other"]
    number = number if number.isdecimal() else 0
    merged = Person.objects.visible_to(request.person).filter(merged_into=person)
    if other := merged.filter(pk=number).first():
        notices.warning(
            request, f"{other.name} has been merged into this entry already"
        )
        return redirect(person)
    gone = get_object_or_404(others, pk=number)
    form = MergeForm(
        request.POST or None,
        initial={"version": person.version},
        kept=person,
        gone=gone,
    )
    if form.is_valid() and form.attempt(
        merging.merge, person, gone=gone, by=request.person, on=localdate()
    ):
        notices.success(request, f"Merged: {gone.name} is now {person.name}")
        return redirect(person)
    context = {
        "person": person,
        "form": form,
        "rows": _side_by_side(person, gone, on=localdate()),
        "other": gone,
        "both_signed": both_signed(person, gone),
    }
    return render(request, "scorecard/records/merge.html", context)


def _find(request, person, others):
    """People matching the search or, with no search, people with the same name."""
    form = FindPersonForm(request.GET or None)
    words = form.cleaned_data.get("words", "") if form.is_valid() else ""
    fits = Q(pk__in=[])
    for name in [words] if words else _names_of(person):
        fits |= with_name(name)
    if words:
        fits |= Q(email__icontains=words) | Q(initials__iexact=words)
        fits |= Q(aliases__contains=[words])
    found = list(others.filter(fits).order_by(Lower("name"), "pk")[: MOST_FOUND + 1])
    context = {
        "person": person,
        "form": form,
        "words": words,
        "found": found[:MOST_FOUND],
        "more": len(found) > MOST_FOUND,
    }
    return render(request, "scorecard/records/find_duplicate.html", context)


def _names_of(person) -> list[str]:
    return [word for word in plain_name(person.name).split() if len(word) > 2]


def _side_by_side(kept, gone, *, on) -> list[tuple[str, list[str], list[str]]]:
    """Rows comparing both entries: a label and both values."""
    sides = [_side(entry, on=on) for entry in (kept, gone)]
    labels = dict.fromkeys(label for side in sides for label in side)
    return [(label, *(side.get(label, []) for side in sides)) for label in labels]


def _side(entry, *, on) -> dict[str, list[str]]:
    user = getattr(entry, "user", None)
    said = {
        "Name": [entry.name],
        "Initials": [entry.initials, *entry.aliases],
        "Email address": [entry.email],
        "Job title": [entry.job_title],
        "Signs in": ["Yes" if user and user.is_active else "No"],
    }
    for kind, rows in by_kind(people.holdings(entry, on=on)):
        more = [f"and {len(rows) - MOST_LINES} more"] if len(rows) > MOST_LINES else []
        said[kind.words] = [row.words for row in rows[:MOST_LINES]] + more
    held = people.kinds_of(people.held_about(entry))
    said["Everything held"] = [f"{kind}: {count}" for kind, count in held.items()]
    return said
