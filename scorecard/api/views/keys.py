"""Pages to create, list and revoke API keys."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from partnership.access import Permission, requires
from partnership.people.models import Person
from partnership.sign_in import keys as sign_in_keys
from partnership.sign_in.keys import LONGEST
from partnership.sign_in.models import ApiToken
from scorecard.api.forms import GiveKeyForm

A_PAGE = 25


@require_GET
@requires(Permission.GIVE_API_TOKEN)
def keys(request):
    tokens = ApiToken.objects.visible_to(request.person).latest_first()
    page = Paginator(tokens, A_PAGE).get_page(request.GET.get("page"))
    today = localdate()
    rows = [(token, token.is_in_force(today)) for token in page]
    return render(request, "scorecard/api/keys.html", {"page": page, "rows": rows})


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.GIVE_API_TOKEN)
def give_key(request):
    today = localdate()
    form = GiveKeyForm(
        request.POST or None,
        people=Person.objects.visible_to(request.person).known(),
        today=today,
        longest=today + LONGEST,
    )
    key = sign_in_keys.new_key()
    if form.is_valid() and form.attempt(
        sign_in_keys.give_token, key=key, by=request.person, on=today
    ):
        # The key is shown only here. Submitting again is refused for the same name.
        context = {"token": form.outcome, "key": key}
        return render(request, "scorecard/api/key_given.html", context)
    return render(request, "scorecard/api/give_key.html", {"form": form})


@require_POST
@requires(Permission.GIVE_API_TOKEN, on=ApiToken)
def revoke_key(request, token):
    sign_in_keys.revoke_token(token, by=request.person)
    notices.success(request, f"“{token.name}” can no longer read anything")
    return redirect("scorecard:keys")
