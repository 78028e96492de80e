"""The registers of decisions, challenges and escalations, as pages and as files."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from partnership.access import Permission, requires
from partnership.people import downloads
from partnership.spreadsheets.writing import EXCEL, Sheet, as_csv, as_workbook
from subgroups.minutes.models import Decision
from subgroups.registers import listing
from subgroups.registers.filters import (
    ChallengeFilter,
    DecisionFilter,
    EscalationFilter,
)
from subgroups.registers.models.challenges import Challenge
from subgroups.registers.models.escalations import Escalation
from subgroups.structure.models import Subgroup

PER_PAGE = 25
KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": EXCEL}


def _subgroups(request):
    return Subgroup.objects.visible_to(request.person).order_by("organisation__name")


def _decisions(request):
    return DecisionFilter(
        request.GET,
        Decision.objects.visible_to(request.person),
        subgroups=_subgroups(request),
    )


def _challenges(request):
    return ChallengeFilter(
        request.GET,
        Challenge.objects.visible_to(request.person).latest_first(),
        subgroups=_subgroups(request),
    )


def _escalations(request):
    return EscalationFilter(
        request.GET,
        Escalation.objects.visible_to(request.person).latest_first(),
        subgroups=_subgroups(request),
    )


def _page(request, rows):
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


@require_GET
@requires(Permission.SEE_MEETINGS)
def decisions(request):
    narrowed = _decisions(request)
    page = _page(request, listing.decision_keys(narrowed, request.person))
    return render(
        request,
        "subgroups/registers/decisions.html",
        {
            "page": page,
            "rows": listing.decision_rows(page.object_list),
            "filter": narrowed,
            "query": request.GET.urlencode(),
        },
    )


@require_GET
@requires(Permission.SEE_MEETINGS)
def challenges(request):
    narrowed = _challenges(request)
    return render(
        request,
        "subgroups/registers/challenges.html",
        {
            "page": _page(request, narrowed.qs),
            "filter": narrowed,
            "query": request.GET.urlencode(),
        },
    )


@require_GET
@requires(Permission.SEE_MEETINGS)
def escalations(request):
    narrowed = _escalations(request)
    return render(
        request,
        "subgroups/registers/escalations.html",
        {
            "page": _page(request, narrowed.qs),
            "filter": narrowed,
            "query": request.GET.urlencode(),
        },
    )


@require_GET
@requires(Permission.SEE_MEETINGS)
def decisions_file(request, kind):
    keys = listing.decision_keys(_decisions(request), request.person)
    rows = listing.decisions_in_file(listing.decision_rows(keys))
    return _file(request, kind, "Decisions", listing.DECISIONS, rows)


@require_GET
@requires(Permission.SEE_MEETINGS)
def challenges_file(request, kind):
    rows = listing.challenges_in_file(_challenges(request).qs)
    return _file(request, kind, "Challenges", listing.CHALLENGES, rows)


@require_GET
@requires(Permission.SEE_MEETINGS)
def escalations_file(request, kind):
    rows = listing.escalations_in_file(_escalations(request).qs)
    return _file(request, kind, "Escalations", listing.ESCALATIONS, rows)


def _file(request, kind, title, headings, rows):
    if kind not in KINDS:
        raise Http404
    words = f"Register of {title.lower()}: {len(rows)} rows"
    downloads.record(request.person, words, by=request.person)
    if kind == "csv":
        content = as_csv(headings, rows)
    else:
        content = as_workbook(title, [Sheet(title, headings, rows)])
    name = f"{title.lower()}-{localdate().isoformat()}.{kind}"
    return HttpResponse(
        content,
        content_type=KINDS[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
