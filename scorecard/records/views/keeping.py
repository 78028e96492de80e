"""Pages of retention reviews."""

from datetime import timedelta

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from partnership.access import Permission, requires
from partnership.pages.forms.layout import Button
from partnership.people.models import Person
from partnership.policy import values as policy
from scorecard.records import across as people
from scorecard.records.forms.keeping import ANONYMISE, ConfirmForm, ReviewForm
from scorecard.records.models import KeepingDecision
from scorecard.records.services import keeping as services_keeping

A_PAGE = 25


@require_GET
@requires(Permission.REVIEW_RECORDS)
def keeping(request):
    on = localdate()
    due = people.due_for_review(Person.objects.visible_to(request.person), on=on)
    context = {
        "page": Paginator(due, A_PAGE).get_page(request.GET.get("page")),
        "periods": policy.get(people.PERIODS),
        "past": [old for old in people.past_keeping(on) if old.count],
        "decisions": KeepingDecision.objects.visible_to(request.person).select_related(
            "decided_by"
        )[:10],
    }
    return render(request, "scorecard/records/keeping.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.REVIEW_RECORDS, on=Person)
def review_keeping(request, person):
    """Decide about one person. Removing asks for confirmation."""
    if person.merged_into_id:
        return redirect("scorecard:review_keeping", pk=person.merged_into_id)
    on, version = localdate(), {"version": person.version}
    if "confirm" in request.POST:
        form = ConfirmForm(request.POST, initial=version)
        if form.is_valid() and form.attempt(
            services_keeping.anonymise, person, by=request.person, on=on
        ):
            notices.success(request, f"The details of {person} have been removed")
            return redirect("scorecard:keeping")
        return _confirm(request, person, form)
    form = ReviewForm(
        request.POST or None, initial=version, earliest=on + timedelta(days=1)
    )
    if form.is_valid():
        if form.decided == ANONYMISE:
            return _confirm(request, person, form)
        if form.attempt(services_keeping.keep_longer, person, by=request.person, on=on):
            until = date_format(form.cleaned_data["keep_until"], "j F Y")
            notices.success(request, f"The details of {person} are kept until {until}")
            return redirect("scorecard:keeping")
    context = {
        "person": person,
        "form": form,
        "holdings": people.holdings(person, on=on),
        "decisions": KeepingDecision.objects.visible_to(request.person).filter(
            subject_type=Person._meta.label_lower, subject_id=person.pk
        ),
    }
    return render(request, "scorecard/records/review_keeping.html", context)


def _confirm(request, person, form):
    held = people.held_about(person)
    said = [one for one in held if one.kind == people.THE_ENTRY]
    others = [one for one in held if one.kind != people.THE_ENTRY]
    context = {
        "person": person,
        "form": form,
        "said": [one.words for one in said if one.goes],
        "goes": people.kinds_of(one for one in others if one.goes),
        "stays": people.kinds_of(one for one in others if not one.goes),
        "button": Button.warning("Remove these details", name="confirm", value="1"),
    }
    return render(request, "scorecard/records/anonymise.html", context)
