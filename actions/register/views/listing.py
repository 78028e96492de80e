"""The register of actions as a list."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from actions.register.filters import ActionFilter, in_order
from actions.register.models.actions import Action
from actions.register.views.many import changes_for
from actions.register.views.saved import offered
from partnership.access import Permission, requires

PER_PAGE = 20


@require_GET
@requires(Permission.SEE_ACTIONS)
def register(request):
    on = localdate()
    visible = Action.objects.visible_to(request.person)
    narrowed = ActionFilter(request.GET, visible, person=request.person, on=on)
    rows = in_order(narrowed.qs, request.GET.get("order", ""))
    page = Paginator(rows.with_owners().as_of(on), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "actions/register/register.html",
        {
            "page": page,
            "filter": narrowed,
            "updatable": visible.updatable_among(
                (action for action in page if action.is_open), request.person
            ),
            "is_all_ticked": request.GET.get("tick") == str(page.number),
            "changes": changes_for(request.person),
            **offered(request),
        },
    )
