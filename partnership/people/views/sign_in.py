"""Pages for officers to help others sign in."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from partnership.access import Permission, requires
from partnership.history import services as history
from partnership.people.models import Person
from partnership.sign_in import services


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, on=Person)
def reset_second_step(request, person):
    if request.method == "POST":
        services.reset_second_step(person, by=request.person)
        notices.success(request, f"{person.name} no longer has a second step")
        return redirect("partnership:reset_second_step", pk=person.pk)
    return render(
        request,
        "account/sign_in_of.html",
        {
            "person": person,
            "found": services.sign_in_of(person),
            "events": history.of(person).filter(event__in=services.SIGN_IN_EVENTS)[:20],
        },
    )


@require_POST
@requires(Permission.MANAGE_PEOPLE, on=Person)
def unlock_sign_in(request, person):
    services.unlock_sign_in(person, by=request.person)
    notices.success(request, f"{person.name} can try again now")
    return redirect("partnership:reset_second_step", pk=person.pk)
