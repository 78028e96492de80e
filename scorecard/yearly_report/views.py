"""Pages of the yearly report."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from partnership.access import Permission, requires
from partnership.dates.years import ReportYear
from partnership.guards.acts import requires_act
from partnership.history import services as history
from partnership.people import downloads
from scorecard.yearly_report import forms, services
from scorecard.yearly_report.models import (
    Chapter,
    CoveragePoint,
    ReportBuild,
    ReportEdition,
)
from scorecard.yearly_report.report import YearlyReport

A_PAGE = 25
# The number of past years a report can be started for.
YEARS_OFFERED = 3


@require_GET
@requires(Permission.SEE_YEARLY_REPORT)
def editions(request):
    found = ReportEdition.objects.visible_to(request.person)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "scorecard/yearly_report/editions.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_YEARLY_REPORT)
def open_edition(request):
    year = ReportYear.containing(localdate())
    years = [ReportYear(year.starts_in - back) for back in range(YEARS_OFFERED + 1)]
    form = forms.OpenEditionForm(request.POST or None, years=years)
    if form.is_valid() and form.attempt(
        services.open_edition, by=request.person, on=localdate()
    ):
        notices.success(request, "Report opened")
        return redirect(form.outcome)
    return render(request, "scorecard/yearly_report/open_edition.html", {"form": form})


@require_GET
@requires(Permission.SEE_YEARLY_REPORT, on=ReportEdition)
def edition(request, edition):
    points = list(edition.points.select_related("chapter"))
    return render(
        request,
        "scorecard/yearly_report/edition.html",
        {
            "edition": edition,
            "chapters": edition.chapters.all(),
            "points": points,
            "covered": sum(point.is_covered for point in points),
            "builds": edition.builds.select_related("asked_by")[:5],
            "events": history.of(edition)[:20],
        },
    )


@require_GET
@requires(Permission.SEE_YEARLY_REPORT, on=ReportEdition)
def yearly_report(request, edition):
    report = YearlyReport.for_edition(edition)
    return render(
        request, "scorecard/yearly_report/yearly_report.html", {"report": report}
    )


@require_POST
@requires_act("review", on=ReportEdition)
def review(request, edition):
    services.send_for_review(edition, by=request.person)
    notices.success(request, "The scrutineer and partners can now review it")
    return redirect(edition)


@require_POST
@requires_act("draft", on=ReportEdition)
def draft(request, edition):
    services.return_to_drafting(edition, by=request.person)
    notices.success(request, "Returned to drafting")
    return redirect(edition)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_YEARLY_REPORT, on=Chapter)
def chapter(request, chapter):
    form = forms.ChapterForm(
        request.POST or None,
        initial={"version": chapter.version, "text": chapter.text},
    )
    if form.is_valid() and form.attempt(
        services.write_chapter, chapter, by=request.person
    ):
        notices.success(request, f"“{chapter.title}” saved")
        return redirect(chapter)
    return render(
        request,
        "scorecard/yearly_report/chapter.html",
        {"chapter": chapter, "form": form},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_YEARLY_REPORT, on=CoveragePoint)
def explain(request, point):
    form = forms.ExplainForm(
        request.POST or None,
        initial={"version": point.version, "explanation": point.explanation},
    )
    if form.is_valid() and form.attempt(
        services.explain_point, point, by=request.person
    ):
        notices.success(request, "Explanation saved")
        return redirect(point)
    return render(
        request, "scorecard/yearly_report/explain.html", {"point": point, "form": form}
    )


@require_POST
@requires(Permission.BUILD_YEARLY_REPORT, on=ReportEdition)
def ask_for_report(request, edition):
    return redirect(services.ask_for_report(edition, by=request.person))


@require_GET
@requires(Permission.SEE_YEARLY_REPORT, on=ReportBuild)
def build(request, build):
    template = "_build.html" if request.htmx else "build.html"
    return render(request, f"scorecard/yearly_report/{template}", {"build": build})


@require_GET
@requires_act("download", on=ReportBuild)
def download(request, build):
    downloads.record(build.edition, str(build.edition), by=request.person)
    return FileResponse(
        build.file.open("rb"),
        as_attachment=True,
        filename=build.download_name,
        content_type="application/pdf",
    )
