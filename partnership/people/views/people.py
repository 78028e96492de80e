"""The directory, a person's page, and the pages for adding and editing people."""

from django.contrib import messages as notices
from django.db.models import Prefetch
from django.db.models.functions import Lower
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from partnership.access import Permission, allowed, may_write_to, requires
from partnership.history import services as history
from partnership.names import with_name
from partnership.pages.listing import CountedPages
from partnership.people import inviting
from partnership.people import roles as people_roles
from partnership.people import services as people_services
from partnership.people.filters import PeopleFilter
from partnership.people.forms import (
    AddPersonAtForm,
    AddPersonForm,
    EditPersonForm,
    PlaceForm,
)
from partnership.people.models import Membership, Organisation, Person
from partnership.sign_in import services as sign_in
from partnership.sign_in.models import Invitation

PER_PAGE = 25
MOST_PLACES = 20
Kind = Organisation.Kind


@require_GET
@requires(Permission.SEE_PEOPLE)
def people(request):
    on = localdate()
    narrowed = PeopleFilter(
        request.GET, _listed(request.person), person=request.person, on=on
    )
    rows = narrowed.qs.select_related("user").prefetch_related(
        Prefetch("memberships", _places(request.person, on=on), "roles"),
        Prefetch("invitations", _waiting(request.person), "waiting"),
    )
    page = CountedPages(rows, PER_PAGE).get_page(request.GET.get("page"))
    for person in page:
        person.is_reached = may_write_to(request.person, person, person.roles)
        person.may_be_invited = person.email and (
            person.waiting or not (hasattr(person, "user") and person.user.is_active)
        )
    context = {"page": page, "filter": narrowed, "today": on}
    return render(request, "partnership/people/people.html", context)


def _listed(reader):
    everyone = Person.objects.visible_to(reader)
    return everyone.known().filter(anonymised_on=None).order_by(Lower("name"), "pk")


def _places(reader, *, on):
    """Current and future roles, with their organisations."""
    return (
        Membership.objects.visible_to(reader)
        .not_over(on=on)
        .select_related("organisation")
        .order_by("organisation__name", "from_date", "pk")
    )


def _waiting(reader):
    invitations = Invitation.objects.visible_to(reader).waiting()
    return invitations.select_related("message").defer("message__body")


@require_GET
@requires(Permission.SEE_PEOPLE, on=Person)
def person(request, person):
    if person.merged_into_id:
        return redirect(person.merged_into)
    on = localdate()
    roles = list(
        Membership.objects.visible_to(request.person)
        .filter(person=person)
        .select_related("organisation")
        .order_by("-from_date", "-pk")
    )
    now = [role for role in roles if _is_now(role, on)]
    context = {
        "person": person,
        "now": now,
        "to_come": [role for role in roles if role.from_date > on],
        "ended": [role for role in roles if role.to_date and role.to_date < on],
        "is_reached": may_write_to(request.person, person, now),
        "clashes": people_services.sharing_initials(person, on=on),
        "today": on,
    }
    if allowed(request.person, Permission.MANAGE_PEOPLE, person):
        context |= _for_those_who_manage(request.person, person, on=on)
    return render(request, "partnership/people/person.html", context)


def _is_now(role, on) -> bool:
    return role.from_date <= on and (role.to_date is None or role.to_date >= on)


def _for_those_who_manage(reader, person, *, on) -> dict:
    invitations = list(
        Invitation.objects.visible_to(reader)
        .filter(person=person)
        .select_related("invited_by", "message")[:20]
    )
    [(_, why_not)] = inviting.reasons_against([person], on=on)
    return {
        "user": getattr(person, "user", None),
        "sign_in": sign_in.sign_in_of(person),
        "invitations": invitations,
        "why_not_invited": why_not,
        "events": history.of(person)[:50],
    }


@require_GET
@requires(Permission.MANAGE_PEOPLE)
def add_person(request):
    form, places, more = find_places(request)
    context = {"form": form, "places": places, "more": more}
    return render(request, "partnership/people/add_person.html", context)


def find_places(request):
    """Organisations matching the search, or the partnership and its subgroups."""
    places = Organisation.objects.visible_to(request.person).filter(closed_on=None)
    form = PlaceForm(request.GET or None, places=places)
    words = form.cleaned_data.get("words") if form.is_valid() else ""
    if words:
        places = places.filter(with_name(words))
    else:
        places = places.filter(kind__in=[Kind.PARTNERSHIP, Kind.SUBGROUP])
    found = list(places.order_by(Lower("name"), "pk")[: MOST_PLACES + 1])
    return form, found[:MOST_PLACES], len(found) > MOST_PLACES


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def add_person_alone(request):
    form = AddPersonForm(
        request.POST or None, people=Person.objects.visible_to(request.person)
    )
    if form.is_valid() and form.attempt(people_services.add_person, by=request.person):
        notices.success(request, f"{form.outcome.name} added")
        say_clashes(request, form.outcome)
        return redirect(form.outcome)
    return render(request, "partnership/people/add_person_at.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, on=Organisation)
def add_person_at(request, organisation):
    form = AddPersonAtForm(
        request.POST or None,
        initial={"from_date": localdate()},
        people=Person.objects.visible_to(request.person),
        roles=people_roles.roles_at(organisation, by=request.person),
        place=organisation,
    )
    if form.is_valid() and form.attempt(
        inviting.add_person_at, organisation, by=request.person, on=localdate()
    ):
        invited = " and invited" if form.cleaned_data["is_invited"] else ""
        notices.success(request, f"{form.outcome.name} added{invited}")
        say_clashes(request, form.outcome)
        return redirect(form.outcome)
    context = {"organisation": organisation, "form": form}
    return render(request, "partnership/people/add_person_at.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, on=Person)
def edit_person(request, person):
    said = ("name", "initials", "aliases", "email", "job_title", "version")
    form = EditPersonForm(
        request.POST or None,
        initial={field: getattr(person, field) for field in said},
        people=Person.objects.visible_to(request.person).exclude(pk=person.pk),
        has_account=hasattr(person, "user"),
    )
    if form.is_valid() and form.attempt(
        people_services.edit_person, person, by=request.person
    ):
        notices.success(request, "Changes saved")
        say_clashes(request, person)
        return redirect(person)
    context = {"person": person, "form": form}
    return render(request, "partnership/people/edit_person.html", context)


def say_clashes(request, person):
    """Warn about people with the same initials, whom minutes could not tell apart."""
    for other, place in people_services.sharing_initials(person, on=localdate()):
        notices.warning(request, f"{other.name} has the same initials at {place}")
