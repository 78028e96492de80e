"""The page of roles and permissions, and the health check."""

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from partnership.access import GRANTS, Permission, Role, requires
from partnership.outbox import delivery


@require_GET
@login_not_required
def live(request):
    return HttpResponse("live", content_type="text/plain")


@require_GET
@login_not_required
def ready(request):
    # A fault of the email account is no reason to take this process out of service.
    fault = delivery.held_up_by()
    emails = f"waiting: {fault}" if fault else "ready"
    return JsonResponse({"database": "ready", "emails": emails})


@require_GET
@requires(Permission.SEE_GRANTS)
def grants(request):
    return render(
        request,
        "partnership/people/grants.html",
        {
            "table": _grants_table(),
            "memberships": request.person.memberships.current(
                on=localdate()
            ).select_related("organisation"),
        },
    )


@cache
def _grants_table() -> str:
    """The table of roles, drawn once: nothing changes it while a process lives."""
    return render_to_string(
        "partnership/people/_grants.html", {"lines": _grants_in_words()}
    )


def _grants_in_words() -> list[dict]:
    """The permissions in words, one line for roles with the same permissions."""
    alike: dict[frozenset[Permission], list[Role]] = {}
    for role, held in GRANTS.items():
        alike.setdefault(held, []).append(role)
    everyone = {Permission.SEE_ACCOUNT, Permission.SEE_GRANTS, Permission.SEE_HOME}
    return [
        {
            "roles": roles,
            "sees": sorted(one.words for one in held - everyone if one.is_to_see),
            "does": sorted(one.words for one in held if not one.is_to_see),
        }
        for held, roles in alike.items()
    ]
