"""The page behind an owner's letter: one report on one action, without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from actions import services
from actions.models import ActionOwner
from actions.views.register import update_form
from partnership.access import requires_link


@require_http_methods(["GET", "POST"])
@requires_link("update_action", on=ActionOwner, days=services.LINK_DAYS)
def update_by_link(request, owner):
    on, action = localdate(), owner.action
    if services.has_gone(owner, on=on):
        return render(request, "partnership/link_over.html", status=404)
    form = update_form(request, action)
    if form.is_valid() and form.attempt(services.update_by_link, owner, on=on):
        return redirect("actions:update_received")
    return render(
        request,
        "actions/update_by_link.html",
        {
            "action": action,
            "person": owner.person,
            "last": action.updates.first(),
            "form": form,
        },
    )


@require_GET
@login_not_required
def update_received(request):
    return render(request, "actions/update_received.html")
