"""The pages of one owner's actions and of everyone's load."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from actions.register.models.actions import Action
from actions.reports.load import by_officer, by_owner, load_of, whole_load
from partnership.access import Permission, requires
from partnership.people.models import Organisation, Person

PER_PAGE = 20
OWNERS_PER_PAGE = 50


@require_GET
@requires(Permission.SEE_HOME)
def mine(request):
    actions = Action.objects.visible_to(request.person).owned_by(request.person)
    return _owned(request, actions, owner=request.person, is_mine=True)


@require_GET
@requires(Permission.SEE_WORKLOAD, on=Person)
def of_person(request, person):
    if person.merged_into_id:
        return redirect("actions:of_person", pk=person.merged_into_id)
    actions = Action.objects.visible_to(request.person).owned_by(person)
    return _owned(request, actions, owner=person)


@require_GET
@requires(Permission.SEE_WORKLOAD, on=Organisation)
def of_organisation(request, organisation):
    actions = Action.objects.visible_to(request.person).owned_by_body(organisation)
    return _owned(request, actions, owner=organisation)


def _owned(request, actions, *, owner, is_mine=False):
    """One owner's open actions by date, or closed ones."""
    on = localdate()
    is_over = request.GET.get("show") == "over"
    shown = actions.over() if is_over else actions.open()
    order = shown.latest_end_first() if is_over else shown.by_date()
    page = Paginator(order.with_owners().as_of(on), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "owner": owner,
        "is_mine": is_mine,
        "is_over": is_over,
        "load": load_of(actions, on=on),
        "page": page,
    }
    return render(request, "actions/reports/owned.html", context)


@require_GET
@requires(Permission.SEE_WORKLOAD)
def load(request):
    on = localdate()
    actions = Action.objects.visible_to(request.person)
    with_schools = bool(request.GET.get("schools"))
    if not with_schools:
        actions = actions.board()
    # A list, so that counting the pages needs no further query.
    owners = list(by_owner(actions, on=on))
    page = Paginator(owners, OWNERS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "officers": by_officer(actions, on=on),
        **whole_load(actions, on=on),
        "with_schools": with_schools,
    }
    return render(request, "actions/reports/load.html", context)
