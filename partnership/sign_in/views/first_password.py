"""Choosing a first password from an emailed link."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from partnership.access import requires_link
from partnership.sign_in import services
from partnership.sign_in.forms.first_password import FirstOfficerForm, FirstPasswordForm
from partnership.sign_in.models import User

FIRST_PASSWORD_DAYS = 7


@require_http_methods(["GET", "POST"])
@requires_link("first_password", on=User, days=FIRST_PASSWORD_DAYS)
def first_password(request, user):
    asked = FirstPasswordForm if user.is_named else FirstOfficerForm
    form = asked(request.POST or None, user=user)
    if form.is_valid() and form.attempt(services.set_first_password, user):
        notices.success(request, "Password set. You can now sign in.")
        return redirect("account_login")
    return render(request, "partnership/sign_in/first_password.html", {"form": form})
