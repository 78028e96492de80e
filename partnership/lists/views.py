"""Taking over a list of people: upload it, see what would happen, and let it happen."""

from pathlib import Path

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

import partnership.lists
from partnership.access import Permission, requires
from partnership.lists import services
from partnership.lists.foreseen import PER_PAGE, foreseen, taken_over
from partnership.lists.forms import (
    AnswerListForm,
    ImportListForm,
    LookAgainForm,
    UnderstandListForm,
    UploadListForm,
)
from partnership.lists.models import PeopleList
from partnership.lists.preview import COLOURS, OUTCOMES
from partnership.people.models import Organisation

MOST_NAMED = 20
EXAMPLE = Path(partnership.lists.__file__).with_name("example.csv")
Kind = Organisation.Kind


@require_GET
@requires(Permission.MANAGE_PEOPLE)
def lists(request):
    rows = PeopleList.objects.visible_to(request.person).select_related(
        "uploaded_by", "imported_by"
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "partnership/lists/lists.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def upload_list(request):
    form = UploadListForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.attempt(
        services.upload_list, by=request.person, on=localdate()
    ):
        return redirect("partnership:people_list", pk=form.outcome.pk)
    return render(request, "partnership/lists/upload_list.html", {"form": form})


@require_GET
@requires(Permission.MANAGE_PEOPLE)
def example_list(request):
    return FileResponse(
        EXAMPLE.open("rb"), as_attachment=True, filename="list-of-people.csv"
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, on=PeopleList)
def people_list(request, people_list):
    on = localdate()
    form = ImportListForm(
        request.POST or None, initial={"version": people_list.version}
    )
    if form.is_valid() and form.attempt(
        services.import_list, people_list, by=request.person, on=on
    ):
        notices.success(request, "The list was imported")
        _say_refused(request, form.outcome.refused_rows)
        return redirect("partnership:people_list", pk=people_list.pk)
    people_list.refresh_from_db()
    if people_list.imported_at:
        return render(
            request,
            "partnership/lists/imported_list.html",
            {
                "people_list": people_list,
                **taken_over(people_list, outcomes=OUTCOMES),
            },
        )
    return _preview(request, people_list, form, on=on)


def _say_refused(request, rows):
    """Which rows of one's own file were left where they were."""
    numbers = ", ".join(map(str, rows[:MOST_NAMED]))
    if len(rows) == 1:
        notices.warning(request, f"Row {numbers} of your file was refused")
    elif rows:
        more = f" and {len(rows) - MOST_NAMED} more" if len(rows) > MOST_NAMED else ""
        notices.warning(request, f"Rows {numbers}{more} of your file were refused")


def _preview(request, people_list, form, *, on):
    plan = services.plan_of_list(people_list, on=on)
    return render(
        request,
        "partnership/lists/people_list.html",
        {
            "people_list": people_list,
            "form": form,
            "plan": plan,
            **foreseen(request, people_list, plan, outcomes=OUTCOMES, colours=COLOURS),
        },
    )


@require_POST
@requires(Permission.MANAGE_PEOPLE, on=PeopleList)
def look_again(request, people_list):
    form = LookAgainForm(request.POST)
    if form.is_valid() and form.attempt(
        services.foresee_again, people_list, by=request.person, on=localdate()
    ):
        notices.success(request, "This is what would happen now")
    else:
        notices.error(request, "Someone else changed this meanwhile: look again")
    return redirect("partnership:people_list", pk=people_list.pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, on=PeopleList)
def understand_list(request, people_list):
    plan = services.plan_of_list(people_list, on=localdate())
    form = UnderstandListForm(
        request.POST or None,
        initial={"version": people_list.version},
        header=plan.header,
        sheets=services.sheets_of_list(people_list),
        odd_roles=plan.odd_roles,
        understanding=services.understanding_of(people_list),
        places=Organisation.objects.visible_to(request.person).of_kind(
            Kind.PARTNERSHIP, Kind.SUBGROUP, Kind.AGENCY, Kind.TRUST
        ),
    )
    if form.is_valid() and form.attempt(
        services.understand_list, people_list, by=request.person, on=localdate()
    ):
        notices.success(request, "The list is read this way now")
        return redirect("partnership:people_list", pk=people_list.pk)
    return render(
        request,
        "partnership/lists/understand_list.html",
        {"people_list": people_list, "form": form, "plan": plan},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_PEOPLE, on=PeopleList)
def answer_list(request, people_list):
    plan = services.plan_of_list(people_list, on=localdate())
    asked = sorted(plan.questions, key=lambda row: row.outcome != "question")
    form = AnswerListForm(
        request.POST or None,
        initial={"version": people_list.version},
        rows=asked,
        answers=people_list.answers,
    )
    if form.is_valid() and form.attempt(
        services.answer_list, people_list, by=request.person, on=localdate()
    ):
        notices.success(request, "Answers saved")
        return redirect("partnership:people_list", pk=people_list.pk)
    return render(
        request,
        "partnership/lists/answer_list.html",
        {"people_list": people_list, "form": form, "questions": plan.questions},
    )
