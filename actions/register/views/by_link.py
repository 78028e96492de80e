"""The page of an email link: an update on one action, without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from actions.register.forms.progress import typed_report
from actions.register.models.owners import ActionOwner
from actions.register.services import by_link
from actions.register.views.progress import update_form
from partnership.access import link_over, requires_link


def _not_saved(request, why: str):
    """What was typed, to copy; nothing about the action, which may not be theirs.

    `why` is "late", "gone" (the person has left) or "not theirs".
    """
    typed = typed_report(request.POST)
    if not typed:
        return link_over(request)
    return render(
        request,
        "actions/register/report_not_saved.html",
        {
            "why": why,
            "days": by_link.LINK_DAYS,
            "typed": typed,
            "rows": min(typed.count("\n") + 8, 30),
        },
        status=404,
    )


def _over(request, *, is_late: bool = False):
    return _not_saved(request, "late" if is_late else "not theirs")


@require_http_methods(["GET", "POST"])
@requires_link(by_link.PURPOSE, on=ActionOwner, days=by_link.LINK_DAYS, over=_over)
def update_by_link(request, owner):
    on, action, state = localdate(), owner.action, owner.link_state(by_link.PURPOSE)
    if by_link.has_gone(owner, on=on):
        return _not_saved(request, "gone")
    form = update_form(request, action)
    if form.is_valid() and form.attempt(by_link.update_by_link, owner, on=on):
        return redirect("actions:update_received")
    # It may have been closed or given to someone else meanwhile.
    if form.is_bound and not by_link.is_theirs(owner, state):
        return _not_saved(request, "not theirs")
    return render(
        request,
        "actions/register/update_by_link.html",
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
    return render(request, "actions/register/update_received.html")
