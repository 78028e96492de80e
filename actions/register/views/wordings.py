"""The pages that settle owners’ words which match nobody."""

from urllib.parse import urlencode

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from actions.register.forms.wordings import SettleWordingForm
from actions.register.models.actions import Action
from actions.register.services import wordings as services
from actions.register.views.owners import board_directory
from actions.register.wordings import Suggestions
from partnership.access import Permission, allowed, requires
from partnership.pages.addresses import reverse
from partnership.people.forms import AddPersonForm
from partnership.people.models import Person

PER_PAGE = 25


@require_GET
@requires(Permission.RAISE_ACTION)
def wordings(request):
    rows = services.unsettled(request.person).wordings()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    suggestions = Suggestions(**board_directory(request.person))
    for row in page:
        row["suggested"] = suggestions.of(row["words"])
    return render(request, "actions/register/wordings.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.RAISE_ACTION)
def settle_wording(request):
    words, actions = _asked(request)
    if not actions:
        return redirect("actions:wordings")
    directory = board_directory(request.person)
    form = SettleWordingForm(
        request.POST or None,
        suggested=Suggestions(**directory).of(words),
        **directory,
    )
    if form.is_valid() and form.attempt(
        services.settle_wording, words, by=request.person, on=localdate()
    ):
        return _settled(request, words, form.outcome)
    context = {
        "words": words,
        "form": form,
        "actions": actions,
        "can_add": allowed(request.person, Permission.MANAGE_PEOPLE),
    }
    return render(request, "actions/register/settle_wording.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def add_owner(request):
    words, actions = _asked(request)
    if not actions:
        return redirect("actions:wordings")
    form = AddPersonForm(
        request.POST or None,
        initial={"name": words[:120]},
        people=Person.objects.visible_to(request.person),
    )
    if form.is_valid() and form.attempt(
        services.add_owner, words, by=request.person, on=localdate()
    ):
        return _settled(request, words, len(actions))
    settle = f"{reverse('actions:settle_wording')}?{urlencode({'words': words})}"
    context = {"words": words, "form": form, "actions": actions, "settle_url": settle}
    return render(request, "actions/register/add_owner.html", context)


def _asked(request):
    """The wording asked about, and the actions that still have it."""
    words = request.GET.get("words", "").strip()[:300]
    rows = services.unsettled_rows(words, request.person)
    actions = Action.objects.visible_to(request.person).filter(
        pk__in=rows.values("action")
    )
    return words, list(actions.by_date()) if words else []


def _settled(request, words, count):
    actions = "1 action" if count == 1 else f"{count} actions"
    notices.success(request, f"“{words}” settled in {actions}")
    return redirect("actions:wordings")
