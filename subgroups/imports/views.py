"""Pages to upload minutes written elsewhere, check what was read, and import them."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from partnership.access import Permission, requires
from partnership.people.models import Person
from subgroups.imports import services
from subgroups.imports.forms.checking import CheckMinutesForm
from subgroups.imports.forms.uploading import MinutesFileForm
from subgroups.structure.models import Subgroup


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD_MEETING, on=Subgroup)
def import_minutes(request, subgroup):
    """The file is read at once and not kept: what was read comes back with the form."""
    if "count_items" in request.POST:
        directory = _directory(request)
        form = CheckMinutesForm.posted(request.POST, directory=directory)
        return _import(request, subgroup, form)
    form = MinutesFileForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.attempt(services.minutes_in):
        checked = CheckMinutesForm.of(
            form.outcome,
            file_name=form.cleaned_data["file"].name,
            directory=_directory(request),
        )
        return _check(request, subgroup, checked)
    return render(
        request,
        "subgroups/imports/import_minutes.html",
        {"subgroup": subgroup, "form": form},
    )


def _directory(request):
    people = Person.objects.visible_to(request.person).known()
    return list(people.order_by("name", "pk"))


def _import(request, subgroup, form):
    if form.is_valid() and form.attempt(
        services.import_minutes,
        subgroup,
        confirmed=form.confirmed_identifiable,
        by=request.person,
        on=localdate(),
    ):
        notices.success(request, "Minutes imported")
        return redirect("subgroups:minutes", pk=form.outcome.pk)
    return _check(request, subgroup, form)


def _check(request, subgroup, form):
    return render(
        request,
        "subgroups/imports/check_minutes.html",
        {"subgroup": subgroup, "form": form},
    )
