"""The page of a round's analysis."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from audits.analysis import figures as reporting
from audits.rounds.models import Round
from partnership.access import Permission, allowed, requires


@require_GET
@requires(Permission.SEE_ROUND, on=Round)
def analysis(request, round_):
    sections = reporting.analyse(
        round_, sees_each=allowed(request.person, Permission.SEE_RETURN, round_)
    )
    return render(
        request,
        "audits/analysis/analysis.html",
        {"round": round_, "sections": sections},
    )
