"""The pages that belong to no app: health, who may do what, the first password."""

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from partnership import services
from partnership.access import GRANTS, Permission, requires, requires_link
from partnership.forms import FirstPasswordForm
from partnership.models import User

FIRST_PASSWORD_DAYS = 7


@require_GET
@login_not_required
def live(request):
    return HttpResponse("live", content_type="text/plain")


@require_GET
@login_not_required
def ready(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"database": "ready"})


@require_GET
@requires(Permission.SEE_GRANTS)
def grants(request):
    return render(
        request,
        "partnership/grants.html",
        {
            "roles": [(role, sorted(held)) for role, held in GRANTS.items()],
            "memberships": request.person.memberships.select_related("organisation"),
        },
    )


@require_http_methods(["GET", "POST"])
@requires_link("first_password", on=User, days=FIRST_PASSWORD_DAYS)
def first_password(request, user):
    form = FirstPasswordForm(request.POST or None, user=user)
    if form.is_valid() and form.attempt(services.set_first_password, user):
        notices.success(request, "Password set. You can now sign in.")
        return redirect("account_login")
    return render(request, "partnership/first_password.html", {"form": form})
