"""The page that lists the person's account pages."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from partnership.access import Permission, requires
from partnership.history import services as history
from partnership.sign_in import services
from partnership.sign_in.account import PLACES


@require_GET
@requires(Permission.SEE_ACCOUNT)
def account(request):
    return render(
        request,
        "partnership/sign_in/account.html",
        {
            "places": [place for place in PLACES if place.is_for(request.person)],
            "events": history.of(request.person).filter(
                event__in=services.SIGN_IN_EVENTS
            )[:10],
        },
    )
