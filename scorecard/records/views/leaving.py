"""Pages to record that someone leaves and to hand over."""

from django.contrib import messages as notices
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from partnership.access import Permission, requires
from partnership.people.handing_over import by_kind
from partnership.people.models import Membership, Organisation, Person
from scorecard.records import across as people
from scorecard.records.forms.leaving import (
    CHANGE,
    CHECK,
    CONFIRM,
    HandOverForm,
    LeavingForm,
)
from scorecard.records.services import leaving as services_leaving

Kind = Organisation.Kind


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, on=Person)
def leaving(request, person):
    """Three steps at one URL: last day and takers, who takes what, confirmation."""
    if person.merged_into_id:
        return redirect("scorecard:leaving", pk=person.merged_into_id)
    on = localdate()
    holdings = people.holdings(person, on=on)
    asked = LeavingForm(
        request.GET if "last_day-day" in request.GET else None,
        people=_takers(request.person, person, on=on),
        initial={"last_day": person.left_on or on},
    )
    context = {"person": person, "form": asked, "groups": by_kind(holdings)}
    if not asked.is_valid():
        context["has_left"] = person.left_on is not None and person.left_on < on
        return render(request, "scorecard/records/leaving.html", context)
    context |= asked.cleaned_data
    form = HandOverForm(
        request.POST or None,
        initial={"version": person.version},
        holdings=holdings,
        takers=asked.cleaned_data["takers"],
    )
    context["form"] = form
    if (
        "confirm" in request.POST
        and form.is_valid()
        and form.attempt(
            services_leaving.record_leaving,
            person,
            last_day=asked.cleaned_data["last_day"],
            by=request.person,
            on=on,
        )
    ):
        notices.success(request, _done(person, form.outcome))
        return redirect(person)
    if "check" in request.POST and form.is_valid():
        return _check(request, person, form, context, on=on)
    return render(
        request, "scorecard/records/hand_over.html", {**context, "button": CHECK}
    )


def _check(request, person, form, context, *, on):
    """Show what would happen, and ask for confirmation."""
    context |= {
        "foreseen": people.foresee(person, takers=form.takers, on=on),
        "is_past": context["last_day"] < on,
        "confirm": CONFIRM,
        "change": CHANGE,
    }
    return render(request, "scorecard/records/leaving_check.html", context)


def _takers(reader, leaver, *, on):
    """People who can take over: the board's people and the leaver's colleagues.

    People at other schools are left out.
    """
    held = Membership.objects.visible_to(reader).not_over(on=on)
    own = held.filter(person=leaver).values("organisation")
    theirs = held.filter(person=OuterRef("pk"))
    return (
        Person.objects.visible_to(reader)
        .known()
        .filter(
            Exists(theirs.filter(organisation__in=own))
            | ~Exists(theirs.filter(organisation__kind__in=[Kind.SCHOOL, Kind.TRUST])),
            Q(left_on=None) | Q(left_on__gte=on),
            anonymised_on=None,
        )
        .exclude(pk=leaver.pk)
        .order_by(Lower("name"), "pk")
    )


def _done(person, handed) -> str:
    given = sum(one.taker is not None for one in handed)
    things = {0: "nothing is", 1: "1 thing is"}.get(given, f"{given} things are")
    return (
        f"{person} leaves: the last day is {date_format(person.left_on, 'j F Y')}, "
        f"{things} handed over"
    )
