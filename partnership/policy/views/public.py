"""The public pages: cookies, privacy and accessibility."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from partnership.pages import browser_keeps
from partnership.policy import values as policy


@require_GET
@login_not_required
def cookies(request):
    return render(
        request,
        "partnership/policy/cookies.html",
        {"cookies": browser_keeps.cookies(), "stored": browser_keeps.stored()},
    )


@require_GET
@login_not_required
def privacy(request):
    return render(
        request,
        "partnership/policy/privacy.html",
        {"periods": policy.get("retention_periods")},
    )


@require_GET
@login_not_required
def accessibility(request):
    days = {
        name: date.fromisoformat(kept) if (kept := policy.get(name)) else None
        for name in ("accessibility_prepared_on", "accessibility_reviewed_on")
    }
    return render(request, "partnership/policy/accessibility.html", days)
