"""The record of downloads."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from partnership.access import Permission, requires
from partnership.history.models import Download
from scorecard.records.filters import DownloadFilter

A_PAGE = 50


@require_GET
@requires(Permission.REVIEW_RECORDS)
def downloads(request):
    rows = Download.objects.visible_to(request.person).select_related("person")
    shown = DownloadFilter(request.GET, queryset=rows)
    page = Paginator(shown.qs, A_PAGE).get_page(request.GET.get("page"))
    context = {"filter": shown, "page": page}
    return render(request, "scorecard/records/downloads.html", context)
