"""The settings page."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from partnership.access import Permission, allowed, requires
from partnership.policy import values as policy
from partnership.policy.administration import places_for


@require_GET
@requires(Permission.SEE_SETTINGS)
def administration(request):
    return render(
        request,
        "partnership/policy/administration.html",
        {
            "places": places_for(request.person),
            "unset": policy.unset()
            if allowed(request.person, Permission.MANAGE_POLICY)
            else [],
        },
    )
