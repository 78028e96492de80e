"""Pages for giving and ending roles."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from partnership.access import Permission, Role, requires
from partnership.people import roles
from partnership.people.forms import EndRoleForm, GiveRoleForm
from partnership.people.models import Membership, Person
from partnership.people.views.people import find_places, say_clashes


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, on=Person)
def give_role(request, person):
    search, places, more = find_places(request)
    place = search.cleaned_data.get("organisation") if search.is_valid() else None
    if place is None:
        context = {"person": person, "form": search, "places": places, "more": more}
        return render(request, "partnership/people/choose_place.html", context)
    form = GiveRoleForm(
        request.POST or None,
        initial={"from_date": localdate()},
        roles=roles.roles_at(place, by=request.person),
        place=place,
    )
    if form.is_valid() and form.attempt(
        roles.give_role, person, place, by=request.person
    ):
        notices.success(request, "Role given")
        say_clashes(request, person)
        return redirect(person)
    context = {"person": person, "organisation": place, "form": form}
    return render(request, "partnership/people/give_role.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, on=Membership)
def end_role(request, membership):
    is_own = membership.person == request.person
    form = EndRoleForm(
        request.POST or None,
        initial={
            "last_day": membership.to_date or localdate(),
            "version": membership.version,
        },
        is_own_administration=is_own and membership.role == Role.ADMINISTRATOR,
    )
    if form.is_valid() and form.attempt(
        roles.end_role, membership, by=request.person, on=localdate()
    ):
        notices.success(request, "Last day saved")
        return redirect(membership.person)
    context = {"membership": membership, "form": form, "today": localdate()}
    return render(request, "partnership/people/end_role.html", context)


@require_POST
@requires(Permission.MANAGE_PEOPLE, on=Membership)
def keep_role(request, membership):
    roles.keep_role(membership, by=request.person, on=localdate())
    notices.success(request, "The role no longer has a last day")
    return redirect(membership.person)


@require_POST
@requires(Permission.MANAGE_PEOPLE, on=Membership)
def take_back_role(request, membership):
    person = membership.person
    roles.take_back_role(membership, by=request.person, on=localdate())
    notices.success(request, "The role has been withdrawn")
    return redirect(person)
