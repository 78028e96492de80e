"""The pages of the risk register: the list, the heat map, the changes and files."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from actions.due.calendar import written
from actions.risks.filters import RiskFilter, SinceForm, in_order
from actions.risks.models.risks import Risk
from actions.risks.shown import HEADINGS, as_rows, map_of, moved_since
from partnership.access import Permission, requires
from partnership.drawing.pdf import render_pdf
from partnership.people import downloads
from partnership.people.models import Organisation
from partnership.spreadsheets.writing import EXCEL, Sheet, as_workbook

PER_PAGE = 20
# The list and, by default, the page of changes compare with this long ago.
LATELY = timedelta(days=90)
MAPS = {
    "current": "Current rating",
    "inherent": "Inherent rating, without controls",
    "target": "Target rating",
}


@require_GET
@requires(Permission.SEE_RISKS)
def risks(request):
    on = localdate()
    narrowed = RiskFilter(
        request.GET,
        Risk.objects.visible_to(request.person).since(on - LATELY),
        person=request.person,
        on=on,
    )
    rows = in_order(narrowed.qs, request.GET.get("order", "")).for_rows()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "actions/risks/risks.html",
        {"page": page, "filter": narrowed, "since": on - LATELY, "today": on},
    )


@require_GET
@requires(Permission.SEE_RISKS)
def risk_map(request):
    which = request.GET.get("rating", "")
    which = which if which in MAPS else "current"
    live = list(Risk.objects.visible_to(request.person).live().most_severe_first())
    context = {
        "rows": map_of(live, which),
        "which": which,
        "maps": MAPS.items(),
        "total": len(live),
    }
    return render(request, "actions/risks/risk_map.html", context)


def _moved(request) -> dict:
    """What has moved since the day that was asked about."""
    on = localdate()
    form = SinceForm(request.GET if "since-day" in request.GET else None, on=on)
    since = on - LATELY
    if form.is_bound and form.is_valid():
        since = form.cleaned_data["since"] or since
    if not form.is_bound:
        form.initial["since"] = since
    groups = moved_since(Risk.objects.visible_to(request.person), since)
    return {"form": form, "since": since, "today": on, "groups": groups}


@require_GET
@requires(Permission.SEE_RISKS)
def risk_movement(request):
    return render(
        request,
        "actions/risks/risk_movement.html",
        {**_moved(request), "asked": request.GET.urlencode()},
    )


def _file(request, content: bytes, kind: str, name: str, words: str) -> HttpResponse:
    partnership = Organisation.objects.visible_to(request.person).filter(
        kind=Organisation.Kind.PARTNERSHIP
    )
    downloads.record(partnership.first() or request.person, words, by=request.person)
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_GET
@requires(Permission.SEE_RISKS)
def risk_movement_pdf(request):
    moved = _moved(request)
    pdf = render_pdf("actions/risks/risk_movement_pdf.html", moved)
    name = f"risks-since-{moved['since']}.pdf"
    words = f"Risks since {written(moved['since'])} (PDF)"
    return _file(request, pdf, "application/pdf", name, words)


@require_GET
@requires(Permission.SEE_RISKS)
def risk_movement_excel(request):
    moved = _moved(request)
    book = as_workbook("Risks", [Sheet("Risks", HEADINGS, as_rows(moved["groups"]))])
    name = f"risks-since-{moved['since']}.xlsx"
    words = f"Risks since {written(moved['since'])} (Excel)"
    return _file(request, book, EXCEL, name, words)
