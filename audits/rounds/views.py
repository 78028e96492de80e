"""The list of rounds, and closing a round."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_GET,
    require_POST,
)

from audits.rounds import services as rounds_services
from audits.rounds.models import Round
from partnership.access import Permission, requires
from partnership.guards.acts import requires_act

PAGE = 25


@require_GET
@requires(Permission.SEE_ROUND)
def rounds(request):
    rows = Round.objects.visible_to(request.person).with_counts()
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "audits/rounds/rounds.html", {"page": page})


@require_POST
@requires_act("close", on=Round)
def close_round(request, round_):
    rounds_services.close_round(round_, by=request.person)
    notices.success(request, "Round closed")
    return redirect(round_)
