"""The page that leads to everything about how this partnership is run."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from partnership.access import Permission, allowed, requires
from partnership.administration import places_for
from partnership.foundation import policy


@require_GET
@requires(Permission.SEE_SETTINGS)
def administration(request):
    return render(
        request,
        "partnership/administration.html",
        {
            "places": places_for(request.person),
            "unset": policy.unset()
            if allowed(request.person, Permission.MANAGE_POLICY)
            else [],
        },
    )
