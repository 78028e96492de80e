"""Measures and figures."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from partnership.access import Permission, requires
from partnership.history import services as history
from partnership.people.models import Organisation, Person
from scorecard.measures import forms, services
from scorecard.measures.models import Figure, Measure
from scorecard.measures.movement import movement_of
from scorecard.measures.yearly import chart_of

A_PAGE = 25
REPORTED_BY = (Organisation.Kind.PARTNERSHIP, Organisation.Kind.SUBGROUP)


@require_GET
@requires(Permission.SEE_SCORECARD)
def measures(request):
    found = Measure.objects.visible_to(request.person).in_use().with_figures()
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = [(measure, movement_of(measure, measure.current)) for measure in page]
    return render(
        request, "scorecard/measures/measures.html", {"page": page, "rows": rows}
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_MEASURE)
def add_measure(request):
    organisations = Organisation.objects.visible_to(request.person)
    form = forms.AddMeasureForm(
        request.POST or None,
        organisations=organisations.of_kind(*REPORTED_BY),
        people=Person.objects.visible_to(request.person).known(),
    )
    if form.is_valid() and form.attempt(services.add_measure, by=request.person):
        notices.success(request, "Measure added")
        return redirect(form.outcome)
    return render(request, "scorecard/measures/add_measure.html", {"form": form})


@require_GET
@requires(Permission.SEE_SCORECARD, on=Measure)
def measure(request, measure):
    figures = list(measure.figures.select_related("measure", "recorded_by"))
    current = [figure for figure in figures if figure.is_current]
    page = Paginator(figures, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "scorecard/measures/measure.html",
        {
            "measure": measure,
            "movement": movement_of(measure, current),
            "chart": chart_of(measure, current) if current else None,
            "page": page,
            "events": history.of(measure)[:20],
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_MEASURE, on=Measure)
def change_measure(request, measure):
    form = forms.MeasureForm(
        request.POST or None,
        initial={name: getattr(measure, name) for name in forms.CHANGEABLE},
        people=Person.objects.visible_to(request.person).known(),
    )
    if form.is_valid() and form.attempt(
        services.change_measure, measure, by=request.person
    ):
        notices.success(request, "Measure saved")
        return redirect(measure)
    context = {"measure": measure, "form": form}
    return render(request, "scorecard/measures/change_measure.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_FIGURE, on=Measure)
def record_figure(request, measure):
    latest = measure.figures.current().first()
    start, end = measure.period_after(latest and latest.period_end)
    form = forms.FigureForm(
        request.POST or None,
        initial={
            "version": measure.version,
            "period_start": start,
            "period_end": end,
        },
        today=localdate(),
    )
    if form.is_valid() and form.attempt(
        services.record_figure, measure, by=request.person
    ):
        notices.success(request, "Figure recorded")
        return redirect(measure)
    context = {"measure": measure, "form": form, "latest": latest}
    return render(request, "scorecard/measures/record_figure.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_FIGURE, on=Figure)
def correct_figure(request, figure):
    fields = ("status", "value", "numerator", "denominator", "commentary")
    form = forms.ValueForm(
        request.POST or None,
        initial={
            "version": figure.measure.version,
            **{name: getattr(figure, name) for name in fields},
        },
    )
    if form.is_valid() and form.attempt(
        services.correct_figure, figure, by=request.person
    ):
        notices.success(request, "Figure corrected. The previous figure is kept")
        return redirect(figure)
    context = {"figure": figure, "form": form}
    return render(request, "scorecard/measures/correct_figure.html", context)
