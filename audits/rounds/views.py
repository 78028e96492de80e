"""Rounds as officers see them: who has answered, and what they answered together."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from audits import reporting, services
from audits.filters import ReturnFilter
from audits.forms import OpenRoundForm
from audits.models import AuditReturn, QuestionSet, Round
from partnership.access import Permission, requires

PAGE = 25


@require_GET
@requires(Permission.SEE_ROUND)
def rounds(request):
    rows = Round.objects.visible_to(request.person).with_counts()
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "audits/rounds.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_ROUND)
def open_round(request):
    form = OpenRoundForm(
        request.POST or None,
        question_sets=QuestionSet.objects.visible_to(request.person).in_force(),
        on=localdate(),
    )
    if form.is_valid() and form.attempt(
        services.launch_round, by=request.person, on=localdate()
    ):
        notices.success(request, "Round opened. Schools have been invited.")
        return redirect(form.outcome)
    return render(request, "audits/open_round.html", {"form": form})


@require_GET
@requires(Permission.SEE_ROUND, on=Round)
def round(request, round_):  # noqa: A001 – the page's name
    returns = (
        AuditReturn.objects.visible_to(request.person)
        .filter(round=round_)
        .current()
        .with_contacts(on=localdate())
        .by_school_name()
    )
    shown = ReturnFilter(request.GET, queryset=returns)
    counts = round_.counts()
    may_see_schools = request.person.holds(Permission.SEE_RETURN)
    return render(
        request,
        "audits/round.html",
        {
            "round": round_,
            "counts": counts,
            "asked": sum(counts.values()),
            "may_see_schools": may_see_schools,
            "links": {status: f"?status={status}" for status in counts}
            if may_see_schools
            else {},
            "filter": shown if may_see_schools else None,
            "page": Paginator(shown.qs, PAGE).get_page(request.GET.get("page")),
        },
    )


@require_GET
@requires(Permission.SEE_ROUND, on=Round)
def analysis(request, round_):
    sections = reporting.analyse(
        round_, sees_each=request.person.holds(Permission.SEE_RETURN)
    )
    return render(
        request, "audits/analysis.html", {"round": round_, "sections": sections}
    )


@require_POST
@requires(Permission.MANAGE_ROUND, on=Round)
def close_round(request, round_):
    services.close_round(round_, by=request.person)
    notices.success(request, "Round closed")
    return redirect(round_)
